"""Alarms: the list, one alarm with what was said around it, and what may be done about it."""

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, person_of
from bot.desk.pages.names import number_of
from bot.desk.pages.posting import read_post, tell
from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.casework.alarms import OUTCOMES, allowed_alarm_moves
from handlers.casework.commands import Command
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from storage.records import alarms, messages
from storage.transcript import Message

#: What each action asks; a take asks nothing.
BODIES: dict[str, tuple[str, ...]] = {
    "take": (), "message": ("text",), "hand_on": ("to", "reason"), "review": ("outcome", "text"),
}  # fmt: skip
#: How many messages are shown around the alarming words.
AROUND = 40


async def show_list(request: web.Request) -> web.Response:
    """GET /desk/alarms: the ones that are not over, and the last that are."""
    desk, actor = desk_of(request), person_of(request)
    async with desk.store.reading() as reading:
        live, _ = await alarms.list_(reading, actor.officer.scope)
        over, _ = await alarms.list_(reading, actor.officer.scope, [AlarmState.REVIEWED])
    return await framed(request, "alarms.html", "alarms", live=live, over=over)


async def show(request: web.Request) -> web.Response:
    """GET /desk/alarms/{alarm}: one alarm, its words first."""
    return await _draw(request, await _open(request))


async def act(request: web.Request) -> web.Response:
    """POST /desk/alarms/{alarm}/{action}: take it, answer, hand it on, review it."""
    desk, actor = desk_of(request), person_of(request)
    name, action = request.match_info["alarm"], request.match_info["action"]
    if action not in BODIES:
        raise NotFound
    given = (await read_post(request)).given()
    body: dict[str, Json] = {one: given[one] for one in BODIES[action] if given.get(one)}
    try:
        await desk.casework.act_on_alarm(
            actor.officer, number_of(name, "a"), Command(action=action, body=body)
        )
    except (NotAllowed, Conflict) as refused:
        told = tell(refused, ink_of(request))
        return await _draw(request, await _open(request), status=409, told=told, given=given)
    except Invalid as invalid:
        key = "desk-err-missing" if invalid.code == "wrong" else invalid.code
        told = f"{ink_of(request).say(f'desk-field-{invalid.field}')} {ink_of(request).say(key)}"
        return await _draw(request, await _open(request), status=422, told=told, given=given)
    raise web.HTTPSeeOther(f"/desk/alarms/{name}")


async def _open(request: web.Request) -> Alarm:
    desk, actor = desk_of(request), person_of(request)
    number = AlarmId(number_of(request.match_info["alarm"], "a"))
    async with desk.store.reading() as reading:
        return await alarms.get(reading, number, actor.officer.scope)


async def _draw(
    request: web.Request,
    alarm: Alarm,
    *,
    status: int = 200,
    told: str = "",
    given: dict[str, str] | None = None,
) -> web.Response:
    desk, actor = desk_of(request), person_of(request)
    async with desk.store.reading() as reading:
        said: list[Message] = await messages.of_conversation(
            reading, alarm.conversation, last=AROUND
        )
    people = [(one.username, one.name) for one in desk.worlds.officers if one.active]
    return await framed(
        request, "alarm.html", "alarms", status=status, alarm=alarm, said=said, told=told,
        moves=allowed_alarm_moves(alarm, actor.officer), outcomes=OUTCOMES, people=people,
        given=given or {}, alarming={signal.seq for signal in alarm.signals},
    )  # fmt: skip
