"""Conversations: who speaks through which door, how far the talk is, the ways back to it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, bindparam, delete, exists, func, insert, select, update

from handlers.errors import NotFound
from handlers.lead import ConversationId
from storage import codec
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.conversations import conversation_keys, conversations, messages
from storage.tables.evidence import evidence
from storage.tables.queues import outbox
from storage.transcript import Offered as Offered

_TABLE = "conversations"
_OFFERED = tuple[Offered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation with the state of its dialogue, which only the dialogue can read."""

    id: ConversationId
    door: str
    address: str | None = None
    """Where pushed messages go; fetched doors have none."""
    locale: str
    state: bytes | None = None
    """The dialogue's state as `storage.codec` wrote it."""
    last_seq: int = 0
    seen: int = 0
    """The last message its bearer is known to have."""
    offered: tuple[Offered, ...] = ()
    numbered: bool = True
    many: bool = False
    asking: str | None = None
    code: str | None = None
    blocked: bool = False
    created_at: datetime
    updated_at: datetime


_SAVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("row"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "locale", "state", "last_seq", "offered", "numbered", "many", "asking",
                "updated_at",
            )
        }
    )
)  # fmt: skip

_MARK_SEEN = (
    update(conversations)
    .where(conversations.c.id == bindparam("row"), conversations.c.seen < bindparam("upto"))
    .values(seen=bindparam("upto"))
)


async def create(work: Work, conversation: Conversation, key: str | None = None) -> None:
    """Store a new conversation; of the bearer's key only the fingerprint stays."""
    await create_all(work, [(conversation, key)])


async def create_all(work: Work, fresh: Sequence[tuple[Conversation, str | None]]) -> None:
    """Store several new conversations at once."""
    if not fresh:
        return
    rows = [_row(work.keys, conversation) for conversation, _ in fresh]
    await work.connection.execute(insert(conversations), rows)
    held = [
        _key_row(work.keys, conversation.id, key) for conversation, key in fresh if key is not None
    ]
    if held:
        await work.connection.execute(insert(conversation_keys), held)


async def add_key(work: Work, conversation: ConversationId, key: str) -> None:
    """Let one more bearer in; the old keys stay."""
    row = _key_row(work.keys, conversation, key)
    await work.connection.execute(insert(conversation_keys), row)


async def find_by_key(reading: Reading, key: str) -> ConversationId | None:
    """Return the conversation that this bearer's key opens."""
    found = await reading.connection.scalar(
        select(conversation_keys.c.conversation_id).where(
            conversation_keys.c.fingerprint == reading.keys.fingerprint(key, "conversation_key")
        )
    )
    return None if found is None else ConversationId(found)


async def find_by_code(reading: Reading, code: str) -> ConversationId | None:
    """Return the conversation that this way back leads to."""
    found = await reading.connection.scalar(
        select(conversations.c.id).where(
            conversations.c.code_fingerprint == _code_fingerprint(reading.keys, code)
        )
    )
    return None if found is None else ConversationId(found)


async def find_by_address(reading: Reading, door: str, address: str) -> ConversationId | None:
    """Return the conversation that lives at this address of a pushed door."""
    found = await reading.connection.scalar(
        select(conversations.c.id).where(
            conversations.c.address_fingerprint == _address_fingerprint(reading.keys, door, address)
        )
    )
    return None if found is None else ConversationId(found)


