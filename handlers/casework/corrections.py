"""What an officer may put right in a case, and what a right value of it looks like."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.case import Case, Routing
from handlers.casework.acts import Act
from handlers.casework.bodies import money, one_of, period, words
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
_DIVISION = re.compile(r"\d{6}(\d{3})?", re.ASCII)
_COUNT_MAX = 1_000_000


def read_value(field: str, value: Json, act: Act) -> FactValue:
    """Return the value as a case keeps it; an unknown field or a wrong value is named."""
    known = field in (*FACTS, "category", "campaign_class", "registered_employer")
    if not known and not _NUMBER_NAME.fullmatch(field):
        wrong("field")
    if field in _LISTS:
        return _codes(value, _LISTS[field])
    if field in _COUNTS:
        return _count(field, value)
    if field == "division":
        if not isinstance(value, str) or not _DIVISION.fullmatch(value):
            wrong("value")
        return value
    return _single(field, value, act.now)


def _single(field: str, value: Json, now: datetime) -> FactValue:
    reader: Callable[[Json, str, datetime], Json]
    if field in _CODES:
        reader = one_of(*_CODES[field])
    elif field.endswith("_fen"):
        reader = money
    elif field in _DATES:
        reader = period
    else:
        reader = words(1, 200)
    read = reader(value, "value", now)
    return read if isinstance(read, str | int) else str(read)


def _codes(value: Json, known: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or any(one not in known for one in value):
        wrong("value")
    return tuple(dict.fromkeys(str(one) for one in value))


def _count(field: str, value: Json) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        wrong("value")
    whole = field == "headcount"
    if not 0 < value <= _COUNT_MAX or (whole and not isinstance(value, int)):
        wrong("value")
    return value


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
