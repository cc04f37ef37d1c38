"""Strikes drawn over all stations, each station at least five times, with a histogram."""

import random
from collections import Counter

from tests.zygote.crash import STATIONS, Life, Place, Strike, live


class Dice:
    """Draws where lives end: always the station struck least, at a statement it still makes."""

    def __init__(self, counted: Counter[str], seed: int) -> None:
        self._dice = random.Random(seed)
        self._most = {station: counted[station] for station in STATIONS if counted[station]}
        self.struck = Counter(dict.fromkeys(self._most, 0))

    def draw(self) -> Strike:
        """Draw the next strike."""
        station = min(self._most, key=lambda name: self.struck[name])
        return Strike(station, self._dice.randint(1, self._most[station]))

    def note(self, strike: Strike, life: Life) -> None:
        """Note where a life ended; one that outlived its strike makes fewer statements there."""
        if life.struck:
            self.struck[life.struck] += 1
        else:
            self._most[strike.station] = max(1, strike.nth - 1)


def kill_often(
    place: Place, kills: int, seed: int
) -> tuple[list[Life], Counter[str]]:
    """Let so many servers die on one database, and a last one live; returns lives and histogram."""
    lives = [live(place, 0, None)]
    dice = Dice(lives[0].counted, seed)
    while dice.struck.total() < kills:
        strike = dice.draw()
        life = live(place, len(lives), strike)
        dice.note(strike, life)
        lives.append(life)
    lives.append(live(place, len(lives), None))
    return lives, dice.struck
