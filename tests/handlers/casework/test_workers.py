"""What the worker does from the chat: answers, his name, whether he was paid."""

from dataclasses import replace

from handlers.lead import LeadKind
from handlers.officer import WORKER
from tests.handlers.casework.desk import (
    OFFICER,
    accepted,
    attempt,
    delivered,
    filed,
    pay,
    row,
    verified,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def test_an_answer_fills_the_field_and_ends_the_asking() -> None:
    desk = delivered()
    desk.does(OFFICER, "ask", field="last_payment", text="上次？")

    desk.does(WORKER, "worker_answer", field="evidence", value=["iou", "chat"], text="", seq=9)
    assert desk.case.has_mark("ask_more"), "that was not what was asked"
    assert desk.case.facts["evidence"].value == ("iou", "chat")
    said = "十月给过两千"
    desk.does(WORKER, "worker_answer", field="last_payment", value=said, text=said)

    assert not desk.case.has_mark("ask_more")
    assert desk.clock("ask_wait").state == "met"
    assert desk.case.version == desk.history[-1].seq


def test_words_alone_answer_a_free_question_and_not_knowing_is_an_answer() -> None:
    desk = delivered()
    for field in ("free", "headcount"):
        desk.does(OFFICER, "ask", field=field, text="再说说？")
        desk.does(WORKER, "worker_answer", field=field, text="话" * 3000, seq=3)
        assert not desk.case.has_mark("ask_more")
    assert "free" not in desk.case.facts


def test_an_answer_that_is_none_is_refused() -> None:
    desk = delivered()
    assert refused(desk.does, WORKER, "worker_answer", field="magic") == "422 field"
    for wrong, field in (({"value": {"n": 5}}, "value"), ({"value": 5, "seq": "x"}, "seq")):
        code = refused(desk.does, WORKER, "worker_answer", field="headcount", **wrong)
        assert code == f"422 {field}"
    desk.does(WORKER, "worker_answer", field="headcount", value=5)
    assert desk.case.headcount == 5


def test_a_tip_becomes_a_complaint_and_never_back() -> None:
    desk = filed(name=None, phone=None)
    desk.case = replace(desk.case, kind=LeadKind.TIP, claimants=(*desk.case.claimants, row(2)))
    desk.does(WORKER, "worker_name", name="陈某")
    desk.does(WORKER, "worker_name", name="陈某", phone="13800001234")

    assert desk.case.kind is LeadKind.COMPLAINT
    assert (desk.case.claimants[0].name, desk.case.claimants[0].phone) == ("陈某", "13800001234")
    assert desk.case.claimants[1].name is None
    assert desk.told == ["told-named"]


def test_all_before_the_record_says_so_is_looked_into() -> None:
    desk = accepted()
    desk.does(WORKER, "worker_paid", answer="all")
    assert desk.tasks == ["check_paid"]
    assert desk.case.main == "accepted"


def test_all_with_the_record_settles() -> None:
    desk = verified()
    pay(desk, 200_000)
    desk.does(WORKER, "worker_paid", answer="part")
    desk.wait(days=1)
    pay(desk, 480_000, paid_at=desk.history[-2].at.isoformat())
    assert desk.case.main == "paying"
    desk.does(WORKER, "worker_paid", answer="all")
    assert (desk.case.main, desk.tasks, desk.told) == ("paid", [], [])


def test_whose_row_it_is() -> None:
    desk = verified()
    desk.does(OFFICER, "add_claimant", name="李某", stated_fen=5)
    desk.does(WORKER, "worker_paid", answer="none", claimant="c2")
    assert desk.case.claimants[1].paid_answer == "none"
    assert refused(desk.does, WORKER, "worker_paid", answer="all", claimant="c9") == "422 claimant"
    rows = tuple(replace(r, own=False) for r in desk.case.claimants)
    desk.case = replace(desk.case, claimants=rows)
    desk.does(WORKER, "worker_paid", answer="none")
    assert desk.history[-1].args["claimant"] is None
    assert desk.tasks == ["check_paid"]


def test_the_only_row_is_his() -> None:
    desk = verified()
    desk.case = replace(desk.case, claimants=(replace(desk.case.claimants[0], own=False),))
    desk.does(WORKER, "worker_paid", answer="none")
    assert desk.case.claimants[0].paid_answer == "none"
    attempt(desk)
