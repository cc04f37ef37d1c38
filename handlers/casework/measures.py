"""The kinds of measure, their fields and steps, as data (casework.md §2.1), and questions to them.

`recording` makes and moves them; gates and clocks only read what stands here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handlers.case import Case
from handlers.casework.bodies import (
    Field,
    boolean,
    day_ahead,
    files,
    happened,
    listing,
    money,
    number,
    one_of,
    optional,
    proof,
    reason,
    record,
    short,
    text,
)  # fmt: skip
from handlers.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of a measure: after which states it may come and what it carries."""

    after: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    handled: bool | None = None
    """Whether the measure counts as handled from here on; none: as before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of measure."""

    fields: tuple[Field, ...]
    handled: bool = False
    """Whether it counts as handled as soon as it is recorded (✓)."""
    leader: bool = False
    """Recording asks for a leader's consent; no step comes before it."""
    steps: Mapping[str, StepRow]


def _step(after: str, *fields: Field, handled: bool | None = None) -> StepRow:
    return StepRow(after=tuple(after.split()), fields=fields, handled=handled)


def _kind(
    *fields: Field, handled: bool = False, leader: bool = False, **steps: StepRow
) -> Kind:
    return Kind(fields=fields, handled=handled, leader=leader, steps=steps)


_AT = Field("at", happened)
_TEXT = Field("text", text)
_REASON = Field("reason", reason)
_NUMBER = Field("number", number)
_AMOUNT = Field("amount_fen", money)
_PAY_BY = Field("pay_by", day_ahead)
_PROOF = Field("proof", proof)
_ASKED_AT = Field("asked_at", happened)

_YES_NO = one_of("yes", "no")
_CHECKLIST = record(*(
    Field(item, one_of("yes", "no", "unknown"))
    for item in ("contract", "real_name", "wage_account", "bank_pay", "deposit", "insurance",
                 "funding", "notice_board")
))  # fmt: skip
_TRANSFER = record(*(
    Field(item, _YES_NO)
    for item in ("order", "service", "workers", "statements", "payroll", "assets_or_flight",
                 "posting")
))  # fmt: skip
_TO_PAY = record(
    Field("name", short),
    Field("part", one_of("employer", "subcontractor", "general_contractor", "owner")),
)

