"""What the desk promises against outsiders and the curious: each promise of the threat model."""

import re
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.desk.ink import INK
from bot.desk.session import CSRF_HEADER, cookie_name
from handlers.callers import lead_for_caller
from handlers.officer import Grant, Officer, OfficerId, Role
from nlp.reader import understand
from storage.store import Store
from tests.bot.desk.api.outside import FACTS
from tests.bot.desk.pages.visitor import Visitor
from tests.product import build_stage

I, O, S, L, B, D, A, M, U = (  # noqa: E741
    Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.LEADER, Role.ARBITER, Role.DUTY,
    Role.AUDITOR, Role.ADMIN, Role.AUTHOR,
)  # fmt: skip
EVERYBODY = {I, O, S, L, B, D, A, M, U}
#: Who opens which page: the one matrix of the pages, all others get 403.
PAGES: dict[str, set[Role]] = {
    "/desk/": EVERYBODY,
    "/desk/account": EVERYBODY,
    "/desk/tasks": {I, O, S, U},
    "/desk/alarms": {I, O, S, D},
    "/desk/firms": {O, S},
    "/desk/intake": {I, O, S},
    "/desk/figures": {I, O, S, L, B, A},
    "/desk/figures/ledger.xlsx": {O, S, B},
    "/desk/directory": {S, M, U},
    "/desk/staff": {S, M},
}
#: Who opens a case of his place that an agency with accounts of its own leads.
CASE = {I, O, S, L, B, A}
#: Script or style that stands in the page itself.
INLINE = re.compile(r"<(script|style)(?![^>]*src=)[^>]*>|\son\w+=|style=")
SQLITE = pytest.mark.parametrize("origin", ["sqlite"], indirect=True)


def pages_of(visitor: Visitor) -> web.Application:
    """Return the application of the pages."""
    server = visitor.client.server
    assert server is not None
    site = server.app  # type: ignore[attr-defined]
    found: web.Application = next(app for app in site._subapps if INK in app)
    return found


async def a_case(visitor: Visitor) -> str:
    """File a case in the county and return its reference."""
    lead = lead_for_caller(understand("", visitor.stage.clock().date()), FACTS)
    operator = Officer(
        id=OfficerId(9), username="operator", name="x", grants=(Grant(role=Role.INTAKE),)
    )
    return (await visitor.stage.product.casework.file(operator, lead)).case.reference


@SQLITE
async def test_every_page_opens_for_its_roles_and_no_other(visitor: Visitor) -> None:
    reference = await a_case(visitor)
    staffed = [Role.OFFICER]
    await visitor.sign_in("own", *staffed, agency="430112-labor_inspection")
    wrong = []

    for role in sorted(EVERYBODY):
        for division in ("430112", "430103", None):
            await visitor.sign_in(f"{role}.{division}", role, division=division)
            for path, allowed in PAGES.items():
                status = (await visitor.see(path)).status
                if status != (200 if role in allowed else 403):
                    wrong.append((role.value, division, path, status))
            status = (await visitor.see(f"/desk/cases/{reference}")).status
            in_sight = division in ("430112", None)
            if status != (404 if not in_sight else 200 if role in CASE else 403):
                wrong.append((role.value, division, "case", status))

    assert wrong == []


@SQLITE
async def test_nobody_gets_in_without_signing_in(visitor: Visitor) -> None:
    for resource in pages_of(visitor).router.resources():
        path = re.sub(r"\{\w+\}", "x", resource.canonical)
        if "/static/" in path or path.endswith("/login"):
            continue
        for method in {route.method for route in resource} - {"HEAD"}:
            async with visitor.client.request(method, path, allow_redirects=False) as got:
                assert got.status in (303, 401, 403, 404), (method, path, got.status)
                assert got.headers.get("Location", "/desk/login") == "/desk/login", path


