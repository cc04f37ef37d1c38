"""The words of the desk: both languages alike, and none missing for what a page may have to say."""

import re
from pathlib import Path

import pytest

from handlers.case import SHOWN_MARKS, Status
from handlers.casework.alarms import OUTCOMES
from handlers.casework.measures import KINDS
from handlers.casework.moves import MOVES, actions
from handlers.casework.tasks import RESULTS
from handlers.durations import DURATIONS
from handlers.facts import FACTS
from handlers.officer import Role
from locales.words import Words
from tests.locales.test_words import read, variables

TEMPLATES = Path(__file__).parents[3] / "bot" / "desk" / "templates"
WORDS = Words.load("zh-CN")


def test_both_languages_have_the_same_words_with_the_same_variables() -> None:
    chinese, english = read("zh-CN", "desk.ftl"), read("en", "desk.ftl")

    assert chinese.keys() == english.keys()
    for key, message in chinese.items():
        assert variables(message) == variables(english[key]), key


def test_every_word_a_template_names_is_there() -> None:
    named = {
        key
        for file in TEMPLATES.glob("*.html")
        for key in re.findall(r"""\bt\(["']([a-z][\w-]+)["'](?! ~)""", file.read_text("utf-8"))
    }

    assert len(named) > 100
    assert [key for key in sorted(named) if not WORDS.has(key)] == []


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("desk-action", actions()),
        ("desk-status", [*Status, *SHOWN_MARKS, "paused", "disputed"]),
        ("desk-clock", [*DURATIONS, "order_pay", "promise_due", "campaign", "first_answer"]),
        ("desk-measure", KINDS),
        ("desk-step", [to for kind in KINDS.values() for to in (*kind.steps, "recorded")]),
        ("desk-fact", FACTS),
        ("desk-role", Role),
        ("desk-outcome", OUTCOMES),
        ("desk-task", RESULTS),
        ("desk-result", [one for results in RESULTS.values() for one in results]),
        ("desk-end", [row.variant for row in MOVES if row.action == "close"]),
    ],
)
def test_every_code_has_its_label(prefix: str, codes: list[str]) -> None:
    assert [code for code in codes if not WORDS.has(f"{prefix}-{code}")] == []


def test_whatever_a_gate_may_miss_can_be_said() -> None:
    missing = {item for row in MOVES for item in row.gate}
    plain = {item for item in missing if "/" not in item}
    rows = {item.rpartition("/")[2] for item in missing if item.startswith("claimants/")}

    assert [item for item in plain if not WORDS.has(f"desk-missing-{item}")] == []
    assert [item for item in rows if not WORDS.has(f"desk-missing-row-{item}")] == []
