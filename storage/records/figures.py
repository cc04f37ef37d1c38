"""Counts of cases filed in a period, without duplicates: workers, owed, paid, overdue."""

from datetime import date, datetime, time, tzinfo

from sqlalchemy import ColumnElement, Row, Select, exists, select

from handlers.case import Status
from handlers.jsonable import Json
from handlers.officer import Scope
from storage.records.worklist import in_sight
from storage.store import Reading
from storage.tables.cases import cases
from storage.tables.history import history

_COUNTED = (
    "cases", "workers", "owed_fen", "paid_fen", "overdue", "returned", "reopened", "contested",
    "resolved", "no_result",
)  # fmt: skip
_UNKNOWN = "unknown"

Count = dict[str, int]


async def count(
    reading: Reading, scope: Scope, first: date, last: date, by: str, zone: tzinfo, now: datetime
) -> dict[str, Json]:
    """Count by division, agency, industry, category, level or month, and in all."""
    begin, end = datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)
    rows: dict[str, Count] = {}
    total = _nothing()
    async for row in await reading.connection.stream(_filed(scope, begin, end)):
        counted = _count(row, now)
        _add(rows.setdefault(_key(row, by, zone), _nothing()), counted)
        _add(total, counted)
    before = await _last_year(reading, scope, first, last, by, zone)
    found: list[Json] = [
        {"key": key, **rows[key], "last_year": {"cases": before.get(key, 0)}}
        for key in sorted(rows)
    ]
    return {"rows": found, "total": {**total, "last_year": {"cases": sum(before.values())}}}


async def _last_year(
    reading: Reading, scope: Scope, first: date, last: date, by: str, zone: tzinfo
) -> dict[str, int]:
    begin = datetime.combine(_year_before(first), time.min, zone)
    end = datetime.combine(_year_before(last), time.max, zone)
    found: dict[str, int] = {}
    async for row in await reading.connection.stream(_filed(scope, begin, end)):
        key = _key(row, by, zone)
        # a month is compared with the same month of the year before
        key = f"{int(key[:4]) + 1}{key[4:]}" if by == "month" else key
        found[key] = found.get(key, 0) + 1
    return found


def _filed(scope: Scope, begin: datetime, end: datetime) -> Select[object]:
    columns = (
        "division", "lead_agency", "industry", "category", "level", "filed_at", "workers",
        "owed_fen", "paid_fen", "law_due_at", "phase", "contested",
    )  # fmt: skip
    return select(
        *(cases.c[name] for name in columns),
        _has_entry("send_back").label("returned"),
        _has_entry("reopen").label("reopened"),
    ).where(
        cases.c.filed_at.between(begin, end),
        cases.c.main != Status.DUPLICATE.value,
        in_sight(scope),
    )


def _has_entry(action: str) -> ColumnElement[bool]:
    return exists().where(history.c.case_id == cases.c.id, history.c.action == action)


def _count(row: Row[object], now: datetime) -> Count:
    return {
        "cases": 1,
        "workers": row.workers,
        "owed_fen": row.owed_fen or 0,
        "paid_fen": row.paid_fen,
        "overdue": int(row.law_due_at is not None and row.law_due_at < now),
        "returned": int(row.returned),
        "reopened": int(row.reopened),
        "contested": int(row.contested),
        "resolved": int(row.phase == "resolved"),
        "no_result": int(row.phase == "no_result"),
    }


def _key(row: Row[object], by: str, zone: tzinfo) -> str:
    if by == "month":
        return f"{row.filed_at.astimezone(zone):%Y-%m}"
    column = "lead_agency" if by == "agency" else by
    return getattr(row, column) or _UNKNOWN


def _nothing() -> Count:
    return dict.fromkeys(_COUNTED, 0)


def _add(total: Count, counted: Count) -> None:
    for name, number in counted.items():
        total[name] += number


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
