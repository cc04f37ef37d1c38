"""The store: units of work that end, whatever happens in the middle of them."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage.queues import inbox, timers
from storage.queues.timers import Timer
from storage.records import conversations
from storage.store import Rings, Store
from tests.storage.build import NOW, conversation, item


async def test_a_unit_that_is_cancelled_leaves_nothing_and_blocks_nobody(store: Store) -> None:
    talk = conversation()
    written = asyncio.Event()

    async def unit() -> None:
        async with store.transaction() as work:
            await conversations.create(work, talk)
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(unit())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    async with asyncio.timeout(10), store.transaction() as work:
        assert await conversations.get_all(work, [talk.id]) == {}
        await conversations.create(work, talk)


async def test_a_unit_cancelled_within_a_statement_leaves_nothing(store: Store) -> None:
    talks = [conversation() for _ in range(300)]

    async def unit() -> None:
        async with store.transaction() as work:
            for talk in talks:
                await conversations.create(work, talk)

    for steps in range(1, 40):
        task = asyncio.create_task(unit())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async with asyncio.timeout(10), store.transaction() as work:
        assert await conversations.get_all(work, [talk.id for talk in talks]) == {}


async def test_whoever_asked_first_writes_first(store: Store) -> None:
    if store.dialect != "sqlite":
        pytest.skip("many write at once on PostgreSQL")
    order: list[int] = []

    async def unit(number: int) -> None:
        async with store.transaction():
            order.append(number)

    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(unit(number))

    assert order == list(range(20))


async def test_the_bell_is_rung_after_the_commit_with_the_stations_that_have_work(
    store: Store,
) -> None:
    talk = conversation()
    heard: list[Rings] = []
    store.on_commit.append(heard.append)
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await inbox.add(work, [item(talk.id, "x")])
        due = Timer(subject_kind="case", subject=1, what="tick", due_at=NOW + timedelta(1))
        await timers.put(work, [due])
        assert heard == []

    assert [rings.stations for rings in heard] == [{"inbox", "timers"}]


async def test_every_writing_connection_of_sqlite_outlives_a_power_cut(store: Store) -> None:
    if store.dialect != "sqlite":
        pytest.skip("asks SQLite")
    async with store.transaction() as work:
        settings = {
            name: await work.connection.scalar(text(f"PRAGMA {name}"))
            for name in ("synchronous", "journal_mode", "foreign_keys")
        }

    assert settings == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1}


async def test_an_error_of_the_database_does_not_repeat_what_was_to_be_stored(
    store: Store,
) -> None:
    talk = conversation(door="13812345678")
    async with store.transaction() as work:
        await conversations.create(work, talk)

    async def again() -> None:
        async with store.transaction() as work:
            await conversations.create(work, talk)

    with pytest.raises(IntegrityError) as caught:
        await again()
    assert "13812345678" not in str(caught.value)
