"""What the clocks do by themselves: warnings, lapsed orders, broken silence (casework.md §5).

Every running clock has stages, each a moment at which somebody hears of it or something follows.
`next_tick` is the earliest stage not yet passed, `tick` passes all that have come. The program
decides as PROGRAM through the same `decide` as everybody.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from handlers.case import Case, Clock, Entry
from handlers.casework.acts import Act
from handlers.casework.clocks import (
    LOCAL,
    ends_at,
    next_due,
    parse_at,
    recount,
    waiting_since,
    waits,
)  # fmt: skip
from handlers.casework.commands import Command
from handlers.casework.measures import find_measure
from handlers.casework.moves import Move
from handlers.casework.naming import lead_name
from handlers.casework.outcomes import Outcome
from handlers.casework.rules import decide, finish
from handlers.jsonable import Json
from handlers.officer import PROGRAM
from handlers.phrases import Day, Moment, Phrase
from handlers.world import World

#: When in the morning people are told.
MORNING = time(9)

#: The worker's limits that he can still lose; the other clocks of his kind are somebody else's.
LIMITS = frozenset({
    "arbitration_limit", "civil_limit", "enforcement_limit", "inspection_lookback",
    "refusal_review", "refusal_sue", "sue_after_award",
})  # fmt: skip
WARNED_BEFORE = (60, 14)
_TOLD = frozenset(str(days) for days in WARNED_BEFORE)
URGENT_BEFORE = 7

#: Clocks that end in an act of their own; nobody is warned of them before.
ENDS_ITSELF = frozenset({
    "ask_wait", "inquiry_answer", "order_pay", "paid_again", "paid_question", "promise_due",
    "referral_return", "reopen_window", "silence",
})  # fmt: skip

#: Of these the worker hears, so they wait for the morning of the day they end.
IN_THE_MORNING = frozenset({"paid_again", "silence"})

#: How often one tick acts before it lets others have a turn.
AT_ONCE = 50

_REMIND = Move(action="remind", starts=(), paths=frozenset(), roles=PROGRAM.roles, counts=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A moment in a clock's life."""

    clock: Clock
    name: str
    at: datetime


def next_tick(case: Case, world: World, now: datetime) -> datetime | None:
    """Return when the clocks want to act next; a moment gone by means at once."""
    first = _first(case, world)
    return max(first.at, now) if first else None


def tick(
    case: Case, world: World, now: datetime, *, history: Sequence[Entry] = ()
) -> tuple[Outcome, ...]:
    """Let everything happen whose moment has come, one outcome after the other."""
    outcomes: list[Outcome] = []
    if recounted := _recount(case, world):
        case = recounted
        outcomes.append(Outcome(case=case))
    while len(outcomes) < AT_ONCE:
        stage = _first(case, world)
        if stage is None or stage.at > now:
            break
        outcome = _pass(case, stage, world, now, history)
        case = outcome.case
        history = (*history, outcome.entry) if outcome.entry else history
        outcomes.append(outcome)
    return tuple(outcomes)


def _first(case: Case, world: World) -> Stage | None:
    waiting = waiting_since(case) is not None
    stages = (
        stage
        for clock in case.clocks
        if clock.state == "running" and not (waiting and clock.kind == "desk" and waits(clock))
        for stage in _stages(clock, world)
        if stage.name not in clock.warned
    )
    return min(stages, key=lambda stage: stage.at, default=None)


def _recount(case: Case, world: World) -> Case | None:
    """Count provisional clocks anew where the calendar of their year has come."""
    clocks = tuple(
        recount(clock, world, case.division)
        if clock.provisional and clock.state == "running"
        else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks) if clocks != case.clocks else None


def _stages(clock: Clock, world: World) -> Iterator[Stage]:
    for name, at in _moments(clock, world):
        yield Stage(clock=clock, name=name, at=at)


