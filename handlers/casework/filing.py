"""A lead becomes a case: its first entry, its clocks, its agencies, its first claimant."""

from dataclasses import replace
from datetime import datetime

from handlers.case import AgencyPart, Case, CaseId, Entry, Routing, Status
from handlers.casework.acts import Act
from handlers.casework.moves import Move
from handlers.casework.outcomes import Outcome
from handlers.casework.workers_limits import start_limits
from handlers.claimant import Claimant
from handlers.facts import number, words
from handlers.lead import Lead
from handlers.officer import WORKER, Officer, Role
from handlers.routing import agency_id, needs_funding
from handlers.world import World
from nlp.understanding import Matter

_FILE = Move(
    action="file", starts=(Status.FILED,), paths=frozenset({(Status.FILED, Status.FILED)}),
    roles=frozenset({Role.WORKER, Role.INTAKE, Role.OFFICER, Role.SUPERVISOR}),
    clocks=("+inspection_accept", "+first_answer", "+unowned"),
)  # fmt: skip


def open_case(
    lead: Lead, routing: Routing, world: World, now: datetime, *, officer: Officer | None = None
) -> Outcome:
    """File a lead as a case. The dialogue itself says the receipt, so nothing is told here."""
    by = officer or WORKER
    act = Act(
        case=_new_case(lead, routing, world, now, officer), row=_FILE, officer=by,
        roles=by.roles & _FILE.roles, world=world, now=now, body={},
    )  # fmt: skip
    _start_clocks(act, lead)
    return Outcome(case=act.case, entry=_first_entry(act), effects=tuple(act.effects))


def _new_case(
    lead: Lead, routing: Routing, world: World, now: datetime, officer: Officer | None
) -> Case:
    rows = find_claimants(lead)
    return Case(
        id=CaseId(world.drawn.case), reference=world.drawn.reference,
        conversation=lead.conversation, kind=lead.kind, channel=lead.channel,
        main=Status.FILED, resumes_as=Status.FILED,
        level="P0" if world.alarm_open else routing.level, category=routing.category,
        also_categories=routing.also_categories, campaign_class=routing.campaign_class,
        filed_at=now, facts=lead.facts, signals=lead.signals, routing=routing,
        agencies=_agencies(routing), claimants=rows, counters={"c": len(rows)},
        filed_by=officer.id if officer else None, alarm_open=world.alarm_open,
    )  # fmt: skip


def _agencies(routing: Routing) -> tuple[AgencyPart, ...]:
    lead = AgencyPart(agency=routing.desk, kind=routing.lead_kind, role="lead")
    shares = (
        AgencyPart(
            agency=agency_id(routing.division, share.kind), kind=share.kind, role="co",
            task=share.task, due=share.due,
        )
        for share in routing.co_agencies
    )  # fmt: skip
    return (lead, *shares)


def find_claimants(lead: Lead) -> tuple[Claimant, ...]:
    """Return the rows of a lead: the list that was told, else the speaker's own.

    A contractor who is owed no wages himself has none.
    """
    rows = lead.claimants or _speaker(lead)
    return tuple(replace(row, id=f"c{n}") for n, row in enumerate(rows, start=1))


def _speaker(lead: Lead) -> tuple[Claimant, ...]:
    if lead.matter is Matter.PROJECT_PAYMENT and Matter.WAGES not in lead.also:
        return ()
    facts = lead.facts
    alone = (number(facts, "headcount") or 1) == 1
    share = number(facts, "amount_per_worker_fen")
    stated = number(facts, "amount_fen") if alone else share
    return (
        Claimant(
            id="c1", name=words(facts, "name"), phone=words(facts, "phone"),
            own="helper_name" not in facts, stated_fen=share if stated is None else stated,
            period_start=words(facts, "period_start"), period_end=words(facts, "period_end"),
        ),
    )  # fmt: skip


def _start_clocks(act: Act, lead: Lead) -> None:
    routing = act.case.routing
    # counted here once more: a day that is only provisional is counted anew later
    if "inspection_accept" in routing.due:
        act.start("inspection_accept")
    if "campaign" in routing.due:
        act.start("campaign", due_at=routing.due["campaign"])
    act.start("first_answer")
    act.start("unowned")
    act.start("silence")
    for part in act.case.agencies[1:]:
        act.start("co_task", subject=part.agency)
    if needs_funding(lead):
        act.start("find_funding")
        due_at = next(c.due_at for c in act.case.clocks if c.name == "find_funding")
        act.ask_people("find_funding", due_at=due_at)
    for name in act.world.directory.clocks_in(routing.division):
        if name.startswith("local_"):
            act.start(name)
    start_limits(act)


def _first_entry(act: Act) -> Entry:
    worker = Role.WORKER in act.roles
    return Entry(
        seq=1, at=act.now, by_kind="worker" if worker else "officer",
        username=act.officer.username, role=min(role.value for role in act.roles),
        action="file", args={"channel": act.case.channel}, from_=Status.FILED.value,
        to=Status.FILED.value, clocks=tuple(dict.fromkeys(act.clock_notes)), tells=True,
    )  # fmt: skip
