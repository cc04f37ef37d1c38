"""Which road to advise (domain.md §2.12): one first, why, what to bring, its cost, then a second.

It informs and does not represent; words and laws stand in the articles that the codes point to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from handlers.directory import Directory
from handlers.facts import listed, words
from handlers.lead import Lead
from handlers.limits import IOUS, find_limits, has_passed
from handlers.triage import find_near_limit
from handlers.workdays import Calendar
from nlp.understanding import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A road to the money, as codes; `locales` has the words."""

    code: str
    """The situation it answers, which is also why."""
    first: str
    bring: tuple[str, ...]
    takes: str
    """How long: a clock of casework.md, or `months`."""
    cost: str
    """free, suit_fee, property_fee, third_of_property_fee, debtor_pays, contract_fee."""
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a worker stands: his lead, and what has already happened."""

    lead: Lead
    directory: Directory
    calendar: Calendar
    today: date
    happened: frozenset[str] = frozenset()
    """Of: award, judgment, mediation_broken, bankrupt, order_unpaid, wants_to_stay."""

    def signals(self, value: str) -> bool:
        """Whether this signal was heard."""
        return any(heard.value == value for heard in self.lead.signals)


_PROOF = ("identity_card", "proof_of_work", "sum_and_period")

PATHS = {
    path.code: path
    for path in (
        Path(
            code="own_contract_price", first="contract_claim",
            bring=("contract", "measurements", "payments"), takes="months",
            cost="property_fee", then=("mediation",),
        ),
        Path(
            code="work_abroad", first="commerce", bring=("dispatch_contract", "passport_copy"),
            takes="months", cost="free", then=("consulate", "labor_inspection"),
        ),
        Path(
            code="not_obeyed", first="enforcement", bring=("award_or_judgment", "proof_of_service"),
            takes="enforcement_limit", cost="debtor_pays", then=("legal_aid",),
        ),
        Path(
            code="bankrupt", first="administrator", bring=(*_PROOF, "wage_list"), takes="months",
            cost="free", then=("court",),
        ),
        Path(
            code="mediation_broken", first="payment_order", bring=("mediation_agreement",),
            takes="payment_order_issue", cost="third_of_property_fee", then=("court",),
        ),
        Path(
            code="order_unpaid", first="police_transfer", bring=("order", "proof_of_service"),
            takes="police_answer", cost="free", then=("court_enforcement",),
        ),
        Path(
            code="boss_fled", first="labor_inspection", bring=(*_PROOF, "trace_of_flight"),
            takes="inspection_investigate", cost="free",
            then=("police", "deposit", "emergency_fund"),
        ),
        Path(
            code="paper_in_hand", first="court", bring=("iou", "identity_card"), takes="months",
            cost="property_fee", then=("payment_order", "labor_inspection"),
        ),
        Path(
            code="limit_near", first="arbitration", bring=_PROOF, takes="arbitration_decide",
            cost="free", then=("legal_aid",),
        ),
        Path(
            code="personal_hire", first="civil_claim", bring=_PROOF, takes="months",
            cost="property_fee", then=("legal_aid",),
        ),
        Path(
            code="inspection_too_late", first="arbitration", bring=_PROOF,
            takes="arbitration_decide", cost="free", then=("court", "legal_aid"),
        ),
        Path(
            code="disputed", first="arbitration", bring=_PROOF, takes="arbitration_decide",
            cost="free", then=("court",),
        ),
        Path(
            code="wants_to_stay", first="tip", bring=("firm_and_place",), takes="inspection_accept",
            cost="free", then=("union", "labor_inspection"),
        ),
        Path(
            code="wages_clear", first="labor_inspection", bring=_PROOF,
            takes="inspection_investigate", cost="free", then=("court_enforcement", "arbitration"),
        ),
    )
}  # fmt: skip


def find_path(standing: Standing) -> Path:
    """Return the road for the first situation that is this worker's."""
    return PATHS[next(code for code, applies in _SITUATIONS if applies(standing))]


def _has_paper(standing: Standing) -> bool:
    return bool(IOUS & set(listed(standing.lead.facts, "evidence")))


def _is_personal(standing: Standing) -> bool:
    """Whether a private person hired him: domestic work, and no firm named."""
    facts = standing.lead.facts
    employer = words(facts, "employer") or ""
    firm = any(
        word.word in employer for word in standing.directory.owner_words if word.present == "firm"
    )
    return words(facts, "industry") == "domestic" and not firm


def _is_near_limit(standing: Standing) -> bool:
    near = find_near_limit(standing.lead, standing.directory, standing.calendar, standing.today)
    return near is not None


def _is_too_late(standing: Standing) -> bool:
    limits = find_limits(standing.lead.facts, standing.calendar)
    return has_passed(limits, "inspection_lookback", standing.today)


def _is_disputed(standing: Standing) -> bool:
    lead = standing.lead
    return lead.matter is Matter.SEVERANCE or "overtime" in lead.categories


#: In this order: what has happened binds, danger to the money comes before the ordinary roads.
_SITUATIONS: tuple[tuple[str, Callable[[Standing], bool]], ...] = (
    ("own_contract_price", lambda at: at.lead.matter is Matter.PROJECT_PAYMENT),
    ("work_abroad", lambda at: at.signals("overseas")),
    ("not_obeyed", lambda at: bool({"award", "judgment"} & at.happened)),
    ("bankrupt", lambda at: "bankrupt" in at.happened),
    ("mediation_broken", lambda at: "mediation_broken" in at.happened),
    ("order_unpaid", lambda at: "order_unpaid" in at.happened),
    ("limit_near", _is_near_limit),
    ("paper_in_hand", _has_paper),
    ("boss_fled", lambda at: at.signals("boss_fled")),
    ("personal_hire", _is_personal),
    ("inspection_too_late", _is_too_late),
    ("disputed", _is_disputed),
    ("wants_to_stay", lambda at: "wants_to_stay" in at.happened or at.signals("reprisal")),
    ("wages_clear", lambda at: True),
)
