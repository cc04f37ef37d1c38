"""Messages that tell nothing of the speaker's own work give no facts."""

from datetime import date

import pytest

from nlp.reader import understand

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "招普工,男女不限,月薪5500-7000,包吃住,联系电话13800001111",
        "卖二手挖掘机,八成新,十二万,要的联系13712345678",
        "据新闻报道,某地一家企业拖欠300名工人工资被罚",
        "听说隔壁县有个工地死了人",
        "国庆放几天假",
    ],
)
def test_nothing_is_read_from_adverts_hearsay_and_idle_questions(text: str) -> None:
    assert not understand(text, TODAY).facts


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("招工的时候说一天三百,干了二十天没给钱", "worked"),
        ("听说老板要跑,他欠我三千", "amount_fen"),
        ("有工友可以作证", "evidence"),
    ],
)
def test_a_story_with_the_same_words_is_read(text: str, field: str) -> None:
    assert field in understand(text, TODAY).facts


def test_hours_a_day_make_the_work_of_an_hourly_rate() -> None:
    facts = understand("干了二十一天,一个小时十二块,一天八小时,没给钱", TODAY).facts
    assert facts["amount_fen"].value == 201_600


def test_work_that_was_paid_is_taken_off() -> None:
    facts = understand("日结二百四,干了六天,就给了两天的钱", TODAY).facts
    assert facts["amount_fen"].value == 96_000
