"""How much time is left, in words: for a row of the list and for the strip of a case's clocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.case import Case, Clock
from handlers.casework.clocks import waits
from handlers.workdays import Calendar

Say = Callable[..., str]

#: Groups of the list, in their order.
GROUPS = ("now", "late", "today", "two", "week", "later", "none")
#: As many clocks as the strip has room for.
SHOWN = 5
#: Working days up to which a date counts as near.
_SOON, _WEEK = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How much time is left, in words, and how urgent that looks."""

    group: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A clock of the strip."""

    name: str
    style: str
    """now (the nearest), ok, late, worker or none."""
    main: str
    day: str | None
    provisional: bool = False
    moved_to: str | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What time is read from."""

    today: date
    calendar: Calendar
    say: Say

    def left(self, due_at: str | None, case: Case) -> Left:
        """Say how much time a case has left until its next date."""
        if case.alarm_open:
            return Left(group="now", text=self.say("desk-left-now"), style="late")
        waiting = "waiting" if case.has_mark("ask_more") else "paused"
        if due_at is None and (case.has_mark("ask_more") or case.has_mark("paused")):
            return Left(group="later", text=self.say(f"desk-left-{waiting}"), style="hold")
        return self.until(due_at) if due_at else Left(group="none", text="—", style="far")

    def until(self, due_at: str) -> Left:
        """Say how much time is left until a date or a time."""
        day = date.fromisoformat(due_at[:10])
        if day < self.today:
            late = max(1, self.calendar.count_workdays(day, self.today))
            return Left(group="late", text=self.say("desk-left-late", days=late), style="late")
        if day == self.today:
            return self._today(due_at)
        left = self.calendar.count_workdays(self.today, day)
        group = "two" if left <= _SOON else "week" if left <= _WEEK else "later"
        style = "" if left <= _WEEK else "far"
        return Left(group=group, text=self.say("desk-left-days", days=left), style=style)

    def _today(self, due_at: str) -> Left:
        if len(due_at) == len("2026-01-01"):
            return Left(group="today", text=self.say("desk-left-today"), style="now")
        time = datetime.fromisoformat(due_at).strftime("%H:%M")
        return Left(group="today", text=self.say("desk-left-time", time=time), style="now")

    def limits(self, case: Case) -> tuple[list[Limit], list[Limit]]:
        """Return the clocks of the strip, nearest first, the worker's last, and the rest."""
        running = [clock for clock in case.clocks if clock.state == "running"]
        desk = sorted((c for c in running if c.kind != "worker"), key=_when)
        own = sorted((c for c in running if c.kind == "worker"), key=_when)
        ended = [clock for clock in case.clocks if clock.state != "running"]
        room = SHOWN - bool(own)
        first = [*_one_each(desk), *ended[::-1]][:room]
        strip = [self._limit(c, nearest=n == 0 and c in desk) for n, c in enumerate(first)]
        strip += [self._limit(clock) for clock in own[:1]]
        shown = [*first, *own[:1]]
        rest = [self._limit(clock) for clock in (*desk, *own, *ended) if clock not in shown]
        return strip, rest

    def _limit(self, clock: Clock, *, nearest: bool = False) -> Limit:
        moved = clock.desk_due_at if waits(clock) and clock.desk_due_at != clock.due_at else None
        return Limit(
            name=clock.name, style=_style(clock, nearest=nearest), main=self._main(clock),
            day=clock.ended_at or clock.due_at, provisional=clock.provisional,
            moved_to=moved if clock.state == "running" else None, law=clock.law,
        )  # fmt: skip

    def _main(self, clock: Clock) -> str:
        if clock.state != "running":
            return self.say(f"desk-clock-{clock.state}")
        if clock.kind == "worker":
            return ""
        return self.until(clock.due_at).text


def _one_each(clocks: Sequence[Clock]) -> list[Clock]:
    """Return the first of each name: agencies that share a case have each a clock of their own."""
    return list({clock.name: clock for clock in reversed(clocks)}.values())[::-1]


def _when(clock: Clock) -> str:
    return clock.due_at


def _style(clock: Clock, *, nearest: bool) -> str:
    if clock.state == "met":
        return "ok"
    if clock.state == "over":
        return "late"
    if clock.state == "stopped":
        return ""
    if clock.kind == "worker":
        return "worker"
    return "now" if nearest else ""
