"""What an officer may put right in a case, and what a right value of it looks like."""

import re
from collections.abc import Mapping
from datetime import datetime

from handlers.case import Case, Routing
from handlers.casework.acts import Act
from handlers.casework.bodies import Reader, Shape, money, one_of, period, words
from handlers.casework.clocks import local_day
from handlers.casework.refusals import wrong
from handlers.directory import FUNDINGS, INDUSTRIES
from handlers.facts import FACTS
from handlers.jsonable import Json
from handlers.lead import Lead
from handlers.routing import route
from nlp.understanding import FactValue, Matter

CATEGORIES = (
    "site_wages", "factory_wages", "service_wages", "transport_delivery", "farm_forest",
    "domestic_personal", "dispatch_agency", "overseas_project", "below_minimum", "overtime",
    "deduction_fine_deposit", "card_or_id_held", "paid_in_kind", "no_contract", "injury",
    "child_or_juvenile", "forced_or_detained", "project_payment", "private_debt",
    "risk_not_yet_due", "question_only", "follow_up", "staff_conduct", "social_insurance",
    "severance", "other_complaint", "unknown",
)  # fmt: skip
CAMPAIGN_CLASSES = ("year_end", "spring_festival", "none")

#: What may be put right besides the numbers that other systems gave the case.
CORRECTABLE = (*FACTS, "category", "campaign_class", "registered_employer")

_EVIDENCE = (
    "notice_board", "iou", "settlement", "bank", "payslip", "attendance", "contract", "chat",
    "badge", "photo", "video", "recording", "witness", "other",
)  # fmt: skip
_DOORS = (
    "labor_inspection", "hotline_12345", "hotline_12333", "national_platform", "mediation",
    "arbitration", "court", "police", "petition", "union", "township", "media", "other",
)  # fmt: skip

_CODES: Mapping[str, tuple[str, ...]] = {
    "category": CATEGORIES,
    "campaign_class": CAMPAIGN_CLASSES,
    "industry": INDUSTRIES,
    "funding": FUNDINGS,
    "relation": ("foreman", "direct", "dispatch", "platform", "no_contract"),
    "paid_by": ("bank", "cash", "phone"),
    **dict.fromkeys(
        ("contract", "boss_reachable", "living_money", "card_in_hand", "real_name_gate"),
        ("yes", "no"),
    ),
}
_LISTS: Mapping[str, tuple[str, ...]] = {"evidence": _EVIDENCE, "doors_tried": _DOORS}
_COUNTS = frozenset({"headcount", "worked", "months"})
_DATES = frozenset({"period_start", "period_end"})
_NUMBER_NAME = re.compile(r"numbers/[a-z0-9_]{1,40}")
_DIVISION_CODE = re.compile(r"\d{6}(\d{3})?", re.ASCII)
_COUNT_MAX = 1_000_000


def read_value(field: str, value: Json, act: Act) -> FactValue:
    """Return the value as a case keeps it; an unknown field or a wrong value is named."""
    known = field in CORRECTABLE
    if not known and not _NUMBER_NAME.fullmatch(field):
        wrong("field")
    read = reader_of(field)(value, "value", act.now)
    if isinstance(read, list):
        return tuple(str(one) for one in read)
    return read if isinstance(read, str | int | float) else str(read)


def reader_of(field: str) -> Reader:
    """Return what reads a right value of this field."""
    if field in _LISTS:
        return _several(_LISTS[field])
    if field in _COUNTS:
        return _count(whole=field == "headcount")
    if field == "division":
        return _DIVISION
    if field in _CODES:
        return one_of(*_CODES[field])
    if field.endswith("_fen"):
        return money
    return period if field in _DATES else words(1, 200)


def _several(known: tuple[str, ...]) -> Reader:
    def read(value: Json, name: str, _now: datetime) -> Json:
        if not isinstance(value, list) or not value or any(one not in known for one in value):
            wrong(name)
        return list(dict.fromkeys(value))

    return Reader(shape=Shape.LIST, read=read, each=one_of(*known), at_least=1)


def _count(*, whole: bool) -> Reader:
    def read(value: Json, name: str, _now: datetime) -> Json:
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong(name)
        if not 0 < value <= _COUNT_MAX or (whole and not isinstance(value, int)):
            wrong(name)
        return value

    return Reader(shape=Shape.COUNT, read=read)


def _read_division(value: Json, name: str, _now: datetime) -> Json:
    if not isinstance(value, str) or not _DIVISION_CODE.fullmatch(value):
        wrong(name)
    return value


_DIVISION = Reader(shape=Shape.DIVISION, read=_read_division)


def propose_routing(act: Act) -> None:
    """Compute the routing anew: where it differs it is a proposal, never a move."""
    new = route(
        lead_again(act.case), act.world.directory, act.world.calendar, local_day(act.now)
    )  # fmt: skip
    act.change(proposal=new if _differs(new, act.case) else None)


def lead_again(case: Case) -> Lead:
    """Make the lead that a case came from, with the facts as they are known now."""
    known = {matter.value for matter in Matter}
    matter = Matter(case.category) if case.category in known else Matter.WAGES
    return Lead(
        kind=case.kind, channel=case.channel, conversation=case.conversation, facts=case.facts,
        signals=case.signals, matter=matter, categories=case.also_categories,
        question_only=case.category == "question_only",
    )  # fmt: skip


def _differs(new: Routing, case: Case) -> bool:
    lead = case.lead
    return (new.desk, new.category, new.campaign_class) != (
        lead.agency, case.category, case.campaign_class
    )  # fmt: skip
