"""What the speaker wants with a message."""

from datetime import date

import pytest

from nlp.intents import find_intent
from nlp.matters import find_matter
from nlp.normalize import normalize
from nlp.signals import find_signals
from nlp.understanding import Fact, Intent

TODAY = date(2026, 11, 24)


def _intent(words: str, facts: dict[str, Fact] | None = None) -> Intent:
    text = normalize(words)
    signals = find_signals(text, TODAY)
    matter, _ = find_matter(text, facts or {}, signals)
    return find_intent(text, facts or {}, signals, matter)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("你好", Intent.GREET),
        ("您好，在吗？", Intent.GREET),
        ("早上好", Intent.GREET),
        ("🙏", Intent.GREET),
        ("转人工", Intent.HUMAN),
        ("我要跟真人说", Intent.HUMAN),
        ("给我回个电话", Intent.HUMAN),
        ("算了不报了", Intent.CANCEL),
        ("撤销我的投诉", Intent.CANCEL),
        ("都删了吧", Intent.CANCEL),
        ("不对，是两万不是三万", Intent.CORRECT),
        ("刚才说错了", Intent.CORRECT),
        ("名字写错了，叫刘建国", Intent.CORRECT),
        ("改成五万", Intent.CORRECT),
        ("我的进度", Intent.PROGRESS),
        ("350-7214-6", Intent.PROGRESS),
        ("有结果了吗", Intent.PROGRESS),
        ("什么时候能处理好", Intent.PROGRESS),
        ("没签合同能要工资吗", Intent.RIGHTS),
        ("加班费怎么算", Intent.RIGHTS),
        ("仲裁要交钱吗", Intent.RIGHTS),
        ("试用期被辞退工资给不给", Intent.RIGHTS),
        ("老板拖着工资不给", Intent.REPORT),
        ("我要投诉", Intent.REPORT),
        ("人工费还没给我", Intent.REPORT),
        ("今天天气不错", Intent.OTHER),
        ("讲个笑话", Intent.OTHER),
        ("", Intent.OTHER),
        ("死了算了", Intent.OTHER),
        ("算了一下，一共欠我两万的工资", Intent.REPORT),
    ],
)
def test_an_intent_is_understood(words: str, intent: Intent) -> None:
    assert _intent(words) is intent


def test_a_case_that_ends_in_a_question_is_told_to_be_acted_upon() -> None:
    owed = Fact(field="amount_fen", value=3500000, text="三万五", span=(4, 7), confidence=0.9)

    assert _intent("老板欠我三万五怎么办", {"amount_fen": owed}) is Intent.REPORT


def test_a_long_story_is_no_order_though_it_holds_the_words_of_one() -> None:
    story = (
        "老板说算了吧别告了，可是我们几个人的工资拖了半年，写的欠条也不对，实在没办法才来这里反映"
    )

    assert _intent(story) is Intent.REPORT
