"""How urgent a lead is (domain.md §2.10): the highest level that applies, with every reason.

The program only raises; people lower, with a reason. All figures are the directory's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handlers.case import Reason
from handlers.crime import count_heads, find_reached_line, owed_in_all
from handlers.directory import Directory
from handlers.facts import HeardSignal, words
from handlers.lead import Lead
from handlers.limits import find_limits, is_near
from handlers.workdays import Calendar
from nlp.understanding import Matter

#: Signals of danger to life; they open an alarm, or take the crisis path.
LIFE = frozenset({"distress", "violence", "detained", "medical_emergency", "child"})

#: Signals that need a person within two hours.
URGENT = frozenset(
    {"gathering_now", "boss_fled", "hardship", "reprisal", "card_or_id_held"}
)  # fmt: skip

LEVELS = ("P0", "P1", "P2", "P3", "P4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known of the firm or site from other leads, and of the case itself."""

    similar: int = 0
    """Other leads on the same firm or site within 30 days."""
    repeat: bool = False
    """It owed last year too."""
    order_disobeyed: bool = False
    """An order was served and its day passed without pay."""


Found = tuple[str, Reason]


def find_level(
    lead: Lead, directory: Directory, calendar: Calendar, today: date, past: Past
) -> tuple[str, tuple[Reason, ...]]:
    """Return the level and its reasons, the gravest first."""
    if lead.question_only:
        found = list(_life(lead))
        return ("P0" if found else "P4"), tuple(reason for _, reason in found)
    found = [
        *_life(lead),
        *_urgent(lead, directory),
        *_limits(lead, directory, calendar, today),
        *_major(lead, directory, past),
    ]
    level = min((level for level, _ in found), default="P3")
    return level, tuple(reason for _, reason in found)


def find_near_limit(
    lead: Lead, directory: Directory, calendar: Calendar, today: date
) -> Reason | None:
    """Return the reason `limit_near` where a limit of the worker's is about to end."""
    days = directory.threshold("limit_near_days", words(lead.facts, "division"))
    for limit in find_limits(lead.facts, calendar):
        if is_near(limit.due, today, days):
            return Reason(
                code="limit_near", args={"clock": limit.clock, "due": limit.due.isoformat()}
            )
    told = any(signal.value == "limit_near" for signal in lead.signals)
    return (
        Reason(code="limit_near", args={"clock": "arbitration_limit", "due": None})
        if told
        else None
    )


def is_collective(lead: Lead, heads: int) -> bool:
    """Whether so many are told of, or they act together."""
    together = any(signal.value == "collective" for signal in lead.signals)
    return together or count_heads(lead.facts, 1) >= heads


def _life(lead: Lead) -> Iterator[Found]:
    return (("P0", _signal(heard)) for heard in lead.signals if heard.value in LIFE)


def _urgent(lead: Lead, directory: Directory) -> Iterator[Found]:
    heard = {signal.value: signal for signal in lead.signals if signal.value in URGENT}
    yield from (("P1", _signal(signal)) for signal in heard.values())
    if "hardship" not in heard and words(lead.facts, "living_money") == "no":
        yield "P1", Reason(code="signal", args={"signal": "hardship", "seq": None})
    if "card_or_id_held" not in heard and words(lead.facts, "card_in_hand") == "no":
        yield "P1", Reason(code="signal", args={"signal": "card_or_id_held", "seq": None})
    heads = directory.threshold("collective_heads", words(lead.facts, "division"))
    if is_collective(lead, heads):
        yield "P1", Reason(code="collective", args={"headcount": count_heads(lead.facts, 1)})


def _limits(lead: Lead, directory: Directory, calendar: Calendar, today: date) -> Iterator[Found]:
    near = find_near_limit(lead, directory, calendar, today)
    if near:
        yield "P1", near


def _major(lead: Lead, directory: Directory, past: Past) -> Iterator[Found]:
    division = words(lead.facts, "division")
    funding = words(lead.facts, "funding")
    if funding in _STATE:
        yield "P2", Reason(code=_STATE[funding])
    owed = owed_in_all(lead.facts) or 0
    if owed >= directory.threshold("sum_large_fen", division):
        yield "P2", Reason(code="sum_large", args={"amount_fen": owed})
    together = any(signal.value == "collective" for signal in lead.signals)
    reached = find_reached_line(lead.facts, division, directory, collective=together)
    if reached and Matter.WAGES in (lead.matter, *lead.also):
        yield "P2", Reason(code="crime_line", args=reached.args)
    if any(signal.value == "media" for signal in lead.signals):
        yield "P2", Reason(code="media")
    if past.similar + 1 >= directory.threshold("similar_leads", division):
        yield "P2", Reason(code="third_lead", args={"count": past.similar + 1})
    if past.repeat:
        yield "P2", Reason(code="repeat_last_year")


_STATE = {"government": "government_project", "state_firm": "state_project"}


def _signal(heard: HeardSignal) -> Reason:
    return Reason(code="signal", args={"signal": heard.value, "seq": heard.seq or None})
