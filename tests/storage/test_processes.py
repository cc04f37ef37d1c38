"""Several processes on one database: nothing twice, each conversation in order, hints heard."""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from storage.notify import Hint, Notices
from storage.queues import inbox
from storage.records import conversations
from storage.seal import Keys
from storage.store import Rings, Store
from tests.storage.build import conversation, item, message


async def test_three_processes_take_every_item_once_and_in_order(
    database: str, tmp_path: Path
) -> None:
    master = tmp_path / "master.key"
    store = await Store.open(database, Keys.open(master))
    talks = [conversation() for _ in range(9)]
    sent = [item(talk.id, "x") for _ in range(20) for talk in talks]
    async with store.transaction() as work:
        await conversations.create_all(work, [(talk, None) for talk in talks])
        await inbox.add(work, sent)
    await store.close()

    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.storage.claimer", database, str(master),
            stdout=asyncio.subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    async with asyncio.timeout(90):
        outputs = [(await one.communicate())[0].decode() for one in processes]

    assert [one.returncode for one in processes] == [0, 0, 0]
    taken = [[tuple(map(int, line.split())) for line in output.splitlines()] for output in outputs]
    assert sorted(found for _, found in [one for mine in taken for one in mine]) == sorted(
        one.id for one in sent
    )
    for mine in taken:
        for talk in talks:
            of_talk = [found for conversation_id, found in mine if conversation_id == talk.id]
            assert of_talk == sorted(of_talk)


async def test_another_process_hears_what_was_committed(store: Store) -> None:
    if store.dialect != "postgresql":
        pytest.skip("hints are sent on PostgreSQL")
    heard: asyncio.Queue[Hint] = asyncio.Queue()
    listener, sender = Notices(store.url, heard.put_nowait), Notices(store.url, lambda _: None)
    await listener.open()
    await sender.open()
    talk = conversation().id
    few = Rings(messages={talk: [message(talk, 4, "x"), message(talk, 5, "y")]}, stations={"inbox"})
    many = Rings(messages={conversation().id: [message(talk, 1, "x")] for _ in range(2000)})

    async with asyncio.timeout(10):
        await sender.send(Rings())
        await sender.send(few)
        await sender.send(many)
        first, second = await heard.get(), await heard.get()
    await listener.close()
    await sender.close()

    assert first == Hint(last_seqs={talk: 5}, stations=frozenset({"inbox"}))
    assert second.last_seqs == {}


async def test_a_lost_line_between_processes_fails_no_commit_and_is_made_anew(
    store: Store,
) -> None:
    if store.dialect != "postgresql":
        pytest.skip("hints are sent on PostgreSQL")
    heard: asyncio.Queue[Hint] = asyncio.Queue()
    notices = Notices(store.url, heard.put_nowait)
    store.tell = notices.send
    keeping = asyncio.create_task(notices.keep_open())
    async with asyncio.timeout(20):
        hint = await _until_heard(store, heard)
        async with store.transaction() as work:
            await work.connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE '%pg_notify%' "
                "AND pid <> pg_backend_pid()"
            )
        again = await _until_heard(store, heard)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)

    assert hint.stations == again.stations == {"inbox"}


async def _until_heard(store: Store, heard: asyncio.Queue[Hint]) -> Hint:
    while True:
        talk = conversation()
        async with store.transaction() as work:
            await conversations.create(work, talk)
            await inbox.add(work, [item(talk.id, "x")])
        with suppress(TimeoutError):
            return await asyncio.wait_for(heard.get(), 0.2)
