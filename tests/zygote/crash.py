"""One life of a server: it works, and dies at the n-th statement or send of a station.

The zygote has one thread, no loop and everything imported, so a server is there in milliseconds.
What the server acknowledges or sends it says into a pipe first to last; what was said before the
kill must be found afterwards, once.
"""

import asyncio
import json
import os
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession, web
from pydantic import SecretStr
from sqlalchemy import event

from bot import app
from bot.channels.telegram.door import open_telegram
from bot.services.ports import Pusher
from bot.settings import Settings
from handlers.lead import ConversationId
from storage.queues import inbox, outbox
from storage.seal import Keys
from storage.store import Store
from storage.transcript import Message
from tests.botapi.server import TOKEN

#: Chats are numbered from here, one a life.
FIRST_CHAT = 10_000
#: What each worker says, one after the other; the third files the case.
STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"
TALK = (STORY, "对", "陈德水", "13812341234", "不知道", "不知道", "不知道", "交上去")
#: Where a life may end; `send` is before, `sent` after a message left.
STATIONS = ("open", "receive", "store", "turn", "send", "sent", "settle")

_CALLED = {"intake": "store", "telegram": "receive", "inbox": "turn", "outbox": "settle"}

#: Which station the running task belongs to.
STATION: ContextVar[str] = ContextVar("STATION", default="open")


@dataclass(frozen=True, slots=True)
class Strike:
    """Kill at the n-th statement (or send) that this station makes."""

    station: str
    nth: int


@dataclass(slots=True)
class Life:
    """What one server said before it died or ended."""

    acknowledged: list[tuple[ConversationId, str]] = field(default_factory=list)
    given: list[tuple[int, str]] = field(default_factory=list)
    """What was written to the bot in a chat: Telegram has it, so it must arrive."""
    sent: list[tuple[int, int]] = field(default_factory=list)
    struck: str | None = None
    counted: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where lives are lived: database, keys, data folder, and the Bot API server beside them."""

    url: str
    keys: Keys
    folder: Path
    api: str


def live(place: Place, round_: int, strike: Strike | None) -> Life:
    """Fork a server, let it work until it ends or is struck, and return what it said."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            asyncio.run(_work(place, round_, _Witness(write, strike)))
        finally:
            os._exit(0)
    os.close(write)
    said = b""
    while chunk := os.read(read, 65536):
        said += chunk
    os.close(read)
    os.waitpid(child, 0)
    return _read_life(said)


class _Witness:
    """Counts statements by station, strikes when it is time, and tells the parent."""

    def __init__(self, pipe: int, strike: Strike | None) -> None:
        self._pipe = pipe
        self._strike = strike
        self.counted: Counter[str] = Counter()

    def tell(self, **said: object) -> None:
        os.write(self._pipe, json.dumps(said).encode() + b"\n")

    def count(self, station: str) -> None:
        self.counted[station] += 1
        strike = self._strike
        if strike and strike.station == station and strike.nth == self.counted[station]:
            self.tell(struck=station)
            os.kill(os.getpid(), signal.SIGKILL)

    def on_statement(self, *_: object) -> None:
        self.count(STATION.get())


class _Door:
    """A door that pushes, watched: every send is counted before and after, and told."""

    def __init__(self, door: Pusher, witness: _Witness) -> None:
        self._door = door
        self._witness = witness

    async def send(self, address: str, message: Message) -> str:
        self._witness.count("send")
        remote = await self._door.send(address, message)
        self._witness.tell(sent=[message.conversation, message.seq])
        self._witness.count("sent")
        return remote

    def fetch(self, address: str, remote: str) -> AsyncIterator[bytes]:
        return self._door.fetch(address, remote)

    async def clear(self, address: str, remote: Sequence[str]) -> None:
        await self._door.clear(address, remote)


async def _work(place: Place, round_: int, witness: _Witness) -> None:
    store = await Store.open(place.url, place.keys)
    for engine in store.engines:
        event.listen(engine.sync_engine, "before_cursor_execute", witness.on_statement)
    settings = Settings(
        data_dir=place.folder, staff_totp="optional", telegram_rate=0,
        telegram_token=SecretStr(TOKEN), telegram_api=place.api, _env_file=None,
    )  # type: ignore[call-arg]  # fmt: skip
    async with open_telegram(settings) as telegram:
        product = app.build(settings, store, app.real_clock, telegram=telegram)
        product.delivery.pushers = {
            name: _Door(door, witness) for name, door in product.delivery.pushers.items()
        }
        # a dead server's lease holds a letter back: let it end soon
        product.delivery.lease = timedelta(milliseconds=200)
        await _live_on(product, place, round_, witness)
    witness.tell(counted=dict(witness.counted))
    await store.close()


