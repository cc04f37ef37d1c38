"""All cases of a scope in the order of filing, batch by batch: what ledgers and exports read."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import select

from handlers.case import Case
from handlers.officer import Scope
from storage.records.caserows import from_row
from storage.records.worklist import in_sight
from storage.store import Reading
from storage.tables.cases import cases

_BATCH = 200


async def all_cases(
    reading: Reading,
    scope: Scope,
    *,
    filed_from: datetime | None = None,
    filed_before: datetime | None = None,
) -> AsyncIterator[Case]:
    """Go through the cases in scope, however many; memory holds one batch."""
    query = select(cases.c.id, cases.c.body).where(in_sight(scope))
    if filed_from is not None:
        query = query.where(cases.c.filed_at >= filed_from)
    if filed_before is not None:
        query = query.where(cases.c.filed_at < filed_before)
    rows = await reading.connection.stream(query.order_by(cases.c.filed_at, cases.c.id))
    async for batch in rows.partitions(_BATCH):
        for row in batch:
            yield from_row(reading.keys, row)
