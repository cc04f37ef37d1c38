"""Each fault befalls a real process; what was acknowledged is there afterwards, once."""

import asyncio
import io
import os
import resource
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession, FormData

from tests.bot.serving import Process, order, running
from tests.postgres import Server, running_server

STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"

needs_mounts = pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a small disk")


class Talk:
    """A worker at the web door of a real process, who notes what was acknowledged."""

    def __init__(self, http: ClientSession, key: str) -> None:
        self._http = http
        self.headers = {"Authorization": f"Bearer {key}"}
        self.acknowledged: list[str] = []

    @classmethod
    async def open(cls, http: ClientSession, at: Process) -> "Talk":
        """Come in."""
        async with http.post(f"{at.address}/chat/api/conversations", json={}) as answer:
            assert answer.status == 201, await answer.text()
            return cls(http, (await answer.json())["key"])

    async def say(self, at: Process, text: str) -> int:
        """Say something; returns the status, 0 where the line broke."""
        body = {"client_id": text, "text": text}
        try:
            async with self._http.post(
                f"{at.address}/chat/api/messages", json=body, headers=self.headers
            ) as answer:
                if answer.status == 202:
                    self.acknowledged.append(text)
                return answer.status
        except ClientConnectionError:
            return 0

    async def told(self, at: Process) -> list[str]:
        """Return what the worker has said, as the program has it."""
        query = f"{at.address}/chat/api/messages?after=0"
        async with self._http.get(query, headers=self.headers) as answer:
            said: list[dict[str, Any]] = (await answer.json())["messages"]
        return [one["text"] for one in said if one["from"] == "worker"]

    async def until_told(self, at: Process) -> list[str]:
        """Wait until all that was acknowledged is in the transcript."""
        async with asyncio.timeout(40):
            while set(self.acknowledged) - set(told := await self.told(at)):
                await asyncio.sleep(0.1)
        return told


@asynccontextmanager
async def small_disk(folder: Path, size: str) -> AsyncIterator[Path]:
    """Mount a disk of this size in memory."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@needs_mounts
async def test_a_full_disk_refuses_and_loses_nothing_it_has_acknowledged(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with small_disk(tmp_path / "disk", "12m") as disk, ClientSession() as http:
        shutil.copy(migrated_file, disk / "xinsheng.db")
        async with running(tmp_path / "log", XINSHENG_DATA_DIR=str(disk)) as process:
            talk = await Talk.open(http, process)
            assert await talk.say(process, "一") == 202
            _fill_up(disk / "ballast")
            refused = [await talk.say(process, f"满{n}{'话' * 3000}") for n in range(12)]
            (disk / "ballast").unlink()
            async with asyncio.timeout(20):
                while await talk.say(process, "好了") != 202:
                    await asyncio.sleep(0.2)
            told = await talk.until_told(process)

    assert any(status != 202 for status in refused)
    assert sorted(told) == sorted(set(told))


def _fill_up(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))


@needs_mounts
async def test_a_disk_that_became_read_only_is_refused_and_goes_on_afterwards(
    tmp_path: Path, migrated_file: Path
) -> None:
    async with small_disk(tmp_path / "disk", "64m") as disk, ClientSession() as http:
        shutil.copy(migrated_file, disk / "xinsheng.db")
        async with running(tmp_path / "log", XINSHENG_DATA_DIR=str(disk)) as process:
            talk = await Talk.open(http, process)
            assert await talk.say(process, "一") == 202
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        code, _, error = await order(
            "run", XINSHENG_DATA_DIR=str(disk), XINSHENG_LISTEN="127.0.0.1:0"
        )
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        async with running(tmp_path / "log", XINSHENG_DATA_DIR=str(disk)) as process:
            assert await talk.say(process, "二") == 202
            told = await talk.until_told(process)

    assert code == 1
    assert "Traceback" not in error
    assert told == ["一", "二"]


async def test_a_clock_that_jumps_back_and_forth_keeps_order_and_number(
    tmp_path: Path, migrated_file: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "xinsheng.db")
    settings = {"XINSHENG_DATA_DIR": str(tmp_path)}
    async with ClientSession() as http:
        talk, told = None, []
        for n, time in enumerate(("2026-11-24T09:00", "2026-11-20T09:00", "2026-12-02T09:00")):
            async with running(tmp_path / "log", "--clock", time, **settings) as process:
                talk = talk or await Talk.open(http, process)
                assert await talk.say(process, f"第{n}句") == 202
                told = await talk.until_told(process)

    assert told == ["第0句", "第1句", "第2句"]


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL server that may fall."""
    with running_server() as server:
        yield server


@pytest.mark.postgres
async def test_a_database_that_is_gone_and_comes_back_loses_nothing(
    own_server: Server, tmp_path: Path
) -> None:
    url = await own_server.clone()
    settings = {"XINSHENG_DATABASE_URL": url, "XINSHENG_DATA_DIR": str(tmp_path / "data")}
    async with running(tmp_path / "log", **settings) as process, ClientSession() as http:
        talk = await Talk.open(http, process)
        assert await talk.say(process, "一") == 202
        own_server.stop("fast")
        assert await talk.say(process, "没有库") >= 500
        own_server.start()
        async with asyncio.timeout(60):
            while await talk.say(process, "回来了") != 202:
                await asyncio.sleep(0.3)
        told = await talk.until_told(process)

    assert told.count("一") == told.count("回来了") == 1


async def test_a_process_whose_files_may_not_grow_tells_the_worker_at_once(
    tmp_path: Path, migrated_file: Path
) -> None:
    """An upload breaks at the limit: it is refused, the talk goes on, nothing half stays."""
    shutil.copy(migrated_file, tmp_path / "xinsheng.db")
    async with (
        running(tmp_path / "log", XINSHENG_DATA_DIR=str(tmp_path)) as process,
        ClientSession() as http,
    ):
        talk = await Talk.open(http, process)
        limit = 8 << 20
        resource.prlimit(process.process.pid, resource.RLIMIT_FSIZE, (limit, limit))
        form = FormData({"client_id": "f"})
        picture = io.BytesIO(b"\xff\xd8\xff\xe0" + bytes(12 << 20))
        form.add_field("file", picture, filename="photo.jpg")
        async with http.post(
            f"{process.address}/chat/api/messages", data=form,
            headers=talk.headers,
        ) as answer:  # fmt: skip
            refused = answer.status
        assert await talk.say(process, "接着说") == 202
        await talk.until_told(process)

    kept = [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert refused >= 400
    assert not any(path.stat().st_size > 1 << 20 for path in kept)
