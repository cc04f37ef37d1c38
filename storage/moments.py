"""Dates of the law as moments: a day ends when it ends in China, wherever the server stands."""

from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))

#: Stands where nothing is due, so that a page's order needs no null.
NEVER = datetime(9000, 1, 1, tzinfo=UTC)


def begin_of(day: str) -> datetime:
    """Return the moment a day begins, or the time itself; raises ValueError where it is neither."""
    if len(day) == len("2026-12-18"):
        return datetime.combine(date.fromisoformat(day), time.min, CHINA)
    moment = datetime.fromisoformat(day)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def end_of(due: str) -> datetime:
    """Return the moment a due date is over: a day's end, or the time itself."""
    if len(due) == len("2026-12-18"):
        return datetime.combine(date.fromisoformat(due), time.max, CHINA)
    return datetime.fromisoformat(due)
