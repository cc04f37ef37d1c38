"""What may be done to an account from outside: everything it holds is handed over in one action."""

from aiohttp import web

from bot.desk.api.bodies import body_of, key_of
from bot.desk.api.cases import name_of
from bot.desk.guard import actor_of, takes
from bot.desk.parts import DESK
from handlers.errors import NotFound


@takes("staff:write")
async def act_on_account(request: web.Request) -> web.Response:
    """POST /desk/api/staff/{username}/actions/hand_over: cases, tasks, alarms pass to a deputy."""
    desk, actor = request.app[DESK], actor_of(request)
    if request.match_info["action"] != "hand_over":
        raise NotFound
    count = await desk.casework.hand_over(
        actor.officer, name_of(request, "username"), body_of(request),
        idempotency_key=key_of(request),
    )  # fmt: skip
    await desk.accounts.refresh()
    return web.json_response({"handed_over": count})
