"""Accepted, declined, asked, waited for, extended, verified: each with its gate and its clocks."""

from dataclasses import replace

import pytest

from tests.handlers.casework.desk import (
    CALENDAR,
    DECLINE,
    INTAKE,
    LEADER,
    NATIONWIDE,
    OFFICER,
    SECOND,
    START,
    SUPERVISOR,
    accepted,
    delivered,
    filed,
    order,
    pay,
    put,
    serve,
    today,
    verified,
    world,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def test_accepting_is_a_legal_act_with_its_clock() -> None:
    desk = delivered()

    assert refused(desk.does, OFFICER, "accept") == "422 number"
    desk.does(OFFICER, "accept", number="88号")

    assert desk.case.main == "accepted"
    assert desk.case.accepted_at == desk.case.lead.accepted_at is not None
    assert desk.case.lead.number == "88号"
    assert desk.told == ["told-accepted"]
    assert {"-inspection_accept", "-first_answer", "+inspection_investigate"} <= set(
        desk.history[-1].clocks
    )
    assert desk.clock("inspection_accept").state == "met"
    assert desk.clock("inspection_investigate").due_at == "2027-02-22"


def test_a_clock_that_ends_too_late_is_over() -> None:
    desk = delivered().wait(days=20)
    desk.does(OFFICER, "accept", text="立案")
    assert desk.clock("inspection_accept").state == "over"


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"division": "430100"}, "gate division"),
        ({"employer": None}, "gate employer"),
        ({"employer": None, "site": "望城那个公租房工地"}, "done"),
        ({"employer": None, "foreman": "老王"}, "done"),
    ],
)
def test_accepting_needs_a_county_and_somebody_on_the_other_side(
    facts: dict[str, str | None], missing: str
) -> None:
    desk = filed(**facts)
    desk.does(NATIONWIDE, "claim")
    desk.case = put(desk.case, "delivered", held_by=desk.case.held_by)
    if facts.get("division"):
        lead = replace(desk.case.lead, agency="430112-labor_inspection", kind="labor_inspection")
        desk.case = replace(desk.case, agencies=(lead,))

    assert refused(desk.does, NATIONWIDE, "accept", text="立案") == missing


def test_triage_accepts_nothing() -> None:
    desk = filed(division=None)
    desk.does(NATIONWIDE, "claim")
    desk.case = put(desk.case, "delivered", held_by=desk.case.held_by)
    assert refused(desk.does, NATIONWIDE, "accept", text="立案") == "gate lead division"


def test_an_intake_accepts_only_with_the_agencys_number() -> None:
    desk = filed()
    desk.world = world(staffed=frozenset())
    desk.does(INTAKE, "claim")
    desk.does(INTAKE, "deliver", how="phone", number="1")

    assert refused(desk.does, INTAKE, "accept", text="他们受理了") == "422 number"
    desk.does(INTAKE, "accept", number="99号", text="他们受理了")

    assert desk.case.main == "accepted"


def test_a_small_case_is_declined_by_one_and_told_where_to_go() -> None:
    desk = delivered()

    desk.does(OFFICER, "decline", **DECLINE)

    case = desk.case
    assert (case.main, case.phase, case.reported_as) == ("declined", "no_result", "not_ours")
    assert case.resumes_as == "delivered"
    assert desk.told == ["told-declined"]
    assert desk.runs("refusal_review")
    assert desk.runs("refusal_sue")
    assert not desk.runs("silence")
    assert desk.clock("inspection_accept").state == "met"


def test_declining_at_p2_takes_a_second_officer() -> None:
    desk = delivered(level="P2")

    desk.does(OFFICER, "decline", **DECLINE)
    assert desk.case.main == "delivered"
    assert desk.case.requests[0].needs == "second"
    assert desk.runs("approval")
    assert refused(desk.does, OFFICER, "decline", **DECLINE) == "second_person"
    assert refused(desk.does, OFFICER, "approve", request="r1") == "same_person"
    desk.does(SECOND, "approve", request="r1")

    assert desk.case.main == "declined"
    entry = desk.history[-1]
    assert (entry.action, entry.from_, entry.to) == ("approve", "delivered", "declined")
    assert entry.args == {"request": "r1", "action": "decline"}
    assert desk.case.requests == ()
    assert desk.clock("approval").state == "met"


def test_a_second_officer_refuses_with_a_reason() -> None:
    desk = delivered(level="P2")
    desk.does(OFFICER, "decline", **DECLINE)

    assert refused(desk.does, SECOND, "refuse", request="r1") == "422 reason"
    desk.does(SECOND, "refuse", request="r1", reason="应该受理")

    assert desk.case.main == "delivered"
    assert desk.notices == [(OFFICER.username, "refused")]
    assert refused(desk.does, SECOND, "approve", request="r1") == "request_gone"
    assert refused(desk.does, SECOND, "refuse", request="r1", reason="再来") == "request_gone"


