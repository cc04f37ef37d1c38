"""The delivery station: pushed replies leave here and nowhere else, in order per conversation.

At least once: a send that may have arrived is sent again, a sentence twice but never an act twice.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

from bot.ids import draw_id
from bot.journal import journal
from bot.services.effects import Rows
from bot.services.ports import Clock, Pusher
from handlers.errors import RetryLater, Unreachable
from handlers.task import Task, TaskId
from storage.queues import outbox
from storage.queues.outbox import Due
from storage.records import conversations
from storage.store import Store

#: How many messages are sent at once, and how long a lease on one holds.
BATCH, LEASE = 30, timedelta(seconds=60)
#: The wait after the first failure; it doubles, up to an hour; then the letter is dead.
FIRST_WAIT, LONGEST_WAIT, TRIES = timedelta(seconds=1), timedelta(hours=1), 12

log = journal("delivery")


class Delivery:
    """Sends what stands in the outbox through the doors that push."""

    def __init__(
        self, store: Store, clock: Clock, pushers: Mapping[str, Pusher], rate: int
    ) -> None:
        self._store = store
        self._clock = clock
        self.pushers = pushers
        self._rate = rate
        self.lease = LEASE

    async def deliver(self) -> int:
        """Send the next batch; returns how many messages it dealt with."""
        async with self._store.transaction() as work:
            batch = await outbox.claim(work, BATCH, self._clock(), self.lease)
        if not batch:
            return 0
        pace = 1 / self._rate if self._rate else 0.0
        async with asyncio.TaskGroup() as group:
            for due in batch:
                group.create_task(self._send(due))
                if pace:
                    await asyncio.sleep(pace)
        return len(batch)

    async def _send(self, due: Due) -> None:
        try:
            remote = await self.pushers[due.door].send(due.address or "", due.message)
        except RetryLater as busy:
            await self._later(due, timedelta(seconds=busy.after), "busy")
        except Unreachable as gone:
            await self._give_up(due, gone.code)
        except Exception as failed:
            log.warning("send.failed", outbox=due.id, error=failed)
            wait = min(FIRST_WAIT * 2 ** (due.tries - 1), LONGEST_WAIT)
            if due.tries >= TRIES:
                await self._give_up(due, "tries")
            else:
                await self._later(due, wait, type(failed).__name__)
        else:
            async with self._store.transaction() as work:
                await outbox.sent(work, due.id, remote, self._clock())

    async def _later(self, due: Due, wait: timedelta, why: str) -> None:
        async with self._store.transaction() as work:
            await outbox.retry(work, due.id, self._clock() + wait, why)

    async def _give_up(self, due: Due, why: str) -> None:
        """Set the letter aside: blocked means that a person must call, the desk sees both."""
        now = self._clock()
        rows = Rows(now=now)
        kind = "call" if why == "blocked" else "dead_letter"
        rows.made.append(
            Task(
                id=TaskId(draw_id()), kind=kind, role="officer", made_at=now,
                conversation=due.conversation, args={"outbox": str(due.id), "why": why},
            )
        )  # fmt: skip
        async with self._store.transaction() as work:
            await outbox.dead(work, due.id, why, now)
            if why == "blocked":
                await conversations.set_blocked(work, due.conversation, blocked=True)
            await rows.write(work)
        log.warning("letter.dead", outbox=due.id, conversation=due.conversation, why=why)
