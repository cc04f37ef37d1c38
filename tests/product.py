"""The whole product on a real database, driven step by step: no waiting, a clock of our own."""

import asyncio
import itertools
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot import app
from bot.services.ports import Post
from bot.settings import Settings
from handlers.case import Case
from handlers.lead import ConversationId
from handlers.officer import PROGRAM, Grant, Role, Scope
from storage.records import conversations, messages, worklist
from storage.records.conversations import Conversation
from storage.store import Store
from storage.transcript import Message

Result = TypeVar("Result")

#: The day on which the golden conversations of the design were held.
START = datetime(2026, 11, 24, 12, 15, 3, tzinfo=UTC)
EVERYWHERE = Scope(grants=(Grant(role=Role.SUPERVISOR),), officer=PROGRAM.id)


@dataclass
class SteadyClock:
    """A clock that stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on."""
        self.now += timedelta(**by)


@dataclass
class Stage:
    """A product whose stations move only when told to."""

    product: app.Product
    clock: SteadyClock
    counter: "itertools.count[int]" = field(default_factory=itertools.count)

    async def settle(self) -> None:
        """Let every station work until nothing is left to do."""
        busy = True
        while busy:
            busy = False
            for name, step in app.stations(self.product, frozenset(app.PARTS)).items():
                if name not in ("seen", "again", "accounts"):
                    busy = bool(await step()) or busy

    async def open(self, door: str = "web") -> "Worker":
        """Let a worker come in at a door and read the greeting."""
        opening = await together(self, self.product.intake.open(door))
        return Worker(stage=self, conversation=opening.conversation, door=door, key=opening.key)

    async def cases(self) -> list[Case]:
        """Return every case, next due first."""
        async with self.product.store.reading() as reading:
            found, _ = await worklist.list_cards(reading, EVERYWHERE, limit=200)
        return found


@dataclass
class Worker:
    """Somebody who tells his story at a door."""

    stage: Stage
    conversation: ConversationId
    door: str
    key: str
    read: int = 0

    async def say(self, text: str) -> list[Message]:
        """Say something and return what is answered."""
        return await self._post("text", {"text": text})

    async def press(self, *choices: str) -> list[Message]:
        """Press choices and return what is answered."""
        return await self._post("choice", {"choices": list(choices)})

    async def post_only(self, text: str, key: str | None = None) -> None:
        """Say something that is kept and not yet answered."""
        await self._receive("text", {"text": text}, key)

    async def heard(self) -> list[Message]:
        """Return what was said to the worker since he last looked."""
        async with self.stage.product.store.reading() as reading:
            news = await messages.after(reading, self.conversation, self.read)
        if news:
            self.read = news[-1].seq
        return [message for message in news if message.sender != "worker"]

    async def transcript(self) -> Sequence[Message]:
        """Return the whole conversation."""
        async with self.stage.product.store.reading() as reading:
            return await messages.of_conversation(reading, self.conversation)

    async def row(self) -> Conversation:
        """Return the conversation as it is stored."""
        async with self.stage.product.store.reading() as reading:
            return await conversations.get(reading, self.conversation)

    async def _post(self, kind: str, body: dict[str, object]) -> list[Message]:
        await self.heard()
        await self._receive(kind, body, None)
        await self.stage.settle()
        return await self.heard()

    async def _receive(self, kind: str, body: dict[str, object], key: str | None) -> None:
        number = next(self.stage.counter)
        post = Post(
            conversation=self.conversation, door=self.door,
            key=key or f"{self.conversation}:{number}", kind=kind,  # type: ignore[arg-type]
            body=body,  # type: ignore[arg-type]
        )  # fmt: skip
        await together(self.stage, self.stage.product.intake.receive(post))


async def together(stage: Stage, coroutine: Coroutine[None, None, Result]) -> Result:
    """Run something that waits for a station, together with the stations."""
    task = asyncio.ensure_future(coroutine)
    while not task.done():
        await asyncio.sleep(0)
        await stage.product.intake.flush()
        await stage.product.conversations.take_turns()
    return task.result()


def build_stage(store: Store, folder: Path, **settings: object) -> Stage:
    """Build the whole product on a store, with a clock of our own."""
    clock = SteadyClock()
    wanted = Settings(data_dir=folder, staff_totp="optional", _env_file=None, **settings)  # type: ignore[arg-type,call-arg]
    product = app.build(wanted, store, clock)
    # nobody takes turns while an officer acts on a stage, so he need not wait for them
    product.casework.heard_within = 0
    return Stage(product=product, clock=clock)
