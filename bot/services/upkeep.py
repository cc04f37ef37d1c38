"""Upkeep: what is to be done now and then so that nothing grows old, stale or unread in silence."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.ids import draw_id
from bot.journal import journal
from bot.services.effects import Rows
from bot.services.ports import Clock
from handlers.case import Case
from handlers.lead import ConversationId
from handlers.task import Task, TaskId
from storage.queues import inbox
from storage.records import cases, evidence, history, idempotency, tasks, uploads
from storage.records import conversations as talks
from storage.store import Store, Work

#: How often upkeep is done.
EVERY = timedelta(minutes=10)
#: Telegram counts anew after a week without updates, so its keys are forgotten then.
KEYS_KEPT = timedelta(days=7)
#: A file no row speaks of, an upload nobody goes on with.
ORPHANS_KEPT = timedelta(days=1)
#: A web worker who closed the page and has an unread answer for so long is to be called.
UNREAD_FOR = timedelta(days=3)

log = journal("upkeep")


class Upkeep:
    """Tidies up; each part is safe to do twice."""

    def __init__(self, store: Store, clock: Clock, evidence_root: Path, zone: ZoneInfo) -> None:
        self._store = store
        self._clock = clock
        self._root = evidence_root
        self._zone = zone
        self._next = clock()

    async def tidy(self) -> int:
        """Do what is due; nothing in between."""
        now = self._clock()
        if now < self._next:
            return 0
        self._next = now + EVERY
        async with self._store.transaction() as work:
            await inbox.forget_keys(work, now - KEYS_KEPT)
            await uploads.drop_stale(work, now - ORPHANS_KEPT)
            await idempotency.forget(work, now)
            await history.anchor(work, (now.astimezone(self._zone) - timedelta(days=1)).date(), now)
            called = await self._call_unread(work, now)
        swept = await evidence.sweep(
            # files are dated by the real clock, whatever `run --clock` says
            self._store,
            self._root,
            datetime.now(now.tzinfo) - ORPHANS_KEPT,
        )
        log.info("upkeep.done", swept=swept, called=called)
        return 0

    async def _call_unread(self, work: Work, now: datetime) -> int:
        """Make a call task for each worker who has not fetched an answer for three days."""
        unread = await talks.unread_since(work, now - UNREAD_FOR)
        known = await tasks.conversations_with(work, "call", unread)
        wanted = [conversation for conversation in unread if conversation not in known]
        of_talk = await cases.of_conversations(work, wanted)
        rows = Rows(now=now)
        for conversation in wanted:
            if found := of_talk.get(conversation):
                rows.made.append(_call(conversation, found[-1], now))
        await rows.write(work)
        return len(rows.made)


def _call(conversation: ConversationId, case: Case, now: datetime) -> Task:
    return Task(
        id=TaskId(draw_id()), kind="call", role="officer", made_at=now, case=case.id,
        reference=case.reference, conversation=conversation, agency=case.lead.agency,
        division=case.division, args={"why": "unread"},
    )  # fmt: skip
