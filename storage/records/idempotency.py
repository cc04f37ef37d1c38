"""Keys under which an order was given: the same order again does nothing more, for a day."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from handlers.jsonable import Json
from handlers.officer import OfficerId
from storage.store import Reading, Work
from storage.tables.staff import idempotency_keys

HELD_FOR = timedelta(hours=24)


async def remember(
    work: Work, officer: OfficerId, key: str, ordered: Sequence[Json], now: datetime
) -> bool | None:
    """Note what is ordered under a key; none if the key is new, else whether it is the same."""
    mark = work.keys.fingerprint(f"{officer}:{key}", "idempotency_key")
    order = json.dumps(ordered, sort_keys=True, ensure_ascii=False)
    order_mark = work.keys.fingerprint(order, "idempotency_order")
    await forget(work, now)
    known = await work.connection.scalar(
        select(idempotency_keys.c.ordered).where(idempotency_keys.c.fingerprint == mark)
    )
    if known is not None:
        return bool(known == order_mark)
    row = {"fingerprint": mark, "ordered": order_mark, "at": now}
    await work.connection.execute(insert(idempotency_keys), row)
    return None


async def first_at(reading: Reading, officer: OfficerId, key: str) -> datetime | None:
    """Return when this key was first used, none where it is new or forgotten."""
    mark = reading.keys.fingerprint(f"{officer}:{key}", "idempotency_key")
    query = select(idempotency_keys.c.at).where(idempotency_keys.c.fingerprint == mark)
    found: datetime | None = await reading.connection.scalar(query)
    return found


async def forget(work: Work, now: datetime) -> None:
    """Forget keys older than a day."""
    too_old = idempotency_keys.c.at < now - HELD_FOR
    await work.connection.execute(delete(idempotency_keys).where(too_old))
