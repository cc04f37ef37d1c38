"""Each measure with its fields, its gate, its steps, its clocks and what the worker hears."""

from typing import Any

import pytest

from handlers.casework.measures import KINDS
from handlers.officer import PROGRAM
from tests.handlers.casework.desk import (
    INTAKE,
    LEADER,
    OFFICER,
    SECOND,
    SLIP,
    SUPERVISOR,
    Desk,
    accepted,
    attempt,
    delivered,
    filed,
    lapse,
    order,
    pay,
    put,
    record,
    row,
    serve,
    today,
    verified,
)  # fmt: skip
from tests.handlers.casework.refusing import refused

TRANSFER = dict.fromkeys(
    ("order", "service", "workers", "statements", "payroll", "assets_or_flight", "posting"), "yes"
)


def step(desk: Desk, measure: str, to: str, **fields: Any) -> None:
    desk.does(OFFICER, "step", measure=measure, to=to, **fields)


def lapsed(part: str = "employer", kind: str = "correct") -> tuple[Desk, str]:
    desk = verified()
    made = order(desk, part=part, kind=kind)
    serve(desk, made)
    lapse(desk, made)
    return desk, made


def test_a_visit_takes_two_officers_and_begins_the_verifying() -> None:
    desk = accepted()
    body = {"kind": "visit", "at": today(desk), "text": "到工地看了"}

    assert refused(desk.does, OFFICER, "record", **body, officers=["a"]) == "422 officers"
    assert refused(desk.does, OFFICER, "record", **body, officers=["a", "a"]) == "422 officers"
    desk.does(OFFICER, "record", **body, officers=["a", "b"])

    assert desk.case.main == "verifying"
    assert refused(desk.does, SECOND, "record", **body, officers=["a", "b"]) == "not_held"


def test_an_inquiry_is_answered_or_silent_after_its_day() -> None:
    desk = accepted()
    body = {"number": "1号", "to": "公司", "how": "direct", "served_at": today(desk)}
    asked = record(desk, "inquiry", **body, answer_by=today(desk, 3))
    assert desk.clock("inquiry_answer").due_at == today(desk, 3)

    code = refused(desk.does, OFFICER, "step", measure=asked, to="silent")
    assert code == f"gate measures/{asked}"
    desk.wait(days=4)
    step(desk, asked, "silent")

    assert desk.case.measures[-1].state == "silent"
    assert desk.clock("inquiry_answer").state == "over"
    late = {"measure": asked, "to": "answered", "at": today(desk), "text": "x"}
    code = refused(desk.does, OFFICER, "step", **late)
    assert code == f"gate measures/{asked}"


def test_an_agreement_names_sum_and_date() -> None:
    desk = verified()
    talks = record(desk, "mediation", started_at=today(desk), formal=True)
    assert desk.runs("mediation_end")

    body = {"at": today(desk), "pay_by": today(desk, 10), "amount_fen": 680_000}
    assert refused(desk.does, OFFICER, "step", measure=talks, to="agreed", **body) == "422 proof"
    step(desk, talks, "agreed", **body, proof=SLIP)

    assert desk.case.main == "mediated"
    assert desk.case.measures[-1].handled
    assert desk.case.reported_as == "true_plan"
    assert desk.told == ["told-mediated"]
    assert desk.clock("promise_due").due_at == today(desk, 10)
    assert not desk.runs("mediation_end")
    assert not desk.runs("inspection_decide")
    step(desk, talks, "kept")
    assert desk.clock("promise_due").state == "met"


def test_talks_may_fail() -> None:
    desk = accepted()
    talks = record(desk, "mediation", started_at=today(desk), formal=False)
    assert desk.case.main == "verifying"
    step(desk, talks, "failed", reason="谈不拢")
    assert desk.case.main == "verifying"
    assert refused(desk.does, OFFICER, "step", measure=talks, to="kept") == f"gate measures/{talks}"


