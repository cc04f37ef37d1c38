"""A message as the talk hears it: understood as a whole, and as an answer to the open question.

The one place of the dialogue that turns to `nlp`, so that every scene hears alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.dialogue.effects import Mask
from handlers.dialogue.questions import BY_FIELD
from handlers.dialogue.talk import Talk
from handlers.facts import WEB_ONLY, words
from nlp.answers import read_answer
from nlp.identifiers import find_sealed
from nlp.normalize import normalize
from nlp.reader import understand
from nlp.understanding import Fact, Intent, Understanding
from nlp.wishes import (
    door_of_number,
    find_case_number,
    is_english,
    is_rude,
    is_traditional,
    read_wishes,
    ways_asked,
)

#: Questions answered in any words, where a bare reply may be something else altogether.
_WORDED = frozenset({
    "employer", "foreman", "general_contractor", "subcontractor", "project_owner", "site",
    "address", "name",
})  # fmt: skip


#: Questions whose answer may be the name of a firm.
_FIRMS = frozenset({
    "employer", "general_contractor", "subcontractor", "project_owner",
})  # fmt: skip


#: Wishes that a bare reply to a worded question is, rather than a name.
_NO_NAMES = frozenset({
    "skip", "file", "fix", "wrong", "unnamed", "keep", "person", "cancel", "help", "thanks",
    "restart", "numbers", "done", "later",
})  # fmt: skip

#: The share of a bare answer's words from which they count as another fact's.
_NEARLY_ALL = 0.6

_SURE_NUMBER = 0.9

#: What may stand between a name and a telephone.
_BESIDE = " ,，、:：-+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message, understood."""

    text: str
    understanding: Understanding
    wishes: frozenset[str]
    answer: Fact | None = None
    """What it says to the open question."""
    ways: tuple[str, ...] = ()
    """What it asks of the way to the money."""

    @property
    def tells(self) -> bool:
        """Whether it says any fact, or any signal."""
        return bool(self.understanding.facts or self.understanding.signals)

    @property
    def intent(self) -> Intent:
        """What the speaker wants."""
        return self.understanding.intent

    @property
    def numbered(self) -> bool:
        """Whether it names the number of a case somewhere else."""
        return find_case_number(self.text) is not None

    def wants(self, *wishes: str) -> bool:
        """Whether one of these wishes may be meant."""
        return not self.wishes.isdisjoint(wishes)


def hear(talk: Talk, text: str, field: str | None = None) -> Heard:
    """Understand a message where `field` (else the open question) waits for an answer."""
    field = field or talk.state.asking
    place = words(talk.state.facts, "division")
    asked = field if field in BY_FIELD else None
    understanding = understand(text, talk.today, place=place, asking=asked)
    understanding = _keep_number(_without_echo(understanding, asked), text)
    wishes, ways = read_wishes(text), ways_asked(text)
    if asked in _WORDED and (ways or is_rude(text) or not wishes.isdisjoint(_NO_NAMES)):
        understanding = _without(understanding, asked)
    if asked == "name" and asked not in understanding.facts:
        understanding = _name_beside_number(understanding, text, talk.today)
    if asked == "amount_fen" and _is_each(understanding):
        understanding = _without(understanding, asked)
    if asked and asked in understanding.facts:
        understanding = _without(understanding, *_echoes(understanding, asked))
    return Heard(
        text=text,
        understanding=understanding,
        wishes=wishes,
        answer=understanding.facts.get(asked) if asked else None,
        ways=ways,
    )


def _name_beside_number(understanding: Understanding, text: str, today: date) -> Understanding:
    """Read a name that was given together with the telephone: 陈德水 13800001234."""
    words = "".join(sign for sign in text if not (sign.isdigit() or sign in _BESIDE))
    fact = read_answer("name", words, today) if "phone" in understanding.facts else None
    at = text.find(str(fact.value)) if fact else -1
    if fact is None or at < 0:
        return understanding
    named = replace(fact, span=(at, at + len(fact.text)))
    return replace(understanding, facts={**understanding.facts, "name": named})


