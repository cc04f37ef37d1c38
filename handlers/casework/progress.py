"""The road of a case at its agency: accepted or declined, asked, waited for, extended, verified."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlers.case import Case, Clock, Finding, Status
from handlers.casework.access import open_to_intake
from handlers.casework.acts import Act
from handlers.casework.agencies import change_lead
from handlers.casework.bodies import (
    Field,
    day_ahead,
    day_within,
    destination,
    listing,
    money,
    number,
    one_of,
    optional,
    reason,
    record,
    short,
    text,
)  # fmt: skip
from handlers.casework.clocks import find, has_run_out
from handlers.casework.measures import standing_orders
from handlers.casework.naming import lead_name
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules, when_weighty
from handlers.casework.settling import settle
from handlers.durations import due
from handlers.facts import FACTS, words
from handlers.officer import Role
from handlers.phrases import Arg, Day, Phrase

#: Who can be named as the other side; one of them must be known (casework.md §2, accept).
OTHER_SIDE = ("employer", "general_contractor", "subcontractor", "foreman", "site")

FINDINGS = (
    "arrears", "violation", "paid_before", "not_wages", "not_substantiated", "unreachable",
    "not_due",
)  # fmt: skip
CHECKED = (
    "worker", "employer", "payroll", "bank", "attendance", "real_name", "wage_account", "site",
    "documents", "other",
)  # fmt: skip

#: Clocks that a leader may extend, once: the clock that tells the longer length (casework.md §5).
EXTENDED_AS = {"inspection_investigate": "inspection_investigate_extended"}
EXTENDED_BY = {"list_decide": 20}
EXTENDED_UNTIL = frozenset({"inspection_decide"})


def _check_accept(act: Act) -> None:
    staff = act.roles & {Role.OFFICER, Role.SUPERVISOR}
    wanted = {"number", "text"} if staff else {"number"}
    if not wanted & act.body.keys():
        wrong("number")


def _accept_gate(act: Act) -> Iterable[str]:
    case = act.case
    if case.lead.kind == "triage":
        yield "lead"
    county = act.world.directory.is_county(words(case.facts, "division"))
    if not county and case.category != "overseas_project":
        yield "division"
    if not any(words(case.facts, fact) for fact in OTHER_SIDE):
        yield "employer"


def _accept(act: Act) -> None:
    number_given = act.optional("number")
    change_lead(act, number=number_given or act.case.lead.number, accepted_at=act.now)
    act.change(accepted_at=act.case.accepted_at or act.now)
    act.args.update({k: act.body[k] for k in ("number", "text") if k in act.body})
    act.go(Status.ACCEPTED)
    act.unmark("disputed")
    act.end("inspection_accept", "first_answer", "agency_silent", "local_accept")
    act.end("dispute_decide", state="stopped")
    if act.case.lead.kind == "labor_inspection":
        act.start("inspection_investigate")
    act.tell("told-accepted", agency=lead_name(act))


def _decline_gate(act: Act) -> Iterable[str]:
    if act.case.main is Status.FILED and not open_to_intake(act.case, act.world.staffed):
        yield "lead"
    incomplete = act.text("reason_code") == "incomplete"
    if incomplete and not has_run_out(act.case.clocks, "ask_wait", act.now):
        yield "ask_wait"


def _decline(act: Act) -> None:
    where = act.body["destination"]
    act.args.update(reason_code=act.text("reason_code"), destination=where)
    agency = lead_name(act)
    act.end("inspection_accept", "first_answer", "agency_silent")
    end_case(act, Status.DECLINED, reported_as="not_ours")
    act.start("refusal_review")
    act.start("refusal_sue")
    act.tell("told-declined", agency=agency, destination=destination_name(where))


def destination_name(where: object) -> Arg:
    """Name where somebody is sent to: as it was written, else by its kind."""
    if not isinstance(where, dict):
        return ""
    named = str(where["name"]) if "name" in where else Phrase(f"agency-{where['kind']}")
    if "phone" not in where:
        return named
    return Phrase("told-destination-phone", {"name": named, "phone": str(where["phone"])})


def end_case(act: Act, status: Status, *, reported_as: str, outcome: str | None = None) -> None:
    """End a case: its marks and requests fall, the desk's clocks stop, its holder stays."""
    old = act.case.main
    act.go(status)
    act.change(resumes_as=back_to(act.case) if status is not Status.DUPLICATE else old)
    act.change(
        marks=(), requests=(), closed_at=act.now, outcome=outcome, reported_as=reported_as,
        last_holder=act.case.held_by or act.case.last_holder,
    )  # fmt: skip
    act.stop_clocks()


def back_to(case: Case) -> Status:
    """Return the status to which an ended case would be opened again."""
    lead = case.lead
    if case.main is Status.CLOSED:
        return Status.VERIFYING
    if lead.kind == "triage" or (lead.delivered_at is None and lead.accepted_at is None):
        return Status.FILED
    accepted = lead.accepted_at is not None and case.main is Status.WITHDRAWN
    return Status.VERIFYING if accepted else Status.DELIVERED


def _ask(act: Act) -> None:
    field = act.text("field")
    act.args["field"] = field
    act.mark("ask_more", args={"field": field, "text": act.text("text")})
    act.end("first_answer")
    act.start("ask_wait")
    act.quote(act.text("text"), asking=field)


