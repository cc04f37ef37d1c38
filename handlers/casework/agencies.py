"""The agencies of a case: who leads, who shares, and how the lead passes on."""

from dataclasses import replace

from handlers.case import AgencyPart, Status
from handlers.casework.acts import Act
from handlers.casework.clocks import find, parse_at
from handlers.casework.naming import lead_name
from handlers.phrases import Day


def kind_of(agency: str) -> str:
    """Return the kind that an agency's id names."""
    return agency.partition("-")[2]


def change_lead(act: Act, **changes: object) -> None:
    """Give the leading agency's part new values."""
    lead = act.case.lead
    new = replace(lead, **changes)  # type: ignore[arg-type]
    act.change(agencies=tuple(new if part is lead else part for part in act.case.agencies))


def pass_lead(act: Act, agency: str, **fields: object) -> None:
    """Let another agency lead: the one before leaves, a part it had as a co-agency ends."""
    parts = tuple(
        replace(part, left_at=act.now)
        if part.left_at is None and (part.role == "lead" or part.agency == agency)
        else part
        for part in act.case.agencies
    )
    new = replace(AgencyPart(agency=agency, kind=kind_of(agency), role="lead"), **fields)  # type: ignore[arg-type]
    act.change(agencies=(*parts, new))
    act.end("co_task", subject=agency, state="stopped")
    if act.case.routing.division is None:
        division = agency.partition("-")[0]
        act.change(routing=replace(act.case.routing, division=division))


def deliver_to_lead(act: Act, at: str | None = None) -> None:
    """The leading agency has the case now, with name and time known."""
    moment = parse_at(at) if at else act.now
    change_lead(act, delivered_at=act.case.lead.delivered_at or moment)
    act.change(delivered_at=act.case.delivered_at or moment)
    act.go(Status.DELIVERED)
    act.end("inspection_lookback")
    renew_limit(act, "arbitration_limit")
    act.start("agency_silent")
    due = find(act.case.clocks, "inspection_accept")
    if due is None:
        act.tell("told-delivered", agency=lead_name(act))
    else:
        day = Day(parse_at(due.due_at).date())
        act.tell("told-delivered-due", agency=lead_name(act), date=day)


def renew_limit(act: Act, name: str) -> None:
    """Let a worker's limit run anew, where it runs at all."""
    if find(act.case.clocks, name):
        act.start(name)
