"""What the web door is joined to: everything it needs of the rest, handed in by `bot.app`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.origin import origin_of
from bot.services.evidence import Evidence
from bot.services.links import Link
from bot.services.ports import Clock, Elsewhere, Opened, Post, Receipt, Transcript
from bot.settings import Settings
from bot.throttle import Throttle
from handlers.lead import ConversationId
from locales.words import Words


class Intake(Protocol):
    """Opens conversations and takes what is said; returns only after the commit."""

    async def open(self, door: str, locale: str) -> Opened:
        """Open a conversation; its greeting is there on return."""
        ...

    async def rejoin(self, code: str, door: str) -> Opened:
        """Go on with the conversation of this code, under a new key; raises NotFound."""
        ...

    async def follow(
        self, conversation: ConversationId, text: str, door: str
    ) -> Elsewhere | None:
        """Go on with the conversation whose code is said instead; none where it is no code."""
        ...

    async def receive(self, post: Post) -> None:
        """Take a post; the same key again is the same post."""
        ...

    async def conversation_of(self, key: str) -> ConversationId | None:
        """Return whose key this is."""
        ...

    def mark_seen(self, conversation: ConversationId, seq: int) -> None:
        """Note that the worker's page has everything up to this seq."""
        ...


class Papers(Protocol):
    """Opens links that open once."""

    def look(self, token: str) -> Link:
        """Return what a link stands for; raises NotFound."""
        ...

    async def use(self, token: str) -> Link:
        """Use a link up; raises Conflict where it was used already."""
        ...

    async def enter(self, token: str) -> str:
        """Use a link up for a new key to its conversation."""
        ...

    async def draw(self, token: str) -> bytes:
        """Use a link up for its paper, a Word document."""
        ...


class Receipts(Protocol):
    """Finds a receipt by its check code (查验码)."""

    async def find(self, check: str) -> Receipt | None:
        """Return the receipt, None where there is no such code."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatParts:
    """The parts the chat is made of."""

    intake: Intake
    transcript: Transcript
    evidence: Evidence
    receipts: Receipts
    papers: Papers
    settings: Settings
    words: Words
    clock: Clock
    throttle: Throttle
    is_crisis: Callable[[str], bool]
    """Whether a text speaks of a life in danger: it passes every limit."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the zone in which days and hours are told."""
        return ZoneInfo(self.settings.time_zone)


CHAT = web.AppKey("CHAT", ChatParts)


def address_of(request: web.Request) -> str:
    """Return the address a request came from; a forwarded one only from a trusted proxy."""
    return origin_of(request, request.app[CHAT].settings.trusted_proxy)
