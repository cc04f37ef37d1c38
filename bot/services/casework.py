"""The casework station: what officers, the clock and outside systems do goes through here.

It locks the case within the officer's scope, lets `decide` decide, and writes what follows in one
transaction. What the worker is to hear becomes an inbox row of his conversation.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.bell import Bell
from bot.ids import draw_reference
from bot.services import handover
from bot.services.effects import Rows, told_of
from bot.services.pasts import past_of
from bot.services.ports import Clock
from bot.services.world import Worlds
from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.case import Case, CaseId, Entry
from handlers.casework.access import roles_over, shows
from handlers.casework.alarms import AlarmOutcome, decide_alarm
from handlers.casework.bodies import read_body
from handlers.casework.clocks import LOCAL
from handlers.casework.commands import Command
from handlers.casework.filing import open_case
from handlers.casework.rules import decide
from handlers.casework.staffing import HAND_OVER, answers_for, can_stand_in, knows
from handlers.casework.tasks import decide_task
from handlers.casework.ticking import tick
from handlers.errors import Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from handlers.lead import ConversationId, Lead
from handlers.officer import PROGRAM, Grant, Officer, Role, Scope
from handlers.routing import route
from handlers.task import Task, TaskId
from handlers.workdays import Calendar
from handlers.world import World
from storage.queues import timers
from storage.queues.timers import Timer
from storage.records import alarms, cases, history, idempotency, officers, reads, tasks, worklist
from storage.store import Store, Work

#: What a key that was used already is answered from: the case may have left the asker's sight.
EVERYWHERE = Scope(grants=(Grant(role=Role.PROGRAM),), officer=PROGRAM.id)
#: How long the desk waits for the worker's transcript to carry what it just told him.
HEARD_WITHIN = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with its history, as an officer opens it."""

    case: Case
    history: tuple[Entry, ...]
    revealed: Mapping[str, str] | None = None
    changed: bool = False
    """Whether the officer has just moved it: he is shown it once more, wherever it went."""


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
        ordered = (reference, command.action, dict(command.body))
        async with self._store.transaction() as work:
            again = await self._known(work, officer, ordered, idempotency_key)
            scope = EVERYWHERE if again else officer.scope
            case = await cases.lock_by_reference(work, reference, scope)
            entries = await self._history(work, case)
            if again and command.action != "reveal":
                return CaseFile(case=case, history=entries, changed=True)
            world = await self._world(work, officer, command)
            outcome = decide(case, command, officer, world, self._clock(), history=entries)
            if again:
                return CaseFile(case=case, history=entries, revealed=outcome.revealed)
            rows = Rows(now=self._clock())
            rows.move(outcome, world)
            await rows.write(work)
            entries = await self._history(work, outcome.case)
            tells = bool(rows.items)
        if tells and outcome.case.conversation:
            await self._heard(outcome.case.conversation)
        return CaseFile(
            case=outcome.case, history=entries, revealed=outcome.revealed, changed=True
        )

    async def open(self, officer: Officer, reference: str) -> CaseFile:
        """Open a case for reading, which is written down (casework.md §6)."""
        async with self._store.transaction() as work:
            case = await cases.get(work, reference, officer.scope)
            role = min(roles_over(officer, case), default=None)
            if role is None or not shows(officer, case, self._worlds.staffed):
                raise NotAllowed("role")
            await reads.add(work, case.id, officer, role, self._clock())
            return CaseFile(case=case, history=await self._history(work, case))

    async def file(
        self,
        officer: Officer,
        lead: Lead,
        *,
        idempotency_key: str | None = None,
        told: Mapping[str, Json] | None = None,
    ) -> CaseFile:
        """File a lead for a caller: the same case as any other, channel phone."""
        world = self._worlds.of_turn("phone")
        async with self._store.transaction() as work:
            if idempotency_key:
                ordered = ("file", dict(told or {}))
                again = await self._known(work, officer, ordered, idempotency_key)
                drawn = await self._id_of(work, officer, idempotency_key)
                if again:
                    return await self._filed(work, drawn)
                world = replace(world, drawn=replace(world.drawn, case=drawn))
            world = await self._with_new_reference(work, world)
            past = await past_of(work, lead, self._clock(), LOCAL)
            routing = route(
                lead, world.directory, world.calendar, self._today(),
                similar=past.similar, repeat=past.repeat,
            )  # fmt: skip
            outcome = open_case(lead, routing, world, self._clock(), officer=officer)
            rows = Rows(now=self._clock())
            rows.file(outcome, world)
            await rows.write(work)
            entries = await self._history(work, outcome.case)
        return CaseFile(case=outcome.case, history=entries, changed=True)

    async def tick(self, work: Work, rows: Rows, case_id: CaseId) -> None:
        """Let a case's clocks act: lapsed orders, warnings, broken silence. The program decides."""
        case = (await cases.lock(work, [case_id])).get(case_id)
        if case is None:
            return
        world = self._worlds.of_desk()
        entries = await self._history(work, case)
        outcomes = tick(case, world, rows.now, history=entries)
        for outcome in outcomes:
            rows.move(outcome, world)
        if not outcomes:
            rows.wind(case, world)

    async def load_calendar(self, calendar: Calendar) -> None:
        """A year's calendar has come: every case looks at its clocks, the provisional ones anew."""
        self._worlds.calendar = calendar
        now, last = self._clock(), 0
        while True:
            async with self._store.transaction() as work:
                found = await worklist.all_ids(work, EVERYWHERE, after=last)
                await timers.put(work, [Timer.of_case(one, now) for one in found])
            if not found:
                return
            last = found[-1]

    async def hand_on(self, work: Work, rows: Rows, alarm_id: int) -> None:
        """Hand on an alarm nobody took in five minutes; the worker is told the truth."""
        alarm = await alarms.lock(work, AlarmId(alarm_id))
        command = Command(action="hand_on", body={"reason": "five_minutes"})
        outcome = decide_alarm(alarm, command, PROGRAM, self._worlds.of_desk(), rows.now)
        self._keep_alarm(rows, outcome)
        rows.send_out("page", {"alarm": str(alarm.id)})

    async def act_on_alarm(
        self,
        officer: Officer,
        alarm_id: int,
        command: Command,
        *,
        idempotency_key: str | None = None,
    ) -> Alarm:
        """Take, answer, hand on or review an alarm (casework.md §4)."""
        ordered = (f"a{alarm_id}", command.action, dict(command.body))
        async with self._store.transaction() as work:
            if await self._known(work, officer, ordered, idempotency_key):
                return await alarms.lock(work, AlarmId(alarm_id))
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

    async def act_on_task(
        self,
        officer: Officer,
        task_id: int,
        command: Command,
        *,
        idempotency_key: str | None = None,
    ) -> Task:
        """Take, release or finish a task; what it found is written to its case as a move."""
        ordered = (f"t{task_id}", command.action, dict(command.body))
        async with self._store.transaction() as work:
            again = await self._known(work, officer, ordered, idempotency_key)
            task = await tasks.lock(work, TaskId(task_id), officer.scope)
            if again:
                return task
            outcome = decide_task(task, command, officer, self._clock())
            rows = Rows(now=self._clock())
            rows.tasks[outcome.task.id] = outcome.task
            if outcome.command and task.case:
                await self._follow_task(work, rows, task.case, outcome.command, officer)
            await rows.write(work)
        return outcome.task

    async def hand_over(
        self,
        officer: Officer,
        username: str,
        body: Mapping[str, Json],
        *,
        idempotency_key: str | None = None,
    ) -> int:
        """Pass all held cases, tasks and alarms of an account to a deputy; returns how many cases.

        The officer himself or a supervisor over him; what the deputy is barred from is let go.
        """
        now = self._clock()
        async with self._store.transaction() as work:
            leaving = await self._whose(work, officer, username)
            said = read_body(body, HAND_OVER, now)
            deputy = await officers.by_username(work, str(said["to"]))
            if deputy is None or not can_stand_in(deputy.officer, leaving, self._today()):
                raise Invalid("to")
            ordered = ("hand_over", username, dict(body))
            if await self._known(work, officer, ordered, idempotency_key):
                first = await idempotency.first_at(work, officer.id, idempotency_key or "")
                return await handover.passed_at(work, first or now)
            rows, world = Rows(now=now), self._worlds.of_desk()
            passed = await handover.pass_cases(work, rows, officer, leaving, said, world)
            await handover.pass_work(work, rows, leaving, deputy.officer)
            await rows.write(work)
            until = said.get("until")
            day = date.fromisoformat(until) if isinstance(until, str) else None
            await officers.set_absent(work, leaving.id, day, deputy.officer.id)
        return passed

    async def _whose(self, work: Work, officer: Officer, username: str) -> Officer:
        """Return the account whose work is handed over; 404 out of scope, 403 without the right."""
        account = await officers.by_username(work, username)
        if account is None or not knows(officer, account.officer):
            raise NotFound
        if not answers_for(officer, account.officer):
            raise NotAllowed("role")
        return account.officer

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
        if command.action == "split":
            return await self._with_new_reference(work, self._worlds.of_desk())
        named = command.body.get("to")
        if not isinstance(named, str) or command.action not in ("link", "unlink"):
            return self._worlds.of_desk()
        try:
            other = await cases.get(work, named, officer.scope)
        except NotFound:
            return self._worlds.of_desk()
        return self._worlds.of_desk((other,))

    async def _with_new_reference(self, work: Work, world: World) -> World:
        """Draw anew where another case has the drawn reference: they are short enough to meet."""
        while await cases.is_taken(work, world.drawn.reference):
            world = replace(world, drawn=replace(world.drawn, reference=draw_reference()))
        return world

    async def _history(self, work: Work, case: Case) -> tuple[Entry, ...]:
        return tuple(await history.of_case(work, case.id))

    async def _known(
        self, work: Work, officer: Officer, ordered: Sequence[Json], key: str | None
    ) -> bool:
        """Whether this key was used already for this very order; another body is refused."""
        if key is None:
            return False
        same = await idempotency.remember(work, officer.id, key, ordered, self._clock())
        if same is False:
            raise Invalid("idempotency_key", "idempotency")
        return same is True

    async def _id_of(self, work: Work, officer: Officer, key: str) -> CaseId:
        """Return the id of the case that is filed under a key: drawn from it, so found again."""
        at = await idempotency.first_at(work, officer.id, key)
        mark = work.keys.fingerprint(f"{officer.id}:{key}:{at}", "case_of_key")
        return CaseId(int.from_bytes(mark[:8], "big") >> 1)

    async def _filed(self, work: Work, case_id: CaseId) -> CaseFile:
        case = (await cases.lock(work, [case_id]))[case_id]
        return CaseFile(case=case, history=await self._history(work, case), changed=True)

    async def _heard(self, conversation: ConversationId) -> None:
        """Wait until the worker's transcript has it, a second at most."""
        with self._bell.listen(conversation, 0) as listener:
            try:
                await asyncio.wait_for(listener.woken.wait(), self.heard_within)
            except TimeoutError:
                return
