"""What the clocks do by themselves, at the moment they do it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from handlers.case import Case, Clock
from handlers.casework.clocks import LOCAL, end_clocks, next_due, recount
from handlers.casework.ticking import next_tick, tick
from handlers.officer import WORKER
from handlers.workdays import Calendar
from tests.handlers.casework.desk import (
    CALENDAR,
    LEADER,
    OFFICER,
    SLIP,
    START,
    SUPERVISOR,
    Desk,
    accepted,
    delivered,
    filed,
    officer,
    order,
    pay,
    put,
    record,
    serve,
    today,
    verified,
    world,
)  # fmt: skip


def only(desk: Desk, *names: str) -> Desk:
    """Keep these running clocks alone."""
    desk.case = replace(desk.case, clocks=tuple(c for c in desk.case.clocks if c.name in names))
    return desk


def at(desk: Desk) -> str:
    moment = next_tick(desk.case, desk.world, desk.now)
    return moment.astimezone(LOCAL).isoformat(timespec="minutes")[:16] if moment else "never"


def go(desk: Desk, *, until: str) -> list[str]:
    """Let time come; returns what each tick did."""
    done: list[str] = []
    end = datetime.fromisoformat(until).replace(tzinfo=LOCAL)
    while (moment := next_tick(desk.case, desk.world, desk.now)) and moment <= end:
        desk.now = max(desk.now, moment)
        outcomes = desk.ticks()
        assert outcomes, "what is due is done"
        done += [o.entry.action if o.entry else "counted" for o in outcomes]
    desk.now = end
    return done


def test_eighty_percent_last_day_and_over_are_told_to_the_right_people() -> None:
    desk = only(accepted(), "inspection_investigate")
    told: list[tuple[str, str]] = []
    while moment := next_tick(desk.case, desk.world, desk.now):
        desk.now = moment
        desk.ticks()
        told += desk.notices

    holder = OFFICER.username
    assert told == [
        (holder, "clock_80"), (holder, "clock_last"), ("supervisor", "clock_last"),
        (holder, "clock_over"), ("supervisor", "clock_over"), ("leader", "clock_over_1w"),
        ("arbiter", "clock_over_5w"),
    ]  # fmt: skip
    assert desk.case.version == accepted().case.version, "reminders raise no version"


def test_minutes_are_real_minutes() -> None:
    desk = only(filed(level="P1"), "first_answer", "unowned")
    assert at(desk) == "2026-11-25T11:36"
    go(desk, until="2026-11-25T12:00")
    assert desk.notices == [("supervisor", "clock_over")]
    assert at(desk) == "never"


def test_an_order_lapses_by_itself_the_day_after() -> None:
    desk = verified()
    serve(desk, order(desk, days=5))
    only(desk, "order_pay")

    assert go(desk, until="2026-11-30T23:59") == []
    assert go(desk, until="2026-12-01T00:00") == ["step"]

    assert desk.case.measures[-1].state == "lapsed"
    assert desk.history[-1].by_kind == "program"
    assert desk.tasks == ["order_check"]


def test_an_obeyed_order_does_not_lapse() -> None:
    desk = verified()
    made = order(desk, days=5)
    serve(desk, made)
    desk.case = replace(
        only(desk, "order_pay").case,
        measures=tuple(replace(m, state="obeyed") for m in desk.case.measures),
    )
    assert go(desk, until="2026-12-02T00:00") == ["remind"]
    assert not desk.runs("order_pay")


def test_a_broken_promise_is_told_in_the_morning() -> None:
    desk = accepted()
    record(desk, "promise", by="老板", pay_by=today(desk, 2), amount_fen=5)
    only(desk, "promise_due")
    assert at(desk) == "2026-11-28T09:00"
    assert go(desk, until="2026-11-28T10:00")[0] == "step"
    assert desk.history[-1].action == "step"
    assert desk.told == ["told-promise-broken"]


def test_an_agreement_breaks_like_a_promise() -> None:
    desk = verified()
    talks = record(desk, "mediation", started_at=today(desk), formal=False)
    desk.does(OFFICER, "step", measure=talks, to="agreed", at=today(desk), amount_fen=5,
              pay_by=today(desk, 1), proof=SLIP)  # fmt: skip
    only(desk, "promise_due")
    go(desk, until="2026-11-27T10:00")
    assert desk.case.measures[-1].state == "broken"


def test_silence_is_broken_every_seven_days() -> None:
    desk = only(filed(), "silence")
    assert at(desk) == "2026-12-02T09:00"
    assert go(desk, until="2026-12-09T09:30") == ["remind", "remind"]
    assert desk.told == ["told-silence"]
    assert at(desk) == "2026-12-16T09:00"


def test_the_honest_line_names_the_next_date() -> None:
    desk = only(accepted(), "silence", "inspection_investigate")
    go(desk, until="2026-12-02T09:30")
    assert desk.told == ["told-silence-next"]


def test_who_does_not_answer_is_called() -> None:
    desk = accepted()
    desk.does(OFFICER, "ask", field="free", text="在吗？")
    only(desk, "ask_wait")
    go(desk, until="2026-12-03T00:30")
    assert desk.tasks == ["call"]
    assert desk.case.has_mark("ask_more")


def test_paid_is_asked_again_on_the_thirtieth_day_and_the_window_runs_anew() -> None:
    desk = verified()
    record(desk, "none", reason="付清")
    pay(desk)
    desk.does(WORKER, "worker_paid", answer="all")
    desk.does(OFFICER, "close", outcome="paid", text="办结")
    only(desk, "paid_again", "reopen_window")
    assert at(desk) == "2026-12-25T09:00"
    go(desk, until="2026-12-25T09:30")

    assert desk.told == ["told-paid-again"]
    assert desk.clock("reopen_window").started_at == "2026-12-25"
    assert desk.runs("paid_question")
    assert not desk.runs("silence")
    go(desk, until="2026-12-30T00:00")
    assert desk.tasks == ["call"]
    go(desk, until="2027-02-01T00:00")
    assert desk.clock("reopen_window").state == "stopped"


def test_limits_are_warned_of_sixty_and_fourteen_days_before_and_raise_the_level() -> None:
    desk = only(delivered(level="P2"), "arbitration_limit")
    assert next_due(desk.case) is None
    assert go(desk, until="2027-09-26T08:00") == []
    assert go(desk, until="2027-09-30T10:00") == ["remind"]
    assert desk.told == ["told-limit"]
    assert desk.notices == [(OFFICER.username, "limit_near")]
    due = next_due(desk.case)
    assert due
    assert due.name == "arbitration_limit"

    only(desk, "arbitration_limit")
    assert go(desk, until="2027-11-12T10:00") == ["remind"]
    only(desk, "arbitration_limit")
    assert go(desk, until="2027-11-19T10:00")[0] == "set_level"
    assert desk.case.level == "P1"


def test_of_two_warnings_that_came_together_only_the_nearer_is_given() -> None:
    desk = only(filed(period_end="2025-12-01", level="P1"), "arbitration_limit")
    done = go(desk, until="2026-11-25T12:00")
    assert done == ["remind", "remind"], "one told, one for the level that stands already"
    assert set(desk.clock("arbitration_limit").warned) == {"60", "14", "7"}
    assert sum(entry.tells for entry in desk.history) == 2


def test_a_short_limit_of_somebody_else_warns_nobody() -> None:
    desk = delivered()
    record(desk, "arbitration", asked_at=today(desk))
    assert at(only(desk, "arbitration_accept")) == "never"


def test_a_referral_not_sent_back_in_time_stays() -> None:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency="430112-transport", reason="不归我们")
    go(only(desk, "referral_return"), until="2026-11-27T00:00")
    assert desk.clock("referral_return").state == "over"
    assert desk.notices == [("supervisor", "referral_kept")]


def test_silence_of_a_firm_is_told_to_the_holder() -> None:
    desk = accepted()
    body = {"number": "1", "to": "公司", "how": "direct", "served_at": today(desk)}
    record(desk, "inquiry", **body, answer_by=today(desk))
    go(only(desk, "inquiry_answer"), until="2026-11-26T00:00")
    assert desk.notices == [(OFFICER.username, "inquiry_silent")]
    desk = accepted()
    record(desk, "inquiry", **body, answer_by=today(desk))
    desk.does(OFFICER, "release", reason="换人")
    go(only(desk, "inquiry_answer"), until="2026-11-26T00:00")
    assert desk.notices == []


def test_who_put_it_on_the_list_hears_that_its_time_is_over() -> None:
    desk = delivered()
    desk.does(LEADER, "escalate", to="listed", reason="挂牌", until=today(desk, 1))
    only(desk, "listed_until")
    go(desk, until="2026-11-27T00:00")
    assert desk.notices == [(LEADER.username, "listed_over")]
    desk = delivered()
    desk.does(LEADER, "escalate", to="listed", reason="挂牌", until=today(desk, 1))
    desk.case = put(only(desk, "listed_until").case, "delivered")
    go(desk, until="2026-11-27T00:00")
    assert desk.notices == [("leader", "listed_over")]


def test_an_undecided_dispute_goes_to_the_leader() -> None:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency="430112-transport", reason="不归我们")
    desk.wait(days=4)
    desk.does(officer(41, "officer", agency="430112-transport"), "send_back", reason="不归我们")
    go(only(desk, "dispute_decide"), until="2026-12-03T00:00")
    assert desk.notices == [("leader", "clock_over")]


def test_a_decision_nobody_fought_may_be_taken_to_court() -> None:
    desk = verified()
    serve(desk, order(desk, kind="decision"))
    only(desk, "employer_review", "employer_sue")
    go(desk, until="2027-05-26T00:00")
    assert desk.runs("enforcement_ask")
    assert sum(c.name == "enforcement_ask" for c in desk.case.clocks) == 1


def test_while_somebody_is_asked_the_desks_own_dates_keep_still() -> None:
    desk = accepted()
    only(desk, "co_task", "inspection_investigate")
    before = next_due(desk.case)
    desk.does(OFFICER, "pause", why="other", text="等", until=today(desk, 3))
    after = next_due(only(desk, "co_task", "inspection_investigate").case)
    assert before
    assert after
    assert (before.name, after.name) == ("co_task", "inspection_investigate")
    desk.wait(days=1).does(OFFICER, "resume")
    assert desk.clock("co_task").due_at == desk.clock("co_task").desk_due_at == "2026-12-10"


def test_a_provisional_date_is_counted_anew_when_the_calendar_comes() -> None:
    desk = accepted()
    desk.case = replace(desk.case, clocks=tuple(
        replace(c, due_at="2027-01-01", desk_due_at="2027-01-01", provisional=True)
        for c in desk.case.clocks if c.name == "inspection_investigate"))  # fmt: skip
    desk.world = world(calendar=replace(CALENDAR, years=CALENDAR.years | {2027}))

    outcomes = tick(desk.case, desk.world, START + timedelta(minutes=1))

    clock = outcomes[0].case.clocks[0]
    assert (outcomes[0].entry, clock.provisional) == (None, False)
    assert clock.due_at == desk.world.calendar.add_workdays(START.date(), 60).isoformat()


def clock(name: str, kind: str = "desk", **parts: object) -> Clock:
    whole = {"started_at": "2026-11-25", "due_at": "2026-12-09", "provisional": True, **parts}
    return Clock(name=name, kind=kind, **whole)  # type: ignore[arg-type]


def test_counting_anew_keeps_extensions_and_waiting() -> None:
    here, day = world(), date(2026, 11, 25)
    longer = recount(clock("inspection_investigate", "law", extended=True), here, None)
    assert longer.due_at == CALENDAR.add_workdays(day, 90).isoformat()
    waited = recount(clock("co_task", paused_days=2, desk_due_at="2026-12-11"), here, None)
    assert waited.due_at == waited.desk_due_at == CALENDAR.add_workdays(day, 12).isoformat()
    given = clock("order_pay")
    assert recount(given, here, None) is given
    assert Calendar().is_provisional(day)


def test_ending_nothing_changes_nothing() -> None:
    clocks = (clock("co_task", subject="a"), clock("silence"))
    assert end_clocks(clocks, ["co_task"], START, subject="b") == clocks


def test_one_tick_lets_others_have_a_turn() -> None:
    desk = only(accepted(), "inspection_investigate")
    many = tuple(clock("co_task", subject=f"a{n}") for n in range(60))
    desk.case = replace(desk.case, clocks=tuple(replace(c, provisional=False) for c in many))
    desk.wait(days=60)
    assert len(desk.ticks()) == 50
    assert next_tick(desk.case, desk.world, desk.now) == desk.now


def test_a_quiet_case_wants_nothing() -> None:
    desk = only(filed())
    assert next_tick(desk.case, desk.world, desk.now) is None
    assert tick(desk.case, desk.world, desk.now) == ()


def count_running(case: Case) -> int:
    return sum(c.state == "running" for c in case.clocks)


@pytest.mark.parametrize("days", [1, 40, 400])
def test_ticking_always_comes_to_rest(days: int) -> None:
    desk = verified(level="P2")
    serve(desk, order(desk, kind="decision"))
    desk.does(SUPERVISOR, "urge", text="抓紧")
    desk.wait(days=days)
    for _ in range(20):
        desk.ticks()
    moment = next_tick(desk.case, desk.world, desk.now)
    assert moment is None or moment > desk.now
    assert count_running(desk.case)
