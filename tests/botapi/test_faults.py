"""Whatever Telegram does to us: nothing is lost, nobody waits for another's trouble."""

import asyncio
from pathlib import Path

from bot.services.delivery import Pace
from handlers.lead import ConversationId
from storage.queues import inbox
from storage.store import Store
from tests.botapi.living import CHAT, Living, living
from tests.botapi.server import BotApi, Fault
from tests.botapi.test_talking import STORY

OTHER = 4_712
HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


async def test_too_many_requests_is_waited_out_as_long_as_it_says(alive: Living) -> None:
    alive.api.fail("sendMessage", Fault(retry_after=1))

    await alive.person().say("/start")
    began = asyncio.get_running_loop().time()
    await alive.api.heard(CHAT, 1)

    assert asyncio.get_running_loop().time() - began > 0.8
    assert alive.api.calls["sendMessage"] == 2


async def test_a_page_of_html_a_cut_line_and_a_lost_answer_lose_no_message(
    alive: Living,
) -> None:
    alive.api.fail(
        "sendMessage", Fault(status=502, body=HTML), Fault(drop=True), Fault(drop_after=True)
    )
    worker = alive.person()

    await worker.say("/start")
    await alive.api.heard(CHAT, 2, 30)

    assert alive.api.calls["sendMessage"] == 4
    assert {one.text for one in worker.heard} == {worker.heard[0].text}


async def test_a_slow_send_holds_back_nobody_else(alive: Living) -> None:
    alive.api.fail("sendMessage", Fault(slow=8))
    first, second = alive.person(), alive.person(OTHER)

    await first.say("/start")
    await alive.api.until(lambda: alive.api.calls["sendMessage"] == 1)
    began = asyncio.get_running_loop().time()
    await second.say(STORY)
    await alive.api.heard(OTHER, 2)

    assert asyncio.get_running_loop().time() - began < 4
    assert first.heard == []


async def test_polling_goes_on_after_every_kind_of_failure(alive: Living) -> None:
    from bot.channels.telegram import polling

    alive.api.fail(
        "getUpdates", Fault(status=502, body=HTML), Fault(drop=True), Fault(retry_after=1)
    )
    before, polling.AFTER_FAILURE = polling.AFTER_FAILURE, 0.05
    try:
        await alive.person().say("/start")
        await alive.api.heard(CHAT, 1)
    finally:
        polling.AFTER_FAILURE = before

    assert not alive.api.faults["getUpdates"]


async def test_who_blocks_the_bot_is_to_be_called_and_others_hear_as_before(
    alive: Living,
) -> None:
    worker, other = alive.person(), alive.person(OTHER)
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    alive.api.blocked.add(CHAT)
    await worker.press("yes")
    await other.say(STORY)
    await alive.api.heard(OTHER, 2)
    await _until_task(alive, "call")

    alive.api.blocked.clear()
    await worker.say("陈德水")
    await alive.api.heard(CHAT, 3)
    assert not (await _row(alive)).blocked


async def test_a_chat_that_moved_is_written_to_at_its_new_address(alive: Living) -> None:
    group = alive.person(-100, "group")
    alive.api.migrated[-100] = -1_000_100

    await group.say("/help@xinsheng_test_bot")
    await alive.api.heard(-1_000_100, 1)

    assert alive.api.of(-100) == []


async def test_an_update_that_cannot_be_built_sets_only_itself_aside(alive: Living) -> None:
    worker, other = alive.person(), alive.person(OTHER)
    await worker.say("/start")
    await alive.api.heard(CHAT, 1)

    await worker.send(poll={"id": "1", "question": "?"})
    await worker.say(STORY)
    await other.say(STORY)
    await alive.api.heard(OTHER, 2)
    while len(worker.heard) < 3:
        alive.clock.advance(seconds=20)
        alive.hurry()
        await asyncio.sleep(0.05)

    async with alive.product.store.reading() as reading:
        (poison,) = await inbox.dead(reading)
    assert "poll" in poison.body
    assert any("没处理好" in one.text for one in worker.heard)
    assert any("刘强" in one.text for one in worker.heard)


async def test_half_a_character_is_no_poison(alive: Living) -> None:
    worker = alive.person()

    await worker.say("\ud83d 老板欠我三万五")
    await alive.api.heard(CHAT, 2)

    assert "三万五" in worker.heard[1].text or "35,000" in worker.heard[1].text or "3万5" in (
        worker.heard[1].text
    )


