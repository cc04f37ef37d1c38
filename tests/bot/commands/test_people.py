"""`staff`, `token` and `demo` as people type them: what is printed, and with which exit code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


class Shell:
    """A terminal at a data folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._env = {**os.environ, "XINSHENG_DATA_DIR": str(folder)}

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *words], input=typed, env=self._env, cwd=ROOT,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_an_officer_is_added_listed_closed_and_let_in_anew(shell: Shell) -> None:
    agency = "430112-labor_inspection"
    made = shell.run("staff", "add", "officer.0417", "--role", "officer", "--agency", agency)
    assert made.returncode == 0
    assert re.fullmatch(r"http://\S+/desk/login\?invite=[\w-]{43}\n", made.stdout)
    typed = shell.run(
        "staff", "add", "boss", "--role", "supervisor", "--role", "admin", "--password-stdin",
        typed="a long pass word\n",
    )  # fmt: skip
    assert typed.stdout == "boss may sign in.\n"

    again = shell.run("staff", "add", "boss", "--role", "officer")
    assert (again.returncode, again.stderr) == (1, "That name is taken already.\n")
    assert shell.run("staff", "disable", "officer.0417").returncode == 0
    listed = shell.run("staff", "list").stdout.splitlines()
    assert listed == [
        "boss\tsupervisor@*, admin@*", f"officer.0417\tofficer@{agency} (closed)",
    ]  # fmt: skip
    assert "invite=" in shell.run("staff", "reset", "boss").stdout


def test_a_token_is_shown_once_alone_on_the_line(shell: Shell) -> None:
    made = shell.run("token", "add", "hotline", "--scope", "cases:read", "--scope", "cases:write")

    assert made.returncode == 0
    assert re.fullmatch(r"xs_[\w-]{43}\n", made.stdout)
    assert shell.run("token", "list").stdout == "hotline\tcases:read cases:write\n"
    nobody = shell.run("token", "add", "x", "--scope", "cases:read", "--as", "nobody")
    assert nobody.returncode == 1
    assert shell.run("token", "revoke", "hotline").returncode == 0
    assert shell.run("token", "revoke", "hotline").returncode == 1


def test_a_demo_fills_an_empty_desk(shell: Shell) -> None:
    made = shell.run("demo")

    assert made.returncode == 0, made.stderr
    assert [line.split()[0] for line in made.stdout.splitlines()] == [
        "demo.officer", "demo.second", "demo.hotline", "demo.boss",
    ]  # fmt: skip
    filed = shell.run("export", "--format", "csv").stdout.splitlines()[1:]
    assert len(filed) >= 6
    assert len({line.split(",")[4] for line in filed}) >= 3, "cases stand at different steps"
