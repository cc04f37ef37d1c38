"""Engines: how this program speaks to SQLite and to PostgreSQL, with SQLite's traps closed.

Python's driver begins no transaction before a SELECT, so two tasks could claim one row; we begin
ourselves, and every writing unit begins as one (`BEGIN IMMEDIATE`).
"""

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 10_000
READERS = 4

_WRITING = (
    "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}", "cache_size=-16000",
    "temp_store=MEMORY",
)  # fmt: skip
_READING = (
    "query_only=ON", f"busy_timeout={BUSY_MS}", "cache_size=-16000", "temp_store=MEMORY",
    # lists of a hundred thousand cases are walked in the system's own cache
    "mmap_size=1073741824",
)  # fmt: skip


def make_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """Make the engine that writes; on SQLite it has one connection."""
    if dialect_of(url) == "sqlite":
        engine = _engine(url, pool_size=1, max_overflow=0, pool_reset_on_return=None)
        _prepare(engine, (*_WRITING, f"foreign_keys={'ON' if foreign_keys else 'OFF'}"))
        _begin(engine, "BEGIN IMMEDIATE")
        return engine
    return _engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)


def make_reading_engine(url: str, writing: AsyncEngine) -> AsyncEngine:
    """Make the engine that only reads: on SQLite a small pool of its own."""
    if dialect_of(url) == "sqlite":
        engine = _engine(url, pool_size=READERS, max_overflow=0)
        _prepare(engine, _READING)
        _begin(engine, "BEGIN")
        return engine
    return writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def dialect_of(url: str) -> str:
    """Return sqlite or postgresql."""
    return make_url(url).get_backend_name()


def _engine(url: str, **pool: int | bool | None) -> AsyncEngine:
    # an error's text goes into the log, and what was bound to the statement must not
    return create_async_engine(url, hide_parameters=True, **pool)


def _prepare(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def _begin(engine: AsyncEngine, statement: str) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)
