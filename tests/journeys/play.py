"""Plays a journey at one door and tells what came of it."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.services import turns
from handlers.casework.commands import Command
from handlers.dialogue.engine import advance
from handlers.dialogue.events import Event
from handlers.dialogue.state import DialogueState, new_state
from handlers.lead import ConversationId
from handlers.world import World
from storage.queues.inbox import Head
from storage.records import alarms, conversations
from tests.bot.test_line import INSPECTOR
from tests.botapi.living import Living
from tests.journeys.doors import KINDS, Door, TerminalDoor, askings, settle, transcript
from tests.journeys.script import DOORS, Journey, Step
from tests.product import EVERYWHERE

#: Asked at one door only: whether the telephone is one's own.
_OF_ONE_DOOR = frozenset({"own_phone"})
_CODE = re.compile(r"\b(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}\b")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass
class Recorder:
    """Keeps every event with what the turn could look at."""

    taken: dict[ConversationId, list[tuple[Event, World, datetime]]] = field(default_factory=dict)

    def think(self, head: Head, **around: object) -> turns.Taken:
        """Take a turn as the product does, and remember it."""
        taken = turns.think(head, **around)  # type: ignore[arg-type]
        now: datetime = around["now"]  # type: ignore[assignment]
        of_talk = self.taken.setdefault(taken.conversation.id, [])
        of_talk.append((taken.event, taken.world, now))
        return taken

    def replay(self, conversation: ConversationId) -> DialogueState:
        """Take all events again, in memory."""
        state = new_state()
        for event, world, now in self.taken[conversation]:
            state = advance(state, event, world, now).state
        return state


@dataclass(frozen=True)
class Outcome:
    """What a journey came to, whatever the door."""

    askings: tuple[str, ...]
    cases: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, str], ...]
    alarms: tuple[str, ...]
    tasks: tuple[str, ...]
    saved: DialogueState
    replayed: DialogueState


class Player:
    """One run of a journey at one door."""

    def __init__(self, alive: Living, door: str) -> None:
        self._alive = alive
        self._kind = door
        self._number = 0
        self._door: Door = self._enter(door)
        self._read = 0
        self._said = ""

    def _enter(self, kind: str) -> Door:
        self._number += 1
        door: Door = KINDS[kind](self._alive, self._number)
        return door

    async def play(self, journey: Journey, recorder: Recorder) -> Outcome:
        """Play the whole journey."""
        try:
            await self._door.open()
            await settle(self._alive)
            await self._listen()
            for step in journey.of_door(self._kind):
                await self._take(step)
            outcome = await self._outcome(recorder)
            await self._door.say("我叫陈德水，电话13987654321")
            await settle(self._alive)
        finally:
            await self._door.leave()
        return outcome

    async def _take(self, step: Step) -> None:
        match step.who:
            case "机器":
                self._check(step)
                return
            case "时间":
                self._alive.clock.advance(**_span(step.text))
            case "换门":
                await self._change_door(step.text)
            case "办事":
                await self._act(step.text)
            case _:
                await self._speak(step)
        await settle(self._alive)
        await self._listen()

    async def _speak(self, step: Step) -> None:
        if step.pressed:
            await self._door.press(step.pressed)
        elif step.file:
            await self._door.send(step.file)
        else:
            await self._door.say(step.text)

    async def _change_door(self, _: str) -> None:
        """Go on at the next door with the code that was given last."""
        codes = _CODE.findall(await self._door.heard())
        await self._door.leave()
        conversation = self._door.conversation
        elsewhere = DOORS[(DOORS.index(self._kind) + 1) % len(DOORS)]
        self._door = self._enter(elsewhere)
        await self._door.open()
        await settle(self._alive)
        await self._door.say(codes[-1])
        self._door.conversation = conversation

    async def _act(self, text: str) -> None:
        action, *given = text.split()
        (case,) = [
            case for case in await self._alive.cases()
            if case.conversation == self._door.conversation
        ]  # fmt: skip
        body: dict[str, str] = dict(one.split("=", 1) for one in given)
        command = Command(action=action, body=dict(body))
        await self._alive.product.casework.act(INSPECTOR, case.reference, command)

    async def _listen(self) -> None:
        said = await transcript(self._alive, self._door.conversation)
        self._news = [one for one in said if one.seq > self._read and one.sender != "worker"]
        self._read = said[-1].seq if said else 0
        if isinstance(self._door, TerminalDoor):
            return  # it prints what came by itself with the next answer
        heard = await self._door.heard()
        for one in self._news:
            first = one.text.splitlines()[0] if one.text else ""
            assert first in heard, f"{first!r} did not reach the door {self._kind}"

    def _check(self, step: Step) -> None:
        text = "\n".join(one.text for one in self._news)
        asked = [one.asking for one in self._news if one.asking is not None]
        if step.asking is not None:
            assert asked[-1:] == [step.asking], f"[{step.asking}] but {asked}: {text}"
        for words in step.words:
            assert words in text, f"「{words}」 is not in: {text}"

    async def _outcome(self, recorder: Recorder) -> Outcome:
        # what the clock has for a case that was just filed
        self._alive.clock.advance(minutes=5)
        await settle(self._alive)
        talk = self._door.conversation
        said = await transcript(self._alive, talk)
        filed = [case for case in await self._alive.cases() if case.conversation == talk]
        async with self._alive.product.store.reading() as reading:
            row = await conversations.get(reading, talk)
            ringing, _ = await alarms.list_(reading, EVERYWHERE)
        return Outcome(
            askings=tuple(one for one in askings(said) if one not in _OF_ONE_DOOR),
            cases=tuple((case.kind, case.routing.desk, case.level) for case in filed),
            facts=tuple(
                sorted((name, repr(known.value)) for case in filed
                       for name, known in case.facts.items())
            ),
            alarms=tuple(alarm.kind for alarm in ringing if alarm.conversation == talk),
            tasks=tuple(
                sorted(task.kind for task in await self._alive.tasks() if task.conversation == talk)
            ),
            saved=turns.STATES.read(row.state),
            replayed=recorder.replay(talk),
        )  # fmt: skip


def _span(text: str) -> dict[str, float]:
    found = re.fullmatch(r"\+(\d+)([mhd])", text)
    assert found is not None, text
    return {_UNITS[found[2]]: float(found[1])}
