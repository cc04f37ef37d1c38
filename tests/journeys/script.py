"""Reads a journey: a transcript in plain text, of which each line is one step.

`工人` speaks, `〈id〉` presses a choice, `〔photo〕` sends a file; `机器` says what must be heard:
`[asking]` of the turn's last message and `「…」` words that occur; `时间 +4d` lets time pass,
`换门` goes on at another door with the code, `办事 action name=value` is the officer's move.
`@web` behind the first word keeps a line to one door. A first line `门 web telegram` keeps the
whole journey to some doors, lines with `#` are notes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

DOORS = ("web", "terminal", "telegram")
_LINE = re.compile(r"(\S+?)(?:@(\w+))?\s+(.*)")


@dataclass(frozen=True, slots=True)
class Step:
    """One line."""

    who: str
    text: str
    door: str | None = None

    @property
    def asking(self) -> str | None:
        """Return the asking a line of the machine names."""
        found = re.match(r"\[([\w-]*)\]", self.text)
        return found[1] if found else None

    @property
    def words(self) -> list[str]:
        """Return the words that must occur."""
        return re.findall(r"「(.*?)」", self.text)

    @property
    def pressed(self) -> str | None:
        """Return the choice that is pressed."""
        found = re.fullmatch(r"〈(\w+)〉", self.text)
        return found[1] if found else None

    @property
    def file(self) -> str | None:
        """Return the kind of file that is sent."""
        found = re.fullmatch(r"〔(\w+)〕", self.text)
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Journey:
    """A whole transcript."""

    name: str
    steps: tuple[Step, ...]
    doors: tuple[str, ...]

    def of_door(self, door: str) -> list[Step]:
        """Return the steps of a door."""
        return [step for step in self.steps if step.door in (None, door)]


def read_journeys(folder: Path) -> list[Journey]:
    """Read every journey of a folder."""
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


def _read(path: Path) -> Journey:
    doors, steps = DOORS, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        assert found is not None, line
        if found[1] == "门":
            doors = tuple(found[3].split())
        else:
            steps.append(Step(found[1], found[3], found[2]))
    return Journey(path.stem, tuple(steps), doors)
