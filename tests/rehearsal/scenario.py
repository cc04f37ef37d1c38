"""The campaign as it is drawn: who owes whom, how much, how employers and workers behave.

Everything is drawn from one seed, so that a difference found once is found again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

#: The counties of the rehearsal with their share of cases; 河南 and 包头 have clocks of their own.
PLACES = {
    "430112": ("望城区", 30), "440106": ("天河区", 20), "510107": ("武侯区", 15),
    "320583": ("昆山市", 15), "410105": ("金水区", 12), "150203": ("昆都仑区", 8),
}  # fmt: skip
INDUSTRIES = {"construction": 55, "manufacturing": 20, "catering": 15, "retail": 10}
FUNDING = {"private": 70, "government": 20, "state_firm": 10}
#: Sizes of groups with their share.
SIZES = {1: 62, 2: 10, 3: 8, 5: 8, 8: 6, 12: 4, 25: 2}
#: What an employer does once he is asked to pay.
EMPLOYERS = {
    "at_once": 22, "after_order": 30, "part": 12, "never": 14, "flees": 3, "paid_before": 5,
    "not_found": 4, "promise": 10,
}  # fmt: skip
#: What a worker says when he is asked for his money.
WORKERS = {"all": 62, "silent": 28, "denies": 10}
#: How a case finds the agency that answers.
ROADS = {"straight": 88, "referred": 5, "disputed": 2, "declined": 3, "incomplete": 2}

FIRMS = ("恒达建筑劳务", "永盛电子", "金源餐饮", "宏图装饰", "顺发制衣", "鑫隆物流", "大地园林")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One case as it will go."""

    number: int
    day: date
    door: str
    """phone or web."""
    division: str
    industry: str
    funding: str
    employer: str
    sums: tuple[int, ...]
    """What each worker says he is owed, in fen."""
    verified: tuple[int, ...]
    late_row: bool
    """Whether one of the group is added only at the desk."""
    denied_row: bool
    behaviour: str
    worker: str
    road: str
    claim_after: int
    accept_after: int
    verify_after: int
    pay_after: int
    asks: bool
    weak_proof: bool
    closes_early: bool
    returns: bool
    """Whether the worker says after closing that nothing came."""
    listed: bool
    extended: bool


def draw(cases: int, first: date, days: int, seed: int = 2027) -> list[Plan]:
    """Draw a campaign; more is told the nearer 春节 comes."""
    dice = Random(seed)
    return sorted(_plans(dice, cases, first, days), key=lambda plan: (plan.day, plan.number))


def _plans(dice: Random, cases: int, first: date, days: int) -> Iterator[Plan]:
    for number in range(cases):
        size = 1 if (web := dice.random() < 0.1) else _pick(dice, SIZES)
        sums = tuple(dice.randrange(2_000, 45_000) * 100 for _ in range(size))
        behaviour = "flees" if number == 1 else _pick(dice, EMPLOYERS)
        road = "disputed" if number == 0 else "straight" if number == 1 else _pick(dice, ROADS)
        door = "web" if web and road == "straight" else "phone"
        yield Plan(
            number=number,
            day=first + timedelta(int((days - 12) * (1 - (1 - dice.random()) ** 1.4))),
            door=door,
            division=_pick(dice, {code: share for code, (_, share) in PLACES.items()}),
            industry=_pick(dice, INDUSTRIES), 
            funding="private" if door == "web" else _pick(dice, FUNDING),
            employer=dice.choice(FIRMS), sums=sums,
            verified=tuple(s if dice.random() < 0.7 else s * 9 // 10 for s in sums),
            late_row=size > 2 and dice.random() < 0.2, denied_row=size > 3 and dice.random() < 0.2,
            behaviour=behaviour, worker=_pick(dice, WORKERS), road=road,
            claim_after=_pick(dice, {0: 60, 1: 30, 2: 8, 3: 2}),
            accept_after=dice.choice((0, 0, 1, 1, 2, 3, 4, 6)),
            verify_after=dice.choice((1, 2, 3, 4, 6, 9)),
            pay_after=dice.choice((1, 2, 4, 7, 10)),
            asks=dice.random() < 0.15, weak_proof=dice.random() < 0.05,
            closes_early=dice.random() < 0.2, returns=dice.random() < 0.06,
            listed=dice.random() < 0.03, extended=dice.random() < 0.03,
        )  # fmt: skip


def _pick(dice: Random, shares: Mapping[T, int]) -> T:
    return dice.choices(list(shares), list(shares.values()))[0]
