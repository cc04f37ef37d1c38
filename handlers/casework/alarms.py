"""An open danger at the desk: taken, answered, handed on, reviewed by a second one (§4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.alarm import Alarm, AlarmState, HandOn, Review
from handlers.casework.bodies import Field, one_of, optional, read_body, reason, short, text
from handlers.casework.commands import Command
from handlers.casework.effects import Tell
from handlers.casework.refusals import refuse, wrong
from handlers.directory import covers
from handlers.errors import Conflict, NotAllowed, NotFound
from handlers.jsonable import Json
from handlers.officer import Grant, Officer, Role
from handlers.phrases import Phrase
from handlers.world import World

#: How long a person has to take it before it is handed on.
ANSWER_WITHIN = timedelta(minutes=5)

OUTCOMES = ("safe", "rescued", "hospital", "said_in_anger", "not_danger", "not_found")

_EVERYWHERE = frozenset({Role.DUTY, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmOutcome:
    """The alarm after an action, what the worker hears, and whether it has ended."""

    alarm: Alarm
    tells: tuple[Tell, ...] = ()
    closes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    fields: tuple[Field, ...]
    states: tuple[AlarmState, ...]
    roles: frozenset[Role]
    by_taker: bool
    """Whether who took it may, whatever his role."""
    do: Callable[["_Deed"], AlarmOutcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    alarm: Alarm
    body: Mapping[str, Json]
    officer: Officer
    world: World
    now: datetime


def decide_alarm(
    alarm: Alarm, command: Command, officer: Officer, world: World, now: datetime
) -> AlarmOutcome:
    """Do an alarm's action or refuse it, in the order in which cases are asked."""
    row = _ROWS.get(command.action)
    if row is None or not sees_alarm(alarm, officer):
        raise NotFound
    try:
        if not _may(row, alarm, officer):
            refuse("role")
        if alarm.state not in row.states:
            refuse("not_from_here")
        body = {name: value for name, value in command.body.items() if name != "version"}
        body = read_body(body, row.fields, now)
        return row.do(_Deed(alarm=alarm, body=body, officer=officer, world=world, now=now))
    except (NotAllowed, Conflict) as refusal:
        known = {"status": alarm.state.value, "moves": allowed_alarm_moves(alarm, officer)}
        refusal.details = {**known, **refusal.details}
        raise


def fields_of(action: str) -> tuple[Field, ...]:
    """Return what the body of an alarm's action holds."""
    return _ROWS[action].fields


def allowed_alarm_moves(alarm: Alarm, officer: Officer) -> tuple[str, ...]:
    """Return what this account may do with the alarm now."""
    found = [
        action
        for action, row in _ROWS.items()
        if alarm.state in row.states and sees_alarm(alarm, officer) and _may(row, alarm, officer)
    ]
    if alarm.state is AlarmState.TAKEN and "take" in found:
        found.remove("take")
    return tuple(sorted(found))


def sees_alarm(alarm: Alarm, officer: Officer) -> bool:
    """Whether the alarm rings for this account: D I O S in the place's scope; where the place is
    unknown every D and S, and every I and O whose scope is nationwide."""
    return officer.active and any(_hears(grant, alarm) for grant in officer.grants)


def _hears(grant: Grant, alarm: Alarm) -> bool:
    if grant.role is Role.PROGRAM:
        return True
    if grant.role not in _TAKES:
        return False
    if alarm.division is None and grant.role in _EVERYWHERE:
        return True
    return covers(grant.division, alarm.division)


def _may(row: _Row, alarm: Alarm, officer: Officer) -> bool:
    heard = {grant.role for grant in officer.grants if _hears(grant, alarm)}
    return bool(heard & row.roles) or (row.by_taker and _took(officer, alarm))


def _took(officer: Officer, alarm: Alarm) -> bool:
    return alarm.taken_by is not None and alarm.taken_by == officer.id


def _take(deed: _Deed) -> AlarmOutcome:
    alarm = deed.alarm
    if alarm.state is AlarmState.TAKEN:
        raise Conflict("held", held_by={"name": alarm.taken_by_name, "since": alarm.taken_at})
    taken = replace(
        alarm, state=AlarmState.TAKEN, taken_by=deed.officer.id,
        taken_by_name=deed.officer.name, taken_at=deed.now,
    )  # fmt: skip
    return AlarmOutcome(alarm=taken)


def _message(deed: _Deed) -> AlarmOutcome:
    said = Tell(text=str(deed.body["text"]), officer=deed.officer.name)
    return AlarmOutcome(alarm=deed.alarm, tells=(said,))


def _hand_on(deed: _Deed) -> AlarmOutcome:
    to = deed.body.get("to")
    if to is not None and to not in {officer.username for officer in deed.world.officers}:
        wrong("to")
    entry = HandOn(
        to=None if to is None else str(to), at=deed.now, by=deed.officer.username,
        reason=str(deed.body["reason"]),
    )  # fmt: skip
    alarm = replace(
        deed.alarm, state=AlarmState.OPEN, taken_by=None, taken_by_name=None, taken_at=None,
        due_at=deed.now + ANSWER_WITHIN, handed_on=(*deed.alarm.handed_on, entry),
    )  # fmt: skip
    return AlarmOutcome(alarm=alarm, tells=(Tell(phrase=Phrase("told-alarm-handed-on")),))


def _review(deed: _Deed) -> AlarmOutcome:
    if _took(deed.officer, deed.alarm):
        refuse("same_person")
    review = Review(
        outcome=str(deed.body["outcome"]), text=str(deed.body["text"]),
        by=deed.officer.username, at=deed.now,
    )  # fmt: skip
    alarm = replace(deed.alarm, state=AlarmState.REVIEWED, review=review)
    return AlarmOutcome(alarm=alarm, closes=True)


_TAKES = frozenset({Role.DUTY, Role.INTAKE, Role.OFFICER, Role.SUPERVISOR})

_ROWS: Mapping[str, _Row] = {
    "take": _Row(
        fields=(), states=(AlarmState.OPEN, AlarmState.TAKEN), roles=_TAKES, by_taker=False,
        do=_take,
    ),
    "message": _Row(
        fields=(Field("text", text),), states=(AlarmState.TAKEN,), roles=frozenset(),
        by_taker=True, do=_message,
    ),
    "hand_on": _Row(
        fields=(optional("to", short), Field("reason", reason)),
        states=(AlarmState.OPEN, AlarmState.TAKEN),
        roles=frozenset({Role.SUPERVISOR, Role.PROGRAM}), by_taker=True, do=_hand_on,
    ),
    "review": _Row(
        fields=(Field("outcome", one_of(*OUTCOMES)), Field("text", text)),
        states=(AlarmState.TAKEN,), roles=frozenset({Role.SUPERVISOR}), by_taker=False,
        do=_review,
    ),
}  # fmt: skip