def test_filed_only_triage_declines() -> None:
    desk = filed()
    desk.does(SUPERVISOR, "assign", to="officer.16")
    desk.case = replace(desk.case, held_by=replace(desk.case.held_by, officer=OFFICER.id))  # type: ignore[type-var]
    assert refused(desk.does, OFFICER, "decline", **DECLINE) == "gate lead"

    desk.world = world(staffed=frozenset())
    assert refused(desk.does, OFFICER, "decline", **DECLINE) == "done"


def test_incomplete_is_no_reason_before_the_worker_was_asked_and_waited_for() -> None:
    desk = delivered()
    body = {**DECLINE, "reason_code": "incomplete"}

    assert refused(desk.does, OFFICER, "decline", **body) == "gate ask_wait"
    desk.does(OFFICER, "ask", field="employer", text="哪家公司？")
    assert refused(desk.does, OFFICER, "decline", **body) == "gate ask_wait"
    desk.wait(days=9)

    assert refused(desk.does, OFFICER, "decline", **body) == "done"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"destination": {"kind": "triage"}}, "destination/kind"),
        ({"destination": None}, "destination"),
        ({"destination": {"kind": "court", "floor": 3}}, "destination/floor"),
        ({"reason_code": "lazy"}, "reason_code"),
        ({"text": " "}, "text"),
    ],
)
def test_a_refusal_names_where_else_to_go(change: dict[str, object], field: str) -> None:
    assert refused(delivered().does, OFFICER, "decline", **{**DECLINE, **change}) == f"422 {field}"


def test_a_question_waits_on_the_worker_and_not_on_the_law() -> None:
    desk = accepted()
    law = desk.clock("inspection_investigate").due_at

    assert refused(desk.does, OFFICER, "ask", field="shoe_size", text="多大？") == "422 field"
    desk.does(OFFICER, "ask", field="last_payment", text="上次什么时候给过钱？")
    assert desk.case.status == "ask_more"
    assert desk.case.resumes_as == "accepted"
    assert desk.told == ["上次什么时候给过钱？"]
    assert desk.clock("ask_wait").due_at == today(desk, 7)
    desk.wait(days=7).does(OFFICER, "resume")

    clock = desk.clock("inspection_investigate")
    assert (clock.due_at, clock.paused_days) == (law, 5)
    assert clock.desk_due_at == "2027-03-01"
    assert desk.case.status == "accepted"
    assert refused(desk.does, OFFICER, "resume") == "not_from_here"


def test_the_desk_waits_ten_working_days_at_most() -> None:
    desk = accepted()
    for _ in range(2):
        desk.does(OFFICER, "ask", field="free", text="再说说？")
        desk.wait(days=14).does(OFFICER, "resume")

    assert desk.clock("inspection_investigate").paused_days == 10


def test_a_pause_has_a_reason_and_an_end() -> None:
    desk = accepted()
    body = {"why": "outside_report", "text": "鉴定结果"}

    assert refused(desk.does, OFFICER, "pause", **body, until=today(desk, 31)) == "422 until"
    assert refused(desk.does, OFFICER, "pause", **body, until=today(desk, -1)) == "422 until"
    for wrong in ("2026-02-30", "tomorrow", 20261130):
        assert refused(desk.does, OFFICER, "pause", **body, until=wrong) == "422 until"
    desk.does(OFFICER, "pause", **body, until=today(desk, 30))

    assert desk.case.has_mark("paused")
    assert desk.case.status == "accepted"
    assert desk.told == ["told-paused"]


def test_minutes_wait_by_the_minute() -> None:
    desk = delivered(level="P1")
    desk.does(OFFICER, "pause", why="other", text="等结果", until=today(desk))
    desk.wait(minutes=59).does(OFFICER, "resume")
    assert desk.clock("first_answer").due_at == "2026-11-25T13:00:00+08:00"


def test_asked_and_paused_together_the_time_counts_once() -> None:
    desk = accepted()
    desk.does(OFFICER, "pause", why="other", text="等结果", until=today(desk, 20))
    desk.wait(days=7).does(OFFICER, "ask", field="free", text="再说说？")
    desk.wait(days=7).does(OFFICER, "resume")
    assert desk.clock("inspection_investigate").paused_days == 10


