"""Words to the worker, notes among officers, sealed fields, facts put right."""

from dataclasses import replace
from typing import Any

import pytest

from tests.handlers.casework.desk import (
    LEADER,
    OFFICER,
    SECOND,
    SUPERVISOR,
    accepted,
    delivered,
    filed,
    put,
    row,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def test_an_officers_words_reach_the_worker_and_leave_the_version_alone() -> None:
    desk = delivered()
    version = desk.case.version

    assert refused(desk.does, SECOND, "message", text="您好") == "not_held"
    desk.does(OFFICER, "message", text=" 您好 ", files=["f1"])

    assert desk.told == ["您好"]
    assert desk.case.version == version
    assert desk.case.last_seq == version + 1
    assert desk.history[-1].tells
    assert desk.clock("first_answer").state == "met"
    assert desk.runs("silence")
    desk.case = put(desk.case, "closed", clocks=())
    desk.does(SUPERVISOR, "message", text="您好")
    assert not desk.runs("silence")


@pytest.mark.parametrize("text", ["", "  ", "字" * 2001, "a\x00b", 5, None])
def test_words_are_words(text: object) -> None:
    assert refused(delivered().does, OFFICER, "message", text=text) == "422 text"


def test_a_note_is_never_shown_to_the_worker() -> None:
    desk = delivered()
    body = {"text": "老板在外地", "mentions": ["officer.12", "nobody"]}
    assert refused(desk.does, LEADER, "note", **body) == "422 mentions/1"
    desk.does(LEADER, "note", text="请看", mentions=["officer.12"], files=["f1"])
    assert desk.told == []
    assert desk.notices == [("officer.12", "mentioned")]
    assert desk.history[-1].args == {"text": "请看", "files": ["f1"]}


def test_a_sealed_field_is_opened_with_a_reason_and_stored_nowhere() -> None:
    desk = delivered()
    assert refused(desk.does, SECOND, "reveal", field="phone", reason="打电话") == "not_held"
    assert refused(desk.does, OFFICER, "reveal", field="bank_card", reason="付款") == "422 field"
    outcome = desk.does(OFFICER, "reveal", field="phone", reason="打电话")

    assert outcome.revealed == {"field": "phone", "value": "13800001234"}
    assert "13800001234" not in str(outcome.entry)

    desk.case = replace(desk.case, claimants=(*desk.case.claimants, row(2, name="李某")))
    body = {"reason": "核对", "claimant": "c2"}
    assert desk.does(SUPERVISOR, "reveal", field="name", **body).revealed == {
        "field": "name", "value": "李某", "claimant": "c2",
    }  # fmt: skip
    assert refused(desk.does, OFFICER, "reveal", field="phone", **body) == "422 field"
    assert refused(desk.does, OFFICER, "reveal", field="identity_number", **body) == "422 field"
    body["claimant"] = "c9"
    assert refused(desk.does, OFFICER, "reveal", field="name", **body) == "422 claimant"


def correct(field: str, value: Any, desk: Any = None) -> str:
    return refused((desk or delivered()).does, OFFICER, "correct", field=field, value=value,
                   reason="核对过")  # fmt: skip


def test_a_corrected_fact_keeps_its_old_value_and_proposes_a_new_routing() -> None:
    desk = delivered()
    desk.does(OFFICER, "correct", field="division", value="430103", reason="在天心区")

    known = desk.case.facts["division"]
    assert known.value == "430103"
    assert [earlier.value for earlier in known.earlier] == ["430112"]
    assert desk.case.lead.agency == "430112-labor_inspection"
    assert desk.case.proposal
    assert desk.case.proposal.desk == "430103-labor_inspection"
    desk.does(OFFICER, "correct", field="division", value="430112", reason="弄错了")
    assert desk.case.proposal is None


def test_a_corrected_name_is_the_rows_too_and_nobody_elses() -> None:
    desk = delivered()
    desk.case = replace(desk.case, claimants=(*desk.case.claimants, row(2, name="李某")))
    desk.does(OFFICER, "correct", field="name", value="陈一", reason="同音字")
    desk.does(OFFICER, "correct", field="phone", value="139", reason="换号了")
    own, other = desk.case.claimants
    assert (own.name, own.phone, other.name) == ("陈一", "139", "李某")


def test_before_delivery_a_corrected_period_moves_the_workers_limits() -> None:
    desk = filed()
    desk.does(SUPERVISOR, "assign", to="officer.16")
    before = desk.clock("arbitration_limit").due_at
    desk.does(SUPERVISOR, "assign", to="officer.16")
    desk.case = replace(desk.case, held_by=replace(desk.case.held_by, officer=OFFICER.id))  # type: ignore[type-var]
    assert correct("period_end", "2026-09", desk) == "done"
    assert desk.clock("arbitration_limit").due_at < before

    desk = delivered()
    before = desk.clock("arbitration_limit").due_at
    assert correct("period_end", "2026-09", desk) == "done"
    assert desk.clock("arbitration_limit").due_at == before


def test_what_is_no_fact_is_corrected_too() -> None:
    desk = accepted()
    assert correct("category", "site_wages", desk) == "done"
    assert correct("campaign_class", "year_end", desk) == "done"
    assert correct("registered_employer", "某某建设有限公司", desk) == "done"
    assert correct("numbers/hotline_12345", "20261124", desk) == "done"
    case = desk.case
    assert (case.category, case.campaign_class) == ("site_wages", "year_end")
    assert case.registered_employer == "某某建设有限公司"
    assert case.numbers == {"hotline_12345": "20261124"}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("shoe_size", 5, "422 field"),
        ("numbers/A B", "1", "422 field"),
        ("amount_fen", "一万", "422 value"),
        ("amount_fen", 100, "done"),
        ("headcount", 2.5, "422 value"),
        ("headcount", True, "422 value"),
        ("headcount", 7, "done"),
        ("months", 0.5, "done"),
        ("months", -1, "422 value"),
        ("division", "4301", "422 value"),
        ("division", 430112, "422 value"),
        ("evidence", ["iou", "iou"], "done"),
        ("evidence", ["horse"], "422 value"),
        ("evidence", "iou", "422 value"),
        ("industry", "magic", "422 value"),
        ("industry", "mining", "done"),
        ("period_start", "2026-13", "422 value"),
        ("period_start", "2026", "done"),
        ("employer", " ", "422 value"),
        ("employer", None, "422 value"),
        ("category", "nonsense", "422 value"),
        ("category", "severance", "done"),
    ],
)
def test_a_corrected_value_must_be_one(field: str, value: object, code: str) -> None:
    assert correct(field, value) == code
