"""A story told over Telegram becomes a case: words, buttons, numbers, files, edits, commands."""

import io

import pytest
from PIL import Image

from tests.botapi.living import CHAT, Living
from tests.botapi.server import Sent

STORY = "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6"


def picture() -> bytes:
    """Make a small photo."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG")
    return out.getvalue()


def labels(sent: Sent) -> list[str]:
    """Return what the buttons of a message say."""
    return [button["text"] for button in sent.buttons]


async def test_a_story_is_filed_with_buttons_and_typed_numbers(alive: Living) -> None:
    worker = alive.person()

    await worker.say(STORY)
    greeting, mirror = await alive.api.heard(CHAT, 2)
    await worker.press("yes")
    await alive.api.heard(CHAT, 3)
    await worker.say("陈德水")
    await alive.api.heard(CHAT, 4)
    await worker.say("13812341234")
    asked = (await alive.api.heard(CHAT, 5))[-1]
    number = next(text.split()[0] for text in labels(asked) if "说不准" in text or "不" in text)
    await worker.say(number)
    while not (await worker.hears_last_of(6)).offers("file"):
        await worker.press("dont_know")
    await worker.press("file")
    await alive.api.until(lambda: any("/r/" in one.text for one in worker.heard))

    (case,) = await alive.cases()
    assert case.facts["amount_fen"].value == 4_600_000
    assert case.channel == "telegram"
    assert "1 " in labels(mirror)[0]
    receipt = next(one for one in worker.heard if "/r/" in one.text)
    assert case.reference in receipt.text
    assert receipt.text.count("-") >= 3
    assert greeting.buttons


async def test_every_press_is_answered_so_that_no_button_spins(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    press = await worker.press("yes")
    await alive.api.until(lambda: not alive.api.open_presses)

    assert alive.api.answered == [press["callback_query"]["id"]]


async def test_a_press_on_an_old_message_answers_no_new_question(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    _, mirror = await alive.api.heard(CHAT, 2)
    await worker.press("yes", of=mirror)
    asked = (await alive.api.heard(CHAT, 3))[-1]

    await worker.press("yes", of=mirror)
    await alive.api.heard(CHAT, 5)

    assert "过时" in worker.heard[3].text
    assert worker.heard[4].buttons == asked.buttons


async def test_an_edited_message_is_heard_and_presses_nothing(alive: Living) -> None:
    worker = alive.person()
    sent = await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    await worker.edit(STORY.replace("4万6", "5万2"), sent["message"]["message_id"])
    await alive.api.heard(CHAT, 3)

    assert "5万2" in worker.heard[-1].text or "52,000" in worker.heard[-1].text


async def test_an_album_is_one_item_and_gets_one_answer(alive: Living) -> None:
    worker = alive.person()
    await worker.say("/start")
    await alive.api.heard(CHAT, 1)

    for _ in range(3):
        await worker.photo(picture(), album="7")
    await alive.api.heard(CHAT, 2)

    assert "收到3张" in worker.heard[1].text
    assert len(worker.heard) == 2 or "3" not in worker.heard[2].text


async def test_a_photo_a_voice_and_a_paper_are_fetched_and_sealed(alive: Living) -> None:
    worker = alive.person()
    body = picture()
    await worker.photo(body, caption=STORY)
    await alive.api.heard(CHAT, 2)

    await worker.file("voice", b"OggS" + bytes(40) + b"OpusHead" + bytes(600))
    await worker.file("document", b"%PDF-1.7\n" + bytes(600), file_name="结算单.pdf")
    await alive.api.until(lambda: alive.api.calls["file"] >= 3)
    rows = await _kept(alive, 3)

    assert sorted(row.type for row in rows) == ["application/pdf", "audio/ogg", "image/jpeg"]
    photo = next(row for row in rows if row.type == "image/jpeg")
    read = b"".join([piece async for piece in alive.product.evidence.read(photo.id)])
    assert read == body
    assert {row.name for row in rows} >= {"结算单.pdf"}


async def test_a_file_over_the_limit_is_told_at_once_with_a_link_to_the_web(
    alive: Living,
) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    await worker.file("video", b"", size=60 * 1024 * 1024)
    await alive.api.heard(CHAT, 4)

    told = worker.heard[2].text + worker.heard[3].text
    assert "太大" in told
    assert "/once/" in told
    assert alive.api.calls["getFile"] == 0
    path = "/once/" + told.split("/once/")[1].split()[0]
    async with alive.http.post(alive.site + path, allow_redirects=False) as opened:
        assert opened.status == 303
        key = opened.cookies["chat"].value
    async with alive.http.get(
        alive.site + "/chat/api/messages", headers={"Authorization": f"Bearer {key}"}
    ) as answer:
        assert STORY in [one["text"] for one in (await answer.json())["messages"]]


async def test_a_place_a_contact_and_a_sticker_are_heard(alive: Living) -> None:
    worker = alive.person()
    await worker.say("/start")
    await alive.api.heard(CHAT, 1)

    await worker.send(contact={"phone_number": "13812341234", "first_name": "陈"})
    await worker.send(location={"latitude": 28.36, "longitude": 112.8})
    await worker.send(
        sticker={"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                 "height": 1, "is_animated": False, "is_video": False, "emoji": "😭"}
    )  # fmt: skip
    await alive.api.heard(CHAT, 2)
    await alive.api.until(lambda: len(alive.api.updates) == 0 or len(worker.heard) > 2)

    said = [one.text for one in await alive.transcript() if one.sender == "worker"]
    assert said[:1] == ["13812341234"]


@pytest.mark.parametrize("command", ["help", "progress", "rights", "person", "mydata", "delete"])
async def test_every_command_of_the_menu_is_understood(alive: Living, command: str) -> None:
    worker = alive.person()
    await worker.say("/start")
    await alive.api.heard(CHAT, 1)

    await worker.say(f"/{command}@xinsheng_test_bot")
    answer = (await alive.api.heard(CHAT, 2))[1]

    assert {"command": command} == {
        "command": next(c["command"] for c in alive.api.commands if c["command"] == command)
    }
    assert "没听明白" not in answer.text
    assert "没听懂" not in answer.text


async def test_start_greets_once(alive: Living) -> None:
    worker = alive.person()

    await worker.say("/start")
    await alive.api.heard(CHAT, 1)
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    assert len(worker.heard) == 2


async def _kept(alive: Living, count: int):  # type: ignore[no-untyped-def]
    import asyncio

    from storage.records import conversations, evidence

    async with asyncio.timeout(20):
        while True:
            async with alive.product.store.reading() as reading:
                talk = await conversations.find_by_address(reading, "telegram", str(CHAT))
                assert talk is not None
                rows = await evidence.of_conversation(reading, talk)
            if len(rows) == count and all(row.kept for row in rows):
                return rows
            await alive.product.bell.hear("inbox of the test", 0.05)
