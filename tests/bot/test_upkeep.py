"""What is done now and then: nobody's unread answer is forgotten."""

from handlers.casework.commands import Command
from storage.records import tasks
from tests.bot.test_line import INSPECTOR, file_story
from tests.product import EVERYWHERE, Stage


async def test_an_answer_unread_for_three_days_becomes_a_call(stage: Stage) -> None:
    await file_story(stage)
    (case,) = await stage.cases()
    for action, body in (("claim", {}), ("message", {"text": "请带身份证来一趟。"})):
        command = Command(action=action, body=dict(body))
        await stage.product.casework.act(INSPECTOR, case.reference, command)
    await stage.settle()

    stage.clock.advance(days=3, hours=1)
    await stage.product.upkeep.tidy()
    stage.clock.advance(hours=1)
    await stage.product.upkeep.tidy()

    async with stage.product.store.reading() as reading:
        waiting, _ = await tasks.list_(reading, EVERYWHERE, kind="call")
    assert [task.reference for task in waiting] == [case.reference]
