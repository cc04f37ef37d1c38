"""Sign-in: the first link, an invitation, name and password, the second factor, signing out."""

import io
from collections.abc import Mapping

import segno
from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.session import ACTING, cookie_name, drop_session, set_session
from bot.origin import origin_of
from bot.services.accounts import Acting, SignedIn, TooSoon, WrongSignIn
from handlers.errors import Conflict, Invalid, NotFound, ProductError


async def show(request: web.Request) -> web.Response:
    """Show what the sign-in needs next: a new password, name and password, or a code."""
    acting = request.get(ACTING)
    if acting is None or acting.session is None:
        return _door(request)
    match acting.session.stage:
        case "enrol":
            secret, address = await desk_of(request).accounts.enrol(acting)
            return _enrol(request, acting, secret, address)
        case "totp":
            return _code(request, acting)
        case _:
            raise web.HTTPSeeOther("/desk/")


async def sign_in(request: web.Request) -> web.Response:
    """Take a step of the sign-in."""
    form = await request.post()
    step = str(form.get("step", "password"))
    try:
        match step:
            case "first" | "invite":
                return await _begin(request, step)
            case "enrol":
                return await _finish_enrolment(request)
            case "totp":
                return await _pass_code(request)
            case _:
                return await _check_password(request)
    except (WrongSignIn, TooSoon, Invalid, NotFound, Conflict) as refused:
        return await _again(request, step, refused)


async def sign_out(request: web.Request) -> web.Response:
    """End the session and forget the cookie."""
    desk = desk_of(request)
    if secret := request.cookies.get(cookie_name(secure=desk.settings.secure)):
        await desk.accounts.sign_out(secret)
    answer = _to("/desk/login")
    drop_session(answer, secure=desk.settings.secure)
    return answer


async def _begin(request: web.Request, step: str) -> web.Response:
    form, accounts = await request.post(), desk_of(request).accounts
    secret, password = str(form.get("link", "")), str(form.get("password", ""))
    if step == "first":
        username = str(form.get("username", "")).strip()
        return _go_on(request, await accounts.create_first(secret, username, password))
    return _go_on(request, await accounts.accept_invitation(secret, password))


async def _check_password(request: web.Request) -> web.Response:
    form, accounts = await request.post(), desk_of(request).accounts
    left = request.cookies.get(cookie_name(secure=desk_of(request).settings.secure))
    signed = await accounts.sign_in(
        str(form.get("username", "")).strip(), str(form.get("password", "")),
        origin=_origin(request), agent=request.headers.get("User-Agent"),
    )  # fmt: skip
    if left:
        await accounts.sign_out(left)
    code = str(form.get("code", "")).strip()
    if signed.stage != "totp" or not code:
        return _go_on(request, signed)
    acting = await accounts.by_session(signed.secret)
    if acting is None:
        raise WrongSignIn
    passed = await accounts.second_step(acting, code, signed.secret, origin=_origin(request))
    return _go_on(request, passed)


async def _finish_enrolment(request: web.Request) -> web.Response:
    form, desk = await request.post(), desk_of(request)
    acting, session = _half(request)
    secret = str(form.get("secret", ""))
    signed, codes = await desk.accounts.confirm_enrolment(
        acting, secret, str(form.get("code", "")), session
    )
    answer = ink_of(request).page(request, "recovery.html", codes=codes)
    set_session(answer, signed, secure=desk.settings.secure)
    return answer


async def _pass_code(request: web.Request) -> web.Response:
    form, desk = await request.post(), desk_of(request)
    acting, session = _half(request)
    code = str(form.get("code", ""))
    return _go_on(
        request,
        await desk.accounts.second_step(acting, code, session, origin=_origin(request)),
    )


async def _again(request: web.Request, step: str, refused: ProductError) -> web.Response:
    """Show the same step with one sentence under the field it is about."""
    error = _words_of(request, refused)
    acting = request.get(ACTING)
    if step == "enrol" and acting is not None:
        form = await request.post()
        secret = str(form.get("secret", ""))
        return _enrol(request, acting, secret, _address(acting, secret), error=error)
    if step == "totp" and acting is not None:
        return _code(request, acting, error=error)
    return _door(request, error=error, form=dict(await request.post()))


def _words_of(request: web.Request, refused: ProductError) -> str:
    """Say in one sentence what was wrong, and nothing of whether the account exists."""
    say = ink_of(request).say
    match refused:
        case TooSoon():
            return say("desk-too-soon", seconds=str(refused.details["seconds"]))
        case NotFound():
            return say("desk-link-gone")
        case Conflict():
            return say("desk-enrolled")
        case Invalid(field="username"):
            return say("desk-username-wrong")
        case Invalid():
            return say("desk-password-short")
        case _:
            return say("desk-sign-in-wrong")


def _door(
    request: web.Request, *, error: str | None = None, form: Mapping[str, object] | None = None
) -> web.Response:
    typed = {name: str(value) for name, value in (form or {}).items()}
    link, step = typed.get("link"), typed.get("step", "first")
    first = request.query.get("first") or (link if step == "first" else None)
    invite = request.query.get("invite") or (link if step == "invite" else None)
    return ink_of(request).page(
        request, "login.html", status=200 if error is None else 401,
        first=first, invite=invite, error=error, username=typed.get("username", ""),
    )  # fmt: skip


def _enrol(
    request: web.Request, acting: Acting, secret: str, address: str, *, error: str | None = None
) -> web.Response:
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", scale=5, border=2, xmldecl=False, svgns=False,
        title=ink_of(request).say("desk-enrol-picture"),
    )  # fmt: skip
    return ink_of(request).page(
        request, "enrol.html", status=200 if error is None else 401, secret=secret,
        picture=picture.getvalue().decode(), error=error, csrf=_csrf(acting),
    )  # fmt: skip


def _code(request: web.Request, acting: Acting, *, error: str | None = None) -> web.Response:
    status = 200 if error is None else 401
    return ink_of(request).page(
        request, "code.html", status=status, error=error, csrf=_csrf(acting)
    )


def _go_on(request: web.Request, signed: SignedIn) -> web.Response:
    answer = _to("/desk/" if signed.stage == "full" else "/desk/login")
    set_session(answer, signed, secure=desk_of(request).settings.secure)
    return answer


def _to(address: str) -> web.Response:
    """Lead on to another page."""
    return web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def _half(request: web.Request) -> tuple[Acting, str]:
    acting = request.get(ACTING)
    secret = request.cookies.get(cookie_name(secure=desk_of(request).settings.secure))
    if acting is None or secret is None:
        raise WrongSignIn
    return acting, secret


def _origin(request: web.Request) -> str:
    return origin_of(request, desk_of(request).settings.trusted_proxy)


def _csrf(acting: Acting) -> str:
    return acting.session.csrf if acting.session else ""


def _address(acting: Acting, secret: str) -> str:
    return f"otpauth://totp/Xinsheng:{acting.officer.username}?secret={secret}&issuer=Xinsheng"
