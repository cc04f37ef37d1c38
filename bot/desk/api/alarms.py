"""Alarms and tasks as JSON: the lists, and what may be done to one."""

from collections.abc import Sequence

from aiohttp import web

from bot.desk.api.bodies import body_of, cursor_of, key_of, limit_of, next_json, readable
from bot.desk.guard import actor_of, takes
from bot.desk.parts import DESK, DeskParts
from handlers.alarm import Alarm, AlarmState
from handlers.casework.commands import Command
from handlers.errors import NotFound
from handlers.jsonable import Json
from handlers.task import Task
from storage.records import alarms, messages, tasks
from storage.store import Reading

#: What may be done to an alarm and to a task (casework.md §4).
ALARM_ACTIONS = ("take", "message", "hand_on", "review")
TASK_ACTIONS = ("take", "release", "done")


@takes("cases:read")
async def list_alarms(request: web.Request) -> web.Response:
    """GET /desk/api/alarms: open and taken ones unless `state` asks for others, filed or not."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request, "alarms")
    wanted = request.query.get("state")
    states = [state for state in AlarmState if state.value == wanted] if wanted else alarms.LIVE
    async with desk.store.reading() as reading:
        found, following = await alarms.list_(reading, actor.officer.scope, states, cursor, limit)
        shown = await alarms_json(desk, reading, found)
    return web.json_response({"alarms": shown, "next": next_json(following, "alarms")})


@takes("alarms:write")
async def act_on_alarm(request: web.Request) -> web.Response:
    """POST /desk/api/alarms/{alarm}/actions/{action}."""
    desk, actor = request.app[DESK], actor_of(request)
    action, body = request.match_info["action"], body_of(request)
    if action not in ALARM_ACTIONS:
        raise NotFound
    alarm = await desk.casework.act_on_alarm(
        actor.officer, number_of(request.match_info["alarm"], "a"),
        Command(action=action, body=body), idempotency_key=key_of(request),
    )  # fmt: skip
    async with desk.store.reading() as reading:
        (shown,) = await alarms_json(desk, reading, [alarm])
    return web.json_response(shown)


@takes("cases:read")
async def list_tasks(request: web.Request) -> web.Response:
    """GET /desk/api/tasks: open and taken ones unless `state` asks for others."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request, "tasks")
    if not readable(request.query):
        return web.json_response({"tasks": [], "next": None})
    state, kind = request.query.get("state"), request.query.get("kind")
    async with desk.store.reading() as reading:
        found, following = await tasks.list_(
            reading, actor.officer.scope, state, kind, cursor=cursor, limit=limit
        )
    shown: list[Json] = [task_json(desk, task) for task in found]
    return web.json_response({"tasks": shown, "next": next_json(following, "tasks")})


@takes("cases:write")
async def act_on_task(request: web.Request) -> web.Response:
    """POST /desk/api/tasks/{task}/actions/{action}."""
    desk, actor = request.app[DESK], actor_of(request)
    action, body = request.match_info["action"], body_of(request)
    if action not in TASK_ACTIONS:
        raise NotFound
    task = await desk.casework.act_on_task(
        actor.officer, number_of(request.match_info["task"], "t"),
        Command(action=action, body=body), idempotency_key=key_of(request),
    )  # fmt: skip
    return web.json_response(task_json(desk, task))


async def alarms_json(desk: DeskParts, reading: Reading, shown: Sequence[Alarm]) -> list[Json]:
    """Write alarms with the whole messages in which danger was heard."""
    wanted = {
        alarm.conversation: {signal.seq for signal in alarm.signals if signal.seq is not None}
        for alarm in shown
    }
    said = await messages.texts(reading, wanted)
    return [
        desk.presenter.alarm(
            alarm, said.get(alarm.conversation, {}), desk.worlds.username(alarm.taken_by)
        )
        for alarm in shown
    ]


def task_json(desk: DeskParts, task: Task) -> dict[str, Json]:
    """Write a task with the account that has it."""
    return desk.presenter.task(task, desk.worlds.username(task.held_by))


def number_of(name: str, letter: str) -> int:
    """Read `a17` as 17; what is no such name does not exist."""
    digits = name.removeprefix(letter)
    if not name.startswith(letter) or not (digits.isascii() and digits.isdigit()):
        raise NotFound
    number = int(digits[:20])
    if number >= 2**63:
        raise NotFound
    return number
