"""The way in: first link, invitation, password, second factor, and the way out."""

import re

import pyotp

from bot.desk.session import cookie_name
from handlers.officer import Role
from tests.bot.desk.pages.visitor import PASSWORD, Visitor


async def test_the_first_link_makes_a_supervisor_who_is_in(visitor: Visitor) -> None:
    link = await visitor.stage.product.accounts.first_link()
    assert link is not None
    page = await visitor.see(link)

    done = await visitor.send(
        "/desk/login", step="first", link=page.value("link"), username="boss", password=PASSWORD
    )

    assert (done.status, done.location) == (303, "/desk/")
    assert "boss" in (await visitor.see("/desk/")).text


async def test_an_invitation_asks_for_a_password_only(visitor: Visitor) -> None:
    link = await visitor.stage.product.accounts.add("officer.0417", [])
    assert link is not None
    page = await visitor.see(link)
    short = await visitor.send("/desk/login", step="invite", link=page.value("link"), password="x")

    done = await visitor.send(
        "/desk/login", step="invite", link=short.value("link"), password=PASSWORD
    )

    assert 'name="username"' not in page.html
    assert short.status == 401
    assert "10" in short.text
    assert done.status == 303


async def test_a_wrong_password_says_so_under_the_field_and_keeps_the_name(
    visitor: Visitor,
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    visitor.client.session.cookie_jar.clear()
    page = await visitor.send("/desk/login", username="officer.0417", password="wrong-word-1")

    assert page.status == 401
    assert 'aria-invalid="true"' in page.html
    assert 'value="officer.0417"' in page.html


async def test_a_second_factor_is_set_up_with_a_picture_and_recovery_codes(
    visitor: Visitor,
) -> None:
    visitor.stage.product.accounts._totp_required = True
    await visitor.sign_in("officer.0417", Role.OFFICER)
    page = await visitor.see("/desk/login")
    secret = page.value("secret")

    wrong = await visitor.send(
        "/desk/login", step="enrol", csrf=page.value("csrf"), secret=secret, code="000000"
    )
    right = await visitor.send(
        "/desk/login", step="enrol", csrf=page.value("csrf"), secret=secret,
        code=pyotp.TOTP(secret).now(),
    )  # fmt: skip

    assert "<svg" in page.html
    assert wrong.status == 401
    assert len(re.findall(r"<li><code>", right.html)) == 8
    assert (await visitor.see("/desk/")).status == 200


async def test_nobody_sees_a_page_before_he_is_in(visitor: Visitor) -> None:
    for path in ("/desk/", "/desk/tasks", "/desk/alarms", "/desk/intake", "/desk/cases/1-1-1"):
        page = await visitor.see(path)
        assert (page.status, page.location) == (303, "/desk/login")


async def test_signing_out_ends_the_session_itself(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    kept = {cookie.key: cookie.value for cookie in visitor.client.session.cookie_jar}

    await visitor.press("/desk/", "/desk/logout")
    visitor.client.session.cookie_jar.update_cookies(kept)

    assert cookie_name(secure=False) in kept
    assert (await visitor.see("/desk/")).location == "/desk/login"


async def test_a_form_without_its_token_changes_nothing(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.send("/desk/logout", csrf="wrong")

    assert page.status == 403
    assert (await visitor.see("/desk/")).status == 200


async def test_every_page_is_strict_and_never_cached(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    for path in ("/desk/", "/desk/tasks", "/desk/intake", "/desk/nowhere"):
        page = await visitor.see(path)
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert re.findall(r"<[^>]+ (?:style|on\w+)=", page.html) == []
        assert re.findall(r"<script(?! src)", page.html) == []


async def test_a_cookie_is_host_bound_behind_https(visitor: Visitor) -> None:
    settings = visitor.stage.product.settings
    secure = settings.model_copy(update={"public_url": "https://desk.example"})

    assert cookie_name(secure=secure.secure) == "__Host-desk"
    assert cookie_name(secure=settings.secure) == "desk"


async def test_who_is_still_signed_in_signs_in_anew(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    await visitor.sign_in("officer.0423", Role.OFFICER)
    await visitor.send("/desk/login", username="officer.0417", password=PASSWORD)

    page = await visitor.see("/desk/")

    assert "officer.0417" in page.text
    assert "officer.0423" not in page.text


async def test_the_name_in_the_head_leads_to_the_account(visitor: Visitor) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see("/desk/")

    assert '<a href="/desk/account">officer.0417</a>' in page.html
    assert "/desk/figures" in page.html
