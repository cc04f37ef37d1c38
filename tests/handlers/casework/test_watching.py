"""Levels, reminders, the ladder up, reports from beside."""

from dataclasses import replace

from handlers.officer import PROGRAM, WORKER
from tests.handlers.casework.desk import (
    ARBITER,
    HOUSING,
    HOUSING_OFFICER,
    INTAKE,
    LEADER,
    OFFICER,
    SECOND,
    SLIP,
    SUPERVISOR,
    delivered,
    filed,
    share,
    today,
)  # fmt: skip
from tests.handlers.casework.refusing import refused


def test_levels_go_up_by_anyone_and_down_by_a_supervisor() -> None:
    desk = delivered()
    body = {"reason": "影响大"}

    assert refused(desk.does, OFFICER, "set_level", level="P3", **body) == "422 level"
    assert refused(desk.does, OFFICER, "set_level", level="P4", **body) == "down"
    assert refused(desk.does, PROGRAM, "set_level", level="P4", **body) == "down"
    assert refused(desk.does, SECOND, "set_level", level="P2", **body) == "not_held"
    assert refused(desk.does, OFFICER, "set_level", level="P0", **body) == "422 level"
    desk.does(PROGRAM, "set_level", level="P1", **body)
    assert desk.clock("first_answer").due_at.startswith("2026-11-25T12:")
    desk.does(SUPERVISOR, "set_level", level="P3", **body)
    assert desk.case.level == "P3"


def test_life_in_danger_is_lowered_only_after_its_review() -> None:
    desk = delivered()
    desk.case = replace(desk.case, alarm_open=True)
    desk.does(SUPERVISOR, "set_level", level="P0", reason="有人要跳楼")
    assert refused(desk.does, SUPERVISOR, "set_level", level="P1", reason="下来了") == "gate alarm"
    desk.case = replace(desk.case, alarm_open=False)
    desk.does(SUPERVISOR, "set_level", level="P1", reason="人没事了")
    assert desk.case.level == "P1"


def test_everybody_urges_once_a_day() -> None:
    desk = delivered()

    desk.does(WORKER, "urge", text="快点")
    assert desk.told == ["told-urged"]
    assert desk.runs("urge_answer")
    assert desk.notices == [(OFFICER.username, "urged")]
    assert refused(desk.does, WORKER, "urge", text="快点") == "today_already"
    desk.does(SUPERVISOR, "urge", text="抓紧")
    assert desk.told == []
    desk.wait(days=1).does(WORKER, "urge", text="快点")


def test_nobody_to_remind_is_no_hindrance() -> None:
    desk = filed()
    desk.does(INTAKE, "urge", text="请尽快")
    assert desk.notices == []


def test_the_ladder_up() -> None:
    desk = delivered()
    body = {"reason": "总包不配合"}

    assert refused(desk.does, SECOND, "escalate", to="unit_head", **body) == "not_held"
    desk.does(OFFICER, "escalate", to="unit_head", **body)
    assert desk.notices == [("supervisor", "escalated")]
    assert refused(desk.does, OFFICER, "escalate", to="leading_group", **body) == "role"
    assert refused(desk.does, ARBITER, "escalate", to="leading_group", **body) == "role"
    desk.does(PROGRAM, "escalate", to="leading_group", **body)
    assert refused(desk.does, LEADER, "escalate", to="listed", **body) == "422 until"
    until = {"until": today(desk, 20)}
    assert refused(desk.does, SUPERVISOR, "escalate", to="listed", **body, **until) == "listed"
    desk.does(LEADER, "escalate", to="listed", **body, **until)

    assert (desk.case.status, desk.case.escalated_to) == ("listed", "listed")
    assert desk.told == ["told-listed"]
    assert desk.clock("listed_until").due_at == today(desk, 20)


def test_a_listed_case_is_reported_weekly_and_taken_off_with_proof() -> None:
    desk = delivered()
    assert refused(desk.does, OFFICER, "report", on="listed", text="在办") == "422 on"
    desk.does(ARBITER, "escalate", to="listed", reason="挂牌", until=today(desk, 20))
    desk.wait(days=3).does(OFFICER, "report", on="listed", text="在办")
    assert desk.clock("listed_report").started_at == today(desk)

    assert refused(desk.does, LEADER, "delist", reason="解决了") == "422 proof"
    desk.does(LEADER, "delist", reason="解决了", proof=SLIP)
    assert desk.case.marks == ()
    assert desk.case.escalated_to is None
    assert not desk.runs("listed_report")
    assert refused(desk.does, LEADER, "delist", reason="解决了", proof=SLIP) == "not_from_here"


def test_off_the_list_another_ladder_stays() -> None:
    desk = delivered()
    desk.does(ARBITER, "escalate", to="listed", reason="挂牌", until=today(desk, 20))
    desk.does(LEADER, "escalate", to="leader", reason="请看")
    desk.does(LEADER, "delist", reason="解决了", proof=SLIP)
    assert desk.case.escalated_to == "leader"


def test_a_co_agency_reports_on_its_task() -> None:
    desk = delivered()
    assert desk.clock("co_task", HOUSING).state == "running"

    assert refused(desk.does, SECOND, "report", on="task", text="替他们报") == "not_held"
    desk.does(HOUSING_OFFICER, "report", on="task", text="查过专户")
    assert desk.runs("co_task")
    desk.does(HOUSING_OFFICER, "report", on="task", text="查完了", done=True)
    assert desk.clock("co_task", HOUSING).state == "met"
    assert refused(desk.does, HOUSING_OFFICER, "report", on="task", text="还报") == "422 on"


def test_the_holder_reports_on_an_urge() -> None:
    desk = delivered()
    assert refused(desk.does, OFFICER, "report", on="urge", text="在办") == "422 on"
    desk.does(SUPERVISOR, "urge", text="抓紧")
    desk.does(OFFICER, "report", on="urge", text="明天去")
    assert desk.clock("urge_answer").state == "met"
    desk.case = replace(desk.case, agencies=(desk.case.lead, share()))
    desk.does(OFFICER, "report", on="task", text="他们说了", done=True)
    assert desk.history[-1].args["agency"] == HOUSING
