"""The chat in a real browser: looks, rules, and what happens when the line breaks."""

import asyncio
import hashlib
import tomllib
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.bot.channels.web.fakes import PNG, FakeTalk
from tests.browser.conftest import BROWSER, Opener, check_page
from tests.browser.scripts import ANSWERS

pytestmark = BROWSER

VENDOR = Path(__file__).parent / "vendor"
WIDTHS = [320, 360, 1440]


async def say(page: Page, text: str) -> None:
    """Write a message and send it."""
    await page.fill("#say textarea", text)
    await page.click("#say .send")


async def say_and_hear(page: Page, text: str) -> None:
    """Send a message and wait for its answer."""
    before = await page.locator("#log [data-seq]").count()
    await say(page, text)
    await expect(page.locator("#log .me").last.locator(".st")).to_contain_text("已收到")
    await expect(page.locator("#log [data-seq]").nth(before + 1)).to_be_attached()


async def test_what_is_vendored_is_what_was_vendored() -> None:
    listed = tomllib.loads((VENDOR / "VENDOR.toml").read_text())
    hashes = {name: value for item in listed.values() for name, value in item["sha256"].items()}

    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.iterdir()
        if file.name != "VENDOR.toml"
    }

    assert found == hashes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
async def test_every_card_keeps_the_rules(page_of: Opener, width: int, scheme: str) -> None:
    async with page_of(
        width, 568 if width == 320 else 800, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        await check_page(page)
        for word in ANSWERS:
            await say_and_hear(page, word)
            await check_page(page)


@pytest.mark.parametrize("size", ["large", "huge"])
async def test_large_type_fits_a_small_phone(page_of: Opener, size: str) -> None:
    async with page_of(320, 568) as page:
        await page.click("#type button")
        if size == "huge":
            await page.click("#type button")
        assert await page.evaluate("document.documentElement.dataset.type") == size
        for word in ("卡片", "证据", "回执"):
            await say_and_hear(page, word)
            await check_page(page)
        await page.reload()
        assert await page.evaluate("document.documentElement.dataset.type") == size


async def test_a_first_screen_fits_the_smallest_phone_without_scrolling(page_of: Opener) -> None:
    async with page_of(320, 568) as page:
        box = await page.locator(".tip").bounding_box()
        composer = await page.locator("#say").bounding_box()
        assert box
        assert composer
        assert box["y"] + box["height"] <= composer["y"]
        assert composer["y"] + composer["height"] <= 568


async def test_what_is_said_shows_at_once_and_is_answered(page_of: Opener) -> None:
    async with page_of() as page:
        await say(page, "老板欠我三万五")
        await expect(page.locator("#log .me .b")).to_have_text("老板欠我三万五")
        await expect(page.locator("#log .me .st")).to_have_text("已收到")
        await expect(page.locator("#log .bot").last).to_contain_text("听到了：老板欠我三万五")
        assert await page.locator(".way").count() == 0
        assert await page.locator("#log .me").count() == 1


async def test_a_choice_pressed_leaves_the_page_and_stays_as_my_words(
    page_of: Opener, talk: FakeTalk
) -> None:
    async with page_of() as page:
        await say_and_hear(page, "欠钱")
        await page.click("button[value=yes]")
        await expect(page.locator("#log .me").last).to_contain_text("对")
        await expect(page.locator(".open-now")).to_have_count(1)
    assert [post.body.get("choices") for post in talk.posts.values()] == [None, ["yes"]]


async def test_a_list_sends_what_was_ticked(page_of: Opener, talk: FakeTalk) -> None:
    async with page_of() as page:
        await say_and_hear(page, "证据")
        await page.click("label[for$=-iou]")
        await page.click("label[for$=-payslip]")
        await page.click("button[value=done]")
        await expect(page.locator("#log .me").last.locator(".st")).to_have_text("已收到")
    assert list(talk.posts.values())[-1].body["choices"] == ["iou", "payslip", "done"]


async def test_a_reload_keeps_the_conversation(page_of: Opener) -> None:
    async with page_of() as page:
        await say_and_hear(page, "老板欠我三万五")
        await page.reload()
        await expect(page.locator("#log .me .b")).to_have_text("老板欠我三万五")
        await say_and_hear(page, "还有")
        assert await page.locator("#log .me").count() == 2


async def test_another_tab_knows_nothing_unless_the_phone_is_ones_own(page_of: Opener) -> None:
    async with page_of() as page:
        await say_and_hear(page, "手机")
        other = await page.context.new_page()
        await other.goto(page.url)
        await expect(other.locator(".open h1")).to_be_visible()

        await page.click("button[value=own]")
        await expect(page.locator("#log .me").last.locator(".st")).to_have_text("已收到")
        await other.reload()
        await expect(other.locator("#log .me")).to_have_count(2)


async def test_on_a_borrowed_phone_the_page_names_no_product(page_of: Opener) -> None:
    async with page_of() as page:
        await say_and_hear(page, "手机")
        await page.click("button[value=borrowed]")
        await expect(page.locator(".brand")).to_have_text("小助手")
        assert await page.evaluate("localStorage.length") == 0
        await page.reload()
        await expect(page.locator(".brand")).to_have_text("小助手")


async def test_without_a_network_it_waits_and_sends_itself_later(
    page_of: Opener, talk: FakeTalk
) -> None:
    async with page_of() as page:
        await say_and_hear(page, "欠钱")
        await page.context.set_offline(True)
        await say(page, "门锁了")
        await say(page, "电话也打不通")
        await expect(page.locator(".net")).to_contain_text("没有网")
        await expect(page.locator("#log .me.waiting .st").first).to_have_text("等网络，有网自动发")
        await check_page(page)
        await page.context.set_offline(False)
        await expect(page.locator("#log .waiting")).to_have_count(0)
        await expect(page.locator("#log .bot").last).to_contain_text("电话也打不通")
        await expect(page.locator(".net")).to_be_hidden()
    assert [post.body["text"] for post in talk.posts.values()] == ["欠钱", "门锁了", "电话也打不通"]


async def test_what_waits_survives_a_reload_of_the_tab(page_of: Opener, talk: FakeTalk) -> None:
    async with page_of() as page:
        await say_and_hear(page, "欠钱")
        await page.route("**/chat/api/messages", lambda route: route.abort("internetdisconnected"))
        await say(page, "门锁了")
        await expect(page.locator("#log .me.waiting")).to_have_count(1)
        await page.unroute("**/chat/api/messages")
        await page.reload()
        await expect(page.locator("#log .bot").last).to_contain_text("门锁了")
    assert [post.body["text"] for post in talk.posts.values()] == ["欠钱", "门锁了"]


async def test_an_answer_lost_on_the_way_is_no_second_message(
    page_of: Opener, talk: FakeTalk
) -> None:
    async with page_of() as page:
        await say_and_hear(page, "欠钱")
        lost = asyncio.Event()

        async def lose_answer(route: object) -> None:
            if lost.is_set():
                await route.continue_()  # type: ignore[attr-defined]
                return
            lost.set()
            await route.fetch()  # type: ignore[attr-defined]
            await route.abort("connectionreset")  # type: ignore[attr-defined]

        await page.route("**/chat/api/messages", lose_answer)
        await say(page, "只说一次")
        await expect(page.locator("#log .bot").last).to_contain_text("只说一次")
        await expect(page.locator("#log .me")).to_have_count(2)
    assert len(talk.posts) == 2


async def test_without_a_stream_it_asks_again_and_again(page_of: Opener, talk: FakeTalk) -> None:
    async with page_of() as page:
        await page.route("**/chat/api/stream**", lambda route: route.abort("connectionreset"))
        await say(page, "欠钱")
        await expect(page.locator("#log .bot").last).to_contain_text("欠钱", timeout=15_000)


async def test_a_turn_taller_than_the_window_is_shown_from_its_first_line(page_of: Opener) -> None:
    async with page_of() as page:
        await say_and_hear(page, "长")
        box = await page.locator("#log .bot").last.bounding_box()
        talk_box = await page.locator("#talk").bounding_box()
        assert box
        assert talk_box
        assert 0 <= box["y"] - talk_box["y"] < 60


async def test_new_words_do_not_move_what_is_being_read(page_of: Opener, talk: FakeTalk) -> None:
    async with page_of(reduced_motion="reduce") as page:
        await say_and_hear(page, "长")
        await say_and_hear(page, "欠钱")
        await page.evaluate("document.querySelector('#talk').scrollTop = -600")
        before = await page.locator("#turn-3").bounding_box()
        await talk.say(talk.keys["key-1"], text="监察员来了。", asking="none")
        await expect(page.locator(".new-pill")).to_have_text("↓ 1 句新话")
        after = await page.locator("#turn-3").bounding_box()
        assert before
        assert after
        assert abs(before["y"] - after["y"]) < 2
        await check_page(page)
        await page.click(".new-pill")
        await expect(page.locator("#log .bot").last).to_be_in_viewport()
        await expect(page.locator(".new-pill")).to_be_hidden()


async def test_photos_of_one_choice_are_one_bubble(page_of: Opener, talk: FakeTalk) -> None:
    async with page_of() as page:
        files = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": PNG} for n in "ab"]
        await page.set_input_files(".pic input", files)  # type: ignore[arg-type]
        await expect(page.locator(".shot label")).to_have_text(["已收到", "已收到"])
        await expect(page.locator("#log .me")).to_have_count(1)
        await check_page(page)
    assert [post.kind for post in talk.posts.values()] == ["file", "file"]


async def test_a_photo_that_is_none_is_told_at_its_place(page_of: Opener) -> None:
    async with page_of() as page:
        file = {"name": "a.png", "mimeType": "image/png", "buffer": b"not a picture"}
        async with page.expect_response("**/chat/api/messages"):
            await page.set_input_files(".pic input", [file])  # type: ignore[arg-type]
        await expect(page.locator(".shot .fail")).to_contain_text("这个文件打不开")


@pytest.mark.parametrize("way", ["link", "keys"])
async def test_leaving_forgets_everything_at_once(page_of: Opener, way: str) -> None:
    async with page_of() as page:
        address = page.url
        await say_and_hear(page, "欠钱")
        async with page.expect_event("requestfailed") as gone:
            if way == "link":
                await page.click("#leave")
            else:
                for _ in range(3):
                    await page.keyboard.press("Escape")
        assert (await gone.value).url.startswith("https://")
        after = await page.context.new_page()
        await after.goto(address)
        await expect(after.locator(".open h1")).to_be_visible()
        assert await page.context.cookies() != []


async def test_without_script_the_same_screen_is_there(page_of: Opener) -> None:
    async with page_of(java_script_enabled=False) as page:
        await expect(page.locator(".open h1")).to_have_text("您遇到什么事？直接说。")
        await say(page, "证据")
        await expect(page.locator("#log .me .b")).to_have_text("证据")
        await page.click("label[for$=-iou]")
        await page.click("button[value=done]")
        await expect(page.locator("#log .me").last.locator(".b")).to_have_text(
            "欠条、结算单 · 选好了"
        )
        assert "#turn-" in page.url


async def test_a_conversation_begun_without_script_goes_on_with_it(page_of: Opener) -> None:
    async with page_of(java_script_enabled=False) as plain:
        await say(plain, "欠钱")
        cookies = await plain.context.cookies()
        async with page_of() as page:
            await page.context.add_cookies(cookies)  # type: ignore[arg-type]
            await page.reload()
            await expect(page.locator("#log .me .b")).to_have_text("欠钱")
            await say_and_hear(page, "还有")
            assert await page.locator("#log .me").count() == 2


async def test_the_receipt_page_keeps_the_rules(page_of: Opener) -> None:
    async with page_of() as page:
        address = page.url
        await page.goto(f"{address}r/Qm3x")
        await expect(page.locator("h1")).to_have_text("这张回执是真的")
        await check_page(page)
        await page.goto(f"{address}r/wrong")
        await expect(page.locator("h1")).to_have_text("没有这个号。对一下有没有抄错。")
        await check_page(page)


async def test_a_recording_is_sent_and_one_that_is_cancelled_is_not(page_of: Opener) -> None:
    async with page_of(permissions=["microphone"]) as page:
        await page.evaluate(_FAKE_MICROPHONE)
        await page.click(".mic")
        await expect(page.locator("#say textarea")).to_have_attribute(
            "placeholder", "正在录 0 秒，再点一下停"
        )
        await check_page(page)
        await page.click("#say .bar-b")
        await expect(page.locator("#say textarea")).to_have_attribute("placeholder", "在这里说")
        await expect(page.locator("#log .me")).to_have_count(0)
        await page.click(".mic")
        await page.click(".mic")
        await expect(page.locator("#log .me .shot")).to_have_count(1)


#: A tone instead of a microphone: the machine of the tests has none.
_FAKE_MICROPHONE = """() => {
  navigator.mediaDevices.getUserMedia = async () =>
    new AudioContext().createMediaStreamDestination().stream;
}"""


async def test_without_permission_to_record_it_says_what_to_do(page_of: Opener) -> None:
    async with page_of() as page:
        await page.evaluate(
            "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('no')); }"
        )
        await page.click(".mic")
        await expect(page.locator(".net")).to_have_text("手机没让用话筒。点照片旁边可以传录音。")
