# 薪声 Xinsheng. `make run` starts everything, `make test` proves it; the rest is for engineers.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help run test install dev check bench score torture screenshots campaign-rehearsal locks

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Python 3.11 or newer is missing: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# jieba is a source package: its build tools are locked too, so nothing is fetched without a hash
$(VENV)/.run: requirements/build.lock requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/build.lock
	$(PIP) install --require-hashes --no-build-isolation -r requirements/run.lock
	$(PIP) install --no-deps --no-build-isolation --no-index -e .
	$(BIN)/python -W ignore -c 'import jieba; jieba.setLogLevel(60); jieba.initialize()'
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(PIP) install --require-hashes --no-build-isolation -r requirements/dev.lock
	@touch $@

install: $(VENV)/.run ## the environment alone, from hashed lock files

dev: $(VENV)/.dev ## the environment with the tools of an engineer

run: $(VENV)/.run ## everything in one process: chat, desk, Telegram where a token is set
	@exec $(BIN)/python -m bot run

test: $(VENV)/.dev ## the proof
	@sh tests/browser/chromium.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/.dev ## ruff, mypy, import contracts, locks
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@! grep -n '://' requirements/*.lock

bench: $(VENV)/.dev ## speed as ratios of one run
	$(BIN)/python -m tests.bench

score: $(VENV)/.dev ## accuracy on the repository's own sets, and forty scripted people
	$(BIN)/python -m tests.gold
	$(BIN)/python -m tests.people

torture: $(VENV)/.dev ## crashes and faults, many
	$(BIN)/python -m tests.zygote --kills 10000
	$(BIN)/python -m tests.zygote --kills 10000 --postgres
	$(BIN)/python -m pytest tests/torture -m '' -p no:cacheprovider

screenshots: $(VENV)/.dev ## the pictures of the documentation
	@sh tests/browser/chromium.sh
	$(BIN)/python -m tests.browser.screenshots

campaign-rehearsal: $(VENV)/.dev ## sixty simulated days of a desk, counted independently
	$(BIN)/python -m tests.rehearsal

locks: | $(VENV)/bin/python ## anew from pyproject.toml
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 requirements/build.in -o requirements/build.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra passkey -o requirements/run.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra passkey --group dev -o requirements/dev.lock
