"""Killed at the worst instant, nothing is lost or done twice."""

import asyncio
import subprocess
import sys
from pathlib import Path

from storage import schema

KILLS = 50
SEED = 20261124


def test_fifty_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    """In a process of its own: a fork must find one thread and no loop."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}"
    asyncio.run(schema.upgrade(url))

    ended = subprocess.run(
        [sys.executable, "-m", "tests.zygote", "--kills", str(KILLS), "--seed", str(SEED),
         "--database", url, "--folder", str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip

    print(ended.stdout)
    assert ended.returncode == 0, ended.stdout + ended.stderr[-3000:]
    struck = dict(line.split() for line in ended.stdout.splitlines() if line.startswith("  "))
    assert all(int(times) >= 5 for times in struck.values()), ended.stdout
