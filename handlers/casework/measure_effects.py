"""What hangs on a measure besides its own state: clocks, marks, what the worker hears."""

from collections.abc import Callable, Mapping
from datetime import date

from handlers.casework.acts import Act
from handlers.casework.agencies import renew_limit
from handlers.casework.clocks import find, local_day, parse_at
from handlers.casework.measures import is_open, of_kind
from handlers.casework.settling import store_answer
from handlers.facts import words
from handlers.jsonable import Json
from handlers.measure import Measure, Step
from handlers.phrases import Arg, Day, Fen, Phrase


def after_record(act: Act, measure: Measure) -> None:
    """Do what follows from a recorded measure."""
    if follow := _AFTER_RECORD.get(measure.kind):
        follow(act, measure)


def after_step(act: Act, measure: Measure, step: Step) -> None:
    """Do what follows from a step."""
    if follow := _AFTER_STEP.get(f"{measure.kind}:{step.to}"):
        follow(act, measure, step)


def _day(text: Json) -> date:
    return local_day(parse_at(str(text)))


def _fen(value: Json) -> Fen:
    return Fen(value if isinstance(value, int) else 0)


def _who(act: Act) -> Arg:
    """Name who must pay as the worker does, the firm before its people."""
    named = (words(act.case.facts, fact) for fact in ("employer", "foreman", "general_contractor"))
    return next((name for name in named if name), Phrase("told-other-side"))


def _recorded_attempt(act: Act, measure: Measure) -> None:
    fields = measure.fields
    if fields["whom"] != "worker" or fields["result"] != "reached":
        return
    act.end("first_answer", "local_contact")
    answer = fields.get("answer")
    if answer is None:
        return
    rows = [row for row in act.case.claimants if row.counts]
    row = next(row for row in rows if fields.get("claimant") in (row.id, None))
    store_answer(act, row, str(answer), str(fields["at"]))
    if act.case.closed_at and answer != "all":
        act.ask_people("late_unpaid", role="supervisor")


def _recorded_inquiry(act: Act, measure: Measure) -> None:
    act.start("inquiry_answer", subject=measure.id, due_at=str(measure.fields["answer_by"]))


def _recorded_mediation(act: Act, measure: Measure) -> None:
    if measure.fields["formal"]:
        act.start("mediation_end", subject=measure.id, since=_day(measure.fields["started_at"]))


def _recorded_order(act: Act, measure: Measure) -> None:
    act.end("inspection_decide")
    act.start("order_serve", subject=measure.id, since=_day(measure.fields["issued_at"]))


def _recorded_promise(act: Act, measure: Measure) -> None:
    pay_by = str(measure.fields["pay_by"])
    act.start("promise_due", subject=measure.id, due_at=pay_by)
    renew_limit(act, "arbitration_limit")
    renew_limit(act, "civil_limit")
    act.tell("told-promised", who=str(measure.fields["by"]), date=Day(_day(pay_by)))


def _decided(act: Act, _measure: Measure) -> None:
    act.end("inspection_decide")


def _recorded_deposit(act: Act, measure: Measure) -> None:
    act.start("deposit_pay", subject=measure.id, since=_day(measure.fields["notice_at"]))


def _recorded_transfer(act: Act, measure: Measure) -> None:
    act.start("crime_decide", subject=measure.id)


def _recorded_aid(act: Act, measure: Measure) -> None:
    act.start("legal_aid_decide", subject=measure.id, since=_day(measure.fields["asked_at"]))


def _recorded_arbitration(act: Act, measure: Measure) -> None:
    _mark_place(act, measure, "in_arbitration")
    act.start("arbitration_accept", subject=measure.id, since=_day(measure.fields["asked_at"]))


def _recorded_court(act: Act, measure: Measure) -> None:
    _mark_place(act, measure, "in_court")
    if measure.fields["type"] == "payment_order":
        since = _day(measure.fields["asked_at"])
        act.start("payment_order_accept", subject=measure.id, since=since)


def _mark_place(act: Act, measure: Measure, mark: str, number: Json = None) -> None:
    known = number or measure.fields.get("number")
    args: dict[str, Json] = {"number": known} if known else {}
    act.mark(mark, args=args)


def _answered_inquiry(act: Act, measure: Measure, _step: Step) -> None:
    act.end("inquiry_answer", subject=measure.id)


def _agreed(act: Act, measure: Measure, step: Step) -> None:
    act.end("mediation_end", subject=measure.id)
    act.end("inspection_decide")
    pay_by = str(step.fields["pay_by"])
    act.start("promise_due", subject=measure.id, due_at=pay_by)
    renew_limit(act, "arbitration_limit")
    renew_limit(act, "civil_limit")
    act.change(reported_as="true_plan")
    act.tell("told-mediated", who=_who(act), date=Day(_day(pay_by)))


