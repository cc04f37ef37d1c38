"""A campaign lived day by day on the whole product, and counted beside it."""

import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from handlers.casework.clocks import LOCAL
from handlers.casework.commands import Command
from handlers.claimant import Claimant
from handlers.errors import ProductError
from handlers.facts import Known
from handlers.lead import Lead, LeadKind
from handlers.officer import Grant, Officer, Role
from storage import schema
from storage.records import cases
from storage.seal import Keys
from tests.product import EVERYWHERE, Stage, Worker, build_stage
from tests.rehearsal.count import Count, Row
from tests.rehearsal.grouped import ANY_THREAD, GroupedStore, without_threads
from tests.rehearsal.lives import Do, Life, Wait, live
from tests.rehearsal.office import tell_and_file
from tests.rehearsal.reckoning import ANNOUNCED, Days
from tests.rehearsal.scenario import PLACES, Plan, draw

FIRST = date(2026, 12, 1)
#: Who is away when: officer, first day, how long.
ABSENCES = (("o1", 9, 12), ("o2", 25, 10), ("o3", 41, 9))
SAYS = {"all": "都收到了", "none": "没收到"}


@dataclass
class Alive:
    """A case that is being lived."""

    count: Count
    life: Life
    worker: Worker | None = None
    wakes: date = date.min


