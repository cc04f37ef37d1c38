"""What fetched doors read: the transcript, from memory where it just happened."""

import asyncio
from collections.abc import Sequence

from bot.bell import Bell
from handlers.lead import ConversationId
from storage.records import messages
from storage.records.messages import Message
from storage.store import Store


class Transcripts:
    """Reads and waits for messages; implements `ports.Transcript`."""

    def __init__(self, store: Store, bell: Bell) -> None:
        self._store = store
        self._bell = bell

    async def read(self, conversation: ConversationId, after: int) -> Sequence[Message]:
        """Return the messages after this seq."""
        recent = self._bell.recent(conversation, after)
        if recent is not None:
            return recent
        async with self._store.reading() as reading:
            return await messages.after(reading, conversation, after)

    async def wait(
        self, conversation: ConversationId, after: int, seconds: float
    ) -> Sequence[Message]:
        """Return the messages after this seq as soon as there are any; none after the seconds."""
        deadline = asyncio.get_running_loop().time() + seconds
        with self._bell.listen(conversation, after) as listener:
            while True:
                listener.woken.clear()
                news = await self.read(conversation, after)
                left = deadline - asyncio.get_running_loop().time()
                if news or left <= 0:
                    return news
                try:
                    await asyncio.wait_for(listener.woken.wait(), left)
                except TimeoutError:
                    return ()

    async def look_again(self) -> int:
        """Look for news nobody rang for: written by another process, a ring that was lost."""
        if waiting := self._bell.waiting():
            async with self._store.reading() as reading:
                last = await messages.last_seqs(reading, list(waiting))
            for conversation, seq in last.items():
                self._bell.learn(conversation, seq)
        return 0
