"""The desk's list of cases: next due first, page by page, within a scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
    union,
)

from handlers.case import Case, CaseId
from handlers.officer import OfficerId, Role, Scope
from storage.moments import CHINA, begin_of
from storage.pages import next_of, starting_at
from storage.records import search
from storage.records.caserows import from_row
from storage.sight import LISTING, NATION, Ground, following, grounds, stem
from storage.store import Reading
from storage.tables.cases import OPEN, case_bars, case_marks, case_places, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list is narrowed to; an unknown value finds nothing."""

    status: str | None = None
    """A main status, or a mark."""
    kind: str | None = None
    level: str | None = None
    """A level, or several with commas between."""
    division: str | None = None
    agency: str | None = None
    held_by: str | OfficerId | None = None
    """The holder, by username or id."""
    due_before: str | datetime | None = None
    """A day, a time, or a moment."""
    q: str | None = None
    phase: str | None = None
    unheld: bool = False


async def list_cards(
    reading: Reading,
    scope: Scope,
    narrowed: Filter | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[Case], str | None]:
    """Return a page of cases and the cursor of the next one, none after the last."""
    wanted = narrowed or Filter()
    conditions, few = _conditions(wanted), False
    if wanted.q:
        searched = await search.matches(reading, wanted.q)
        if searched is None:
            return [], None
        conditions.append(searched.condition)
        few = searched.few
    pages = [
        _page(scope, ground, conditions, cursor, limit + 1, few=few)
        for ground in grounds(scope, LISTING)
    ]
    if not pages:
        return [], None
    found = (await reading.connection.execute(_merged(pages, limit + 1))).all()
    shown = [row.case_id for row in found[:limit]]
    bodies = await reading.connection.execute(
        select(cases.c.id, cases.c.body).where(cases.c.id.in_(shown))
    )
    opened = {row.id: from_row(reading.keys, row) for row in bodies}
    return [opened[found_id] for found_id in shown], next_of(
        [(row.next_due_at, row.case_id) for row in found], limit
    )


async def count_views(
    reading: Reading, scope: Scope, officer: OfficerId, now: datetime
) -> dict[str, int]:
    """Count the open cases of each view of the desk; what is overdue is due today as well."""
    query = select(
        *(
            func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(name)
            for name, condition in _views(officer, now).items()
        )
    ).where(in_sight(scope), cases.c.phase == OPEN)
    row = (await reading.connection.execute(query)).one()
    return {name: int(count) for name, count in row._mapping.items()}


async def held_count(reading: Reading, officer: OfficerId) -> int:
    """Count the open cases an officer holds."""
    query = select(func.count()).where(cases.c.held_by == officer, cases.c.phase == "open")
    return await reading.connection.scalar(query) or 0


async def all_ids(
    reading: Reading, scope: Scope, after: int = 0, limit: int = 1000
) -> list[CaseId]:
    """Return ids of cases in scope in order, for ledgers and exports that read everything."""
    query = select(cases.c.id).where(cases.c.id > after, in_sight(scope))
    found = await reading.connection.scalars(query.order_by(cases.c.id).limit(limit))
    return [CaseId(one) for one in found]


def in_sight(
    scope: Scope, roles: frozenset[Role] = LISTING
) -> ColumnElement[bool]:
    """Return the condition that a case is in the list of these grants."""
    looking = grounds(scope, roles)
    if not looking:
        return false()
    if looking == (Ground(NATION),):
        barred = select(case_bars.c.case_id).where(case_bars.c.officer_id == scope.officer)
        return cases.c.id.not_in(barred)
    seen = [_all_of(ground, scope) for ground in looking]
    ids = union(*seen).subquery()
    return cases.c.id.in_(select(ids.c.case_id))


def _views(officer: OfficerId, now: datetime) -> Mapping[str, ColumnElement[bool]]:
    morning = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "all": true(),
        "mine": cases.c.held_by == officer,
        "unowned": cases.c.held_by.is_(None),
        "today": cases.c.next_due_at < morning + timedelta(days=1),
        "overdue": cases.c.next_due_at < morning,
        "asked": cases.c.status == "ask_more",
        "listed": _has_mark("listed"),
        "urgent": cases.c.level.in_(["P0", "P1"]),
    }


