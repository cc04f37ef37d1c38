"""The casework station: what officers, the clock and outside systems do goes through here.

It locks the case within the officer's scope, lets `decide` decide, and writes what follows in one
transaction. What the worker is to hear becomes an inbox row of his conversation.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.bell import Bell
from bot.services.effects import Rows, told_of
from bot.services.ports import Clock
from bot.services.world import Worlds
from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.case import Case, CaseId, Entry
from handlers.casework.access import roles_over
from handlers.casework.alarms import AlarmOutcome, decide_alarm
from handlers.casework.commands import Command
from handlers.casework.filing import open_case
from handlers.casework.rules import decide
from handlers.casework.tasks import decide_task
from handlers.casework.ticking import tick
from handlers.errors import Invalid, NotAllowed, NotFound
from handlers.lead import ConversationId, Lead
from handlers.officer import PROGRAM, Officer
from handlers.routing import route
from handlers.task import Task, TaskId
from handlers.world import World
from storage.queues.timers import Timer
from storage.records import alarms, cases, history, idempotency, officers, reads, tasks
from storage.store import Store, Work

#: How long the desk waits for the worker's transcript to carry what it just told him.
HEARD_WITHIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with its history, as an officer opens it."""

    case: Case
    history: tuple[Entry, ...]
    revealed: Mapping[str, str] | None = None


