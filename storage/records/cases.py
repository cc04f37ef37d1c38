"""Cases: each one sealed value, with the columns that queries ask for beside it.

There is no query of cases without a Scope, but for those that follow a conversation or a receipt.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, or_, select, update

from handlers.case import Case, CaseId
from handlers.errors import NotFound
from handlers.lead import ConversationId
from handlers.officer import Scope
from storage import sight
from storage.records import search
from storage.records.caserows import check_of, columns_of, from_row, write_beside
from storage.records.worklist import Filter as Filter
from storage.records.worklist import count_views as count_views
from storage.records.worklist import list_cards as list_cards
from storage.store import Reading, Work
from storage.tables.cases import cases

_WRITTEN = [c.name for c in cases.columns if c.name not in ("id", "check_fingerprint")]
_SAVE = (
    update(cases)
    .where(cases.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in _WRITTEN})
)
_BODY = select(cases.c.id, cases.c.body)


async def insert(work: Work, filed: Sequence[tuple[Case, str]]) -> None:
    """Store new cases, each with the check that proves its receipt."""
    if not filed:
        return
    rows = [
        {
            **columns_of(work.keys, case),
            "id": case.id,
            "check_fingerprint": check_of(work.keys, check),
        }
        for case, check in filed
    ]
    await work.connection.execute(cases.insert(), rows)
    await write_beside(work, [case for case, _ in filed])


async def save(work: Work, changed: Sequence[Case]) -> None:
    """Keep cases that were lent by this unit of work."""
    if not changed:
        return
    rows = [
        {
            "row": case.id,
            **{f"new_{name}": value for name, value in columns_of(work.keys, case).items()},
        }
        for case in sorted(changed, key=lambda case: case.id)
    ]
    await work.connection.execute(_SAVE, rows)
    await write_beside(work, changed)


async def lock(work: Work, ids: Collection[CaseId]) -> dict[CaseId, Case]:
    """Lend cases that nobody else may write until the commit, locked in the order of their ids."""
    if not ids:
        return {}
    query = _BODY.where(cases.c.id.in_(sorted(ids))).order_by(cases.c.id)
    return await _lend(work, query.with_for_update(key_share=True))


async def lock_by_references(work: Work, references: Collection[str]) -> dict[str, Case]:
    """Lend the cases of these references, for who proves that he may come in."""
    if not references:
        return {}
    query = _BODY.where(cases.c.reference.in_(sorted(references))).order_by(cases.c.id)
    lent = await _lend(work, query.with_for_update(key_share=True))
    return {case.reference: case for case in lent.values()}


async def lock_by_reference(work: Work, reference: str, scope: Scope) -> Case:
    """Lend the case of this reference, or raise `NotFound` where the scope does not hold it."""
    query = _BODY.where(cases.c.reference == reference).with_for_update(key_share=True)
    return _in_sight(await _lend(work, query), scope)


async def of_conversations(
    work: Work, ids: Collection[ConversationId]
) -> dict[ConversationId, tuple[Case, ...]]:
    """Lend all cases of these conversations, the latest last, locked in the order of their ids."""
    if not ids:
        return {}
    query = _BODY.where(cases.c.conversation_id.in_(list(ids))).order_by(cases.c.id)
    lent = await _lend(work, query.with_for_update(key_share=True))
    return _by_conversation(lent.values())


async def read_of_conversation(reading: Reading, conversation: ConversationId) -> tuple[Case, ...]:
    """Return all cases of a conversation, the latest last, as they are now."""
    query = _BODY.where(cases.c.conversation_id == conversation).order_by(cases.c.id)
    return tuple(from_row(reading.keys, row) for row in await reading.connection.execute(query))


async def get(reading: Reading, reference: str, scope: Scope) -> Case:
    """Return the case of this reference, or raise `NotFound` where the scope does not hold it."""
    rows = await reading.connection.execute(_BODY.where(cases.c.reference == reference))
    return _in_sight({CaseId(row.id): from_row(reading.keys, row) for row in rows}, scope)


async def get_all(reading: Reading, ids: Iterable[CaseId], scope: Scope) -> dict[CaseId, Case]:
    """Return those of these cases that the scope holds."""
    rows = await reading.connection.execute(_BODY.where(cases.c.id.in_(list(ids))))
    found = [from_row(reading.keys, row) for row in rows]
    return {case.id: case for case in found if sight.sees(scope, case)}


async def is_taken(reading: Reading, reference: str) -> bool:
    """Whether a case has this reference already."""
    query = select(cases.c.id).where(cases.c.reference == reference)
    return await reading.connection.scalar(query) is not None


async def get_by_check(reading: Reading, check: str) -> Case | None:
    """Return the case whose receipt carries this check, none where there is no such receipt."""
    query = _BODY.where(cases.c.check_fingerprint == check_of(reading.keys, check))
    row = (await reading.connection.execute(query)).first()
    return None if row is None else from_row(reading.keys, row)


async def held_by(work: Work, officer: int) -> dict[CaseId, Case]:
    """Lend every case an officer holds, to hand all of them over."""
    query = _BODY.where(cases.c.held_by == officer).order_by(cases.c.id)
    return await _lend(work, query.with_for_update(key_share=True))


async def similar(
    reading: Reading,
    *,
    employer: str | None,
    site: str | None,
    since: datetime,
    before: datetime | None = None,
) -> int:
    """Count cases about the same firm or the same site filed since then, up to a moment."""
    same = [
        column == reading.keys.fingerprint(search.plain(name), scope)
        for column, name, scope in (
            (cases.c.employer_fingerprint, employer, "employer"),
            (cases.c.site_fingerprint, site, "site"),
        )
        if name
    ]
    if not same:
        return 0
    query = select(func.count()).where(or_(*same), cases.c.filed_at >= since)
    if before is not None:
        query = query.where(cases.c.filed_at < before)
    return await reading.connection.scalar(query) or 0


async def of_phone(reading: Reading, phone: str) -> list[CaseId]:
    """Return the cases of the same telephone, oldest first."""
    mark = reading.keys.fingerprint(search.plain(phone), "phone")
    query = select(cases.c.id).where(cases.c.phone_fingerprint == mark).order_by(cases.c.id)
    return [CaseId(found) for found in await reading.connection.scalars(query)]


async def _lend(work: Work, query: Select[int, bytes]) -> dict[CaseId, Case]:
    rows = await work.connection.execute(query)
    lent = {CaseId(row.id): from_row(work.keys, row) for row in rows}
    work.lent.update(lent)
    return lent


def _in_sight(found: dict[CaseId, Case], scope: Scope) -> Case:
    case = next(iter(found.values()), None)
    if case is None or not sight.sees(scope, case):
        raise NotFound
    return case


def _by_conversation(found: Iterable[Case]) -> dict[ConversationId, tuple[Case, ...]]:
    grouped: dict[ConversationId, tuple[Case, ...]] = {}
    for case in found:
        if case.conversation is not None:
            grouped[case.conversation] = (*grouped.get(case.conversation, ()), case)
    return grouped
