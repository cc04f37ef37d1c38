"""Tasks: what waits for a person, next due first, taken, put back or done on the list itself."""

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import cursor_of, framed, person_of, watch_of
from bot.desk.pages.names import number_of
from bot.desk.pages.posting import read_post, tell
from handlers.casework.commands import Command
from handlers.casework.tasks import RESULTS, allowed_task_moves
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from storage.records import tasks

#: What each action asks.
BODIES: dict[str, tuple[str, ...]] = {
    "take": (), "release": ("reason",), "done": ("result", "text", "answer"),
}  # fmt: skip
#: Calls to a worker, who may say whether money came.
CALLS = frozenset({"call", "call_asked", "withdrawal_talk"})


async def show(request: web.Request) -> web.Response:
    """GET /desk/tasks: open and taken ones."""
    return await _draw(request)


async def act(request: web.Request) -> web.Response:
    """POST /desk/tasks/{task}/{action}."""
    desk, actor = desk_of(request), person_of(request)
    name, action = request.match_info["task"], request.match_info["action"]
    if action not in BODIES:
        raise NotFound
    given = (await read_post(request)).given()
    body: dict[str, Json] = {one: given[one] for one in BODIES[action] if given.get(one)}
    say = ink_of(request).say
    try:
        await desk.casework.act_on_task(
            actor.officer, number_of(name, "t"), Command(action=action, body=body)
        )
    except (NotAllowed, Conflict) as refused:
        return await _draw(request, 409, tell(refused, ink_of(request)), given, name)
    except Invalid as invalid:
        told = f"{say(f'desk-field-{invalid.field}')} {say('desk-err-missing')}"
        return await _draw(request, 422, told, given, name)
    raise web.HTTPSeeOther("/desk/tasks")


async def _draw(
    request: web.Request,
    status: int = 200,
    told: str = "",
    given: dict[str, str] | None = None,
    name: str = "",
) -> web.Response:
    desk, actor = desk_of(request), person_of(request)
    async with desk.store.reading() as reading:
        found, following = await tasks.list_(
            reading, actor.officer.scope, cursor=cursor_of(request), limit=100
        )
    watch = watch_of(request)
    rows = [
        (task, watch.until(task.due_at) if task.due_at else None,
         allowed_task_moves(task, actor.officer), RESULTS.get(task.kind, ("done",)))
        for task in found
    ]  # fmt: skip
    return await framed(
        request, "tasks.html", "tasks", status=status, rows=rows, following=following, told=told,
        given=given or {}, named=name, calls=CALLS,
    )  # fmt: skip
