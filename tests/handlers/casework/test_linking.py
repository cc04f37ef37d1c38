"""Linked, unlinked, split: nothing is destroyed."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.case import Case
from handlers.casework.effects import MakeCase
from handlers.lead import ConversationId
from tests.handlers.casework.desk import (
    OFFICER,
    SECOND,
    Desk,
    accepted,
    delivered,
    filed,
    put,
    row,
    world,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def beside(desk: Desk, **changes: Any) -> Case:
    other = replace(filed().case, reference="350-1111-1", **changes)
    desk.world = world(cases=(other, desk.case))
    return other


def link(desk: Desk, how: str, to: str = "350-1111-1") -> str:
    return refused(desk.does, OFFICER, "link", to=to, as_=how, reason="同一件事")


def made(desk: Desk) -> MakeCase:
    assert desk.last
    return next(effect for effect in desk.last.effects if isinstance(effect, MakeCase))


def test_related_cases_stand_beside_each_other() -> None:
    desk = delivered()
    beside(desk)
    assert link(desk, "related") == "done"
    assert (desk.case.links[0].to, desk.case.links[0].how) == ("350-1111-1", "related")
    assert desk.case.main == "delivered"
    assert link(desk, "related") == "422 to"
    desk.does(OFFICER, "unlink", to="350-1111-1", reason="看错了")
    assert desk.case.links == ()
    assert desk.told == []


def test_a_link_leads_to_an_open_case_in_sight() -> None:
    desk = delivered()
    assert link(desk, "related") == "422 to"
    beside(desk)
    assert link(desk, "related", desk.case.reference) == "422 to"
    desk.world = world(cases=(replace(put(filed().case, "duplicate"), reference="350-1111-1"),))
    assert link(desk, "related") == "422 to"
    beside(desk, barred=(OFFICER.id,))
    assert link(desk, "related") == "422 to"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"phone": "1", "name": "别人"}, "gate same_person"),
        ({"phone": "1"}, "done"),
        ({"name": "别人"}, "done"),
        ({"phone": None, "name": None}, "gate same_person"),
    ],
    ids=["other", "name and sum", "telephone", "unknown"],
)
def test_only_the_same_persons_case_is_a_duplicate(facts: dict[str, Any], code: str) -> None:
    desk = delivered()
    beside(desk, facts=filed(**facts).case.facts, claimants=())
    assert link(desk, "duplicate") == code


def test_the_same_conversation_is_the_same_person_and_an_alarm_keeps_it_open() -> None:
    desk = delivered()
    same = ConversationId(5)
    desk.case = replace(desk.case, conversation=same, alarm_open=True)
    beside(desk, conversation=same, facts={})
    assert link(desk, "duplicate") == "gate alarm"


def test_a_duplicate_lives_on_in_the_other_case_and_can_be_undone() -> None:
    desk = accepted()
    beside(desk)
    due = desk.clock("inspection_investigate").due_at
    assert link(desk, "duplicate") == "done"

    assert (desk.case.main, desk.case.resumes_as) == ("duplicate", "accepted")
    assert desk.case.reported_as == "duplicate"
    assert desk.told == ["told-duplicate"]
    assert desk.clock("inspection_investigate").state == "stopped"
    assert refused(desk.does, OFFICER, "unlink", to="x", reason="看错了") == "422 to"
    desk.does(SECOND, "unlink", to="350-1111-1", reason="不是一个人")

    assert desk.case.main == "accepted"
    assert desk.told == ["told-unlinked"]
    assert (desk.clock("inspection_investigate").state, due) == (
        "running", desk.clock("inspection_investigate").due_at,
    )  # fmt: skip
    assert {desk.case.closed_at, desk.case.reported_as} == {None}


def test_at_p2_a_duplicate_takes_a_second_officer() -> None:
    desk = delivered(level="P2")
    beside(desk)
    assert link(desk, "duplicate") == "done"
    assert desk.case.main == "delivered"
    desk.does(SECOND, "approve", request="r1")
    assert desk.case.main == "duplicate"


def split(desk: Desk, how: str, **body: Any) -> str:
    return refused(desk.does, OFFICER, "split", as_=how, reason="分开办", **body)


def test_a_contract_price_becomes_a_case_of_its_own() -> None:
    desk = accepted()
    assert split(desk, "project_payment") == "422 amount_fen"
    assert split(desk, "project_payment", amount_fen=5, claimants=["c1"]) == "422 claimants"
    assert split(desk, "project_payment", amount_fen=9_000_000) == "done"

    new = made(desk)
    assert new.case.reference == desk.world.drawn.reference
    assert (new.case.main, new.case.category) == ("delivered", "project_payment")
    assert new.case.facts["project_payment_fen"].value == 9_000_000
    assert new.case.held_by == desk.case.held_by
    assert new.case.claimants == ()
    assert new.case.links[0].to == desk.case.reference
    assert desk.case.links[0].to == new.case.reference
    assert new.entry.args == {"as": "project_payment", "of": desk.case.reference}
    assert desk.told == ["told-split"]
    old = {c.name: c.started_at for c in desk.case.clocks}
    assert all(old[c.name] == c.started_at for c in new.case.clocks)
    assert not new.case.has_mark("reopened")


def test_some_of_a_group_go_and_at_least_one_stays() -> None:
    desk = accepted()
    desk.case = replace(desk.case, claimants=(row(1, stated_fen=5), row(2, stated_fen=7)))

    assert split(desk, "claimants") == "422 claimants"
    assert split(desk, "claimants", claimants=["c9"]) == "422 claimants"
    assert split(desk, "claimants", claimants=["c1", "c2"]) == "422 claimants"
    assert split(desk, "claimants", claimants=["c2"]) == "done"

    assert [r.id for r in desk.case.claimants] == ["c1"]
    assert [r.id for r in made(desk).case.claimants] == ["c2"]
    assert made(desk).case.owed_fen == 7
    assert desk.told == []
