"""The server: methods of the Bot API over HTTP, what it was sent, and faults on demand."""

import asyncio
import json
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, web

from tests.botapi.rules import (
    LARGEST_FILE,
    Refused,
    check_buttons,
    check_commands,
    check_text,
)

TOKEN = "7700:test-token-of-nobody"
BOT = {"id": 7700, "is_bot": True, "first_name": "薪声", "username": "xinsheng_test_bot"}

Update = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """How the next request of a method goes wrong."""

    status: int = 0
    body: str = ""
    retry_after: int = 0
    drop: bool = False
    """The connection is cut without an answer."""
    drop_after: bool = False
    """It is done all the same, only the answer is lost."""
    slow: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that arrived at a chat."""

    id: int
    chat: int
    text: str
    buttons: tuple[Mapping[str, str], ...] = ()
    at: float = 0.0

    def offers(self, choice: str) -> bool:
        """Whether a button of it stands for this choice."""
        return any(
            button.get("callback_data", "").endswith(f":{choice}") for button in self.buttons
        )


@dataclass(slots=True)
class BotApi:
    """Telegram as a bot sees it."""

    url: str = ""
    updates: list[Update] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    open_presses: set[str] = field(default_factory=set)
    commands: list[dict[str, str]] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    webhook: dict[str, str] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    migrated: dict[int, int] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    down: bool = False
    """Every connection is cut."""
    calls: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    poller: int = 0

    def next(self, kind: str, first: int = 1) -> int:
        """Count."""
        self.numbers[kind] += 1
        return first + self.numbers[kind] - 1

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next requests of a method go wrong, one after the other."""
        self.faults[method].extend(faults)

    async def until(self, done: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(done)

    async def heard(self, chat: int, count: int, seconds: float = 20) -> list[Sent]:
        """Wait until a chat has so many messages and return them."""
        await self.until(lambda: len(self.of(chat)) >= count, seconds)
        return self.of(chat)

    def of(self, chat: int) -> list[Sent]:
        """Return what a chat received."""
        return [one for one in self.sent if one.chat == chat]

    async def give(self, *updates: Update) -> None:
        """Have updates delivered: by the poll, or posted to the webhook."""
        self.updates += updates
        await self._news()

    async def _news(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def post_webhook(self, update: Update, secret: str | None = None) -> int:
        """Post one update to the webhook as Telegram does; returns the status."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret or self.webhook["secret_token"]}
        async with (
            ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as answer,
        ):
            return answer.status

    async def deliver_by_webhook(self) -> None:
        """Post all that waits, again and again until each was taken."""
        while self.updates:
            try:
                if await self.post_webhook(self.updates[0]) == 200:
                    self.updates.pop(0)
            except ClientError:
                await asyncio.sleep(0.05)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        token, method = request.match_info["token"], request.match_info["method"]
        self.calls[method] += 1
        await self._news()
        if self.down:
            return _cut(request)
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault is not None and (answer := await _go_wrong(request, fault)) is not None:
            await self._news()
            return answer
        if token != TOKEN:
            return _error(Refused(401, "Unauthorized"))
        asked = await _read(request)
        try:
            result = await getattr(self, "_" + method)(asked)
        except AttributeError:
            return _error(Refused(404, "Not Found"))
        except Refused as refused:
            return _error(refused)
        finally:
            await self._news()
        if fault is not None and fault.drop_after:
            return _cut(request)
        return web.json_response({"ok": True, "result": result})

    async def take_updates(self, request: web.Request) -> web.Response:
        """Take updates from another process: people have sent them."""
        await self.give(*await request.json())
        return web.json_response(len(self.updates))

    async def tell_pending(self, _: web.Request) -> web.Response:
        """Tell how many updates wait."""
        return web.json_response(len(self.updates))

    async def serve_file(self, request: web.Request) -> web.StreamResponse:
        """Serve a file's bytes."""
        self.calls["file"] += 1
        await self._news()
        if self.down:
            return _cut(request)
        body = self.files.get(request.match_info["path"].removeprefix("files/"))
        if body is None or request.match_info["token"] != TOKEN:
            return web.Response(status=404)
        fault = self.faults["file"].popleft() if self.faults["file"] else None
        if fault is None:
            return web.Response(body=body)
        if fault.status:
            return web.Response(status=fault.status, text=fault.body, content_type="text/html")
        half = web.StreamResponse(headers={"Content-Length": str(len(body))})
        await half.prepare(request)
        await half.write(body[: len(body) // 2])
        return _cut(request)

    async def _getMe(self, _: Mapping[str, str]) -> object:  # noqa: N802
        return BOT

    async def _getUpdates(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self.poller += 1
        mine = self.poller
        await self._news()
        if offset := int(asked.get("offset", 0)):
            self.updates = [one for one in self.updates if one["update_id"] >= offset]
        wait = float(asked.get("timeout", 0))
        async with self.changed:
            try:
                await asyncio.wait_for(
                    self.changed.wait_for(
                        lambda: self.updates or self.poller != mine or self.down
                    ),
                    wait or 0.01,
                )
            except TimeoutError:
                return []
        if self.poller != mine:
            raise Refused(
                409, "Conflict: terminated by other getUpdates request; make sure that only one "
                "bot instance is running",
            )  # fmt: skip
        allowed = json.loads(asked.get("allowed_updates", "[]"))
        given = self.updates[: min(int(asked.get("limit", 100)), 100)]
        return [one for one in given if not allowed or set(one) & set(allowed)]

    async def _sendMessage(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        chat = self._chat(asked)
        text = asked.get("text", "")
        check_text(text, asked.get("parse_mode"))
        buttons = check_buttons(asked.get("reply_markup"))
        one = Sent(
            id=self.next("message"), chat=chat, text=text, buttons=tuple(buttons),
            at=time.monotonic(),
        )  # fmt: skip
        self.sent.append(one)
        kind = "private" if chat > 0 else "group"
        return {
            "message_id": one.id, "date": int(time.time()), "text": text, "from": BOT,
            "chat": {"id": chat, "type": kind},
        }  # fmt: skip

    async def _answerCallbackQuery(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        press = asked["callback_query_id"]
        if press not in self.open_presses:
            raise Refused(400, "Bad Request: query is too old and response timeout expired")
        self.open_presses.discard(press)
        self.answered.append(press)
        return True

    async def _getFile(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        file = asked["file_id"]
        size = self.sizes.get(file, len(self.files.get(file, b"")))
        if file not in self.files and file not in self.sizes:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if size > LARGEST_FILE:
            raise Refused(400, "Bad Request: file is too big")
        return {
            "file_id": file, "file_unique_id": "u" + file, "file_size": size,
            "file_path": "files/" + file,
        }  # fmt: skip

    async def _setWebhook(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        if not asked["url"].startswith(("https://", "http://127.0.0.1")):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        self.webhook = dict(asked)
        return True

    async def _deleteWebhook(self, _: Mapping[str, str]) -> object:  # noqa: N802
        self.webhook = {}
        return True

    async def _setMyCommands(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        self.commands = check_commands(asked)
        return True

    async def _deleteMessages(self, asked: Mapping[str, str]) -> object:  # noqa: N802
        ids = json.loads(asked["message_ids"])
        if not 1 <= len(ids) <= 100:
            raise Refused(400, "Bad Request: MESSAGE_IDS_INVALID")
        self.deleted += [(int(asked["chat_id"]), one) for one in ids]
        return True

    def _chat(self, asked: Mapping[str, str]) -> int:
        chat = int(asked["chat_id"])
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat in self.unknown:
            raise Refused(400, "Bad Request: chat not found")
        if moved := self.migrated.get(chat):
            raise Refused(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=moved,
            )  # fmt: skip
        return chat


@asynccontextmanager
async def serving(port: int = 0) -> AsyncIterator[BotApi]:
    """Run the server while this is open."""
    api = BotApi()
    site = web.Application(client_max_size=64 << 20)
    site.router.add_route("*", "/bot{token}/{method}", api.handle)
    site.router.add_post("/control/give", api.take_updates)
    site.router.add_get("/control/pending", api.tell_pending)
    site.router.add_get("/file/bot{token}/{path:.*}", api.serve_file)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        await runner.cleanup()


async def _read(request: web.Request) -> dict[str, str]:
    asked = {name: str(value) for name, value in request.query.items()}
    if request.content_type == "application/json":
        body = await request.json()
        return asked | {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in body.items()
        }
    form = await request.post()
    return asked | {name: value for name, value in form.items() if isinstance(value, str)}


async def _go_wrong(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    if fault.slow:
        await asyncio.sleep(fault.slow)
    if fault.drop:
        return _cut(request)
    if fault.retry_after:
        return _error(
            Refused(429, "Too Many Requests: retry later", retry_after=fault.retry_after)
        )
    if fault.status:
        return web.Response(status=fault.status, text=fault.body, content_type="text/html")
    return None


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _error(refused: Refused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False, "error_code": refused.status, "description": refused.description,
    }  # fmt: skip
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)