@SQLITE
async def test_every_unsafe_request_needs_the_token_of_its_session(visitor: Visitor) -> None:
    await visitor.sign_in("boss", *EVERYBODY, division=None)
    tried = 0

    for resource in pages_of(visitor).router.resources():
        if "POST" not in {route.method for route in resource}:
            continue
        path, tried = re.sub(r"\{\w+\}", "x", resource.canonical), tried + 1
        for body in ({}, {"csrf": "forged"}):
            async with visitor.client.post(path, data=body, allow_redirects=False) as got:
                assert got.status == 403, (path, got.status)
    forged = {CSRF_HEADER: "forged"}
    for path in ("cases", "cases/x/actions/claim", "alarms/a1/actions/take"):
        async with visitor.client.post(f"/desk/api/{path}", json={}, headers=forged) as got:
            assert (got.status, (await got.json())["error"]["code"]) == (403, "csrf")

    assert tried >= 8
    assert (await visitor.see("/desk/")).status == 200, "and the session stands"


@SQLITE
async def test_another_site_cannot_even_sign_somebody_in(visitor: Visitor) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    form = {"username": "x", "password": "y"}

    async with visitor.client.post("/desk/login", data=form, headers=headers) as got:
        assert got.status == 403


@SQLITE
async def test_personal_pages_are_never_kept_framed_or_given_foreign_content(
    visitor: Visitor,
) -> None:
    reference = await a_case(visitor)
    await visitor.sign_in("boss", *EVERYBODY, division=None)

    for path in (*PAGES, f"/desk/cases/{reference}", "/desk/cases/x", "/desk/nowhere"):
        page = await visitor.see(path)
        assert page.headers["Cache-Control"] == "no-store", path
        if page.headers["Content-Type"].startswith("text/html"):
            policy = page.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert not INLINE.search(page.html), path


@SQLITE
async def test_nothing_leads_out_of_the_desk(visitor: Visitor) -> None:
    reference = await a_case(visitor)
    await visitor.sign_in("boss", Role.OFFICER, Role.SUPERVISOR)
    page = await visitor.see(f"/desk/cases/{reference}")
    evil = "https://evil.example/"

    for name in ("next", "back", "_back", "return", "url", "redirect"):
        for path in ("/desk/login", "/desk/", f"/desk/cases/{reference}"):
            seen = await visitor.see(path, **{name: evil})
            assert (seen.location or "/desk/").startswith("/desk/"), (path, name)
        form: dict[str, Any] = {"csrf": page.value("csrf"), "text": "看过", name: evil}
        sent = await visitor.send(f"/desk/cases/{reference}/note", **form)
        assert (sent.location or "/desk/").startswith("/desk/"), name


@SQLITE
async def test_a_session_is_no_other_account_s_and_ends_when_it_is_signed_out(
    visitor: Visitor,
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    cookies = {cookie.key: cookie.value for cookie in visitor.client.session.cookie_jar}
    await visitor.press("/desk/", "/desk/logout")
    visitor.client.session.cookie_jar.update_cookies(cookies)

    assert (await visitor.see("/desk/")).location == "/desk/login"


async def test_cookies_are_host_only_exactly_when_the_address_is_https(
    store: Store, tmp_path: Path
) -> None:
    assert cookie_name(secure=False) == "desk"
    stage = build_stage(store, tmp_path, public_url="https://desk.example")
    visitor = await Visitor.open(stage)

    page = await visitor.sign_in("officer.0417", Role.OFFICER)
    cookie = page.headers["Set-Cookie"]

    assert cookie.startswith("__Host-desk=")
    for part in ("HttpOnly", "Secure", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    await visitor.client.close()
    plain = await Visitor.open(build_stage(store, tmp_path))
    page = await plain.sign_in("officer.0418", Role.OFFICER)
    assert page.headers["Set-Cookie"].startswith("desk=")
    assert "Secure" not in page.headers["Set-Cookie"]
    await plain.client.close()


@SQLITE
async def test_behind_a_proxy_a_guesser_slows_only_himself(store: Store, tmp_path: Path) -> None:
    visitor = await Visitor.open(build_stage(store, tmp_path, trusted_proxy="127.0.0.1"))
    await visitor.sign_in("officer.0417", Role.OFFICER)
    for _ in range(4):
        headers = {"X-Forwarded-For": "203.0.113.9"}
        form = {"username": "officer.0417", "password": "guess-guess-1"}
        async with visitor.client.post("/desk/login", data=form, headers=headers) as got:
            assert got.status in (401, 403)

    assert (await visitor.sign_in("officer.0417")).status == 303
    await visitor.client.close()