def _moments(clock: Clock, world: World) -> Iterator[tuple[str, datetime]]:
    if clock.kind == "worker":
        yield from _of_limit(clock)
    elif clock.name in ENDS_ITSELF:
        yield "over", _end_of(clock)
    else:
        yield from _of_desk(clock, world)


def _of_limit(clock: Clock) -> Iterator[tuple[str, datetime]]:
    """60 and 14 days before its end, and 7 for the level, where it is longer than that."""
    if clock.name not in LIMITS:
        return
    end, start = date.fromisoformat(clock.due_at), parse_at(clock.started_at).date()
    before = [days for days in (*WARNED_BEFORE, URGENT_BEFORE) if end - start > timedelta(days)]
    for days in before:
        yield str(days), _morning(end - timedelta(days=days))


def _of_desk(clock: Clock, world: World) -> Iterator[tuple[str, datetime]]:
    start, end = parse_at(clock.started_at), ends_at(clock.due_at)
    if "T" in clock.due_at:
        yield "80", start + (end - start) * 0.8
        yield "over", end
        return
    due = date.fromisoformat(clock.due_at)
    if (due - start.date()).days > 1:
        yield "80", _morning(start.date() + timedelta(days=int((due - start.date()).days * 0.8)))
    yield "last", _morning(due)
    yield "over", end
    for weeks, count in (("over_1w", 1), ("over_5w", 5)):
        yield weeks, _morning(world.calendar.add_workdays(due, count))


def _end_of(clock: Clock) -> datetime:
    if clock.name in IN_THE_MORNING:
        return _morning(date.fromisoformat(clock.due_at))
    end = ends_at(clock.due_at)
    return _morning(end.date()) if clock.name == "promise_due" else end


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, LOCAL)


def _pass(
    case: Case, stage: Stage, world: World, now: datetime, history: Sequence[Entry]
) -> Outcome:
    """Pass one stage: a move of the program where the table has one, else a reminder."""
    command = _command(case, stage)
    if command is not None:
        case = _warn(case, stage, now)
        return decide(case, command, PROGRAM, world, now, history=history)
    act = Act(
        case=_warn(case, stage, now), row=_REMIND, officer=PROGRAM, roles=PROGRAM.roles,
        world=world, now=now, body={}, history=history,
    )  # fmt: skip
    act.args.update(clock=stage.clock.name, stage=stage.name)
    if stage.clock.subject:
        act.args["subject"] = stage.clock.subject
    _remind(act, stage)
    return finish(act)


def _warn(case: Case, stage: Stage, now: datetime) -> Case:
    """Note a stage as passed; of a limit's two warnings a later one that came makes up for both."""
    passed = {stage.name}
    if stage.clock.kind == "worker":
        passed |= {name for name, at in _of_limit(stage.clock) if name in _TOLD and at <= now}
    old = stage.clock.warned
    warned = replace(stage.clock, warned=(*old, *sorted(passed - set(old), reverse=True)))
    return replace(case, clocks=tuple(warned if c is stage.clock else c for c in case.clocks))


_NEAR: Mapping[str, Json] = {"level": "P1", "reason": "limit_near"}


def _command(case: Case, stage: Stage) -> Command | None:
    clock = stage.clock
    if stage.name == str(URGENT_BEFORE) and clock.kind == "worker":
        raised = case.level not in ("P0", "P1") and case.phase == "open"
        return Command(action="set_level", body=dict(_NEAR)) if raised else None
    measure = find_measure(case, clock.subject or "")
    if stage.name != "over" or measure is None:
        return None
    if clock.name == "order_pay" and measure.state == "served":
        return Command(action="step", body={"measure": measure.id, "to": "lapsed"})
    standing = {"promise": "recorded", "mediation": "agreed"}.get(measure.kind)
    if clock.name == "promise_due" and measure.state == standing:
        return Command(action="step", body={"measure": measure.id, "to": "broken"})
    return None


