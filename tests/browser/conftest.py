"""A real Chromium for the tests of the pages, and the web door on a free port for it to visit.

One Chromium serves all tests, so all share one event loop: a file of tests here begins with
`pytestmark = BROWSER`.
"""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.channels.web.routes import add_chat
from tests.bot.channels.web.fakes import FakeTalk, make_parts
from tests.browser.scripts import answer

#: As root in a container Chromium has no sandbox; it is to visit nobody but us.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.min.js"

BROWSER = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.asyncio(loop_scope="session"),
]

Opener = Callable[..., AbstractAsyncContextManager[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start Chromium; without one the test is skipped, in CI it fails."""
    chromium = shutil.which("chromium")
    if chromium is None:
        said = "No chromium: sh tests/browser/chromium.sh installs it."
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        await started.close()


@pytest.fixture
def talk() -> FakeTalk:
    """Return the other side of the talk."""
    return FakeTalk(script=answer)


@pytest_asyncio.fixture(loop_scope="session")
async def site(talk: FakeTalk) -> AsyncIterator[str]:
    """Serve the web door; return its address."""
    app = web.Application()
    add_chat(app, make_parts(talk))
    async with TestServer(app) as server:
        yield str(server.make_url("/"))


@pytest.fixture
def page_of(browser: Browser, site: str) -> Opener:
    """Return an opener of pages on the chat; whatever the console complains of fails the test."""

    @asynccontextmanager
    async def opened(width: int = 360, height: int = 760, **options: object) -> AsyncIterator[Page]:
        fields = {"viewport": {"width": width, "height": height}, "locale": "zh-CN", **options}
        context: BrowserContext = await browser.new_context(**cast(Any, fields))
        page = await context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda told: (
                complaints.append(told.text) if told.type in ("error", "warning") else None
            ),
        )
        await page.goto(site)
        yield page
        await context.close()
        assert [told for told in complaints if not told.startswith("Failed to load resource")] == []

    return opened


async def check_page(page: Page) -> None:
    """Hold a page against the rules: axe, no sideways scroll, no target under 44 px."""
    await page.evaluate(AXE.read_text())
    result = await page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map("
        "v => `${v.id}: ${v.help} – ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`))"
    )
    assert result == []
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    small = await page.evaluate(_SMALL_TARGETS)
    assert small == []


_SMALL_TARGETS = """() => {
  const targets = 'a[href], button, summary, textarea, label:is([for], :has(input))';
  return [...document.querySelectorAll(targets)]
    .filter(target => !target.closest('.vh, .skip, noscript, [hidden]'))
    .map(target => [target, target.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 44 || box.height < 44))
    .map(([target, box]) => `${target.outerHTML.slice(0, 90)} ${box.width}×${box.height}`);
}"""
