"""What a door hands in and what it must be able to do: the seams between stations and the world."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from handlers.jsonable import Json
from handlers.lead import ConversationId
from storage.records.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something that came in at a door, as it came: kept before it is answered."""

    conversation: ConversationId
    door: str
    key: str
    """Unique at this door: the client's own id, the update's number."""
    kind: Literal["text", "choice", "file", "sealed", "update"]
    body: Mapping[str, Json]
    """text: {"text"} · choice: {"choices": […]} · file: {"files": […], "kind", "text"?} ·
    sealed: {"field", "text"} · raw."""
    hold: timedelta = timedelta()
    """How long it waits for what belongs to it, such as the next picture of an album."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A conversation was opened; the key is shown once."""

    conversation: ConversationId
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The talk goes on in another conversation, after what was said there last."""

    conversation: ConversationId
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What anybody may know who holds a receipt: that it is genuine, and its three times."""

    reference: str
    filed_at: datetime
    delivered_at: datetime | None
    accepted_at: datetime | None


class Reader(Protocol):
    """Turns what a door kept into what was said: the door's own knowledge of its format."""

    def read(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a body of kind text, choice or file; raises Invalid where it cannot be read."""
        ...


class Pusher(Protocol):
    """A door whose messages must be pushed (Telegram)."""

    async def send(self, address: str, message: Message) -> str:
        """Send one message; returns the door's id of it. Raises RetryLater or Unreachable."""
        ...

    def fetch(self, address: str, remote: str) -> AsyncIterator[bytes]:
        """Fetch a file that was sent at this door."""
        ...

    async def clear(self, address: str, remote: Sequence[str]) -> None:
        """Delete messages by the ids that `send` returned, as far as the platform allows."""
        ...


class Pager(Protocol):
    """Rings the duty post: place, level, reference, never the story."""

    door: str

    async def page(self, alarm: Mapping[str, Json]) -> bool:
        """Return whether the page was accepted for sending."""
        ...


class Clock(Protocol):
    """Tells what time it is here: real, or shifted by `run --clock`."""

    def __call__(self) -> datetime:
        """Return the present moment, aware, UTC."""
        ...


class Transcript(Protocol):
    """What fetched doors read."""

    async def read(self, conversation: ConversationId, after: int) -> Sequence[Message]:
        """Return the messages after this seq."""
        ...

    async def wait(
        self, conversation: ConversationId, after: int, seconds: float
    ) -> Sequence[Message]:
        """Return them as soon as there are any, none after the seconds have passed."""
        ...
