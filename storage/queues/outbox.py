"""The outbox: messages that must be pushed, in order per conversation, at least once.

A row that is being sent is one whose due time has been put off to the end of its lease, so a crash
brings it back by itself; whatever is unsent holds back what comes after it in its conversation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, bindparam, exists, func, insert, select, update

from handlers.lead import ConversationId
from storage.records import messages
from storage.store import Reading, Work
from storage.tables.conversations import conversations
from storage.tables.conversations import messages as transcript
from storage.tables.queues import WAITING, outbox
from storage.transcript import Message

_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state="sent", remote_id=bindparam("name"), settled_at=bindparam("at"), error=None)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A message to be pushed."""

    id: int
    message: Message
    door: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A leased row: what to send, where to, the how many-th time."""

    id: int
    conversation: ConversationId
    door: str
    address: str | None
    message: Message
    tries: int


async def add(work: Work, pushes: Sequence[Push]) -> None:
    """Have messages sent that this unit of work has appended."""
    if not pushes:
        return
    rows = [
        {
            "id": push.id,
            "conversation_id": push.message.conversation,
            "message_id": push.message.id,
            "seq": push.message.seq,
            "door": push.door,
            "due_at": push.due_at,
        }
        for push in pushes
    ]
    await work.connection.execute(insert(outbox), rows)
    work.rings.stations.add("outbox")


async def claim(
    work: Work, limit: int, now: datetime, lease: timedelta, door: str | None = None
) -> list[Due]:
    """Lease what is due: of each conversation only the first that is unsent."""
    ids = list(await work.connection.scalars(_due(limit, now, door)))
    if not ids:
        return []
    leased = update(outbox).where(outbox.c.id.in_(ids))
    await work.connection.execute(leased.values(due_at=now + lease, tries=outbox.c.tries + 1))
    query = (
        select(
            transcript,
            outbox.c.id.label("push"),
            outbox.c.door,
            outbox.c.tries,
            conversations.c.address,
        )
        .join(outbox, outbox.c.message_id == transcript.c.id)
        .join(conversations, conversations.c.id == outbox.c.conversation_id)
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.id)
    )
    return [_due_row(work, row) for row in await work.connection.execute(query)]


async def sent(work: Work, row: int, remote_id: str | None, now: datetime) -> None:
    """Note that a message has left, and under which name it is known over there."""
    await _settle(work, row, state="sent", remote_id=remote_id, settled_at=now, error=None)


async def sent_all(work: Work, rows: Sequence[tuple[int, str]], now: datetime) -> None:
    """Note of many messages that they have left."""
    if rows:
        settled = [{"row": row, "name": remote_id, "at": now} for row, remote_id in rows]
        await work.connection.execute(_SENT, settled)


async def remote_ids(
    reading: Reading, conversation: ConversationId, since: datetime
) -> dict[str, list[str]]:
    """Return what the messages of a conversation that left since are called, door by door."""
    query = (
        select(outbox.c.door, outbox.c.remote_id)
        .where(
            outbox.c.conversation_id == conversation,
            outbox.c.settled_at >= since,
            outbox.c.remote_id.is_not(None),
        )
        .order_by(outbox.c.seq)
    )
    found: dict[str, list[str]] = {}
    for door, name in await reading.connection.execute(query):
        found.setdefault(door, []).append(name)
    return found


async def retry(work: Work, row: int, due_at: datetime, error: str) -> None:
    """Let a message wait for another try; the ones behind it wait too."""
    await _settle(work, row, due_at=due_at, error=error[:500])


async def dead(work: Work, row: int, error: str, now: datetime) -> None:
    """Give a message up, so that the next one goes on; a person will see it."""
    await _settle(work, row, state="dead", error=error[:500], settled_at=now)


async def revive(work: Work, row: int, now: datetime) -> None:
    """Send a message again that was given up."""
    await _settle(work, row, state="waiting", tries=0, due_at=now, error=None, settled_at=None)
    work.rings.stations.add("outbox")


async def depth(reading: Reading) -> int:
    """Count what is unsent."""
    query = select(func.count()).where(outbox.c.state == WAITING)
    return await reading.connection.scalar(query) or 0


async def next_due_at(reading: Reading) -> datetime | None:
    """Return when the next unsent row comes due."""
    query = select(func.min(outbox.c.due_at)).where(outbox.c.state == WAITING)
    due_at: datetime | None = await reading.connection.scalar(query)
    return due_at


def _due(limit: int, now: datetime, door: str | None) -> Select[int]:
    earlier = outbox.alias("earlier")
    held_back = exists().where(
        earlier.c.conversation_id == outbox.c.conversation_id,
        earlier.c.state == WAITING,
        earlier.c.seq < outbox.c.seq,
    )
    query = (
        select(outbox.c.id)
        .where(outbox.c.state == WAITING, outbox.c.due_at <= now, ~held_back)
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return query if door is None else query.where(outbox.c.door == door)


def _due_row(work: Work, row: Row[object]) -> Due:
    address = row.address
    conversation = ConversationId(row.conversation_id)
    if address is not None:
        address = work.keys.open_("conversations", "address", conversation, address).decode()
    return Due(
        id=row.push,
        conversation=conversation,
        door=row.door,
        address=address,
        message=messages.from_row(work.keys, row),
        tries=row.tries,
    )


async def _settle(work: Work, row: int, **values: object) -> None:
    await work.connection.execute(update(outbox).where(outbox.c.id == row).values(values))