def test_an_order_rests_on_a_finding() -> None:
    desk = verified("not_substantiated")
    assert refused(order, desk) == "gate finding"
    assert refused(order, verified("violation")) == "done"


def test_a_decision_is_heard_first_and_can_be_reviewed() -> None:
    desk = verified()
    body = {
        "type": "decision", "number": "3号", "issued_at": today(desk),
        "to": {"name": "公司", "part": "employer"}, "pay_by": today(desk, 10), "amount_fen": 5,
    }  # fmt: skip
    assert refused(desk.does, OFFICER, "record", kind="order", **body) == "422 heard_at"
    made = record(desk, "order", **body, heard_at=today(desk))
    serve(desk, made)
    assert desk.runs("employer_review")
    assert desk.runs("employer_sue")


def test_a_served_order_names_the_status_and_its_day() -> None:
    desk = verified()
    made = order(desk)
    assert desk.runs("order_serve")
    assert not desk.runs("inspection_decide")
    serve(desk, made)

    assert desk.case.main == "ordered"
    assert desk.case.reported_as == "true_order"
    assert desk.told == ["told-ordered"]
    assert desk.clock("order_serve").state == "met"
    assert desk.clock("order_pay").subject == made
    step(desk, made, "obeyed", at=today(desk))
    assert desk.clock("order_pay").state == "met"
    assert desk.case.main == "ordered"


def test_an_order_lapses_the_day_after_and_not_before() -> None:
    desk = verified()
    made = order(desk)
    serve(desk, made)

    assert refused(desk.does, PROGRAM, "step", measure=made, to="lapsed") == "gate pay_by"
    desk.wait(days=16).does(PROGRAM, "step", measure=made, to="lapsed")

    assert desk.clock("order_pay").state == "over"
    assert desk.runs("list_decide")
    assert desk.tasks == ["order_check"]
    assert refused(desk.does, PROGRAM, "step", measure=made, to="obeyed", at=today(desk)) == "role"


def test_where_nothing_is_worked_on_a_step_leaves_the_status() -> None:
    desk = verified()
    made = order(desk)
    desk.case = put(desk.case, "closed", held_by=desk.case.held_by)
    serve(desk, made)
    assert desk.case.main == "closed"


def test_a_promise_counts_at_once_and_renews_the_limit() -> None:
    desk = accepted()
    desk.wait(days=30)
    made = record(desk, "promise", by="老板", pay_by=today(desk, 5), amount_fen=5)

    assert desk.case.main == "paying"
    assert desk.case.measures[-1].handled
    assert desk.clock("arbitration_limit").started_at == today(desk)
    assert desk.told == ["told-promised"]
    step(desk, made, "broken")
    assert desk.told == ["told-promise-broken"]


def test_a_fine_needs_an_order_that_lapsed() -> None:
    body = {"number": "1号", "type": "fine"}
    desk = verified()
    heard = {"heard_at": today(desk), "served_at": today(desk)}
    assert refused(record, desk, "penalty", **body, **heard) == "gate order_lapsed"

    desk, _ = lapsed()
    made = record(desk, "penalty", **body, **heard, amount_fen=2_000_000)
    assert desk.case.measures[-1].handled
    step(desk, made, "review_asked", at=today(desk))
    step(desk, made, "quashed", at=today(desk))
    assert not desk.case.measures[-1].handled


def test_a_deposit_is_drawn_for_the_general_contractor() -> None:
    desk, _ = lapsed()
    body = {"notice_at": today(desk), "bank": "银行", "amount_fen": 100}
    assert refused(record, desk, "deposit", **body) == "gate order_lapsed"

    desk, _ = lapsed(part="general_contractor")
    made = record(desk, "deposit", **body)
    assert desk.runs("deposit_pay")
    step(desk, made, "drawn", at=today(desk), amount_fen=100)
    assert desk.case.measures[-1].handled
    assert desk.runs("deposit_refill")
    step(desk, made, "refilled", at=today(desk))
    assert desk.clock("deposit_refill").state == "met"
    second = record(desk, "deposit", **body)
    step(desk, second, "refused", reason="银行不给")
    assert not desk.runs("deposit_pay")


