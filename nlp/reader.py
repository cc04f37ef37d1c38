"""One message understood: every finder asked, their findings joined into one `Understanding`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from nlp.answers import read_answer
from nlp.asides import is_idle, is_of_others
from nlp.categories import find_categories
from nlp.circumstances import find_circumstances
from nlp.doors import find_doors
from nlp.evidence import find_evidence
from nlp.funding import find_funding
from nlp.headcount import find_headcount
from nlp.identifiers import find_identities
from nlp.industry import find_industry
from nlp.intents import find_intent
from nlp.matters import find_matter
from nlp.money import find_money
from nlp.normalize import Text, normalize
from nlp.people import find_people
from nlp.periods import find_periods
from nlp.places import find_places
from nlp.reckoning import reckon
from nlp.signals import add_collective, find_signals
from nlp.understanding import AsksBack, Fact, Matter, Understanding
from nlp.work import find_work

Finder = Callable[[Text], list[Fact]]
DatedFinder = Callable[[Text, date], list[Fact]]

_DATED: tuple[DatedFinder, ...] = (
    find_identities,
    find_money,
    find_work,
    find_headcount,
    find_periods,
)
_FINDERS: tuple[Finder, ...] = (
    find_people,
    find_circumstances,
    find_industry,
    find_funding,
    find_evidence,
    find_doors,
)


#: What is told of a person stands; a complaint about noise or a lift tells of no work and no pay.
_PERSONAL = (
    "name",
    "helper_name",
    "phone",
    "identity_number",
    "bank_card",
    "home_address",
    "doors_tried",
)
#: What is heard even where it is told of others.
_DANGER = ("distress", "violence", "detained", "medical_emergency", "child")
#: Matters in which nobody worked for pay.
_NO_WORK = (Matter.OTHER_COMPLAINT, Matter.PRIVATE_DEBT)
#: The time of a contract is not the time of unpaid wages.
_TIME = ("period_start", "period_end", "months")


def understand(
    text: str, today: date, *, place: str | None = None, asking: str | None = None
) -> Understanding:
    """Understand one message as said on a day; `place` decides between namesakes.

    `asking` is the field that the bot has just asked for: a bare answer is read for it.
    """
    message = normalize(text)
    places, asks_back = find_places(message, place)
    facts = _join(
        chain(
            (fact for find in _DATED for fact in find(message, today)),
            places,
            (fact for find in _FINDERS for fact in find(message)),
        )
    )
    if "project_payment_fen" in facts and "amount_fen" not in facts:
        facts = {field: fact for field, fact in facts.items() if field not in _TIME}
    facts |= {fact.field: fact for fact in reckon(message, facts, today)}
    if asking:
        facts |= _answered(asking, text, today, place, facts)
    signals = add_collective(find_signals(message, today), facts)
    matter, also = find_matter(message, facts, signals)
    if is_of_others(message):
        facts, signals = {}, [s for s in signals if s.value in _DANGER]
    elif matter in _NO_WORK and not also:
        facts = {field: fact for field, fact in facts.items() if field in _PERSONAL}
    if matter is Matter.UNKNOWN and not signals and not asking and is_idle(message, facts):
        facts = {}
    return Understanding(
        intent=find_intent(message, facts, signals, matter),
        matter=matter,
        also=also,
        facts=facts,
        signals=tuple(signals),
        asks_back=_open_questions(asks_back, facts),
        categories=find_categories(message, facts),
    )


def _join(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Keep the surest fact of each field, the first among equals."""
    joined: dict[str, Fact] = {}
    for fact in facts:
        known = joined.get(fact.field)
        if known is None or fact.confidence > known.confidence:
            joined[fact.field] = fact
    return joined


def _open_questions(asks_back: Iterable[AsksBack], facts: dict[str, Fact]) -> tuple[AsksBack, ...]:
    return tuple(question for question in asks_back if question.field not in facts)


def _answered(
    asking: str, text: str, today: date, place: str | None, facts: dict[str, Fact]
) -> dict[str, Fact]:
    """Read a bare answer for the field asked; what the message says in full goes before."""
    if asking in facts:
        return {}
    fact = read_answer(asking, text, today, place=place)
    return {asking: replace(fact, rule=f"answer: {fact.rule}")} if fact else {}
