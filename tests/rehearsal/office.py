"""The people of a desk who work on a stage: hired, sent to a case, and looked at afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handlers.case import Case, Clock, Entry
from handlers.casework.clocks import local_day, write_at
from handlers.casework.commands import Command
from handlers.errors import ProductError
from handlers.officer import Grant, Officer, Role
from handlers.task import Task, TaskId
from storage.records import cases, history, tasks
from tests.product import EVERYWHERE, Stage, Worker

COUNTY = "430112"
INSPECTION = f"{COUNTY}-labor_inspection"
HOUSING = f"{COUNTY}-housing"

#: A paper that shows a payment.
SLIP = [{"kind": "bank_slip", "text": "回单 0001"}]

STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"


@dataclass
class Office:
    """Everybody who works at the desk of a stage."""

    stage: Stage

    async def hire(
        self, username: str, *roles: str, agency: str | None = INSPECTION,
        division: str | None = COUNTY,
    ) -> Officer:  # fmt: skip
        """Make an account with these roles."""
        grants = [Grant(role=Role(role), agency=agency, division=division) for role in roles]
        await self.stage.product.accounts.add(username, grants)
        return self.officer(username)

    async def hire_usual(self) -> None:
        """Hire two officers, a supervisor and a leader of one inspection."""
        for username, role in (
            ("officer.a", "officer"), ("officer.b", "officer"),
            ("supervisor.s", "supervisor"), ("leader.l", "leader"),
        ):  # fmt: skip
            await self.hire(username, role)

    def officer(self, username: str) -> Officer:
        """Return an account as the rules see it."""
        known = self.stage.product.worlds.officers
        return next(one for one in known if one.username == username)

    async def does(
        self, username: str, reference: str, action: str, /, *, version: int | None = None,
        key: str | None = None, **body: Any,
    ) -> Case:  # fmt: skip
        """Let somebody do a move; `as_` is written for `as`."""
        plain = {name.rstrip("_"): value for name, value in body.items()}
        command = Command(action=action, body=plain, version=version)
        found = await self.stage.product.casework.act(
            self.officer(username), reference, command, idempotency_key=key
        )
        return found.case

    async def refused(
        self, username: str, reference: str, action: str, /, **body: Any
    ) -> "Refusal":
        """Let somebody try a move that is refused, and return how."""
        try:
            await self.does(username, reference, action, **body)
        except ProductError as refusal:
            return Refusal(refusal)
        raise AssertionError(f"{action} was done")

    async def case(self, reference: str) -> Case:
        """Return a case, whoever may see it."""
        async with self.stage.product.store.reading() as reading:
            return await cases.get(reading, reference, EVERYWHERE)

    async def history(self, reference: str) -> list[Entry]:
        """Return the history of a case."""
        async with self.stage.product.store.reading() as reading:
            case = await cases.get(reading, reference, EVERYWHERE)
            return await history.of_case(reading, case.id)

    async def is_untouched(self, reference: str) -> bool:
        """Whether the history of a case proves itself."""
        async with self.stage.product.store.reading() as reading:
            case = await cases.get(reading, reference, EVERYWHERE)
            return await history.verify(reading, case.id) is None

    async def tasks(self, kind: str) -> list[Task]:
        """Return every task of a kind."""
        async with self.stage.product.store.reading() as reading:
            found, _ = await tasks.list_(reading, EVERYWHERE, kind=kind, limit=200)
        return found

    async def finish(self, username: str, task: TaskId, action: str, **body: Any) -> Task:
        """Let somebody take a task or finish it."""
        return await self.stage.product.casework.act_on_task(
            self.officer(username), task, Command(action=action, body=body)
        )

    @property
    def now(self) -> str:
        """The moment it is on the stage."""
        return write_at(self.stage.clock.now)

    @property
    def today(self) -> date:
        """The day it is on the stage."""
        return local_day(self.stage.clock.now)

    def day(self, later: int = 0) -> str:
        """Return today, or a day so much later."""
        return (self.today + timedelta(days=later)).isoformat()

    async def pass_days(self, days: int) -> None:
        """Let days go by, one after the other, the clocks acting on each."""
        for _ in range(days):
            self.stage.clock.advance(days=1)
            await self.stage.settle()


@dataclass
class Refusal:
    """How a move was refused."""

    error: ProductError

    @property
    def code(self) -> str:
        """The code of the refusal."""
        return self.error.code

    @property
    def details(self) -> Mapping[str, Any]:
        """What the refusal says beside its code."""
        return self.error.details


def clock_of(case: Case, name: str, subject: str | None = None) -> Clock:
    """Return the last clock of a name."""
    return [c for c in case.clocks if c.name == name and subject in (None, c.subject)][-1]


async def tell_and_file(stage: Stage, *lines: str, **answers: str) -> tuple[Worker, str]:
    """Tell a story, answer what is asked (else nothing is known), and file it."""
    worker = await stage.open()
    said = {"name": "陈德水", "phone": "13812341234", **answers}
    heard = []
    for line in lines or (STORY,):
        heard = await worker.say(line)
    for _ in range(20):
        asking, choices = heard[-1].asking or "", [choice.id for choice in heard[-1].choices]
        if asking == "review":
            break
        heard = await _answer(worker, asking, choices, said)
    filed = await worker.press("file")
    receipts = [message.extras["receipt"] for message in filed if "receipt" in message.extras]
    assert receipts, [message.text for message in filed]
    newest = max(await stage.cases(), key=lambda case: case.id)
    return worker, newest.reference


async def _answer(worker: Worker, asking: str, choices: list[str], said: dict[str, str]) -> Any:
    if asking == "confirm":
        return await worker.press("yes")
    if asking not in said:
        return await worker.press("dont_know" if "dont_know" in choices else choices[-1])
    if said[asking] in choices:
        return await worker.press(said[asking])
    return await worker.say(said[asking])
