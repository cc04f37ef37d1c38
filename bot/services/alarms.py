"""Rings the duty post: an alarm is paged at every place set up, what came of it is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.journal import journal
from bot.services.ports import Clock, Pager
from handlers.alarm import AlarmId, Paged
from handlers.jsonable import Json
from handlers.lead import ConversationId
from handlers.officer import PROGRAM, Grant, Role, Scope
from storage.records import alarms
from storage.store import Store

log = journal("alarms")

#: The program pages every alarm, wherever it is.
NATIONWIDE = Scope(grants=(Grant(role=Role.DUTY),), officer=PROGRAM.id)


class Alarms:
    """Pages alarms: place, level and reference, never the story."""

    def __init__(self, store: Store, clock: Clock, pagers: Sequence[Pager]) -> None:
        self._store = store
        self._clock = clock
        self._pagers = pagers

    async def page(self, args: Mapping[str, str], _conversation: ConversationId | None) -> None:
        """Page one alarm; raises where no pager took it, so that the errand is tried again."""
        if not self._pagers:
            return
        async with self._store.reading() as reading:
            alarm = await alarms.get(reading, AlarmId(int(args["alarm"])), NATIONWIDE)
        call: dict[str, Json] = {
            "alarm": f"a{alarm.id}", "level": "P0", "kind": alarm.kind,
            "reference": alarm.reference, "division": alarm.division, "place": alarm.place,
        }  # fmt: skip
        rung = [
            Paged(door=pager.door, at=self._clock(), accepted=await pager.page(call))
            for pager in self._pagers
        ]
        async with self._store.transaction() as work:
            alarm = await alarms.lock(work, alarm.id)
            await alarms.save(work, [replace(alarm, paged=(*alarm.paged, *rung))])
        if not any(paged.accepted for paged in rung):
            raise ConnectionError("no pager took the page")
