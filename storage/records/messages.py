"""Transcripts: what was said, in order, numbered without a gap."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Row, and_, bindparam, insert, or_, select, update

from handlers.case import CaseId
from handlers.errors import NotFound
from handlers.jsonable import Json
from handlers.lead import ConversationId
from storage import codec
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.conversations import conversations, messages
from storage.tables.queues import outbox
from storage.transcript import Message as Message
from storage.transcript import Offered as Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What of a message is sealed."""

    text: str
    choices: tuple[Offered, ...] = ()
    numbered: bool = True
    many: bool = False
    extras: Mapping[str, Json] = field(default_factory=dict)
    officer: str | None = None
    files: tuple[str, ...] = ()


async def append(work: Work, said: Sequence[Message]) -> None:
    """Write messages to their transcripts and let whoever waits for them hear of it."""
    if not said:
        return
    await work.connection.execute(insert(messages), [_row(work.keys, one) for one in said])
    for message in said:
        work.rings.messages.setdefault(message.conversation, []).append(message)


async def after(
    reading: Reading, conversation: ConversationId, seq: int, limit: int = 200
) -> list[Message]:
    """Return what comes after this number, in order."""
    query = (
        select(messages)
        .where(messages.c.conversation_id == conversation, messages.c.seq > seq)
        .order_by(messages.c.seq)
        .limit(limit)
    )
    return [_message(reading.keys, row) for row in await reading.connection.execute(query)]


async def at_seq(reading: Reading, conversation: ConversationId, seq: int) -> Message:
    """Return one message by its number, or raise `NotFound`."""
    found = await after(reading, conversation, seq - 1, limit=1)
    if not found or found[0].seq != seq:
        raise NotFound
    return found[0]


async def last_seqs(reading: Reading, ids: Iterable[ConversationId]) -> dict[ConversationId, int]:
    """Return the last number of each of these conversations, in one statement."""
    query = select(conversations.c.id, conversations.c.last_seq).where(
        conversations.c.id.in_(list(ids))
    )
    rows = await reading.connection.execute(query)
    return {ConversationId(row.id): row.last_seq for row in rows}


async def of_conversation(
    reading: Reading, conversation: ConversationId, *, last: int | None = None
) -> list[Message]:
    """Return a whole transcript, or its last messages, each with how its delivery stands."""
    query = (
        select(messages, outbox.c.state.label("sending"), conversations.c.seen)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .outerjoin(outbox, outbox.c.message_id == messages.c.id)
        .where(messages.c.conversation_id == conversation)
        .order_by(messages.c.seq.desc())
        .limit(last)
    )
    rows = (await reading.connection.execute(query)).all()
    return [replace(_message(reading.keys, row), delivery=_delivery(row)) for row in reversed(rows)]


async def find_client_id(
    reading: Reading, conversation: ConversationId, client_id: str
) -> int | None:
    """Return the number under which the worker's own message was stored."""
    query = select(messages.c.seq).where(
        messages.c.conversation_id == conversation, messages.c.client_id == client_id
    )
    seq: int | None = await reading.connection.scalar(query)
    return seq


async def mask(work: Work, conversation: ConversationId, seq: int, text: str) -> None:
    """Put a text with hidden spans in the place of what was said."""
    message = await at_seq(work, conversation, seq)
    row = _row(work.keys, replace(message, text=text))
    await work.connection.execute(
        update(messages).where(messages.c.id == bindparam("row")).values(body=bindparam("masked")),
        {"row": message.id, "masked": row["body"]},
    )


async def said_at(
    reading: Reading, wanted: Mapping[ConversationId, int]
) -> dict[ConversationId, str]:
    """Return what was said at one place of each of these conversations."""
    if not wanted:
        return {}
    places = [
        and_(messages.c.conversation_id == one, messages.c.seq == seq)
        for one, seq in wanted.items()
    ]
    rows = await reading.connection.execute(select(messages).where(or_(*places)))
    return {ConversationId(row.conversation_id): _message(reading.keys, row).text for row in rows}


async def texts(
    reading: Reading, wanted: Mapping[ConversationId, Collection[int]]
) -> dict[ConversationId, dict[int, str]]:
    """Return what was said at several places of each of these conversations."""
    places = [
        and_(messages.c.conversation_id == one, messages.c.seq.in_(sorted(seqs)))
        for one, seqs in wanted.items()
        if seqs
    ]
    if not places:
        return {}
    found: dict[ConversationId, dict[int, str]] = {}
    for row in await reading.connection.execute(select(messages).where(or_(*places))):
        message = _message(reading.keys, row)
        found.setdefault(message.conversation, {})[message.seq] = message.text
    return found


async def told(reading: Reading, case: CaseId) -> dict[int, tuple[int, ...]]:
    """Return which messages each history entry of a case caused."""
    query = (
        select(messages.c.entry, messages.c.seq)
        .where(messages.c.case_id == case, messages.c.entry.is_not(None))
        .order_by(messages.c.seq)
    )
    found: dict[int, tuple[int, ...]] = {}
    for entry, seq in await reading.connection.execute(query):
        found[entry] = (*found.get(entry, ()), seq)
    return found


async def last_said(
    reading: Reading, ids: Iterable[ConversationId]
) -> dict[ConversationId, datetime]:
    """Return when each conversation last moved."""
    query = select(conversations.c.id, conversations.c.updated_at).where(
        conversations.c.id.in_(list(ids))
    )
    rows = await reading.connection.execute(query)
    return {ConversationId(row.id): row.updated_at for row in rows}


def from_row(keys: Keys, row: Row[object]) -> Message:
    """Open a row that has the columns of `messages`."""
    return _message(keys, row)


def _row(keys: Keys, message: Message) -> dict[str, object]:
    body = _Body(
        text=message.text, choices=message.choices, numbered=message.numbered, many=message.many,
        extras=message.extras, officer=message.officer, files=message.files,
    )  # fmt: skip
    return {
        "id": message.id,
        "conversation_id": message.conversation,
        "seq": message.seq,
        "sender": message.sender,
        "at": message.at,
        "body": keys.seal("messages", "body", message.id, codec.dump(_Body, body, lean=True)),
        "client_id": message.client_id,
        "in_reply_to": message.in_reply_to,
        "asking": message.asking,
        "case_id": message.case,
        "entry": message.entry,
    }


def _message(keys: Keys, row: Row[object]) -> Message:
    body = codec.load(_Body, keys.open_("messages", "body", row.id, row.body))
    return Message(
        id=row.id, conversation=ConversationId(row.conversation_id), seq=row.seq,
        sender=row.sender, text=body.text, at=row.at, client_id=row.client_id,
        in_reply_to=row.in_reply_to, asking=row.asking, choices=body.choices,
        numbered=body.numbered, many=body.many, extras=body.extras, officer=body.officer,
        files=body.files, case=row.case_id, entry=row.entry,
    )  # fmt: skip


def _delivery(row: Row[object]) -> str | None:
    if row.sender == "worker":
        return None
    if row.sending is not None:
        return str(row.sending)
    return "sent" if row.seq <= row.seen else "waiting"
