"""Who may hand over whose work, and to whom: the officer himself or a supervisor over him (§6)."""

from dataclasses import replace
from datetime import date

from handlers.alarm import Alarm, AlarmState
from handlers.casework.alarms import sees_alarm
from handlers.casework.bodies import Field, day_ahead, optional, reason, short
from handlers.casework.tasks import may_work_on
from handlers.directory import covers
from handlers.officer import Grant, Officer, Role
from handlers.task import Task

FIELDS = (Field("to", short), optional("until", day_ahead), Field("reason", reason))


def knows(officer: Officer, other: Officer) -> bool:
    """Whether an account exists for this officer: his own, or one within his own grants."""
    return officer.id == other.id or any(
        _holds(grant, below) for grant in officer.grants for below in other.grants
    )


def answers_for(officer: Officer, other: Officer) -> bool:
    """Whether he may hand over this account's work."""
    supervising = [grant for grant in officer.grants if grant.role is Role.SUPERVISOR]
    return officer.id == other.id or any(
        _holds(grant, below) for grant in supervising for below in other.grants
    )


def can_stand_in(deputy: Officer, leaving: Officer, today: date) -> bool:
    """Whether an officer is a person who is there, and somebody else."""
    away = deputy.absent_until is not None and deputy.absent_until >= today
    return deputy.active and not (deputy.service or away or deputy.id == leaving.id)


def pass_alarm(alarm: Alarm, deputy: Officer) -> Alarm:
    """Give an alarm to the deputy; where he does not hear it, it rings again."""
    if sees_alarm(alarm, deputy):
        return replace(alarm, taken_by=deputy.id, taken_by_name=deputy.name)
    return replace(
        alarm, state=AlarmState.OPEN, taken_by=None, taken_by_name=None, taken_at=None
    )  # fmt: skip


def pass_task(task: Task, deputy: Officer, *, barred: bool) -> Task:
    """Give a task to the deputy; where it is not for him, it is free again."""
    if may_work_on(task, deputy) and not barred:
        return replace(task, held_by=deputy.id, holder=deputy.name)
    return replace(task, state="open", held_by=None, holder=None)


def _holds(grant: Grant, below: Grant) -> bool:
    """Whether everything of a grant lies within another one."""
    place = below.agency.partition("-")[0] if below.agency else below.division
    if not covers(grant.division, place):
        return False
    return grant.agency is None or grant.agency == below.agency
