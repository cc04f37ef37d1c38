"""The two doors: the web chat over its real API, and the terminal fed with lines."""

import asyncio
import queue
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import app
from bot.channels.terminal import Terminal
from handlers.lead import ConversationId
from storage.records import conversations
from storage.store import Store
from tests.product import Stage, build_stage, together

Result = TypeVar("Result")
Client = TestClient[web.Request, web.Application]


class Door(Protocol):
    """What a person does at a door."""

    conversation: ConversationId

    async def open(self) -> None:
        """Come in."""
        ...

    async def say(self, *texts: str) -> None:
        """Say something, in one message or several on end."""
        ...

    async def press(self, choice: str) -> None:
        """Take a choice of the last message."""
        ...

    async def come_back(self, code: str) -> None:
        """Come in anew with a code."""
        ...

    async def leave(self) -> None:
        """Go away."""
        ...


@dataclass(frozen=True)
class House:
    """A product, and its site as a browser reaches it."""

    stage: Stage
    http: Client


@asynccontextmanager
async def open_house(store: Store, folder: Path) -> AsyncIterator[House]:
    """Open a product to the people who come."""
    stage = build_stage(store, folder, duty_post=True)
    async with TestClient(TestServer(app.build_site(stage.product))) as http:
        yield House(stage, http)


class WebDoor:
    """The JSON API."""

    def __init__(self, house: House) -> None:
        self._stage, self._http = house.stage, house.http
        self._headers: dict[str, str] = {}
        self._sent = 0

    async def open(self) -> None:
        await self._enter({})

    async def say(self, *texts: str) -> None:
        for text in texts:
            await self._post({"text": text})
        await self._stage.settle()

    async def press(self, choice: str) -> None:
        await self._post({"choice": choice})
        await self._stage.settle()

    async def come_back(self, code: str) -> None:
        await self._enter({"code": code})
        await self._stage.settle()

    async def leave(self) -> None:
        pass

    async def _enter(self, body: dict[str, str]) -> None:
        opened = await self._call("conversations", body, 201)
        self.conversation = ConversationId(int(opened["conversation"]))
        self._headers = {"Authorization": f"Bearer {opened['key']}"}

    async def _post(self, body: dict[str, str]) -> None:
        self._sent += 1
        await self._call("messages", {"client_id": f"c{self._sent}", **body}, 202)

    async def _call(self, path: str, body: dict[str, str], wanted: int) -> dict[str, str]:
        return await together(self._stage, self._fetch(path, body, wanted))

    async def _fetch(self, path: str, body: dict[str, str], wanted: int) -> dict[str, str]:
        url = f"/chat/api/{path}"
        async with self._http.post(url, json=body, headers=self._headers) as answer:
            assert answer.status == wanted, await answer.text()
            told: dict[str, str] = await answer.json()
        return told


class TerminalDoor:
    """The terminal: he types the number of a choice, or its words where it has none."""

    def __init__(self, house: House) -> None:
        self._stage = house.stage
        self._lines: queue.Queue[str] = queue.Queue()
        self._wanted = asyncio.Event()

    async def open(self) -> None:
        opened = await together(self._stage, self._stage.product.intake.open("terminal"))
        self.conversation = opened.conversation
        loop = asyncio.get_running_loop()

        def read_line() -> str:
            loop.call_soon_threadsafe(self._wanted.set)
            return self._lines.get()

        product = self._stage.product
        terminal = Terminal(
            product.intake, product.transcripts, read_line=read_line, write=lambda _: None
        )
        self._talk = asyncio.create_task(terminal.talk(opened))
        await self._ready()

    async def say(self, *texts: str) -> None:
        for text in texts:
            self._lines.put(text + "\n")
            await self._ready()

    async def press(self, choice: str) -> None:
        async with self._stage.product.store.reading() as reading:
            row = await conversations.get(reading, self.conversation)
        labels = {offer.id: offer.label for offer in row.offered}
        await self.say(labels.get(choice, choice))

    async def come_back(self, code: str) -> None:
        origin = self.conversation
        await self.leave()
        await self.open()
        await self.say(code)
        self.conversation = origin

    async def leave(self) -> None:
        self._lines.put("")
        await together(self._stage, _finish(self._talk))

    async def _ready(self) -> None:
        """Wait until the terminal wants the next line: it has printed the answer."""
        await together(self._stage, _finish(self._wanted.wait()))
        self._wanted.clear()
        await self._stage.settle()


async def _finish(waiting: "Coroutine[None, None, Result] | asyncio.Task[Result]") -> Result:
    return await asyncio.wait_for(waiting, 20)


DOORS: dict[str, type[WebDoor] | type[TerminalDoor]] = {"web": WebDoor, "terminal": TerminalDoor}
