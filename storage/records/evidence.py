"""Evidence: what the files are, whose, and of which case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Row, select, update

from handlers.case import CaseId
from handlers.lead import ConversationId
from handlers.officer import OfficerId
from storage import files
from storage.seal import Keys
from storage.store import Reading, Store, Work
from storage.tables.evidence import evidence, uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A file with what is known of it; not `kept` while it is still to be fetched."""

    id: str
    conversation: ConversationId | None
    case: CaseId | None = None
    kind: str = "other"
    """An evidence code of the contract."""
    name: str = ""
    type: str = ""
    size: int = 0
    digest: bytes | None = None
    """SHA-256 of the content."""
    kept: bool = True
    seq: int | None = None
    """The message it came with."""
    at: datetime
    text: str | None = None
    """What was read from it, where a reader is installed."""
    by_officer: OfficerId | None = None


async def add(work: Work, rows: Sequence[EvidenceRow]) -> None:
    """Store rows of files that are sealed on disk; one announced before is filled in."""
    if not rows:
        return
    statement = work.insert(evidence)
    statement = statement.on_conflict_do_update(
        index_elements=["id"],
        set_={
            name: statement.excluded[name]
            for name in ("name", "type", "size", "digest", "kept", "at", "text")
        },
    )
    await work.connection.execute(statement, [_columns(work.keys, row) for row in rows])


async def keep(
    work: Work,
    file: str,
    conversation: ConversationId,
    case: CaseId | None,
    kind: str,
    at: datetime,
) -> None:
    """Say of a file what it shows and which case it is for; one not fetched yet is announced."""
    known = await work.connection.execute(
        update(evidence).where(evidence.c.id == file).values(kind=kind, case_id=case)
    )
    if known.rowcount == 0:
        row = EvidenceRow(
            id=file, conversation=conversation, case=case, kind=kind, kept=False, at=at
        )
        await add(work, [row])


async def attach_to_case(work: Work, conversation: ConversationId, case: CaseId) -> None:
    """Let the files of a conversation that belong to no case yet belong to this one."""
    await work.connection.execute(
        update(evidence)
        .where(evidence.c.conversation_id == conversation, evidence.c.case_id.is_(None))
        .values(case_id=case)
    )


async def get(reading: Reading, file: str) -> EvidenceRow | None:
    """Return what is known of a file."""
    row = (await reading.connection.execute(select(evidence).where(evidence.c.id == file))).first()
    return None if row is None else _evidence(reading.keys, row)


async def of_conversation(reading: Reading, conversation: ConversationId) -> list[EvidenceRow]:
    """Return the files of a conversation, first to last."""
    query = select(evidence).where(evidence.c.conversation_id == conversation)
    rows = await reading.connection.execute(query.order_by(evidence.c.at, evidence.c.id))
    return [_evidence(reading.keys, row) for row in rows]


async def of_case(reading: Reading, case: CaseId) -> list[EvidenceRow]:
    """Return the files of a case, first to last."""
    query = select(evidence).where(evidence.c.case_id == case)
    rows = await reading.connection.execute(query.order_by(evidence.c.at, evidence.c.id))
    return [_evidence(reading.keys, row) for row in rows]


async def sweep(store: Store, root: Path, before: datetime) -> int:
    """Remove files that were written before then and that no row speaks of; return how many."""
    old = await files.older_than(root, before)
    async with store.reading() as reading:
        named = await _named(reading, old)
    orphans = [file for file in old if file not in named]
    await files.remove(root, orphans)
    return len(orphans)


async def _named(reading: Reading, found: Collection[str]) -> set[str]:
    """Return those that a row names; the pieces of an upload begin with its name."""
    named = set(await reading.connection.scalars(select(evidence.c.id)))
    begun = set(await reading.connection.scalars(select(uploads.c.id)))
    return {file for file in found if file in named or file.partition(".")[0] in begun}


def _columns(keys: Keys, row: EvidenceRow) -> dict[str, object]:
    def sealed(column: str, value: str | bytes | None) -> bytes | None:
        return None if value is None else keys.seal("evidence", column, row.id, value)

    return {
        "id": row.id,
        "conversation_id": row.conversation,
        "case_id": row.case,
        "kind": row.kind,
        "name": sealed("name", row.name),
        "type": row.type,
        "size": row.size,
        "digest": sealed("digest", row.digest),
        "kept": row.kept,
        "seq": row.seq,
        "at": row.at,
        "text": sealed("text", row.text),
        "by_officer": row.by_officer,
    }


def _evidence(keys: Keys, row: Row[object]) -> EvidenceRow:
    def opened(column: str, sealed: bytes | None) -> bytes | None:
        return None if sealed is None else keys.open_("evidence", column, row.id, sealed)

    name, text = opened("name", row.name), opened("text", row.text)
    return EvidenceRow(
        id=row.id, conversation=row.conversation_id, case=row.case_id, kind=row.kind,
        name=name.decode() if name else "", type=row.type, size=row.size,
        digest=opened("digest", row.digest), kept=row.kept, seq=row.seq, at=row.at,
        text=None if text is None else text.decode(), by_officer=row.by_officer,
    )  # fmt: skip