def _pause(act: Act) -> None:
    act.args.update(why=act.text("why"), until=act.text("until"))
    act.mark("paused", act.text("until"), {"why": act.text("why"), "text": act.text("text")})
    act.tell("told-paused", what=act.text("text"))


def _resume(act: Act) -> None:
    act.unmark("ask_more", "paused")
    act.end("ask_wait", state="stopped")


def _extended_clock(act: Act) -> Clock:
    name = act.text("clock")
    clock = find(act.case.clocks, name)
    known = name in EXTENDED_AS or name in EXTENDED_BY or name in EXTENDED_UNTIL
    if clock is None or clock.extended or not known:
        wrong("clock")
    return clock


def _check_extend(act: Act) -> None:
    clock = _extended_clock(act)
    until = act.optional("until")
    later = until is None or date.fromisoformat(until) > date.fromisoformat(clock.due_at)
    if (clock.name in EXTENDED_UNTIL and until is None) or not later:
        wrong("until")


def _longer(act: Act, clock: Clock) -> date:
    calendar, name = act.world.calendar, clock.name
    if name in EXTENDED_AS:
        local = act.world.directory.clocks_in(act.case.division)
        start = date.fromisoformat(clock.started_at)
        return due(EXTENDED_AS[name], start, calendar, local).date
    if name in EXTENDED_BY:
        return calendar.add_workdays(date.fromisoformat(clock.due_at), EXTENDED_BY[name])
    return date.fromisoformat(act.text("until"))


def _extend(act: Act) -> None:
    clock = _extended_clock(act)
    until = _longer(act, clock)
    desk = clock.desk_due_at and act.world.calendar.add_workdays(until, clock.paused_days)
    new = replace(
        clock, due_at=until.isoformat(), desk_due_at=desk.isoformat() if desk else None,
        extended=True, warned=(), provisional=act.world.calendar.is_provisional(until),
    )  # fmt: skip
    act.change(clocks=tuple(new if c is clock else c for c in act.case.clocks))
    act.args.update(clock=clock.name, until=until.isoformat())
    act.tell("told-extended", date=Day(until))


def _check_verify(act: Act) -> None:
    rows = {row.id: row for row in act.case.claimants if row.counts}
    told: dict[str, int] = {}
    for at, item in enumerate(act.items("amounts")):
        row, sum_fen = rows.get(str(item["claimant"])), item["verified_fen"]
        if row is None or row.id in told:
            wrong(f"amounts/{at}/claimant")
        if not isinstance(sum_fen, int) or sum_fen < row.paid_fen:
            wrong(f"amounts/{at}/verified_fen")
        told[row.id] = sum_fen
    unknown = any(row.verified_fen is None and row.id not in told for row in rows.values())
    if unknown and act.text("finding") == "arrears":
        wrong("amounts")


def _verify_gate(act: Act) -> list[str]:
    if act.text("finding") == "arrears":
        return []
    return [f"measures/{order.id}" for order in standing_orders(act.case)]


def _verify(act: Act) -> None:
    finding = act.text("finding")
    act.args.update(finding=finding, checked=list(act.texts("checked")))
    found = Finding(
        finding=finding, checked=act.texts("checked"), text=act.text("text"),
        by=act.officer.username, at=act.now,
    )  # fmt: skip
    sums = {str(item["claimant"]): item["verified_fen"] for item in act.items("amounts")}
    rows = tuple(
        replace(row, verified_fen=int(str(sums[row.id]))) if row.id in sums else row
        for row in act.case.claimants
    )
    act.change(finding=found, claimants=rows)
    act.end("inspection_investigate")
    if finding in ("arrears", "violation"):
        act.start("inspection_decide")
    act.tell(f"told-verified-{finding.replace('_', '-')}")
    if finding != "arrears" or act.case.main is Status.ACCEPTED:
        act.go(Status.VERIFYING)
    if finding == "arrears":
        settle(act)


_AMOUNTS = listing(
    record(Field("claimant", short), Field("verified_fen", money)), at_least=0, at_most=500
)

RULES: Rules = {
    ("accept", ""): Rule(
        fields=(optional("number", number), optional("text", text)),
        check=_check_accept, gate=_accept_gate, do=_accept,
    ),
    ("decline", ""): Rule(
        fields=(
            Field("reason_code", one_of("too_late", "not_competent", "dispute_path", "not_wages",
                                        "incomplete")),
            Field("destination", destination),
            Field("text", text),
        ),
        gate=_decline_gate, second=when_weighty, do=_decline,
    ),
    ("ask", ""): Rule(
        fields=(Field("field", one_of(*FACTS, "free")), Field("text", text)), do=_ask
    ),
    ("pause", ""): Rule(
        fields=(
            Field("why", one_of("worker_asked", "outside_report", "force_majeure", "other")),
            Field("text", text),
            Field("until", day_within(30)),
        ),
        do=_pause,
    ),
    ("resume", ""): Rule(do=_resume),
    ("extend", ""): Rule(
        fields=(Field("clock", short), Field("reason", reason), optional("until", day_ahead)),
        check=_check_extend, second=lambda _act: "leader", do=_extend,
    ),
    ("verify", ""): Rule(
        fields=(
            Field("finding", one_of(*FINDINGS)),
            Field("checked", listing(one_of(*CHECKED))),
            Field("text", text),
            optional("amounts", _AMOUNTS),
        ),
        check=_check_verify, gate=_verify_gate, do=_verify,
    ),
}  # fmt: skip
