"""The clock station: timers that ran out become inbox rows, moves, handed-on alarms."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.journal import journal
from bot.services.casework import Casework
from bot.services.effects import Rows, event_item
from bot.services.ports import Clock
from handlers.case import CaseId
from handlers.dialogue.events import Elapsed
from handlers.errors import ProductError
from handlers.lead import ConversationId
from storage.queues import timers
from storage.queues.inbox import NewItem
from storage.queues.timers import Timer
from storage.store import Store, Work

log = journal("clock")

#: How many timers are fired in one transaction.
BATCH = 200
#: A timer whose work failed is fired again after this.
AFTER_FAILURE = timedelta(minutes=1)


class ClockStation:
    """Fires timers for as long as the program runs."""

    def __init__(self, store: Store, clock: Clock, casework: Casework) -> None:
        self._store = store
        self._clock = clock
        self._casework = casework

    async def fire(self) -> int:
        """Fire what is due; a timer is gone and what it causes is there in one transaction."""
        now = self._clock()
        rows = Rows(now=now)
        async with self._store.transaction() as work:
            due = await timers.due(work, now, BATCH)
            for timer in due:
                try:
                    await self._fire_one(work, rows, timer)
                except ProductError as over:
                    log.info("timer.over", subject=timer.subject, code=over.code)
                except Exception as failed:
                    log.error("timer.failed", subject=timer.subject, error=failed)
                    rows.timers.append(replace(timer, due_at=now + AFTER_FAILURE))
            await rows.write(work)
        return len(due)

    async def _fire_one(self, work: Work, rows: Rows, timer: Timer) -> None:
        match timer.subject_kind:
            case "conversation":
                rows.items.append(_row(timer, rows.now))
            case "case":
                await self._casework.tick(work, rows, CaseId(timer.subject))
            case _:
                await self._casework.hand_on(work, rows, timer.subject)


def _row(timer: Timer, now: datetime) -> NewItem:
    key = f"timer:{timer.subject}:{timer.what}:{timer.due_at.isoformat()}"
    return event_item(ConversationId(timer.subject), Elapsed(what=timer.what), now, key=key)