async def get(reading: Reading, conversation: ConversationId) -> Conversation:
    """Return one conversation, or raise `NotFound`."""
    query = select(conversations).where(conversations.c.id == conversation)
    row = (await reading.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return from_row(reading.keys, row)


async def get_all(
    reading: Reading, ids: Iterable[ConversationId]
) -> dict[ConversationId, Conversation]:
    """Return several conversations by id."""
    query = select(conversations).where(conversations.c.id.in_(list(ids)))
    rows = await reading.connection.execute(query)
    return {ConversationId(row.id): from_row(reading.keys, row) for row in rows}


async def lock(work: Work, conversation: ConversationId) -> Conversation:
    """Return one conversation that nobody else may write until the commit."""
    query = (
        select(conversations)
        .where(conversations.c.id == conversation)
        .with_for_update(key_share=True)
    )
    row = (await work.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return from_row(work.keys, row)


async def save(work: Work, changed: Sequence[Conversation]) -> None:
    """Keep state, last number and what was offered; address and code have calls of their own."""
    if not changed:
        return
    rows = [
        {
            "row": conversation.id,
            "new_locale": conversation.locale,
            "new_state": _sealed(work.keys, "state", conversation.id, conversation.state),
            "new_last_seq": conversation.last_seq,
            "new_offered": _sealed_offer(work.keys, conversation),
            "new_numbered": conversation.numbered,
            "new_many": conversation.many,
            "new_asking": conversation.asking,
            "new_updated_at": conversation.updated_at,
        }
        for conversation in changed
    ]
    await work.connection.execute(_SAVE, rows)


async def mark_seen(work: Work, seen: Mapping[ConversationId, int]) -> None:
    """Note how far the bearers of these conversations have read; it never goes back."""
    if seen:
        rows = [{"row": conversation, "upto": seq} for conversation, seq in sorted(seen.items())]
        await work.connection.execute(_MARK_SEEN, rows)


async def set_code(work: Work, conversation: ConversationId, code: str) -> None:
    """Give the conversation its way back."""
    await _set(
        work, conversation,
        code=work.keys.seal(_TABLE, "code", conversation, code),
        code_fingerprint=_code_fingerprint(work.keys, code),
    )  # fmt: skip


async def move_to(work: Work, conversation: ConversationId, door: str, address: str) -> None:
    """Let the conversation live at this address; whichever lived there before no longer does."""
    mark = _address_fingerprint(work.keys, door, address)
    await work.connection.execute(
        update(conversations)
        .where(conversations.c.address_fingerprint == mark)
        .values(address=None, address_fingerprint=None)
    )
    await _set(
        work, conversation, door=door, blocked=False,
        address=work.keys.seal(_TABLE, "address", conversation, address),
        address_fingerprint=mark,
    )  # fmt: skip


async def move_keys(work: Work, old: ConversationId, new: ConversationId) -> None:
    """Let the bearers of one conversation in at another one instead."""
    query = update(conversation_keys).where(conversation_keys.c.conversation_id == old)
    await work.connection.execute(query.values(conversation_id=new))


async def set_blocked(work: Work, conversation: ConversationId, *, blocked: bool) -> None:
    """Note that the worker shut his door to us, or opened it again."""
    await _set(work, conversation, blocked=blocked)


async def forget(work: Work, conversation: ConversationId, *, everything: bool = False) -> None:
    """Erase the draft's words: all that was said since the last message about a filed case.

    What a case needs stays, and so does a stub, so that the numbers go on. Everything takes the way
    back too, and the files that belong to no case.
    """
    of_cases = select(func.max(messages.c.seq)).where(
        messages.c.conversation_id == conversation, messages.c.case_id.is_not(None)
    )
    kept_until = await work.connection.scalar(of_cases) or 0
    for table in (outbox, messages):
        draft = and_(table.c.conversation_id == conversation, table.c.seq > kept_until)
        await work.connection.execute(delete(table).where(draft))
    await _set(work, conversation, state=None, offered=None, asking=None)
    if everything:
        await _set(work, conversation, code=None, code_fingerprint=None)
        loose = and_(evidence.c.conversation_id == conversation, evidence.c.case_id.is_(None))
        await work.connection.execute(delete(evidence).where(loose))


async def unread_since(reading: Reading, before: datetime) -> list[ConversationId]:
    """Return fetched conversations to which something was said before then and not asked for."""
    unseen = exists().where(
        messages.c.conversation_id == conversations.c.id,
        messages.c.seq > conversations.c.seen,
        messages.c.sender != "worker",
        messages.c.at < before,
    )
    query = (
        select(conversations.c.id)
        .where(
            conversations.c.seen < conversations.c.last_seq,
            conversations.c.address_fingerprint.is_(None),
            unseen,
        )
        .order_by(conversations.c.id)
    )
    return [ConversationId(found) for found in await reading.connection.scalars(query)]


def from_row(keys: Keys, row: Row[object]) -> Conversation:
    """Open a row."""
    return Conversation(
        id=ConversationId(row.id),
        door=row.door,
        address=_text(keys, "address", row.id, row.address),
        locale=row.locale,
        state=_opened(keys, "state", row.id, row.state),
        last_seq=row.last_seq,
        seen=row.seen,
        offered=_offer(_opened(keys, "offered", row.id, row.offered)),
        numbered=row.numbered,
        many=row.many,
        asking=row.asking,
        code=_text(keys, "code", row.id, row.code),
        blocked=row.blocked,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _row(keys: Keys, conversation: Conversation) -> dict[str, object]:
    address, code = conversation.address, conversation.code
    return {
        "id": conversation.id,
        "door": conversation.door,
        "address": _sealed(keys, "address", conversation.id, address),
        "address_fingerprint": None
        if address is None
        else _address_fingerprint(keys, conversation.door, address),
        "locale": conversation.locale,
        "state": _sealed(keys, "state", conversation.id, conversation.state),
        "last_seq": conversation.last_seq,
        "seen": conversation.seen,
        "offered": _sealed_offer(keys, conversation),
        "numbered": conversation.numbered,
        "many": conversation.many,
        "asking": conversation.asking,
        "code": _sealed(keys, "code", conversation.id, code),
        "code_fingerprint": None if code is None else _code_fingerprint(keys, code),
        "blocked": conversation.blocked,
        "created_at": conversation.created_at,
        "updated_at": conversation.updated_at,
    }


def _key_row(keys: Keys, conversation: int, key: str) -> dict[str, object]:
    return {
        "fingerprint": keys.fingerprint(key, "conversation_key"),
        "conversation_id": conversation,
    }


async def _set(work: Work, conversation: ConversationId, **values: object) -> None:
    query = update(conversations).where(conversations.c.id == conversation).values(values)
    await work.connection.execute(query)


def _sealed(keys: Keys, column: str, row: int, value: str | bytes | None) -> bytes | None:
    return None if value is None else keys.seal(_TABLE, column, row, value)


def _sealed_offer(keys: Keys, conversation: Conversation) -> bytes | None:
    if not conversation.offered:
        return None
    body = codec.dump(_OFFERED, conversation.offered)
    return keys.seal(_TABLE, "offered", conversation.id, body)


def _opened(keys: Keys, column: str, row: int, sealed: bytes | None) -> bytes | None:
    return None if sealed is None else keys.open_(_TABLE, column, row, sealed)


def _text(keys: Keys, column: str, row: int, sealed: bytes | None) -> str | None:
    return None if sealed is None else keys.open_(_TABLE, column, row, sealed).decode()


def _offer(body: bytes | None) -> tuple[Offered, ...]:
    return () if body is None else codec.load(_OFFERED, body)


def _address_fingerprint(keys: Keys, door: str, address: str) -> bytes:
    return keys.fingerprint(f"{door}:{address}", "address")


def _code_fingerprint(keys: Keys, code: str) -> bytes:
    plain = unicodedata.normalize("NFKC", code).casefold()
    return keys.fingerprint("".join(c for c in plain if c.isalnum()), "code")
