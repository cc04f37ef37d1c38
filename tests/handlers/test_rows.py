"""Routing rows as a table: whole, without contradiction, and what a change would move."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import cast

import pytest

from handlers.case import Case, CaseId, Routing, Status
from handlers.directory import RoutingRow
from handlers.facts import HeardSignal, Known
from handlers.lead import LeadKind
from handlers.routing import route
from handlers.rows import find_faults, lead_of_case, moved_by
from nlp.understanding import FactValue, Matter
from storage.defaults import load_calendar, load_directory
from tests.handlers.leads import make_lead

DIRECTORY, CALENDAR = load_directory(), load_calendar()
TODAY = date(2026, 11, 24)


def row(number: int = 90, **fields: object) -> RoutingRow:
    when = frozenset(cast("str", fields.pop("when", "")).split())
    made = RoutingRow(number=number, when=when)
    return replace(made, **fields)  # type: ignore[arg-type]


def test_the_shipped_rows_have_no_fault() -> None:
    assert find_faults(DIRECTORY.rows) == ()


def test_the_shipped_rows_are_numbered_in_order_and_have_a_source_and_a_date() -> None:
    assert [each.number for each in DIRECTORY.rows] == list(range(1, len(DIRECTORY.rows) + 1))
    assert all(each.source and date.fromisoformat(each.checked) for each in DIRECTORY.rows)


@pytest.mark.parametrize(
    ("added", "code"),
    [
        (row(lead="ministry_of_magic"), "unknown_agency"),
        (row(shares=(("nobody", "task"),)), "unknown_agency"),
        (row(when="industry=piracy", lead="housing"), "unknown_condition"),
        (row(when="weather=bad", lead="housing"), "unknown_condition"),
        (row(when="present=", lead="housing"), "unknown_condition"),
        (row(when="industry=retail industry=catering", lead="housing"), "impossible"),
        (row(when="present=child present!=child", lead="housing"), "impossible"),
        (row(when="matter=injury"), "idle"),
        (row(number=1, when="matter=injury", lead="court"), "repeated"),
        (row(when="matter=wages", lead="housing"), "repeated"),
        (row(when="matter=wages funding=private", lead="housing"), "contradictory"),
    ],
)
def test_a_faulty_row_is_found(added: RoutingRow, code: str) -> None:
    assert code in {fault.code for fault in find_faults((*DIRECTORY.rows, added))}


@pytest.mark.parametrize(
    "added",
    [
        row(when="matter=wages funding=private category=overtime", lead="arbitration"),
        row(division="430112", when="matter=wages", lead="housing"),
        row(when="matter=injury", instead=True),
    ],
)
def test_a_sound_row_has_no_fault(added: RoutingRow) -> None:
    assert find_faults((*DIRECTORY.rows, added)) == ()


def test_a_table_with_a_hole_is_not_total() -> None:
    without_first = tuple(each for each in DIRECTORY.rows if each.number != 1)
    without_retail = tuple(each for each in DIRECTORY.rows if "industry=retail" not in each.when)

    assert {fault.code for fault in find_faults(without_first)} == {"uncovered"}
    assert [fault.about for fault in find_faults(without_retail)] == ["industry=retail"]
    assert find_faults(()) != ()


def make_case(reference: str, *, category: str = "site_wages", **facts: FactValue) -> Case:
    known = {name: Known(value=value) for name, value in facts.items()}
    lead = make_lead(facts)
    return Case(
        id=CaseId(1),
        reference=reference,
        conversation=None,
        kind=LeadKind.COMPLAINT,
        channel="web",
        main=Status.FILED,
        resumes_as=Status.FILED,
        level="P3",
        category=category,
        campaign_class="none",
        filed_at=datetime(2026, 11, 24, tzinfo=UTC),
        facts=known,
        routing=route(lead, DIRECTORY, CALENDAR, TODAY),
        signals=(HeardSignal(value="boss_fled", text="跑了", span=(0, 2), seq=1),),
    )


class TestMoves:
    def moved(self, added: RoutingRow, *cases: Case) -> list[str]:
        new = replace(DIRECTORY, rows=(*DIRECTORY.rows, added))
        return [each.reference for each in moved_by(DIRECTORY, new, cases, CALENDAR, TODAY)]

    def test_only_the_cases_under_the_row_would_move(self) -> None:
        here = make_case("here", division="430112", industry="construction")
        there = make_case("there", division="430111", industry="construction")

        assert self.moved(row(division="430112", lead="housing"), here, there) == ["here"]

    def test_an_agency_that_joins_is_a_move_too(self) -> None:
        case = make_case("here", division="430112", industry="construction")
        new_share = row(division="430100", shares=(("township", "mediate"),))

        assert self.moved(new_share, case) == ["here"]

    def test_an_ended_case_stays_where_it_was(self) -> None:
        case = replace(make_case("here", division="430112"), main=Status.CLOSED)

        assert self.moved(row(division="430112", lead="housing"), case) == []

    def test_before_and_after_are_both_told(self) -> None:
        new = replace(DIRECTORY, rows=(*DIRECTORY.rows, row(division="430112", lead="housing")))
        case = make_case("here", division="430112")

        (move,) = moved_by(DIRECTORY, new, [case], CALENDAR, TODAY)

        assert isinstance(move.before, Routing)
        assert (move.before.lead_kind, move.after.lead_kind) == ("labor_inspection", "housing")

    def test_a_case_is_routed_by_its_category(self) -> None:
        claim = make_case("claim", category="project_payment", division="430112")
        beside = replace(claim, also_categories=("site_wages", "project_payment"))
        question = make_case("question", category="question_only")

        assert lead_of_case(claim).matter is Matter.PROJECT_PAYMENT
        assert lead_of_case(beside).also == (Matter.WAGES,)
        assert lead_of_case(question).question_only
