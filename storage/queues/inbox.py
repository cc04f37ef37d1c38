"""The inbox: whatever reaches a conversation, committed before anybody is told it arrived.

A conversation's rows are read strictly in order: while its oldest waits for another try, the later
ones wait behind it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, bindparam, delete, exists, func, select, update

from handlers.lead import ConversationId
from storage.records.conversations import Conversation, from_row
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.conversations import conversations as talks
from storage.tables.queues import DONE, WAITING, inbox

#: The kind of what happens inside.
EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """Something for a conversation. The same key at the same door again is the same item."""

    id: int
    conversation: ConversationId
    door: str
    key: str
    kind: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(NewItem):
    """An item with how often it was tried."""

    tries: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A locked conversation, its oldest waiting item, and whether a message waits behind that."""

    conversation: Conversation
    item: Item
    more_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much waits, since when."""

    count: int
    oldest_at: datetime | None


def _due() -> Select[object]:
    earlier = inbox.alias("earlier")
    first = ~exists().where(
        earlier.c.conversation_id == inbox.c.conversation_id,
        earlier.c.state == WAITING,
        earlier.c.id < inbox.c.id,
    )
    return (
        select(talks)
        .join(inbox, inbox.c.conversation_id == talks.c.id)
        .where(inbox.c.state == WAITING, inbox.c.due_at <= bindparam("now"), first)
        .order_by(inbox.c.id)
        .limit(bindparam("limit"))
        # intake only needs the row to exist: it shall not wait for a turn, nor a turn for it
        .with_for_update(of=talks, skip_locked=True, key_share=True)
    )


def _heads() -> Select[object]:
    waiting_ones = (
        select(
            func.min(inbox.c.id).label("id"),
            # what happens inside is no message: nobody's question is withheld for it
            func.count().filter(inbox.c.kind != EVENT).label("waiting"),
        )
        .where(
            inbox.c.state == WAITING,
            inbox.c.conversation_id.in_(bindparam("ids", expanding=True)),
        )
        .group_by(inbox.c.conversation_id)
        .subquery()
    )
    return select(inbox, waiting_ones.c.waiting).join(waiting_ones, waiting_ones.c.id == inbox.c.id)


# built once: a statement of this size takes longer to put together than to run
_DUE = _due()
_DUE_AMONG = _DUE.where(talks.c.id.in_(bindparam("among", expanding=True)))
_HEADS = _heads()
_SETTLE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="done", body=None)
)


async def add(work: Work, items: Sequence[NewItem]) -> set[int]:
    """Store items; return the ids of those that are new, duplicates are passed over."""
    if not items:
        return set()
    statement = work.insert(inbox).on_conflict_do_nothing().returning(inbox.c.id)
    rows = [_row(work.keys, item) for item in items]
    accepted = set(await work.connection.scalars(statement, rows))
    if accepted:
        work.rings.stations.add("inbox")
    return accepted


async def take_heads(
    work: Work,
    limit: int,
    now: datetime,
    conversations: Collection[ConversationId] | None = None,
) -> list[Head]:
    """Lock conversations with something due, oldest first, and read the head of each.

    The heads are read by a second statement: its snapshot holds what the last owner committed.
    """
    asked: dict[str, object] = {"now": now, "limit": limit}
    if conversations is not None:
        asked["among"] = list(conversations)
    statement = _DUE if conversations is None else _DUE_AMONG
    locked = await work.connection.execute(statement, asked)
    lent = {row.id: from_row(work.keys, row) for row in locked}
    if not lent:
        return []
    heads = [
        Head(
            conversation=lent[row.conversation_id],
            item=_item(work.keys, row),
            more_waiting=row.waiting > (row.kind != EVENT),
        )
        for row in await work.connection.execute(_HEADS, {"ids": list(lent)})
        if row.due_at <= now
    ]
    return sorted(heads, key=lambda head: head.item.id)


async def settle(work: Work, ids: Collection[int]) -> None:
    """Note that these are done; what they said is erased here."""
    if ids:
        await work.connection.execute(_SETTLE, {"ids": list(ids)})


async def retry(work: Work, item: int, tries: int, due_at: datetime) -> None:
    """Let an item wait for another try, and its conversation with it."""
    query = update(inbox).where(inbox.c.id == item).values(tries=tries, due_at=due_at)
    await work.connection.execute(query)


async def bury(work: Work, item: int) -> None:
    """Set an item aside for good, so that the next one goes on; a person will see it."""
    await work.connection.execute(update(inbox).where(inbox.c.id == item).values(state="dead"))


async def revive(work: Work, item: int, now: datetime) -> None:
    """Give a dead item back to its conversation."""
    query = (
        update(inbox)
        .where(inbox.c.id == item, inbox.c.state == "dead")
        .values(state="waiting", tries=0, due_at=now)
    )
    await work.connection.execute(query)
    work.rings.stations.add("inbox")


async def dead(reading: Reading, limit: int = 100) -> list[Item]:
    """Return what was set aside, oldest first."""
    query = select(inbox).where(inbox.c.state == "dead").order_by(inbox.c.id).limit(limit)
    return [_item(reading.keys, row) for row in await reading.connection.execute(query)]


async def waiting(reading: Reading) -> Backlog:
    """Return how much waits and since when."""
    query = select(func.count(), func.min(inbox.c.at)).where(inbox.c.state == WAITING)
    count, oldest_at = (await reading.connection.execute(query)).one()
    return Backlog(count=count, oldest_at=oldest_at)


async def next_due_at(reading: Reading, now: datetime) -> datetime | None:
    """Return when the next item that waits for another try comes due."""
    query = select(func.min(inbox.c.due_at)).where(inbox.c.state == WAITING, inbox.c.due_at > now)
    due_at: datetime | None = await reading.connection.scalar(query)
    return due_at


async def forget_keys(work: Work, before: datetime) -> int:
    """Forget settled items of long ago and return how many."""
    query = delete(inbox).where(inbox.c.state == DONE, inbox.c.at < before)
    return (await work.connection.execute(query)).rowcount


async def highest_key(reading: Reading, door: str) -> str | None:
    """Return the key of the newest remembered item of a door."""
    query = select(inbox.c.key).where(inbox.c.door == door).order_by(inbox.c.id.desc()).limit(1)
    key: str | None = await reading.connection.scalar(query)
    return key


def _row(keys: Keys, item: NewItem) -> dict[str, object]:
    return {
        "id": item.id,
        "conversation_id": item.conversation,
        "door": item.door,
        "key": item.key,
        "kind": item.kind,
        "body": keys.seal("inbox", "body", item.id, item.body),
        "at": item.at,
        "due_at": item.at,
    }


def _item(keys: Keys, row: Row[object]) -> Item:
    body = "" if row.body is None else keys.open_("inbox", "body", row.id, row.body).decode()
    return Item(
        id=row.id, conversation=ConversationId(row.conversation_id), door=row.door, key=row.key,
        kind=row.kind, body=body, at=row.at, tries=row.tries, due_at=row.due_at,
    )  # fmt: skip
