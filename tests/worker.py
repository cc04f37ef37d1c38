"""A worker who speaks and presses: drives the dialogue with events, and keeps what was said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TypeVar

from handlers.case import Case, Status
from handlers.casework.commands import Command
from handlers.casework.effects import Tell
from handlers.casework.filing import open_case
from handlers.casework.rules import decide
from handlers.dialogue.effects import (
    Effect,
    FileLead,
    Forget,
    Order,
    Quote,
    Say,
    SetTimer,
)
from handlers.dialogue.engine import advance
from handlers.dialogue.events import (
    Chose,
    Elapsed,
    Event,
    Joined,
    Said,
    SentFile,
    Started,
    Told,
)
from handlers.dialogue.state import DialogueState, new_state
from handlers.dialogue.talk import Turn
from handlers.lead import Lead
from handlers.officer import WORKER
from handlers.phrases import Arg, Day, Fen, Listing, Moment, Month, Phrase, Place
from handlers.routing import route
from handlers.world import Door, Drawn, Duty, World
from locales import formats
from locales.words import Words
from nlp.articles import ArticleIndex, ArticleTerms, build_index
from nlp.divisions import division_name
from storage.defaults import load_calendar, load_directory

#: The worker's evening of 24 November 2026.
NOW = datetime(2026, 11, 24, 12, 15, tzinfo=UTC)

WEB = Door(kind="web", sealed_fields=True, own_phone_asked=True)
TERMINAL = Door(kind="terminal", sealed_fields=False)

E = TypeVar("E", bound=Effect)


@cache
def articles() -> ArticleIndex:
    """Two articles, enough to be found and to be missed."""
    return build_index(
        (
            ArticleTerms(
                id="no-contract-double-pay",
                title="没签合同能要工资吗",
                asks=("没签劳动合同怎么办", "没有合同能要回工资吗"),
            ),
            ArticleTerms(id="overtime-pay", title="加班费怎么算", asks=("周末加班给几倍工资",)),
        )
    )


class Worker:
    """One conversation, played event by event."""

    def __init__(
        self, door: Door = WEB, *, duty: Duty | None = None, locale: str = "zh-CN"
    ) -> None:
        self.door = door
        self.duty = duty or Duty()
        self.now = NOW
        self.state: DialogueState = new_state(locale)
        self.cases: tuple[Case, ...] = ()
        self.turn = Turn(state=self.state, effects=())
        self.seq = 1
        self.messages = 0
        self.alarm_open = False
        self.alarm_taken = False
        self.asked: list[str] = []
        self.waiting: list[Told] = []
        self.play(Started(locale=locale))

    def play(self, event: Event, *, more_waiting: bool = False) -> "Worker":
        """Take one event through the dialogue."""
        world = World(
            directory=load_directory(), calendar=load_calendar(), articles=articles(),
            duty=self.duty, door=self.door, cases=self.cases, alarm_open=self.alarm_open,
            alarm_taken=self.alarm_taken, more_waiting=more_waiting,
            drawn=Drawn(case=len(self.cases) + 1, reference=f"350-72{len(self.cases)}4-6",
                        check="Qm3", code="春风 石桥 麦田 北斗", alarm=1, link="l"),
        )  # fmt: skip
        self.turn = advance(self.state, event, world, self.now)
        self.state = self.turn.state
        self.alarm_open = self.alarm_open or any(
            type(effect).__name__ == "RaiseAlarm" for effect in self.turn.effects
        )
        for filed in self.all(FileLead):
            routing = route(filed.lead, world.directory, world.calendar, self.now.date())
            case = open_case(filed.lead, routing, world, self.now).case
            self.cases = (*self.cases, case)
        self._follow_orders(world)
        if self.asking not in (None, "none"):
            self.asked.append(str(self.asking))
        return self

    def _follow_orders(self, world: World) -> None:
        """Carry out what the turn orders, by the rules themselves: what they refuse is a fault."""
        for order in self.all(Order):
            at = next(n for n, case in enumerate(self.cases) if case.id == order.case)
            outcome = decide(self.cases[at], order.command, WORKER, world, self.now)
            self.cases = (*self.cases[:at], outcome.case, *self.cases[at + 1 :])
            tells = (effect for effect in outcome.effects if isinstance(effect, Tell))
            self.waiting += [
                Told(case=order.case, phrase=tell.phrase, text=tell.text, asking=tell.asking)
                for tell in tells
            ]

    def hear_all(self) -> "Worker":
        """Hear what casework has to tell since the last time."""
        told, self.waiting = self.waiting, []
        for event in told:
            self.play(event)
        return self

    def say(self, text: str, *, more_waiting: bool = False) -> "Worker":
        """Write a message."""
        self.seq += 2
        self.messages += 1
        return self.play(Said(seq=self.seq, text=text), more_waiting=more_waiting)

    def press(self, *choices: str) -> "Worker":
        """Press a choice that is on offer, or one that no longer is."""
        self.seq += 2
        self.messages += 1
        stale = not set(choices) <= set(self.choices)
        return self.play(Chose(seq=self.seq, choices=choices, stale=stale))

    def send(
        self, *files: str, kind: str = "photo", text: str = "", more: bool = False
    ) -> "Worker":
        """Send pictures or a sound."""
        self.seq += 2
        event = SentFile(seq=self.seq, files=files, kind=kind, text=text)  # type: ignore[arg-type]
        return self.play(event, more_waiting=more)

    def hear(self, told: Told) -> "Worker":
        """Let casework tell something."""
        return self.play(told)

    def join(self, door: Door) -> "Worker":
        """Come back at another door with the code."""
        self.door = door
        return self.play(Joined(door=door.kind))

    def wait(self, **span: float) -> "Worker":
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def ring(self, what: str) -> "Worker":
        """Let a timer run out."""
        return self.play(Elapsed(what=what))

    def move(self, status: Status) -> "Worker":
        """Let the desk bring the latest case to a status."""
        self.cases = (*self.cases[:-1], replace(self.cases[-1], main=status))
        return self

    def all(self, kind: type[E]) -> list[E]:
        """Return the effects of this kind of the last turn."""
        return [effect for effect in self.turn.effects if isinstance(effect, kind)]

    def one(self, kind: type[E]) -> E:
        """Return the only effect of this kind of the last turn."""
        found = self.all(kind)
        assert len(found) == 1, f"{len(found)} of {kind.__name__}"
        return found[0]

    @property
    def lead(self) -> Lead:
        """The lead filed in the last turn."""
        return self.one(FileLead).lead

    @property
    def orders(self) -> list[Command]:
        """What the last turn orders to be done to the case."""
        return [order.command for order in self.all(Order)]

    @property
    def timers(self) -> dict[str, datetime]:
        """The timers the last turn set."""
        return {timer.what: timer.at for timer in self.all(SetTimer)}

    @property
    def forgotten(self) -> bool:
        """Whether the last turn deleted the draft."""
        return bool(self.all(Forget))

    @property
    def says(self) -> list[Say | Quote]:
        """What was said in the last turn."""
        return [effect for effect in self.turn.effects if isinstance(effect, Say | Quote)]

    @property
    def keys(self) -> list[str]:
        """The keys of what the program said in the last turn."""
        phrases = (said.phrase for said in self.says if isinstance(said, Say))
        return [phrase.key for phrase in phrases if isinstance(phrase, Phrase)]

    @property
    def asking(self) -> str | None:
        """What the last turn waits for."""
        return self.says[-1].asking if self.says else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids on offer."""
        return tuple(choice.id for choice in self.says[-1].choices) if self.says else ()

    @property
    def text(self) -> str:
        """All that was said in the last turn, in words."""
        return "\n".join(render(said, self.state.locale) for said in self.says)

    def fact(self, name: str) -> object:
        """Return a value of the draft."""
        known = self.state.facts.get(name)
        return known.value if known else None


def render(said: Say | Quote, locale: str = "zh-CN") -> str:
    """Write a message out as the worker reads it."""
    return said.text if isinstance(said, Quote) else str(write(said.phrase, locale))


def write(arg: Arg | bool, locale: str = "zh-CN") -> str | int:
    """Write an argument out, the way the rim does."""
    match arg:
        case Phrase(key="article"):
            return str(arg.args["article"])
        case Phrase():
            args = {name: write(value, locale) for name, value in arg.args.items()}
            return Words.load(locale).say(arg.key, args)
        case Fen():
            return formats.money(arg.fen, locale)
        case Day():
            return formats.day(arg.day, locale)
        case Month():
            return formats.month(arg.said, locale)
        case Moment():
            return formats.moment(arg.at, locale)
        case Place():
            return division_name(arg.division)
        case Listing():
            return formats.listing([str(write(item, locale)) for item in arg.items], locale)
        case _:
            return arg


def labels(said: Say, locale: str = "zh-CN") -> list[str]:
    """Write out the labels of a message's choices."""
    return [str(write(choice.label, locale)) for choice in said.choices]


def tell(phrases: Iterable[Phrase]) -> list[str]:
    """Write phrases out."""
    return [str(write(phrase)) for phrase in phrases]