def _remind(act: Act, stage: Stage) -> None:
    clock = stage.clock
    if clock.kind == "worker":
        if stage.name in _TOLD:
            _remind_of_limit(act, clock)
    elif stage.name == "over" and clock.name in _AT_THE_END:
        _AT_THE_END[clock.name](act, clock)
    else:
        for who in _who_hears(act, stage):
            act.notify(who, f"clock_{stage.name}", clock=clock.name, due_at=clock.due_at)


def _who_hears(act: Act, stage: Stage) -> list[str]:
    held = [act.case.held_by.username] if act.case.held_by else []
    match stage.name:
        case "80":
            return held
        case "over_1w":
            return ["leader"]
        case "over_5w":
            return ["arbiter"]
        case _:
            return [*held, "supervisor"]


def _remind_of_limit(act: Act, clock: Clock) -> None:
    limit = Phrase(f"told-limit-{clock.name.replace('_', '-')}")
    due = date.fromisoformat(clock.due_at)
    act.tell("told-limit", limit=limit, date=Day(due), days=(due - act.today).days)
    if act.case.held_by:
        act.notify(act.case.held_by.username, "limit_near", clock=clock.name, due_at=clock.due_at)


def _break_silence(act: Act, _clock: Clock) -> None:
    """One honest line: who has it, since when, and the next date."""
    case = act.case
    due = next_due(case)
    since = Moment(case.held_by.since if case.held_by else case.delivered_at or case.filed_at)
    if due is None or ends_at(due.due_at) <= act.now:
        act.tell("told-silence", holder=lead_name(act), since=since)
    else:
        day = Day(parse_at(due.due_at).date())
        act.tell("told-silence-next", holder=lead_name(act), since=since, date=day)


def _call(act: Act, clock: Clock) -> None:
    act.ask_people("call", why=clock.name)


def _ask_again(act: Act, _clock: Clock) -> None:
    act.end("paid_again", state="met")
    act.start("paid_question")
    act.start("reopen_window")
    act.tell("told-paid-again", asking="paid")


def _close_window(act: Act, _clock: Clock) -> None:
    act.end("reopen_window", state="stopped")


def _stays(act: Act, _clock: Clock) -> None:
    """The receiver keeps it."""
    act.end("referral_return")
    act.notify("supervisor", "referral_kept", agency=act.case.lead.agency)


def _silent(act: Act, clock: Clock) -> None:
    if act.case.held_by:
        act.notify(act.case.held_by.username, "inquiry_silent", measure=clock.subject or "")


def _ended_otherwise(act: Act, clock: Clock) -> None:
    act.end(clock.name, subject=clock.subject)


def _tell_lister(act: Act, clock: Clock) -> None:
    listed = next((mark for mark in act.case.marks if mark.name == "listed"), None)
    act.notify(listed.by if listed else "leader", "listed_over", due_at=clock.due_at)


def _tell_leader(act: Act, clock: Clock) -> None:
    act.notify("leader", "clock_over", clock=clock.name, due_at=clock.due_at)


def _ask_enforcement(act: Act, clock: Clock) -> None:
    """The employer let both its limits go by: a court may be asked within three months (§53)."""
    names = {"employer_review", "employer_sue"}
    both = [c for c in act.case.clocks if c.name in names and c.subject == clock.subject]
    if all(ends_at(c.due_at) <= act.now for c in both):
        act.start("enforcement_ask", subject=clock.subject)
        act.ask_people("order_check", measure=clock.subject or "")


_AT_THE_END: Mapping[str, Callable[[Act, Clock], None]] = {
    "silence": _break_silence,
    "ask_wait": _call,
    "paid_question": _call,
    "paid_again": _ask_again,
    "reopen_window": _close_window,
    "referral_return": _stays,
    "inquiry_answer": _silent,
    "order_pay": _ended_otherwise,
    "promise_due": _ended_otherwise,
    "listed_until": _tell_lister,
    "dispute_decide": _tell_leader,
    "employer_review": _ask_enforcement,
    "employer_sue": _ask_enforcement,
}
