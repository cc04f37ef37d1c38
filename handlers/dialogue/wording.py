"""Facts as phrases: for the mirror, for the card, for buttons. Their words are in `locales`."""

from collections.abc import Iterable

from handlers.dialogue.state import DialogueState
from handlers.facts import Known
from handlers.phrases import Arg, Fen, Listing, Month, Phrase, Place
from nlp.divisions import division_name

#: Facts whose value is a code with a label of its own.
CODED = frozenset({
    "industry", "funding", "relation", "evidence", "doors_tried", "contract", "paid_by",
    "boss_reachable", "living_money", "card_in_hand", "real_name_gate", "contact_time",
})  # fmt: skip
DATED = frozenset({"period_start", "period_end", "last_payment"})

#: The rows of the card, in the order of reading: money first, the rest after it.
CARD = (
    "amount_fen", "project_payment_fen", "period", "place", "who", "headcount", "industry",
    "funding", "boss_reachable", "evidence", "doors_tried", "name", "phone",
)  # fmt: skip

#: Rows of the card that stand for several facts, the likeliest one first.
ROWS = {
    "period": ("period_start", "period_end", "months"),
    "place": ("division", "site", "address"),
    "who": ("employer", "foreman", "general_contractor", "subcontractor", "project_owner"),
}

#: The rows shown even while nothing is known of them.
ALWAYS = ("amount_fen", "period", "place", "who", "headcount", "name", "phone")


def tell(field: str, known: Known) -> Arg:
    """Return a fact's value the way it is shown to the worker."""
    value = known.value
    if isinstance(value, tuple):
        if not value:
            return Phrase("nothing")
        return Listing(tuple(Phrase(f"{field}-{code}") for code in value))
    if field.endswith("_fen") and isinstance(value, int | float):
        return _about(Fen(int(value)), known)
    if field in DATED:
        return Month(str(value))
    if field == "division":
        return Place(str(value))
    if field in CODED:
        return Phrase(f"{field}-{value}")
    if field == "worked":
        return Phrase(f"worked-{known.unit or 'day'}", {"count": _plain(value)})
    if field in ("headcount", "months"):
        return Phrase(f"{field}-value", {"count": _plain(value)})
    return str(value)


def as_phrase(arg: Arg) -> Phrase:
    """Return any argument as a phrase, for places that take no bare value."""
    return arg if isinstance(arg, Phrase) else Phrase("value", {"value": arg})


def mirror(state: DialogueState) -> Phrase | None:
    """Return in one line what was understood; none where there is nothing to show."""
    clauses = tuple(_clauses(state))
    if not clauses:
        return None
    for_whom = Phrase("mirror-whom", {"whom": state.whom}) if state.whom else None
    facts = chain((for_whom, *clauses) if for_whom else clauses)
    return Phrase("mirror-other" if state.helper and not for_whom else "mirror", {"facts": facts})


def card(state: DialogueState) -> tuple[tuple[str, Phrase | str | None], ...]:
    """Return the rows of the card before filing: unknown ones are shown as unknown."""
    rows: list[tuple[str, Phrase | str | None]] = []
    for row in CARD:
        name, value = _row(state, row)
        if value is not None or (row in ALWAYS and not _is_hidden(state, row)):
            rows.append((name, value))
    return tuple(rows)


def card_text(state: DialogueState) -> Phrase:
    """Return the card as lines, for doors that draw no card."""
    rows = tuple(
        Phrase("card-row", {"field": Phrase(f"fact-{name}"), "value": value or Phrase("unknown")})
        for name, value in card(state)
    )
    return chain(rows, "lines")


def shown_facts(state: DialogueState) -> tuple[str, ...]:
    """Return the names of the facts that mirror or card show, each of which may be asked again."""
    return tuple(name for name, _ in card(state))


def note(state: DialogueState, names: Iterable[str]) -> Phrase | None:
    """Return what was just taken down, in one line."""
    told: list[Phrase] = []
    for name in names:
        clause = _clause(state, name)
        if clause is not None and clause not in told:
            told.append(clause)
    return Phrase("noted", {"facts": chain(tuple(told))}) if told else None


def _is_hidden(state: DialogueState, row: str) -> bool:
    if row in ("name", "phone"):
        return state.unnamed
    return row == "amount_fen" and "project_payment_fen" in state.facts


