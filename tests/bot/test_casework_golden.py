"""Golden conversations 6, 7, 11, 17 and 20 of the design, through chat and desk."""

from collections.abc import Sequence

import pytest

from handlers.case import Case
from handlers.errors import Invalid, NotFound
from storage.transcript import Message
from tests.product import Stage, Worker
from tests.rehearsal.office import INSPECTION, Office, clock_of, tell_and_file
from tests.rehearsal.roads import close_paid, find_arrears, order, pay

NAMES = (
    "陈大山", "王小红", "李建国", "张桂英", "刘志强", "赵铁柱", "周玉兰", "吴国庆", "郑海涛",
    "孙秀英", "马长顺", "朱春花", "胡德水", "郭永福", "何翠莲", "高志远", "林阿水", "罗满仓",
    "梁金凤", "宋来喜",
)  # fmt: skip


@pytest.fixture
async def office(stage: Stage) -> Office:
    """Two officers, a supervisor and a leader."""
    there = Office(stage)
    await there.hire_usual()
    return there


def said(messages: Sequence[Message]) -> str:
    """Return everything that was said."""
    return "\n".join(message.text for message in messages)


async def go_to_the_list(worker: Worker) -> None:
    """Tell a story of twenty and go on to where their list is asked for."""
    heard = await worker.say(
        "我是班组长，我们20个人在望城区公租房工地做木工，老板刘强欠我们9万3，去年9月到腊月，"
        "打过12345没用"
    )
    answers = {"name": "陈德水", "phone": "13812341234"}
    for _ in range(30):
        asking = heard[-1].asking or ""
        if asking == "claimants":
            return
        choices = [choice.id for choice in heard[-1].choices]
        if asking in answers:
            heard = await worker.say(answers[asking])
        elif asking in ("confirm", "review"):
            heard = await worker.press({"confirm": "yes", "review": "more"}[asking])
        else:
            heard = await worker.press("dont_know" if "dont_know" in choices else choices[-1])
    raise AssertionError("the list was never asked for")


async def test_twenty_names_are_pasted_two_without_a_sum_and_the_sum_differs(
    office: Office,
) -> None:
    worker = await office.stage.open()
    await go_to_the_list(worker)
    lines = [f"{name} 5000" for name in NAMES[:18]]

    await worker.press("paste")
    heard = await worker.say("\n".join([*lines, *NAMES[18:]]))
    counted = said(heard)
    await worker.press("done")
    for _ in range(10):
        last = (await worker.transcript())[-1]
        if last.asking == "review":
            break
        await worker.press([choice.id for choice in last.choices][-1])
    await worker.press("file")

    (case,) = await office.stage.cases()
    assert "3,000 元" in counted
    assert [row.name for row in case.claimants] == list(NAMES)
    assert [row.stated_fen for row in case.claimants] == [500_000] * 18 + [None] * 2
    assert case.headcount == 20
    await the_desk_fills_what_was_missing(office, case.reference)


async def the_desk_fills_what_was_missing(office: Office, reference: str) -> None:
    await office.does("officer.a", reference, "claim")
    for row, state, sum_fen in (("c19", "confirmed", 200_000), ("c20", "corrected", 100_000)):
        await office.does("officer.a", reference, "set_claimant", claimant=row, state=state,
                          stated_fen=sum_fen, reason="打电话问过")  # fmt: skip
    case = await office.case(reference)
    assert case.owed_fen == 9_300_000
    assert [row.state for row in case.claimants[-2:]] == ["confirmed", "corrected"]


async def test_a_foreman_by_the_square_metre_is_split_from_his_workers_pay(office: Office) -> None:
    await office.hire("desk.d", "officer", agency=None)
    worker, reference = await tell_and_file(
        office.stage,
        "我包了望城区一个小区的木工，按平方结，老板刘强还欠我38万工程款，手下12个工人",
        standing="contracts", amount_fen="15万",
    )  # fmt: skip
    filed = await office.case(reference)
    assert filed.lead.kind == "court"
    assert "labor_inspection" in {part.kind for part in filed.agencies}
    await office.does("desk.d", reference, "claim")
    await worker.heard()

    await office.does("desk.d", reference, "split", as_="project_payment",
                      amount_fen=38_000_000, reason="工程款走合同去法院")  # fmt: skip
    await office.does("desk.d", reference, "correct", field="category", value="site_wages",
                      reason="剩下的是工人工资")  # fmt: skip
    await office.does("desk.d", reference, "refer", role="lead", agency=INSPECTION,
                      reason="工人工资归监察")  # fmt: skip
    await office.does("officer.a", reference, "claim")
    await office.stage.settle()

    wages = await office.case(reference)
    project = next(case for case in await office.stage.cases() if case.reference != reference)
    assert (wages.main, wages.lead.agency, wages.category) == (
        "delivered", INSPECTION, "site_wages",
    )  # fmt: skip
    assert (wages.owed_fen, project.owed_fen) == (15_000_000, None)
    assert project.facts["project_payment_fen"].value == 38_000_000
    assert (project.category, project.main, project.claimants) == (
        "project_payment", "delivered", (),
    )  # fmt: skip
    assert project.held_by is not None
    assert project.held_by.username == "desk.d"
    assert [link.to for link in wages.links] == [project.reference]
    assert [link.to for link in project.links] == [reference]
    assert project.reference in said(await worker.heard())
    (entry,) = await office.history(project.reference)
    assert entry.action == "split"
    assert await office.is_untouched(project.reference)