async def test_updates_that_come_twice_and_out_of_order_are_told_once_in_order(
    alive: Living,
) -> None:
    worker = alive.person()
    updates = [
        worker.update(message=worker.message(text=text)) for text in (STORY, "对", "陈德水")
    ]

    await alive.api.give(*reversed(updates), *updates)
    await alive.api.heard(CHAT, 2)
    await alive.api.give(*updates)
    await worker.say("13812341234")
    await alive.api.until(lambda: not alive.api.updates)

    said = [one.text for one in await alive.transcript() if one.sender == "worker"]
    assert said[:3] == [STORY, "对", "陈德水"]
    assert len(said) == len(set(said))


async def test_a_file_that_breaks_off_half_way_is_fetched_again(alive: Living) -> None:
    from tests.botapi.test_talking import _kept, picture

    alive.api.fail("file", Fault(drop=True), Fault(status=502, body=HTML))
    worker = alive.person()

    await worker.photo(picture() + bytes(300_000))
    while alive.api.calls["file"] < 3:
        alive.clock.advance(seconds=10)
        alive.hurry()
        await asyncio.sleep(0.05)
    (row,) = await _kept(alive, 1)

    assert row.size > 300_000


async def test_telegram_away_for_an_hour_loses_nothing(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    alive.api.down = True
    async with alive.product.store.reading() as reading:
        from storage.records import conversations

        talk = await conversations.find_by_address(reading, "telegram", str(CHAT))
    assert talk is not None
    from bot.services.ports import Post

    await alive.product.intake.receive(
        Post(conversation=talk, door="telegram", key="7700:1", kind="text", body={"text": "对"})
    )
    for _ in range(8):
        alive.clock.advance(minutes=8)
        alive.hurry()
        await asyncio.sleep(0.05)
    alive.api.down = False
    while len(worker.heard) < 3:
        alive.clock.advance(minutes=30)
        alive.hurry()
        await asyncio.sleep(0.05)

    assert "怎么称呼" in worker.heard[2].text or worker.heard[2].buttons


async def test_an_alarm_is_paged_to_the_duty_chat_without_the_story(
    store: Store, tmp_path: Path, api: BotApi
) -> None:
    async with living(store, tmp_path, api, duty_post=True, duty_telegram_chat="99") as alive:
        worker = alive.person()
        await worker.say(STORY)
        await api.heard(CHAT, 2)

        await worker.say("不给钱我今天就从塔吊跳下去")
        (page,) = await api.heard(99, 1)

    assert "P0" in page.text
    assert "430112" in page.text
    assert "塔吊" not in page.text
    assert "刘强" not in page.text


async def test_a_group_is_told_where_to_talk_and_nothing_said_there_is_kept(
    alive: Living,
) -> None:
    group = alive.person(-55, "supergroup")

    await group.say("/start@xinsheng_test_bot")
    (answer,) = await alive.api.heard(-55, 1)
    await group.say(STORY)
    await group.say("/help@xinsheng_test_bot")
    await alive.api.heard(-55, 2)

    transcript = await alive.transcript(-55, "telegram_group")
    assert "点我私聊" in answer.text
    assert answer.buttons[0]["url"] == "https://t.me/xinsheng_test_bot"
    assert all(one.sender == "bot" for one in transcript)
    assert await alive.cases() == []


async def test_no_more_leaves_than_the_rate_allows_and_one_a_second_in_a_chat() -> None:
    pace, loop = Pace(50), asyncio.get_running_loop()
    began = loop.time()

    async def send(chat: int) -> float:
        await pace.wait(ConversationId(chat))
        return loop.time() - began

    times = await asyncio.gather(*(send(chat) for chat in range(25)), send(3))

    assert times[24] >= 24 / 50 - 0.02
    assert times[25] - times[3] >= 0.98


async def test_a_rate_of_nothing_is_no_limit() -> None:
    pace, loop = Pace(0), asyncio.get_running_loop()
    began = loop.time()

    for _ in range(100):
        await pace.wait(ConversationId(1))

    assert loop.time() - began < 0.2


async def _until_task(alive: Living, kind: str) -> None:
    async with asyncio.timeout(20):
        while kind not in [task.kind for task in await alive.tasks()]:
            await alive.product.bell.hear("test", 0.05)


async def _row(alive: Living):  # type: ignore[no-untyped-def]
    from storage.records import conversations

    async with alive.product.store.reading() as reading:
        talk = await conversations.find_by_address(reading, "telegram", str(CHAT))
        assert talk is not None
        return await conversations.get(reading, talk)