def _row(state: DialogueState, row: str) -> tuple[str, Phrase | str | None]:
    fields = [name for name in ROWS.get(row, (row,)) if name in state.facts]
    if not fields:
        return ROWS.get(row, (row,))[0], None
    if row == "period":
        return fields[0], period(state)
    values = tuple(as_phrase(tell(name, state.facts[name])) for name in fields)
    by = "place-and" if row == "place" else "clauses"
    return fields[0], values[0] if len(values) == 1 else chain(values, by)


#: What stands in a working before its result, which is said as a sum.
_EQUALS = "＝"

#: Cities that are provinces themselves.
_MUNICIPAL = ("11", "12", "31", "50")

_MIRRORED = (
    "place", "work", "headcount", "who", "period", "rate_fen", "amount_per_worker_fen",
    "project_payment_fen", "amount_fen", "name", "phone",
)  # fmt: skip


def _clauses(state: DialogueState) -> Iterable[Phrase]:
    for name in _MIRRORED:
        clause = _clause(state, name)
        if clause is not None:
            yield clause


def _clause(state: DialogueState, name: str) -> Phrase | None:
    facts = state.facts
    group = next((row for row, fields in ROWS.items() if name in fields), name)
    if group == "place":
        return _place(state)
    if group in ("work", "industry"):
        known = facts.get("industry")
        return Phrase("mirror-work", {"work": tell("industry", known)}) if known else None
    if group == "period":
        span = period(state)
        return Phrase("mirror-period", {"period": span}) if span else None
    if group == "who":
        named = tuple(_party(name, facts[name]) for name in ROWS["who"] if name in facts)
        return chain(named) if named else None
    if name not in facts or group not in _MIRRORED:
        return None
    known = facts[name]
    if name == "rate_fen":
        return _rate(state, known)
    if name in ("headcount", "amount_fen") and contracts(state):
        return Phrase(f"mirror-{name}-workers", {"value": tell(name, known)})
    if name == "amount_fen" and known.derived and known.working:
        working = known.working.partition(_EQUALS)[0]
        return Phrase("mirror-computed", {"amount": tell(name, known), "working": working})
    return Phrase(f"mirror-{name}", {"value": tell(name, known)})


def contracts(state: DialogueState) -> bool:
    """Whether the pay that is told is his workers', beside the price of his own contract."""
    return "project_payment_fen" in state.facts or state.standing in ("contracts", "both")


def _rate(state: DialogueState, known: Known) -> Phrase | None:
    """Return the agreed rate, where no sum that holds it is shown."""
    if known.unit is None or "amount_fen" in state.facts:
        return None
    return Phrase(f"rate-{known.unit}", {"value": tell("rate_fen", known)})


def _party(field: str, known: Known) -> Phrase:
    return Phrase(f"mirror-{field}", {"value": str(known.value)})


def _place(state: DialogueState) -> Phrase | None:
    known = [name for name in ROWS["place"] if name in state.facts]
    if not known:
        return None
    parts = tuple(as_phrase(_short(name, state.facts[name])) for name in known)
    return Phrase("mirror-place", {"place": chain(parts, "place-and")})


def _short(field: str, known: Known) -> Arg:
    """Name a place without its province, where the city says enough."""
    code = str(known.value)
    if field != "division" or code[:2] in _MUNICIPAL or code[2:4] == "00":
        return tell(field, known)
    return division_name(code).removeprefix(division_name(code[:2] + "0000"))


def period(state: DialogueState) -> Phrase | None:
    """Return from when until when is unpaid, as far as it is known."""
    start, end = state.facts.get("period_start"), state.facts.get("period_end")
    if start and end and start.value == end.value:
        return Phrase("value", {"value": Month(str(start.value))})
    if start and end:
        span = {"start": Month(str(start.value)), "end": Month(str(end.value))}
        return Phrase("period-span", span)
    if start:
        return Phrase("period-from", {"start": Month(str(start.value))})
    if end:
        return Phrase("period-until", {"end": Month(str(end.value))})
    months = state.facts.get("months")
    return as_phrase(tell("months", months)) if months else None


def _about(sum_: Fen, known: Known) -> Arg:
    if known.low is not None and known.high is not None:
        return Phrase("between", {"low": Fen(known.low), "high": Fen(known.high)})
    return Phrase("about", {"value": sum_}) if known.approximate else sum_


def _plain(value: str | int | float | tuple[str, ...]) -> str | int:
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    return value if isinstance(value, int) else str(value)


def chain(parts: tuple[Phrase, ...], by: str = "clauses") -> Phrase:
    """Join clauses into one phrase, two at a time."""
    joined = parts[0]
    for part in parts[1:]:
        joined = Phrase(by, {"first": joined, "rest": part})
    return joined
