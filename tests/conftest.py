"""Fixtures of every test: keys, and a store on each real database."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage import schema
from storage.seal import Keys
from storage.store import Store
from tests import postgres


@pytest.fixture
def keys() -> Keys:
    """Keys that are kept nowhere."""
    return Keys.fresh()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server for the whole session."""
    if postgres.find_binaries() is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql, or set TEST_PG_BIN")
    with postgres.running_server() as running:
        yield running


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the current schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "template.db"
    asyncio.run(schema.upgrade(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def origin(request: pytest.FixtureRequest, tmp_path: Path) -> str | postgres.Server:
    """Where a fresh database comes from; a test that wants one runs on each kind."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "test.db")
        return f"sqlite+aiosqlite:///{path}"
    running: postgres.Server = request.getfixturevalue("server")
    return running


@pytest.fixture
async def database(origin: str | postgres.Server) -> AsyncIterator[str]:
    """The address of a fresh database with the current schema."""
    if isinstance(origin, str):
        yield origin
        return
    url = await origin.clone()
    yield url
    await origin.drop(url)


@pytest.fixture
async def store(database: str, keys: Keys) -> AsyncIterator[Store]:
    """A store on a fresh database."""
    opened = await Store.open(database, keys)
    yield opened
    await opened.close()
