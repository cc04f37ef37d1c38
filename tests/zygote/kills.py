"""Strikes drawn over all stations, each station at least five times, with a histogram."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from storage.seal import Keys
from tests.zygote.crash import STATIONS, Life, Strike, live


def strikes(kills: int, counted: Counter[str], seed: int) -> Iterator[Strike]:
    """Draw where each life ends, from how many statements a whole life makes in each station."""
    dice = random.Random(seed)  # noqa: S311 - a drawn test, repeatable by its seed
    order = [station for station in STATIONS if counted[station]]
    for n in range(kills):
        station = order[n % len(order)]
        yield Strike(station, dice.randint(1, counted[station]))


def kill_often(
    url: str, keys: Keys, folder: Path, kills: int, seed: int
) -> tuple[list[Life], Counter[str]]:
    """Let so many servers die on one database, and a last one live; returns lives and histogram."""
    first = live(url, keys, folder, 0, None)
    lives, struck = [first], Counter[str]()
    for n, strike in enumerate(strikes(kills, first.counted, seed), start=1):
        life = live(url, keys, folder, n, strike)
        lives.append(life)
        if life.struck:
            struck[life.struck] += 1
    lives.append(live(url, keys, folder, kills + 1, None))
    return lives, struck
