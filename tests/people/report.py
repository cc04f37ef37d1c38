"""Plays everybody through both doors and writes down what came of it."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import schema
from storage.seal import Keys
from storage.store import Store
from tests.people.doors import DOORS, House, open_house
from tests.people.person import Person, read_cast
from tests.people.play import Play, Result

PAGE = Path(__file__).parents[2] / "docs" / "people.md"

#: Messages until filing is offered, until it is filed, and until then with all that may be asked.
OFFERED, FILED, ALL_TIERS = 6, 10, 14


@dataclass(frozen=True, slots=True)
class Played:
    """A person with what came of him at each door."""

    person: Person
    results: dict[str, Result]
    talks: dict[str, list[str]]

    @property
    def faults(self) -> list[str]:
        """What was not as it should be."""
        found = [fault for door in self.results for fault in self._faults_at(door)]
        web, terminal = self.results.values()
        return found if web.same_as(terminal) else [*found, "the doors differ"]

    def _faults_at(self, door: str) -> list[str]:
        result, person = self.results[door], self.person
        wanted = ALL_TIERS if person.more else FILED
        offered, filed = result.offered_after, result.filed_after
        long = [f"offered after {offered}"] if person.average and (offered or 0) > OFFERED else []
        long += [f"filed after {filed}"] if person.average and (filed or 0) > wanted else []
        kinds = {
            "asked twice": result.asked_twice, "misread": result.misread,
            "dead end": result.dead_ends, "missed": result.missed, "long": long,
        }  # fmt: skip
        return [f"{door}: {kind}: {fault}" for kind, faults in kinds.items() for fault in faults]


async def play_all(people: Sequence[Person] | None = None) -> list[Played]:
    """Let everybody talk at each door, on one product a door."""
    cast = read_cast() if people is None else people
    async with AsyncExitStack() as houses:
        opened = [(door, await houses.enter_async_context(_opened())) for door in DOORS]
        plays = await asyncio.gather(*(_play_at(door, house, cast) for door, house in opened))
    return [
        Played(
            person,
            {door: played[at].result for door, played in zip(DOORS, plays, strict=True)},
            {door: played[at].lines for door, played in zip(DOORS, plays, strict=True)},
        )
        for at, person in enumerate(cast)
    ]


async def _play_at(door: str, house: House, cast: Sequence[Person]) -> list[Play]:
    # who stays away for days comes last: he takes the clock with him
    order = sorted(cast, key=lambda person: any(detour.leaves for detour in person.detours))
    plays = {person.name: Play(house, person, door) for person in order}
    for play in plays.values():
        await play.run()
    return [plays[person.name] for person in cast]


@asynccontextmanager
async def _opened() -> AsyncIterator[House]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'people.db'}"
        await schema.upgrade(url)
        store = await Store.open(url, Keys.fresh())
        try:
            async with open_house(store, folder) as house:
                yield house
        finally:
            await store.close()


def table(played: Sequence[Played]) -> list[str]:
    """Write the table."""
    lines = [
        "| who | filed as | card after | filed after | asked twice | mirror right | dead ends "
        "| both doors alike | as it should end |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for one in played:
        web, terminal = one.results.values()
        cells = (
            one.person.name, web.kind, web.offered_after or "–", web.filed_after or "–",
            len(web.asked_twice), _yes(not web.misread), len(web.dead_ends),
            _yes(web.same_as(terminal)), _yes(not web.missed),
        )  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return lines


def summary(played: Sequence[Played]) -> list[str]:
    """Write the sums."""
    everybody = [(one.person, result) for one in played for result in one.results.values()]
    offered = [r.offered_after for p, r in everybody if p.average and r.offered_after]
    filed = [r.filed_after for p, r in everybody if p.average and not p.more and r.filed_after]
    longest = [r.filed_after for p, r in everybody if p.more and r.filed_after]
    rows = (
        ("people", len(played)),
        ("came to their end", f"{sum(not r.missed for _, r in everybody)} of {len(everybody)}"),
        ("messages until filing is offered, the most (aim 6)", max(offered, default=0)),
        ("messages and presses until filed, the most (aim 10)", max(filed, default=0)),
        ("with all further questions, the most (aim 14)", max(longest, default=0)),
        ("questions asked twice (aim 0)", sum(len(r.asked_twice) for _, r in everybody)),
        ("mirror right", f"{sum(not r.misread for _, r in everybody)} of {len(everybody)}"),
        ("dead ends (aim 0)", sum(len(r.dead_ends) for _, r in everybody)),
        ("same through both doors", f"{sum(_alike(one) for one in played)} of {len(played)}"),
    )
    return ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def write_page(played: Sequence[Played]) -> None:
    """Keep the table in the documentation."""
    PAGE.write_text("\n".join([*_HEAD, *summary(played), "", *table(played)]) + "\n", "utf-8")


_HEAD = [
    "# Scripted people",
    "",
    "Written by `make score`; do not edit. Each is data in `tests/people/cast`: how he opens,",
    "what he says when asked, his detours, and what must come of it. All were invented for this",
    "repository. Each talks through the web API and through the terminal. A message or a press",
    "counts one, a story told in several messages on end counts one; what he says instead of an",
    "answer (a correction, a question of his own, going away) is not counted. *Card after* is how",
    "many it took until filing was offered; the aims hold for ordinary stories.",
    "",
]


def _alike(one: Played) -> bool:
    web, terminal = one.results.values()
    return web.same_as(terminal)


def _yes(held: bool) -> str:
    return "yes" if held else "**no**"
