"""The last move taken back by whoever made it, as long as nobody outside has heard of it."""

import pytest

from handlers.case import Case
from handlers.casework.snapshots import restore, write_changes
from tests.handlers.casework.desk import (
    OFFICER,
    SECOND,
    SLIP,
    SUPERVISOR,
    Desk,
    accepted,
    attempt,
    delivered,
    filed,
    order,
    pay,
    record,
    serve,
    today,
    verified,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def alike(one: Case, other: Case) -> bool:
    return write_changes(one, other) == "{}"


def test_a_release_is_taken_back_and_both_entries_stay() -> None:
    desk = delivered()
    before = desk.case
    desk.does(OFFICER, "release", reason="换人")

    desk.does(OFFICER, "undo")

    assert alike(desk.case, before)
    assert desk.case.version == 4
    assert [entry.action for entry in desk.history] == ["file", "claim", "release", "undo"]
    assert desk.history[2].undone_by == 4
    assert refused(desk.does, OFFICER, "undo") == "left_the_house"


@pytest.mark.parametrize("action", ["measure", "row", "correct", "level", "note"])
def test_quiet_moves_go_back_whole(action: str) -> None:
    desk = accepted()
    before = desk.case
    match action:
        case "measure":
            record(desk, "visit", at=today(desk), officers=["a", "b"], text="去了")
            assert desk.case.main == "verifying"
        case "row":
            desk.does(OFFICER, "add_claimant", name="李某")
        case "correct":
            desk.does(OFFICER, "correct", field="evidence", value=["iou"], reason="有欠条")
        case "level":
            desk.does(OFFICER, "set_level", level="P1", reason="人多")
        case _:
            desk.does(OFFICER, "note", text="备注")

    desk.does(OFFICER, "undo")

    assert alike(desk.case, before)


def test_ids_given_are_never_given_again() -> None:
    desk = accepted()
    desk.does(OFFICER, "add_claimant", name="李某")
    desk.does(OFFICER, "undo")
    desk.does(OFFICER, "add_claimant", name="王某")
    assert [row.id for row in desk.case.claimants] == ["c1", "c3"]


def test_what_was_told_cannot_be_untold() -> None:
    desk = delivered()
    assert refused(desk.does, OFFICER, "undo") == "left_the_house"
    desk.does(OFFICER, "reveal", field="phone", reason="打电话")
    assert refused(desk.does, OFFICER, "undo") == "left_the_house"


def test_nobody_takes_back_anothers_move_or_an_old_one() -> None:
    desk = delivered()
    desk.does(OFFICER, "note", text="备注")
    assert refused(desk.does, SUPERVISOR, "undo") == "left_the_house"
    desk.wait(hours=25)
    assert refused(desk.does, OFFICER, "undo") == "left_the_house"
    assert refused(Desk(case=filed().case).does, OFFICER, "undo") == "left_the_house"


def test_a_request_is_taken_back_by_who_asked() -> None:
    desk = delivered(level="P2")
    desk.does(OFFICER, "decline", reason_code="not_wages", text="不是工资",
              destination={"kind": "court"})  # fmt: skip
    desk.does(OFFICER, "undo")
    assert desk.case.requests == ()
    assert refused(desk.does, SECOND, "approve", request="r1") == "request_gone"


def test_everything_a_case_holds_comes_back_as_it_was() -> None:
    desk = verified()
    made = order(desk)
    serve(desk, made)
    pay(desk, 100)
    attempt(desk, "reached", answer="part")
    desk.does(SUPERVISOR, "bar", officer=SECOND.username, barred=True, reason="亲戚")
    desk.does(OFFICER, "pause", why="other", text="等", until=today(desk, 3))
    desk.does(OFFICER, "correct", field="evidence", value=["iou"], reason="有欠条")
    fund = {"asked_at": today(desk), "amount_fen": 5, "ground": "fled"}
    desk.does(OFFICER, "record", kind="emergency_fund", **fund)
    desk.does(OFFICER, "record", kind="court", type="suit", asked_at=today(desk))
    desk.does(OFFICER, "withdraw", why="afraid", text="怕报复")
    full, empty = desk.case, filed(name=None, division=None, period_end=None).case

    assert alike(restore(empty, write_changes(full, empty)), full)
    assert alike(restore(full, write_changes(empty, full)), empty)
    assert SLIP
