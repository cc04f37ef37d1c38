"""Dates as exact as they were said: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as first and last days."""

from datetime import date, timedelta

from handlers.facts import Facts, words
from handlers.workdays import corresponding_day

_DAY = timedelta(days=1)


def first_day(said: str | None) -> date | None:
    """Return the first day of what was said, none where it is no date."""
    parts = (said or "").split("-")
    try:
        numbers = [int(part) for part in parts]
        return date(*[*numbers, 1, 1][:3]) if len(numbers) <= 3 else None
    except ValueError:
        return None


def last_day(said: str | None) -> date | None:
    """Return the last day of what was said, none where it is no date."""
    first = first_day(said)
    if first is None or said is None:
        return None
    months = {0: 12, 1: 1, 2: 0}[said.count("-")]
    return corresponding_day(first, months) - _DAY if months else first


def unpaid_period(facts: Facts) -> tuple[date, date] | None:
    """Return the unpaid time where both its ends are known to the month."""
    start, end = words(facts, "period_start"), words(facts, "period_end")
    if not (start and end and "-" in start and "-" in end):
        return None
    first, last = first_day(start), last_day(end)
    return (first, last) if first and last else None


def lasts_months(period: tuple[date, date], months: int) -> bool:
    """Whether a period is at least so many months long."""
    first, last = period
    return corresponding_day(first, months) <= last + _DAY
