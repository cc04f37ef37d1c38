"""A whole product that lives: all its stations run, Telegram is our own server over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from bot import app
from bot.channels.telegram.door import open_telegram
from bot.settings import Settings
from handlers.case import Case
from handlers.task import Task
from storage.records import conversations, messages, tasks, worklist
from storage.store import Store
from storage.transcript import Message
from tests.botapi.people import Person
from tests.botapi.server import TOKEN, BotApi
from tests.product import EVERYWHERE

CHAT = 4_711


@dataclass
class RunningClock:
    """The real time, moved on by hand."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def advance(self, **by: float) -> None:
        """Move on."""
        self.ahead += timedelta(**by)


@dataclass
class Living:
    """A product at work, and Telegram beside it."""

    product: app.Product
    api: BotApi
    clock: RunningClock
    site: str = ""
    http: ClientSession = field(default_factory=ClientSession)

    def person(self, chat: int = CHAT, kind: str = "private") -> Person:
        """Return somebody with a telephone."""
        return Person(self.api, chat, kind)

    def hurry(self) -> None:
        """Let every station look at once."""
        for name in app.stations(self.product, frozenset(app.PARTS)):
            self.product.bell.call(name)

    async def transcript(self, chat: int = CHAT, door: str = "telegram") -> list[Message]:
        """Return the whole conversation of a chat."""
        async with self.product.store.reading() as reading:
            found = await conversations.find_by_address(reading, door, str(chat))
            assert found is not None
            return await messages.of_conversation(reading, found)

    async def cases(self) -> list[Case]:
        """Return every case."""
        async with self.product.store.reading() as reading:
            found, _ = await worklist.list_cards(reading, EVERYWHERE, limit=200)
        return found

    async def tasks(self) -> list[Task]:
        """Return every open task."""
        async with self.product.store.reading() as reading:
            found, _ = await tasks.list_(reading, EVERYWHERE)
        return found


@asynccontextmanager
async def living(store: Store, folder: Path, api: BotApi, **chosen: Any) -> AsyncIterator[Living]:
    """Let the whole product live while this is open."""
    wanted: dict[str, Any] = {
        "data_dir": folder, "telegram_token": TOKEN, "telegram_api": api.url, "telegram_rate": 0,
        "staff_totp": "optional", "listen": "127.0.0.1:0",
    } | chosen  # fmt: skip
    settings = Settings(_env_file=None, **wanted)  # type: ignore[call-arg]
    async with AsyncExitStack() as leaving:
        telegram = await leaving.enter_async_context(open_telegram(settings))
        clock = RunningClock()
        product = app.build(settings, store, clock, telegram=telegram)
        alive = Living(product=product, api=api, clock=clock)
        leaving.push_async_callback(alive.http.close)
        alive.site = await leaving.enter_async_context(_site(product))
        await leaving.enter_async_context(_stations(product))
        yield alive


@asynccontextmanager
async def _site(product: app.Product) -> AsyncIterator[str]:
    runner = web.AppRunner(app.build_site(product), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, product.settings.host, product.settings.port).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@asynccontextmanager
async def _stations(product: app.Product) -> AsyncIterator[None]:
    stop = asyncio.Event()
    steps = app.stations(product, frozenset(app.PARTS))
    tasks = [
        asyncio.create_task(app.keep_going(product, name, step, stop))
        for name, step in steps.items()
    ]
    try:
        yield
    finally:
        stop.set()
        for name, task in zip(steps, tasks, strict=True):
            product.bell.call(name)
            if name in app.INTERRUPTIBLE:
                task.cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 20)
        await product.delivery.finish()