class Casework:
    """Acts on cases, alarms and tasks."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        worlds: Worlds,
        local_today: Callable[[], date],
        *,
        heard_within: float = HEARD_WITHIN,
    ) -> None:
        self._store = store
        self._bell = bell
        self._clock = clock
        self._worlds = worlds
        self._today = local_today
        self.heard_within = heard_within

    async def act(
        self,
        officer: Officer,
        reference: str,
        command: Command,
        *,
        idempotency_key: str | None = None,
    ) -> CaseFile:
        """Do a move; raises NotFound, NotAllowed, Conflict or Invalid as casework.md §2 says."""
        async with self._store.transaction() as work:
            case = await cases.lock_by_reference(work, reference, officer.scope)
            if idempotency_key and await self._known(work, officer, case, command, idempotency_key):
                return CaseFile(case=case, history=await self._history(work, case))
            entries = await self._history(work, case)
            world = await self._world(work, officer, command)
            outcome = decide(case, command, officer, world, self._clock(), history=entries)
            rows = Rows(now=self._clock())
            rows.move(outcome, world)
            await rows.write(work)
            tells = bool(rows.items)
        if tells and outcome.case.conversation:
            await self._heard(outcome.case.conversation)
        new = (*entries, outcome.entry) if outcome.entry else entries
        return CaseFile(case=outcome.case, history=new, revealed=outcome.revealed)

    async def open(self, officer: Officer, reference: str) -> CaseFile:
        """Open a case for reading, which is written down (casework.md §6)."""
        async with self._store.transaction() as work:
            case = await cases.get(work, reference, officer.scope)
            role = min(roles_over(officer, case), default=None)
            if role is None:
                raise NotAllowed("role")
            await reads.add(work, case.id, officer, role, self._clock())
            return CaseFile(case=case, history=await self._history(work, case))

    async def file(self, officer: Officer, lead: Lead) -> CaseFile:
        """File a lead for a caller: the same case as any other, channel phone."""
        world = self._worlds.of_turn("phone")
        routing = route(lead, world.directory, world.calendar, self._today())
        outcome = open_case(lead, routing, world, self._clock(), officer=officer)
        async with self._store.transaction() as work:
            rows = Rows(now=self._clock())
            rows.file(outcome, world)
            await rows.write(work)
        entries = (outcome.entry,) if outcome.entry else ()
        return CaseFile(case=outcome.case, history=entries)

    async def tick(self, work: Work, rows: Rows, case_id: CaseId) -> None:
        """Let a case's clocks act: lapsed orders, warnings, broken silence. The program decides."""
        case = (await cases.lock(work, [case_id])).get(case_id)
        if case is None:
            return
        world = self._worlds.of_desk()
        entries = await self._history(work, case)
        for outcome in tick(case, world, rows.now, history=entries):
            rows.move(outcome, world)

    async def hand_on(self, work: Work, rows: Rows, alarm_id: int) -> None:
        """Hand on an alarm nobody took in five minutes; the worker is told the truth."""
        alarm = await alarms.lock(work, AlarmId(alarm_id))
        command = Command(action="hand_on", body={"reason": "five_minutes"})
        outcome = decide_alarm(alarm, command, PROGRAM, self._worlds.of_desk(), rows.now)
        self._keep_alarm(rows, outcome)
        rows.send_out("page", {"alarm": str(alarm.id)})

    async def act_on_alarm(self, officer: Officer, alarm_id: int, command: Command) -> Alarm:
        """Take, answer, hand on or review an alarm (casework.md §4)."""
        async with self._store.transaction() as work:
            alarm = await alarms.lock_in_sight(work, AlarmId(alarm_id), officer.scope)
            outcome = decide_alarm(alarm, command, officer, self._worlds.of_desk(), self._clock())
            rows = Rows(now=self._clock())
            self._keep_alarm(rows, outcome)
            if outcome.alarm.case and outcome.closes:
                case = (await cases.lock(work, [outcome.alarm.case]))[outcome.alarm.case]
                rows.changed[case.id] = replace(case, alarm_open=False)
            await rows.write(work)
        if rows.items:
            await self._heard(outcome.alarm.conversation)
        return outcome.alarm

    async def act_on_task(self, officer: Officer, task_id: int, command: Command) -> Task:
        """Take, release or finish a task; what it found is written to its case as a move."""
        async with self._store.transaction() as work:
            task = await tasks.lock(work, TaskId(task_id), officer.scope)
            outcome = decide_task(task, command, officer, self._clock())
            rows = Rows(now=self._clock())
            rows.tasks[outcome.task.id] = outcome.task
            if outcome.command and task.case:
                await self._follow_task(work, rows, task.case, outcome.command, officer)
            await rows.write(work)
        return outcome.task

    async def hand_over(self, officer: Officer, username: str, to: str, until: date | None) -> int:
        """Pass all held cases, tasks and alarms of an account to a deputy in one action."""
        async with self._store.transaction() as work:
            leaving = await officers.by_username(work, username)
            deputy = await officers.by_username(work, to)
            if leaving is None:
                raise NotFound
            if deputy is None or not deputy.officer.active:
                raise Invalid("to")
            held = await cases.held_by(work, leaving.officer.id)
            rows = Rows(now=self._clock())
            world = self._worlds.of_desk()
            for case in held.values():
                command = Command(action="hand_over", body={"to": to})
                outcome = decide(
                    case, command, officer, await self._world(work, officer, command),
                    self._clock(), history=await self._history(work, case),
                )  # fmt: skip
                rows.move(outcome, world)
            await rows.write(work)
            await officers.set_absent(work, leaving.officer.id, until, deputy.officer.id)
        return len(held)

    def _keep_alarm(self, rows: Rows, outcome: AlarmOutcome) -> None:
        alarm = outcome.alarm
        rows.alarms[alarm.id] = alarm
        for tell in outcome.tells:
            rows.say(alarm.conversation, told_of(tell, case=alarm.case))
        if alarm.state is AlarmState.OPEN:
            rows.timers.append(
                Timer(subject_kind="alarm", subject=alarm.id, what="hand_on", due_at=alarm.due_at)
            )

    async def _follow_task(
        self, work: Work, rows: Rows, case_id: CaseId, command: Command, officer: Officer
    ) -> None:
        case = (await cases.lock(work, [case_id]))[case_id]
        world = await self._world(work, officer, command)
        entries = await self._history(work, case)
        rows.move(decide(case, command, officer, world, self._clock(), history=entries), world)

    async def _world(self, work: Work, officer: Officer, command: Command) -> World:
        """Build the World of a move, with the case that its body names (`link`)."""
        named = command.body.get("to")
        if not isinstance(named, str) or command.action not in ("link", "unlink"):
            return self._worlds.of_desk()
        try:
            other = await cases.get(work, named, officer.scope)
        except NotFound:
            return self._worlds.of_desk()
        return self._worlds.of_desk((other,))

    async def _history(self, work: Work, case: Case) -> tuple[Entry, ...]:
        return tuple(await history.of_case(work, case.id))

    async def _known(
        self, work: Work, officer: Officer, case: Case, command: Command, key: str
    ) -> bool:
        """Whether this key was used already with this very command; another body is refused."""
        first = await idempotency.remember(
            work,
            officer.id,
            key,
            (case.reference, command.action, dict(command.body)),
            self._clock(),
        )
        if first is None:
            return False
        if not first:
            raise Invalid("idempotency_key", "idempotency")
        return True

    async def _heard(self, conversation: ConversationId) -> None:
        """Wait until the worker's transcript has it, a second at most."""
        with self._bell.listen(conversation, 0) as listener:
            try:
                await asyncio.wait_for(listener.woken.wait(), self.heard_within)
            except TimeoutError:
                return
