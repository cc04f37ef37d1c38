"""Wakes who waits: stations for work, readers for messages, desks for news.

A ring is a hint, the tables are the truth: whoever waits looks again at least once a second.
New messages are handed to waiting readers from memory, so that most reads touch no table.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from handlers.lead import ConversationId
from storage.records.messages import Message
from storage.store import Rings

#: How many messages of a conversation are kept in memory, and of how many conversations.
KEPT, CONVERSATIONS = 20, 4000


@dataclass(slots=True, eq=False)
class Listener:
    """A reader of one conversation: woken when something newer than `after` is there."""

    after: int
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class Bell:
    """Rung by the store after each commit."""

    def __init__(self) -> None:
        self._stations: dict[str, asyncio.Event] = {}
        self._listeners: dict[ConversationId, set[Listener]] = {}
        self._recent: OrderedDict[ConversationId, deque[Message]] = OrderedDict()

    def ring(self, rings: Rings) -> None:
        """Wake the stations named and the readers of the conversations that have news."""
        for station in rings.stations:
            self.call(station)
        for conversation, messages in rings.messages.items():
            if messages:
                self._keep(conversation, messages)
                self.wake(conversation, messages[-1].seq)

    def learn(self, conversation: ConversationId, last_seq: int) -> None:
        """Hear from the table how far a conversation is; memory that is behind is forgotten."""
        kept = self._recent.get(conversation)
        if kept and kept[-1].seq < last_seq:
            del self._recent[conversation]
        self.wake(conversation, last_seq)

    def call(self, station: str) -> None:
        """Wake one station."""
        self._station(station).set()

    def wake(self, conversation: ConversationId, last_seq: int) -> None:
        """Wake the readers of a conversation who have not read up to this seq."""
        for listener in self._listeners.get(conversation, ()):
            if last_seq > listener.after:
                listener.woken.set()

    async def hear(self, station: str, seconds: float) -> bool:
        """Wait until this station is rung, at most so long; returns whether it was."""
        event = self._station(station)
        rung = False
        with suppress(TimeoutError):
            rung = await asyncio.wait_for(event.wait(), seconds)
        event.clear()
        return rung

    @contextmanager
    def listen(self, conversation: ConversationId, after: int) -> Iterator[Listener]:
        """Be woken by news of this conversation; subscribe first, then read, then wait."""
        listener = Listener(after)
        self._listeners.setdefault(conversation, set()).add(listener)
        try:
            yield listener
        finally:
            listeners = self._listeners[conversation]
            listeners.discard(listener)
            if not listeners:
                del self._listeners[conversation]

    def recent(self, conversation: ConversationId, after: int) -> list[Message] | None:
        """Return the messages after this seq from memory; none where memory does not reach back."""
        kept = self._recent.get(conversation)
        if not kept or kept[0].seq > after + 1:
            return None
        return [message for message in kept if message.seq > after]

    def waiting(self) -> dict[ConversationId, int]:
        """Return the conversations somebody waits for, with the least seq he has read."""
        return {c: min(one.after for one in all_) for c, all_ in self._listeners.items()}

    def _keep(self, conversation: ConversationId, messages: Sequence[Message]) -> None:
        kept = self._recent.setdefault(conversation, deque(maxlen=KEPT))
        if kept and kept[-1].seq + 1 != messages[0].seq:
            kept.clear()
        kept.extend(messages)
        self._recent.move_to_end(conversation)
        if len(self._recent) > CONVERSATIONS:
            self._recent.popitem(last=False)

    def _station(self, name: str) -> asyncio.Event:
        return self._stations.setdefault(name, asyncio.Event())
