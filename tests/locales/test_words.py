"""Every sentence exists in every language, with the same variables, and short enough to be read."""

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from handlers.alarm import ALARMING
from handlers.dialogue.presses import PRESSES
from handlers.dialogue.questions import BY_FIELD, QUESTIONS
from handlers.directory import AGENCY_KINDS, FUNDINGS, INDUSTRIES
from handlers.facts import FACTS
from handlers.paths import PATHS
from locales import formats
from locales.script import to_traditional
from locales.words import MissingWordsError, Words

ROOT = Path(__file__).parents[2]
OWN = ("dialogue.ftl", "errors.ftl")

#: A sentence of the main path has no more characters than this (domain.md §8).
LONGEST = 25


def read(locale: str, name: str) -> dict[str, ast.Message]:
    source = files("locales").joinpath(locale, name).read_text(encoding="utf-8")
    entries = FluentParser().parse(source).body
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]
    messages = [entry for entry in entries if isinstance(entry, ast.Message)]
    assert len({message.id.name for message in messages}) == len(messages), "a key stands twice"
    return {message.id.name: message for message in messages}


def variables(node: ast.BaseNode) -> set[str]:
    found = set()
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.VariableReference):
                found.add(child.id.name)
            if isinstance(child, ast.BaseNode):
                found |= variables(child)
    return found


@pytest.mark.parametrize("name", OWN)
def test_both_languages_have_the_same_sentences_with_the_same_variables(name: str) -> None:
    chinese, english = read("zh-CN", name), read("en", name)

    assert chinese.keys() == english.keys()
    for key, message in chinese.items():
        assert variables(message) == variables(english[key]), key


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_no_key_stands_in_two_files(locale: str) -> None:
    folder = ROOT / "locales" / locale
    keys = [key for file in sorted(folder.glob("*.ftl")) for key in read(locale, file.name)]

    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def literal_keys() -> set[str]:
    """Keys that the rules name in full: in Phrase("…"), say("…"), say_once("…")."""
    sources = [*ROOT.joinpath("handlers/dialogue").rglob("*.py")]
    pattern = re.compile(r"(?:Phrase|\.say|\.say_once|ask_story)\(\s*(?:talk, )?\"([a-z][\w-]*)\"")
    return {key for source in sources for key in pattern.findall(source.read_text("utf-8"))}


def test_every_sentence_the_rules_name_has_words() -> None:
    words = Words.load("zh-CN")

    keys = literal_keys()

    assert len(keys) > 80
    assert [key for key in sorted(keys) if not words.has(key)] == []


def test_every_question_its_short_form_its_choices_and_its_fact_have_words() -> None:
    words = Words.load("zh-CN")
    wanted = {f"fact-{name}" for name in FACTS}
    for row in BY_FIELD.values():
        wanted |= {f"ask-{row.field}", f"ask-{row.field}-again"}
        wanted |= {f"choice-{row.field}-{choice}" for choice in (*row.choices, row.way_out)}

    assert [key for key in sorted(wanted) if not words.has(key)] == []


def test_every_open_question_can_be_put_again() -> None:
    words = Words.load("zh-CN")
    beside = ("free", "claimants", "withdraw_reason", "safety")
    wanted = [f"again-{asking}" for asking in (*PRESSES, *beside) if asking != "story"]

    assert [key for key in wanted if not words.has(key)] == []


def test_every_code_of_the_contract_has_a_label() -> None:
    words = Words.load("zh-CN")
    wanted = [f"agency-{kind}" for kind in AGENCY_KINDS]
    wanted += [f"industry-{code}" for code in INDUSTRIES]
    wanted += [f"funding-{code}" for code in FUNDINGS]
    wanted += [f"signal-{code}" for code in ALARMING]
    wanted += [f"path-{code}" for code in PATHS]
    wanted += [f"path-second-{path.then[0]}" for path in PATHS.values()]

    assert [key for key in wanted if not words.has(key)] == []