KINDS: Mapping[str, Kind] = {
    "attempt": _kind(
        Field("whom", one_of("worker", "employer")),
        Field("way", one_of("chat", "call", "text", "visit", "letter")),
        _AT,
        Field("result", one_of("reached", "no_answer", "wrong_contact", "refused")),
        optional("answer", one_of("all", "part", "none")),
        optional("claimant", short),
        optional("text", text),
    ),
    "visit": _kind(
        _AT, Field("officers", listing(short, at_least=2, at_most=20)), _TEXT,
        optional("files", files),
    ),
    "inquiry": _kind(
        _NUMBER, Field("to", short), Field("how", short), Field("served_at", happened),
        Field("answer_by", day_ahead),
        answered=_step("recorded", _AT, _TEXT),
        silent=_step("recorded"),
    ),
    "checklist": _kind(Field("items", _CHECKLIST)),
    "mediation": _kind(
        Field("started_at", happened), Field("formal", boolean),
        agreed=_step("recorded", _AT, _PAY_BY, _AMOUNT, _PROOF, handled=True),
        failed=_step("recorded", _REASON),
        kept=_step("agreed"),
        broken=_step("agreed"),
    ),
    "order": _kind(
        Field("type", one_of("correct", "decision")), _NUMBER, Field("to", _TO_PAY),
        Field("issued_at", happened), _PAY_BY, _AMOUNT, optional("heard_at", happened),
        served=_step(
            "recorded",
            Field("how", one_of("direct", "left", "mail", "electronic", "posted", "public")),
            _AT, _PROOF, handled=True,
        ),
        obeyed=_step("served lapsed", _AT),
        lapsed=_step("served"),
        revoked=_step("recorded served lapsed", _REASON, handled=False),
    ),
    "promise": _kind(
        Field("by", short), _PAY_BY, _AMOUNT, optional("proof", proof), handled=True,
        kept=_step("recorded"),
        broken=_step("recorded"),
    ),
    "penalty": _kind(
        _NUMBER, Field("type", short), optional("amount_fen", money),
        Field("heard_at", happened), Field("served_at", happened), handled=True,
        settled=_step("recorded review_asked", _AT),
        review_asked=_step("recorded", _AT),
        quashed=_step("recorded review_asked", _AT, handled=False),
    ),
    "deposit": _kind(
        Field("notice_at", happened), Field("bank", short), _AMOUNT,
        drawn=_step("recorded", _AT, _AMOUNT, handled=True),
        refused=_step("recorded", _REASON),
        refilled=_step("drawn", _AT),
    ),
    "emergency_fund": _kind(
        _ASKED_AT, _AMOUNT, Field("ground", one_of("cannot_pay", "fled")), leader=True,
        paid=_step("approved", _AT, _AMOUNT, handled=True),
        recovered=_step("paid", _AT, _AMOUNT),
    ),
    "police_transfer": _kind(
        Field("checklist", _TRANSFER), _TEXT, leader=True,
        handed=_step("approved", _AT, Field("office", short), optional("number", number),
                     handled=True),
        papers_asked=_step("handed papers_added", _AT, _TEXT),
        papers_added=_step("papers_asked", _AT),
        opened=_step("handed papers_asked papers_added review_asked", _AT, _NUMBER),
        not_opened=_step("handed papers_asked papers_added", _AT, _TEXT),
        review_asked=_step("not_opened", _AT, Field("office", one_of("police", "procuratorate"))),
        ended=_step("handed papers_asked papers_added opened not_opened review_asked", _AT, _TEXT),
    ),
    "joint_punishment": _kind(
        Field("ground", one_of("crime_line", "incident")), Field("order", short),
        Field("migrant", boolean), leader=True,
        told=_step("approved", _AT),
        objected=_step("told", _AT, _TEXT),
        checked=_step("objected", _AT, _TEXT),
        entered=_step("told checked", _AT, _NUMBER, handled=True),
        dropped=_step("approved told objected checked", _REASON),
        removed=_step("entered", _AT),
    ),
    "legal_aid": _kind(
        _ASKED_AT, Field("urgent", boolean),
        answered=_step("recorded answered", _AT, Field("granted", boolean),
                       optional("lawyer", short), optional("text", text)),
    ),
    "arbitration": _kind(
        _ASKED_AT, optional("number", number),
        taken=_step("recorded", _AT, _NUMBER),
        refused=_step("recorded", _AT),
        award=_step("taken", Field("received_at", happened), Field("final", boolean)),
        ended=_step("taken award", _AT, _TEXT),
    ),
    "court": _kind(
        Field("type", one_of("suit", "payment_order", "enforcement", "bankruptcy",
                             "agency_enforcement")),
        _ASKED_AT, optional("number", number),
        taken=_step("recorded", _AT, _NUMBER),
        refused=_step("recorded", _AT),
        objected=_step("taken", _AT),
        judgment=_step("taken objected", Field("received_at", happened)),
        ended=_step("taken objected judgment", _AT, _TEXT),
    ),
    "talk": _kind(Field("with", one_of("employer", "unit")), _AT, _TEXT),
    "none": _kind(_REASON, handled=True),
    "other": _kind(Field("title", short), _TEXT, _AT),
}  # fmt: skip


def of_kind(case: Case, *kinds: str) -> tuple[Measure, ...]:
    """Return the measures of these kinds, in the order in which they were recorded."""
    return tuple(measure for measure in case.measures if measure.kind in kinds)


def find_measure(case: Case, measure_id: str) -> Measure | None:
    """Return one measure by its id."""
    return next((measure for measure in case.measures if measure.id == measure_id), None)


def standing_orders(case: Case) -> list[Measure]:
    """Return orders that are served and neither obeyed nor revoked."""
    return [m for m in of_kind(case, "order") if m.state in ("served", "lapsed")]


def lapsed_orders(case: Case) -> list[Measure]:
    """Return orders whose day to pay went by, obeyed late or not, unless revoked."""
    return [
        m
        for m in of_kind(case, "order")
        if m.state != "revoked" and any(step.to == "lapsed" for step in m.steps)
    ]


def was_served(order: Measure) -> bool:
    """Whether an order reached who must pay."""
    return any(step.to == "served" for step in order.steps)


def is_open(measure: Measure) -> bool:
    """Whether arbitration or a court still has it."""
    return measure.state not in ("refused", "ended")


def is_handled(measures: Iterable[Measure]) -> bool:
    """Whether one measure stands in a state that counts for the second gate."""
    return any(measure.handled for measure in measures)
