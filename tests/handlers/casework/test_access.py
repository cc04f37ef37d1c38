"""Who sees which case, and which parts of it."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.case import Case
from handlers.casework.access import sees, shows
from handlers.officer import PROGRAM, WORKER, Officer
from tests.handlers.casework.desk import (
    ARBITER,
    HOUSING_OFFICER,
    INSPECTION,
    INTAKE,
    LEADER,
    OFFICER,
    SECOND,
    START,
    SUPERVISOR,
    delivered,
    filed,
    officer,
    put,
)  # fmt: skip

STAFFED = frozenset({INSPECTION})
AUDITOR = officer(80, "auditor", agency=None, division="430000")
FULL = {"basic", "card", "story", "history", "history_words"}


def parts(who: Officer, case: Case | None = None) -> set[str]:
    return set(shows(who, case or delivered().case, STAFFED))


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (OFFICER, True),
        (HOUSING_OFFICER, True),
        (officer(90, "officer", agency="430112-water"), False),
        (officer(90, "officer", agency="430100-labor_inspection", division="430100"), True),
        (officer(90, "officer", agency="430100-labor_inspection", division=None), True),
        (officer(90, "officer", agency="430100-labor_inspection", division="430103"), False),
        (officer(90, "officer", agency=None, division="430100"), True),
        (officer(90, "officer", agency=None, division="440000"), False),
        (officer(90, "officer", agency=None, division=None), True),
        (officer(90, "officer", active=False), False),
        (WORKER, True),
        (PROGRAM, True),
    ],
)
def test_scope_is_agency_and_place_with_everything_below(who: Officer, seen: bool) -> None:
    assert sees(who, delivered().case) is seen


def test_an_unknown_place_is_seen_by_the_whole_country_alone() -> None:
    case = filed(division=None).case
    assert sees(officer(90, "intake", agency=None, division=None), case)
    assert not sees(INTAKE, case)


def test_barred_it_does_not_exist() -> None:
    case = replace(delivered().case, barred=(OFFICER.id,))
    assert not sees(OFFICER, case)
    assert parts(OFFICER, case) == set()


def test_each_role_is_shown_its_parts() -> None:
    assert parts(OFFICER) == {*FULL, "sealed"}
    assert parts(SECOND) == FULL
    assert parts(SUPERVISOR) == {*FULL, "sealed", "reads"}
    assert parts(AUDITOR) == {"basic", "history", "reads"}
    assert parts(ARBITER) == {*FULL, "reads"} - {"story"}
    assert parts(officer(90, "admin", "author", agency=None)) == set()
    assert parts(WORKER) == FULL


def test_an_intake_sees_whole_what_triage_leads_and_for_a_while_what_he_filed() -> None:
    case: Any = delivered().case
    assert parts(INTAKE) == {"basic"}
    assert set(shows(INTAKE, case, ())) == FULL
    mine = replace(case, filed_by=INTAKE.id)
    assert parts(INTAKE, mine) == FULL - {"story"}
    assert parts(INTAKE, put(mine, "filed")) == FULL


def test_a_leader_sees_what_came_up_to_him_and_never_the_story() -> None:
    desk = delivered()
    assert parts(LEADER, desk.case) == {"basic"}
    assert parts(LEADER, put(desk.case, "delivered", ["listed"])) == FULL - {"story"}
    assert parts(LEADER, replace(desk.case, escalated_to="leader")) == FULL - {"story"}
    desk.does(OFFICER, "record", kind="emergency_fund", asked_at=START.date().isoformat(),
              amount_fen=5, ground="fled")  # fmt: skip
    assert parts(LEADER, desk.case) == FULL - {"story"}


def test_an_arbiter_reads_the_story_of_a_dispute() -> None:
    assert "story" in parts(ARBITER, put(delivered().case, "delivered", ["disputed"]))


def test_duty_sees_the_case_of_an_open_alarm() -> None:
    duty = officer(90, "duty", agency=None)
    assert parts(duty) == set()
    assert parts(duty, replace(delivered().case, alarm_open=True)) == {"basic", "card"}
