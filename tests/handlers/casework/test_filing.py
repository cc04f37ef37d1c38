"""A lead becomes a case: agencies, clocks, first claimant, first entry."""

from dataclasses import replace

import pytest

from handlers.case import Case
from handlers.casework.clocks import next_due
from handlers.casework.effects import MakeTask
from handlers.casework.filing import find_claimants, open_case
from handlers.claimant import Claimant
from handlers.lead import Lead
from handlers.officer import Officer
from handlers.routing import route
from handlers.world import World
from nlp.understanding import Matter
from tests.handlers.casework.desk import (
    CALENDAR,
    DIRECTORY,
    HOUSING,
    INSPECTION,
    INTAKE,
    START,
    filed,
    lead,
    world,
)  # fmt: skip
from tests.handlers.leads import make_lead


def file(told: Lead, here: World | None = None, by: Officer | None = None) -> Case:
    routing = route(told, DIRECTORY, CALENDAR, START.date())
    return open_case(told, routing, here or world(), START, officer=by).case


def test_a_filed_case_has_a_lead_a_share_and_its_clocks() -> None:
    desk = filed(funding=None)
    case = desk.case

    assert (case.main, case.version, case.last_seq, case.reference) == (
        "filed", 1, 1, "350-9999-9"
    )  # fmt: skip
    assert [(part.agency, part.role) for part in case.agencies][:2] == [
        (INSPECTION, "lead"), (HOUSING, "co"),
    ]  # fmt: skip
    assert {c.name for c in case.clocks} >= {
        "inspection_accept", "first_answer", "unowned", "silence", "co_task", "find_funding",
        "campaign", "arbitration_limit", "inspection_lookback",
    }  # fmt: skip
    assert desk.clock("inspection_accept").due_at == "2026-12-02"
    assert desk.clock("inspection_accept").desk_due_at == "2026-12-02"
    entry = desk.history[0]
    assert (entry.seq, entry.action, entry.by_kind, entry.tells) == (1, "file", "worker", True)


def test_who_pays_for_the_works_is_found_out_in_three_working_days() -> None:
    told = lead(funding=None)
    outcome = open_case(told, route(told, DIRECTORY, CALENDAR, START.date()), world(), START)
    assert outcome.effects == (MakeTask(kind="find_funding", due_at="2026-11-30"),)


def test_the_speakers_row_says_what_is_his() -> None:
    assert file(lead()).claimants == (
        Claimant(id="c1", name="陈某", phone="13800001234", own=True, stated_fen=700_000,
                 period_end="2026-10"),
    )  # fmt: skip
    group = file(lead(headcount=7))
    assert (group.claimants[0].stated_fen, group.owed_fen, group.headcount) == (None, 700_000, 7)
    assert file(lead(headcount=7, amount_per_worker_fen=5)).claimants[0].stated_fen == 5
    assert file(lead(amount_fen=None, amount_per_worker_fen=5)).claimants[0].stated_fen == 5
    assert not file(lead(helper_name="老乡")).claimants[0].own


def test_a_list_of_names_makes_a_row_each() -> None:
    rows = (Claimant(id="x", name="陈某", own=True), Claimant(id="y", name="李某"))
    assert [row.id for row in find_claimants(replace(lead(), claimants=rows))] == ["c1", "c2"]


def test_a_contractor_without_wages_has_no_row() -> None:
    own = make_lead({"division": "430112"}, matter=Matter.PROJECT_PAYMENT)
    assert find_claimants(own) == ()
    assert file(own).lead.kind == "court"
    both = make_lead(matter=Matter.PROJECT_PAYMENT, also=(Matter.WAGES,))
    assert len(find_claimants(both)) == 1


def test_an_open_alarm_makes_it_p0() -> None:
    case = file(lead(), world(alarm_open=True))
    assert (case.level, case.alarm_open) == ("P0", True)
    assert next_due(case) is not None


def test_filed_for_a_caller_it_is_the_operators_entry() -> None:
    told = lead()
    routing = route(told, DIRECTORY, CALENDAR, START.date())
    outcome = open_case(told, routing, world(), START, officer=INTAKE)
    assert outcome.case.filed_by == INTAKE.id
    assert outcome.entry
    assert (outcome.entry.by_kind, outcome.entry.role) == ("officer", "intake")


def test_local_clocks_run_where_the_place_has_them() -> None:
    case = file(lead(division="150203"))
    assert {c.name for c in case.clocks} >= {"local_contact", "local_accept", "local_finish"}


def test_a_place_may_be_quicker_under_the_same_name() -> None:
    told = lead(division="410102")
    case = file(told)
    assert not [c for c in case.clocks if c.name.startswith("local_")]
    assert DIRECTORY.clocks_in("410102")


@pytest.mark.parametrize(
    ("level", "hour", "due"),
    [("P1", 22, "2026-11-26T00:00:00+08:00"), ("P2", 10, "2026-11-25"), ("P2", 18, "2026-11-26"),
     ("P3", 10, "2026-11-26")],
)  # fmt: skip
def test_the_first_answer_is_due_by_level(level: str, hour: int, due: str) -> None:
    told = lead()
    routing = replace(route(told, DIRECTORY, CALENDAR, START.date()), level=level)
    case = open_case(told, routing, world(), START.replace(hour=hour)).case
    assert [c.due_at for c in case.clocks if c.name == "first_answer"] == [due]


def test_a_question_has_no_first_answer_to_wait_for() -> None:
    told = make_lead(question_only=True)
    assert not [c for c in file(told).clocks if c.name in ("first_answer", "inspection_accept")]


def test_a_limit_long_gone_is_shown_and_warns_nobody() -> None:
    case = file(lead(period_end="2020"))
    assert {c.state for c in case.clocks if c.kind == "worker"} == {"over"}
