"""The schema's version: bring a database up, see where it stands, go back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.engine import make_engine, make_reading_engine

_MIGRATIONS = Path(__file__).parent / "migrations"


async def upgrade(url: str, to: str = "head") -> None:
    """Migrate up; on SQLite with foreign keys off and checked after."""
    await _migrate(url, command.upgrade, to)


async def downgrade(url: str, to: str = "base") -> None:
    """Migrate down; for the stairway test and for nobody else."""
    await _migrate(url, command.downgrade, to)


async def current(url: str) -> str | None:
    """Return the revision this database is at, none where it is empty."""
    writing = make_engine(url)
    # looks without waiting for whoever writes
    reading = make_reading_engine(url, writing)
    try:
        async with reading.connect() as connection:
            return await connection.run_sync(_revision)
    finally:
        await reading.dispose()
        await writing.dispose()


async def is_current(url: str) -> bool:
    """Whether the database is at this program's revision."""
    return await current(url) == head()


def head() -> str | None:
    """Return this program's revision."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _migrate(url: str, order: Callable[[Config, str], None], to: str) -> None:
    def work(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        order(config, to)

    engine = make_engine(url, foreign_keys=False)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(work)
            await connection.commit()
    finally:
        await engine.dispose()
