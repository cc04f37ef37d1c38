"""The jobs station: errands out in the world that must not hold back a reply."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.journal import journal
from bot.services.ports import Clock
from handlers.lead import ConversationId
from storage.queues import jobs
from storage.queues.jobs import Job
from storage.store import Store

#: How many errands run at once, how long a lease holds, how often one is tried.
BATCH, LEASE, TRIES = 8, timedelta(minutes=5), 8
#: The wait after the first failure; it doubles each time.
FIRST_WAIT = timedelta(seconds=2)

log = journal("jobs")

#: Does one kind of errand for a conversation, if any; what it raises is counted and tried again.
Errand = Callable[[Mapping[str, str], ConversationId | None], Awaitable[None]]


class Jobs:
    """Runs errands by kind; `app` says who runs which."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        errands: Mapping[str, Errand],
        given_up: Mapping[str, Errand] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._errands = errands
        #: What is done instead of an errand that failed too often.
        self._given_up = given_up or {}

    async def work_off(self) -> int:
        """Run the next errands; returns how many."""
        async with self._store.transaction() as work:
            batch = await jobs.claim(work, list(self._errands), BATCH, self._clock(), LEASE)
        await asyncio.gather(*(self._run(job) for job in batch))
        return len(batch)

    async def _run(self, job: Job) -> None:
        try:
            await self._errands[job.kind](json.loads(job.body), job.conversation)
        except Exception as failed:
            log.warning("job.failed", job=job.id, kind=job.kind, error=failed)
            if job.tries >= TRIES and job.kind in self._given_up:
                await self._given_up[job.kind](json.loads(job.body), job.conversation)
            async with self._store.transaction() as work:
                if job.tries >= TRIES:
                    await jobs.dead(work, job.id, type(failed).__name__)
                else:
                    wait = FIRST_WAIT * 2 ** (job.tries - 1)
                    await jobs.retry(work, job.id, self._clock() + wait, type(failed).__name__)
        else:
            async with self._store.transaction() as work:
                await jobs.done(work, job.id)
