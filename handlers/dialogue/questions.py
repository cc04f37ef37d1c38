"""The one table of questions, and the choice of the next one as a pure function of what is known.

A row is a question: the facts that answer it, when it applies, and what it is good for. Tier 0 is
enough to file, tier 1 is needed to be accepted, tier 2 makes it quick; `routes` marks the rows
whose answer decides who gets the case or how urgent it is (domain.md §2.8).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlers.dialogue.state import DialogueState
from handlers.facts import Known, Sureness, words
from handlers.sums.wages import reckon_wages
from nlp.divisions import is_county
from nlp.understanding import Matter

#: Questions after the story, the mirror among them, before the card is shown at the latest: it
#: stands there after six messages of the worker.
STEPS_TO_CARD = 5

#: So often a question is put of itself while other things are told instead.
TRIES = 2

#: Questions asked after "more", at most.
MORE = 5

#: What is heard less surely than this is asked, unless the worker has confirmed it.
SURE_ENOUGH = 0.5

WORKS = frozenset({
    "construction", "transport_works", "water_works", "farmland_works", "railway", "energy",
    "telecom", "land_restoration", "aviation",
})  # fmt: skip

#: Industries offered as choices: the commonest, everything else is typed.
COMMON_INDUSTRIES = (
    "construction", "manufacturing", "catering", "delivery", "property_security_cleaning",
    "domestic", "other",
)  # fmt: skip
EVIDENCE = (
    "iou", "settlement", "bank", "payslip", "attendance", "contract", "chat", "photo", "witness",
)  # fmt: skip
DOORS = (
    "hotline_12345", "labor_inspection", "national_platform", "arbitration", "court",
)  # fmt: skip

#: From so many workers on a site the speaker may be who took them on.
GANG = 10

WHO = ("employer", "foreman", "general_contractor", "subcontractor", "project_owner")
MONEY = ("amount_fen", "amount_per_worker_fen")


def always(_: DialogueState) -> bool:
    """Return that the question applies to everybody."""
    return True


def is_works(state: DialogueState) -> bool:
    """Whether it is a site, where the law of site wages has more to ask."""
    return words(state.facts, "industry") in WORKS


def may_be_named(state: DialogueState) -> bool:
    """Whether the worker has not chosen to stay unnamed."""
    return not state.unnamed


def has_name(state: DialogueState) -> bool:
    """Whether a telephone would belong to somebody we can name."""
    return not state.unnamed and "name" in state.facts


def is_helper(state: DialogueState) -> bool:
    """Whether somebody speaks for another, and may be called by a name himself."""
    return state.helper and not state.unnamed


def may_contract(state: DialogueState) -> bool:
    """Whether it sounds like a contract's price, or like one who took on a whole gang (S8)."""
    matters = (state.matter, *state.also)
    price = Matter.PROJECT_PAYMENT in matters or "project_payment_fen" in state.facts
    heads = state.facts.get("headcount")
    gang = heads is not None and isinstance(heads.value, int) and heads.value >= GANG
    return price or (gang and is_works(state))


def owes_wages(state: DialogueState) -> bool:
    """Whether wages are owed, of the speaker or of the workers he took on."""
    return state.standing != "contracts" or bool(state.facts.keys() & {"headcount", *MONEY})


def is_in_china(state: DialogueState) -> bool:
    """Whether the work was done where divisions are."""
    return not state.has_signal("overseas")


def lacks_work(state: DialogueState) -> bool:
    """Whether a rate was told and no work that fits it, which would give the sum."""
    return "rate_fen" in state.facts and reckon_wages(state.facts) is None


def is_reckoned(state: DialogueState) -> bool:
    """Whether the sum was computed, so that what he already received must come off it."""
    known = state.facts.get("amount_fen")
    return known is not None and known.derived


def paid_to_card(state: DialogueState) -> bool:
    """Whether pay went to a bank card."""
    return words(state.facts, "paid_by") == "bank"


def boss_is_away(state: DialogueState) -> bool:
    """Whether the boss cannot be reached, or there is need."""
    away = words(state.facts, "boss_reachable") == "no"
    return away or state.has_signal("boss_fled", "hardship")


def boss_not_known_fled(state: DialogueState) -> bool:
    """Whether it makes sense to ask if the boss can be reached."""
    return not state.has_signal("boss_fled")


