"""One row a worker, with his own sum and his own money: added, changed, paid, taken back."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.officer import WORKER
from tests.handlers.casework.desk import (
    OFFICER,
    SLIP,
    Desk,
    accepted,
    delivered,
    filed,
    pay,
    row,
    today,
    verified,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def add(desk: Desk, **row_fields: Any) -> str:
    return refused(desk.does, OFFICER, "add_claimant", **row_fields)


def change(desk: Desk, claimant: str = "c1", **fields: Any) -> str:
    body = {"reason": "核对过", **fields}
    return refused(desk.does, OFFICER, "set_claimant", claimant=claimant, **body)


def test_a_row_needs_a_name_or_a_telephone_and_comes_once() -> None:
    desk = delivered()

    assert add(desk) == "422 name"
    assert add(desk, name="李某", period_start="2026-05", period_end="2026-04") == "422 period_end"
    assert add(desk, name="李某", period_start="2026-5") == "422 period_start"
    assert add(desk, name="李某", phone="13900000001", stated_fen=300_000) == "done"
    assert desk.case.claimants[1].id == "c2"
    assert add(desk, name="李某") == "422 name twice"
    assert add(desk, phone="13900000001") == "422 name twice"
    assert add(desk, name="李某", phone="13900000002", period_end="2026") == "done"
    assert desk.case.main == "delivered"


def test_five_hundred_rows_are_enough() -> None:
    desk = delivered()
    desk.case = replace(desk.case, claimants=tuple(row(n) for n in range(500)))
    assert add(desk, name="某") == "gate claimants"


def test_a_new_row_makes_a_paid_case_paying_again() -> None:
    desk = verified()
    pay(desk)
    assert add(desk, name="李某", stated_fen=5) == "done"
    assert desk.case.main == "paying"
    assert not desk.runs("paid_question")
    assert change(desk, "c2", state="denied") == "done"
    assert desk.case.main == "paid"


def test_a_worker_joins_by_the_groups_code() -> None:
    desk = delivered()
    desk.does(WORKER, "add_claimant", name="王某", stated_fen=100_000)
    assert len(desk.case.claimants) == 2


def test_confirming_and_correcting_keep_what_was_stated() -> None:
    desk = accepted()
    assert change(desk, state="confirmed") == "done"
    assert desk.case.claimants[0].confirmed_fen == 700_000
    assert change(desk, stated_fen=650_000) == "done"
    assert desk.case.claimants[0].owed_fen == 650_000
    assert desk.told == ["told-row-changed"]
    assert change(desk, state="corrected", stated_fen=600_000, representative=True) == "done"
    assert desk.case.claimants[0].representative
    assert desk.case.owed_fen == 600_000


def test_the_worker_changes_his_own_row_and_no_verified_sum() -> None:
    desk = accepted()
    desk.case = replace(desk.case, claimants=(*desk.case.claimants, row(2)))
    body = {"reason": "他说的", "claimant": "c1"}
    assert refused(desk.does, WORKER, "set_claimant", **{**body, "claimant": "c2"}) == (
        "422 claimant"
    )
    assert refused(desk.does, WORKER, "set_claimant", **body, verified_fen=1) == "422 verified_fen"
    desk.does(WORKER, "set_claimant", **body, stated_fen=710_000)
    assert desk.told == []


def test_no_sum_falls_below_what_was_paid() -> None:
    desk = verified()
    pay(desk, 500_000)
    assert change(desk, verified_fen=499_999) == "422 verified_fen"
    assert change(desk, verified_fen=500_000) == "done"
    assert desk.case.main == "paid"

    desk = accepted()
    pay(desk, 500_000)
    assert change(desk, stated_fen=100) == "422 stated_fen"


def test_five_people_speak_for_a_group() -> None:
    desk = accepted()
    rows = tuple(row(n, representative=n <= 5) for n in range(1, 7))
    desk.case = replace(desk.case, claimants=rows)
    assert change(desk, "c6", representative=True) == "422 representative"
    assert change(desk, "c5", representative=True) == "done"
    assert change(desk, "c9") == "422 claimant"


def test_a_denied_row_drops_out_and_its_worker_hears_why() -> None:
    desk = accepted()
    assert change(desk, state="denied") == "done"
    assert desk.told == ["told-row-denied"]
    assert desk.case.owed_fen == 700_000, "what was told of all still stands"
    assert refused(pay, desk) == "422 claimant"

    desk = filed(amount_fen=None)
    desk.case = replace(desk.case, main=desk.case.main.ACCEPTED)
    desk.does(WORKER, "worker_name", name="新名")
    assert desk.case.claimants[0].name == "新名"


def test_a_row_without_a_sum_is_told_without_one() -> None:
    desk = accepted(amount_fen=None)
    assert change(desk, representative=True) == "done"
    assert desk.told == ["told-row-changed-unknown"]
    pay(desk, 100)
    assert desk.told == ["told-paying-unknown"]
    assert desk.case.main == "paying"


@pytest.mark.parametrize(
    ("change_", "code"),
    [
        ({"amount_fen": 680_001}, "422 amount_fen above_balance"),
        ({"amount_fen": 0}, "422 amount_fen"),
        ({"amount_fen": True}, "422 amount_fen"),
        ({"claimant": "c9"}, "422 claimant"),
        ({"claimant": None}, "422 claimant"),
        ({"amount_fen": None}, "422 amount_fen"),
        ({"paid_at": "2026-12-24"}, "422 paid_at"),
        ({"paid_at": "2026-11-25T09:00:00"}, "422 paid_at"),
        ({"paid_at": "yesterday"}, "422 paid_at"),
        ({"paid_at": 5}, "422 paid_at"),
        ({"source": "luck"}, "422 source"),
        ({"proof": []}, "422 proof"),
        ({"proof": [{"kind": "photo"}]}, "422 proof/0"),
        ({"proof": ["f1"]}, "422 proof/0"),
        ({"proof": [{**SLIP[0], "claimant": "c2"}]}, "422 claimant"),
        ({"rows": [{"claimant": "c1", "amount_fen": 5}]}, "422 claimant"),
        ({"extra": 1}, "422 extra"),
        ({"reverses": "p9"}, "422 reverses"),
    ],
)
def test_a_wrong_payment_is_named(change_: dict[str, Any], code: str) -> None:
    desk = verified()
    body = {
        "claimant": "c1", "amount_fen": 100, "paid_at": today(desk), "source": "employer",
        "proof": SLIP,
    }  # fmt: skip
    assert refused(desk.does, OFFICER, "record_payment", **{**body, **change_}) == code


def test_several_are_paid_at_once_each_with_his_paper() -> None:
    desk = verified()
    add(desk, name="李某", stated_fen=300_000)
    body = {"paid_at": today(desk), "source": "general_contractor"}
    rows = [{"claimant": "c1", "amount_fen": 680_000}, {"claimant": "c2", "amount_fen": 300_001}]
    papers = [{**SLIP[0], "claimant": "c1"}, {**SLIP[0], "file": "f2", "claimant": "c2"}]

    def pay_all(**more: Any) -> str:
        return refused(desk.does, OFFICER, "record_payment", **{**body, "rows": rows, **more})

    assert pay_all(proof=papers) == "422 rows/1/amount_fen above_balance"
    rows[1]["amount_fen"] = 300_000
    assert pay_all(proof=SLIP) == "422 claimant"
    assert pay_all(proof=papers, rows=[*rows, {**rows[0], "amount_fen": 1}]) == (
        "422 rows/2/claimant"
    )
    assert pay_all(proof=papers) == "done"
    assert desk.case.main == "paid"
    assert [p.file for p in desk.case.claimants[1].payments[0].proof] == ["f2"]
    assert desk.case.paid_fen == 980_000


def test_a_payment_is_taken_back_and_both_entries_stay() -> None:
    desk = verified()
    pay(desk)
    assert desk.case.main == "paid"

    assert refused(pay, desk, 5, reverses="p1") == "422 amount_fen"
    pay(desk, reverses="p1", reason="记错了人")

    payments = desk.case.claimants[0].payments
    assert [(p.id, p.reverses, p.reversed_by) for p in payments] == [
        ("p1", None, "p2"), ("p2", "p1", None),
    ]  # fmt: skip
    assert (desk.case.main, desk.case.paid_fen) == ("paying", 0)
    assert desk.told == ["told-paying"]
    assert refused(pay, desk, reverses="p1") == "422 reverses"
    assert refused(pay, desk, reverses="p2") == "422 reverses"
    pay(desk)
    assert desk.case.main == "paid"


def test_money_for_others_is_told_as_the_cases_sum() -> None:
    desk = verified()
    desk.case = replace(desk.case, claimants=tuple(
        replace(r, own=False) for r in desk.case.claimants))  # fmt: skip
    pay(desk, 80_000)
    assert desk.told == ["told-paying"]
