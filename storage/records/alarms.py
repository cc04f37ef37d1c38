"""Alarms: open dangers, filed or not; one that is not over for each conversation at most."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, false, func, or_, select, true, update

from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.case import CaseId
from handlers.errors import NotFound
from handlers.lead import ConversationId
from handlers.officer import Role, Scope
from storage import codec, pages
from storage.seal import Keys
from storage.sight import division_of, following, stem
from storage.store import Reading, Work
from storage.tables.cases import LIVE as IS_LIVE
from storage.tables.cases import alarms

#: Alarms that are not over.
LIVE = (AlarmState.OPEN, AlarmState.TAKEN)

_ANSWERING = frozenset({Role.DUTY, Role.INTAKE, Role.OFFICER, Role.SUPERVISOR})
_EVERYWHERE = frozenset({Role.DUTY, Role.SUPERVISOR})
_BUILT_IN = frozenset({Role.PROGRAM, Role.WORKER})
_BODY = select(alarms.c.id, alarms.c.body)
_WRITTEN = [c.name for c in alarms.columns if c.name != "id"]
_SAVE = (
    update(alarms)
    .where(alarms.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in _WRITTEN})
)


async def insert(work: Work, raised: Sequence[Alarm]) -> None:
    """Store new alarms."""
    if raised:
        rows = [{"id": alarm.id, **_row(work.keys, alarm)} for alarm in raised]
        await work.connection.execute(alarms.insert(), rows)
        work.rings.stations.add("desk")


async def save(work: Work, changed: Sequence[Alarm]) -> None:
    """Keep alarms that were locked by this unit of work."""
    if not changed:
        return
    rows = [
        {"row": alarm.id, **{f"new_{name}": v for name, v in _row(work.keys, alarm).items()}}
        for alarm in changed
    ]
    await work.connection.execute(_SAVE, rows)
    work.rings.stations.add("desk")


async def lock(work: Work, alarm: AlarmId) -> Alarm:
    """Lend an alarm that nobody else may write until the commit, or raise `NotFound`."""
    query = _BODY.where(alarms.c.id == alarm).with_for_update(key_share=True)
    row = (await work.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return _alarm(work.keys, row.id, row.body)


async def lock_in_sight(work: Work, alarm: AlarmId, scope: Scope) -> Alarm:
    """Lend an alarm of this scope, or raise `NotFound`."""
    query = _BODY.where(alarms.c.id == alarm, _in_scope(scope)).with_for_update(key_share=True)
    row = (await work.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return _alarm(work.keys, row.id, row.body)


async def open_of(
    work: Work, conversations: Collection[ConversationId]
) -> dict[ConversationId, Alarm]:
    """Lend the alarm that is not over of each of these conversations."""
    if not conversations:
        return {}
    query = (
        _BODY.where(
            alarms.c.conversation_id.in_(list(conversations)),
            IS_LIVE,
        )
        .order_by(alarms.c.id)
        .with_for_update(key_share=True)
    )
    found = [_alarm(work.keys, row.id, row.body) for row in await work.connection.execute(query)]
    return {alarm.conversation: alarm for alarm in found}


async def taken_by(work: Work, officer: int) -> list[Alarm]:
    """Lend the alarms an officer has taken, to hand all of them over."""
    query = (
        _BODY.where(alarms.c.taken_by == officer, alarms.c.state == AlarmState.TAKEN.value)
        .order_by(alarms.c.id)
        .with_for_update(key_share=True)
    )
    return [_alarm(work.keys, row.id, row.body) for row in await work.connection.execute(query)]


async def of_case(reading: Reading, case: CaseId) -> list[Alarm]:
    """Return the alarms of a case, oldest first."""
    query = _BODY.where(alarms.c.case_id == case).order_by(alarms.c.id)
    return [
        _alarm(reading.keys, row.id, row.body) for row in await reading.connection.execute(query)
    ]


async def get(reading: Reading, alarm: AlarmId, scope: Scope) -> Alarm:
    """Return an alarm of this scope, or raise `NotFound`."""
    query = _BODY.where(alarms.c.id == alarm, _in_scope(scope))
    row = (await reading.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return _alarm(reading.keys, row.id, row.body)


async def list_(
    reading: Reading,
    scope: Scope,
    states: Collection[AlarmState] = LIVE,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[Alarm], str | None]:
    """Return a page of alarms, the oldest first, and the cursor of the next one."""
    order = (alarms.c.opened_at, alarms.c.id)
    query = (
        select(*order, alarms.c.body)
        .where(alarms.c.state.in_([state.value for state in states]), _in_scope(scope))
        .where(pages.starting_at(order, cursor))
        .order_by(*order)
        .limit(limit + 1)
    )
    rows = (await reading.connection.execute(query)).all()
    found = [_alarm(reading.keys, row.id, row.body) for row in rows[:limit]]
    return found, pages.next_of([(row[0], row.id) for row in rows], limit)


async def count_open(reading: Reading, scope: Scope) -> int:
    """Count the alarms of this scope that ring."""
    query = select(func.count()).where(alarms.c.state == AlarmState.OPEN.value, _in_scope(scope))
    return await reading.connection.scalar(query) or 0


async def due(work: Work, now: datetime, limit: int = 50) -> list[Alarm]:
    """Lend the open alarms that nobody took in time, the longest waiting first."""
    query = (
        _BODY.where(alarms.c.state == AlarmState.OPEN.value, alarms.c.due_at <= now)
        .order_by(alarms.c.due_at, alarms.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return [_alarm(work.keys, row.id, row.body) for row in await work.connection.execute(query)]


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    """Return casework.md §4 as a condition: the place's scope; without place duty and supervisors.

    Of the others only whoever is answerable nationwide sees an alarm whose place is unknown.
    """
    ways: list[ColumnElement[bool]] = []
    for grant in scope.grants:
        if grant.role in _BUILT_IN:
            return true()
        if grant.role not in _ANSWERING:
            continue
        division = grant.division or (division_of(grant.agency) if grant.agency else "")
        digits = stem(division) if division else ""
        if not digits:
            return true()
        ways.append((alarms.c.division >= digits) & (alarms.c.division < following(digits)))
        if grant.role in _EVERYWHERE:
            ways.append(alarms.c.division.is_(None))
    return or_(false(), *ways)


def _row(keys: Keys, alarm: Alarm) -> dict[str, object]:
    return {
        "conversation_id": alarm.conversation,
        "case_id": alarm.case,
        "kind": alarm.kind,
        "state": alarm.state.value,
        "division": alarm.division,
        "taken_by": alarm.taken_by,
        "opened_at": alarm.opened_at,
        "due_at": alarm.due_at,
        "body": keys.seal("alarms", "body", alarm.id, codec.dump(Alarm, alarm, lean=True)),
    }


def _alarm(keys: Keys, row: int, body: bytes) -> Alarm:
    return codec.load(Alarm, keys.open_("alarms", "body", row, body))
