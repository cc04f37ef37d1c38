"""A turn while it is being made: the state so far, the effects so far, and what it may look at.

Scenes take a talk and return a talk. A scene that asks nothing leaves it to the engine to go on
with the next question, so no scene needs to know what follows it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from handlers.case import Case
from handlers.dialogue.effects import Choice, Effect, Quote, Say
from handlers.dialogue.state import DialogueState
from handlers.facts import Known
from handlers.phrases import Arg, Phrase
from handlers.world import World

#: The one time zone of the country, in which a worker's "today" is meant.
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a turn comes to: the new state and what is to be done in the world."""

    state: DialogueState
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A turn in the making."""

    state: DialogueState
    world: World
    now: datetime
    seq: int = 0
    effects: tuple[Effect, ...] = ()
    asked: bool = False
    """Whether this turn has put its question, or said that it waits for nothing."""

    @property
    def today(self) -> date:
        """The worker's day."""
        return self.now.astimezone(BEIJING).date()

    @property
    def case(self) -> Case | None:
        """The latest case of this conversation."""
        return self.world.cases[-1] if self.world.cases else None

    @property
    def door(self) -> str:
        """The kind of the door."""
        return self.world.door.kind if self.world.door else "web"

    def end(self) -> Turn:
        """Return the turn as it was made."""
        return Turn(state=self.state, effects=_close(self.effects))

    def let(self, **changes: Any) -> "Talk":
        """Change the state; a change that changes nothing costs nothing."""
        old = self.state
        if all(getattr(old, name) is value for name, value in changes.items()):
            return self
        return replace(self, state=replace(old, **changes))

    def do(self, *effects: Effect) -> "Talk":
        """Add effects."""
        return replace(self, effects=(*self.effects, *effects))

    def say(self, key: str, /, **args: Arg) -> "Talk":
        """Say a sentence that asks nothing."""
        return self.do(Say(phrase=Phrase(key, args)))

    def say_once(self, key: str, /, **args: Arg) -> "Talk":
        """Say a sentence unless this conversation has heard it already."""
        if key in self.state.told_once:
            return self
        return self.let(told_once=(*self.state.told_once, key)).say(key, **args)

    def receive(self, phrase: Phrase, case: int) -> "Talk":
        """Hand out the receipt of a case, with the way back to this conversation."""
        return self.do(Say(phrase=phrase, receipt=case, way_back=True))

    def ask(
        self, asking: str, phrase: Phrase, choices: tuple[str | Choice, ...] = (), **how: Any
    ) -> "Talk":
        """Put the question of this turn; `how` are further fields of `Say`."""
        offered = tuple(_choice(asking, choice) for choice in choices)
        question = Say(phrase=phrase, asking=asking, choices=offered, **how)
        talk = self.let(asking=asking, last=replace(question, card=()))
        return replace(talk, asked=True, effects=(*self.effects, question))

    def rest(self) -> "Talk":
        """Wait for nothing: no question is open after this turn."""
        return replace(self.let(asking="none", last=None), asked=True)

    def set_fact(self, name: str, known: Known) -> "Talk":
        """Write a fact into the draft."""
        latest = (name, *(other for other in self.state.latest if other != name))[:6]
        return self.let(facts={**self.state.facts, name: known}, latest=latest)

    def drop_facts(self, *names: str) -> "Talk":
        """Take facts out of the draft."""
        kept = {name: known for name, known in self.state.facts.items() if name not in names}
        return self.let(facts=kept)


def _choice(asking: str, choice: str | Choice) -> Choice:
    if isinstance(choice, Choice):
        return choice
    return Choice(id=choice, label=Phrase(f"choice-{asking}-{choice}"))


def _close(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Mark the last sentence of a turn that asks nothing as waiting for nothing."""
    for at in range(len(effects) - 1, -1, -1):
        effect = effects[at]
        if isinstance(effect, Say | Quote):
            closed = replace(effect, asking=effect.asking or "none")
            return (*effects[:at], closed, *effects[at + 1 :])
    return effects