def test_a_main_move_ends_asking_and_pausing() -> None:
    desk = accepted()
    desk.does(OFFICER, "ask", field="free", text="再说说？")
    desk.does(OFFICER, "pause", why="other", text="等结果", until=today(desk, 20))

    desk.does(OFFICER, "record", kind="checklist", items=dict.fromkeys(
        ("contract", "real_name", "wage_account", "bank_pay", "deposit", "insurance", "funding",
         "notice_board"), "unknown"))  # fmt: skip

    assert desk.case.main == "verifying"
    assert desk.case.marks == ()
    assert desk.clock("ask_wait").state == "stopped"


def test_a_leader_extends_the_investigation_once() -> None:
    desk = accepted()
    assert refused(desk.does, OFFICER, "extend", clock="silence", reason="复杂") == "422 clock"

    desk.does(OFFICER, "extend", clock="inspection_investigate", reason="案情复杂")
    assert not desk.clock("inspection_investigate").extended
    assert refused(desk.does, SUPERVISOR, "approve", request="r1") == "role"
    desk.does(LEADER, "approve", request="r1")

    clock = desk.clock("inspection_investigate")
    assert clock.extended
    assert clock.due_at == CALENDAR.add_workdays(START.date(), 90).isoformat()
    assert desk.told == ["told-extended"]
    again = {"clock": "inspection_investigate", "reason": "还复杂"}
    assert refused(desk.does, OFFICER, "extend", **again) == "422 clock"


def test_a_supervisor_stands_in_where_no_leader_covers_the_case() -> None:
    desk = accepted()
    desk.does(OFFICER, "extend", clock="inspection_investigate", reason="案情复杂")
    desk.world = world(officers=(OFFICER, SUPERVISOR))

    desk.does(SUPERVISOR, "approve", request="r1")

    assert desk.clock("inspection_investigate").extended


def test_deciding_later_needs_a_date() -> None:
    desk = verified()
    body = {"clock": "inspection_decide", "reason": "等会议"}
    due = desk.clock("inspection_decide").due_at

    assert refused(desk.does, OFFICER, "extend", **body) == "422 until"
    assert refused(desk.does, OFFICER, "extend", **body, until=due) == "422 until"
    desk.does(OFFICER, "extend", **body, until="2027-01-15")
    desk.does(LEADER, "approve", request="r1")

    assert desk.clock("inspection_decide").due_at == "2027-01-15"


def test_listing_may_be_decided_twenty_working_days_later() -> None:
    desk = verified()
    served = order(desk)
    serve(desk, served)
    desk.wait(days=16).does(OFFICER, "step", measure=served, to="lapsed")
    due = desk.clock("list_decide").due_at

    desk.does(OFFICER, "extend", clock="list_decide", reason="还在核对")
    desk.does(LEADER, "approve", request="r1")

    assert desk.clock("list_decide").due_at > due


def test_verified_arrears_have_each_workers_sum() -> None:
    desk = accepted()
    body = {"finding": "arrears", "checked": ["payroll"], "text": "查过了"}

    assert refused(desk.does, OFFICER, "verify", **body) == "422 amounts"
    nobody = [{"claimant": "c9", "verified_fen": 5}]
    assert refused(desk.does, OFFICER, "verify", **body, amounts=nobody) == "422 amounts/0/claimant"
    none = {**body, "checked": []}
    assert refused(desk.does, OFFICER, "verify", **none) == "422 checked"
    desk.does(OFFICER, "verify", **body, amounts=[{"claimant": "c1", "verified_fen": 680_000}])

    case = desk.case
    assert case.main == "verifying"
    assert case.claimants[0].verified_fen == 680_000
    assert case.finding
    assert case.finding.checked == ("payroll",)
    assert desk.clock("inspection_investigate").state == "met"
    assert desk.runs("inspection_decide")
    assert desk.told == ["told-verified-arrears"]


def test_verified_below_what_was_paid_is_wrong() -> None:
    desk = verified()
    pay(desk, 500_000)
    amounts = [{"claimant": "c1", "verified_fen": 400_000}]
    body = {"finding": "arrears", "checked": ["bank"], "text": "重新核"}

    code = refused(desk.does, OFFICER, "verify", **body, amounts=amounts)
    assert code == "422 amounts/0/verified_fen"

    desk.does(OFFICER, "verify", **body, amounts=[{"claimant": "c1", "verified_fen": 500_000}])
    assert desk.case.main == "paid"


def test_another_finding_leads_to_verifying_and_needs_no_order_standing() -> None:
    desk = verified()
    served = order(desk)
    serve(desk, served)
    body = {"finding": "not_substantiated", "checked": ["site"], "text": "查无实据"}

    assert refused(desk.does, OFFICER, "verify", **body) == f"gate measures/{served}"
    desk.does(OFFICER, "step", measure=served, to="revoked", reason="事实有误")
    desk.does(OFFICER, "verify", **body)

    assert desk.case.main == "verifying"
    assert desk.told == ["told-verified-not-substantiated"]
