"""The history of a case: entries that are only ever added, chained by fingerprints.

The chain holds no words: an entry's own words lie beside it, sealed, and may be erased by law
without breaking it. Once a day the heads that moved are anchored, so that a cut end shows too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Row, delete, func, insert, select

from handlers.case import CaseId, Entry
from storage import codec
from storage.seal import BrokenSealError, Keys, digest
from storage.store import Reading, Work
from storage.tables.cases import cases
from storage.tables.history import anchored_heads, anchors, history, history_bodies

#: Entries by case, in order.
Histories = Mapping[CaseId, tuple[Entry, ...]]

_START = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenEntry:
    """The first entry that is not what was written, and what is wrong with it."""

    case: CaseId
    seq: int
    why: str
    """content, chain, gap, cut, anchor."""


async def count_at(reading: Reading, action: str, at: datetime) -> int:
    """Count the entries of one action made at one moment."""
    query = select(func.count()).where(history.c.action == action, history.c.at == at)
    return await reading.connection.scalar(query) or 0


async def append(work: Work, case: CaseId, entries: Sequence[Entry]) -> None:
    """Add entries to the history of a case that this unit of work has locked."""
    await append_all(work, {case: entries})


async def append_all(work: Work, entries: Mapping[CaseId, Sequence[Entry]]) -> None:
    """Add entries to the histories of several locked cases at once."""
    wanted = {case: added for case, added in entries.items() if added}
    if not wanted:
        return
    heads = await _heads(work, list(wanted))
    links: list[dict[str, object]] = []
    bodies: list[dict[str, object]] = []
    for case, added in wanted.items():
        chain = heads.get(case, _START)
        for entry in added:
            plain = replace(entry, fingerprint=None, undone_by=None)
            body = codec.dump(Entry, plain, lean=True)
            content = work.keys.fingerprint(body, f"history:{case}:{entry.seq}")
            chain = _link(chain, case, entry.seq, entry.at, entry.action, content)
            links.append(
                {
                    "case_id": case, "seq": entry.seq, "at": entry.at, "action": entry.action,
                    "content": content, "chain": chain,
                }
            )  # fmt: skip
            sealed = work.keys.seal("history_bodies", "body", f"{case}/{entry.seq}", body)
            bodies.append({"case_id": case, "seq": entry.seq, "body": sealed})
    await work.connection.execute(insert(history), links)
    await work.connection.execute(insert(history_bodies), bodies)


async def of_case(reading: Reading, case: CaseId) -> list[Entry]:
    """Return the entries of a case in order, each knowing which later one took it back."""
    return list((await of_cases(reading, [case])).get(case, ()))


async def of_cases(reading: Reading, ids: Collection[CaseId]) -> Histories:
    """Return the entries of several cases at once."""
    query = (
        select(history_bodies, history.c.chain)
        .join(
            history,
            (history.c.case_id == history_bodies.c.case_id)
            & (history.c.seq == history_bodies.c.seq),
        )
        .where(history_bodies.c.case_id.in_(list(ids)))
        .order_by(history_bodies.c.case_id, history_bodies.c.seq)
    )
    found: dict[CaseId, list[Entry]] = {}
    for row in await reading.connection.execute(query):
        found.setdefault(CaseId(row.case_id), []).append(_entry(reading.keys, row))
    return {case: _with_undone(entries) for case, entries in found.items()}


async def erase_words(work: Work, case: CaseId) -> None:
    """Erase what the entries of a case say; that they were made, when and in which order stays."""
    await work.connection.execute(delete(history_bodies).where(history_bodies.c.case_id == case))


async def anchor(work: Work, day: date, at: datetime) -> int:
    """Write down the heads that moved since the last anchor; return how many they are."""
    already = await work.connection.scalar(select(anchors.c.day).where(anchors.c.day == day))
    if already is not None:
        return 0
    moved = await _moved_heads(work)
    previous = await work.connection.scalar(
        select(anchors.c.chain).order_by(anchors.c.day.desc()).limit(1)
    )
    chain = _anchor_link(previous or _START, day, moved)
    await work.connection.execute(
        insert(anchors), {"day": day, "at": at, "heads": len(moved), "chain": chain}
    )
    rows = [{"day": day, "case_id": case, "seq": seq, "chain": head} for case, seq, head in moved]
    if rows:
        await work.connection.execute(insert(anchored_heads), rows)
    return len(rows)


async def verify(reading: Reading, case: CaseId | None = None) -> BrokenEntry | None:
    """Prove the history of a case, or of all, untouched; return the first entry that is not."""
    return (
        await _verify_chains(reading, case)
        or await _verify_ends(reading, case)
        or await _verify_anchored(reading, case)
        or (None if case is not None else await _verify_anchors(reading))
    )


async def _heads(reading: Reading, ids: Iterable[int]) -> dict[int, bytes]:
    last = (
        select(history.c.case_id, func.max(history.c.seq).label("seq"))
        .where(history.c.case_id.in_(list(ids)))
        .group_by(history.c.case_id)
        .subquery()
    )
    query = select(history.c.case_id, history.c.chain).join(
        last, (last.c.case_id == history.c.case_id) & (last.c.seq == history.c.seq)
    )
    return {case: chain for case, chain in await reading.connection.execute(query)}


async def _moved_heads(reading: Reading) -> list[tuple[int, int, bytes]]:
    last = (
        select(history.c.case_id, func.max(history.c.seq).label("seq"))
        .group_by(history.c.case_id)
        .subquery()
    )
    known = (
        select(anchored_heads.c.case_id, func.max(anchored_heads.c.seq).label("seq"))
        .group_by(anchored_heads.c.case_id)
        .subquery()
    )
    query = (
        select(history.c.case_id, history.c.seq, history.c.chain)
        .join(last, (last.c.case_id == history.c.case_id) & (last.c.seq == history.c.seq))
        .outerjoin(known, known.c.case_id == history.c.case_id)
        .where(func.coalesce(known.c.seq, 0) < history.c.seq)
        .order_by(history.c.case_id)
    )
    return [(case, seq, chain) for case, seq, chain in await reading.connection.execute(query)]


async def _verify_chains(reading: Reading, case: CaseId | None) -> BrokenEntry | None:
    query = (
        select(history, history_bodies.c.body)
        .outerjoin(
            history_bodies,
            (history_bodies.c.case_id == history.c.case_id)
            & (history_bodies.c.seq == history.c.seq),
        )
        .order_by(history.c.case_id, history.c.seq)
    )
    if case is not None:
        query = query.where(history.c.case_id == case)
    at, seq, chain = None, 0, _START
    async for row in await reading.connection.stream(query):
        if row.case_id != at:
            at, seq, chain = row.case_id, 0, _START
        why = _wrong(reading.keys, row, seq, chain)
        if why is not None:
            return BrokenEntry(case=CaseId(row.case_id), seq=row.seq, why=why)
        seq, chain = row.seq, row.chain
    return None


def _wrong(keys: Keys, row: Row[object], seq: int, chain: bytes) -> str | None:
    if row.seq != seq + 1:
        return "gap"
    if row.chain != _link(chain, row.case_id, row.seq, row.at, row.action, row.content):
        return "chain"
    if row.body is None:
        return None
    try:
        body = keys.open_("history_bodies", "body", f"{row.case_id}/{row.seq}", row.body)
    except BrokenSealError:
        return "content"
    scope = f"history:{row.case_id}:{row.seq}"
    return None if keys.fingerprint(body, scope) == row.content else "content"


async def _verify_ends(reading: Reading, case: CaseId | None) -> BrokenEntry | None:
    ends = select(history.c.case_id, func.max(history.c.seq).label("seq"))
    if case is not None:
        ends = ends.where(history.c.case_id == case)
    last = ends.group_by(history.c.case_id).subquery()
    found = func.coalesce(last.c.seq, 0)
    query = (
        select(cases.c.id, found)
        .outerjoin(last, last.c.case_id == cases.c.id)
        .where(found != cases.c.last_seq)
        .order_by(cases.c.id)
        .limit(1)
    )
    if case is not None:
        query = query.where(cases.c.id == case)
    row = (await reading.connection.execute(query)).first()
    return None if row is None else BrokenEntry(case=CaseId(row[0]), seq=row[1] + 1, why="cut")


async def _verify_anchored(reading: Reading, case: CaseId | None) -> BrokenEntry | None:
    query = (
        select(anchored_heads.c.case_id, anchored_heads.c.seq)
        .outerjoin(
            history,
            (history.c.case_id == anchored_heads.c.case_id)
            & (history.c.seq == anchored_heads.c.seq)
            & (history.c.chain == anchored_heads.c.chain),
        )
        .where(history.c.case_id.is_(None))
        .order_by(anchored_heads.c.case_id, anchored_heads.c.seq)
        .limit(1)
    )
    if case is not None:
        query = query.where(anchored_heads.c.case_id == case)
    row = (await reading.connection.execute(query)).first()
    return None if row is None else BrokenEntry(case=CaseId(row[0]), seq=row[1], why="anchor")


async def _verify_anchors(reading: Reading) -> BrokenEntry | None:
    days = (await reading.connection.execute(select(anchors).order_by(anchors.c.day))).all()
    previous = _START
    for anchored in days:
        query = (
            select(anchored_heads.c.case_id, anchored_heads.c.seq, anchored_heads.c.chain)
            .where(anchored_heads.c.day == anchored.day)
            .order_by(anchored_heads.c.case_id)
        )
        heads = [(c, s, chain) for c, s, chain in await reading.connection.execute(query)]
        if _anchor_link(previous, anchored.day, heads) != anchored.chain:
            first = heads[0] if heads else (0, 0, b"")
            return BrokenEntry(case=CaseId(first[0]), seq=first[1], why="anchor")
        previous = anchored.chain
    return None


def _link(previous: bytes, case: int, seq: int, at: datetime, action: str, content: bytes) -> bytes:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    place = f"{case}/{seq}/{moment}/{action}".encode()
    return digest((previous, place, content))


def _anchor_link(previous: bytes, day: date, heads: Sequence[tuple[int, int, bytes]]) -> bytes:
    lines = (f"{case}/{seq}/".encode() + chain for case, seq, chain in heads)
    return digest((previous, day.isoformat().encode(), *lines))


def _entry(keys: Keys, row: Row[object]) -> Entry:
    place = f"{row.case_id}/{row.seq}"
    entry = codec.load(Entry, keys.open_("history_bodies", "body", place, row.body))
    return replace(entry, fingerprint=row.chain.hex())


def _with_undone(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    undone = {entry.undoes: entry.seq for entry in entries if entry.undoes is not None}
    return tuple(replace(entry, undone_by=undone.get(entry.seq)) for entry in entries)
