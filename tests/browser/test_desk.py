"""The desk in a real Chromium: held to the rules at each width, worked by keys, live."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from argon2 import PasswordHasher
from playwright.async_api import Browser, Page

from bot import app
from handlers.officer import Grant, Role
from storage.seal import Keys
from storage.store import Store
from tests.bot.test_line import file_story
from tests.browser.conftest import AXE, BROWSER
from tests.product import Stage, build_stage

pytestmark = BROWSER

PASSWORD = "pass-word-12"
DANGER = "不给钱我今天就从塔吊跳下去 我在望城区"

#: Links that cover their row and labels of a field above it are reached over more than their box.
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, textarea, select')]
  .filter(target => !target.closest('.vh, .skip, [hidden], dialog, .queue td, .todo p, p.small'))
  .map(target => [target, target.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5))
  .map(([target, box]) => `${target.outerHTML.slice(0, 90)} ${box.width}×${box.height}`)"""

#: What makes a page scroll sideways.
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => `${location.pathname} ${one.tagName}.${one.className}`).slice(-4)"""


@dataclass
class Desk:
    """A served product with a browser on it."""

    stage: Stage
    address: str
    browser: Browser

    @asynccontextmanager
    async def page(
        self, *, width: int = 1440, scheme: str = "light", script: bool = True
    ) -> AsyncIterator[Page]:
        """Open a page signed in as an officer; what the console complains of fails the test."""
        options: dict[str, Any] = {
            "viewport": {"width": width, "height": 900}, "color_scheme": scheme,
            "locale": "zh-CN", "java_script_enabled": script,
        }  # fmt: skip
        context = await self.browser.new_context(**cast(Any, options))
        page, complaints = await context.new_page(), list[str]()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda told: (
                complaints.append(told.text) if told.type in ("error", "warning") else None
            ),
        )
        await page.goto(f"{self.address}/desk/login")
        await page.fill("#u", "officer.0417")
        await page.fill("#p", PASSWORD)
        await page.click("button.main")
        await page.wait_for_url("**/desk/")
        yield page
        await context.close()
        assert [told for told in complaints if not told.startswith("Failed to load")] == []


@pytest_asyncio.fixture(loop_scope="session")
async def desk(
    migrated_file: Path, tmp_path: Path, keys: Keys, browser: Browser
) -> AsyncIterator[Desk]:
    """Serve the whole product with its stations at work."""
    file = shutil.copy(migrated_file, tmp_path / "desk.db")
    store = await Store.open(f"sqlite+aiosqlite:///{file}", keys)
    stage = build_stage(store, tmp_path)
    accounts = stage.product.accounts
    accounts._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    await accounts.add("officer.0417", [Grant(role=Role.OFFICER)], password=PASSWORD)
    server = TestServer(app.build_site(stage.product))
    await server.start_server()
    yield Desk(stage=stage, address=f"http://127.0.0.1:{server.port}", browser=browser)
    await server.close()
    await store.close()


async def reference_of(desk: Desk) -> str:
    """File a story and return its case's number."""
    await file_story(desk.stage)
    return (await desk.stage.cases())[-1].reference


async def look(page: Page) -> None:
    """Hold a page against the rules: axe, no sideways scroll, no small target."""
    await page.evaluate(AXE.read_text())
    found = await page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map("
        "v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(' ')}`))"
    )
    assert found == []
    assert await page.evaluate(WIDE) == []
    assert await page.evaluate(SMALL) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1440])
async def test_every_page_keeps_the_rules(desk: Desk, width: int, scheme: str) -> None:
    reference = await reference_of(desk)
    base = f"/desk/cases/{reference}"

    async with desk.page(width=width, scheme=scheme) as page:
        await page.goto(f"{desk.address}{base}")
        await page.click("[data-step=claim]")
        for path in (
            "/desk/", "/desk/?view=mine&level=P4", base, f"{base}?move=ask", f"{base}?move=refer",
            f"{base}?move=decline", f"{base}/field", f"{base}/print", "/desk/tasks", "/desk/alarms",
            "/desk/intake", "/desk/firms?name=刘强", "/desk/nowhere",
        ):  # fmt: skip
            await page.goto(f"{desk.address}{path}")
            await look(page)


