"""三不放过 and the exits: nothing closes before its gate, nothing alone where two are needed."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.casework.gates import look_at_gates
from handlers.officer import WORKER
from tests.handlers.casework.desk import (
    ARBITER,
    INTAKE,
    OFFICER,
    SECOND,
    SERVICE,
    SLIP,
    SUPERVISOR,
    WITHDRAW,
    Desk,
    accepted,
    attempt,
    delivered,
    filed,
    officer,
    order,
    pay,
    put,
    record,
    row,
    serve,
    today,
    verified,
    world,
)  # fmt: skip
from tests.handlers.casework.refusing import refused

THIRD = officer(19, "officer", "supervisor")


def close(desk: Desk, outcome: str = "paid", **body: Any) -> str:
    return refused(desk.does, OFFICER, "close", outcome=outcome, text="办结", **body)


def try_three_times(desk: Desk, *ways: str) -> None:
    for way in ways or ("call", "call", "call"):
        desk.wait(days=1)
        attempt(desk, way=way)


def paid(level: str = "P3") -> Desk:
    desk = verified(level=level)
    record(desk, "none", reason="自己付清")
    pay(desk)
    return desk


def test_a_partial_payment_lowers_the_balance_and_never_closes() -> None:
    desk = verified()
    record(desk, "none", reason="先付一部分")
    pay(desk, 200_000)

    assert desk.case.main == "paying"
    assert desk.case.claimants[0].balance_fen == 480_000
    assert desk.told == ["told-paying"]
    assert close(desk) == "gate paid claimants/c1/balance claimants/c1/asked"


def test_paid_closes_when_the_worker_says_all() -> None:
    desk = paid()
    assert desk.case.main == "paid"
    assert desk.told == ["told-paid"]
    assert close(desk) == "gate claimants/c1/asked"
    assert not look_at_gates(desk.case).arrived

    desk.does(WORKER, "worker_paid", answer="all")
    gates = look_at_gates(desk.case)
    assert (gates.verified, gates.handled, gates.arrived, gates.missing) == (True, True, True, ())
    assert close(desk) == "done"

    case = desk.case
    assert (case.main, case.outcome, case.phase) == ("closed", "paid", "resolved")
    assert (case.reported_as, case.closed_at, case.resumes_as) == (
        "true_paid", desk.history[-1].at, "verifying",
    )  # fmt: skip
    assert desk.told == ["told-closed", "told-paid-question"]
    assert {c.name for c in case.clocks if c.state == "running" and c.kind == "desk"} == {
        "paid_question", "paid_again", "reopen_window",
    }  # fmt: skip
    assert desk.holder == OFFICER.username


def test_three_tries_on_two_days_after_the_money_stand_for_an_answer() -> None:
    desk = paid()
    attempt(desk)
    attempt(desk)
    attempt(desk)
    assert close(desk) == "gate claimants/c1/asked", "one day is not two"
    desk.wait(days=1)
    attempt(desk)
    assert close(desk) == "done"


def test_tries_before_the_last_payment_count_for_nothing() -> None:
    desk = verified()
    record(desk, "none", reason="自己付清")
    try_three_times(desk)
    desk.wait(days=1)
    pay(desk)
    assert close(desk) == "gate claimants/c1/asked"


def test_a_payment_without_a_slip_or_a_signature_has_not_arrived() -> None:
    desk = verified()
    record(desk, "none", reason="自己付清")
    pay(desk, proof=[{"kind": "statement", "text": "老板说付了"}])
    desk.does(WORKER, "worker_paid", answer="all")
    assert close(desk) == "gate claimants/c1/proof"


def test_the_workers_no_shuts_the_gate_whatever_the_papers_say() -> None:
    desk = paid()
    desk.does(WORKER, "worker_paid", answer="part")

    assert desk.case.main == "paying"
    assert desk.tasks == ["check_paid"]
    try_three_times(desk)
    assert close(desk) == "gate paid claimants/c1/asked"


def test_an_answer_older_than_the_last_payment_counts_as_none_given() -> None:
    desk = verified()
    record(desk, "none", reason="自己付清")
    pay(desk, 200_000)
    desk.does(WORKER, "worker_paid", answer="part")
    desk.wait(days=2)
    pay(desk, 480_000)

    assert desk.case.main == "paid"
    try_three_times(desk)
    assert close(desk) == "done"


def test_contested_needs_slips_a_talk_after_and_a_supervisor_who_recorded_no_payment() -> None:
    desk = paid()
    assert close(desk, contested=True) == "gate claimants/c1/asked contested"
    desk.does(WORKER, "worker_paid", answer="none")
    assert close(desk, contested=True) == "gate contested"
    attempt(desk, "reached", answer="none")
    assert close(desk, contested=True) == "done"
    assert desk.case.main == "paying"
    assert desk.case.requests[0].needs == "supervisor"
    assert refused(desk.does, SECOND, "approve", request="r1") == "role"
    desk.does(SUPERVISOR, "approve", request="r1")
    assert desk.case.main == "closed"


def test_contested_wants_bank_slips_and_no_signatures() -> None:
    desk = verified()
    record(desk, "none", reason="自己付清")
    pay(desk, proof=[{"kind": "signed_sheet", "file": "f"}])
    desk.does(WORKER, "worker_paid", answer="none")
    attempt(desk, "reached", answer="none")
    assert close(desk, contested=True) == "gate claimants/c1/proof"


def test_at_p2_nobody_closes_alone_and_who_recorded_money_is_no_second() -> None:
    desk = paid("P2")
    desk.does(WORKER, "worker_paid", answer="all")
    assert close(desk) == "done"
    assert (desk.case.main, desk.case.requests[0].needs) == ("paid", "second")
    assert close(desk) == "second_person"

    desk.does(SUPERVISOR, "assign", to=SECOND.username)
    assert refused(desk.does, OFFICER, "approve", request="r1") == "same_person"
    assert refused(desk.does, SERVICE, "approve", request="r1") == "second_person"
    assert refused(desk.does, SECOND, "approve", request="r9") == "request_gone"
    desk.does(SECOND, "approve", request="r1", text="看过")
    assert desk.case.main == "closed"


def test_who_recorded_a_payment_approves_no_closing() -> None:
    desk = paid("P2")
    desk.does(WORKER, "worker_paid", answer="all")
    desk.does(SUPERVISOR, "assign", to=SECOND.username)
    desk.does(SECOND, "close", outcome="paid", text="办结")
    assert refused(desk.does, OFFICER, "approve", request="r1") == "same_person"


def test_a_gate_that_shut_meanwhile_stops_the_approval() -> None:
    desk = paid("P2")
    desk.does(WORKER, "worker_paid", answer="all")
    close(desk)
    desk.case = put(desk.case, "paid", ["listed"], held_by=desk.case.held_by)
    assert refused(desk.does, SECOND, "approve", request="r1") == "gate delisted"

    desk.case = put(desk.case, "paying", held_by=desk.case.held_by)
    assert refused(desk.does, SECOND, "approve", request="r1") == "gate paid"
    desk.case = put(desk.case, "accepted", held_by=desk.case.held_by)
    assert refused(desk.does, SECOND, "approve", request="r1") == "not_from_here"


def test_what_is_watched_or_alarmed_is_not_closed() -> None:
    desk = paid()
    desk.does(WORKER, "worker_paid", answer="all")
    desk.case = put(desk.case, "paid", ["listed"], held_by=desk.case.held_by, alarm_open=True)
    assert close(desk) == "gate delisted alarm"


def test_paid_rests_on_arrears_with_everybodys_sum() -> None:
    desk = put_desk("paid", finding="violation")
    assert close(desk).startswith("gate finding handled")
    desk = verified()
    desk.does(OFFICER, "add_claimant", name="李某")
    desk.case = put(desk.case, "paid", held_by=desk.case.held_by)
    assert "claimants/c2/verified" in close(desk)


def put_desk(status: str, finding: str) -> Desk:
    desk = verified(finding)
    desk.case = put(desk.case, status, held_by=desk.case.held_by)
    return desk


def test_nobody_counts_nobody_is_paid() -> None:
    desk = paid()
    desk.case = replace(desk.case, claimants=())
    assert close(desk) == "gate claimants"


def test_a_violation_is_closed_when_handled_and_asked() -> None:
    desk = verified("violation")
    assert close(desk, "corrected") == "gate handled worker_asked"
    serve(desk, order(desk))
    attempt(desk, "reached")
    assert close(desk, "corrected") == "done"
    assert desk.case.phase == "resolved"
    assert desk.told == ["told-closed"]
    assert not desk.runs("paid_again")


def test_paid_before_is_proved_for_each_row() -> None:
    desk = verified("paid_before")
    assert close(desk, "paid_before") == "gate claimants/c1/proof claimants/c1/asked"
    desk.does(WORKER, "worker_paid", answer="all")
    assert close(desk, "paid_before", proof=SLIP) == "done"

    desk = verified("paid_before")
    desk.case = replace(desk.case, claimants=(row(1), row(2)))
    named = [{**SLIP[0], "claimant": "c1"}]
    code = close(desk, "paid_before", proof=named)
    assert code == "gate claimants/c1/asked claimants/c2/proof claimants/c2/asked"
    desk.case = replace(desk.case, claimants=())
    assert close(desk, "paid_before") == "gate claimants"


def test_not_wages_names_where_else_to_go() -> None:
    desk = verified("not_wages")
    assert close(desk, "not_wages") == "422 destination"
    where = {"kind": "court", "name": "望城区法院", "phone": "12368"}
    assert close(desk, "not_wages", destination=where) == "done"
    assert desk.case.phase == "no_result"
    assert desk.told == ["told-closed-no-result"]


def test_not_substantiated_takes_a_visit_the_worker_and_always_two() -> None:
    desk = verified("not_substantiated")
    assert close(desk, "not_substantiated") == "gate visit worker_asked"
    record(desk, "visit", at=today(desk), officers=["a", "b"], text="去过了")
    try_three_times(desk)
    assert close(desk, "not_substantiated") == "done"
    assert desk.case.requests[0].needs == "second"


def test_an_answered_inquiry_is_as_good_as_a_visit() -> None:
    desk = verified("not_substantiated")
    body = {"number": "1", "to": "公司", "how": "direct", "served_at": today(desk)}
    asked = record(desk, "inquiry", **body, answer_by=today(desk))
    desk.does(OFFICER, "step", measure=asked, to="answered", at=today(desk), text="说了")
    attempt(desk, "reached")
    assert close(desk, "not_substantiated") == "done"


def test_unreachable_takes_three_tries_by_two_ways_and_the_wait() -> None:
    desk = verified("unreachable")
    assert close(desk, "unreachable") == "gate attempts ask_wait"
    desk.does(OFFICER, "ask", field="free", text="在吗？")
    try_three_times(desk)
    assert close(desk, "unreachable") == "gate attempts ask_wait"
    desk.wait(days=7)
    attempt(desk, way="text")
    assert close(desk, "unreachable") == "done"
    assert desk.case.requests

    attempt(desk, "reached")
    assert refused(desk.does, SECOND, "approve", request="r1") == "gate attempts"


def test_not_due_is_watched_until_a_date_within_a_year() -> None:
    desk = verified("not_due")
    assert close(desk, "not_due") == "422 watch_until"
    assert close(desk, "not_due", watch_until=today(desk, 366)) == "422 watch_until"
    assert close(desk, "not_due", watch_until=today(desk, 90)) == "done"
    assert desk.tasks == ["watch"]


def test_the_dispute_path_is_open_once_arbitration_took_it() -> None:
    desk = accepted()
    assert close(desk, "dispute_path") == "gate taken"
    made = record(desk, "arbitration", asked_at=today(desk))
    desk.does(OFFICER, "step", measure=made, to="taken", at=today(desk), number="1号")
    assert close(desk, "dispute_path") == "done"
    assert desk.case.reported_as == "true_dispute_path"
    assert desk.case.marks == ()


def test_only_paid_can_be_contested() -> None:
    assert close(verified("violation"), "corrected", contested=True) == "422 contested"
    assert close(verified(), "because") == "422 outcome"


def test_a_withdrawal_is_heard_by_somebody_who_does_not_hold_it() -> None:
    desk = delivered()
    desk.does(WORKER, "withdraw", **WITHDRAW)
    assert desk.case.main == "delivered"
    assert desk.tasks == ["withdrawal_talk"]
    assert desk.told == []
    assert refused(desk.does, WORKER, "withdraw", **WITHDRAW) == "second_person"

    assert refused(desk.does, OFFICER, "approve", request="r1", text="他说的") == "same_person"
    assert refused(desk.does, SECOND, "approve", request="r1") == "422 text"
    desk.does(INTAKE, "approve", request="r1", text="他说老板已经给钱了")

    assert (desk.case.main, desk.case.phase) == ("withdrawn", "no_result")
    assert desk.case.resumes_as == "delivered"
    assert desk.told == ["told-withdrawn"]
    assert desk.runs("reopen_window")


def test_fear_is_heard_at_once() -> None:
    desk = delivered()
    desk.does(OFFICER, "withdraw", why="afraid", text="老板威胁他")
    assert desk.case.level == "P1"
    assert [signal.value for signal in desk.case.signals] == ["reprisal"]
    assert desk.clock("first_answer").due_at.count("T") == 1
    desk.case = replace(desk.case, requests=())
    desk.does(OFFICER, "withdraw", why="afraid", text="老板又威胁他")
    assert len(desk.case.signals) == 1


def closed() -> Desk:
    desk = paid()
    desk.does(WORKER, "worker_paid", answer="all")
    assert close(desk) == "done"
    return desk


def test_not_paid_within_thirty_days_opens_it_one_level_higher() -> None:
    desk = closed()
    desk.wait(days=20).does(WORKER, "worker_paid", answer="none")

    case = desk.case
    assert (case.main, case.status, case.level) == ("verifying", "reopened", "P2")
    assert (case.outcome, case.closed_at, case.reported_as) == (None, None, None)
    assert desk.told == ["told-reopened"]
    assert desk.runs("first_answer")
    assert not desk.runs("unowned"), "it comes back to its holder"
    assert not desk.runs("reopen_window")


def test_all_after_closing_changes_nothing() -> None:
    desk = closed()
    desk.does(WORKER, "worker_paid", answer="all")
    assert desk.case.main == "closed"
    assert not desk.runs("paid_again")


def test_after_the_window_it_is_a_task_for_a_supervisor() -> None:
    desk = closed()
    desk.wait(days=40)

    desk.does(WORKER, "worker_paid", answer="none")
    assert (desk.case.main, desk.tasks) == ("closed", ["late_unpaid"])
    desk.does(WORKER, "reopen", reason="worker_asked")
    assert (desk.case.main, desk.tasks) == ("closed", ["late_unpaid"])
    desk.world = world(staffed=frozenset())
    assert refused(desk.does, INTAKE, "reopen", reason="他又来了") == "window_over"
    desk.does(SUPERVISOR, "reopen", reason="确实没给")
    assert desk.case.main == "verifying"


def test_an_absent_holder_leaves_a_reopened_case_looking_for_an_owner() -> None:
    desk = closed()
    away = replace(OFFICER, absent_until=desk.now.date().replace(month=12, day=31))
    desk.world = world(officers=(away,))
    desk.does(ARBITER, "reopen", reason="督查发现")
    assert desk.runs("unowned")

    desk = closed()
    desk.world = world(officers=())
    desk.does(ARBITER, "reopen", reason="督查发现")
    assert not desk.runs("unowned"), "nobody says that he is away"


def test_a_released_case_opened_again_looks_for_an_owner() -> None:
    desk = closed()
    desk.case = replace(desk.case, held_by=None)
    desk.does(SUPERVISOR, "reopen", reason="没给够")
    assert desk.runs("unowned")


def test_a_declined_case_goes_back_to_delivered_with_the_laws_clock() -> None:
    desk = delivered()
    desk.does(OFFICER, "decline", reason_code="not_wages", text="不是工资",
              destination={"kind": "court"})  # fmt: skip
    assert refused(desk.does, INTAKE, "reopen", reason="他不服") == "window_over"
    desk.does(SUPERVISOR, "reopen", reason="退错了")
    assert desk.case.main == "delivered"
    assert desk.clock("inspection_accept").started_at == today(desk)
    assert not desk.runs("refusal_review")


@pytest.mark.parametrize(
    ("desk", "back"),
    [(filed(), "filed"), (delivered(), "delivered"), (accepted(), "verifying")],
    ids=["filed", "delivered", "accepted"],
)
def test_a_withdrawn_case_goes_back_to_where_its_lead_was(desk: Desk, back: str) -> None:
    desk.does(WORKER, "withdraw", **WITHDRAW)
    desk.does(SUPERVISOR, "approve", request="r1", text="谈过了")
    assert desk.case.resumes_as == back
    desk.does(WORKER, "reopen", reason="worker_asked")
    assert desk.case.main == back
    assert desk.case.level == "P2"


def test_reopened_falls_with_the_first_main_move() -> None:
    desk = closed()
    desk.does(SUPERVISOR, "reopen", reason="没给够")
    desk.does(OFFICER, "verify", finding="arrears", checked=["bank"], text="再查",
              amounts=[{"claimant": "c1", "verified_fen": 700_000}])  # fmt: skip
    assert not desk.case.has_mark("reopened")


def test_a_third_person_with_both_roles_is_still_one_person() -> None:
    desk = paid("P2")
    desk.world = world(officers=(OFFICER, THIRD))
    desk.does(WORKER, "worker_paid", answer="all")
    desk.does(SUPERVISOR, "assign", to=THIRD.username)
    desk.does(THIRD, "close", outcome="paid", text="办结")
    assert refused(desk.does, THIRD, "approve", request="r1") == "same_person"
