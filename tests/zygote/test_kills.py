"""Killed at the worst instant, nothing is lost or done twice."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from storage import schema
from tests.postgres import Server

KILLS, KILLS_ON_POSTGRESQL = 50, 35
SEED = 20261124


@pytest.mark.timeout(300)
def test_fifty_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}"
    asyncio.run(schema.upgrade(url))

    _kill(url, tmp_path, KILLS)


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_neither_do_kills_on_postgresql(server: Server, tmp_path: Path) -> None:
    _kill(asyncio.run(server.clone()), tmp_path, KILLS_ON_POSTGRESQL)


def _kill(url: str, tmp_path: Path, kills: int) -> None:
    """Kill in a process of its own: a fork must find one thread and no loop."""

    ended = subprocess.run(
        [sys.executable, "-m", "tests.zygote", "--kills", str(kills), "--seed", str(SEED),
         "--database", url, "--folder", str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=280,
    )  # fmt: skip

    print(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]
    struck = dict(line.split() for line in ended.stdout.splitlines() if line.startswith("  "))
    assert all(int(times) >= 5 for times in struck.values()), ended.stdout
