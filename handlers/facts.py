"""Facts as a draft or a case knows them: the value, its words, and what stood there before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from nlp.understanding import Fact, FactValue, Signal, Span

#: Facts that are sealed wherever they are kept, and opened only by `reveal`.
SEALED = frozenset({"name", "phone", "identity_number", "bank_card", "home_address"})

#: Facts that are only ever taken on the secured web page.
WEB_ONLY = frozenset({"identity_number", "bank_card", "home_address"})

#: Every fact of the contract, in the order in which pages show them: money, when, where, who, rest.
FACTS = (
    "amount_fen", "amount_per_worker_fen", "project_payment_fen", "rate_fen", "worked",
    "advance_fen", "months", "period_start", "period_end", "last_payment", "division", "site",
    "address", "employer", "foreman", "general_contractor", "subcontractor", "project_owner",
    "headcount", "industry", "funding", "relation", "contract", "paid_by", "boss_reachable",
    "living_money", "card_in_hand", "real_name_gate", "evidence", "doors_tried", "name", "phone",
    "foreman_phone", "helper_name", "contact_time", "industry_authority", "wage_officer",
    "wage_officer_phone", "identity_number", "bank_card", "home_address",
)  # fmt: skip


class Source(StrEnum):
    """Where a fact came from."""

    WORKER = "worker"
    OFFICER = "officer"
    FILE = "file"


class Sureness(StrEnum):
    """How sure a fact is: heard, confirmed by the worker at the mirror or by a button, verified."""

    HEARD = "heard"
    CONFIRMED = "confirmed"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A value that a correction replaced; it is kept."""

    value: FactValue
    text: str
    seq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A fact with its words, the message they stand in, and its earlier values."""

    value: FactValue
    text: str = ""
    span: Span | None = None
    confidence: float = 1.0
    seq: int | None = None
    """The message of the transcript that says it; none where an officer wrote it."""
    source: Source = Source.WORKER
    sureness: Sureness = Sureness.HEARD
    approximate: bool = False
    low: int | None = None
    high: int | None = None
    derived: bool = False
    working: str | None = None
    unit: str | None = None
    name: str | None = None
    who: str | None = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSignal:
    """A signal with the message it stands in."""

    value: str
    text: str
    span: Span
    seq: int


#: What a draft or a case knows, by the fact's name.
Facts = Mapping[str, Known]


def know(fact: Fact, seq: int | None, *, sureness: Sureness = Sureness.HEARD) -> Known:
    """Take a fact out of a message into the draft."""
    return Known(
        value=fact.value, text=fact.text, span=fact.span, confidence=fact.confidence, seq=seq,
        sureness=sureness, approximate=fact.approximate, low=fact.low, high=fact.high,
        derived=fact.derived, working=fact.working, unit=fact.unit, name=fact.name, who=fact.who,
    )  # fmt: skip


def heard(signal: Signal, seq: int) -> HeardSignal:
    """Take a signal out of a message."""
    return HeardSignal(value=signal.value, text=signal.text, span=signal.span, seq=seq)


def renew(old: Known | None, new: Known) -> Known:
    """Put a new value over an old one, which is kept among the earlier ones."""
    if old is None:
        return new
    if old.value == new.value:
        return replace(new, earlier=old.earlier)
    gone = Earlier(value=old.value, text=old.text, seq=old.seq)
    return replace(new, earlier=(*old.earlier, gone))


def number(facts: Facts, field: str) -> int | None:
    """Return a whole-number fact, or none."""
    known = facts.get(field)
    return int(known.value) if known and isinstance(known.value, int | float) else None


def words(facts: Facts, field: str) -> str | None:
    """Return a fact that is a word or a code, or none."""
    known = facts.get(field)
    return known.value if known and isinstance(known.value, str) else None


def listed(facts: Facts, field: str) -> tuple[str, ...]:
    """Return a list fact, empty where it is not known."""
    known = facts.get(field)
    return known.value if known and isinstance(known.value, tuple) else ()
