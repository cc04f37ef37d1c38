"""A lead that an operator files for a caller: what he typed is understood, a fact he gave wins."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.errors import Invalid
from handlers.facts import FACTS, Known, Source, Sureness, renew
from handlers.jsonable import Json
from handlers.lead import Lead, LeadKind, lead_of
from nlp.understanding import FactValue, Matter, Understanding

#: Facts whose value is a whole number of something.
WHOLE = frozenset({"headcount", "worked", "months"})
#: Facts that are lists of codes.
LISTS = frozenset({"evidence", "doors_tried"})
#: Facts that are told of pay alone.
PAY = frozenset({"amount_fen", "amount_per_worker_fen", "rate_fen", "months", "advance_fen"})
#: The longest word or name.
LONGEST = 200


def lead_for_caller(
    heard: Understanding, given: Mapping[str, Json], *, unnamed: bool = False
) -> Lead:
    """Make the lead; raises Invalid with the fact's name where a given value cannot be one."""
    lead = lead_of(heard, channel="phone")
    facts = dict(lead.facts)
    for field, value in given.items():
        facts[field] = renew(facts.get(field), _known(field, value))
    if unnamed:
        facts.pop("name", None)
    kind = LeadKind.COMPLAINT if "name" in facts else LeadKind.TIP
    # an operator who fills in pay has heard that it is about pay
    about_pay = lead.matter is Matter.UNKNOWN and bool(PAY & given.keys())
    matter = Matter.WAGES if about_pay else lead.matter
    return replace(lead, kind=kind, facts=facts, matter=matter)


def _known(field: str, value: Json) -> Known:
    if field not in FACTS:
        raise Invalid(f"facts/{field}")
    return Known(value=_value(field, value), source=Source.OFFICER, sureness=Sureness.CONFIRMED)


def _value(field: str, value: Json) -> FactValue:
    wrong = Invalid(f"facts/{field}")
    if field.endswith("_fen") or field in WHOLE:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise wrong
        if field.endswith("_fen") and (not isinstance(value, int) or not 0 < value <= 10**11):
            raise wrong
        if not 0 <= value <= 10**11:
            raise wrong
        return value
    if field in LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise wrong
        return tuple(str(one)[:LONGEST] for one in value)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise wrong
    if field == "division" and not (value.isascii() and value.isdigit() and len(value) in (6, 9)):
        raise wrong
    return value.strip()
