"""One text in two spellings of equal length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normalize import normalize


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("我的功资", "我的工资"),
        ("拖签三个月", "拖欠三个月"),
        ("包公头跑了", "包工头跑了"),
        ("老动监查", "劳动监察"),
        ("欠新两万", "欠薪两万"),
        ("工前没给", "工钱没给"),
        ("老班不发公资", "老板不发工资"),
        ("仲才结果", "仲裁结果"),
        ("農民工討薪", "农民工讨薪"),
        ("老闆欠我叁萬伍仟", "老板欠我叁万伍仟"),
        ("關係很好", "关系很好"),
        ("我係工人", "我系工人"),
        ("冇俾錢", "没给钱"),
        ("ＡＢＣ１２３", "abc123"),
        ("１，２００元！", "1,200元!"),
        ("OK", "ok"),
    ],
)
def test_what_was_meant_is_read(written: str, read: str) -> None:
    assert normalize(written).plain == read


@pytest.mark.parametrize(
    "words",
    [
        "办公资料",
        "开工前给钱",
        "动工前",
        "老板",
        "老班长",
        "乾县",
        "公职人员",
        "工商局",
        "没法活",
        "截止日期",
        "我叫欠新",
        "鼎新公资有限公司",
        "欠新镇",
    ],
)
def test_real_words_and_names_stay(words: str) -> None:
    assert normalize(words).plain == words


@pytest.mark.parametrize(
    "words", ["🙏🏿👨‍👩‍👧欠薪", "e\u0301", "\u200b\u200d", "İ", "ß", "", "\ud800"]
)
def test_odd_signs_do_not_move_what_follows(words: str) -> None:
    text = normalize(words + "工资")

    assert len(text.plain) == len(text.original)
    assert text.plain.endswith("工资")


@given(st.text())
def test_both_spellings_are_equally_long(words: str) -> None:
    assert len(normalize(words).plain) == len(words)


def test_a_span_gives_the_words_as_written() -> None:
    text = normalize("老班拖签工资")

    assert text.words((2, 4)) == "拖签"
