"""An open danger: who hears it, who takes it, who reviews it."""

from dataclasses import replace
from typing import Any

from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.casework.alarms import AlarmOutcome, allowed_alarm_moves, decide_alarm, sees_alarm
from handlers.casework.commands import Command
from handlers.lead import ConversationId
from handlers.officer import PROGRAM, Officer
from tests.handlers.casework.desk import (
    ARBITER,
    INTAKE,
    LEADER,
    OFFICER,
    SECOND,
    SERVICE,
    START,
    SUPERVISOR,
    officer,
    world,
)  # fmt: skip
from tests.handlers.casework.refusing import refused

DUTY = officer(60, "duty", agency=None)
FAR_DUTY = officer(61, "duty", agency=None, division="440000")
RUNG = Alarm(
    id=AlarmId(1), kind="distress", signals=(), conversation=ConversationId(3), opened_at=START,
    due_at=START, division="430112",
)  # fmt: skip


def act(alarm: Alarm, by: Officer, action: str, **body: Any) -> AlarmOutcome:
    return decide_alarm(alarm, Command(action=action, body=body), by, world(), START)


def taken(by: Officer = OFFICER) -> Alarm:
    return act(RUNG, by, "take").alarm


def test_whoever_is_near_takes_it_and_it_rings_no_more() -> None:
    alarm = taken(DUTY)
    assert (alarm.state, alarm.taken_by, alarm.taken_by_name) == ("taken", DUTY.id, DUTY.name)
    assert alarm.taken_at == START
    assert refused(act, alarm, OFFICER, "take", version=3) == "held"
    assert refused(act, RUNG, FAR_DUTY, "take") == "not_found"
    assert refused(act, RUNG, LEADER, "take") == "not_found"
    assert refused(act, RUNG, DUTY, "fly") == "not_found"


def test_where_the_place_is_unknown_everybody_on_duty_hears_it() -> None:
    unknown = replace(RUNG, division=None)
    assert all(sees_alarm(unknown, one) for one in (DUTY, FAR_DUTY, SUPERVISOR, SERVICE))
    assert not any(sees_alarm(unknown, one) for one in (OFFICER, INTAKE, ARBITER))
    assert not sees_alarm(RUNG, replace(DUTY, active=False))


def test_only_who_took_it_speaks() -> None:
    alarm = taken()
    assert refused(act, RUNG, OFFICER, "message", text="在吗") == "role"
    assert refused(act, alarm, SUPERVISOR, "message", text="在吗") == "role"
    assert refused(act, alarm, OFFICER, "message", text=" ") == "422 text"
    outcome = act(alarm, OFFICER, "message", text="我在，您在哪儿？")
    assert [(tell.text, tell.officer) for tell in outcome.tells] == [
        ("我在，您在哪儿？", OFFICER.name)
    ]


def test_handed_on_it_rings_again_and_the_worker_hears_the_truth() -> None:
    alarm = taken()
    assert refused(act, alarm, SECOND, "hand_on", reason="忙着") == "role"
    assert refused(act, alarm, OFFICER, "hand_on", reason="忙着", to="nobody") == "422 to"
    outcome = act(alarm, OFFICER, "hand_on", reason="忙着", to=SECOND.username)

    assert (outcome.alarm.state, outcome.alarm.taken_by) == ("open", None)
    assert outcome.alarm.handed_on[0].to == SECOND.username
    assert outcome.tells[0].phrase
    assert outcome.tells[0].phrase.key == "told-alarm-handed-on"
    again = act(outcome.alarm, PROGRAM, "hand_on", reason="five_minutes")
    assert [step.by for step in again.alarm.handed_on] == [OFFICER.username, "program"]
    assert again.alarm.due_at > START


def test_a_supervisor_who_did_not_take_it_reviews_it() -> None:
    body = {"outcome": "safe", "text": "人已经下来了"}
    assert refused(act, RUNG, SUPERVISOR, "review", **body) == "not_from_here"
    assert refused(act, taken(SUPERVISOR), SUPERVISOR, "review", **body) == "same_person"
    assert refused(act, taken(), OFFICER, "review", **body) == "role"
    assert refused(act, taken(), SUPERVISOR, "review", outcome="fine", text="x") == "422 outcome"
    outcome = act(taken(), SUPERVISOR, "review", **body)
    assert outcome.closes
    assert outcome.alarm.review
    assert (outcome.alarm.state, outcome.alarm.review.outcome) == (AlarmState.REVIEWED, "safe")


def test_the_page_draws_what_there_is() -> None:
    assert allowed_alarm_moves(RUNG, DUTY) == ("take",)
    assert allowed_alarm_moves(RUNG, SUPERVISOR) == ("hand_on", "take")
    assert allowed_alarm_moves(taken(), OFFICER) == ("hand_on", "message")
    assert allowed_alarm_moves(taken(), SUPERVISOR) == ("hand_on", "review")
    assert allowed_alarm_moves(taken(), FAR_DUTY) == ()
