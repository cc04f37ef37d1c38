"""Every finder: its words stand where it says, and nothing written makes it stumble or stall."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.board import read_board
from nlp.circumstances import find_circumstances
from nlp.doors import find_doors
from nlp.evidence import find_evidence
from nlp.funding import find_funding
from nlp.industry import find_industry
from nlp.normalize import Text, normalize
from nlp.people import find_people
from nlp.places import find_places
from nlp.understanding import Fact

FINDERS: tuple[Callable[[Text], list[Fact]], ...] = (
    lambda text: find_places(text, None)[0],
    find_people,
    find_circumstances,
    find_industry,
    find_evidence,
    find_doors,
    find_funding,
    read_board,
)
_WORDS = [
    "老板",
    "包工头",
    "叫",
    "刘强",
    "王",
    "欠",
    "我",
    "长沙",
    "望城区",
    "新华区",
    "镇",
    "街道",
    "工地",
    "项目",
    "有限公司",
    "劳务",
    "总包",
    "是",
    "在",
    "的",
    "，",
    "。",
    "没签合同",
    "欠条",
    "没有",
    "劳动局",
    "去过",
    "电话",
    "打不通",
    "工资卡",
    "厂",
    "保利",
    "中建三局",
    "施工单位",
    "：",
    "建设单位",
    "路",
    "村",
    "1",
    "8",
    "(",
    ")",
    "\n",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS) | st.characters(), max_size=40).map("".join))
def test_a_fact_is_the_words_at_its_span(said: str) -> None:
    text = normalize(said)

    for find in FINDERS:
        for fact in find(text):
            assert fact.text == said[fact.span[0] : fact.span[1]] != ""
            assert 0 < fact.confidence < 1


@pytest.mark.parametrize(
    "said",
    [
        "\n" * 1000,
        "村" * 1000,
        "公司" * 500,
        "中小学大" * 250,
        "老板叫" * 333,
        "工地项目" * 250,
        "1" * 1000,
    ],
    ids=["lines", "village", "firm", "trades", "boss", "site", "digits"],
)
def test_a_thousand_characters_take_less_than_fifty_milliseconds(said: str) -> None:
    text = normalize(said)
    spent = []

    for _ in range(3):
        start = time.process_time()
        for find in FINDERS:
            find(text)
        spent.append(time.process_time() - start)

    assert min(spent) < 0.05
