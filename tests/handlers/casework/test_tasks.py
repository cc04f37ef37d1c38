"""A task: taken, put back, done; what it found goes to its case."""

from dataclasses import replace
from typing import Any

from handlers.case import CaseId
from handlers.casework.commands import Command
from handlers.casework.tasks import TaskOutcome, allowed_task_moves, decide_task
from handlers.officer import Officer
from handlers.task import Task, TaskId
from tests.handlers.casework.desk import (
    HOUSING_OFFICER,
    INSPECTION,
    INTAKE,
    LEADER,
    OFFICER,
    SECOND,
    START,
    Desk,
    accepted,
    filed,
    officer,
    verified,
)  # fmt: skip
from tests.handlers.casework.refusing import refused

CITY = officer(70, "officer", agency="430100-labor_inspection", division="430100")
AUTHOR = officer(71, "author", agency=None, division=None)
CALL = Task(
    id=TaskId(1), kind="call", role="officer", made_at=START, case=CaseId(900),
    agency=INSPECTION, division="430112",
)  # fmt: skip


def act(task: Task, by: Officer, action: str, **body: Any) -> TaskOutcome:
    return decide_task(task, Command(action=action, body=body), by, START)


def taken(task: Task = CALL) -> Task:
    return act(task, OFFICER, "take", version=1).task


def follow(desk: Desk, task: Task, by: Officer = OFFICER, **body: Any) -> Desk:
    command = act(taken(task), OFFICER, "done", **body).command
    assert command
    desk.does(by, command.action, **command.body)
    return desk


def test_taken_put_back_and_taken_by_another() -> None:
    task = taken()
    assert (task.state, task.held_by, task.holder) == ("taken", OFFICER.id, OFFICER.name)
    assert refused(act, task, SECOND, "take") == "held"
    assert refused(act, task, OFFICER, "take") == "held"
    assert refused(act, task, SECOND, "release", reason="我来") == "held"
    assert refused(act, CALL, OFFICER, "release", reason="我来") == "not_from_here"
    assert refused(act, task, OFFICER, "release") == "422 reason"
    back = act(task, OFFICER, "release", reason="没空").task
    assert (back.state, back.held_by) == ("open", None)
    assert act(back, SECOND, "take").task.held_by == SECOND.id


def test_whose_task_it_is() -> None:
    assert refused(act, CALL, HOUSING_OFFICER, "take") == "role"
    assert refused(act, CALL, LEADER, "take") == "role"
    assert refused(act, CALL, AUTHOR, "take") == "role"
    assert refused(act, CALL, OFFICER, "fly") == "not_found"
    for person in (INTAKE, CITY):
        assert act(CALL, person, "take").task.state == "taken"
    question = replace(CALL, kind="question", case=None, agency=None, division=None)
    assert act(question, AUTHOR, "take").task.state == "taken"
    far = officer(72, "officer", agency=None, division="440000")
    assert refused(act, CALL, far, "take") == "role"


def test_a_done_call_is_an_attempt() -> None:
    assert refused(act, taken(), OFFICER, "done", result="fine") == "422 result"
    desk = follow(accepted(), CALL, result="no_answer", text="响了没人接")
    attempt = desk.case.measures[0]
    assert (attempt.kind, attempt.fields["way"], attempt.fields["result"]) == (
        "attempt", "call", "no_answer",
    )  # fmt: skip
    desk = follow(accepted(), replace(CALL, claimant="c1"), result="reached", answer="none")
    assert desk.case.claimants[0].paid_answer == "none"


def test_funding_found_is_written_to_the_case_without_holding_it() -> None:
    task = replace(CALL, kind="find_funding")
    desk = follow(filed(funding=None), task, by=SECOND, result="government")
    assert desk.case.facts["funding"].value == "government"
    assert desk.clock("find_funding").state == "met"
    assert act(taken(task), OFFICER, "done", result="unknown").command is None


def test_what_he_said_of_the_money_is_written_to_his_row() -> None:
    task = replace(CALL, kind="check_paid", claimant="c1")
    desk = follow(verified(), task, result="none")
    assert desk.case.claimants[0].paid_answer == "none"
    desk = verified()
    desk.does(OFFICER, "add_claimant", name="李某")
    follow(desk, replace(task, claimant=None), result="none")
    assert {row.paid_answer for row in desk.case.claimants} == {None}, "whose answer is unknown"


def test_other_tasks_are_just_done() -> None:
    assert refused(act, taken(replace(CALL, kind="visit")), OFFICER, "done", result="ok") == (
        "422 result"
    )
    done = act(taken(replace(CALL, kind="visit")), OFFICER, "done", result="done")
    assert (done.task.state, done.task.done_at, done.command) == ("done", START, None)
    letter = replace(CALL, kind="dead_letter", case=None)
    assert act(taken(letter), OFFICER, "done", result="given_up").command is None


def test_the_page_draws_what_there_is() -> None:
    assert allowed_task_moves(CALL, OFFICER) == ("take",)
    assert allowed_task_moves(taken(), OFFICER) == ("done", "release")
    assert allowed_task_moves(taken(), SECOND) == ()
    assert allowed_task_moves(CALL, LEADER) == ()
