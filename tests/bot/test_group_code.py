"""The code of a group: each fellow worker confirms his own row, and sees nothing of the others."""

import re
from collections.abc import Sequence

import pytest

from handlers.case import Case
from handlers.claimant import Claimant, ClaimantState
from storage.transcript import Message
from tests.product import Stage, Worker

LIST = "张三 3个月 18000\n李四 2个月 12000\n王五 9000"
CODE = re.compile(r"\d{4}-\d{4}-\d{4}-\d{4}")


def said(messages: Sequence[Message]) -> str:
    return "\n".join(message.text for message in messages)


async def file_a_list(stage: Stage) -> tuple[Worker, str]:
    """A leader pastes his list and files; returns him and the code he is told."""
    leader = await stage.open()
    await leader.say("我们3个人在望城区公租房工地做木工，老板刘强欠我们3万9，去年9月到今年1月")
    await leader.press("yes")
    await leader.say(LIST)
    await leader.press("done")
    await leader.say("交上去")
    heard = await leader.press("file")
    found = CODE.search(said(heard))
    assert found is not None, said(heard)
    return leader, found[0]


async def only_case(stage: Stage) -> Case:
    [case] = await stage.cases()
    return case


async def row_of(stage: Stage, name: str) -> Claimant:
    return next(row for row in (await only_case(stage)).claimants if row.name == name)


@pytest.mark.parametrize("door", ["web", "terminal"])
async def test_a_fellow_worker_confirms_his_row_in_four_answers(stage: Stage, door: str) -> None:
    leader, code = await file_a_list(stage)
    fellow = await stage.open(door)

    heard = await fellow.say(code)
    assert "公租房工地" in said(heard)
    assert "18" not in said(heard)
    assert "张三" not in said(heard)
    assert heard[-1].asking == "same_case"
    heard = await fellow.press("same")
    assert heard[-1].asking == "name"
    heard = await fellow.say("张三")
    assert heard[-1].asking == "period_start"
    heard = await fellow.press(heard[-1].choices[0].id)
    assert heard[-1].choices[0].id == "1800000"
    heard = await fellow.press("1800000")
    assert heard[-1].asking == "confirm"
    heard = await fellow.press("yes")

    assert "您这一行确认了" in said(heard)
    row = await row_of(stage, "张三")
    assert (row.state, row.confirmed_fen) == (ClaimantState.CONFIRMED, 1_800_000)
    assert "3个人里，1个自己确认了" in said(await leader.say("我的进度"))


async def test_another_sum_corrects_the_row_and_the_own_row_alone_is_shown(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    fellow = await stage.open()

    await fellow.say(code.replace("-", " "))
    await fellow.press("same")
    await fellow.say("李四")
    await fellow.press("dont_know")
    await fellow.say("一万五")
    await fellow.press("yes")

    row = await row_of(stage, "李四")
    assert (row.state, row.stated_fen) == (ClaimantState.CORRECTED, 1_500_000)
    shown = said(await fellow.say("我的进度"))
    assert "15,000" in shown
    assert "张三" not in shown
    assert "9,000" not in shown


async def test_who_is_not_on_the_list_adds_his_own_row(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    fellow = await stage.open()

    await fellow.say(code)
    await fellow.press("same")
    await fellow.say("赵铁柱")
    await fellow.say("10月到12月")
    await fellow.say("7000")
    await fellow.press("yes")

    row = await row_of(stage, "赵铁柱")
    assert (row.state, row.stated_fen) == (ClaimantState.CONFIRMED, 700_000)
    assert (row.period_start, row.period_end) == ("2025-10", "2025-12")


async def test_a_row_that_its_worker_has_confirmed_is_nobody_elses(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    for fellow in (await stage.open(), await stage.open()):
        await fellow.say(code)
        await fellow.press("same")
        heard = await fellow.say("王五")
        if heard[-1].asking == "period_start":
            await fellow.press("dont_know")
            await fellow.press("900000")
            await fellow.press("yes")

    assert "已经有人填过了" in said(heard)


async def test_two_who_confirm_in_the_same_moment_both_stand(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    fellows = [await stage.open(), await stage.open()]
    for fellow, name in zip(fellows, ("张三", "李四"), strict=True):
        await fellow.say(code)
        await fellow.press("same")
        await fellow.say(name)
        await fellow.press("dont_know")
        await fellow.press("dont_know")

    for fellow in fellows:
        await fellow.post_only("对")
    await stage.settle()

    states = [(await row_of(stage, name)).state for name in ("张三", "李四")]
    assert states == [ClaimantState.CONFIRMED, ClaimantState.CONFIRMED]


async def test_a_wrong_code_opens_nothing(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    fellow = await stage.open()

    heard = await fellow.say(wrong)

    assert "公租房" not in said(heard)
    assert heard[-1].asking == "story"


async def test_not_our_site_is_left_without_a_trace(stage: Stage) -> None:
    _, code = await file_a_list(stage)
    fellow = await stage.open()
    await fellow.say(code)

    heard = await fellow.press("different")

    assert "没有记" in said(heard)
    assert len((await only_case(stage)).claimants) == 3
