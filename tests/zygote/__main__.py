"""`make torture`: many kills, a histogram of where they struck, and the verdict."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.journal import open_journal
from locales.rights import load_articles
from locales.words import Words
from nlp import segment
from storage import defaults, schema
from storage.seal import Keys
from tests.zygote.kills import kill_often
from tests.zygote.proof import judge


def main() -> None:
    """Kill, count and judge; exits 1 where anything was lost or done twice."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--database")
    asked.add_argument("--folder", type=Path)
    wanted = asked.parse_args()
    open_journal(level=50)
    segment.load()
    # a forked server finds these loaded
    defaults.load_directory(), defaults.load_calendar(), load_articles("zh-CN"), Words.load("zh-CN")
    folder = wanted.folder or Path(tempfile.mkdtemp())
    url = wanted.database or f"sqlite+aiosqlite:///{folder / 'killed.db'}"
    if not wanted.database:
        asyncio.run(schema.upgrade(url))
    keys, began = Keys.fresh(), time.monotonic()
    lives, struck = kill_often(url, keys, folder, wanted.kills, wanted.seed)
    verdict = asyncio.run(judge(url, keys, lives))
    acknowledged = sum(len(life.acknowledged) for life in lives)
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


if __name__ == "__main__":
    main()
