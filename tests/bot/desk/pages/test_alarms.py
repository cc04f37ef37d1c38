"""Alarms, tasks and calls: what must not wait."""

import re

from handlers.officer import Role
from tests.bot.desk.pages.visitor import Page, Visitor

DANGER = "不给钱我今天就从塔吊跳下去 我在望城区"


async def raise_alarm(visitor: Visitor) -> str:
    """Let a worker say that his life is in danger; returns the alarm's name."""
    worker = await visitor.stage.open()
    await worker.say(DANGER)
    await visitor.sign_in("officer.0417", Role.OFFICER)
    return alarm_on(await visitor.see("/desk/"))


def alarm_on(page: Page) -> str:
    """Return the alarm a page shows on top."""
    found = re.search(r'data-alarm="([^"]+)"', page.html)
    return found.group(1) if found else ""


async def test_an_alarm_stands_on_every_page_with_the_workers_sentence(visitor: Visitor) -> None:
    alarm = await raise_alarm(visitor)

    for path in ("/desk/", "/desk/tasks", "/desk/intake", "/desk/firms", "/desk/alarms"):
        page = await visitor.see(path)
        assert alarm_on(page) == alarm
        assert DANGER in page.text


async def test_taking_an_alarm_ends_the_ringing_and_the_slower_hears_who_has_it(
    visitor: Visitor,
) -> None:
    alarm = await raise_alarm(visitor)

    taken = await visitor.press("/desk/", f"/desk/alarms/{alarm}/take")
    silent = await visitor.see("/desk/")
    await visitor.sign_in("officer.0423", Role.OFFICER)
    late = await visitor.press("/desk/", f"/desk/alarms/{alarm}/take")

    assert taken.status == 303
    assert alarm_on(silent) == ""
    assert late.status == 409
    assert "officer.0417" in late.text


async def test_who_took_it_writes_to_the_worker_and_another_reviews(visitor: Visitor) -> None:
    worker = await visitor.stage.open()
    await worker.say(DANGER)
    await visitor.sign_in("officer.0417", Role.OFFICER)
    alarm = alarm_on(await visitor.see("/desk/"))
    path = f"/desk/alarms/{alarm}"
    await visitor.press(path, f"{path}/take")

    said = await visitor.press(path, f"{path}/message", text="我是监察员，我在。")
    await visitor.stage.settle()
    await visitor.sign_in("boss", Role.SUPERVISOR)
    nothing = await visitor.press(path, f"{path}/review", outcome="", text="")
    over = await visitor.press(path, f"{path}/review", outcome="safe", text="人平安")

    assert said.status == 303
    assert "我是监察员，我在。" in [message.text for message in await worker.heard()]
    assert nothing.status == 422
    assert over.status == 303
    assert "人平安" in (await visitor.see(path)).text


async def test_an_alarm_elsewhere_is_not_there(visitor: Visitor) -> None:
    alarm = await raise_alarm(visitor)
    await visitor.sign_in("elsewhere", Role.OFFICER, division="110101")

    for name in (alarm, "a1", "a" + "9" * 40, "b1", "a-1"):
        assert (await visitor.see(f"/desk/alarms/{name}")).status == 404


async def test_a_caller_is_heard_asked_in_the_bots_order_and_filed(visitor: Visitor) -> None:
    await visitor.sign_in("intake.01", Role.INTAKE)
    said = "我在望城区一个工地做木工，今年三月到五月，姓刘的老板差我一万一"

    heard = await visitor.press("/desk/intake", "/desk/intake", text=said, do="hear")
    asked = heard.value("asked")
    skipped = await visitor.press("/desk/intake", "/desk/intake", text=said, do="skip", asked=asked)
    filed = await visitor.press(
        "/desk/intake", "/desk/intake", text=said, do="file", facts__name="谢师傅",
        facts__phone="13812341234", facts__headcount="2",
    )  # fmt: skip

    assert "11,000" in heard.text
    assert asked
    assert skipped.value("asked") != asked
    assert filed.status == 303
    (case,) = await visitor.stage.cases()
    assert (case.channel, case.headcount) == ("phone", 2)
    assert filed.location == f"/desk/cases/{case.reference}"


async def test_an_empty_call_is_not_filed(visitor: Visitor) -> None:
    await visitor.sign_in("intake.01", Role.INTAKE)

    page = await visitor.press("/desk/intake", "/desk/intake", text=" ", do="file")

    assert page.status == 422
    assert await visitor.stage.cases() == []


async def test_who_may_not_file_gets_no_intake(visitor: Visitor) -> None:
    await visitor.sign_in("leader", Role.LEADER)

    assert (await visitor.see("/desk/intake")).status == 403
    assert (await visitor.see("/desk/firms")).status == 403


async def test_a_task_is_taken_and_done_on_the_list(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    await visitor.press(
        "/desk/intake", "/desk/intake", text="望城区工地，差我一万一", do="file",
        facts__name="谢师傅", facts__phone="13812341234",
    )  # fmt: skip
    await visitor.stage.settle()
    page = await visitor.see("/desk/tasks")
    name = next(iter(re.findall(r"/desk/tasks/(t\d+)/take", page.html)))

    taken = await visitor.press("/desk/tasks", f"/desk/tasks/{name}/take")
    empty = await visitor.press("/desk/tasks", f"/desk/tasks/{name}/done", result="")
    done = await visitor.press("/desk/tasks", f"/desk/tasks/{name}/done", result="private")

    assert taken.status == 303
    assert empty.status == 422
    assert done.status == 303
    assert name not in (await visitor.see("/desk/tasks")).html


async def test_the_line_tells_what_rings_and_how_much_there_is(visitor: Visitor) -> None:
    alarm = await raise_alarm(visitor)

    async with visitor.client.get("/desk/live") as line:
        told = b""
        while b"data:" not in told:
            told += await line.content.readany()

    assert alarm.encode() in told
    assert b'"unowned"' in told


async def test_nobody_hears_the_line_before_he_is_in(visitor: Visitor) -> None:
    assert (await visitor.see("/desk/live")).location == "/desk/login"
