"""Working days and periods, against the statutes by hand and an independent calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from handlers.workdays import Calendar, corresponding_day
from storage.defaults import load_calendar

CALENDAR = load_calendar()
DAY = timedelta(days=1)


def count_by_the_other_calendar(start: date, count: int) -> date:
    day = start
    while count:
        day += DAY
        count -= bool(chinese_calendar.is_workday(day))
    return day


@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_day_of_a_published_year_is_as_an_independent_calendar_has_it(year: int) -> None:
    days = [date(year, 1, 1) + n * DAY for n in range(366)]

    wrong = [
        day
        for day in days
        if day.year == year and CALENDAR.is_workday(day) != chinese_calendar.is_workday(day)
    ]

    assert wrong == []


#: Starts around 春节, 国庆, month ends, leap days, the turn of the year and make-up days.
STARTS = [
    *(date(2024, 2, d) for d in (2, 3, 4, 8, 9, 10, 12, 17, 18, 19, 28, 29)),
    *(date(2024, m, d) for m, d in ((1, 31), (3, 1), (4, 3), (4, 6), (4, 7), (4, 28), (4, 30))),
    *(date(2024, m, d) for m, d in ((5, 10), (5, 11), (6, 7), (9, 13), (9, 14), (9, 29), (9, 30))),
    *(date(2024, m, d) for m, d in ((10, 5), (10, 8), (10, 11), (10, 12), (12, 31))),
    *(date(2025, 1, d) for d in (1, 24, 25, 26, 27, 28, 29, 31)),
    *(date(2025, m, d) for m, d in ((2, 4), (2, 7), (2, 8), (2, 28), (4, 3), (4, 26), (4, 27))),
    *(date(2025, m, d) for m, d in ((4, 30), (5, 30), (9, 27), (9, 28), (9, 30), (10, 8))),
    *(date(2025, m, d) for m, d in ((10, 11), (11, 30), (12, 31))),
    *(date(2026, m, d) for m, d in ((1, 1), (1, 3), (1, 4), (1, 31), (2, 13), (2, 14), (2, 15))),
    *(date(2026, m, d) for m, d in ((2, 16), (2, 23), (2, 27), (2, 28), (4, 3), (4, 30), (5, 8))),
    *(date(2026, m, d) for m, d in ((5, 9), (6, 18), (9, 19), (9, 20), (9, 24), (9, 30), (10, 9))),
]  # fmt: skip


@pytest.mark.parametrize("count", [1, 5, 15, 20])
@pytest.mark.parametrize("start", STARTS, ids=str)
def test_working_days_are_counted_as_by_hand(start: date, count: int) -> None:
    end = CALENDAR.add_workdays(start, count)

    assert end == count_by_the_other_calendar(start, count)
    assert CALENDAR.count_workdays(start, end) == count


def test_enough_dates_are_tried() -> None:
    assert len(STARTS) * 4 >= 100


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
        (date(2026, 11, 24), 10, date(2026, 12, 8)),
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a make-up Saturday before 春节
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 10, 10), 1, date(2025, 10, 11)),  # a make-up Saturday after 国庆
        (date(2024, 2, 9), 5, date(2024, 2, 22)),  # 18 February 2024 was a make-up Sunday
        # 2027 by the thirteen statutory days alone:
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 2, 4), 1, date(2027, 2, 9)),
        (date(2027, 2, 5), 5, date(2027, 2, 15)),
        (date(2027, 4, 2), 1, date(2027, 4, 6)),
        (date(2027, 4, 30), 1, date(2027, 5, 3)),
        (date(2027, 6, 8), 1, date(2027, 6, 10)),
        (date(2027, 9, 14), 2, date(2027, 9, 17)),
        (date(2027, 9, 30), 1, date(2027, 10, 4)),
        (date(2026, 11, 26), 60, date(2027, 2, 23)),
    ],
)
def test_working_days_come_out_as_counted_on_paper(start: date, count: int, end: date) -> None:
    assert CALENDAR.add_workdays(start, count) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 24), 15, date(2026, 12, 9)),
        (date(2026, 9, 21), 15, date(2026, 10, 8)),  # 6 October: on past the holiday
        (date(2026, 9, 5), 15, date(2026, 9, 20)),  # a make-up Sunday is no rest day
        (date(2026, 2, 8), 15, date(2026, 2, 24)),
        (date(2026, 1, 25), 7, date(2026, 2, 2)),  # 1 February is an ordinary Sunday
        (date(2027, 1, 31), 7, date(2027, 2, 9)),  # Sunday 7 and Monday 8 February are 春节
    ],
)
def test_a_period_of_days_ends_past_rest_days_but_not_past_make_up_days(
    start: date, days: int, end: date
) -> None:
    assert CALENDAR.add_days(start, days) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),  # the month's last day, a make-up Saturday
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 17), 2, date(2026, 2, 24)),  # 17 February 2026 is 春节
        (date(2025, 12, 24), 2, date(2026, 2, 24)),
        (date(2025, 10, 30), 12, date(2026, 10, 30)),
    ],
)
def test_months_end_on_the_corresponding_day(start: date, months: int, end: date) -> None:
    assert CALENDAR.add_months(start, months) == end


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2023, 10, 1), 2, date(2025, 10, 9)),
        (date(2025, 11, 24), 1, date(2026, 11, 24)),
        (date(2023, 5, 9), 3, date(2026, 5, 9)),  # a make-up Saturday
        (date(2023, 5, 16), 3, date(2026, 5, 18)),  # an ordinary Saturday
    ],
)
def test_years_end_on_the_corresponding_day(start: date, years: int, end: date) -> None:
    assert CALENDAR.add_years(start, years) == end


def test_a_leap_day_has_a_corresponding_day_in_the_next_leap_year() -> None:
    assert corresponding_day(date(2024, 2, 29), 48) == date(2028, 2, 29)


def test_a_month_may_be_counted_backwards_over_the_turn_of_the_year() -> None:
    assert corresponding_day(date(2026, 1, 31), -2) == date(2025, 11, 30)


def test_a_year_is_provisional_until_its_table_is_loaded() -> None:
    assert CALENDAR.is_provisional(date(2027, 1, 4))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))


def test_a_year_without_table_has_its_statutory_holidays_off() -> None:
    statutory = [
        date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 8), date(2027, 4, 5), date(2027, 6, 9),
        date(2027, 9, 15), date(2027, 10, 1),
    ]  # fmt: skip

    assert not any(CALENDAR.is_workday(day) for day in statutory)
    assert CALENDAR.is_workday(date(2027, 2, 9))


def test_a_loaded_table_replaces_the_statutory_holidays() -> None:
    holiday = date(2030, 5, 1)
    before = Calendar(statutory=frozenset({holiday}))
    after = Calendar(statutory=frozenset({holiday}), years=frozenset({2030}))

    assert not before.is_workday(holiday)
    assert after.is_workday(holiday)


def test_an_empty_calendar_knows_weekends_only() -> None:
    assert Calendar().add_workdays(date(2026, 11, 27), 1) == date(2026, 11, 30)


def test_counting_workdays_backwards_finds_none() -> None:
    assert CALENDAR.count_workdays(date(2026, 11, 24), date(2026, 11, 20)) == 0
