"""Who answers: delivered, referred, sent back, disputed and decided (casework.md §2, §10)."""

from dataclasses import replace

from handlers.case import AgencyPart, Status
from handlers.casework.access import acts_for_lead
from handlers.casework.acts import Act
from handlers.casework.agencies import change_lead, deliver_to_lead, kind_of, pass_lead
from handlers.casework.bodies import (
    Field,
    agency,
    day_ahead,
    happened,
    number,
    one_of,
    optional,
    reason,
    short,
)  # fmt: skip
from handlers.casework.clocks import find, is_over
from handlers.casework.measures import standing_orders
from handlers.casework.naming import agency_name, lead_name
from handlers.casework.refusals import refuse, wrong
from handlers.casework.rule import Rule, Rules
from handlers.officer import Role


def _number_or_file(act: Act) -> None:
    if not {"number", "file"} & act.body.keys():
        wrong("number")


def _no_triage(act: Act) -> list[str]:
    return ["lead"] if act.case.lead.kind == "triage" else []


def _of_present_lead(act: Act) -> None:
    staff = act.roles & {Role.OFFICER, Role.SUPERVISOR}
    others = act.roles - {Role.OFFICER, Role.SUPERVISOR}
    if staff and not others and not acts_for_lead(act.officer, act.case):
        refuse("not_lead")


def _deliver(act: Act) -> None:
    act.args.update({k: act.body[k] for k in ("how", "number", "file", "at") if k in act.body})
    change_lead(act, number=act.optional("number") or act.case.lead.number)
    deliver_to_lead(act, act.optional("at"))


def _check_other_lead(act: Act) -> None:
    if act.text("agency") == act.case.lead.agency:
        wrong("agency")


def _no_served_order(act: Act) -> list[str]:
    return [f"measures/{order.id}" for order in standing_orders(act.case)]


def _refer_lead(act: Act) -> None:
    sender, to = act.case.lead.agency, act.text("agency")
    act.args.update(agency=to, role="lead")
    pass_lead(act, to, referred_from=sender)
    act.go(Status.FILED)
    act.let_go()
    act.mark("referred", args={"agency": to})
    act.end("inspection_investigate", "inspection_decide", "agency_silent", state="stopped")
    act.start("referral_return")
    if kind_of(to) == "labor_inspection":
        act.start("inspection_accept")
    act.tell("told-referred", agency=agency_name(act, to))


def _check_not_in(act: Act) -> None:
    inside = {part.agency for part in act.case.agencies if part.left_at is None}
    if act.text("agency") in inside:
        wrong("agency")


def _refer_co(act: Act) -> None:
    to, due = act.text("agency"), act.optional("due")
    act.args.update(agency=to, role="co", task=act.text("task"))
    act.start("co_task", subject=to, due_at=due)
    clock = find(act.case.clocks, "co_task", to)
    part = AgencyPart(
        agency=to, kind=kind_of(to), role="co", task=act.text("task"),
        due=clock.due_at if clock else due,
    )  # fmt: skip
    act.change(agencies=(*act.case.agencies, part))


def _came_by_referral(act: Act) -> None:
    if act.case.lead.referred_from is None or act.case.has_mark("disputed"):
        refuse("never_referred")


def _may_go_back(act: Act) -> bool:
    clock = find(act.case.clocks, "referral_return")
    before = any(part.sent_back for part in act.case.agencies if part.agency == _lead(act))
    return clock is not None and not is_over(clock.due_at, act.now) and not before


def _lead(act: Act) -> str:
    return act.case.lead.agency


def _send_back(act: Act) -> None:
    in_time = _may_go_back(act)
    act.end("referral_return")
    if not in_time:
        act.mark("disputed")
        act.start("dispute_decide")
        return
    sender = str(act.case.lead.referred_from)
    earlier = next(part for part in reversed(act.case.agencies) if part.agency == sender)
    change_lead(act, sent_back=act.case.lead.sent_back + 1)
    pass_lead(act, sender, **_taken_up_again(earlier))
    act.go(Status.FILED if kind_of(sender) == "triage" else Status.DELIVERED)
    act.unmark("referred")
    act.let_go()


def _taken_up_again(earlier: AgencyPart) -> dict[str, object]:
    return {
        "delivered_at": earlier.delivered_at, "number": earlier.number,
        "accepted_at": earlier.accepted_at, "sent_back": earlier.sent_back,
    }  # fmt: skip


def _no_way_back(act: Act) -> None:
    parts = (replace(part, referred_from=None) for part in act.case.agencies)
    act.change(agencies=tuple(parts))


def _check_dispute(act: Act) -> None:
    if kind_of(act.text("agency")) == "triage":
        wrong("agency")


def _decide_dispute(act: Act) -> None:
    to = act.text("agency")
    act.args["agency"] = to
    act.unmark("disputed")
    act.end("dispute_decide", "referral_return")
    if to != act.case.lead.agency:
        pass_lead(act, to)
        act.let_go()
        act.unmark("referred")
        act.tell("told-referred", agency=lead_name(act))
        act.change(delivered_at=act.case.delivered_at or act.now)
        change_lead(act, delivered_at=act.now)
        act.go(Status.DELIVERED)
        if kind_of(to) == "labor_inspection":
            act.start("inspection_accept")
    _no_way_back(act)


_HOW = one_of("api", "mail", "file", "phone", "paper")

RULES: Rules = {
    ("deliver", ""): Rule(
        fields=(
            Field("how", _HOW), optional("number", number), optional("file", short),
            optional("at", happened),
        ),
        check=_number_or_file,
        forbid=_of_present_lead,
        gate=_no_triage,
        do=_deliver,
    ),
    ("refer", "lead"): Rule(
        fields=(Field("agency", agency), Field("role", one_of("lead")), Field("reason", reason)),
        check=_check_other_lead,
        gate=_no_served_order,
        do=_refer_lead,
    ),
    ("refer", "co"): Rule(
        fields=(
            Field("agency", agency), Field("role", one_of("co")), Field("task", reason),
            optional("due", day_ahead), Field("reason", reason),
        ),
        check=_check_not_in,
        do=_refer_co,
    ),
    ("send_back", ""): Rule(
        fields=(Field("reason", reason),),
        forbid=_of_present_lead,
        faster=_came_by_referral,
        do=_send_back,
    ),
    ("decide_dispute", ""): Rule(
        fields=(Field("agency", agency), Field("reason", reason)),
        check=_check_dispute,
        do=_decide_dispute,
    ),
}  # fmt: skip
