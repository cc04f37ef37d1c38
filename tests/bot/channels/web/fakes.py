"""The other side of the web door in memory: it takes what is said and answers from a script."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import cast

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web.parts import ChatParts
from bot.channels.web.routes import add_chat
from bot.services.evidence import Evidence, Kept
from bot.services.ports import Opened, Post, Receipt
from bot.settings import Settings
from bot.throttle import Throttle
from handlers.errors import Conflict, Invalid, NotFound
from handlers.jsonable import Json
from handlers.lead import ConversationId
from locales.words import Words
from storage.transcript import Message, Offered

NOW = datetime(2026, 11, 24, 12, 15, 3, tzinfo=UTC)
#: A picture of one dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

Answer = Mapping[str, object]
Script = Callable[[str], Sequence[Answer]]


def said_back(text: str) -> Sequence[Answer]:
    """Answer with a question that has two choices."""
    choices = (Offered(id="yes", label="对"), Offered(id="fix", label="有错，我改"))
    return [{"text": f"听到了：{text}。对吗？", "asking": "confirm", "choices": choices}]


@dataclass
class FakeTalk:
    """Intake and transcript of conversations that are all in memory."""

    script: Script = said_back
    messages: dict[ConversationId, list[Message]] = field(default_factory=dict)
    keys: dict[str, ConversationId] = field(default_factory=dict)
    codes: dict[str, ConversationId] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    seen: dict[ConversationId, int] = field(default_factory=dict)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    now: datetime = NOW

    async def open(self, door: str, locale: str | None = None) -> Opened:
        conversation = ConversationId(len(self.messages) + 1)
        self.messages[conversation] = []
        choices = (
            Offered(id="report", label="老板欠我工资"),
            Offered(id="progress", label="查我的进度"),
        )
        await self.say(conversation, text="您遇到什么事？直接说。", asking="story", choices=choices)
        return self._key(conversation)

    async def rejoin(self, code: str, door: str) -> Opened:
        if code not in self.codes:
            raise NotFound
        return self._key(self.codes[code])

    async def follow(
        self, conversation: ConversationId, text: str, door: str
    ) -> None:
        return None

    async def receive(self, post: Post) -> None:
        if post.key in self.posts:
            return
        self.posts[post.key] = post
        text = str(post.body.get("text") or "")
        labels = {
            choice.id: choice.label for choice in self.messages[post.conversation][-1].choices
        }
        ids = cast(list[str], post.body.get("choices") or [])
        chosen = " · ".join(labels.get(choice, choice) for choice in ids)
        files = tuple(cast(list[str], post.body.get("files") or []))
        client_id = str(post.body["client_id"])
        seq = await self.say(
            post.conversation,
            sender="worker",
            text=text or chosen,
            client_id=client_id,
            files=files,
        )
        for answer in self.script(text or chosen or "file"):
            await self.say(post.conversation, in_reply_to=seq, **answer)

    async def conversation_of(self, key: str) -> ConversationId | None:
        return self.keys.get(key)

    def mark_seen(self, conversation: ConversationId, seq: int) -> None:
        self.seen[conversation] = max(seq, self.seen.get(conversation, 0))

    async def read(self, conversation: ConversationId, after: int) -> Sequence[Message]:
        return [message for message in self.messages[conversation] if message.seq > after]

    async def wait(
        self, conversation: ConversationId, after: int, seconds: float
    ) -> Sequence[Message]:
        async def news() -> None:
            async with self.news:
                await self.news.wait_for(lambda: len(self.messages[conversation]) > after)

        try:
            await asyncio.wait_for(news(), seconds)
        except TimeoutError:
            return ()
        return await self.read(conversation, after)

    async def say(self, conversation: ConversationId, **what: object) -> int:
        """Put one message into the transcript and wake whoever waits."""
        told = self.messages[conversation]
        seq = len(told) + 1
        at = what.pop("at", self.now)
        fields = {"sender": "bot", "id": seq, "seq": seq, "conversation": conversation, "at": at}
        told.append(Message(**(fields | what)))  # type: ignore[arg-type]
        async with self.news:
            self.news.notify_all()
        return seq

    def _key(self, conversation: ConversationId) -> Opened:
        key = f"key-{len(self.keys) + 1}"
        self.keys[key] = conversation
        return Opened(conversation=conversation, key=key)


@dataclass
class FakeReceipts:
    """One genuine receipt."""

    async def find(self, check: str) -> Receipt | None:
        if check != "Qm3x":
            return None
        filed = datetime(2026, 11, 19, 6, 41, tzinfo=UTC)
        return Receipt(
            reference="350-7214-6", filed_at=filed,
            delivered_at=filed + timedelta(minutes=25), accepted_at=None,
        )  # fmt: skip


@dataclass
class FakeEvidence:
    """Keeps files in memory; takes only what begins like a PNG."""

    files: dict[str, bytes] = field(default_factory=dict)
    uploads: dict[str, tuple[int, bytearray]] = field(default_factory=dict)

    async def keep(
        self, conversation: ConversationId, name: str, chunks: AsyncIterator[bytes], limit: int
    ) -> str:
        body = b"".join([chunk async for chunk in chunks])
        if len(body) > limit:
            raise Invalid("file", "file_large", limit=limit >> 20)
        if not body:
            raise Invalid("file", "file_empty")
        if not body.startswith(PNG[:8]):
            raise Invalid("file", "file_type")
        file = f"f{len(self.files) + 1}"
        self.files[file] = body
        return file

    async def describe(self, conversation: ConversationId, file: str) -> Kept:
        return Kept(id=file, name="a.png", type="image/png", size=len(self.files[file]))

    async def begin(self, conversation: ConversationId, name: str, size: int) -> str:
        upload = f"u{len(self.uploads) + 1}"
        self.uploads[upload] = (size, bytearray())
        return upload

    async def offset(self, conversation: ConversationId, upload: str) -> int:
        return len(self._upload(upload)[1])

    async def extend(
        self, conversation: ConversationId, upload: str, offset: int, chunks: AsyncIterator[bytes]
    ) -> int:
        _, body = self._upload(upload)
        if offset != len(body):
            raise Conflict("wrong_offset", offset=len(body))
        async for chunk in chunks:
            body += chunk
        return len(body)

    async def finish(self, conversation: ConversationId, upload: str) -> str:
        size, body = self._upload(upload)
        if len(body) < size:
            raise Conflict("upload_unfinished", offset=len(body))

        async def whole() -> AsyncIterator[bytes]:
            yield bytes(body)

        return await self.keep(conversation, upload, whole(), size)

    def _upload(self, upload: str) -> tuple[int, bytearray]:
        if upload not in self.uploads:
            raise NotFound("upload_unknown")
        return self.uploads[upload]


def make_parts(talk: FakeTalk, **changed: object) -> ChatParts:
    """Join the fakes to the parts of a chat."""
    parts: dict[str, object] = {
        "intake": talk, "transcript": talk, "evidence": cast(Evidence, FakeEvidence()),
        "receipts": FakeReceipts(), "papers": None, "settings": Settings(),
        "words": Words.load("zh-CN"), "clock": lambda: talk.now,
        "throttle": Throttle(per_address=0, per_conversation=0),
        "is_crisis": lambda text: "不想活" in text,
    }  # fmt: skip
    return ChatParts(**(parts | changed))  # type: ignore[arg-type]


def make_client(talk: FakeTalk, **changed: object) -> TestClient[web.Request, web.Application]:
    """Start the web door on a free port of the loopback."""
    app = web.Application()
    add_chat(app, make_parts(talk, **changed))
    return TestClient(TestServer(app))


def body_of(value: Json) -> dict[str, Json]:
    """Narrow a JSON value to an object."""
    assert isinstance(value, dict)
    return value