def _page(
    scope: Scope,
    ground: Ground,
    conditions: list[ColumnElement[bool]],
    cursor: str | None,
    limit: int,
    *,
    few: bool = False,
) -> Select[datetime, int]:
    order = (case_places.c.next_due_at, case_places.c.case_id)
    query = select(*order).where(*_looking(ground), _not_barred(scope), starting_at(order, cursor))
    if conditions or ground.within:
        query = query.join(
            cases,
            (cases.c.id == case_places.c.case_id)
            & (cases.c.next_due_at == case_places.c.next_due_at),
        ).where(*conditions)
    if few:
        # else the planner walks the whole queue in its order and asks each case whether it is named
        named = query.cte().prefix_with("MATERIALIZED")
        by = (named.c.next_due_at, named.c.case_id)
        return select(*by).order_by(*by).limit(limit)
    return query.order_by(*order).limit(limit)


def _merged(pages: list[Select[datetime, int]], limit: int) -> Select[datetime, int]:
    if len(pages) == 1:
        return pages[0]
    together = union(*(select(page.subquery()) for page in pages)).subquery()
    return (
        select(together.c.next_due_at, together.c.case_id)
        .order_by(together.c.next_due_at, together.c.case_id)
        .limit(limit)
    )


def _all_of(ground: Ground, scope: Scope) -> Select[int]:
    query = select(case_places.c.case_id).where(*_looking(ground), _not_barred(scope))
    if ground.within:
        query = query.join(cases, cases.c.id == case_places.c.case_id)
    return query


def _looking(ground: Ground) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [case_places.c.place == ground.place]
    if ground.within:
        conditions.append(_lies_in(ground.within))
    return conditions


def _conditions(narrowed: Filter) -> list[ColumnElement[bool]]:
    equal = {
        cases.c.kind: narrowed.kind,
        cases.c.phase: narrowed.phase,
    }
    found = [column == value for column, value in equal.items() if value is not None]
    if narrowed.level is not None:
        found.append(cases.c.level.in_(narrowed.level.split(",")))
    if narrowed.status is not None:
        found.append(or_(cases.c.main == narrowed.status, _has_mark(narrowed.status)))
    if narrowed.held_by is not None:
        found.append(_held_by(narrowed.held_by))
    if narrowed.unheld:
        found.append(cases.c.held_by.is_(None))
    if narrowed.division is not None:
        found.append(_lies_in(stem(narrowed.division)))
    if narrowed.agency is not None:
        found.append(_has_agency(narrowed.agency))
    if narrowed.due_before is not None:
        found.append(_due_before(narrowed.due_before))
    return found


def _lies_in(prefix: str) -> ColumnElement[bool]:
    if not prefix:
        return cases.c.division.is_not(None)
    if not prefix.isdigit():
        return false()
    return and_(cases.c.division >= prefix, cases.c.division < following(prefix))


def _held_by(holder: str | OfficerId) -> ColumnElement[bool]:
    return cases.c.holder == holder if isinstance(holder, str) else cases.c.held_by == holder


def _due_before(said: str | datetime) -> ColumnElement[bool]:
    try:
        moment = begin_of(said) if isinstance(said, str) else said
    except ValueError:
        return false()
    return cases.c.next_due_at < moment


def _has_mark(name: str) -> ColumnElement[bool]:
    return exists().where(case_marks.c.name == name, case_marks.c.case_id == cases.c.id)


def _has_agency(agency: str) -> ColumnElement[bool]:
    also = case_places.alias("also")
    return exists().where(
        also.c.place == agency,
        also.c.next_due_at == cases.c.next_due_at,
        also.c.case_id == cases.c.id,
    )


def _not_barred(scope: Scope) -> ColumnElement[bool]:
    return ~exists().where(
        case_bars.c.officer_id == scope.officer, case_bars.c.case_id == case_places.c.case_id
    )
