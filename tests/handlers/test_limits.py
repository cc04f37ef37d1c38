"""The worker's own limits, and when to warn of them."""

from datetime import date

import pytest

from handlers.limits import count_limit, find_limits, find_warning, has_passed, is_near
from handlers.periods import first_day, last_day
from storage.defaults import load_calendar
from tests.handlers.leads import make_lead

CALENDAR = load_calendar()


def test_limits_follow_from_the_end_of_the_unpaid_time() -> None:
    limits = find_limits(make_lead(period_end="2025-12").facts, CALENDAR)

    assert [(each.clock, each.starts, each.due) for each in limits] == [
        ("arbitration_limit", date(2025, 12, 31), date(2026, 12, 31)),
        ("inspection_lookback", date(2025, 12, 31), date(2027, 12, 31)),
    ]
    assert [each.provisional for each in limits] == [False, True]


def test_an_iou_has_the_general_limit_beside_the_others() -> None:
    facts = make_lead(period_end="2025-12-31", evidence=("photo", "iou")).facts

    assert find_limits(facts, CALENDAR)[-1].clock == "civil_limit"
    assert find_limits(facts, CALENDAR)[-1].due == date(2029, 1, 2)  # past New Year 2029


@pytest.mark.parametrize("end", [None, "soon", "2025-13", "2025-02-30", "2025-01-01-01"])
def test_no_limit_is_counted_from_an_end_that_is_not_known(end: str | None) -> None:
    facts = make_lead(period_end=end).facts if end else {}

    assert find_limits(facts, CALENDAR) == ()


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_date_is_taken_as_exact_as_it_was_said(
    said: str | None, first: date | None, last: date | None
) -> None:
    assert (first_day(said), last_day(said)) == (first, last)


@pytest.mark.parametrize(
    ("today", "warning"),
    [
        (date(2026, 10, 1), None),  # 61 days before
        (date(2026, 10, 2), 60),
        (date(2026, 11, 16), 60),  # 15 days
        (date(2026, 11, 17), 14),
        (date(2026, 12, 1), 14),
        (date(2026, 12, 2), None),  # gone
    ],
)
def test_a_worker_is_warned_sixty_and_fourteen_days_before(
    today: date, warning: int | None
) -> None:
    assert find_warning(date(2026, 12, 1), today) == warning


def test_a_limit_is_near_with_less_than_seven_days_left() -> None:
    due = date(2026, 12, 1)

    assert [is_near(due, date(2026, 11, d), 7) for d in (24, 25)] == [False, True]
    assert is_near(due, due, 7)
    assert not is_near(due, date(2026, 12, 2), 7)


def test_a_demand_starts_a_limit_anew() -> None:
    assert count_limit("arbitration_limit", date(2026, 11, 24), CALENDAR).due == date(2027, 11, 24)


def test_a_limit_has_passed_the_day_after() -> None:
    limits = find_limits(make_lead(period_end="2024-11-24").facts, CALENDAR)

    assert not has_passed(limits, "inspection_lookback", date(2026, 11, 24))
    assert has_passed(limits, "inspection_lookback", date(2026, 11, 25))
    assert not has_passed((), "inspection_lookback", date(2026, 11, 25))
