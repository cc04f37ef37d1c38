"""Timers: something must happen to a conversation, a case or an alarm at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, func, select, tuple_

from handlers.case import CaseId
from storage.store import Reading, Work
from storage.tables.queues import timers

#: Which timer: kind and id of its subject, and what is to happen.
Name = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """What is to happen to whom, and when; the same subject and `what` replaces itself."""

    subject_kind: str
    """conversation, case or alarm."""
    subject: int
    what: str
    due_at: datetime

    @classmethod
    def of_case(cls, case: CaseId, due_at: datetime) -> "Timer":
        """Let a case's clocks act then."""
        return cls(subject_kind="case", subject=case, what="tick", due_at=due_at)


async def put(work: Work, wanted: Sequence[Timer]) -> None:
    """Set timers, over those of the same name; of one name given twice the later one holds."""
    if not wanted:
        return
    latest = {(t.subject_kind, t.subject, t.what): t.due_at for t in wanted}
    rows = [
        {"subject_kind": kind, "subject_id": subject, "what": what, "due_at": due_at}
        for (kind, subject, what), due_at in sorted(latest.items())
    ]
    statement = work.insert(timers)
    statement = statement.on_conflict_do_update(
        index_elements=["subject_kind", "subject_id", "what"],
        set_={"due_at": statement.excluded.due_at},
    )
    await work.connection.execute(statement, rows)
    work.rings.stations.add("timers")


async def drop(work: Work, names: Collection[Name]) -> None:
    """Take timers away; one that is not there is no matter."""
    if names:
        await work.connection.execute(delete(timers).where(_named(names)))


async def due(work: Work, now: datetime, limit: int) -> list[Timer]:
    """Take what has run out: fired and gone in this same transaction."""
    query = (
        select(timers)
        .where(timers.c.due_at <= now)
        .order_by(timers.c.due_at, timers.c.subject_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = [_timer(row) for row in await work.connection.execute(query)]
    await drop(work, [(timer.subject_kind, timer.subject, timer.what) for timer in found])
    return found


async def of_subject(reading: Reading, kind: str, subject: int) -> list[Timer]:
    """Return what is to happen to one subject, next first."""
    query = (
        select(timers)
        .where(timers.c.subject_kind == kind, timers.c.subject_id == subject)
        .order_by(timers.c.due_at)
    )
    return [_timer(row) for row in await reading.connection.execute(query)]


async def next_at(reading: Reading) -> datetime | None:
    """Return when the next timer runs out."""
    due_at: datetime | None = await reading.connection.scalar(select(func.min(timers.c.due_at)))
    return due_at


def _named(names: Collection[Name]) -> ColumnElement[bool]:
    return tuple_(timers.c.subject_kind, timers.c.subject_id, timers.c.what).in_(list(names))


def _timer(row: Row[object]) -> Timer:
    return Timer(
        subject_kind=row.subject_kind,
        subject=row.subject_id,
        what=row.what,
        due_at=row.due_at,
    )
