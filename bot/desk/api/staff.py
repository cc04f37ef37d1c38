"""Accounts as JSON: who works here, invitations, and what may be done to an account."""

from aiohttp import web

from bot.desk.api.bodies import body_of, key_of
from bot.desk.api.cases import name_of
from bot.desk.guard import actor_of, takes
from bot.desk.parts import DESK
from handlers.casework.bodies import read_body
from handlers.casework.staffing import INVITATION, ROLES, grants_of
from handlers.errors import NotFound
from handlers.jsonable import Json
from handlers.officer import Grant, Officer

#: What may be done to an account.
ACTIONS = ("hand_over", "reset", "close", "open", "set_roles")


@takes("staff:write")
async def list_staff(request: web.Request) -> web.Response:
    """GET /desk/api/staff: the accounts of one's agencies and places."""
    desk, actor = request.app[DESK], actor_of(request)
    known = await desk.staff.list_known(actor.officer)
    shown: list[Json] = [account_json(officer) for officer in known]
    return web.json_response({"staff": shown})


@takes("staff:write")
async def invite(request: web.Request) -> web.Response:
    """POST /desk/api/staff: a new account; 201 with the link that sets its password."""
    desk, actor = request.app[DESK], actor_of(request)
    said = read_body(body_of(request), INVITATION, desk.clock())
    username = str(said["username"])
    link = await desk.staff.invite(
        actor.officer, username, str(said.get("name") or username), grants_of(said["roles"])
    )
    return web.json_response({"username": username, "link": link}, status=201)


@takes("staff:write")
async def act_on_account(request: web.Request) -> web.Response:
    """POST /desk/api/staff/{username}/actions/{action}."""
    desk, officer = request.app[DESK], actor_of(request).officer
    username, body = name_of(request, "username"), body_of(request)
    match request.match_info["action"]:
        case "hand_over":
            key = key_of(request)
            count = await desk.casework.hand_over(officer, username, body, idempotency_key=key)
            await desk.accounts.refresh()
            return web.json_response({"handed_over": count})
        case "reset":
            read_body(body, (), desk.clock())
            return web.json_response({"link": await desk.staff.reset(officer, username)})
        case "close" | "open" as action:
            read_body(body, (), desk.clock())
            await desk.staff.set_active(officer, username, active=action == "open")
        case "set_roles":
            said = read_body(body, (ROLES,), desk.clock())
            await desk.staff.set_grants(officer, username, grants_of(said["roles"]))
        case _:
            raise NotFound
    return web.json_response({"username": username})


def account_json(officer: Officer) -> dict[str, Json]:
    """Write an account: who it is and what it may do where."""
    away = officer.absent_until
    return {
        "username": officer.username, "name": officer.name, "active": officer.active,
        "service": officer.service, "absent_until": away.isoformat() if away else None,
        "roles": [grant_json(grant) for grant in officer.grants],
    }  # fmt: skip


def grant_json(grant: Grant) -> dict[str, Json]:
    """Write a role with where it holds."""
    return {"role": grant.role.value, "division": grant.division, "agency": grant.agency}
