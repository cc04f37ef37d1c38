"""Uploads that may break off and go on: how much is here, and in which sealed pieces."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, select, update

from handlers.lead import ConversationId
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.evidence import uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """An upload: what was announced, and what has come."""

    id: str
    conversation: ConversationId
    name: str
    type: str
    size: int
    received: int = 0
    pieces: tuple[int, ...] = ()
    """Where each piece begins; `piece_of` names its file."""
    finished: bool = False
    at: datetime


def piece_of(upload: str, begins: int) -> str:
    """Return the name of the file that holds a piece."""
    return f"{upload}.{begins}"


async def create(work: Work, upload: Upload) -> None:
    """Begin an upload."""
    row = {
        "id": upload.id,
        "conversation_id": upload.conversation,
        "name": work.keys.seal("uploads", "name", upload.id, upload.name),
        "type": upload.type,
        "size": upload.size,
        "at": upload.at,
    }
    await work.connection.execute(insert(uploads), row)


async def get(reading: Reading, upload: str) -> Upload | None:
    """Return an upload as it stands."""
    row = (await reading.connection.execute(select(uploads).where(uploads.c.id == upload))).first()
    return None if row is None else _upload(reading.keys, row)


async def advance(work: Work, upload: str, begins: int, length: int) -> bool:
    """Note a piece that is sealed on disk; false where another one came first."""
    piece = "," + str(begins)
    moved = await work.connection.execute(
        update(uploads)
        .where(uploads.c.id == upload, uploads.c.received == begins, ~uploads.c.finished)
        .values(received=begins + length, pieces=uploads.c.pieces + piece)
    )
    return bool(moved.rowcount == 1)


async def finish(work: Work, upload: str) -> bool:
    """Note that an upload became a file; false where it had already, or is not whole."""
    done = await work.connection.execute(
        update(uploads)
        .where(uploads.c.id == upload, uploads.c.received == uploads.c.size, ~uploads.c.finished)
        .values(finished=True)
    )
    return bool(done.rowcount == 1)


async def drop_stale(work: Work, before: datetime) -> int:
    """Forget uploads begun before then, so that their pieces are swept; return how many."""
    return (await work.connection.execute(delete(uploads).where(uploads.c.at < before))).rowcount


def _upload(keys: Keys, row: Row[object]) -> Upload:
    return Upload(
        id=row.id, conversation=ConversationId(row.conversation_id),
        name=keys.open_("uploads", "name", row.id, row.name).decode(), type=row.type,
        size=row.size, received=row.received,
        pieces=tuple(int(begins) for begins in row.pieces.split(",") if begins),
        finished=row.finished, at=row.at,
    )  # fmt: skip
