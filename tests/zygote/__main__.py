"""`make torture`: many kills, a histogram of where they struck, and the verdict."""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.journal import open_journal
from locales.rights import load_articles
from locales.words import Words
from nlp import segment
from storage import defaults, schema
from storage.seal import Keys
from tests.postgres import running_server
from tests.zygote.crash import Place
from tests.zygote.kills import kill_often
from tests.zygote.proof import judge


def main() -> None:
    """Kill, count and judge; exits 1 where anything was lost or done twice."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--database")
    asked.add_argument("--postgres", action="store_true", help="on a server of its own")
    asked.add_argument("--folder", type=Path)
    wanted = asked.parse_args()
    if wanted.postgres:
        with running_server() as server:
            wanted.database = asyncio.run(server.clone())
            torture(wanted)
    else:
        torture(wanted)


def torture(wanted: argparse.Namespace) -> None:
    """Kill on one database and judge."""
    open_journal(level=50)
    segment.load()
    # a forked server finds these loaded
    defaults.load_directory(), defaults.load_calendar(), load_articles("zh-CN"), Words.load("zh-CN")
    folder = wanted.folder or Path(tempfile.mkdtemp())
    url = wanted.database or f"sqlite+aiosqlite:///{folder / 'killed.db'}"
    if not wanted.database:
        asyncio.run(schema.upgrade(url))
    keys, began = Keys.fresh(), time.monotonic()
    with bot_api() as api:
        place = Place(url=url, keys=keys, folder=folder, api=api)
        lives, struck = kill_often(place, wanted.kills, wanted.seed)
    verdict = asyncio.run(judge(url, keys, lives))
    acknowledged = sum(len(life.acknowledged) + len(life.given) for life in lives)
    print(f"{sum(struck.values())} kills in {time.monotonic() - began:.0f} s, seed {wanted.seed}")
    for station, times in sorted(struck.items()):
        print(f"  {station} {times}")
    print(
        f"acknowledged {acknowledged}, lost {len(verdict.lost)}, "
        f"done twice {len(verdict.doubled)}, out of order {len(verdict.broken)}, "
        f"left undone {verdict.waiting}"
    )
    for what in (*verdict.lost, *verdict.doubled, *verdict.broken)[:10]:
        print("!", what)
    sys.exit(0 if verdict.is_clean else 1)


@contextmanager
def bot_api() -> Iterator[str]:
    """Run the Bot API server as a process of its own: it outlives the dead."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.botapi"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as server:  # fmt: skip
        assert server.stdin is not None
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.stdin.close()


if __name__ == "__main__":
    main()