async def test_the_words_of_a_fact_light_up_without_script(desk: Desk) -> None:
    reference = await reference_of(desk)

    async with desk.page(script=False) as page:
        await page.goto(f"{desk.address}/desk/cases/{reference}")
        await page.click("[data-fact=amount_fen] a.src")
        lit = page.locator("mark:target")

        assert await lit.inner_text() == "4万6"


async def test_a_case_is_claimed_read_and_noted_by_keys_alone(desk: Desk) -> None:
    reference = await reference_of(desk)

    async with desk.page() as page:
        await page.keyboard.press("j")
        await page.keyboard.press("c")
        await page.wait_for_url(f"**/cases/{reference}")
        await page.keyboard.press("BracketRight")
        assert await page.locator("mark:target").count() == 1
        await page.keyboard.press("i")
        await page.keyboard.type("keys only")
        await page.keyboard.press("Control+Enter")
        await page.wait_for_selector("li.note")

        assert "keys only" in await page.locator("li.note").inner_text()
        (case,) = await desk.stage.cases()
        assert case.held_by is not None


async def test_keys_rest_while_somebody_writes_and_may_be_turned_off(desk: Desk) -> None:
    await reference_of(desk)

    async with desk.page() as page:
        await page.keyboard.press("Slash")
        await page.keyboard.type("njc")
        assert await page.input_value("input[name=q]") == "njc"
        await page.evaluate("document.activeElement.blur()")
        await page.keyboard.press("Shift+Slash")
        await page.click("#keys-switch")
        await page.keyboard.press("Escape")
        await page.keyboard.press("j")

        assert await page.locator("tr.cur").count() == 0


async def test_a_new_case_shows_as_a_pill_and_pushes_nothing(desk: Desk) -> None:
    await reference_of(desk)

    async with desk.page() as page:
        await page.keyboard.press("j")
        before = await page.locator("tr.case").count()
        await file_story(desk.stage)
        await page.wait_for_selector("#fresh:not([hidden])", timeout=20_000)

        assert await page.locator("tr.case").count() == before
        assert await page.locator("tr.cur").count() == 1
        assert "1" in await page.locator("#fresh").inner_text()


async def test_an_alarm_comes_to_an_open_page_and_swallows_no_click(desk: Desk) -> None:
    await reference_of(desk)

    async with desk.page() as page:
        other = await page.context.new_page()
        await other.goto(f"{desk.address}/desk/tasks")
        worker = await desk.stage.open()
        await worker.say(DANGER)
        for one in (page, other):
            await one.wait_for_selector(".alarm", timeout=20_000)
            assert DANGER in await one.locator(".alarm").inner_text()
            assert (await one.title()).startswith("● ")
        await asyncio.sleep(0.5)
        await page.keyboard.press("Shift+Digit1")
        await page.wait_for_url("**/alarms/*")
        await other.wait_for_selector(".alarm", state="detached", timeout=20_000)


async def test_one_browser_holds_one_line(desk: Desk) -> None:
    async with desk.page() as page:
        held = "async () => (await navigator.locks.query()).held.length === 1"
        await page.wait_for_function(held)
        lines: list[str] = []
        page.context.on(
            "request", lambda sent: lines.append(sent.url) if sent.url.endswith("/live") else None
        )
        for _ in range(3):
            tab = await page.context.new_page()
            await tab.goto(f"{desk.address}/desk/")
            await tab.wait_for_load_state()

        assert lines == []


async def test_what_is_being_written_survives_a_closed_panel(desk: Desk) -> None:
    reference = await reference_of(desk)

    async with desk.page() as page:
        address = f"{desk.address}/desk/cases/{reference}"
        await page.goto(address)
        await page.click("[data-step=claim]")
        await page.goto(f"{address}?move=decline#panel")
        await page.fill("#f-text", "half a thought")
        await page.keyboard.press("Escape")
        await page.wait_for_url(address)
        await page.goto(f"{address}?move=decline#panel")

        assert await page.input_value("#f-text") == "half a thought"
