"""What the trouble is about: the matter that weighs most, and those that are told beside it.

A mention alone never makes a matter. A long letter speaks of its matter in its title and again
and again, so title words weigh double and every rule counts at most twice.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicon import read_table
from nlp.normalize import Text
from nlp.understanding import Fact, Matter, Signal


@dataclass(frozen=True, slots=True)
class _Rule:
    matter: Matter
    name: str
    weight: float
    pattern: re.Pattern[str]


_RULES = tuple(
    _Rule(Matter(matter), name, float(weight), re.compile(pattern))
    for matter, name, weight, pattern in read_table("matters.tsv")
)

#: From this weight on a matter is told, not only touched.
_TOLD = 2.0
#: From this weight on a second matter is listed beside the first.
_BESIDE = 3.0
#: A text longer than this is a letter: what stands before `_TITLE` is its title.
_LETTER, _TITLE = 120, 40
#: Facts that only wages have, and what each weighs.
_WAGE_FACTS = {
    "rate_fen": 1.0,
    "worked": 1.0,
    "advance_fen": 1.0,
    "months": 1.0,
    "amount_per_worker_fen": 1.5,
    "amount_fen": 0.5,
}


def find_matter(
    text: Text, facts: Mapping[str, Fact], signals: Sequence[Signal]
) -> tuple[Matter, tuple[Matter, ...]]:
    """Find the main matter, and the others that are told as well."""
    weights, places = _weigh(text.plain)
    _weigh_facts(weights, facts)
    _settle(weights, text.plain, facts)
    told = [matter for matter, weight in weights.items() if weight >= _TOLD]
    if not told or (_is_cry(signals) and weights[Matter.WAGES] < _BESIDE and len(told) == 1):
        return Matter.UNKNOWN, ()
    told.sort(key=lambda matter: (-weights[matter], places.get(matter, 0)))
    main, *rest = told
    return main, tuple(matter for matter in rest if weights[matter] >= _BESIDE)


def _weigh(plain: str) -> tuple[defaultdict[Matter, float], dict[Matter, int]]:
    weights: defaultdict[Matter, float] = defaultdict(float)
    places: dict[Matter, int] = {}
    title = _TITLE if len(plain) > _LETTER else 0
    for rule in _RULES:
        for count, match in enumerate(rule.pattern.finditer(plain)):
            if count == 2:
                break
            weights[rule.matter] += rule.weight * (2 if match.start() < title else 1)
            places[rule.matter] = min(places.get(rule.matter, match.start()), match.start())
    return weights, places


def _weigh_facts(weights: defaultdict[Matter, float], facts: Mapping[str, Fact]) -> None:
    weights[Matter.WAGES] += sum(weight for name, weight in _WAGE_FACTS.items() if name in facts)
    if "project_payment_fen" in facts:
        weights[Matter.PROJECT_PAYMENT] += 2


_PAY = re.compile(
    r"工资|工钱|薪|劳务费|劳务报酬|劳动报酬|人工费|血汗钱|加班费|提成|干活|打工|上班|做工|工人|民工"
)


def _settle(weights: defaultdict[Matter, float], plain: str, facts: Mapping[str, Fact]) -> None:
    """Take away what one matter's words lend to another."""
    loan = weights[Matter.PRIVATE_DEBT] >= _TOLD
    price = weights[Matter.PROJECT_PAYMENT] >= _BESIDE
    if (loan or price) and not _PAY.search(plain):
        weights[Matter.WAGES] = 0
    if price and "amount_fen" not in facts and not _WORKERS_PAY.search(plain):
        weights[Matter.WAGES] = min(weights[Matter.WAGES], _TOLD - 0.5)


_WORKERS_PAY = re.compile(
    r"工资|工钱|薪|劳务费|劳动报酬|人工费|民工|血汗钱|工人[^,。]{0,8}(?:要|没|等|欠)"
)


def _is_cry(signals: Sequence[Signal]) -> bool:
    return any(signal.value in ("distress", "violence", "detained") for signal in signals)
