"""The worker's own limits (时效): the clocks that lose rights silently, and their warnings.

Whether a limit has really run is for people to say: it starts anew with each demand, promise or
complaint, and arrears may continue. The program warns and never refuses because of one.
"""

from dataclasses import dataclass
from datetime import date

from handlers.durations import due
from handlers.facts import Facts, listed, words
from handlers.periods import last_day
from handlers.workdays import Calendar

#: How many days before its end a limit is told to the worker.
WARNINGS = (60, 14)

#: Papers that let a worker sue at once, and then only under the general limit.
IOUS = frozenset({"iou", "settlement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of the worker's, counted from the day that starts it."""

    clock: str
    starts: date
    due: date
    provisional: bool


def find_limits(facts: Facts, calendar: Calendar) -> tuple[Limit, ...]:
    """Return the limits that follow from the end of the unpaid time, the first to end first.

    The end of employment is rarely told; the end of the unpaid time stands for it, and none is
    counted while that is still open.
    """
    end = last_day(words(facts, "period_end"))
    if end is None:
        return ()
    clocks = ["arbitration_limit", "inspection_lookback"]
    if IOUS & set(listed(facts, "evidence")):
        clocks.append("civil_limit")
    limits = (count_limit(clock, end, calendar) for clock in clocks)
    return tuple(sorted(limits, key=lambda limit: limit.due))


def count_limit(clock: str, starts: date, calendar: Calendar) -> Limit:
    """Count one limit from the day that starts it, or starts it anew."""
    end = due(clock, starts, calendar)
    return Limit(clock=clock, starts=starts, due=end.date, provisional=end.provisional)


def find_warning(due_on: date, today: date) -> int | None:
    """Return the tightest warning (60, 14) whose day has come, none before or after the limit."""
    left = (due_on - today).days
    return min((days for days in WARNINGS if 0 <= left <= days), default=None)


def is_near(due_on: date, today: date, days: int) -> bool:
    """Whether a limit that still runs has fewer than so many days left."""
    return 0 <= (due_on - today).days < days


def has_passed(limits: tuple[Limit, ...], clock: str, today: date) -> bool:
    """Whether this limit, as far as it can be counted, is over."""
    return any(limit.clock == clock and limit.due < today for limit in limits)
