"""The same transcript, every door, the same effects; no word of it in any log line."""

import io
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
import structlog

from bot.journal import open_journal
from handlers.dialogue.state import new_state
from storage.seal import Keys
from storage.store import Store
from tests.botapi.living import living
from tests.botapi.server import serving
from tests.journeys.play import Outcome, Player, Recorder
from tests.journeys.script import Journey, read_journeys
from tests.postgres import Server

Fresh = Callable[[], Awaitable[Store]]

JOURNEYS = read_journeys(Path(__file__).parent)
#: Said in the journeys, or at the end of each: names, telephones, an identity number.
PLANTED = (
    "陈德水", "13987654321", "13812341234", "刘强", "望城", "公租房", "11010519491231002X", "塔吊",
)  # fmt: skip


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as the program would write it."""
    before, written = structlog.get_config(), io.StringIO()
    open_journal(level=logging.DEBUG)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=written))
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    structlog.configure(**before)


@pytest.fixture
async def fresh(
    origin: str | Server, tmp_path: Path, keys: Keys, migrated_file: Path
) -> AsyncIterator[Fresh]:
    """Makes a fresh store for each door: the cases of two doors know nothing of each other."""
    opened: list[Store] = []

    async def make() -> Store:
        if isinstance(origin, str):
            file = shutil.copy(migrated_file, tmp_path / f"{len(opened)}.db")
            url = f"sqlite+aiosqlite:///{file}"
        else:
            url = await origin.clone()
        opened.append(await Store.open(url, keys))
        return opened[-1]

    yield make
    for store in opened:
        await store.close()
        if not isinstance(origin, str):
            await origin.drop(store.url)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Remembers what every turn was given."""
    kept = Recorder()
    monkeypatch.setattr("bot.services.conversation.think", kept.think)
    return kept


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
async def test_every_door_leads_to_the_same(
    journey: Journey, fresh: Fresh, tmp_path: Path, log: io.StringIO, recorder: Recorder
) -> None:
    outcomes: dict[str, Outcome] = {}
    for door in journey.doors:
        store = await fresh()
        async with serving() as api, living(store, tmp_path, api, duty_post=True) as alive:
            outcomes[door] = await Player(alive, door).play(journey, recorder)

    for door, outcome in outcomes.items():
        assert outcome.saved == outcome.replayed, door
    first, *others = (_effects(outcome) for outcome in outcomes.values())
    for other in others:
        assert other == first
    for word in PLANTED:
        assert word not in log.getvalue()


def _effects(outcome: Outcome) -> dict[str, object]:
    """Leave the states out: they hold times and drawn ids, which differ by run, not by door."""
    told = asdict(replace(outcome, saved=new_state(), replayed=new_state()))
    return {name: value for name, value in told.items() if name not in ("saved", "replayed")}