async def test_the_clocks_of_a_part_that_was_split_off_go_on(office: Office) -> None:
    _, reference = await tell_and_file(office.stage)
    await office.does("officer.a", reference, "claim")
    await office.does("officer.a", reference, "split", as_="project_payment",
                      amount_fen=38_000_000, reason="工程款另办")  # fmt: skip
    part = next(case for case in await office.stage.cases() if case.reference != reference)

    await office.pass_days(8)

    actions = [entry.action for entry in await office.history(part.reference)]
    assert "remind" in actions


async def test_already_in_arbitration_is_refused_kindly_with_its_number(office: Office) -> None:
    worker, reference = await tell_and_file(
        office.stage,
        "我在望城区永盛电子厂，2026年5月到8月没发工资，欠我一万五，已经申请劳动仲裁了",
    )
    filed = said(await worker.transcript())
    assert "仲裁" in filed
    await office.does("officer.a", reference, "claim")
    asked = await office.does("officer.a", reference, "record", kind="arbitration",
                              asked_at=office.day())  # fmt: skip
    await office.does("officer.a", reference, "step", measure=asked.measures[-1].id, to="taken",
                      at=office.day(), number="望劳人仲案〔2026〕301号")  # fmt: skip
    await office.stage.settle()
    assert (await office.case(reference)).status == "in_arbitration"
    await worker.heard()

    case = await office.does(
        "officer.a", reference, "decline", reason_code="dispute_path",
        destination={"kind": "arbitration", "name": "望城区劳动人事争议仲裁院", "phone": "12333"},
        text="已经在仲裁，监察条例第二十一条",
    )  # fmt: skip
    if case.requests:
        await office.does("officer.b", reference, "approve", request=case.requests[0].id)
    await office.stage.settle()

    heard = said(await worker.heard())
    declined = await office.case(reference)
    assert declined.status == "declined"
    assert "望城区劳动人事争议仲裁院" in heard
    assert "60天" in heard
    taken = declined.measures[-1].steps[-1]
    assert taken.fields["number"] == "望劳人仲案〔2026〕301号"
    assert clock_of(declined, "arbitration_decide").state == "running"
    assert clock_of(declined, "refusal_review").state == "running"


async def closed(office: Office) -> tuple[Worker, str]:
    """Bring a case to its end: found, ordered, paid, the worker said yes, two agreed."""
    worker, reference = await tell_and_file(
        office.stage, "我在望城区永盛电子厂上班，2026年5月到8月没发工资，欠我一万五"
    )
    await find_arrears(office, reference, 1_500_000)
    await order(office, reference, 1_500_000)
    await pay(office, reference, "c1", 1_500_000)
    await worker.say("都收到了")
    await close_paid(office, reference)
    return worker, reference


async def test_not_received_after_closing_opens_it_one_level_higher(office: Office) -> None:
    worker, reference = await closed(office)
    before = await office.case(reference)
    assert (before.main, before.outcome, before.reported_as) == ("closed", "paid", "true_paid")
    await worker.heard()
    office.stage.clock.advance(days=3)

    await worker.say("没收到")
    await office.stage.settle()

    case = await office.case(reference)
    assert (case.status, case.main) == ("reopened", "verifying")
    assert one_level_higher(before, case)
    assert (case.outcome, case.closed_at, case.reported_as) == (None, None, None)
    assert case.held_by is not None
    assert case.held_by.username == "officer.a"
    assert case.claimants[0].paid_answer == "none"
    assert "重新办" in said(await worker.heard()) + said(await worker.transcript())
    assert await office.is_untouched(reference)


def one_level_higher(before: Case, after: Case) -> bool:
    """Whether a case is one level more urgent, short of P0."""
    return int(after.level[1]) == max(int(before.level[1]) - 1, 1)


async def test_an_officer_named_as_the_bosss_cousin_is_barred_and_another_takes_it(
    office: Office,
) -> None:
    worker, reference = await tell_and_file(office.stage)
    await office.does("officer.a", reference, "claim")
    await office.stage.settle()

    heard = await worker.say("办我这事的那个监察员是老板的表弟，他们是一伙的")

    (task,) = await office.tasks("conflict")
    assert task.reference == reference
    assert heard
    await office.does("supervisor.s", reference, "bar", officer="officer.a", barred=True,
                      reason="工人反映是老板亲戚")  # fmt: skip
    await office.does("supervisor.s", reference, "assign", to="officer.b")
    await office.stage.settle()

    told = said(await worker.heard())
    case = await office.case(reference)
    assert case.held_by is not None
    assert case.held_by.username == "officer.b"
    assert "换了一位" in told
    actions = [(entry.username, entry.action) for entry in await office.history(reference)]
    assert actions[-2:] == [("supervisor.s", "bar"), ("supervisor.s", "assign")]
    with pytest.raises(NotFound):
        await office.does("officer.a", reference, "claim")
    with pytest.raises(NotFound):
        await office.stage.product.casework.open(office.officer("officer.a"), reference)
    with pytest.raises(Invalid):
        await office.does("supervisor.s", reference, "assign", to="officer.a")
    assert await office.is_untouched(reference)
