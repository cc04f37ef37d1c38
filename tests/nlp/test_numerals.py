"""Numbers as workers write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numerals import find_numbers, parse_number

_SINGLE = [
    ("三万五", 35_000),
    ("四万六", 46_000),
    ("两万八千六", 28_600),
    ("一万", 10_000),
    ("二百六", 260),
    ("一千五", 1500),
    ("一千五百", 1500),
    ("一千零五十", 1050),
    ("一百零五", 105),
    ("三万零五百", 30_500),
    ("十二万三千四百五十六", 123_456),
    ("一亿两千万", 120_000_000),
    ("1.5w", 15_000),
    ("3k", 3000),
    ("3w5", 35_000),
    ("2万", 20_000),
    ("4万6", 46_000),
    ("3万5千6百", 35_600),
    ("3万5000", 35_000),
    ("35,000", 35_000),
    ("35 000", 35_000),
    ("1,234,567", 1_234_567),
    ("叁万伍仟", 35_000),
    ("肆万柒仟捌佰", 47_800),
    ("廿三", 23),
    ("仨", 3),
    ("俩", 2),
    ("十五", 15),
    ("二十", 20),
    ("二零二五", 2025),
    ("二〇二四", 2024),
    ("九千八", 9800),
    ("两千二百五", 2250),
    ("0.35", 0.35),
    ("1.2万", 12_000),
]


@pytest.mark.parametrize(("words", "value"), _SINGLE)
def test_a_number_is_read_from_end_to_end(words: str, value: float) -> None:
    assert parse_number(words) == value


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("三四万", 30_000, 40_000),
        ("五六千", 5000, 6000),
        ("一万二三", 12_000, 13_000),
        ("一千八九", 1800, 1900),
        ("十二三万", 120_000, 130_000),
        ("一万三四千", 13_000, 14_000),
        ("二三十", 20, 30),
        ("十五六", 15, 16),
        ("三五", 3, 5),
        ("3-4万", 30_000, 40_000),
        ("三到四万", 30_000, 40_000),
        ("两千五到三千", 2500, 3000),
        ("3500-4000", 3500, 4000),
    ],
)
def test_a_range_keeps_both_ends_and_its_middle(words: str, low: float, high: float) -> None:
    (number,) = find_numbers(words)

    assert (number.low, number.high, number.value) == (low, high, (low + high) / 2)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("两万多", 20_000),
        ("两万好几", 20_000),
        ("三十多万", 300_000),
        ("30多万", 300_000),
        ("十几万", 100_000),
        ("万把块", 10_000),
        ("五千多块", 5000),
        ("一百多个", 100),
        ("二十几个人", 20),
        ("四十来个", 40),
        ("两千出头", 2000),
    ],
)
def test_more_or_less_keeps_the_base(words: str, value: float) -> None:
    (number,) = find_numbers(words)

    assert number.value == value
    assert number.vague or "出头" in words


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("三万五五个人", [35_000, 5]),
        ("三万五六个人", [35_000, 6]),
        ("两万三个月", [20_000, 3]),
        ("四千五一个月", [4500, 1]),
        ("二百六一天", [260, 1]),
        ("一万一一个月", [11_000, 1]),
        ("3万2三个月", [32_000, 3]),
        ("一万二十个人", [12_000, 10]),
        ("一百一天", [100, 1]),
        ("7个人4万6", [7, 46_000]),
        ("三万四万", [30_000, 40_000]),
        ("一天二百六干了四十七个工支了三千", [1, 260, 47, 3000]),
    ],
)
def test_a_measure_word_claims_the_digit_before_it(words: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(words)] == values


def _in_chinese(value: int) -> str:
    """Write a number below one hundred million in full, by the rules of the schoolbook."""
    if value >= 10_000:
        head, rest = divmod(value, 10_000)
        return (
            _in_chinese(head)
            + "万"
            + (("零" if rest < 1000 else "") + _in_chinese(rest) if rest else "")
        )
    words, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return words


@given(st.integers(1, 99_999_999))
def test_a_number_written_in_full_reads_back(value: int) -> None:
    assert parse_number(_in_chinese(value)) == value


@given(st.integers(1, 999), st.integers(1, 9))
def test_a_short_number_reads_back(head: int, digit: int) -> None:
    chinese = f"{_in_chinese(head)}万{'零一二三四五六七八九'[digit]}"

    assert parse_number(f"{head}万{digit}") == head * 10_000 + digit * 1000
    assert parse_number(chinese) == head * 10_000 + digit * 1000


@given(st.integers(0, 99_999_999))
def test_figures_with_commas_read_back(value: int) -> None:
    assert parse_number(f"{value:,}") == value


@given(
    st.text(
        alphabet="零一二两三四五六七八九十百千万亿仨俩几多来半个天人年月元块0123456789.,wk 壹贰",
        max_size=60,
    )
)
def test_numbers_stand_in_order_and_inside(words: str) -> None:
    ends = 0
    for number in find_numbers(words):
        assert ends <= number.start < number.end <= len(words)
        ends = number.end
