"""The stairway: every migration up and down again, on databases that hold rows."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from storage import schema
from storage.columns import metadata
from storage.engine import make_engine
from storage.queues import inbox
from storage.records import history
from storage.seal import Keys
from storage.store import Store
from storage.tables.cases import cases
from storage.tables.catalog import ALL_TABLES
from storage.triggers import APPEND_ONLY
from tests.postgres import Server
from tests.storage.filled import count_rows, fill

MIGRATIONS = Path(schema.__file__).parent / "migrations"
REVISIONS = [
    script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))
]


@pytest.fixture
async def nothing(origin: str | Server, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database without any table."""
    if isinstance(origin, str):
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    url = await origin.empty()
    yield url
    await origin.drop(url)


async def test_each_step_goes_up_down_and_up_again(nothing: str) -> None:
    for before, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        await schema.upgrade(nothing, revision)
        await schema.downgrade(nothing, before)
        await schema.upgrade(nothing, revision)
        assert await schema.current(nothing) == revision

    assert await schema.is_current(nothing)


async def test_an_empty_database_has_no_revision_and_is_not_current(nothing: str) -> None:
    assert await schema.current(nothing) is None
    assert not await schema.is_current(nothing)


async def test_the_migrated_schema_is_the_one_the_code_declares(database: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = make_engine(database)
    async with engine.connect() as connection:
        found = await connection.run_sync(differences)
        names = await connection.run_sync(lambda one: inspect(one).get_table_names())
    await engine.dispose()

    assert found == []
    assert {table.name for table in ALL_TABLES} == set(names) - {"alembic_version"}


async def test_every_table_has_a_row_in_the_filled_database(store: Store) -> None:
    await fill(store)

    counts = await count_rows(store)
    assert [name for name, number in counts.items() if number == 0] == []


async def test_migrating_a_filled_database_again_keeps_every_row_and_trigger(
    store: Store, database: str, keys: Keys
) -> None:
    await fill(store)
    before = await count_rows(store)
    await store.close()

    await schema.upgrade(database)

    again = await Store.open(database, keys)
    assert await count_rows(again) == before
    await again.close()
    await _assert_append_only(database)


#: A migration like those to come: it rebuilds tables that others refer to.
_REBUILDING = """
import sqlalchemy as sa
from alembic import op

revision = "trial"
down_revision = "{head}"

def upgrade():
    for name in ("conversations", "cases", "history", "anchors"):
        with op.batch_alter_table(name, recreate="{recreate}") as batch:
            batch.add_column(sa.Column("trial", sa.Integer(), server_default=sa.text("7")))

def downgrade():
    for name in ("anchors", "history", "cases", "conversations"):
        with op.batch_alter_table(name, recreate="{recreate}") as batch:
            batch.drop_column("trial")
"""


async def test_rebuilding_filled_tables_loses_no_row_index_or_trigger(
    store: Store, database: str, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(store)
    before, indexes = await count_rows(store), await _index_names(database)
    await store.close()
    recreate = "always" if store.dialect == "sqlite" else "never"
    trial = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, trial)
    (trial / "versions" / "trial.py").write_text(
        _REBUILDING.format(head=REVISIONS[-1], recreate=recreate)
    )
    monkeypatch.setattr(schema, "_MIGRATIONS", trial)

    for to in ("trial", REVISIONS[-1], "trial"):
        step = schema.upgrade if to == "trial" else schema.downgrade
        await step(database, to)
        assert await schema.current(database) == to
        again = await Store.open(database, keys)
        assert await count_rows(again) == before
        async with again.reading() as reading:
            assert await history.verify(reading) is None
        await again.close()
        assert await _index_names(database) == indexes
        await _assert_append_only(database)


async def _index_names(url: str) -> set[str]:
    def names(connection: Connection) -> set[str]:
        looked = inspect(connection)
        return {
            str(index["name"])
            for table in looked.get_table_names()
            for index in looked.get_indexes(table)
        }

    engine = make_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(names)
    await engine.dispose()
    return found


async def _assert_append_only(url: str) -> None:
    engine = make_engine(url)
    for table in APPEND_ONLY:
        for order in (f"DELETE FROM {table}", f"UPDATE {table} SET at = at"):
            if table == "anchored_heads" and "at = at" in order:
                continue

            async def damage(order: str = order) -> None:
                async with engine.begin() as connection:
                    await connection.exec_driver_sql(order)

            with pytest.raises(DBAPIError, match="append-only"):
                await damage()
    await engine.dispose()


async def test_a_row_that_refers_to_nothing_is_refused(store: Store) -> None:
    await fill(store)

    async def dangling() -> None:
        async with store.transaction() as work:
            row = (await work.connection.execute(select(cases))).first()
            assert row is not None
            wrong = {**row._asdict(), "id": 5, "reference": "x", "conversation_id": 6}
            await work.connection.execute(insert(cases), {**wrong, "check_fingerprint": None})

    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        await dangling()


async def test_indexes_that_hot_queries_need_are_used_on_sqlite(store: Store) -> None:
    if store.dialect != "sqlite":
        pytest.skip("reads the plans of SQLite")
    async with store.transaction() as work:
        statement = inbox._DUE.compile(
            dialect=work.connection.dialect,
            compile_kwargs={"render_postcompile": True},
        )
        plan = await work.connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", ("1", 1, 0)[: len(statement.positiontup or ())]
        )
        steps = " / ".join(row[-1] for row in plan)

    assert "ix_inbox_waiting" in steps
    assert "ix_inbox_waiting_of (conversation_id=? AND id<?)" in steps
    assert "USE TEMP B-TREE" not in steps