async def _live_on(product: app.Product, place: Place, round_: int, witness: _Witness) -> None:
    stop = asyncio.Event()
    steps = app.stations(product, frozenset(app.PARTS))
    async with asyncio.TaskGroup() as group:
        tasks = {
            name: group.create_task(app.keep_going(product, name, _watched(name, step), stop))
            for name, step in steps.items()
        }
        async with _site(product) as address:
            await _talk_over_telegram(place, round_, witness)
            await _talk_over_the_web(address, round_, witness)
            await _rest(product, place)
        stop.set()
        for name, task in tasks.items():
            product.bell.call(name)
            if name in app.INTERRUPTIBLE:
                task.cancel()
    await product.delivery.finish()


def _watched(name: str, step: Callable[[], Awaitable[int]]) -> Callable[[], Awaitable[int]]:
    """Say which station makes the statements of a step."""
    called = _CALLED.get(name, "settle")

    async def watched() -> int:
        STATION.set(called)
        return await step()

    return watched


@asynccontextmanager
async def _site(product: app.Product) -> AsyncIterator[str]:
    runner = web.AppRunner(app.build_site(product), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def _talk_over_the_web(address: str, round_: int, witness: _Witness) -> None:
    async with ClientSession(address) as session:
        async with session.post("/chat/api/conversations", json={}) as answer:
            opened = await answer.json()
        headers = {"Authorization": f"Bearer {opened['key']}"}
        for n, text in enumerate(TALK):
            body = {"client_id": f"w{round_}-{n}", "text": text}
            async with session.post("/chat/api/messages", json=body, headers=headers) as answer:
                assert answer.status == 202, await answer.text()
            witness.tell(acknowledged=[opened["conversation"], text])
            await _hear(session, headers)


async def _hear(session: ClientSession, headers: dict[str, str]) -> None:
    """Wait until the message was answered."""
    async with session.get("/chat/api/messages?after=0", headers=headers) as answer:
        heard = (await answer.json())["messages"]
    while heard[-1]["from"] == "worker":
        query = f"/chat/api/messages?after={heard[-1]['seq']}&wait=10"
        async with session.get(query, headers=headers) as answer:
            heard += (await answer.json())["messages"]


async def _talk_over_telegram(place: Place, round_: int, witness: _Witness) -> None:
    """Write to the bot; every second message is delivered twice, as it happens."""
    chat = FIRST_CHAT + round_
    async with ClientSession(place.api) as http:
        for n, text in enumerate(TALK[:3]):
            user = {"id": chat, "is_bot": False, "first_name": "w"}
            message = {
                "message_id": n + 1, "date": int(time.time()), "from": user, "text": text,
                "chat": {"id": chat, "type": "private", "first_name": "w"},
            }  # fmt: skip
            update = {"update_id": 1000 + round_ * 10 + n, "message": message}
            await http.post("/control/give", json=[update] * (1 + n % 2))
            witness.tell(given=[chat, text])


async def _rest(product: app.Product, place: Place) -> None:
    """Wait until nothing is left to do."""
    async with ClientSession(place.api) as http:
        while True:
            async with product.store.reading() as reading:
                waiting = (await inbox.waiting(reading)).count + await outbox.depth(reading)
            async with http.get("/control/pending") as answer:
                waiting += await answer.json()
            if not waiting:
                return
            # what a dead server has leased comes due before the station looks again by itself
            product.bell.call("outbox")
            await product.bell.hear("rest", 0.02)


def _read_life(said: bytes) -> Life:
    life = Life()
    for line in said.splitlines():
        told = json.loads(line)
        if "acknowledged" in told:
            where, text = told["acknowledged"]
            life.acknowledged.append((ConversationId(int(where)), text))
        elif "given" in told:
            life.given.append((told["given"][0], told["given"][1]))
        elif "sent" in told:
            life.sent.append((told["sent"][0], told["sent"][1]))
        elif "struck" in told:
            life.struck = told["struck"]
        else:
            life.counted.update(told["counted"])
    return life
