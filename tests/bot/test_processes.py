"""Several processes on one PostgreSQL database, and one alone on one SQLite file."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from handlers.lead import ConversationId
from storage.queues import inbox
from storage.records import messages
from storage.seal import Keys
from storage.store import Store
from tests.bot.serving import Process, order, running
from tests.postgres import Server

STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"
pytestmark = pytest.mark.postgres


@pytest.fixture
async def shared(server: Server, tmp_path: Path) -> AsyncIterator[dict[str, str]]:
    """The settings that several processes share: one database, one key, one folder."""
    url = await server.clone()
    yield {"XINSHENG_DATABASE_URL": url, "XINSHENG_DATA_DIR": str(tmp_path / "data")}
    await server.drop(url)


async def test_four_processes_take_every_turn_once_and_in_order(
    shared: dict[str, str], tmp_path: Path
) -> None:
    async with AsyncExitStack() as leaving, ClientSession() as http:
        webs = [
            await leaving.enter_async_context(
                running(tmp_path / f"log{n}", "--only", part, **shared)
            )
            for n, part in enumerate(("web", "web", "web", "telegram,delivery,clock"))
        ]
        talks = await asyncio.gather(
            *(_talk(http, webs[n % 3], webs[(n + 1) % 3], n) for n in range(9))
        )

    store = await _open(shared)
    async with store.reading() as reading:
        assert (await inbox.waiting(reading)).count == 0
        for talk in map(ConversationId, talks):
            said = await messages.of_conversation(reading, talk)
            assert [one.seq for one in said] == list(range(1, len(said) + 1))
            told = [one.text for one in said if one.sender == "worker"]
            assert told == [STORY, "对", "陈德水", "13812341234"]
            asked = Counter(one.asking for one in said if one.asking)
            assert asked["story"] == asked["confirm"] == asked["name"] == asked["phone"] == 1
    await store.close()


async def test_a_reader_hears_of_an_answer_that_another_process_wrote(
    shared: dict[str, str], tmp_path: Path
) -> None:
    async with (
        running(tmp_path / "one", "--only", "web", **shared) as one,
        running(tmp_path / "two", "--only", "web", **shared) as two,
        ClientSession() as http,
    ):
        headers, _ = await _open_talk(http, one)
        waiting = asyncio.create_task(_heard(http, two, headers, after=1))
        await _say(http, one, headers, "c1", STORY)

        news = await asyncio.wait_for(waiting, 10)

    assert news[0]["text"] == STORY


async def test_a_killed_process_hands_its_work_on(
    shared: dict[str, str], tmp_path: Path
) -> None:
    async with (
        running(tmp_path / "two", "--only", "web", **shared) as stays,
        ClientSession() as http,
    ):
        async with running(tmp_path / "one", "--only", "web", **shared) as dies:
            talks = [await _open_talk(http, dies) for _ in range(12)]
            await asyncio.gather(
                *(_say(http, dies, headers, "c1", STORY) for headers, _ in talks)
            )
            dies.kill()
        answered = await asyncio.gather(
            *(_until_asked(http, stays, headers, "confirm") for headers, _ in talks)
        )

    assert all(Counter(one["from"] for one in said)["worker"] == 1 for said in answered)


async def test_an_old_schema_is_refused_and_the_remedy_named(
    server: Server, tmp_path: Path
) -> None:
    url = await server.empty()
    settings = {"XINSHENG_DATABASE_URL": url, "XINSHENG_DATA_DIR": str(tmp_path)}

    code, _, error = await order("run", **settings, XINSHENG_LISTEN="127.0.0.1:0")
    migrated, _, _ = await order("migrate", **settings)
    async with running(tmp_path / "log", **settings) as process:
        assert process.address.startswith("http://")
    await server.drop(url)

    assert code == 1
    assert error.strip().endswith("run `python -m bot migrate` first.")
    assert migrated == 0


async def test_a_second_run_on_one_sqlite_file_is_refused(
    migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "xinsheng.db")
    settings = {"XINSHENG_DATA_DIR": str(tmp_path)}

    async with running(tmp_path / "log", **settings):
        code, _, error = await order("run", **settings, XINSHENG_LISTEN="127.0.0.1:0")

    assert code == 1
    assert "Another `run`" in error


async def _talk(http: ClientSession, here: Process, there: Process, number: int) -> int:
    """Talk through two processes in turn; return the conversation."""
    headers, conversation = await _open_talk(http, here)
    for n, (text, asked) in enumerate(
        ((STORY, "confirm"), ("对", "name"), ("陈德水", "phone"), ("13812341234", "funding"))
    ):
        door = there if n % 2 else here
        await _say(http, door, headers, f"c{n}", text)
        await _say(http, here, headers, f"c{n}", text)
        await _until_asked(http, there, headers, asked)
    return conversation


async def _open_talk(http: ClientSession, at: Process) -> tuple[dict[str, str], int]:
    async with http.post(f"{at.address}/chat/api/conversations", json={}) as answer:
        opened = await answer.json()
    return {"Authorization": f"Bearer {opened['key']}"}, int(opened["conversation"])


async def _say(
    http: ClientSession, at: Process, headers: dict[str, str], client_id: str, text: str
) -> None:
    body = {"client_id": client_id, "text": text}
    async with http.post(f"{at.address}/chat/api/messages", json=body, headers=headers) as answer:
        assert answer.status == 202, await answer.text()


async def _heard(
    http: ClientSession, at: Process, headers: dict[str, str], after: int
) -> list[Any]:
    query = f"{at.address}/chat/api/messages?after={after}&wait=20"
    async with http.get(query, headers=headers) as answer:
        return list((await answer.json())["messages"])


async def _until_asked(
    http: ClientSession, at: Process, headers: dict[str, str], asking: str
) -> list[Any]:
    said: list[Any] = []
    async with asyncio.timeout(30):
        while not any(one.get("asking") == asking for one in said):
            said += await _heard(http, at, headers, said[-1]["seq"] if said else 0)
    return said


async def _open(shared: dict[str, str]) -> Store:
    keys = Keys.open(Path(shared["XINSHENG_DATA_DIR"]) / "master.key")
    return await Store.open(shared["XINSHENG_DATABASE_URL"], keys)