def _failed(act: Act, measure: Measure, _step: Step) -> None:
    act.end("mediation_end", subject=measure.id)


def _kept(act: Act, measure: Measure, _step: Step) -> None:
    act.end("promise_due", subject=measure.id)


def _broken(act: Act, measure: Measure, _step: Step) -> None:
    act.end("promise_due", subject=measure.id)
    act.tell("told-promise-broken")


def _served(act: Act, measure: Measure, step: Step) -> None:
    act.end("order_serve", subject=measure.id)
    pay_by = str(measure.fields["pay_by"])
    act.start("order_pay", subject=measure.id, due_at=pay_by)
    if measure.fields["type"] == "decision":
        for clock in ("employer_review", "employer_sue"):
            act.start(clock, subject=measure.id, since=_day(step.at))
    act.change(reported_as="true_order")
    to = measure.fields["to"]
    who = str(to["name"]) if isinstance(to, dict) else ""
    act.tell("told-ordered", who=who, date=Day(_day(pay_by)))


def _obeyed(act: Act, measure: Measure, _step: Step) -> None:
    act.end("order_pay", subject=measure.id)
    act.end("list_decide", subject=measure.id, state="stopped")


def _lapsed(act: Act, measure: Measure, _step: Step) -> None:
    act.end("order_pay", subject=measure.id)
    act.start("list_decide", subject=measure.id)
    act.ask_people("order_check", measure=measure.id)


def _revoked(act: Act, measure: Measure, _step: Step) -> None:
    names = ("order_serve", "order_pay", "employer_review", "employer_sue", "list_decide")
    act.end(*names, subject=measure.id, state="stopped")


def _drawn(act: Act, measure: Measure, _step: Step) -> None:
    act.end("deposit_pay", subject=measure.id)
    act.start("deposit_refill", subject=measure.id)


def _deposit_refused(act: Act, measure: Measure, _step: Step) -> None:
    act.end("deposit_pay", subject=measure.id)


def _refilled(act: Act, measure: Measure, _step: Step) -> None:
    act.end("deposit_refill", subject=measure.id)


def _fund_paid(act: Act, _measure: Measure, step: Step) -> None:
    act.tell("told-fund-paid", sum=_fen(step.fields["amount_fen"]))


def _handed(act: Act, measure: Measure, step: Step) -> None:
    act.end("crime_handover", subject=measure.id)
    act.start("police_answer", subject=measure.id, since=_day(step.at))
    act.mark("transferred", args={"office": step.fields["office"]})
    act.tell("told-transferred")


def _papers_asked(act: Act, measure: Measure, step: Step) -> None:
    act.end("police_answer", subject=measure.id, state="stopped")
    act.start("police_papers", subject=measure.id, since=_day(step.at))


def _papers_added(act: Act, measure: Measure, step: Step) -> None:
    act.end("police_papers", subject=measure.id)
    act.start("police_answer", subject=measure.id, since=_day(step.at))


def _police_opened(act: Act, measure: Measure, _step: Step) -> None:
    act.end("police_answer", "police_papers", "crime_review", subject=measure.id)
    act.change(reported_as="true_police")


def _police_declined(act: Act, measure: Measure, step: Step) -> None:
    act.end("police_answer", "police_papers", subject=measure.id)
    act.start("crime_review", subject=measure.id, since=_day(step.at))


def _review_asked(act: Act, measure: Measure, _step: Step) -> None:
    act.end("crime_review", subject=measure.id)


def _police_ended(act: Act, measure: Measure, _step: Step) -> None:
    act.end("police_answer", "police_papers", "crime_review", subject=measure.id, state="stopped")
    act.unmark("transferred")


def _list_told(act: Act, measure: Measure, step: Step) -> None:
    act.start("list_objection", subject=measure.id, since=_day(step.at))


def _list_objected(act: Act, measure: Measure, step: Step) -> None:
    act.end("list_objection", subject=measure.id)
    act.start("list_check", subject=measure.id, since=_day(step.at))


def _list_checked(act: Act, measure: Measure, _step: Step) -> None:
    act.end("list_check", subject=measure.id)


def _list_decided(act: Act, measure: Measure, _step: Step) -> None:
    act.end("list_objection", "list_check", subject=measure.id)
    act.end("list_decide", subject=str(measure.fields["order"]))


def _aid_answered(act: Act, measure: Measure, step: Step) -> None:
    act.end("legal_aid_decide", "legal_aid_lawyer", subject=measure.id)
    if step.fields["granted"] and "lawyer" not in step.fields:
        act.start("legal_aid_lawyer", subject=measure.id, since=_day(step.at))
    words = step.fields.get("text") or step.fields.get("lawyer")
    code = "granted" if step.fields["granted"] else "refused"
    text: Arg = str(words) if words else Phrase(f"told-legal-aid-{code}")
    act.tell("told-legal-aid", text=text)


