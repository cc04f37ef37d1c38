"""What the trouble is about: the matter that weighs most, and those that are told beside it.

A mention alone never makes a matter. A letter speaks of its matter in its title and again and
again, so title words weigh double and every rule counts only a few times.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from nlp.cue import Filing
from nlp.lexicon import read_table
from nlp.normalize import Text
from nlp.understanding import Fact, Matter, Signal, Span


@dataclass(frozen=True, slots=True)
class _Rule:
    matter: Matter
    name: str
    weight: float
    most: int


_ROWS = tuple(
    (_Rule(Matter(matter), name, float(weight), int(most)), re.compile(pattern))
    for matter, name, weight, most, _, pattern in read_table("matters.tsv")
)
_FILING = Filing(row[4] for row in read_table("matters.tsv"))

#: From this weight on a matter is told, not only touched.
_TOLD = 2.0
#: From this weight on a second matter is listed beside the first.
_BESIDE = 3.0
#: A text longer than this is a letter: what stands before `_TITLE` is its title.
_LETTER, _TITLE = 120, 30
#: How the rules are called that read a bare answer.
_BARE = ("answer", "money: lone")
#: Facts that only wages have, and what each weighs.
_WAGE_FACTS = {
    "rate_fen": 1.0,
    "worked": 1.0,
    "advance_fen": 1.0,
    "months": 2.0,
    "amount_per_worker_fen": 2.0,
    "amount_fen": 2.0,
}
#: With this a rate or a trade is told of unpaid work.
_FLED = "boss_fled"


def find_matter(
    text: Text, facts: Mapping[str, Fact], signals: Sequence[Signal]
) -> tuple[Matter, tuple[Matter, ...]]:
    """Find the main matter, and the others that are told as well."""
    weights, heard = _weigh(text.plain)
    _weigh_facts(weights, facts)
    weights[Matter.WAGES] += any(signal.value == _FLED for signal in signals)
    _settle(weights, heard, facts)
    told = [matter for matter, weight in weights.items() if weight >= _TOLD]
    if not told or (_is_cry(signals) and max(weights.values()) < _BESIDE):
        return Matter.UNKNOWN, ()
    told.sort(key=lambda matter: -weights[matter])
    main, *rest = told
    return main, tuple(matter for matter in rest if weights[matter] >= _BESIDE)


def _weigh(plain: str) -> tuple[defaultdict[Matter, float], set[str]]:
    """Return what each matter's words weigh, and the rules that were heard."""
    weights: defaultdict[Matter, float] = defaultdict(float)
    title = _TITLE if len(plain) > _LETTER else 0
    places = _find_places(_NOT_OWED.sub(_blank, plain))
    for rule, spans in places.items():
        for start, _ in islice(_apart(spans), rule.most):
            weights[rule.matter] += rule.weight * (2 if start < title else 1)
    return weights, {rule.name for rule in places}


#: 工资倒是不欠: told of pay that is not owed.
_NOT_OWED = re.compile(
    r"(?:工资|工钱|钱)(?:倒是?|是|都|从来?|从|也|一直)*(?:不|没有?)(?:拖欠|欠|拖)"
)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _find_places(plain: str) -> dict[_Rule, list[Span]]:
    """Return where each rule that is heard matches."""
    places: defaultdict[_Rule, list[Span]] = defaultdict(list)
    for index in _FILING.worth_trying(plain):
        rule, pattern = _ROWS[index]
        if match := pattern.search(plain):
            found = pattern.finditer(plain, match.start())
            places[rule] += [each.span() for each in islice(found, rule.most)]
    return places


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans that do not overlap, from left to right."""
    end = -1
    for span in sorted(spans):
        if span[0] >= end:
            yield span
            end = span[1]


def _weigh_facts(weights: defaultdict[Matter, float], facts: Mapping[str, Fact]) -> None:
    """Add what facts tell; a bare answer to a question tells nothing of the matter."""
    weights[Matter.WAGES] += sum(
        weight
        for name, weight in _WAGE_FACTS.items()
        if name in facts and not _tells_nothing(facts[name])
    )
    if "project_payment_fen" in facts:
        weights[Matter.PROJECT_PAYMENT] += _TOLD


def _tells_nothing(fact: Fact) -> bool:
    """Whether it is a bare answer, or months counted from a bare list of them."""
    return fact.rule.startswith(_BARE) or (fact.field == "months" and fact.derived)


#: Rules that tell of pay by its name, not only of money owed.
_PAY = {"owed_pay", "pay_owed", "wage_words"}
#: Rules that tell of a price of the speaker's own.
_CONTRACTOR = {"contracted", "own_price"}


def _settle(
    weights: defaultdict[Matter, float], heard: set[str], facts: Mapping[str, Fact]
) -> None:
    """Take away what one matter's words lend to another."""
    pay = bool(heard & _PAY)
    if weights[Matter.PRIVATE_DEBT] >= _TOLD and not pay:
        weights[Matter.WAGES] = 0
    if weights[Matter.PROJECT_PAYMENT] >= _BESIDE:
        own = bool(heard & _CONTRACTOR) or "project_payment_fen" in facts
        if not own and (pay or "excuse" in heard):
            weights[Matter.PROJECT_PAYMENT] = 0
        elif not pay:
            weights[Matter.WAGES] = 0
    if not pay and any(weights[matter] >= _BESIDE for matter in _NEAR_WAGES):
        weights[Matter.WAGES] = min(weights[Matter.WAGES], _TOLD - 0.5)
    _settle_complaint(weights, heard, facts)


_NEAR_WAGES = (Matter.INJURY, Matter.SOCIAL_INSURANCE, Matter.SEVERANCE)
#: Facts of which a householder tells none.
_WORK_FACTS = {"rate_fen", "worked", "advance_fen", "amount_fen", "amount_per_worker_fen"}
_OF_WORK = (Matter.WAGES, Matter.PROJECT_PAYMENT, *_NEAR_WAGES)


def _settle_complaint(
    weights: defaultdict[Matter, float], heard: set[str], facts: Mapping[str, Fact]
) -> None:
    """A worker may speak of a school or an estate, a householder of somebody's wages."""
    if "householder" in heard and "own_claim" not in heard and not _WORK_FACTS & set(facts):
        weights[Matter.WAGES] = min(weights[Matter.WAGES], _TOLD - 0.5)
    elif "advice" not in heard and any(weights[matter] >= _BESIDE for matter in _OF_WORK):
        weights[Matter.OTHER_COMPLAINT] = 0


def _is_cry(signals: Sequence[Signal]) -> bool:
    return any(signal.value in ("distress", "violence", "detained") for signal in signals)
