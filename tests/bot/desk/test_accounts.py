"""Accounts at the desk: first link, invitations, second factor, recovery, sessions, slowness."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import app
from bot.services.accounts import Accounts, TooSoon, WrongSignIn
from handlers.errors import NotFound
from handlers.officer import Grant, Role
from storage.records import officers
from tests.product import Stage

PASSWORD = "很长的一句密码一二三"
COUNTY = Grant(role=Role.OFFICER, division="430112", agency="430112-labor_inspection")


class Browser:
    """A browser at the desk: it keeps its cookies and the token of the page."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.page = ""

    async def get(self, path: str) -> int:
        async with self.client.get(path) as got:
            self.page = await got.text()
            return got.status

    async def post(self, path: str, **form: Any) -> int:
        found = re.search(r'name="csrf" value="([^"]+)"', self.page)
        body = {"csrf": found.group(1) if found else "", **form}
        async with self.client.post(path, data=body) as got:
            self.page = await got.text()
            return got.status


@pytest.fixture
async def browser(stage: Stage) -> AsyncIterator[Browser]:
    client: TestClient[Any, Any] = TestClient(TestServer(app.build_site(stage.product)))
    await client.start_server()
    yield Browser(client)
    await client.close()


async def first(stage: Stage, browser: Browser) -> None:
    link = await stage.product.accounts.first_link()
    assert link is not None
    secret = link.partition("=")[2]
    await browser.get(link)
    status = await browser.post(
        "/desk/login", step="first", link=secret, username="boss", password=PASSWORD
    )
    assert status == 200


def staff_link(page: str) -> str:
    found = re.search(r"/desk/login\?invite=([\w-]+)", page)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("origin", ["sqlite"], indirect=True)
async def test_the_first_supervisor_invites_and_the_link_works_once(
    stage: Stage, browser: Browser
) -> None:
    await first(stage, browser)
    await browser.get("/desk/staff")

    status = await browser.post(
        "/desk/staff", username="officer.0417", name="监察员0417", role="officer",
        agency="430112-labor_inspection",
    )  # fmt: skip

    assert status == 200
    secret = staff_link(browser.page)
    signed = await stage.product.accounts.accept_invitation(secret, PASSWORD)
    assert signed.stage == "full"
    with pytest.raises(NotFound):
        await stage.product.accounts.accept_invitation(secret, PASSWORD)
    async with stage.product.store.reading() as reading:
        account = await officers.by_username(reading, "officer.0417")
    assert account is not None
    assert account.officer.grants == (COUNTY,)
    again = await browser.post("/desk/staff", username="officer.0417", role="officer")
    assert again == 403
    assert await browser.post("/desk/staff", username="a b", role="officer") == 422
    assert await browser.post("/desk/staff", username="x") == 422


@pytest.mark.parametrize("origin", ["sqlite"], indirect=True)
async def test_an_account_sees_and_ends_its_other_sessions_and_changes_its_password(
    stage: Stage, browser: Browser
) -> None:
    await first(stage, browser)
    accounts = stage.product.accounts
    elsewhere = await accounts.sign_in("boss", PASSWORD, origin="10.0.0.9", agent="lost phone")
    assert await browser.get("/desk/account") == 200
    assert "lost phone" in browser.page
    assert "10.0.0.9" in browser.page
    handle = re.findall(r'name="session" value="([0-9a-f]+)"', browser.page)

    assert await browser.post("/desk/account/revoke", session=handle[0]) == 200

    assert await accounts.by_session(elsewhere.secret) is None
    assert await browser.post("/desk/account/password", old="wrong", new=PASSWORD + "!") == 422
    assert await browser.post("/desk/account/password", old=PASSWORD, new="short") == 422
    assert await browser.post("/desk/account/password", old=PASSWORD, new=PASSWORD + "!") == 200
    assert await browser.get("/desk/account") == 200
    with pytest.raises(WrongSignIn):
        await accounts.sign_in("boss", PASSWORD, origin="a", agent=None)
    await accounts.sign_in("boss", PASSWORD + "!", origin="a", agent=None)
    assert await browser.post("/desk/account/revoke", session="00") == 404


async def test_a_second_factor_is_enrolled_and_a_recovery_code_stands_in_once(
    stage: Stage,
) -> None:
    accounts = Accounts(stage.product.store, stage.product.worlds, totp_required=True)
    await accounts.add("o", [COUNTY], password=PASSWORD)
    signed = await accounts.sign_in("o", PASSWORD, origin="a", agent="browser")
    assert signed.stage == "enrol"
    acting = await accounts.by_session(signed.secret)
    assert acting is not None
    secret, _ = await accounts.enrol(acting)
    now = pyotp.TOTP(secret).now()

    full, codes = await accounts.confirm_enrolment(acting, secret, now, signed.secret)

    assert full.stage == "full"
    signed = await accounts.sign_in("o", PASSWORD, origin="a", agent=None)
    assert signed.stage == "totp"
    acting = await accounts.by_session(signed.secret)
    assert acting is not None
    with pytest.raises(WrongSignIn):
        await accounts.second_step(acting, now, signed.secret, origin="a")
    passed = await accounts.second_step(acting, codes[0], signed.secret, origin="a")
    assert passed.stage == "full"
    signed = await accounts.sign_in("o", PASSWORD, origin="b", agent=None)
    acting = await accounts.by_session(signed.secret)
    assert acting is not None
    with pytest.raises(WrongSignIn):
        await accounts.second_step(acting, codes[0], signed.secret, origin="b")
    link = await accounts.reset("o")
    again = await accounts.accept_invitation(link.partition("=")[2], PASSWORD)
    assert again.stage == "enrol", "a reset forgets the second factor too"


async def test_wrong_passwords_slow_the_guesser_and_lock_nobody_out(stage: Stage) -> None:
    accounts = stage.product.accounts
    await accounts.add("o", [COUNTY], password=PASSWORD)
    for _ in range(3):
        with pytest.raises(WrongSignIn):
            await accounts.sign_in("o", "guess" * 3, origin="attacker", agent=None)

    with pytest.raises(TooSoon):
        await accounts.sign_in("o", PASSWORD, origin="attacker", agent=None)

    assert (await accounts.sign_in("o", PASSWORD, origin="home", agent=None)).stage == "full"


async def test_a_closed_account_neither_signs_in_nor_acts_by_session_or_token(
    stage: Stage,
) -> None:
    accounts = stage.product.accounts
    await accounts.add("o", [COUNTY], password=PASSWORD)
    token = await accounts.add_token("t", frozenset({"cases:read"}), "o")
    session = await accounts.sign_in("o", PASSWORD, origin="a", agent=None)

    await accounts.set_active("o", active=False)

    assert await accounts.by_token(token) is None
    assert await accounts.by_session(session.secret) is None
    with pytest.raises(WrongSignIn):
        await accounts.sign_in("o", PASSWORD, origin="a", agent=None)
    await accounts.set_active("o", active=True)
    assert await accounts.by_token(token) is not None
    await accounts.revoke_token("t")
    assert await accounts.by_token(token) is None


async def test_links_and_sessions_end_by_themselves(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = stage.product.accounts
    await accounts.add("o", [COUNTY], password=PASSWORD)
    session = await accounts.sign_in("o", PASSWORD, origin="a", agent=None)
    link = await accounts.reset("o")
    later = datetime.now(UTC) + timedelta(days=4)
    monkeypatch.setattr("bot.services.accounts._now", lambda: later)

    assert await accounts.by_session(session.secret) is None
    with pytest.raises(NotFound):
        await accounts.accept_invitation(link.partition("=")[2], PASSWORD)
