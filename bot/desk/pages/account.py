"""One's own account as a page: password, recovery codes, open sessions, sign-ins, absence."""

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, person_of
from bot.desk.session import ACTING
from bot.services.accounts import TooSoon, WrongSignIn
from handlers.errors import Invalid, NotAllowed, NotFound, ProductError


async def show(request: web.Request) -> web.Response:
    """GET /desk/account."""
    return await _draw(request)


async def act(request: web.Request) -> web.Response:
    """POST /desk/account/{action}: each change of the way in takes the password again."""
    desk, officer = desk_of(request), person_of(request).officer
    form = {name: str(value) for name, value in (await request.post()).items()}
    try:
        match request.match_info["action"]:
            case "password":
                await desk.credentials.change_password(
                    officer.id, form.get("old", ""), form.get("new", ""), _handle(request)
                )
            case "codes":
                codes = await desk.credentials.renew_codes(officer.id, form.get("old", ""))
                return ink_of(request).page(request, "recovery.html", codes=codes)
            case "revoke":
                await desk.credentials.revoke(officer.id, form.get("session", ""))
            case "hand_over":
                given = {name: form[name] for name in ("to", "until", "reason") if form.get(name)}
                await desk.casework.hand_over(officer, officer.username, given)
                await desk.accounts.refresh()
            case _:
                raise NotFound
    except (WrongSignIn, TooSoon, Invalid, NotAllowed) as refused:
        return await _draw(request, refused)
    raise web.HTTPSeeOther("/desk/account?done=1")


async def _draw(request: web.Request, refused: ProductError | None = None) -> web.Response:
    desk, actor = desk_of(request), person_of(request)
    own = await desk.credentials.look(actor.officer.id)
    others = [
        officer.username for officer in desk.worlds.officers
        if officer.active and not officer.service and officer.id != actor.officer.id
        and officer.roles & actor.officer.roles
    ]  # fmt: skip
    return await framed(
        request, "account.html", "account", status=422 if refused else 200, own=own,
        me=actor.officer, mine=_handle(request), others=others, told=_told(request, refused),
        done=refused is None and "done" in request.query, moment=desk.presenter.local,
    )  # fmt: skip


def _told(request: web.Request, refused: ProductError | None) -> str:
    """Say what was refused in one sentence."""
    say = ink_of(request).say
    match refused:
        case None:
            return ""
        case TooSoon():
            return say("desk-too-soon", seconds=str(refused.details["seconds"]))
        case WrongSignIn():
            return say("account-password-wrong")
        case Invalid(field="password"):
            return say("desk-password-short")
        case Invalid():
            return say("staff-wrong", field=say(f"staff-{refused.field}"))
        case _:
            return say(refused.code)


def _handle(request: web.Request) -> str:
    """Return the name of the session this page is seen in."""
    acting = request.get(ACTING)
    return acting.session.handle if acting is not None and acting.session else ""
