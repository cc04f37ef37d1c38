"""What the desk changed in the directory: rows over the shipped ones, each with its past."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select

from handlers.jsonable import Json
from storage.store import Reading, Work
from storage.tables.directory import directory_changes, directory_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryRow:
    """A row that stands over a shipped one of the same kind and key, adds one, or removes one."""

    kind: str
    """agency, routing, threshold, crime_line, telephone, campaign, clock, calendar …"""
    key: str
    body: Mapping[str, Json]
    removed: bool = False
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a row: before, after, by whom, why."""

    kind: str
    key: str
    before: Mapping[str, Json] | None
    after: Mapping[str, Json] | None
    at: datetime
    by: str
    reason: str | None


async def put(work: Work, row: DirectoryRow, reason: str | None = None) -> None:
    """Write a row over the one that stands; what stood there is kept in its history."""
    before = await get(work, row.kind, row.key)
    statement = work.insert(directory_rows)
    statement = statement.on_conflict_do_update(
        index_elements=["kind", "key"],
        set_={name: statement.excluded[name] for name in ("body", "removed", "at", "by")},
    )
    body = _text(row.body)
    await work.connection.execute(
        statement,
        {
            "kind": row.kind, "key": row.key, "body": body, "removed": row.removed,
            "at": row.at, "by": row.by,
        },
    )  # fmt: skip
    await work.connection.execute(
        insert(directory_changes),
        {
            "kind": row.kind, "key": row.key, "at": row.at, "by": row.by, "reason": reason,
            "before": None if before is None or before.removed else _text(before.body),
            "after": None if row.removed else body,
        },
    )  # fmt: skip
    work.rings.stations.add("desk")


async def get(reading: Reading, kind: str, key: str) -> DirectoryRow | None:
    """Return the row of this kind and key, if the desk ever wrote one."""
    query = select(directory_rows).where(directory_rows.c.kind == kind, directory_rows.c.key == key)
    row = (await reading.connection.execute(query)).first()
    return None if row is None else _row(row)


async def load(reading: Reading) -> list[DirectoryRow]:
    """Return every row the desk wrote, by kind and key."""
    query = select(directory_rows).order_by(directory_rows.c.kind, directory_rows.c.key)
    return [_row(row) for row in await reading.connection.execute(query)]


async def last_change(reading: Reading) -> int:
    """Return the number of the latest change: who has seen it need not look again."""
    return await reading.connection.scalar(select(func.max(directory_changes.c.id))) or 0


async def changes(
    reading: Reading, kind: str | None = None, key: str | None = None
) -> list[Change]:
    """Return what was changed, the latest first."""
    query = select(directory_changes).order_by(directory_changes.c.id.desc())
    if kind is not None:
        query = query.where(directory_changes.c.kind == kind)
    if key is not None:
        query = query.where(directory_changes.c.key == key)
    return [
        Change(
            kind=row.kind, key=row.key, before=_body(row.before), after=_body(row.after),
            at=row.at, by=row.by, reason=row.reason,
        )
        for row in await reading.connection.execute(query)
    ]  # fmt: skip


def _row(row: Row[object]) -> DirectoryRow:
    return DirectoryRow(
        kind=row.kind, key=row.key, body=json.loads(row.body), removed=row.removed, at=row.at,
        by=row.by,
    )  # fmt: skip


def _text(body: Mapping[str, Json]) -> str:
    return json.dumps(dict(body), ensure_ascii=False, sort_keys=True)


def _body(text: str | None) -> Mapping[str, Json] | None:
    found: Mapping[str, Json] | None = None if text is None else json.loads(text)
    return found