@dataclass
class Campaign:
    """The people, the cases, and how the product answered."""

    stage: Stage
    store: GroupedStore
    days: Days = field(default_factory=Days.committed)
    today: date = FIRST
    alive: list[Alive] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    workers: dict[str, Worker] = field(default_factory=dict)
    away: dict[str, date] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    done: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    async def run(self, cases: int, days: int) -> None:
        """Hire everybody and live so many days; after a third the table of 2027 comes."""
        await self._hire()
        plans = draw(cases, FIRST, days)
        for n in range(days):
            self.today = FIRST + timedelta(n)
            if n == days // 3:
                await self._announce()
            await self._live_day(n, [plan for plan in plans if plan.day == self.today])
            print(f"\r{self.today} {len(self.counts)} cases", end="", file=sys.stderr, flush=True)
        self._set_clock(20)
        print(file=sys.stderr)

    async def _live_day(self, number: int, plans: Iterable[Plan]) -> None:
        self._set_clock(9, 30)
        await self.stage.product.accounts.refresh()
        await self._time("clocks", self._fire())
        for count in self.counts:
            count.dawn(self.today)
        self._set_clock(10)
        await self._time("filing", self._file_all(plans))
        if self.days.is_worked(self.today):
            await self._leave(number)
            await self._time("moves", self._work())
        await self._time("talk", self._talk())

    async def _time(self, name: str, step: Awaitable[None]) -> None:
        began = perf_counter()
        await step
        self.spent[name] += perf_counter() - began

    def _set_clock(self, hour: int, minute: int = 0) -> None:
        moment = datetime.combine(self.today, time(hour, minute), LOCAL)
        self.stage.clock.now = moment.astimezone(UTC)

    async def _fire(self) -> None:
        while fired := await self.stage.product.clock_station.fire():
            self.done["timers"] += fired

    async def _talk(self) -> None:
        while taken := await self.stage.product.conversations.take_turns():
            self.done["turns"] += taken

    async def _announce(self) -> None:
        """Load the scenario's table of 2027 at midnight, before the day's clocks act."""
        self._set_clock(0)
        worlds = self.stage.product.worlds
        off = {day for day, kind in ANNOUNCED if kind == "off"}
        worked = {day for day, kind in ANNOUNCED if kind == "made_up"}
        calendar = worlds.calendar
        await self.stage.product.casework.load_calendar(
            replace(
                calendar, years=calendar.years | {2027}, off=calendar.off | off,
                made_up=calendar.made_up | worked,
            )
        )  # fmt: skip
        for day, kind in ANNOUNCED:
            self.days.announce(day, kind)
        for count in self.counts:
            count.announce()
        await self._fire()

    # -- people ---------------------------------------------------------------------------------

    async def _hire(self) -> None:
        """Hire three officers, a colleague of housing, a supervisor, a leader a county."""
        add = self.stage.product.accounts.add
        for code in PLACES:
            for name, role, kind in (
                ("o1", Role.OFFICER, "labor_inspection"), ("o2", Role.OFFICER, "labor_inspection"),
                ("o3", Role.OFFICER, "labor_inspection"), ("housing", Role.OFFICER, "housing"),
                ("super", Role.SUPERVISOR, None), ("leader", Role.LEADER, None),
            ):  # fmt: skip
                agency = f"{code}-{kind}" if kind else None
                await add(f"{code}.{name}", [Grant(role=role, division=code, agency=agency)])
        for province in {f"{code[:2]}0000" for code in PLACES}:
            await add(f"{province[:2]}.arbiter", [Grant(role=Role.ARBITER, division=province)])
        await add("hotline", [Grant(role=Role.INTAKE)])

    def _officer(self, username: str) -> Officer:
        known = {one.username: one for one in self.stage.product.worlds.officers}
        return known[username]

    def _who(self, count: Count, by: str) -> str:
        code = count.division
        match by:
            case "holder":
                return count.holder or "nobody"
            case "free" | "other":
                return self._colleague(count, by)
            case "there":
                return f"{code}.housing"
            case "arbiter":
                return f"{code[:2]}.arbiter"
            case "supervisor":
                return f"{code}.super"
            case "leader":
                return f"{code}.leader"
        return by

    def _colleague(self, count: Count, by: str) -> str:
        """Return who is there: for a second look neither the holder nor who recorded money."""
        barred = {count.holder, *count.payers} if by == "other" else set()
        there = [f"{count.division}.o{n}" for n in (1, 2, 3)]
        present = [one for one in there if self.away.get(one, self.today) <= self.today]
        free = [one for one in present if one not in barred]
        housed = by == "other" and not count.lead.endswith("labor_inspection")
        if housed or not free:
            return f"{count.division}.super"
        return free[count.plan.number % len(free)]

    async def _leave(self, number: int) -> None:
        """Let officers go on leave; everything they hold passes to a colleague."""
        for name, first, long in ABSENCES:
            if number < first or any(one.endswith(name) for one in self.away):
                continue
            for code in PLACES:
                await self._hand_over(f"{code}.{name}", f"{code}.o{int(name[1]) % 3 + 1}", long)

    async def _hand_over(self, leaving: str, deputy: str, long: int) -> None:
        until = self.today + timedelta(long)
        self.away[leaving] = until
        body = {"to": deputy, "until": until.isoformat(), "reason": "休假"}
        passed = await self.stage.product.casework.hand_over(
            self._officer(leaving), leaving, body
        )
        held = [count for count in self.counts if count.holder == leaving]
        for count in held:
            count.did(leaving, "hand_over", body)
        if passed != len(held):
            self.differences.append(f"{leaving} held {len(held)}, handed over {passed}")

    # -- cases ----------------------------------------------------------------------------------

    async def _file_all(self, plans: Iterable[Plan]) -> None:
        plans = list(plans)
        async with self.store.group():
            for plan in plans:
                if plan.door == "phone":
                    await self._file(plan)
        for plan in plans:
            if plan.door == "web":
                await self._tell(plan)

    async def _file(self, plan: Plan) -> None:
        filed = await self.stage.product.casework.file(self._officer("hotline"), _lead_of(plan))
        rows = plan.sums[: len(plan.sums) - plan.late_row]
        self._begin(plan, filed.case.reference, filed.case.level, "hotline", rows)

    async def _tell(self, plan: Plan) -> None:
        place, yuan = PLACES[plan.division][0], plan.sums[0] // 100
        worker, reference = await tell_and_file(
            self.stage, f"我在{place}永盛电子厂上班，2026年8月到10月没发工资，欠我{yuan}元"
        )
        self.workers[reference] = worker
        async with self.store.reading() as reading:
            level = (await cases.get(reading, reference, EVERYWHERE)).level
        self._begin(plan, reference, level, "worker", plan.sums)

    def _begin(
        self, plan: Plan, reference: str, level: str, by: str, rows: tuple[int, ...]
    ) -> None:
        count = Count(
            plan=plan, days=self.days, today=self.today, reference=reference, level=level,
            rows={f"c{n}": Row(sum_fen) for n, sum_fen in enumerate(rows, start=1)},
        )  # fmt: skip
        count.file(by, heads=len(plan.sums), told=sum(plan.sums))
        self.counts.append(count)
        self.alive.append(Alive(count, live(count), self.workers.get(reference)))

    async def _work(self) -> None:
        """Live every case that has something to do today; what workers say comes in between."""
        waiting = [one for one in self.alive if one.wakes <= self.today]
        while waiting:
            spoken: list[tuple[Alive, Do]] = []
            async with self.store.group():
                for alive in waiting:
                    if said := await self._live(alive):
                        spoken.append((alive, said))
            waiting = []
            for alive, said in spoken:
                if await self._say(alive, said):
                    waiting.append(alive)

    async def _live(self, alive: Alive) -> Do | None:
        """Do what there is to do today; returns what the worker has to say before it goes on."""
        for step in alive.life:
            if isinstance(step, Wait):
                if step.days == 0:
                    continue
                alive.wakes = self.days.after_worked(self.today, step.days)
                return None
            if step.by == "worker":
                return step
            if not await self._do(alive.count, step):
                break
        self.alive.remove(alive)
        return None

    async def _do(self, count: Count, step: Do) -> bool:
        who = self._who(count, step.by)
        if who == "nobody":
            self._differ(count, f"nobody is there for {step.action}")
            return False
        lacks = _lacking(count, step)
        command = Command(action=step.action, body=step.body)
        self.done["moves"] += 1
        try:
            await self.stage.product.casework.act(self._officer(who), count.reference, command)
        except ProductError as refusal:
            found: Any = refusal.details.get("missing", ())
            if lacks and refusal.code == "gate" and set(found) == lacks:
                self.done["gates shut"] += 1
                return True
            self._differ(
                count, f"{step.action} by {who} refused: {refusal!r} {found}, lacking {lacks}"
            )
            return False
        if lacks:
            self._differ(count, f"{step.action} was done although {sorted(lacks)} lacked")
        count.did(who, step.action, step.body)
        return True

    async def _say(self, alive: Alive, said: Do) -> bool:
        count, worker = alive.count, alive.worker
        if worker is None:
            self._differ(count, "nobody to speak")
            return False
        heard = await worker.say(SAYS[str(said.body["answer"])])
        count.did("worker", said.action, said.body)
        if not heard:
            self._differ(count, "the worker was not answered")
        return True

    def _differ(self, count: Count, what: str) -> None:
        plan = count.plan
        self.differences.append(
            f"{count.reference} #{plan.number} {plan.behaviour}/{plan.worker}/{plan.road} "
            f"{self.today}: {what}"
        )


