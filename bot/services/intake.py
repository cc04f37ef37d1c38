"""Takes in what arrives at the doors: committed to the inbox first, acknowledged after.

Posts that arrive together share a commit: each waits for the commit of its batch.
"""

import asyncio
import json
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass

from bot.bell import Bell
from bot.ids import draw_id, draw_key, looks_like_code
from bot.services.effects import event_item
from bot.services.ports import Clock, Elsewhere, Opened, Post
from handlers.dialogue.events import Event, Joined, Started
from handlers.errors import NotFound
from handlers.lead import ConversationId
from storage.queues import inbox
from storage.queues.inbox import NewItem
from storage.records import conversations, messages
from storage.records.conversations import Conversation
from storage.store import Store, Work

#: How long a new conversation waits for its greeting.
GREETED_WITHIN = 5.0
#: How many bearer keys are remembered with their conversation.
KNOWN_KEYS = 100_000


@dataclass(slots=True)
class _Waiting:
    item: NewItem
    stored: asyncio.Future[None]


class Intake:
    """One way in for all doors."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, locale: str) -> None:
        self._store = store
        self._bell = bell
        self._clock = clock
        self._locale = locale
        self._keys: OrderedDict[str, ConversationId] = OrderedDict()
        self._seen: dict[ConversationId, int] = {}
        self._waiting: list[_Waiting] = []

    async def receive(self, post: Post) -> None:
        """Keep a post; returns once it is committed. The same key again changes nothing."""
        item = NewItem(
            id=draw_id(), conversation=post.conversation, door=post.door, key=post.key,
            kind=post.kind, body=json.dumps(post.body, ensure_ascii=False),
            at=self._clock() + post.hold,
        )  # fmt: skip
        waiting = _Waiting(item, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._bell.call("intake")
        await asyncio.shield(waiting.stored)

    async def open(
        self, door: str, locale: str | None = None, *, address: str | None = None
    ) -> Opened:
        """Open a conversation; its greeting is the answer to `Started`, an event like any other."""
        now, key = self._clock(), draw_key()
        conversation = Conversation(
            id=ConversationId(draw_id()), door=door, address=address,
            locale=locale or self._locale, created_at=now, updated_at=now,
        )  # fmt: skip
        with self._bell.listen(conversation.id, 0) as listener:
            async with self._store.transaction() as work:
                await conversations.create(work, conversation, key)
                await self._post_event(work, conversation.id, Started(locale=conversation.locale))
            with suppress(TimeoutError):
                await asyncio.wait_for(listener.woken.wait(), GREETED_WITHIN)
        self._remember(key, conversation.id)
        return Opened(conversation=conversation.id, key=key)

    async def rejoin(self, code: str, door: str) -> Opened:
        """Go on with the conversation this code leads back to; raises NotFound."""
        key = draw_key()
        async with self._store.transaction() as work:
            found = await conversations.find_by_code(work, code)
            if found is None:
                raise NotFound
            await conversations.add_key(work, found, key)
            await self._post_event(work, found, Joined(door=door))
        self._remember(key, found)
        return Opened(conversation=found, key=key)

    async def conversation_of(self, key: str) -> ConversationId | None:
        """Return the conversation of a bearer key, from memory where it was asked before."""
        if key in self._keys:
            self._keys.move_to_end(key)
            return self._keys[key]
        async with self._store.reading() as reading:
            found = await conversations.find_by_key(reading, key)
        if found is not None:
            self._remember(key, found)
        return found

    async def follow(
        self,
        conversation: ConversationId,
        text: str,
        door: str,
        *,
        address: str | None = None,
    ) -> Elsewhere | None:
        """Go on with the conversation whose code is said instead; none where it is no such code.

        Whoever spoke in the other conversation speaks in this one from now on.
        """
        if not looks_like_code(text):
            return None
        async with self._store.transaction() as work:
            found = await conversations.find_by_code(work, text)
            if found is None or found == conversation:
                return None
            if address is not None:
                await conversations.move_to(work, found, door, address)
            else:
                await conversations.move_keys(work, conversation, found)
                work.rings.stations.add("keys")
            last = await messages.last_seqs(work, [found])
            await self._post_event(work, found, Joined(door=door))
        self.forget_keys()
        return Elsewhere(conversation=found, seq=last[found])

    async def conversation_at(self, door: str, address: str) -> tuple[ConversationId, bool]:
        """Return the conversation of an address at a pushed door; whether it is opened now."""
        async with self._store.reading() as reading:
            found = await conversations.find_by_address(reading, door, address)
        if found is not None:
            return found, False
        return (await self.open(door, address=address)).conversation, True

    def forget_keys(self) -> None:
        """Ask the table again whose each bearer key is: one of them leads elsewhere now."""
        self._keys.clear()

    def mark_seen(self, conversation: ConversationId, seq: int) -> None:
        """Note that the client asked for what comes after this seq; written in batches."""
        if seq > self._seen.get(conversation, 0):
            self._seen[conversation] = seq

    async def flush(self) -> int:
        """Commit everything that waits now in one transaction; returns how many posts that was."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return 0
        try:
            async with self._store.transaction() as work:
                await inbox.add(work, [waiting.item for waiting in batch])
                work.rings.stations.add("inbox")
        except BaseException as failed:
            for waiting in batch:
                if not waiting.stored.done():
                    waiting.stored.set_exception(failed)
            if not isinstance(failed, Exception):
                raise
            return len(batch)
        for waiting in batch:
            if not waiting.stored.done():
                waiting.stored.set_result(None)
        return len(batch)

    async def note_seen(self) -> int:
        """Write down up to where the doors have read."""
        seen, self._seen = self._seen, {}
        if seen:
            async with self._store.transaction() as work:
                await conversations.mark_seen(work, seen)
        return 0

    async def _post_event(self, work: Work, conversation: ConversationId, event: Event) -> None:
        await inbox.add(work, [event_item(conversation, event, self._clock())])
        work.rings.stations.add("inbox")

    def _remember(self, key: str, conversation: ConversationId) -> None:
        self._keys[key] = conversation
        if len(self._keys) > KNOWN_KEYS:
            self._keys.popitem(last=False)
