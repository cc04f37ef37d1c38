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
def template(request: pytest.FixtureRequest) -> Path | postgres.Server:
    """What a fresh database is made from: one test runs on each kind."""
    name = "migrated_file" if request.param == "sqlite" else "server"
    made: Path | postgres.Server = request.getfixturevalue(name)
    return made


@pytest.fixture
async def database(template: Path | postgres.Server, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a fresh database with the current schema."""
    if isinstance(template, Path):
        yield f"sqlite+aiosqlite:///{shutil.copy(template, tmp_path / 'test.db')}"
        return
    url = await template.clone()
    yield url
    await template.drop(url)


@pytest.fixture
async def store(database: str, keys: Keys) -> AsyncIterator[Store]:
    """A store on a fresh database."""
    opened = await Store.open(database, keys)
    yield opened
    await opened.close()
