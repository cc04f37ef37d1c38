"""Documentation that cannot rot: every setting and command stands in the README."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.settings import Settings, WrongSetting, load_settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_a_setting_stands_in_the_readme(setting: str) -> None:
    assert f"`XINSHENG_{setting.upper()}`" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_exists_and_stands_in_the_readme(command: str) -> None:
    assert (ROOT / "bot" / "commands" / f"{COMMANDS[command]}.py").exists()
    assert f"`{command}" in README or f" `{command}`" in README


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = README[:600]

    assert "make run" in opening
    assert "make test" in opening


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("LISTEN", "nowhere"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TELEGRAM_MODE", "pigeon"),
        ("PUBLIC_URL", "example.org"),
        ("ADDRESS_LIMIT", "-1"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"XINSHENG_{setting}", value)

    with pytest.raises(WrongSetting, match=f"XINSHENG_{setting}") as refused:
        load_settings()

    assert value in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_command_prints_help() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert all(command in shown.stdout for command in COMMANDS)
