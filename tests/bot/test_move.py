"""From one SQLite file to PostgreSQL: every row arrives, the talk goes on over there."""

import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession

from tests.bot.serving import order, running
from tests.bot.test_processes import STORY, _open_talk, _say, _until_asked
from tests.postgres import Server

pytestmark = pytest.mark.postgres


async def test_a_talk_begun_on_sqlite_goes_on_on_postgresql(
    server: Server, migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "xinsheng.db")
    small = {"XINSHENG_DATA_DIR": str(tmp_path)}
    url = await server.empty()
    large = {**small, "XINSHENG_DATABASE_URL": url}
    async with ClientSession() as http:
        async with running(tmp_path / "log", **small) as process:
            headers, _ = await _open_talk(http, process)
            await _say(http, process, headers, "c1", STORY)
            before = await _until_asked(http, process, headers, "confirm")
            standing, _, refused = await order("move", url, **small)
        code, told, error = await order("move", url, **small)
        again, _, full = await order("move", url, **small)
        async with running(tmp_path / "log", **large) as process:
            assert await _until_asked(http, process, headers, "confirm") == before
            await _say(http, process, headers, "c2", "对")
            after = await _until_asked(http, process, headers, "name")
    await server.drop(url)

    assert standing == 1
    assert "Another `run`" in refused
    assert code == 0, error
    assert "arrived as they were" in told
    assert again == 1
    assert "not empty" in full
    assert [one["seq"] for one in after] == list(range(1, len(after) + 1))
