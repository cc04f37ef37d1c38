"""Who works here, as a page: accounts with their roles, invited, reset, closed, handed over."""

from aiohttp import web
from multidict import MultiDictProxy

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, person_of
from handlers.casework.bodies import read_body
from handlers.casework.staffing import GIVEN, INVITATION, ROLES, grants_of
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound, ProductError
from handlers.jsonable import Json
from handlers.officer import Role

Form = MultiDictProxy[str | bytes | bytearray | web.FileField]


async def show(request: web.Request) -> web.Response:
    """GET /desk/staff."""
    return await _draw(request)


async def invite(request: web.Request) -> web.Response:
    """POST /desk/staff: make an account; the link is shown once."""
    desk, actor = desk_of(request), person_of(request)
    form = await request.post()
    body: dict[str, Json] = {"username": str(form.get("username", "")).strip()}
    if name := str(form.get("name", "")).strip():
        body["name"] = name
    body["roles"] = _roles(form)
    try:
        said = read_body(body, INVITATION, desk.clock())
        link = await desk.staff.invite(
            actor.officer, str(said["username"]), str(said.get("name") or said["username"]),
            grants_of(said["roles"]),
        )  # fmt: skip
    except (Invalid, Conflict, NotAllowed) as refused:
        return await _draw(request, refused=refused, typed=dict(body))
    return await _draw(request, link=desk.settings.address + link, username=str(said["username"]))


async def act(request: web.Request) -> web.Response:
    """POST /desk/staff/{username}/{action}."""
    desk, officer = desk_of(request), person_of(request).officer
    username, form = request.match_info["username"], await request.post()
    try:
        match request.match_info["action"]:
            case "reset":
                link = await desk.staff.reset(officer, username)
                address = desk.settings.address + link
                return await _draw(request, link=address, username=username)
            case "close" | "open" as action:
                await desk.staff.set_active(officer, username, active=action == "open")
            case "set_roles":
                said = read_body({"roles": _roles(form)}, (ROLES,), desk.clock())
                await desk.staff.set_grants(officer, username, grants_of(said["roles"]))
            case "hand_over":
                given = {name: str(form[name]) for name in ("to", "until", "reason")
                         if form.get(name)}  # fmt: skip
                await desk.casework.hand_over(officer, username, given)
                await desk.accounts.refresh()
            case _:
                raise NotFound
    except (Invalid, NotAllowed, Conflict) as refused:
        return await _draw(request, refused=refused, username=username)
    raise web.HTTPSeeOther("/desk/staff")


async def _draw(
    request: web.Request, *, link: str = "", username: str = "",
    refused: ProductError | None = None, typed: dict[str, Json] | None = None,
) -> web.Response:  # fmt: skip
    desk, actor = desk_of(request), person_of(request)
    known = await desk.staff.list_known(actor.officer)
    status = 200 if refused is None else 422 if isinstance(refused, Invalid) else 403
    return await framed(
        request, "staff.html", "staff", status=status, staff=known, link=link, username=username,
        roles=GIVEN, typed=typed or {}, me=actor.officer, told=_told(request, refused),
        may_make=Role.ADMIN in actor.officer.roles,
    )  # fmt: skip


def _told(request: web.Request, refused: ProductError | None) -> str:
    """Say what was refused in one sentence."""
    if refused is None:
        return ""
    say = ink_of(request).say
    if isinstance(refused, Invalid):
        return say("staff-wrong", field=say(f"staff-{refused.field.partition('/')[0]}"))
    return say("staff-taken") if isinstance(refused, Conflict) else say(refused.code)


def _roles(form: Form) -> list[Json]:
    """Read the chosen roles; they hold at one agency, in one division, or everywhere."""
    where: dict[str, Json] = {
        name: value for name in ("division", "agency") if (value := str(form.get(name, "")).strip())
    }
    chosen = dict.fromkeys(str(role) for role in form.getall("role", []))
    return [{"role": role, **where} for role in chosen]
