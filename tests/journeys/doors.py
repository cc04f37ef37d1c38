"""The three doors as a worker uses them: web over its API, the terminal, Telegram over HTTP."""

import asyncio
import io
import queue
from collections.abc import Iterator
from typing import Any, Protocol

from aiohttp import FormData

from bot.channels.terminal import Terminal
from handlers.lead import ConversationId
from storage.queues import inbox, jobs, outbox
from storage.records import conversations, messages
from storage.transcript import Message
from tests.botapi.living import Living
from tests.botapi.people import Person
from tests.botapi.test_talking import picture

FILES = {
    "photo": ("photo.jpg", picture()),
    "voice": ("voice.ogg", b"OggS" + bytes(40) + b"OpusHead" + bytes(900)),
}


class Door(Protocol):
    """What a worker does at a door."""

    conversation: ConversationId

    async def open(self) -> None:
        """Come in."""
        ...

    async def say(self, text: str) -> None:
        """Write."""
        ...

    async def press(self, choice: str) -> None:
        """Press a choice of the last message."""
        ...

    async def send(self, kind: str) -> None:
        """Send a file."""
        ...

    async def heard(self) -> str:
        """Return all words that came through this door so far."""
        ...

    async def leave(self) -> None:
        """Go away."""
        ...


class WebDoor:
    """The JSON API, and nothing else."""

    def __init__(self, alive: Living, _number: int) -> None:
        self._alive = alive
        self._sent = 0
        self._seq = 0
        self._heard: list[str] = []

    async def open(self) -> None:
        async with self._alive.http.post(self._url("conversations"), json={}) as answer:
            opened = await answer.json()
        self.conversation = ConversationId(int(opened["conversation"]))
        self._headers = {"Authorization": f"Bearer {opened['key']}"}

    async def say(self, text: str) -> None:
        await self._post({"text": text})

    async def press(self, choice: str) -> None:
        await self._post({"choice": choice})

    async def send(self, kind: str) -> None:
        name, body = FILES[kind]
        form = FormData({"client_id": self._draw()})
        form.add_field("file", io.BytesIO(body), filename=name)
        await self._accepted(data=form)

    async def heard(self) -> str:
        while news := await self._fetch():
            self._seq = news[-1]["seq"]
            self._heard += [
                " ".join(str(one.get(name, "")) for name in ("text", "receipt", "code"))
                for one in news
                if one["from"] != "worker"
            ]
        return "\n".join(self._heard)

    async def _fetch(self) -> list[dict[str, Any]]:
        url = self._url(f"messages?after={self._seq}")
        async with self._alive.http.get(url, headers=self._headers) as answer:
            return list((await answer.json())["messages"])

    async def leave(self) -> None:
        pass

    async def _post(self, body: dict[str, str]) -> None:
        await self._accepted(json={"client_id": self._draw(), **body})

    async def _accepted(self, **body: object) -> None:
        async with self._alive.http.post(
            self._url("messages"), headers=self._headers, **body  # type: ignore[arg-type]
        ) as answer:
            assert answer.status == 202, await answer.text()

    def _draw(self) -> str:
        self._sent += 1
        return f"c{self._sent}"

    def _url(self, path: str) -> str:
        return f"{self._alive.site}/chat/api/{path}"


class TerminalDoor:
    """The terminal itself, fed with lines."""

    def __init__(self, alive: Living, _number: int) -> None:
        self._alive = alive
        self._lines: queue.Queue[str] = queue.Queue()
        self._wanted = asyncio.Event()
        self._written: list[str] = []

    async def open(self) -> None:
        loop = asyncio.get_running_loop()

        def read_line() -> str:
            loop.call_soon_threadsafe(self._wanted.set)
            return self._lines.get()

        product = self._alive.product
        opened = await product.intake.open("terminal")
        self.conversation = opened.conversation
        terminal = Terminal(
            product.intake, product.transcripts, address=self._alive.site,
            read_line=read_line, write=self._written.append,
        )  # fmt: skip
        self._talk = asyncio.create_task(terminal.talk(opened))
        await self._ready()

    async def say(self, text: str) -> None:
        self._lines.put(text + "\n")
        await self._ready()

    async def press(self, choice: str) -> None:
        async with self._alive.product.store.reading() as reading:
            row = await conversations.get(reading, self.conversation)
        labels = {offer.id: offer.label for offer in row.offered}
        await self.say(labels.get(choice, choice))

    async def send(self, kind: str) -> None:
        raise AssertionError(f"no {kind} goes through a terminal")

    async def heard(self) -> str:
        return "".join(self._written)

    async def leave(self) -> None:
        self._lines.put("")
        self._talk.cancel()
        await asyncio.gather(self._talk, return_exceptions=True)

    async def _ready(self) -> None:
        """Wait until the terminal wants the next line: it has printed the answer."""
        await asyncio.wait_for(self._wanted.wait(), 20)
        self._wanted.clear()


class TelegramDoor:
    """A telephone with Telegram."""

    def __init__(self, alive: Living, number: int) -> None:
        self._alive = alive
        self._person: Person = alive.person(50_000 + number)

    async def open(self) -> None:
        await self._person.say("/start")
        await self._taken()
        async with self._alive.product.store.reading() as reading:
            found = await conversations.find_by_address(
                reading, "telegram", str(self._person.chat)
            )
        assert found is not None
        self.conversation = found

    async def say(self, text: str) -> None:
        await self._person.say(text)
        await self._taken()

    async def press(self, choice: str) -> None:
        latest = next(one for one in reversed(self._person.heard) if one.buttons)
        await self._person.press(choice, of=latest if latest.offers(choice) else None)
        await self._taken()

    async def send(self, kind: str) -> None:
        _, body = FILES[kind]
        if kind == "photo":
            await self._person.photo(body)
        else:
            await self._person.file(kind, body)
        await self._taken()

    async def heard(self) -> str:
        return "\n".join(one.text for one in self._person.heard)

    async def leave(self) -> None:
        pass

    async def _taken(self) -> None:
        """Wait until Telegram knows that its updates arrived."""
        await self._alive.api.until(lambda: not self._alive.api.updates)


KINDS: dict[str, type[WebDoor] | type[TerminalDoor] | type[TelegramDoor]] = {
    "web": WebDoor, "terminal": TerminalDoor, "telegram": TelegramDoor,
}  # fmt: skip


async def settle(alive: Living) -> None:
    """Wait until nothing waits to be read or sent."""
    product = alive.product
    async with asyncio.timeout(30):
        while True:
            # first the timers: what they cause is looked for afterwards
            fired = await product.clock_station.fire()
            async with product.store.reading() as reading:
                waiting = (await inbox.waiting(reading)).count + await outbox.depth(reading)
                errands = sum((await jobs.depth(reading)).values())
            if not fired + waiting + errands:
                return
            alive.hurry()
            await product.bell.hear("journey", 0.01)


async def transcript(alive: Living, conversation: ConversationId) -> list[Message]:
    """Return a whole conversation."""
    async with alive.product.store.reading() as reading:
        return await messages.of_conversation(reading, conversation)


def askings(said: list[Message]) -> Iterator[str]:
    """Yield what was asked, one after the other."""
    for one in said:
        if one.sender != "worker" and one.asking is not None:
            yield one.asking
