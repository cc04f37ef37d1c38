"""Who answers for whose account: work handed to a deputy, accounts made and closed (§6).

An administrator makes accounts within his own agencies and places, never beyond them.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from handlers.alarm import Alarm, AlarmState
from handlers.casework.alarms import sees_alarm
from handlers.casework.bodies import (
    Field,
    Reader,
    Shape,
    agency,
    day_ahead,
    listing,
    one_of,
    optional,
    reason,
    record,
    short,
)
from handlers.casework.refusals import wrong
from handlers.casework.tasks import may_work_on
from handlers.directory import covers
from handlers.jsonable import Json
from handlers.officer import Grant, Officer, Role
from handlers.task import Task


def _division(value: Json, name: str, _now: datetime) -> Json:
    """Read a division: six digits, or nine with the township."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{6}|[0-9]{9}", value):
        wrong(name)
    return value


def _account_name(value: Json, name: str, _now: datetime) -> Json:
    """Read an account's name: letters, digits and . _ - in any script, nothing else."""
    if not isinstance(value, str) or not re.fullmatch(r"[\w.\-]{1,64}", value):
        wrong(name)
    return value


division = Reader(shape=Shape.DIVISION, read=_division)
account_name = Reader(shape=Shape.WORDS, read=_account_name, longest=64)

HAND_OVER = (Field("to", short), optional("until", day_ahead), Field("reason", reason))

#: Roles that people may be given; the program and the worker are built in.
GIVEN = tuple(role.value for role in Role if role not in (Role.PROGRAM, Role.WORKER))
_GRANT = record(
    Field("role", one_of(*GIVEN)), optional("division", division), optional("agency", agency)
)
ROLES = Field("roles", listing(_GRANT, at_most=20))
INVITATION = (Field("username", account_name), optional("name", short), ROLES)


def grants_of(roles: Json) -> tuple[Grant, ...]:
    """Make grants of roles as they were read; an agency's place is its own division."""
    grants = []
    for given in roles if isinstance(roles, list) else ():
        named = given if isinstance(given, dict) else {}
        agency_id, place = named.get("agency"), named.get("division")
        whole = str(agency_id) if agency_id else None
        where = str(place) if place else whole.partition("-")[0] if whole else None
        grants.append(Grant(role=Role(str(named["role"])), division=where, agency=whole))
    return tuple(grants)


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


def administers(officer: Officer, grants: Iterable[Grant]) -> bool:
    """Whether he may give, take or close an account with all of these grants."""
    own = [grant for grant in officer.grants if grant.role is Role.ADMIN]
    return all(any(_holds(grant, below) for grant in own) for below in grants) and bool(own)


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