def test_the_emergency_fund_waits_for_a_leader_and_promises_nothing() -> None:
    desk = delivered()
    body = {"asked_at": today(desk), "amount_fen": 100_000, "ground": "fled"}
    made = record(desk, "emergency_fund", **body)
    assert desk.told == []
    assert desk.case.requests[0].needs == "leader"
    pays = {"at": today(desk), "amount_fen": 100_000}

    assert refused(desk.does, OFFICER, "step", measure=made, to="paid", **pays) == (
        f"gate measures/{made}"
    )
    desk.does(LEADER, "approve", request="r1")
    assert desk.case.measures[-1].state == "approved"
    step(desk, made, "paid", **pays)
    assert desk.told == ["told-fund-paid"]
    assert desk.case.measures[-1].handled
    step(desk, made, "recovered", **pays)


def test_a_leader_may_refuse_the_fund() -> None:
    desk = delivered()
    body = {"asked_at": today(desk), "amount_fen": 100_000, "ground": "fled"}
    record(desk, "emergency_fund", **body)
    desk.does(LEADER, "refuse", request="r1", reason="条件不够")
    assert desk.case.measures[-1].state == "refused"


def test_papers_go_to_the_police_after_an_order_served_and_lapsed() -> None:
    desk = verified()
    body = {"checklist": TRANSFER, "text": "数额较大"}
    made = order(desk)
    desk.case = put(desk.case, "ordered", held_by=desk.case.held_by)
    assert refused(record, desk, "police_transfer", **body) == "gate order_served"
    serve(desk, made)
    assert refused(record, desk, "police_transfer", **body) == "gate order_lapsed"
    lapse(desk, made)

    moved = record(desk, "police_transfer", **body)
    assert desk.runs("crime_decide")
    desk.does(LEADER, "approve", request="r1")
    assert desk.clock("crime_decide").state == "met"
    assert desk.clock("crime_handover").due_at.endswith("+08:00")
    step(desk, moved, "handed", at=today(desk), office="望城公安")
    assert desk.case.status == "transferred"
    assert desk.told == ["told-transferred"]
    step(desk, moved, "papers_asked", at=today(desk), text="补名单")
    assert desk.runs("police_papers")
    step(desk, moved, "papers_added", at=today(desk))
    assert desk.runs("police_answer")
    step(desk, moved, "not_opened", at=today(desk), text="不够")
    assert desk.runs("crime_review")
    step(desk, moved, "review_asked", at=today(desk), office="procuratorate")
    step(desk, moved, "opened", at=today(desk), number="公字1号")
    assert desk.case.reported_as == "true_police"
    step(desk, moved, "ended", at=today(desk), text="判了")
    assert desk.case.status == "ordered"


def test_a_refused_transfer_stops_its_clock() -> None:
    desk, _ = lapsed()
    record(desk, "police_transfer", checklist=TRANSFER, text="数额较大")
    desk.does(LEADER, "refuse", request="r1", reason="数额不够")
    assert desk.clock("crime_decide").state == "stopped"


def test_a_firm_is_listed_only_after_it_was_heard() -> None:
    desk, made = lapsed()
    body = {"ground": "crime_line", "migrant": True}
    assert refused(record, desk, "joint_punishment", **body, order="m9") == "422 order"
    wrong = {**body, "migrant": False}
    assert refused(record, desk, "joint_punishment", **wrong, order=made) == "422 migrant"

    listed = record(desk, "joint_punishment", **body, order=made)
    desk.does(LEADER, "approve", request="r1")
    step(desk, listed, "told", at=today(desk))
    entered = {"at": today(desk), "number": "1号"}
    code = refused(desk.does, OFFICER, "step", measure=listed, to="entered", **entered)
    assert code == "gate list_objection"
    desk.wait(days=12)
    step(desk, listed, "entered", at=today(desk), number="1号")
    assert desk.clock("list_decide").state == "met"
    step(desk, listed, "removed", at=today(desk))