def sentences(text: str) -> list[str]:
    """Split a message into sentences; what is filled in counts four characters."""
    filled = re.sub(r"\{[^{}]*\}", "某某某某", text)
    return [part.strip() for part in re.split(r"[。？！\n]", filled) if part.strip()]


def test_no_sentence_of_the_main_path_is_longer_than_a_tired_man_reads() -> None:
    source = files("locales").joinpath("zh-CN", "dialogue.ftl").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    texts = [re.sub(r"^[\w-]+ =", "", line) for line in lines]
    parts = [part for text in texts for part in sentences(text)]
    numbers = re.compile(r"\d[\d-]*（[^）]*）")

    long = [part for part in parts if len(numbers.sub("", part)) > LONGEST]

    assert len(parts) > 400
    assert long == []


OFFICE = (
    "用人单位",
    "诉求",
    "拖欠",
    "您的案件",
    "请耐心",
    "温馨提示",
    "尽快",
    "亲爱",
    "予以",
    "贵单位",
)


def test_no_word_of_the_office_and_always_the_polite_you() -> None:
    source = files("locales").joinpath("zh-CN", "dialogue.ftl").read_text(encoding="utf-8")
    said = "\n".join(line for line in source.splitlines() if not line.startswith("#"))

    assert [word for word in OFFICE if word in said] == []
    assert re.findall(r"(?<![您])你(?![们])", said.replace("让你干活。你没有错", "")) == []


def test_registered_is_never_called_accepted() -> None:
    words = Words.load("zh-CN")

    receipt = words.say("receipt-by", {"day": "12月1日"})

    assert "还没受理" in receipt


def test_a_choice_falls_back_to_its_bare_name_and_to_the_label_of_its_code() -> None:
    words = Words.load("zh-CN")

    assert words.say("choice-headcount-dont_know") == "不知道"
    assert words.say("choice-evidence-iou") == "欠条"
    assert words.say("choice-standing-both") == "两样都有"


def test_a_key_without_words_and_a_missing_argument_are_errors_not_gaps() -> None:
    words = Words.load("zh-CN")

    with pytest.raises(MissingWordsError):
        words.say("no-such-key")
    with pytest.raises(MissingWordsError):
        words.say("mirror")
    assert not words.has("no-such-key")


def test_an_unknown_language_is_answered_in_chinese() -> None:
    assert Words.load("tlh").say("hello") == Words.load("zh-CN").say("hello")


def test_traditional_script_is_written_as_people_write_it() -> None:
    assert (
        to_traditional("老板联系得上吗？干活的地方在哪里？") == "老闆聯繫得上嗎？幹活的地方在哪裡？"
    )
    assert Words.load("zh-Hant").say("story-again") == "您遇到什麼事？直接說。"


def test_no_traditional_sentence_keeps_a_simplified_only_character() -> None:
    words = Words.load("zh-Hant")
    simplified = "们这给钱说发过还没样办吗时为长话会听记写"

    said = [words.say(key) for key in read("zh-CN", "errors.ftl")]

    assert not [text for text in said if any(sign in text for sign in simplified)]


def test_sums_months_days_and_moments_are_written_the_way_people_do() -> None:
    assert formats.money(4_600_000) == "46,000 元"
    assert formats.money(12_345) == "123.45 元"
    assert formats.money(4_600_000, "en") == "46,000 yuan"
    assert formats.month("2025-09") == "2025年9月"
    assert formats.month("2025") == "2025年"
    assert formats.month("2026-03-04", "en") == "4 March 2026"
    assert formats.day(date(2026, 12, 1)) == "12月1日"
    assert formats.moment(datetime(2026, 11, 24, 12, 15, tzinfo=UTC)) == "11月24日 20:15"
    assert formats.listing(["欠条", "合同"]) == "欠条、合同"
    assert formats.listing(["a", "b", "c"], "en") == "a, b and c"


def test_every_question_of_the_table_is_short_enough_to_be_asked_again() -> None:
    words = Words.load("zh-CN")

    for row in QUESTIONS:
        again = words.say(f"ask-{row.field}-again")
        assert len(again) <= len(words.say(f"ask-{row.field}")), row.field
