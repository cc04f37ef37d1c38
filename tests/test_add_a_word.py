"""The examples of `docs/add-a-word.md` do what the page says, in a copy of the program."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "add-a-word.md").read_text(encoding="utf-8")
PACKAGES = ("bot", "handlers", "nlp", "storage", "locales")

_BLOCK = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A section with its change, its command and what must come of it."""

    title: str
    kind: str
    path: str
    change: str
    command: tuple[str, ...]
    line: str
    answer: object


def read_examples() -> Iterator[Example]:
    for section in PAGE.split("\n## ")[1:]:
        (kind, path, change), (_, command, line), (_, _, answer) = _BLOCK.findall(section)
        title = section.partition("\n")[0]
        yield Example(title, kind, path, change, tuple(command.split()), line, json.loads(answer))


EXAMPLES = list(read_examples())


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with all the changes of the page."""
    folder = tmp_path_factory.mktemp("changed")
    for package in PACKAGES:
        leave = shutil.ignore_patterns("__pycache__", "static")
        shutil.copytree(ROOT / package, folder / package, ignore=leave)
    for example in EXAMPLES:
        path = folder / example.path
        before = path.read_text("utf-8") if example.kind == "append" else ""
        path.write_text(before + example.change, "utf-8")
    return folder


def ask(folder: Path, example: Example) -> object:
    told = subprocess.run(
        [sys.executable, "-m", "bot", *example.command],
        cwd=folder, input=example.line, capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(folder), "XINSHENG_DATA_DIR": str(folder / "data")},
    )  # fmt: skip
    return json.loads(told.stdout)


def holds(answer: object, wanted: object) -> bool:
    """Whether an answer holds all that is shown, whatever else stands in it."""
    if isinstance(wanted, dict):
        return isinstance(answer, dict) and all(
            name in answer and holds(answer[name], value) for name, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(answer, list) and all(
            any(holds(each, one) for each in answer) for one in wanted
        )
    return answer == wanted


def test_the_page_shows_a_word_an_alias_a_row_and_an_article() -> None:
    paths = [example.path for example in EXAMPLES]

    assert [path.rsplit("/", 1)[0] for path in paths] == [
        "nlp/data", "nlp/data", "storage/data", "locales/zh-CN/rights",
    ]  # fmt: skip
    assert all(
        (ROOT / example.path).exists() == (example.kind == "append") for example in EXAMPLES
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_an_example_does_what_the_page_says(example: Example, changed: Path) -> None:
    assert holds(ask(changed, example), example.answer)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_without_the_change_it_is_not_so(example: Example) -> None:
    assert not holds(ask(ROOT, example), example.answer)
