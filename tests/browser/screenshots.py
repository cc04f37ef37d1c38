"""`make screenshots`: the pictures of the documentation, taken of the real pages and looked at."""

import asyncio
import shutil
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, async_playwright

from bot.channels.web.routes import add_chat
from tests.bot.channels.web.fakes import FakeTalk, make_parts
from tests.browser.conftest import ARGUMENTS
from tests.browser.scripts import answer

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
STORY = "我在望城区那个公租房工地做木工 去年9月到腊月 老板刘强欠我们7个人4万6"
#: Name of a picture → what is said before it is taken.
CHAT = {
    "chat-first": (), "chat-story": (STORY,), "chat-review": ("卡片",), "chat-receipt": ("回执",),
    "chat-crisis": ("不想活了",), "chat-evidence": ("证据",), "chat-progress": ("进度",),
}  # fmt: skip


async def take_pictures(browser: Browser, address: str) -> None:
    """Take every picture of the chat on a small phone, the first one on a screen too."""
    for name, words in CHAT.items():
        page = await _open(browser, address, 360, 760)
        await _say(page, words)
        await page.screenshot(path=FOLDER / f"{name}.png")
        await page.context.close()
    page = await _open(browser, address, 1280, 800)
    await page.screenshot(path=FOLDER / "chat-wide.png")
    await page.context.close()


async def _open(browser: Browser, address: str, width: int, height: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
    )
    page = await context.new_page()
    await page.goto(address)
    return page


async def _say(page: Page, words: tuple[str, ...]) -> None:
    for text in words:
        await page.fill("#say textarea", text)
        await page.click("#say .send")
        await page.wait_for_selector("#turn-3")


async def main() -> None:
    """Serve the pages, start Chromium, take the pictures."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("No chromium here: sh tests/browser/chromium.sh installs it.")
    await asyncio.to_thread(FOLDER.mkdir, parents=True, exist_ok=True)
    app = web.Application()
    add_chat(app, make_parts(FakeTalk(script=answer)))
    async with TestServer(app) as server, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        await take_pictures(browser, str(server.make_url("/")))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
