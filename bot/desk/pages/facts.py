"""The facts beside the story: value, the worker's words, how sure, what is still lacking."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.desk.present import mask
from handlers.facts import FACTS, SEALED, Facts, Known, Source
from locales import formats
from nlp import places

Say = Callable[..., str]

#: What a case is not worked on without; any one of a group is enough.
WANTED = (
    ("amount_fen",), ("period_start", "months"), ("division",), ("site", "address"),
    ("employer", "foreman", "general_contractor", "subcontractor"), ("headcount",),
    ("last_payment",), ("name",), ("phone",),
)  # fmt: skip
_CODED = frozenset({
    "industry", "funding", "relation", "contract", "paid_by", "boss_reachable", "living_money",
    "card_in_hand", "real_name_gate", "contact_time", "evidence", "doors_tried",
})  # fmt: skip
_DATES = frozenset({"period_start", "period_end", "last_payment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact as the page shows it."""

    field: str
    label: str
    value: str
    words: str = ""
    anchor: str = ""
    sureness: str = "heard"
    sealed: bool = False
    earlier: tuple[str, ...] = ()


def lines_of(facts: Facts, anchors: Mapping[str, str], say: Say, locale: str) -> list[FactLine]:
    """Return the known facts in their fixed order: money, when, where, who, the rest."""
    return [_line(field, facts[field], anchors, say, locale) for field in FACTS if field in facts]


def lacking(facts: Facts) -> Iterator[str]:
    """Return the facts that are still to be asked for."""
    for group in WANTED:
        if not any(field in facts for field in group):
            yield group[0]


def value_of(field: str, known: Known, say: Say, locale: str) -> str:
    """Write a value the way an officer reads it."""
    if field in SEALED:
        return mask(field, str(known.value))
    if known.low is not None and known.high is not None and field.endswith("_fen"):
        return f"{formats.money(known.low, locale)} – {formats.money(known.high, locale)}"
    said = _plain(field, known, say, locale)
    return f"{say('desk-approximate')}{said}" if known.approximate else said


def _plain(field: str, known: Known, say: Say, locale: str) -> str:
    value = known.value
    if isinstance(value, tuple):
        return formats.listing([say(f"{field}-{one}") for one in value], locale)
    if field.endswith("_fen") and isinstance(value, int):
        money = formats.money(value, locale)
        return say(f"desk-unit-{known.unit}", value=money) if known.unit else money
    if field == "division":
        return places.division_name(str(value))
    if field in _CODED:
        return say(f"{field}-{value}")
    if field in _DATES and isinstance(value, str):
        return _month(value, locale)
    if field == "headcount" and isinstance(value, int):
        return say("desk-head-people", count=value)
    if field == "months":
        return say("desk-months", count=str(value))
    return str(value)


def _month(value: str, locale: str) -> str:
    try:
        return formats.month(value, locale)
    except (ValueError, IndexError):
        return value


def _line(field: str, known: Known, anchors: Mapping[str, str], say: Say, locale: str) -> FactLine:
    sealed = field in SEALED
    by_officer = known.source is Source.OFFICER
    return FactLine(
        field=field, label=say(f"desk-fact-{field}"), value=value_of(field, known, say, locale),
        words="" if sealed else known.text, anchor=anchors.get(field, ""),
        sureness="officer" if by_officer else known.sureness.value, sealed=sealed,
        earlier=() if sealed else tuple(
            _earlier(field, old.value, say, locale) for old in known.earlier
        ),
    )  # fmt: skip


def _earlier(field: str, value: object, say: Say, locale: str) -> str:
    return _plain(field, Known(value=value), say, locale)  # type: ignore[arg-type]