def _lacking(count: Count, step: Do) -> set[str]:
    if step.action != "close":
        return set()
    return count.missing(str(step.body["outcome"]), proved="proof" in step.body)


def _lead_of(plan: Plan) -> Lead:
    told: dict[str, str | int] = {
        "division": plan.division, "employer": plan.employer, "amount_fen": sum(plan.sums),
        "headcount": len(plan.sums), "industry": plan.industry, "funding": plan.funding,
        "period_end": "2026-10", "name": f"工友{plan.number}", "phone": f"138{plan.number:08}",
    }  # fmt: skip
    rows = tuple(
        Claimant(id=f"c{n}", name=f"工友{plan.number}-{n}", stated_fen=sum_fen, own=n == 1)
        for n, sum_fen in enumerate(plan.sums[: len(plan.sums) - plan.late_row], start=1)
    )
    return Lead(
        kind=LeadKind.COMPLAINT, channel="phone", conversation=None,
        facts={name: Known(value=value) for name, value in told.items()}, claimants=rows,
    )  # fmt: skip


@asynccontextmanager
async def open_campaign() -> AsyncIterator[Campaign]:
    """Open a product of its own on a new SQLite file."""
    with TemporaryDirectory() as folder, without_threads():
        url = f"sqlite+aiosqlite:///{folder}/rehearsal.db"
        await schema.upgrade(url)
        store = await GroupedStore.open(url + ANY_THREAD, Keys.fresh())
        assert isinstance(store, GroupedStore)
        stage = build_stage(store, Path(folder))
        try:
            yield Campaign(stage=stage, store=store)
        finally:
            await store.close()
