"""Alarms and tasks as JSON: the lists, and what may be done to one."""

from aiohttp import web

from bot.desk.api.bodies import cursor_of, json_body, limit_of
from bot.desk.guard import actor_of, takes
from bot.desk.parts import DESK
from handlers.alarm import AlarmState
from handlers.casework.commands import Command
from handlers.errors import NotFound
from storage.records import alarms, tasks

#: What may be done to an alarm and to a task (casework.md §4).
ALARM_ACTIONS = ("take", "message", "hand_on", "review")
TASK_ACTIONS = ("take", "release", "done")


@takes("cases:read")
async def list_alarms(request: web.Request) -> web.Response:
    """GET /desk/api/alarms: open and taken ones unless `state` asks for others, filed or not."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request)
    wanted = request.query.get("state")
    states = [state for state in AlarmState if state.value == wanted] if wanted else alarms.LIVE
    async with desk.store.reading() as reading:
        found, following = await alarms.list_(reading, actor.officer.scope, states, cursor, limit)
    shown = [desk.presenter.alarm(alarm) for alarm in found]
    return web.json_response({"alarms": shown, "next": following})


@takes("alarms:write")
async def act_on_alarm(request: web.Request) -> web.Response:
    """POST /desk/api/alarms/{alarm}/actions/{action}."""
    desk, actor = request.app[DESK], actor_of(request)
    action = request.match_info["action"]
    body = await json_body(request, empty=True)
    if action not in ALARM_ACTIONS:
        raise NotFound
    alarm = await desk.casework.act_on_alarm(
        actor.officer,
        number_of(request.match_info["alarm"], "a"),
        Command(action=action, body=body),
    )
    return web.json_response(desk.presenter.alarm(alarm))


@takes("cases:read")
async def list_tasks(request: web.Request) -> web.Response:
    """GET /desk/api/tasks: open and taken ones unless `state` asks for others."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request)
    state, kind = request.query.get("state"), request.query.get("kind")
    async with desk.store.reading() as reading:
        found, following = await tasks.list_(
            reading, actor.officer.scope, state, kind, cursor=cursor, limit=limit
        )
    shown = [desk.presenter.task(task) for task in found]
    return web.json_response({"tasks": shown, "next": following})


@takes("cases:write")
async def act_on_task(request: web.Request) -> web.Response:
    """POST /desk/api/tasks/{task}/actions/{action}."""
    desk, actor = request.app[DESK], actor_of(request)
    action = request.match_info["action"]
    body = await json_body(request, empty=True)
    if action not in TASK_ACTIONS:
        raise NotFound
    task = await desk.casework.act_on_task(
        actor.officer, number_of(request.match_info["task"], "t"), Command(action=action, body=body)
    )
    return web.json_response(desk.presenter.task(task))


def number_of(name: str, letter: str) -> int:
    """Read `a17` as 17; what is no such name does not exist."""
    digits = name.removeprefix(letter)
    if not name.startswith(letter) or not digits.isascii() or not digits.isdigit():
        raise NotFound
    number = int(digits[:20])
    if number >= 2**63:
        raise NotFound
    return number