def _without_echo(understanding: Understanding, asked: str | None) -> Understanding:
    """Drop a bare answer whose words say something else: a county told for the boss's name."""
    facts = understanding.facts
    answer = facts.get(asked) if asked in (*_WORDED, "worked") else None
    bare = answer is not None and answer.rule.startswith("answer")
    if answer is None or not bare or not _is_said_otherwise(answer, facts):
        return understanding
    return _without(understanding, answer.field)


def _echoes(understanding: Understanding, asked: str) -> list[str]:
    """Return what else the words of an answer were taken for: 他叫马文才 names no boss.

    A place within the name of a firm is where it is from, not where the work was.
    """
    answer = understanding.facts[asked]
    start, end = answer.span
    within = asked in _FIRMS and answer.rule.startswith("answer")
    return [
        name for name, fact in understanding.facts.items()
        if (name != asked and name in _WORDED and fact.value == answer.value)
        or (
            within and name == "division" and not fact.rule.startswith("place:work")
            and start <= fact.span[0] and fact.span[1] <= end
        )
    ]  # fmt: skip


def _is_each(understanding: Understanding) -> bool:
    """Whether the bare sum of an answer is what each man is owed: 每人差不多一万."""
    answer, each = (understanding.facts.get(n) for n in ("amount_fen", "amount_per_worker_fen"))
    if answer is None or each is None:
        return False
    return answer.rule.startswith("answer") and each.value == answer.value


def _without(understanding: Understanding, *fields: str) -> Understanding:
    rest = {name: fact for name, fact in understanding.facts.items() if name not in fields}
    return replace(understanding, facts=rest)


def _keep_number(understanding: Understanding, text: str) -> Understanding:
    """Take the number of a case (仲案字〔2026〕第123号) for the words of its door, for no sum."""
    number = find_case_number(text)
    if number is None:
        return understanding
    start, end = number
    within = (
        name for name, fact in understanding.facts.items()
        if start <= fact.span[0] and fact.span[1] <= end
    )  # fmt: skip
    told = understanding.facts.get("doors_tried")
    door = Fact(
        field="doors_tried", value=told.value if told else (door_of_number(text[start:end]),),
        text=text[start:end], span=number, confidence=_SURE_NUMBER, rule="number of a case",
    )  # fmt: skip
    rest = _without(understanding, *within)
    return replace(rest, facts={**rest.facts, "doors_tried": door})


def _is_said_otherwise(answer: Fact, facts: Mapping[str, Fact]) -> bool:
    """Whether the other facts of the message take up nearly all the words of the answer."""
    words = set(range(*answer.span))
    others = [
        fact for fact in facts.values()
        if fact.field != answer.field
        and not (fact.field in _WORDED and fact.value == answer.value)
    ]  # fmt: skip
    taken = words & {at for fact in others for at in range(*fact.span)}
    told = words & {at for fact in others if fact.field != "industry" for at in range(*fact.span)}
    # the kind of a firm belongs to its name: 小四川饭店
    return taken == words or len(told) >= _NEARLY_ALL * len(words)


def hide_sealed(talk: Talk, heard: Heard) -> Talk:
    """Hide identity numbers, bank cards and home addresses in the transcript."""
    spans = {span for _, span in find_sealed(normalize(heard.text))}
    facts = heard.understanding.facts.values()
    spans |= {fact.span for fact in facts if fact.field in WEB_ONLY}
    if not spans:
        return talk
    return talk.do(Mask(seq=talk.seq, spans=tuple(sorted(spans))))


def notice_language(talk: Talk, text: str) -> Talk:
    """Answer in traditional script who writes in it, and in English likewise."""
    if talk.state.locale != "zh-CN":
        return talk
    if is_traditional(text):
        return talk.let(locale="zh-Hant")
    return talk.let(locale="en") if is_english(text) else talk