def test_an_objection_is_checked_first() -> None:
    desk, made = lapsed()
    listed = record(desk, "joint_punishment", ground="incident", migrant=True, order=made)
    desk.does(LEADER, "approve", request="r1")
    step(desk, listed, "told", at=today(desk))
    step(desk, listed, "objected", at=today(desk), text="已付")
    assert desk.runs("list_check")
    step(desk, listed, "checked", at=today(desk), text="没付")
    step(desk, listed, "entered", at=today(desk), number="1号")
    assert desk.case.measures[-1].handled


def test_joint_punishment_needs_that_very_order_lapsed() -> None:
    desk, _ = lapsed()
    other = order(desk)
    body = {"ground": "incident", "migrant": True, "order": other}
    assert refused(record, desk, "joint_punishment", **body) == "gate order_lapsed"


def test_legal_aid_is_answered_and_the_lawyer_comes_later() -> None:
    desk = filed()
    desk.does(SUPERVISOR, "claim")
    desk.does(SUPERVISOR, "record", kind="legal_aid", asked_at=today(desk), urgent=False)
    assert desk.runs("legal_aid_decide")
    body = {"measure": "m1", "to": "answered", "at": today(desk), "granted": True}
    desk.does(SUPERVISOR, "step", **body)
    assert desk.told == ["told-legal-aid"]
    assert desk.runs("legal_aid_lawyer")
    desk.does(SUPERVISOR, "step", **body, lawyer="张律师")
    assert not desk.runs("legal_aid_lawyer")


def test_arbitration_stands_as_a_mark_until_it_ends() -> None:
    desk = delivered()
    made = record(desk, "arbitration", asked_at=today(desk))
    assert desk.case.status == "in_arbitration"
    step(desk, made, "taken", at=today(desk), number="望劳人仲1号")
    assert desk.case.marks[0].args == {"number": "望劳人仲1号"}
    assert desk.clock("arbitration_limit").state == "met"
    step(desk, made, "award", received_at=today(desk), final=True)
    assert desk.told == ["told-award"]
    assert {c.name for c in desk.case.clocks if c.subject == made} >= {
        "sue_after_award", "award_set_aside", "enforcement_limit"
    }  # fmt: skip
    step(desk, made, "ended", at=today(desk), text="执行完了")
    assert desk.case.marks == ()


def test_a_refused_suit_takes_its_mark_away_but_not_the_other_ones() -> None:
    desk = delivered()
    first = record(desk, "court", type="payment_order", asked_at=today(desk))
    second = record(desk, "court", type="suit", asked_at=today(desk), number="1号")
    step(desk, first, "refused", at=today(desk))
    assert desk.case.has_mark("in_court")
    step(desk, second, "taken", at=today(desk), number="民初1号")
    step(desk, second, "judgment", received_at=today(desk))
    assert desk.runs("enforcement_limit")
    step(desk, second, "ended", at=today(desk), text="完了")
    assert not desk.case.has_mark("in_court")


def test_a_payment_order_may_be_objected_to() -> None:
    desk = delivered()
    made = record(desk, "court", type="payment_order", asked_at=today(desk))
    assert desk.runs("payment_order_accept")
    step(desk, made, "taken", at=today(desk), number="1号")
    assert desk.runs("payment_order_issue")
    step(desk, made, "objected", at=today(desk))
    assert not desk.runs("payment_order_issue")


