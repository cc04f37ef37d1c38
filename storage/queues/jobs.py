"""Jobs: errands out in the world that may be slow or fail: a download, a page to the duty post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, func, select, update

from handlers.lead import ConversationId
from storage.store import Reading, Work
from storage.tables.queues import WAITING, jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """An errand. The same dedupe key again is the same errand."""

    id: int
    kind: str
    body: str
    due_at: datetime
    conversation: ConversationId | None = None
    dedupe_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(NewJob):
    """An errand that is leased: the how many-th try."""

    tries: int
    error: str | None = None


async def add(work: Work, errands: Sequence[NewJob]) -> None:
    """Have errands run; one that is already there is passed over."""
    if not errands:
        return
    rows = [
        {
            "id": job.id,
            "kind": job.kind,
            "dedupe_key": job.dedupe_key,
            "conversation_id": job.conversation,
            "body": work.keys.seal("jobs", "body", job.id, job.body),
            "due_at": job.due_at,
            "made_at": job.due_at,
        }
        for job in errands
    ]
    await work.connection.execute(work.insert(jobs).on_conflict_do_nothing(), rows)
    work.rings.stations.add("jobs")


async def claim(
    work: Work, kinds: Collection[str], limit: int, now: datetime, lease: timedelta
) -> list[Job]:
    """Lease errands of these kinds that are due; a crash brings them back when the lease ends."""
    query = (
        select(jobs)
        .where(jobs.c.state == WAITING, jobs.c.kind.in_(list(kinds)), jobs.c.due_at <= now)
        .order_by(jobs.c.due_at, jobs.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = (await work.connection.execute(query)).all()
    if rows:
        leased = update(jobs).where(jobs.c.id.in_([row.id for row in rows]))
        await work.connection.execute(leased.values(due_at=now + lease, tries=jobs.c.tries + 1))
    return [_job(work, row, tries=row.tries + 1) for row in rows]


async def done(work: Work, job: int) -> None:
    """Note that an errand is done; what it said is erased here."""
    await _settle(work, job, state="done", body=None, error=None)


async def retry(work: Work, job: int, due_at: datetime, error: str) -> None:
    """Let an errand wait for another try."""
    await _settle(work, job, due_at=due_at, error=error[:500])


async def dead(work: Work, job: int, error: str) -> None:
    """Give an errand up."""
    await _settle(work, job, state="dead", error=error[:500])


async def depth(reading: Reading) -> dict[str, int]:
    """Count what waits, by kind."""
    query = (
        select(jobs.c.kind, func.count())
        .where(jobs.c.state == WAITING)
        .group_by(jobs.c.kind)
        .order_by(jobs.c.kind)
    )
    return {kind: count for kind, count in await reading.connection.execute(query)}


def _job(work: Work, row: Row[object], *, tries: int) -> Job:
    body = "" if row.body is None else work.keys.open_("jobs", "body", row.id, row.body).decode()
    return Job(
        id=row.id,
        kind=row.kind,
        body=body,
        due_at=row.due_at,
        conversation=row.conversation_id,
        dedupe_key=row.dedupe_key,
        tries=tries,
        error=row.error,
    )


async def _settle(work: Work, job: int, **values: object) -> None:
    await work.connection.execute(update(jobs).where(jobs.c.id == job).values(values))
