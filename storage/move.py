"""Everything from one database into an empty other one, compared row by row afterwards.

Ciphertexts move as they are: table, column and id, which they are bound to, stay the same.
"""

from collections.abc import AsyncIterator, Callable

from sqlalchemy import Row, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.errors import Conflict
from storage import schema
from storage.engine import make_engine, make_reading_engine
from storage.tables.catalog import ALL_TABLES

BATCH = 500

#: Called with a table's name and how many of its rows have been moved.
Progress = Callable[[str, int], None]


class MoveError(Exception):
    """A database cannot be moved, or what arrived is not what was sent."""


async def copy(source: str, target: str, progress: Progress = lambda *_: None) -> dict[str, int]:
    """Copy all rows into an empty database and compare them; return how many each table has."""
    if not await schema.is_current(source):
        raise MoveError("The database to move from has another schema: run migrate first.")
    await _prepare(target)
    reading_base, writing = make_engine(source), make_engine(target)
    reading = make_reading_engine(source, reading_base)
    try:
        async with reading.begin() as old, writing.begin() as new:
            counts = {
                table.name: await _copy_table(old, new, table, progress) for table in ALL_TABLES
            }
            await _set_sequences(new)
            for table in ALL_TABLES:
                await _compare(old, new, table)
    finally:
        for engine in (reading, reading_base, writing):
            await engine.dispose()
    return counts


async def _prepare(target: str) -> None:
    await schema.upgrade(target)
    engine = make_engine(target)
    try:
        async with engine.begin() as connection:
            for table in ALL_TABLES:
                if await connection.scalar(select(func.count()).select_from(table)):
                    raise Conflict("not_empty", table=table.name)
    finally:
        await engine.dispose()


async def _copy_table(
    old: AsyncConnection, new: AsyncConnection, table: Table, progress: Progress
) -> int:
    moved = 0
    async for rows in _batches(old, table):
        await new.execute(insert(table), [row._asdict() for row in rows])
        moved += len(rows)
        progress(table.name, moved)
    return moved


async def _compare(old: AsyncConnection, new: AsyncConnection, table: Table) -> None:
    theirs = _rows(new, table)
    async for row in _rows(old, table):
        other = await anext(theirs, None)
        if other is None or tuple(row) != tuple(other):
            raise MoveError(f"A row of {table.name} did not arrive as it was: nothing is changed.")
    if await anext(theirs, None) is not None:
        raise MoveError(f"{table.name} has rows that were not sent: nothing is changed.")


async def _rows(connection: AsyncConnection, table: Table) -> AsyncIterator[Row[object]]:
    async for batch in _batches(connection, table):
        for row in batch:
            yield row


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[list[Row[object]]]:
    query = select(table).order_by(*table.primary_key.columns)
    result = await connection.stream(query)
    async for rows in result.partitions(BATCH):
        yield list(rows)


async def _set_sequences(new: AsyncConnection) -> None:
    """Let numbers given by the database itself go on after the highest that was moved."""
    if new.dialect.name != "postgresql":
        return
    for table in ALL_TABLES:
        column = table.autoincrement_column
        if column is None:
            continue
        highest = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        await new.execute(select(func.setval(sequence, highest, False)))