def test_an_award_not_final_is_sued_over_and_enforced_in_court() -> None:
    desk = delivered()
    made = record(desk, "arbitration", asked_at=today(desk))
    step(desk, made, "taken", at=today(desk), number="1号")
    step(desk, made, "award", received_at=today(desk), final=False)
    assert not desk.runs("award_set_aside")
    enforced = record(desk, "court", type="enforcement", asked_at=today(desk))
    step(desk, enforced, "taken", at=today(desk), number="执1号")
    assert not desk.runs("enforcement_limit")


def test_the_agency_asks_the_court_after_its_decision_lapsed() -> None:
    desk, _ = lapsed()
    body = {"type": "agency_enforcement", "asked_at": today(desk)}
    assert refused(record, desk, "court", **body) == "gate order_lapsed"
    desk, _ = lapsed(kind="decision")
    made = record(desk, "court", **body)
    step(desk, made, "taken", at=today(desk), number="行审1号")
    assert desk.case.measures[-1].handled


def test_a_bankruptcy_is_a_court_case_like_another() -> None:
    desk = delivered()
    made = record(desk, "court", type="bankruptcy", asked_at=today(desk))
    step(desk, made, "taken", at=today(desk), number="破1号")
    assert desk.case.status == "in_court"


def test_a_reasoned_none_counts() -> None:
    desk = verified()
    record(desk, "none", reason="已经自己付清")
    assert desk.case.measures[-1].handled
    assert not desk.runs("inspection_decide")
    record(desk, "talk", with_="employer", at=today(desk), text="约谈")
    record(desk, "other", title="报告", text="写了", at=today(desk))
    assert not desk.case.measures[-1].handled


def test_an_attempt_may_be_noted_by_anyone_of_the_desk_at_any_time() -> None:
    desk = accepted()
    attempt(desk, by=INTAKE)
    attempt(desk, "reached", by=SECOND)
    desk.case = put(desk.case, "closed")
    attempt(desk, by=SUPERVISOR)
    assert [m.kind for m in desk.case.measures] == ["attempt"] * 3


def test_who_is_reached_when_money_came_is_asked_for_it() -> None:
    desk = verified()
    pay(desk)
    assert desk.case.main == "paid"

    assert refused(attempt, desk, "reached") == "422 answer"
    assert refused(attempt, desk, "no_answer", answer="all") == "422 answer"
    assert refused(attempt, desk, "reached", answer="all", claimant="c9") == "422 claimant"
    attempt(desk, "reached", answer="all")

    assert desk.case.claimants[0].paid_answer == "all"
    assert desk.case.main == "paid"
    assert desk.clock("paid_question").state == "met"


def test_with_several_rows_an_answer_names_its_worker() -> None:
    desk = verified()
    desk.does(OFFICER, "add_claimant", name="李某", stated_fen=5)
    pay(desk)
    assert refused(attempt, desk, "reached", answer="all") == "422 claimant"
    attempt(desk, "reached", answer="part", claimant="c2")
    assert desk.case.claimants[1].paid_answer == "part"


def test_late_unpaid_after_closing_goes_to_a_supervisor() -> None:
    desk = verified()
    pay(desk)
    desk.case = put(desk.case, "closed", closed_at=desk.now)
    attempt(desk, "reached", answer="none")
    assert desk.tasks == ["late_unpaid"]


def test_an_unknown_measure_or_step_is_named() -> None:
    desk = verified()
    made = order(desk)
    assert refused(desk.does, OFFICER, "step", measure="m9", to="served") == "422 measure"
    assert refused(desk.does, OFFICER, "step", measure=made, to="kept") == "422 to"
    assert refused(desk.does, OFFICER, "step", to="served") == "422 measure"
    assert refused(desk.does, OFFICER, "record", kind="magic") == "422 kind"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_wants_its_fields(kind: str) -> None:
    desk = verified()
    desk.case = put(desk.case, "ordered", held_by=desk.case.held_by, claimants=(row(1),))
    assert refused(desk.does, OFFICER, "record", kind=kind).startswith("422 ")
