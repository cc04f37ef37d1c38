"""Lets a person talk at a door and tells what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.services import turns
from handlers.dialogue.questions import BY_FIELD
from handlers.facts import Facts
from handlers.jsonable import Json
from nlp.understanding import FactValue
from storage.records import conversations, messages
from storage.transcript import Message
from tests.people.doors import DOORS, Door, House
from tests.people.person import Detour, Person, Value

#: Nobody talks longer; who has not come to an end by then is lost.
PATIENCE = 30

#: What mirror and card show: nothing there may be wrong or invented.
SHOWN = (
    "amount_fen", "amount_per_worker_fen", "rate_fen", "project_payment_fen", "months",
    "period_start", "period_end", "division", "headcount", "employer", "foreman",
    "general_contractor", "site", "industry", "name", "phone",
)  # fmt: skip

#: The ways out beside a question, the likeliest first.
_WAYS_OUT = ("dont_know", "none", "later", "skip", "done")

#: What is taken where the product offers to go on, whoever he is.
_PLAIN = {"confirm": "yes", "resume": "resume", "own_phone": "own"}


@dataclass(slots=True)
class Result:
    """What a conversation came to."""

    offered_after: int | None = None
    """How many messages and presses it took until filing was offered, his detours left out."""
    filed_after: int | None = None
    kind: str = "none"
    desk: str = ""
    level: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    askings: list[str] = field(default_factory=list)
    asked_twice: list[str] = field(default_factory=list)
    """Questions whose answer was already said, or left open."""
    misread: list[str] = field(default_factory=list)
    """What stood wrong in the mirror, or was wrong when it was filed."""
    dead_ends: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """What should have been said to him and was not."""

    def same_as(self, other: "Result") -> bool:
        """Whether another door led to the same."""
        ours, theirs = (
            (one.kind, one.desk, one.level, one.facts, [a for a in one.askings if a != "own_phone"])
            for one in (self, other)
        )
        return ours == theirs


class Play:
    """One person at one door."""

    def __init__(self, house: House, person: Person, door: str) -> None:
        self._stage = house.stage
        self._person = person
        self._door: Door = DOORS[door](house)
        self._truth: dict[str, Value] = dict(person.told)
        self._answers = dict(person.answers)
        self._detours = list(person.detours)
        self._settled = _met_by(person.told)
        self._said = 0
        self._read = 0
        self._news: Sequence[Message] = ()
        self._mirrored = False
        self.result = Result()
        self._heard = ""
        self._extras: dict[str, Json] = {}
        self.lines: list[str] = []
        """The whole talk, for who wants to read it."""

    async def run(self) -> Result:
        """Talk until it is filed, or nothing is left to say."""
        await self._door.open()
        await self._listen()
        self.lines += [f"  {text}" for text in self._person.opens]
        await self._door.say(*self._person.opens)
        self._said = 1
        await self._listen()
        while self.result.kind == "none" and self._said < PATIENCE and await self._go_on():
            await self._listen()
        await self._finish()
        return self.result

    async def _go_on(self) -> bool:
        """Answer what is asked; tell whether there was anything to say."""
        asking = self._news[-1].asking if self._news else None
        if asking is None:
            self.result.dead_ends.append(self._news[-1].text if self._news else "silence")
            return False
        detour = next((one for one in self._detours[:1] if one.at == asking), None)
        if detour is not None:
            self._detours.pop(0)
            await self._turn_off(detour)
            return True
        return await self._answer(asking)

    async def _turn_off(self, detour: Detour) -> None:
        self._truth |= detour.told
        self._settled |= _met_by(detour.told)
        if detour.says is not None:
            await self._say(detour.says)
        if detour.leaves is not None:
            await self._say("先存着")
            await self._listen()
            self._stage.clock.advance(days=detour.leaves)
            await self._stage.settle()
            told = (one.extras for one in reversed(self._news) if "code" in one.extras)
            code = str(next(told)["code"])
            await self._door.come_back(code)

    async def _answer(self, asking: str) -> bool:
        if asking in ("none", "story") and asking not in self._answers:
            return False
        if asking in BY_FIELD:
            self._note(asking)
        answer = self._answers.get(asking) or self._own_answer(asking)
        if answer is None:
            self.result.dead_ends.append(f"{asking}: {self._news[-1].text}")
            return False
        self._said += 1
        pressed = answer.startswith("<")
        await (self._press(answer[1:-1]) if pressed else self._say(answer))
        return True

    def _note(self, asking: str) -> None:
        """Notice a question that need not have been put, and that this one is settled now."""
        if asking in self._settled:
            self.result.asked_twice.append(asking)
        self._settled.add(asking)

    def _own_answer(self, asking: str) -> str | None:
        """Find what everybody does: agree, file, take the way out."""
        offered = [choice.id for choice in self._news[-1].choices]
        if asking == "review":
            wants_more = self._person.more and "more" in offered
            if wants_more:
                return "<more>"
            return "<stay_unnamed>" if self._wants_no_name(offered) else "<file>"
        if asking in _PLAIN:
            return f"<{_PLAIN[asking]}>"
        if self._person.says_unknown and "dont_know" in offered:
            return "不知道"
        return next((f"<{name}>" for name in _WAYS_OUT if name in offered), None)

    def _wants_no_name(self, offered: Iterable[str]) -> bool:
        return self._person.files == "tip" and "stay_unnamed" in offered

    async def _say(self, text: str) -> None:
        self.lines.append(f"  {text}")
        await self._door.say(text)

    async def _press(self, choice: str) -> None:
        self.lines.append(f"  <{choice}>")
        await self._door.press(choice)

    async def _listen(self) -> None:
        async with self._stage.product.store.reading() as reading:
            said = await messages.after(reading, self._door.conversation, self._read)
        self._news = [one for one in said if one.sender != "worker"]
        self._read = said[-1].seq if said else self._read
        for one in self._news:
            self.lines.append(f"[{one.asking or '-'}] {one.text}")
        asking = self._news[-1].asking if self._news else None
        if asking is not None:
            self.result.askings.append(asking)
        await self._look_at(asking)
        self._hear()

    async def _look_at(self, asking: str | None) -> None:
        if asking == "confirm" and not self._mirrored:
            self._mirrored = True
            self._compare(await self._draft(), self._truth)
        if asking == "review" and self.result.offered_after is None:
            self.result.offered_after = self._said
        if any("receipt" in one.extras for one in self._news):
            self.result.filed_after = self._said
            self.result.kind = "filed"

    def _hear(self) -> None:
        texts = [one.text for one in self._news if one.text]
        if self._said and not texts:
            self.result.dead_ends.append("silence")
        self._heard += "\n".join(texts)
        for one in self._news:
            self._extras |= one.extras

    async def _draft(self) -> Facts:
        async with self._stage.product.store.reading() as reading:
            row = await conversations.get(reading, self._door.conversation)
        return turns.STATES.read(row.state).facts

    def _compare(self, facts: Facts, truth: Mapping[str, Value]) -> None:
        for name in SHOWN:
            wanted, known = truth.get(name), facts.get(name)
            if known is None and (wanted is None or not self._must_know(name)):
                continue
            if known is None or not _is_same(name, wanted, known.value):
                read = known.value if known else None
                self.result.misread.append(f"{name}: {read!r}, said {wanted!r}")

    def _must_know(self, name: str) -> bool:
        """Whether a fact was told, or asked; a site's words may be left where they find nothing."""
        asked = (BY_FIELD[field] for field in self.result.askings if field in BY_FIELD)
        told = name in self._truth and name != "site"
        return told or any(name in row.met for row in asked if row.field in self._answers)

    async def _finish(self) -> None:
        await self._door.leave()
        filed = [
            case for case in await self._stage.cases()
            if case.conversation == self._door.conversation
        ]  # fmt: skip
        self.result.kind = "none"
        for case in filed:
            self.result.kind, self.result.level = case.kind.value, str(case.level)
            self.result.desk = case.routing.desk
            self.result.facts = {name: repr(known.value) for name, known in case.facts.items()}
            self._compare(case.facts, {**self._truth, **self._person.later})
        person, wanted = self._person, dict(self._person.ends)
        missed = [word for word in person.hears if word not in self._heard]
        missed += [name for name, value in wanted.items() if self._extras.get(name) != value]
        if self.result.kind != person.files:
            missed.append(f"{person.files}, not {self.result.kind}")
        self.result.missed = missed


def _met_by(told: Iterable[str]) -> set[str]:
    """Return the questions that facts answer."""
    known = set(told)
    return {row.field for row in BY_FIELD.values() if known & set(row.met)}


def _is_same(name: str, wanted: Value | None, read: FactValue) -> bool:
    if name == "site" and isinstance(wanted, str) and isinstance(read, str):
        short, long = sorted((wanted, read), key=len)
        return short in long and len(short) * 2 >= len(long)
    return wanted == read
