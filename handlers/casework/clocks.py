"""The clocks of a case: started, ended, made to wait, and which of them ends next (casework.md §5).

A clock that counts days ends with its day, in China's one time; one that counts minutes ends at a
moment. The law's date never waits; the desk's waits while the worker or a third party is asked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from handlers.case import Case, Clock
from handlers.durations import DURATIONS, Kind, due
from handlers.errors import Invalid
from handlers.workdays import Calendar
from handlers.world import World

#: China keeps one time.
LOCAL = timezone(timedelta(hours=8))

#: When a working day ends for those who file late (casework.md §5, first_answer) [J].
WORK_ENDS = time(17)

#: Clocks in minutes of real time.
MINUTES = {"crime_handover": 1440}
URGENT_MINUTES = 120

#: The three that show the law's date and the desk's beside it.
BOTH_DATES = frozenset({"inspection_accept", "inspection_investigate", "inspection_decide"})

#: Desk clocks that the worker's or a third party's silence does not stop [J].
NEVER_WAITS = frozenset({
    "approval", "ask_wait", "campaign", "dispute_decide", "inquiry_answer", "listed_report",
    "listed_until", "order_pay", "paid_again", "paid_question", "promise_due", "referral_return",
    "reopen_window", "silence", "unowned", "urge_answer",
})  # fmt: skip

#: What the program does by itself or the worker owes: no date by which the desk must act.
NOT_QUEUED = frozenset({"ask_wait", "paid_again", "paid_question", "reopen_window", "silence"})

#: Marks under which the desk's date waits, and how long in all, in working days [J].
WAITING = ("ask_more", "paused")
WAITS_AT_MOST = 10

#: Warnings of a worker's limit, in days before it; from the first one on it stands in the queue.
LIMIT_WARNINGS = ("60", "14", "7")


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDue:
    """The date that decides a case's place in the queue."""

    name: str
    due_at: str


def local_day(at: datetime) -> date:
    """Return the day a moment falls on in China."""
    return at.astimezone(LOCAL).date()


def parse_at(text: str) -> datetime:
    """Read a date (from 00:00 local) or a time as a moment."""
    if len(text) == len("2026-01-01"):
        return datetime.combine(date.fromisoformat(text), time(), LOCAL)
    return datetime.fromisoformat(text)


def write_at(at: datetime) -> str:
    """Write a moment as RFC 3339 in local time."""
    return at.astimezone(LOCAL).isoformat(timespec="seconds")


def ends_at(due_at: str) -> datetime:
    """Return the first moment after a due date or time."""
    moment = parse_at(due_at)
    return moment if "T" in due_at else moment + timedelta(days=1)


def is_over(due_at: str, now: datetime) -> bool:
    """Whether a due date or time has gone by."""
    return now >= ends_at(due_at)


def find(clocks: Iterable[Clock], name: str, subject: str | None = None) -> Clock | None:
    """Return the running clock of this name (and subject, where one is asked for)."""
    return next((c for c in clocks if _is(c, {name}, subject)), None)


def has_run_out(clocks: Iterable[Clock], name: str, now: datetime) -> bool:
    """Whether a clock of this name reached its end, running or ended since."""
    return any(
        c.name == name and is_over(c.due_at, parse_at(c.ended_at) if c.ended_at else now)
        for c in clocks
    )


def make_clock(
    name: str, at: datetime, world: World, division: str | None, *,
    level: str = "P3", subject: str | None = None, due_at: str | None = None,
    since: date | None = None,
) -> Clock | None:  # fmt: skip
    """Make a clock that starts now (or on the day `since`); none where this level has none."""
    start = since or local_day(at)
    known = DURATIONS.get(name)
    provisional = False
    if due_at is None and (minutes := _minutes(name, level)):
        started, due_at = write_at(at), write_at(at + timedelta(minutes=minutes))
    else:
        started = start.isoformat()
        if due_at is None and name == "first_answer":
            due_at = _first_answer(at, level, world.calendar)
        elif due_at is None:
            end = due(name, start, world.calendar, world.directory.clocks_in(division))
            due_at, provisional = end.date.isoformat(), end.provisional
    if due_at is None:
        return None
    kind = Kind.LAW if name in MINUTES else known.kind if known else Kind.DESK
    both = kind is Kind.DESK or name in BOTH_DATES
    return Clock(
        name=name, kind=kind.value, started_at=started, due_at=due_at, subject=subject,
        desk_due_at=due_at if both else None, provisional=provisional,
        law=world.directory.cite(known.law) if known else None,
    )  # fmt: skip


def start_clock(clocks: tuple[Clock, ...], new: Clock) -> tuple[Clock, ...]:
    """Let a clock run; one of the same name and subject that still runs gives way to it."""
    kept = (c for c in clocks if not (c.subject == new.subject and _is(c, {new.name}, None)))
    return (*kept, new)


def end_clocks(
    clocks: tuple[Clock, ...], names: Collection[str], now: datetime, *,
    subject: str | None = None, state: str | None = None,
) -> tuple[Clock, ...]:  # fmt: skip
    """End running clocks: met, or over where the end comes too late (or as `state` says)."""
    return tuple(
        _end(clock, now, state) if _is(clock, names, subject) else clock for clock in clocks
    )


