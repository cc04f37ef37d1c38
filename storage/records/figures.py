"""Counts of cases filed in a period, without duplicates: workers, owed, paid, overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, select

from handlers.case import Status
from handlers.jsonable import Json
from handlers.officer import Role, Scope
from storage.records.worklist import in_sight
from storage.sight import LISTING
from storage.store import Reading
from storage.tables.cases import cases
from storage.tables.history import history

#: What cases may be counted by, but for `month`.
_COLUMNS = {
    "division": cases.c.division,
    "agency": cases.c.lead_agency,
    "industry": cases.c.industry,
    "category": cases.c.category,
    "level": cases.c.level,
}
_UNKNOWN = "unknown"

#: An operator counts what he filed himself, everybody else what he has in his list.
_COUNTING = LISTING - {Role.INTAKE}

#: Counts by their names in the contract.
Count = dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A row for each thing counted, and the sum of all."""

    rows: list[dict[str, Json]]
    total: dict[str, Json]


async def count(
    reading: Reading, scope: Scope, first: date, last: date, by: str, zone: tzinfo, now: datetime
) -> Counted:
    """Count by division, agency, industry, category, level or month, and in all."""
    counted = _counted(now)
    rows: dict[str, Count] = {}
    before: dict[str, int] = {}
    for begin, end in _periods(first, last, by):
        month = f"{begin:%Y-%m}" if by == "month" else None
        query = _by_key(_filed(begin, end, zone, scope), by, month, counted)
        for row in await reading.connection.execute(query):
            rows[row.key] = {name: int(getattr(row, name)) for name in counted}
        earlier = _filed(_year_before(begin), _year_before(end), zone, scope)
        query = _by_key(earlier, by, month, {"cases": counted["cases"]})
        before.update({row.key: row.cases for row in await reading.connection.execute(query)})
    found: list[dict[str, Json]] = [
        {"key": key, **rows[key], "last_year": {"cases": before.get(key, 0)}}
        for key in sorted(rows)
    ]
    total = {name: sum(row[name] for row in rows.values()) for name in counted}
    last_year: Json = {"cases": sum(before.values())}
    return Counted(rows=found, total={**total, "last_year": last_year})


def _periods(first: date, last: date, by: str) -> Iterator[tuple[date, date]]:
    """Cut a period into its months where they are counted apart."""
    while by == "month" and (first.year, first.month) != (last.year, last.month):
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield first, following - timedelta(days=1)
        first = following
    yield first, last


def _filed(begin: date, end: date, zone: tzinfo, scope: Scope) -> list[ColumnElement[bool]]:
    return [
        cases.c.filed_at >= datetime.combine(begin, time.min, zone),
        cases.c.filed_at <= datetime.combine(end, time.max, zone),
        cases.c.main != Status.DUPLICATE.value,
        in_sight(scope, _COUNTING),
    ]


def _by_key(
    filed: list[ColumnElement[bool]],
    by: str,
    month: str | None,
    counted: dict[str, ColumnElement[int]],
) -> Select[object]:
    key = literal(month) if month else func.coalesce(_COLUMNS[by], _UNKNOWN)
    query = select(
        key.label("key"), *(column.label(name) for name, column in counted.items())
    ).where(*filed)
    return query.having(func.count() > 0) if month else query.group_by(_COLUMNS[by])


def _counted(now: datetime) -> dict[str, ColumnElement[int]]:
    return {
        "cases": func.count(),
        "workers": _sum(cases.c.workers),
        "owed_fen": _sum(cases.c.owed_fen),
        "paid_fen": _sum(cases.c.paid_fen),
        "overdue": _times(cases.c.law_due_at < now),
        "returned": _times(_has_entry("send_back")),
        "reopened": _times(cases.c.reopened),
        "contested": _times(cases.c.contested),
        "resolved": _times(cases.c.phase == "resolved"),
        "no_result": _times(cases.c.phase == "no_result"),
    }


def _sum(column: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(column), 0)


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _has_entry(action: str) -> ColumnElement[bool]:
    return exists().where(history.c.case_id == cases.c.id, history.c.action == action)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