def _arbitration_taken(act: Act, measure: Measure, step: Step) -> None:
    _mark_place(act, measure, "in_arbitration", step.fields["number"])
    act.end("arbitration_accept", subject=measure.id)
    act.end("arbitration_limit")
    act.start("arbitration_decide", subject=measure.id, since=_day(step.at))


def _award(act: Act, measure: Measure, step: Step) -> None:
    act.end("arbitration_decide", subject=measure.id)
    since = _day(step.fields["received_at"])
    act.start("sue_after_award", subject=measure.id, since=since)
    if step.fields["final"]:
        act.start("award_set_aside", subject=measure.id, since=since)
    act.start("enforcement_limit", subject=measure.id, since=since)
    due = find(act.case.clocks, "sue_after_award", measure.id)
    act.tell("told-award", date=Day(_day(due.due_at if due else step.at)))


def _out_of(mark: str, *names: str) -> Callable[[Act, Measure, Step], None]:
    def leave(act: Act, measure: Measure, _step: Step) -> None:
        act.end(*names, subject=measure.id, state="stopped")
        if not any(is_open(each) for each in of_kind(act.case, measure.kind)):
            act.unmark(mark)

    return leave


def _court_taken(act: Act, measure: Measure, step: Step) -> None:
    _mark_place(act, measure, "in_court", step.fields["number"])
    act.end("payment_order_accept", subject=measure.id)
    match measure.fields["type"]:
        case "payment_order":
            act.start("payment_order_issue", subject=measure.id, since=_day(step.at))
        case "suit":
            act.end("civil_limit", "sue_after_award")
        case "enforcement":
            act.end("enforcement_limit")
        case "agency_enforcement":
            act.end("enforcement_ask", "enforcement_demand")


def _judgment(act: Act, measure: Measure, step: Step) -> None:
    act.end("payment_order_issue", subject=measure.id)
    act.start("enforcement_limit", subject=measure.id, since=_day(step.fields["received_at"]))


def _debtor_objected(act: Act, measure: Measure, _step: Step) -> None:
    act.end("payment_order_issue", "payment_order_debtor", subject=measure.id)


_AFTER_RECORD: Mapping[str, Callable[[Act, Measure], None]] = {
    "attempt": _recorded_attempt,
    "inquiry": _recorded_inquiry,
    "mediation": _recorded_mediation,
    "order": _recorded_order,
    "promise": _recorded_promise,
    "penalty": _decided,
    "none": _decided,
    "deposit": _recorded_deposit,
    "police_transfer": _recorded_transfer,
    "legal_aid": _recorded_aid,
    "arbitration": _recorded_arbitration,
    "court": _recorded_court,
}

_AFTER_STEP: Mapping[str, Callable[[Act, Measure, Step], None]] = {
    "inquiry:answered": _answered_inquiry,
    "inquiry:silent": _answered_inquiry,
    "mediation:agreed": _agreed,
    "mediation:failed": _failed,
    "mediation:kept": _kept,
    "mediation:broken": _broken,
    "order:served": _served,
    "order:obeyed": _obeyed,
    "order:lapsed": _lapsed,
    "order:revoked": _revoked,
    "promise:kept": _kept,
    "promise:broken": _broken,
    "deposit:drawn": _drawn,
    "deposit:refused": _deposit_refused,
    "deposit:refilled": _refilled,
    "emergency_fund:paid": _fund_paid,
    "police_transfer:handed": _handed,
    "police_transfer:papers_asked": _papers_asked,
    "police_transfer:papers_added": _papers_added,
    "police_transfer:opened": _police_opened,
    "police_transfer:not_opened": _police_declined,
    "police_transfer:review_asked": _review_asked,
    "police_transfer:ended": _police_ended,
    "joint_punishment:told": _list_told,
    "joint_punishment:objected": _list_objected,
    "joint_punishment:checked": _list_checked,
    "joint_punishment:entered": _list_decided,
    "joint_punishment:dropped": _list_decided,
    "legal_aid:answered": _aid_answered,
    "arbitration:taken": _arbitration_taken,
    "arbitration:refused": _out_of("in_arbitration", "arbitration_accept"),
    "arbitration:award": _award,
    "arbitration:ended": _out_of("in_arbitration", "arbitration_decide"),
    "court:taken": _court_taken,
    "court:refused": _out_of("in_court", "payment_order_accept"),
    "court:objected": _debtor_objected,
    "court:judgment": _judgment,
    "court:ended": _out_of("in_court", "payment_order_issue"),
}