def has_list(state: DialogueState) -> bool:
    """Whether several workers stand behind the speaker."""
    known = state.facts.get("headcount")
    return bool(known and isinstance(known.value, int) and known.value >= 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A row: what is asked, what answers it, for whom."""

    field: str
    tier: int
    met: tuple[str, ...]
    """Any of these facts answers it."""
    choices: tuple[str, ...] = ()
    numbered: bool = True
    many: bool = False
    routes: bool = False
    applies: Callable[[DialogueState], bool] = always
    way_out: str = "dont_know"
    """What stands beside the answers: `dont_know`, or `skip` for what one may not want to say."""


QUESTIONS = (
    Question(field="standing", tier=1, met=(), applies=may_contract, routes=True,
             choices=("own_wages", "contracts", "both"), way_out="skip"),
    Question(field="division", tier=0, met=("division",), applies=is_in_china, routes=True),
    Question(field="worked", tier=1, met=("worked", *MONEY), numbered=False,
             applies=lacks_work),
    Question(field="amount_fen", tier=1, met=MONEY, numbered=False, applies=owes_wages),
    Question(field="employer", tier=1, met=(*WHO, "site")),
    Question(field="period_start", tier=1, met=("period_start", "period_end", "months"),
             numbered=False),
    Question(field="headcount", tier=1, met=("headcount",), numbered=False, routes=True,
             choices=("alone",)),
    Question(field="name", tier=1, met=("name",), applies=may_be_named, way_out="skip"),
    Question(field="phone", tier=1, met=("phone",), applies=has_name, numbered=False,
             way_out="skip"),
    Question(field="helper_name", tier=2, met=("helper_name",), applies=is_helper,
             way_out="skip"),
    Question(field="industry", tier=2, met=("industry",), choices=COMMON_INDUSTRIES, routes=True),
    Question(field="funding", tier=2, met=("funding",), applies=is_works, routes=True,
             choices=("government", "state_firm", "private")),
    Question(field="boss_reachable", tier=2, met=("boss_reachable",), routes=True,
             applies=boss_not_known_fled, choices=("yes", "no")),
    Question(field="advance_fen", tier=2, met=("advance_fen",), numbered=False,
             applies=is_reckoned),
    Question(field="living_money", tier=2, met=("living_money",), applies=boss_is_away,
             routes=True, choices=("yes", "no"), way_out="skip"),
    Question(field="evidence", tier=2, met=("evidence",), many=True, way_out="none",
             choices=(*EVIDENCE, "done", "later", "none")),
    Question(field="notice_board", tier=2, met=("wage_officer", "industry_authority"),
             applies=is_works, choices=("later", "none"), way_out="none"),
    Question(field="doors_tried", tier=2, met=("doors_tried",), many=True,
             choices=(*DOORS, "done", "none")),
    Question(field="contact_time", tier=2, met=("contact_time",), way_out="skip",
             choices=("chat", "call_day", "call_evening", "no_call")),
    Question(field="claimants", tier=2, met=(), applies=has_list, way_out="later",
             choices=("paste", "one_by_one", "code", "sheet", "later")),
    Question(field="general_contractor", tier=2, met=("general_contractor",), applies=is_works),
    Question(field="site", tier=2, met=("site",), applies=is_works),
    Question(field="foreman_phone", tier=2, met=("foreman_phone",), numbered=False),
    Question(field="contract", tier=2, met=("contract",), choices=("yes", "no")),
    Question(field="paid_by", tier=2, met=("paid_by",), choices=("bank", "cash", "phone")),
    Question(field="card_in_hand", tier=2, met=("card_in_hand",), applies=paid_to_card,
             choices=("yes", "no")),
    Question(field="real_name_gate", tier=2, met=("real_name_gate",), applies=is_works,
             choices=("yes", "no")),
    Question(field="last_payment", tier=2, met=("last_payment",), numbered=False),
)  # fmt: skip

#: Asked only when an officer, a correction or the safety path wants them.
ON_REQUEST = (
    Question(field="foreman", tier=3, met=("foreman",)),
    Question(field="subcontractor", tier=3, met=("subcontractor",)),
    Question(field="project_owner", tier=3, met=("project_owner",)),
    Question(field="address", tier=3, met=("address",)),
    Question(field="period_end", tier=3, met=("period_end",), numbered=False),
    Question(field="months", tier=3, met=("months",), numbered=False),
    Question(field="rate_fen", tier=3, met=("rate_fen",), numbered=False),
    Question(field="amount_per_worker_fen", tier=3, met=("amount_per_worker_fen",),
             numbered=False),
    Question(field="project_payment_fen", tier=3, met=("project_payment_fen",), numbered=False),
    Question(field="relation", tier=3, met=("relation",),
             choices=("foreman", "direct", "dispatch", "platform", "no_contract")),
    Question(field="wage_officer", tier=3, met=("wage_officer",)),
    Question(field="wage_officer_phone", tier=3, met=("wage_officer_phone",), numbered=False),
    Question(field="industry_authority", tier=3, met=("industry_authority",)),
    Question(field="identity_number", tier=3, met=("identity_number",), numbered=False,
             way_out="skip"),
    Question(field="bank_card", tier=3, met=("bank_card",), numbered=False, way_out="skip"),
    Question(field="home_address", tier=3, met=("home_address",), way_out="skip"),
)  # fmt: skip

BY_FIELD = {row.field: row for row in (*QUESTIONS, *ON_REQUEST)}


def next_question(state: DialogueState) -> Question | None:
    """Return what is asked next, none where the card is due (domain.md §5.3)."""
    lacking = tuple(open_questions(state))
    if state.more is not None:
        return lacking[0] if state.more > 0 and lacking else None
    if any(row.tier == 0 for row in lacking):
        return lacking[0]
    left = STEPS_TO_CARD - state.steps
    if left <= 0:
        return None
    needed = [row for row in lacking if row.tier == 1]
    if left == 1 and (naming := next((row for row in needed if row.field == "name"), None)):
        return naming
    if needed:
        return needed[0]
    return next((row for row in lacking if row.routes), None)


def open_questions(state: DialogueState) -> Iterator[Question]:
    """Yield the rows that apply, are not answered, and were not asked before."""
    for row in QUESTIONS:
        if row.field in state.declined or state.asked.get(row.field, 0) >= TRIES:
            continue
        if not is_met(state, row) and row.applies(state):
            yield row


def is_met(state: DialogueState, row: Question) -> bool:
    """Whether what is known answers the row well enough."""
    if row.field == "standing":
        return state.standing is not None
    if row.field == "claimants":
        return bool(state.claimants)
    if row.field == "division":
        return "division" not in state.readings and has_county(state)
    return any(_is_sure(state.facts.get(name)) for name in row.met)


def has_county(state: DialogueState) -> bool:
    """Whether the place of the work is known to the county."""
    code = words(state.facts, "division")
    return code is not None and is_county(code[:6])


def _is_sure(known: Known | None) -> bool:
    if known is None:
        return False
    return known.sureness is not Sureness.HEARD or known.confidence >= SURE_ENOUGH
