"""The line on which all stands: a story becomes a case, an officer answers, the worker hears."""

from handlers.casework.commands import Command
from handlers.officer import Grant, Officer, OfficerId, Role
from tests.product import Stage, Worker

STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"

INSPECTOR = Officer(
    id=OfficerId(417),
    username="officer.0417",
    name="监察员0417",
    grants=(
        Grant(role=Role.OFFICER, division="430112", agency="430112-labor_inspection"),
    ),
)


async def file_story(stage: Stage) -> Worker:
    """Tell the story and file it as a complaint."""
    worker = await stage.open()
    answers = await worker.say(STORY)
    assert answers[-1].asking == "confirm"
    answers = await worker.press("yes")
    for _ in range(8):
        if answers[-1].asking == "review":
            break
        said = {"name": "陈德水", "phone": "13812341234"}.get(answers[-1].asking or "")
        answers = await (worker.say(said) if said else worker.press("dont_know"))
    filed = await worker.press("file")
    assert any("receipt" in message.extras for message in filed)
    return worker


async def test_a_story_told_once_becomes_a_case_of_the_agency_of_the_place(stage: Stage) -> None:
    await file_story(stage)

    (case,) = await stage.cases()

    assert case.routing.desk == "430112-labor_inspection"
    assert case.facts["amount_fen"].value == 4_600_000
    assert case.kind == "complaint"


async def test_an_officer_asks_and_the_answer_fills_the_fact(stage: Stage) -> None:
    worker = await file_story(stage)
    (case,) = await stage.cases()
    casework = stage.product.casework

    async def act(action: str, **body: str) -> None:
        command = Command(action=action, body=dict(body))
        await casework.act(INSPECTOR, case.reference, command)

    await act("claim")
    await act("ask", field="last_payment", text="最后一次给钱是哪天？")
    await stage.settle()
    heard = await worker.heard()
    await worker.say("去年12月10号给过两千")

    (now,) = await stage.cases()
    asked = [message for message in heard if message.sender == "officer"]
    assert [message.asking for message in asked] == ["last_payment"]
    assert asked[0].text == "最后一次给钱是哪天？"
    assert now.facts["last_payment"].value
    assert not now.has_mark("ask_more")


async def test_the_worker_hears_that_his_case_was_accepted(stage: Stage) -> None:
    worker = await file_story(stage)
    (case,) = await stage.cases()

    for action, body in (("claim", {}), ("accept", {"number": "望劳监立〔2026〕88号"})):
        command = Command(action=action, body=dict(body))
        await stage.product.casework.act(INSPECTOR, case.reference, command)
    await stage.settle()

    said = " ".join(message.text for message in await worker.heard())
    assert "受理" in said


async def test_a_word_of_danger_opens_an_alarm_in_the_same_turn(stage: Stage) -> None:
    from storage.records import alarms
    from tests.product import EVERYWHERE

    worker = await stage.open()
    answers = await worker.say("不给钱我今天就从塔吊跳下去")

    async with stage.product.store.reading() as reading:
        ringing, _ = await alarms.list_(reading, EVERYWHERE)
    assert [alarm.kind for alarm in ringing] == ["distress"]
    assert "您的命比工钱重要" in answers[0].text


async def test_the_same_message_sent_three_times_is_one_message(stage: Stage) -> None:
    worker = await stage.open()

    for _ in range(3):
        await worker.post_only(STORY, key="the-same")
    await stage.settle()

    said = [message for message in await worker.transcript() if message.sender == "worker"]
    assert [message.text for message in said] == [STORY]
