"""Everything casework lets the worker hear has words, in both languages, with these arguments."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent

from handlers.case import SHOWN_MARKS, Status
from handlers.casework.closing import REPORTED_AS
from handlers.casework.progress import FINDINGS
from handlers.casework.ticking import LIMITS

#: What is filled in counts four characters (domain.md §8).
LONGEST = 25

CASEWORK = Path(__file__).parents[2] / "handlers" / "casework"


def messages(locale: str) -> dict[str, fluent.Message]:
    source = files("locales").joinpath(locale, "notices.ftl").read_text(encoding="utf-8")
    entries = FluentParser().parse(source).body
    assert not [entry for entry in entries if isinstance(entry, fluent.Junk)]
    return {entry.id.name: entry for entry in entries if isinstance(entry, fluent.Message)}


def variables(node: fluent.BaseNode) -> set[str]:
    found = {node.id.name} if isinstance(node, fluent.VariableReference) else set()
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, fluent.BaseNode):
                found |= variables(child)
    return found


CHINESE, ENGLISH = messages("zh-CN"), messages("en")


def calls() -> Iterator[ast.Call]:
    for source in sorted(CASEWORK.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                yield node


def told() -> dict[str, set[str]]:
    """What the rules tell: each `tell("told-…", …)` and `Phrase("told-…", {…})` with its names."""
    found: dict[str, set[str]] = {}
    for call in calls():
        key = call.args[0].value  # type: ignore[attr-defined]
        if not (isinstance(key, str) and key.startswith("told-")):
            continue
        names = {word.arg for word in call.keywords if word.arg and word.arg != "asking"}
        if len(call.args) > 1 and isinstance(call.args[1], ast.Dict):
            keys = [one for one in call.args[1].keys if isinstance(one, ast.Constant)]
            names = {str(one.value) for one in keys}
        found[key] = names
    return found


def test_both_languages_say_the_same_things() -> None:
    assert list(CHINESE) == list(ENGLISH)
    assert {k: variables(m) for k, m in CHINESE.items()} == {
        k: variables(m) for k, m in ENGLISH.items()
    }


def test_what_the_rules_tell_has_words_with_exactly_these_arguments() -> None:
    rules = told()

    assert len(rules) > 35
    assert {key: variables(CHINESE[key]) for key in rules} == rules


@pytest.mark.parametrize(
    "key",
    [
        *(f"told-verified-{code.replace('_', '-')}" for code in FINDINGS),
        *(f"told-limit-{code.replace('_', '-')}" for code in sorted(LIMITS)),
        *(
            f"told-outcome-{code.replace('_', '-')}"
            for code in REPORTED_AS
            if code not in ("paid", "corrected", "paid_before")
        ),
        *(f"status-{status}" for status in (*Status, *SHOWN_MARKS, "paused", "disputed")),
        *(f"status-{status}-said" for status in (*Status, *SHOWN_MARKS)),
        "told-legal-aid-granted", "told-legal-aid-refused",
    ],
)  # fmt: skip
def test_every_code_has_words(key: str) -> None:
    assert key in CHINESE


def test_no_sentence_is_longer_than_a_tired_man_reads() -> None:
    source = files("locales").joinpath("zh-CN", "notices.ftl").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    texts = [re.sub(r"\{[^{}]*\}", "某某某某", re.sub(r"^[\w-]+ =", "", line)) for line in lines]
    sentences = [part.strip() for text in texts for part in re.split(r"[。？：]", text)]

    assert [sentence for sentence in sentences if len(sentence) > LONGEST] == []
    assert [text for text in texts if "你" in text] == []
