"""Hands an account's work to a deputy: every case an entry, tasks and alarms with them."""

from collections.abc import Mapping
from datetime import datetime

from bot.services.effects import Rows
from handlers.casework.commands import Command
from handlers.casework.rules import decide
from handlers.casework.staffing import pass_alarm, pass_task
from handlers.jsonable import Json
from handlers.officer import Officer
from handlers.world import World
from storage.records import alarms, cases, history, tasks
from storage.store import Work


async def pass_cases(
    work: Work, rows: Rows, by: Officer, leaving: Officer, said: Mapping[str, Json], world: World
) -> int:
    """Pass every case he holds; those the deputy may not see go back to the supervisor."""
    held = await cases.held_by(work, leaving.id)
    entries = await history.of_cases(work, list(held)) if held else {}
    command = Command(action="hand_over", body=said)
    for case in held.values():
        past = entries.get(case.id, ())
        rows.move(decide(case, command, by, world, rows.now, history=past), world)
    return len(held)


async def pass_work(work: Work, rows: Rows, leaving: Officer, deputy: Officer) -> None:
    """Pass the tasks and alarms he has taken."""
    for alarm in await alarms.taken_by(work, leaving.id):
        rows.alarms[alarm.id] = pass_alarm(alarm, deputy)
    taken = await tasks.held_by(work, leaving.id)
    involved = await cases.lock(work, [task.case for task in taken if task.case])
    for task in taken:
        case = involved.get(task.case) if task.case else None
        barred = case is not None and deputy.id in case.barred
        rows.tasks[task.id] = pass_task(task, deputy, barred=barred)


async def passed_at(work: Work, at: datetime) -> int:
    """Count the cases that were handed over at this moment, for who asks again."""
    return await history.count_at(work, "hand_over", at)
