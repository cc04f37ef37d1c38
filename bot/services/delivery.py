"""The delivery station: pushed replies leave here and nowhere else, in order per conversation.

At least once: a send that may have arrived is sent again, a sentence twice but never an act twice.
A slow send holds back its own conversation and nobody else's; what has left is noted in batches.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.ids import draw_id
from bot.journal import journal
from bot.services.effects import Rows
from bot.services.ports import Clock, Pusher
from handlers.errors import RetryLater, Unreachable
from handlers.lead import ConversationId
from handlers.task import Task, TaskId
from storage.queues import outbox
from storage.queues.outbox import Due
from storage.records import cases, conversations
from storage.store import Store, Work

#: How many messages are on their way at once, and how long a lease on one holds.
SLOTS, LEASE = 60, timedelta(seconds=60)
#: The wait after the first failure; it doubles, up to an hour; then the letter is dead.
FIRST_WAIT, LONGEST_WAIT, TRIES = timedelta(seconds=1), timedelta(hours=1), 12
#: One message a second in a chat, which is the platform's own limit.
CHAT_PAUSE = 1.0
#: How long the sends in hand may take once the program leaves.
LEAVE_WITHIN = 5.0
#: Messages of the last two days may be cleared away (the platform's limit).
CLEARABLE = timedelta(hours=47)

log = journal("delivery")

Note = Callable[[Work], Awaitable[None]]


class Delivery:
    """Sends what stands in the outbox through the doors that push."""

    def __init__(
        self, store: Store, clock: Clock, pushers: Mapping[str, Pusher], rate: int
    ) -> None:
        self._store = store
        self._clock = clock
        self.pushers = pushers
        self.lease = LEASE
        self._pace = Pace(rate)
        self._sending: set[asyncio.Task[None]] = set()
        #: What has left and is not yet noted, and what else came of a send.
        self._left: list[tuple[int, str]] = []
        self._notes: list[Note] = []

    async def deliver(self) -> int:
        """Note what has left and send what is due; returns how many messages it dealt with."""
        free = SLOTS - len(self._sending)
        noted = len(self._left) + len(self._notes)
        async with self._store.transaction() as work:
            await self._note(work)
            batch = await outbox.claim(work, free, self._clock(), self.lease) if free else []
        for due in batch:
            task = asyncio.create_task(self._send(due))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        if self._sending and not batch:
            await asyncio.wait(
                self._sending, timeout=0.05, return_when=asyncio.FIRST_COMPLETED
            )
            return 1
        await asyncio.sleep(0)
        return len(batch) + noted

    async def finish(self) -> None:
        """Let the sends in hand end before the program leaves, and note them."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=LEAVE_WITHIN)
        for task in self._sending:
            task.cancel()
        async with self._store.transaction() as work:
            await self._note(work)

    async def clear(
        self, _errand: Mapping[str, str], conversation: ConversationId | None
    ) -> None:
        """Delete what was said in a chat, as far as its platform still allows."""
        if conversation is None:
            return
        async with self._store.reading() as reading:
            talk = await conversations.get(reading, conversation)
            since = self._clock() - CLEARABLE
            sent = await outbox.remote_ids(reading, conversation, since)
        names = sent.get(talk.door, [])
        if talk.address and names:
            await self.pushers[talk.door].clear(talk.address, names)

    async def _note(self, work: Work) -> None:
        """Write down what came of the sends; on a failure it is written the next time."""
        left, notes = list(self._left), list(self._notes)
        await outbox.sent_all(work, left, self._clock())
        for note in notes:
            await note(work)
        del self._left[: len(left)], self._notes[: len(notes)]

    async def _send(self, due: Due) -> None:
        await self._pace.wait(due.conversation)
        try:
            remote = await self.pushers[due.door].send(due.address or "", due.message)
        except RetryLater as busy:
            self._later(due, timedelta(seconds=busy.after), "busy")
        except Unreachable as gone:
            self._give_up(due, gone)
        except Exception as failed:
            log.warning("send.failed", outbox=due.id, error=failed)
            if due.tries >= TRIES:
                self._give_up(due, Unreachable("tries"))
            else:
                wait = min(FIRST_WAIT * 2 ** (due.tries - 1), LONGEST_WAIT)
                self._later(due, wait, type(failed).__name__)
        else:
            self._left.append((due.id, remote))

    def _later(self, due: Due, wait: timedelta, why: str) -> None:
        async def note(work: Work) -> None:
            await outbox.retry(work, due.id, self._clock() + wait, why)

        self._notes.append(note)

    def _give_up(self, due: Due, gone: Unreachable) -> None:
        """Set a letter aside: blocked means that a person must call; a chat that moved is found."""

        async def note(work: Work) -> None:
            if to := gone.details.get("to"):
                await conversations.move_to(work, due.conversation, due.door, str(to))
                await outbox.retry(work, due.id, self._clock(), gone.code)
                return
            await outbox.dead(work, due.id, gone.code, self._clock())
            if gone.code == "blocked":
                await conversations.set_blocked(work, due.conversation, blocked=True)
            await self._call_for_help(work, due, gone.code)
            log.warning("letter.dead", outbox=due.id, conversation=due.conversation, why=gone.code)

        self._notes.append(note)

    async def _call_for_help(self, work: Work, due: Due, why: str) -> None:
        rows = Rows(now=self._clock())
        of_him = (await cases.of_conversations(work, [due.conversation])).get(due.conversation, ())
        case = of_him[-1] if of_him else None
        rows.made.append(
            Task(
                id=TaskId(draw_id()), kind="call" if why == "blocked" else "dead_letter",
                role="officer", made_at=rows.now, conversation=due.conversation,
                case=case.id if case else None, reference=case.reference if case else None,
                agency=case.lead.agency if case else None,
                division=case.division if case else None,
                args={"outbox": str(due.id), "why": why},
            )
        )  # fmt: skip
        await rows.write(work)


class Pace:
    """So many sends a second in all, one a second in a chat; a rate of 0 is no limit."""

    def __init__(self, rate: int) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._free_at = 0.0
        self._chats: dict[ConversationId, float] = {}

    async def wait(self, chat: ConversationId) -> None:
        """Wait until a message may leave."""
        if not self._gap:
            return
        time = asyncio.get_running_loop().time
        await _until(self._chats.get(chat, 0.0), time())
        at = max(self._free_at, time())
        self._free_at = at + self._gap
        self._rest(chat, at)
        await _until(at, time())

    def _rest(self, chat: ConversationId, at: float) -> None:
        self._chats = {
            one: until for one, until in self._chats.items() if until > at - CHAT_PAUSE
        } if len(self._chats) > 1000 else self._chats  # fmt: skip
        self._chats[chat] = at + CHAT_PAUSE


async def _until(moment: float, now: float) -> None:
    if moment > now:
        await asyncio.sleep(moment - now)
