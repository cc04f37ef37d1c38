"""Which time was not paid."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import lunar
from nlp.reader import understand

TODAY = date(2026, 11, 24)


def _values(text: str, *fields: str, today: date = TODAY) -> tuple[object, ...]:
    facts = understand(text, today).facts
    return tuple(facts[field].value if field in facts else None for field in fields)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("去年9月到腊月没给钱", "2025-09", "2026-02"),
        ("从三月干到现在没发工资", "2026-03", None),
        ("前年下半年的工资没给", "2024-07", "2024-12"),
        ("9月的工资没发", "2026-09", "2026-09"),
        ("上个月工资没发", "2026-10", None),
        ("9月到12月的工资没给", "2025-09", "2025-12"),
        ("7、8、9三个月工资没发", "2026-07", "2026-09"),
        ("公司欠我三月四月五月工资", "2026-03", "2026-05"),
        ("从24年10月到25年1月在工地做水电,还差我一万九", "2024-10", "2025-01"),
        ("前年的工钱到现在没结", "2024", "2024"),
        ("从3月8号干到6月20号没给钱", "2026-03-08", "2026-06-20"),
        ("今年正月十六进场,一直没发工资", "2026-03-04", None),
        ("从五月份就没发过工资", "2026-05", None),
        ("2025年11月1日至2026年2月10日工资未付", "2025-11-01", "2026-02-10"),
        ("2023年5月入职至2024年8月离职公司拖欠2024年6月至8月工资", "2024-06", "2024-08"),
        ("我三月进厂五月开始拖工资到八月离职", "2026-05", "2026-08"),
        ("22年到23年的工资没给", "2022", "2023"),
        ("今年1-8月份工资未发放", "2026-01", "2026-08"),
        ("欠我5,6月份工资", "2026-05", "2026-06"),
        ("去年冬月到今年二月的工钱没给", "2025-12", "2026-02"),
        ("今年五一到国庆的工钱没给", "2026-05", "2026-10"),
        ("从大前年拖到现在", "2023", None),
        ("自2026年5月起至今公司未发放工资", "2026-05", None),
        ("去年三月至今年二月拖欠工资", "2025-03", "2026-02"),
        ("上个月和这个月的工资都没给", "2026-10", "2026-11"),
        ("从端午干到中秋没给钱", "2026-06", "2026-09"),
        ("二〇二五年十二月的工资没发", "2025-12", "2025-12"),
        ("2026-03-01至2026-05-31工资没发", "2026-03-01", "2026-05-31"),
    ],
)
def test_the_unpaid_time_is_read(text: str, start: str | None, end: str | None) -> None:
    assert _values(text, "period_start", "period_end") == (start, end)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("压了仨月工资", 3),
        ("俩月工资没发了", 2),
        ("半个月工资没给", 0.5),
        ("欠了三个半月工资", 3.5),
        ("三个月没发工资了", 3),
        ("拖欠我2个月零15天的工资", 2.5),
        ("公司拖欠三个月工资共计2.1万元", 3),
        ("一年的工资六千没给", 12),
        ("干了三个半月只给了一个月的", 2.5),
        ("七八九三个月工资没发", 3),
        ("还有4个月没发,一共19200", 4),
        ("没发工资半年了", 6),
    ],
)
def test_the_unpaid_months_are_read(text: str, months: float) -> None:
    assert _values(text, "months") == (months,)


@pytest.mark.parametrize(
    "text",
    [
        "欠我两万,拖了大半年了",
        "老板欠我工资12000元,欠了快一年了",
        "活都干完三个月了还不给",
        "离职两个月了工资还没结,三千二",
        "找了他半年要钱",
        "没签劳动合同,干了七个月",
    ],
)
def test_a_delay_is_no_months(text: str) -> None:
    assert _values(text, "months") == (None,)


@pytest.mark.parametrize(
    "text",
    [
        "说好年底给",
        "老板说过完年就发,欠我八千",
        "每月15号发工资",
        "我今年15岁",
        "去年十二月离职的,差我九千工资",
        "他答应国庆前给钱",
        "下个月再说",
        "孩子9月开学要钱",
        "我2023年购买了一套房",
        "去年腊月二十几老板打了个欠条三万二",
    ],
)
def test_promises_and_events_are_no_period(text: str) -> None:
    assert _values(text, "period_start", "period_end") == (None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("上次发工资是今年5月", "2026-05"),
        ("最后一次给钱是去年腊月二十三", "2026-02-10"),
        ("工资只发到6月份", "2026-06"),
    ],
)
def test_the_last_payment_is_read(text: str, value: str) -> None:
    assert _values(text, "last_payment") == (value,)


def test_the_year_that_was_not_said_is_the_latest_that_has_passed() -> None:
    assert _values("9月的工资没发", "period_start", today=date(2026, 3, 1)) == ("2025-09",)
    assert _values("3月的工资没发", "period_start", today=date(2026, 3, 1)) == ("2026-03",)


@given(st.dates(date(2015, 1, 1), TODAY))
def test_a_date_in_full_reads_back(day: date) -> None:
    words = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}号",
        day.isoformat(),
    )

    for said in words:
        assert _values(f"从{said}起没发工资", "period_start") == (day.isoformat(),)


@given(st.integers(2016, 2026), st.integers(1, 12))
def test_a_month_reads_back(year: int, month: int) -> None:
    chinese = [*"一二三四五六七八九十", "十一", "十二"][month - 1]
    for said in (
        f"{year}年{month}月",
        f"{year}年{chinese}月份",
        f"{year % 100}年{month}月",
        f"{year}.{month}",
    ):
        assert (
            _values(f"{said}的工资没发", "period_start", "period_end")
            == (f"{year}-{month:02}",) * 2
        )


def test_the_lunar_calendar_knows_new_years_and_months() -> None:
    assert lunar.find_new_year(2026) == date(2026, 2, 17)
    assert lunar.find_month(2025, 12) == (date(2026, 1, 19), date(2026, 2, 16))
    assert lunar.to_solar(2026, 1, 16) == date(2026, 3, 4)
    assert lunar.to_solar(2026, 1, 31) is None
    assert lunar.to_solar(1800, 1, 1) is None
    assert lunar.to_solar(2025, 6, 1, leap=True) == date(2025, 7, 25)
    assert lunar.to_solar(2026, 6, 1, leap=True) is None


@given(st.integers(1902, 2098))
def test_a_lunar_year_joins_the_next_without_a_gap(year: int) -> None:
    last = lunar.find_month(year, 12)
    following = lunar.find_new_year(year + 1)

    assert last
    assert following
    assert last[1] + timedelta(days=1) == following
