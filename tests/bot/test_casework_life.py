"""The life of a case on the whole product: its road, its clocks, its second persons, its money."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from handlers.errors import Conflict, NotAllowed, NotFound
from tests.product import Stage
from tests.rehearsal.office import HOUSING, INSPECTION, SLIP, Office, clock_of, tell_and_file
from tests.rehearsal.roads import accept, close_paid, find_arrears, order, pay

FACTORY = "我在望城区永盛电子厂上班，2026年5月到8月没发工资，欠我一万五"
TRANSFER = dict.fromkeys(
    ("order", "service", "workers", "statements", "payroll", "assets_or_flight", "posting"), "yes"
)


@pytest.fixture
async def office(stage: Stage) -> Office:
    """Two officers, a supervisor and a leader."""
    there = Office(stage)
    await there.hire_usual()
    return there


async def filed(office: Office) -> str:
    """A lone worker of a factory has filed."""
    _, reference = await tell_and_file(office.stage, FACTORY)
    return reference


async def test_a_case_goes_from_filing_to_closed_paid_with_two_officers(office: Office) -> None:
    worker, reference = await tell_and_file(office.stage)
    await office.does("officer.a", reference, "claim")
    await office.does("officer.a", reference, "add_claimant", name="王小红", phone="13900002222",
                      stated_fen=800_000)  # fmt: skip
    await office.does("officer.a", reference, "accept", number="望劳监立〔2026〕88号")
    amounts = [
        {"claimant": "c1", "verified_fen": 3_800_000}, {"claimant": "c2", "verified_fen": 800_000},
    ]  # fmt: skip
    await office.does("officer.a", reference, "verify", finding="arrears", checked=["payroll"],
                      text="看过工资表", amounts=amounts)  # fmt: skip
    measure = await order(office, reference, 4_600_000)
    assert (await office.case(reference)).status == "ordered"
    office.stage.clock.advance(days=2)

    await pay(office, reference, "c1", 3_000_000)
    assert (await office.case(reference)).status == "paying"
    early = await office.refused("officer.a", reference, "close", outcome="paid", text="办结")
    assert set(early.details["missing"]) >= {"claimants/c1/balance", "claimants/c2/balance"}
    await pay(office, reference, "c1", 800_000)
    await pay(office, reference, "c2", 800_000)
    paid = await office.case(reference)
    assert (paid.status, paid.paid_fen, paid.owed_fen) == ("paid", 4_600_000, 4_600_000)
    assert clock_of(paid, "order_pay").state == "met"

    await worker.say("都收到了")
    assert (await office.case(reference)).claimants[0].paid_answer == "all"
    asked = await office.refused("officer.a", reference, "close", outcome="paid", text="办结")
    assert asked.details["missing"] == ("claimants/c2/asked",)
    await office.does("officer.a", reference, "record", kind="attempt", whom="worker", way="call",
                      at=office.now, result="reached", answer="all", claimant="c2")  # fmt: skip
    await office.does("officer.a", reference, "step", measure=measure, to="obeyed",
                      at=office.day())  # fmt: skip
    waiting = await office.does("officer.a", reference, "close", outcome="paid", text="都收到了")
    assert waiting.main == "paid"
    own = await office.refused("officer.a", reference, "approve", request=waiting.requests[0].id)
    assert own.code == "same_person"
    await office.does("officer.b", reference, "approve", request=waiting.requests[0].id)
    await office.stage.settle()

    done = await office.case(reference)
    assert (done.status, done.phase, done.outcome) == ("closed", "resolved", "paid")
    assert {c.name for c in done.clocks if c.state == "running"} >= {"paid_again", "reopen_window"}
    heard = "\n".join(message.text for message in await worker.transcript())
    for phrase in ("收到您的事", "受理", "确实没给够", "要求", "还差", "都收到了吗", "办结了"):
        assert phrase in heard
    assert [entry.seq for entry in await office.history(reference)] == list(
        range(1, done.last_seq + 1)
    )
    assert await office.is_untouched(reference)


async def test_an_order_lapses_by_the_clock_and_a_leader_agrees_to_the_transfer(
    office: Office,
) -> None:
    reference = await filed(office)
    await find_arrears(office, reference, 1_500_000)
    body: dict[str, Any] = {"kind": "police_transfer", "checklist": TRANSFER, "text": "人跑了"}
    measure = await order(office, reference, 1_500_000, days=5)
    early = await office.refused("officer.a", reference, "record", **body)
    assert early.details["missing"] == ("order_lapsed",)

    await office.pass_days(5)
    assert (await office.case(reference)).measures[0].state == "served"
    await office.pass_days(1)
    lapsed = (await office.case(reference)).measures[0]
    assert [(step.to, step.by) for step in lapsed.steps][-1] == ("lapsed", "program")
    assert [task.args["measure"] for task in await office.tasks("order_check")] == [measure]

    asked = await office.does("officer.a", reference, "record", **body)
    transfer = asked.measures[-1].id
    assert clock_of(asked, "crime_decide", transfer).state == "running"
    with pytest.raises(NotAllowed):
        await office.does("officer.b", reference, "approve", request=asked.requests[0].id)
    await office.does("leader.l", reference, "approve", request=asked.requests[0].id)
    await office.does("officer.a", reference, "step", measure=transfer, to="handed",
                      at=office.now, office="望城区公安局")  # fmt: skip
    case = await office.does("officer.a", reference, "step", measure=transfer, to="opened",
                             at=office.now, number="望公立〔2026〕9号")  # fmt: skip
    assert (case.status, case.main, case.reported_as) == (
        "transferred", "ordered", "true_police",
    )  # fmt: skip
    assert await office.is_untouched(reference)


async def test_a_broken_promise_is_told_to_the_worker_next_morning(office: Office) -> None:
    worker, reference = await tell_and_file(office.stage, FACTORY)
    await accept(office, reference)
    await office.does("officer.a", reference, "record", kind="promise", by="永盛电子厂",
                      pay_by=office.day(3), amount_fen=1_500_000)  # fmt: skip
    await office.stage.settle()
    await worker.heard()

    await office.pass_days(3)
    assert "说好的日子过了" not in "".join(m.text for m in await worker.heard())
    await office.pass_days(1)

    assert "说好的日子过了" in "".join(m.text for m in await worker.heard())
    case = await office.case(reference)
    assert case.measures[-1].state == "broken"
    assert [entry.username for entry in await office.history(reference)][-1] == "program"


async def test_silence_is_broken_after_seven_days_with_who_has_it_and_the_next_date(
    office: Office,
) -> None:
    worker, reference = await tell_and_file(office.stage, FACTORY)
    await accept(office, reference)
    await worker.heard()

    await office.pass_days(6)
    quiet = await worker.heard()
    await office.pass_days(2)

    broken = await worker.heard()
    assert quiet == []
    assert len(broken) == 1
    assert "监察" in broken[0].text
    assert "2027年" in broken[0].text or "月" in broken[0].text


async def test_a_limit_is_warned_of_sixty_and_fourteen_days_before(office: Office) -> None:
    worker, reference = await tell_and_file(
        office.stage, "我在望城区永盛电子厂上班，2025年11月到2026年1月没发工资，欠我一万五"
    )
    case = await office.case(reference)
    limit = clock_of(case, "arbitration_limit")
    assert limit.due_at == "2027-02-01"
    await worker.heard()
    warned: dict[str, str] = {}
    for _ in range(70):
        await office.pass_days(1)
        for message in await worker.heard():
            if "仲裁" in message.text and "天" in message.text:
                warned.setdefault(office.day(), message.text)
    assert sorted(warned) == ["2026-12-03", "2027-01-18"]
    assert "60" in warned["2026-12-03"]
    assert "14" in warned["2027-01-18"]
    after = await office.case(reference)
    assert after.level == "P1"


async def test_clocks_that_were_provisional_are_counted_anew_when_the_calendar_is_loaded(
    office: Office,
) -> None:
    reference = await filed(office)
    await accept(office, reference)
    before = clock_of(await office.case(reference), "inspection_investigate")
    assert before.provisional
    worlds = office.stage.product.worlds
    week = {date(2027, 2, 4) + timedelta(days=n) for n in range(8)}
    worlds.calendar = replace(
        worlds.calendar, years=worlds.calendar.years | {2027}, off=worlds.calendar.off | week,
        made_up=worlds.calendar.made_up | {date(2027, 1, 31)},
    )  # fmt: skip

    await office.pass_days(8)

    after = clock_of(await office.case(reference), "inspection_investigate")
    assert not after.provisional
    assert after.due_at > before.due_at


async def test_referred_sent_back_disputed_and_decided_by_the_arbiter(office: Office) -> None:
    await office.hire("housing.h", "officer", agency=HOUSING)
    await office.hire("arbiter.r", "arbiter", agency=None, division="430000")
    reference = await filed(office)
    await office.does("officer.a", reference, "claim")
    refer: dict[str, Any] = {"role": "lead", "agency": HOUSING, "reason": "工地的事"}
    referred = await office.does("officer.a", reference, "refer", **refer)
    assert (referred.status, referred.main, referred.held_by) == ("referred", "filed", None)
    with pytest.raises(NotFound):
        await office.does("officer.b", reference, "claim")

    back = await office.does("housing.h", reference, "send_back", reason="不是工地")
    assert (back.status, back.lead.agency) == ("delivered", INSPECTION)
    await office.does("officer.a", reference, "claim")
    await office.does("officer.a", reference, "refer", **refer)
    disputed = await office.does("housing.h", reference, "send_back", reason="还是不归我们")
    assert disputed.has_mark("disputed")
    assert disputed.lead.agency == HOUSING
    assert clock_of(disputed, "dispute_decide").due_at == "2026-11-27"

    decided = await office.does("arbiter.r", reference, "decide_dispute", agency=INSPECTION,
                                reason="工厂欠薪归监察")  # fmt: skip
    assert (decided.main, decided.lead.agency) == ("delivered", INSPECTION)
    assert not decided.has_mark("disputed")
    last = await office.refused("officer.a", reference, "send_back", reason="再退一次")
    assert last.code == "never_referred"
    assert await office.is_untouched(reference)


async def test_a_leader_extends_an_investigation_once(office: Office) -> None:
    worker, reference = await tell_and_file(office.stage, FACTORY)
    await accept(office, reference)
    await worker.heard()
    before = clock_of(await office.case(reference), "inspection_investigate")
    asked = await office.does("officer.a", reference, "extend", clock="inspection_investigate",
                              reason="账目复杂")  # fmt: skip
    assert clock_of(asked, "inspection_investigate") == before

    await office.does("leader.l", reference, "approve", request=asked.requests[0].id)
    await office.stage.settle()

    after = clock_of(await office.case(reference), "inspection_investigate")
    calendar = office.stage.product.worlds.calendar
    assert after.extended
    assert after.due_at == calendar.add_workdays(office.today, 90).isoformat()
    assert "多用些天" in "".join(m.text for m in await worker.heard())
    again = await office.refused("officer.a", reference, "extend", clock="inspection_investigate",
                                 reason="还要")  # fmt: skip
    assert again.code == "wrong"


async def test_a_listed_case_is_reported_on_weekly_and_delisted_before_it_closes(
    office: Office,
) -> None:
    reference = await filed(office)
    await find_arrears(office, reference, 1_500_000)
    await office.does("leader.l", reference, "escalate", to="listed", until=office.day(40),
                      reason="久拖不决")  # fmt: skip
    listed = await office.case(reference)
    assert listed.status == "listed"
    first = clock_of(listed, "listed_report").due_at
    await office.pass_days(7)
    await office.does("officer.a", reference, "report", on="listed", text="已约谈老板")
    assert clock_of(await office.case(reference), "listed_report").due_at > first
    await order(office, reference, 1_500_000)
    await pay(office, reference, "c1", 1_500_000)
    await office.does("officer.a", reference, "record", kind="attempt", whom="worker", way="call",
                      at=office.now, result="reached", answer="all")  # fmt: skip

    shut = await office.refused("officer.a", reference, "close", outcome="paid", text="办结")
    assert shut.details["missing"] == ("delisted",)
    await office.does("leader.l", reference, "delist", reason="钱给了", proof=SLIP)
    await close_paid(office, reference)

    assert (await office.case(reference)).status == "closed"


async def test_what_was_done_last_is_undone_by_who_did_it(office: Office) -> None:
    reference = await filed(office)
    await office.does("officer.a", reference, "claim")
    before = await office.does("officer.a", reference, "note", text="先记一笔")
    await office.does("officer.a", reference, "record", kind="talk", at=office.now,
                      text="约谈过", with_="employer")  # fmt: skip
    other = await office.refused("officer.b", reference, "undo")
    assert other.code == "left_the_house"

    case = await office.does("officer.a", reference, "undo")

    assert case.measures == before.measures == ()
    history = await office.history(reference)
    assert history[-1].undoes == history[-2].seq
    assert history[-2].undone_by == history[-1].seq
    assert await office.is_untouched(reference)


async def test_an_officer_who_leaves_hands_everything_over_at_once(office: Office) -> None:
    first, second = await filed(office), await filed(office)
    for reference in (first, second):
        await office.does("officer.a", reference, "claim")
    await office.does("supervisor.s", second, "bar", officer="officer.b", barred=True,
                      reason="认识老板")  # fmt: skip

    passed = await office.stage.product.casework.hand_over(
        office.officer("officer.a"), "officer.a",
        {"to": "officer.b", "until": office.day(10), "reason": "休假"},
    )  # fmt: skip

    assert passed == 2
    taken, left = await office.case(first), await office.case(second)
    assert taken.held_by is not None
    assert taken.held_by.username == "officer.b"
    assert left.held_by is None
    assert clock_of(left, "unowned").state == "running"
    for reference in (first, second):
        assert (await office.history(reference))[-1].action == "hand_over"
        assert await office.is_untouched(reference)


async def test_a_page_that_is_stale_changes_nothing(office: Office) -> None:
    reference = await filed(office)
    seen = (await office.does("officer.a", reference, "claim")).version
    moved = await office.does("supervisor.s", reference, "set_level", level="P1", reason="人多")

    with pytest.raises(Conflict) as refusal:
        await office.does("officer.a", reference, "accept", version=seen, number="88号")

    assert refusal.value.code == "stale"
    assert refusal.value.details["version"] == moved.version
    assert refusal.value.details["by"] == "supervisor.s"
    since: Any = refusal.value.details["since"]
    assert [entry.action for entry in since] == ["set_level"]
    assert await office.case(reference) == moved


async def test_the_same_key_does_a_payment_once(office: Office) -> None:
    reference = await filed(office)
    await find_arrears(office, reference, 1_500_000)
    body: dict[str, Any] = {"claimant": "c1", "amount_fen": 500_000, "paid_at": office.day(),
            "source": "employer", "proof": SLIP}  # fmt: skip

    for _ in range(3):
        await office.does("officer.a", reference, "record_payment", key="pay-1", **body)
    other = await office.refused("officer.a", reference, "record_payment", key="pay-1",
                                 **(body | {"amount_fen": 600_000}))  # fmt: skip

    assert (await office.case(reference)).paid_fen == 500_000
    assert other.code == "idempotency"


async def test_a_reference_that_another_case_has_is_drawn_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = await filed(office)
    monkeypatch.setattr("bot.services.world.draw_reference", lambda: reference)
    await office.does("officer.a", reference, "claim")

    await office.does("officer.a", reference, "split", as_="project_payment",
                      amount_fen=1_000_000, reason="工程款另办")  # fmt: skip

    references = [case.reference for case in await office.stage.cases()]
    assert len(set(references)) == 2