def stop_for_ending(clocks: tuple[Clock, ...], now: datetime) -> tuple[Clock, ...]:
    """Stop the desk's clocks and the law's of the case itself; measures and limits run on."""
    return tuple(
        _end(clock, now, "stopped")
        if clock.state == "running" and (clock.kind == "desk" or _is_law_of_case(clock))
        else clock
        for clock in clocks
    )


def run_again(clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """Let stopped clocks run on from their first dates."""
    return tuple(
        replace(clock, state="running", ended_at=None) if clock.state == "stopped" else clock
        for clock in clocks
    )


def waits(clock: Clock) -> bool:
    """Whether the desk's date of this clock waits while somebody is asked."""
    return clock.name in BOTH_DATES or (clock.kind == "desk" and clock.name not in NEVER_WAITS)


def waiting_since(case: Case) -> datetime | None:
    """Return since when the desk waits, if it does."""
    return min((mark.since for mark in case.marks if mark.name in WAITING), default=None)


def credit_wait(
    clocks: tuple[Clock, ...], since: datetime, until: datetime, calendar: Calendar
) -> tuple[Clock, ...]:
    """Add the time waited to the desk's dates, at most ten working days a clock in all."""
    return tuple(
        _credit(clock, since, until, calendar)
        if clock.state == "running" and waits(clock)
        else clock
        for clock in clocks
    )


def next_due(case: Case) -> NextDue | None:
    """Return the earliest law or desk date still running; a worker's limit from 60 days before."""
    waiting = waiting_since(case) is not None
    running = (clock for clock in case.clocks if clock.state == "running")
    queued = [clock for clock in running if _is_queued(clock, waiting=waiting)]
    first = min(queued, key=lambda clock: (ends_at(clock.due_at), clock.name), default=None)
    return NextDue(name=first.name, due_at=first.due_at) if first else None


def _is_queued(clock: Clock, *, waiting: bool) -> bool:
    if clock.kind == "worker":
        return any(warning in clock.warned for warning in LIMIT_WARNINGS)
    return clock.kind == "law" or not (
        clock.name in NOT_QUEUED or (waiting and waits(clock))
    )


def recount(clock: Clock, world: World, division: str | None) -> Clock:
    """Count a provisional clock anew: the calendar of its year may have come."""
    try:
        end = due(
            _counted_as(clock), date.fromisoformat(clock.started_at), world.calendar,
            world.directory.clocks_in(division),
        )  # fmt: skip
    except Invalid:
        return clock
    due_at = end.date.isoformat()
    desk = clock.desk_due_at and world.calendar.add_workdays(end.date, clock.paused_days)
    if desk and clock.kind == "desk":
        due_at = desk.isoformat()
    return replace(
        clock, due_at=due_at, desk_due_at=desk.isoformat() if desk else None,
        provisional=end.provisional,
    )  # fmt: skip


def _counted_as(clock: Clock) -> str:
    longer = f"{clock.name}_extended"
    return longer if clock.extended and longer in DURATIONS else clock.name


def _is(clock: Clock, names: Collection[str], subject: str | None) -> bool:
    if clock.state != "running" or clock.name not in names:
        return False
    return subject is None or clock.subject == subject


def _is_law_of_case(clock: Clock) -> bool:
    return clock.kind == "law" and clock.subject is None


def _end(clock: Clock, now: datetime, state: str | None) -> Clock:
    in_time = not is_over(clock.due_at, now)
    return replace(
        clock, state=state or ("met" if in_time else "over"),
        ended_at=write_at(now) if "T" in clock.due_at else local_day(now).isoformat(),
    )  # fmt: skip


def _minutes(name: str, level: str) -> int | None:
    if name in ("first_answer", "unowned") and level in ("P0", "P1"):
        return URGENT_MINUTES
    return MINUTES.get(name)


def _first_answer(at: datetime, level: str, calendar: Calendar) -> str | None:
    today = local_day(at)
    if level == "P3":
        return calendar.add_workdays(today, 1).isoformat()
    if level != "P2":
        return None
    late = at.astimezone(LOCAL).time() >= WORK_ENDS
    return calendar.first_workday(today + timedelta(days=late)).isoformat()


def _credit(clock: Clock, since: datetime, until: datetime, calendar: Calendar) -> Clock:
    due_at = clock.desk_due_at or clock.due_at
    start = max(since, parse_at(clock.started_at))
    if "T" in due_at:
        moved, days = write_at(parse_at(due_at) + max(until - start, timedelta())), 0
    else:
        waited = calendar.count_workdays(local_day(start), local_day(until))
        days = min(waited, WAITS_AT_MOST - clock.paused_days)
        moved = calendar.add_workdays(date.fromisoformat(due_at), days).isoformat()
    return replace(
        clock, desk_due_at=moved, paused_days=clock.paused_days + days,
        due_at=moved if clock.kind == "desk" else clock.due_at,
    )  # fmt: skip
