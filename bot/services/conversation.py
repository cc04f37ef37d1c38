"""The conversation station: takes turns in batches, the only author of every transcript.

A batch is one transaction with some ten statements, however many turns it holds. A turn that
raises in thought is left out; when a statement fails, the batch rolls back and each of its turns
is tried alone; who fails alone is counted, waits longer each time, and is set aside after five.
"""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.journal import journal
from bot.services.effects import Rows, event_item, find_group_code, group_code
from bot.services.orders import Orders
from bot.services.pasts import Pasts, pasts_of
from bot.services.ports import Clock, Reader
from bot.services.rendering import Renderer
from bot.services.turns import STATES, Ignored, Taken, think
from bot.services.world import Worlds
from handlers.case import Case, CaseId
from handlers.dialogue.effects import FileLead, Order
from handlers.dialogue.events import Failed
from handlers.lead import ConversationId
from storage.queues import inbox
from storage.queues.inbox import Head
from storage.records import alarms, cases, history
from storage.store import Store, Work

#: How many turns share a transaction.
BATCH = 50
#: How often a turn is tried before it is set aside.
TRIES = 5
#: The wait after the first failure; it doubles each time.
FIRST_WAIT = timedelta(seconds=1)

log = journal("conversation")


class Conversations:
    """Takes turns for as long as the program runs."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        worlds: Worlds,
        renderer: Renderer,
        readers: Mapping[str, Reader],
    ) -> None:
        self._store = store
        self._clock = clock
        self._worlds = worlds
        self._renderer = renderer
        self._readers = readers

    async def take_turns(self, limit: int = BATCH) -> int:
        """Take the next batch; returns how many inbox rows it dealt with."""
        heads: list[Head] = []
        try:
            return await self._take_batch(limit, None, heads)
        except Exception as failed:
            log.warning("batch.failed", turns=len(heads), error=failed)
        for head in heads:
            await self._take_alone(head)
        await asyncio.sleep(0)
        return len(heads)

    async def _take_alone(self, head: Head) -> None:
        try:
            await self._take_batch(1, [head.conversation.id], [])
        except Exception as failed:
            log.error("turn.failed", conversation=head.conversation.id, error=failed)
            await self._count_failures([head])

    async def _take_batch(
        self, limit: int, only: Collection[ConversationId] | None, heads: list[Head]
    ) -> int:
        failed: list[Head] = []
        async with self._store.transaction() as work:
            heads += await inbox.take_heads(work, limit, self._clock(), only)
            if not heads:
                return 0
            rows, done = await self._think_all(work, heads, failed)
            await rows.write(work)
            await inbox.settle(work, done)
        if failed:
            await self._count_failures(failed)
        return len(heads)

    async def _think_all(
        self, work: Work, heads: list[Head], failed: list[Head]
    ) -> tuple[Rows, list[int]]:
        ids = [head.conversation.id for head in heads]
        case_files = await cases.of_conversations(work, ids)
        groups = await self._groups(work, heads)
        open_alarms = await alarms.open_of(work, ids)
        rows, done = Rows(now=self._clock()), []
        taken: list[Taken] = []
        for head in heads:
            try:
                taken.append(
                    think(
                        head, cases=case_files.get(head.conversation.id, ()),
                        alarm=open_alarms.get(head.conversation.id), worlds=self._worlds,
                        readers=self._readers, now=rows.now,
                        group=groups.get(head.conversation.id),
                    )
                )  # fmt: skip
            except Ignored:
                done.append(head.item.id)
            except Exception as error:
                log.error("turn.failed", conversation=head.conversation.id, error=error)
                failed.append(head)
        orders = Orders(
            self._renderer, await self._histories(work, taken), self._store.keys,
            await self._pasts(work, taken, rows.now),
        )  # fmt: skip
        for one in taken:
            if orders.try_carry_out(one, rows):
                done.append(one.head.item.id)
            else:
                failed.append(one.head)
        return rows, done

    async def _groups(self, work: Work, heads: list[Head]) -> dict[ConversationId, Case]:
        """Lend the cases of groups: those a message brings the code of, and those joined before."""
        told = {
            head.conversation.id: found
            for head in heads
            if (found := find_group_code(head.item.body)) is not None
        }
        joined = {
            head.conversation.id: CaseId(member.case)
            for head in heads
            if (member := STATES.read(head.conversation.state).member) is not None
        }
        if not told and not joined:
            return {}
        named = await cases.lock_by_references(work, {reference for reference, _ in told.values()})
        lent = await cases.lock(work, joined.values())
        groups = {one: lent[case] for one, case in joined.items() if case in lent}
        for one, (reference, digits) in told.items():
            case = named.get(reference)
            if case and group_code(self._store.keys, case).replace("-", "") == digits:
                groups[one] = case
        return groups

    async def _pasts(self, work: Work, taken: list[Taken], now: datetime) -> Pasts:
        """Look up the firms and sites of the leads that these turns file."""
        filed = [
            (one.conversation.id, effect.lead)
            for one in taken
            for effect in one.turn.effects
            if isinstance(effect, FileLead)
        ]
        return await pasts_of(work, filed, now, self._renderer.zone) if filed else {}

    async def _histories(self, work: Work, taken: list[Taken]) -> history.Histories:
        ids = {
            CaseId(effect.case)
            for one in taken
            for effect in one.turn.effects
            if isinstance(effect, Order)
        }
        return await history.of_cases(work, ids) if ids else {}

    async def _count_failures(self, heads: list[Head]) -> None:
        now = self._clock()
        async with self._store.transaction() as work:
            for head in heads:
                item, tries = head.item, head.item.tries + 1
                if tries < TRIES:
                    await inbox.retry(work, item.id, tries, now + FIRST_WAIT * 2 ** (tries - 1))
                    continue
                await inbox.bury(work, item.id)
                if item.kind != "event":
                    failed = Failed(seq=head.conversation.last_seq)
                    await inbox.add(work, [event_item(head.conversation.id, failed, now)])
                    work.rings.stations.add("inbox")
