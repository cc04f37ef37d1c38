"""A move in the making: the case as it becomes, and what is to be written and told beside it.

An `Act` lives only inside one `decide`; it is the one place that is changed step by step, so that
each move reads as the sentence of its row. What comes out of it is a value again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from handlers.case import ENDED, Case, Entry, Hold, Mark, Request, Status
from handlers.casework import clocks
from handlers.casework.clocks import credit_wait, end_clocks, local_day, make_clock, waiting_since
from handlers.casework.effects import Effect, MakeTask, Notify, Tell
from handlers.casework.moves import Move
from handlers.jsonable import Json
from handlers.officer import Officer, Role
from handlers.phrases import Arg, Phrase
from handlers.world import World


@dataclass(slots=True, kw_only=True)
class Act:
    """What one officer does to one case, now, by one row of the table."""

    case: Case
    row: Move
    officer: Officer
    roles: frozenset[Role]
    world: World
    now: datetime
    body: Mapping[str, Json]
    history: Sequence[Entry] = ()
    before: Case = field(init=False)
    effects: list[Effect] = field(default_factory=list)
    clock_notes: list[str] = field(default_factory=list)
    args: dict[str, Json] = field(default_factory=dict)
    counts: bool = True
    revealed: Mapping[str, str] | None = None
    undoes: int | None = None

    def __post_init__(self) -> None:
        self.before = self.case
        self.counts = self.row.counts

    @property
    def today(self) -> date:
        """The day it is in China."""
        return local_day(self.now)

    def text(self, name: str) -> str:
        """Return a field that the body check has made sure is a text."""
        return str(self.body[name])

    def optional(self, name: str) -> str | None:
        """Return a text field, none where it was left out."""
        value = self.body.get(name)
        return None if value is None else str(value)

    def sum(self, name: str) -> int | None:
        """Return a sum field, none where it was left out."""
        value = self.body.get(name)
        return value if isinstance(value, int) else None

    def items(self, name: str) -> list[dict[str, Json]]:
        """Return a list of objects, empty where it was left out."""
        value = self.body.get(name)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty where it was left out."""
        value = self.body.get(name)
        return tuple(str(one) for one in value) if isinstance(value, list) else ()

    def happened(self, name: str = "at") -> str:
        """Return when it happened as the body says, else now."""
        return self.optional(name) or clocks.write_at(self.now)

    def change(self, **changes: object) -> None:
        """Give the case new values."""
        self.case = replace(self.case, **changes)  # type: ignore[arg-type]

    def change_whole(self, case: Case) -> None:
        """Put a whole case in the place of this one."""
        self.case = case

    def take_over(self, other: "Act") -> None:
        """Add what another act, carried out within this one, came to."""
        self.case = other.case
        self.effects += other.effects
        self.clock_notes += other.clock_notes

    def go(self, status: Status) -> None:
        """Lead to another main status; an open case would come back to it."""
        self.change(main=status)
        if status not in ENDED:
            self.change(resumes_as=status)

    def mark(
        self, name: str, until: str | None = None, args: Mapping[str, Json] | None = None
    ) -> None:
        """Let a mark stand; the same one gives way to the new."""
        new = Mark(
            name=name, since=self.now, by=self.officer.username, until=until, args=args or {}
        )
        others = tuple(mark for mark in self.case.marks if mark.name != name)
        self.change(marks=(*others, new))

    def unmark(self, *names: str) -> None:
        """Let marks fall; what the desk waited for them is added to its dates."""
        before = waiting_since(self.case)
        self.change(marks=tuple(mark for mark in self.case.marks if mark.name not in names))
        after = waiting_since(self.case)
        if before is not None and before != after:
            until = after or self.now
            waited = credit_wait(self.case.clocks, before, until, self.world.calendar)
            self.change(clocks=waited)

    def start(
        self, name: str, *, subject: str | None = None, due_at: str | None = None,
        since: date | None = None,
    ) -> None:  # fmt: skip
        """Let a clock run from now, or from a day that is told."""
        clock = make_clock(
            name, self.now, self.world, self.case.division, level=self.case.level,
            subject=subject, due_at=due_at, since=since,
        )  # fmt: skip
        if clock is not None:
            self.change(clocks=clocks.start_clock(self.case.clocks, clock))
            self.clock_notes.append(f"+{name}")

    def end(self, *names: str, subject: str | None = None, state: str | None = None) -> None:
        """End running clocks of these names."""
        old = self.case.clocks
        running = [c.name for c in old if c.state == "running" and c.name in names]
        self.change(clocks=end_clocks(old, names, self.now, subject=subject, state=state))
        ended = sum(a.state != b.state for a, b in zip(old, self.case.clocks, strict=True))
        self.clock_notes += [f"-{name}" for name in dict.fromkeys(running) if ended]

    def stop_clocks(self) -> None:
        """The case has ended: the desk's clocks stop."""
        old = self.case.clocks
        self.change(clocks=clocks.stop_for_ending(old, self.now))
        pairs = zip(old, self.case.clocks, strict=True)
        self.clock_notes += [f"-{was.name}" for was, now in pairs if was.state != now.state]

    def hold(self, officer: Officer, agency: str | None) -> None:
        """Give the case to an officer."""
        held = Hold(
            officer=officer.id, username=officer.username, name=officer.name,
            agency=agency, since=self.now,
        )  # fmt: skip
        self.change(held_by=held)
        self.end("unowned")

    def let_go(self) -> None:
        """Take the case from whoever holds it; somebody has to take it up."""
        self.change(last_holder=self.case.held_by or self.case.last_holder, held_by=None)
        self.start("unowned")

    def tell(self, key: str, *, asking: str | None = None, **args: Arg) -> None:
        """Let the worker hear a phrase."""
        self.effects.append(Tell(phrase=Phrase(key, args), asking=asking))

    def quote(self, text: str, *, asking: str | None = None, files: tuple[str, ...] = ()) -> None:
        """Let the worker hear the officer's own words."""
        self.effects.append(
            Tell(text=text, officer=self.officer.name, asking=asking, files=files)
        )

    def ask_people(
        self, kind: str, *, role: str = "officer", due_at: str | None = None, **args: str
    ) -> None:
        """Make a task of it."""
        self.effects.append(MakeTask(kind=kind, role=role, due_at=due_at, args=args))

    def notify(self, who: str, about: str, **args: str) -> None:
        """Let somebody at the desk know: a username or a role."""
        self.effects.append(Notify(to=who, about=about, args=args))

    def number(self, letter: str) -> str:
        """Give the next number of this case: c2, p7, m3, r1."""
        count = self.case.counters.get(letter, 0) + 1
        self.change(counters={**self.case.counters, letter: count})
        return f"{letter}{count}"

    def request(self, action: str, needs: str, *, measure: str | None = None) -> Request:
        """Keep the move until a second person has looked at it."""
        waiting = Request(
            id=self.number("r"), action=action, by=self.officer.username,
            by_officer=self.officer.id, at=self.now, body=dict(self.body), needs=needs,
            measure=measure,
        )  # fmt: skip
        self.change(requests=(*self.case.requests, waiting))
        self.start("approval", subject=waiting.id)
        return waiting
