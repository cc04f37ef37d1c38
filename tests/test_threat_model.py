"""Each promise of the threat model names a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODEL = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", MODEL)


def test_every_promise_is_proved_by_a_test_that_exists() -> None:
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not re.search(
            rf"^(async )?def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
        )
    ]

    assert missing == []


def test_every_line_of_a_promise_names_its_test() -> None:
    table = [line for line in MODEL.splitlines() if line.startswith("| ")]
    rows = [line for line in table if "| holds by" not in line]

    assert len(rows) >= 30
    assert [row for row in rows if "::" not in row] == []
