"""GET /desk/live: one line to a browser that says what rings, how much there is, that all is well.

The pages draw themselves anew from their own address; here they only hear that something changed.
"""

import asyncio
import json
from weakref import WeakSet

from aiohttp import web

from bot.desk.guard import Actor, actor_of
from bot.desk.parts import DESK, DeskParts
from handlers.alarm import AlarmState
from handlers.jsonable import Json
from storage.records import alarms, worklist

#: Lets the pages look again after this long though nothing rang.
LONGEST = 30.0
#: Looks this often even where nothing rang: another process may have written.
LOOK = 5.0
#: Never tells more often than this.
PAUSE = 1.0

#: The tasks that hold a line open.
Lines = WeakSet[asyncio.Task[object]]
LINES: web.AppKey[Lines] = web.AppKey("LINES")


def add_live(app: web.Application) -> None:
    """Add the line, and let it end with the server."""
    app[LINES] = WeakSet()
    app.router.add_get("/live", stream)
    app.on_shutdown.append(_end_lines)


async def stream(request: web.Request) -> web.StreamResponse:
    """Tell the state whenever it has changed, for as long as the other side listens."""
    desk, actor = request.app[DESK], actor_of(request)
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/event-stream", "X-Accel-Buffering": "no",
            "Cache-Control": "no-store",
        }
    )  # fmt: skip
    await response.prepare(request)
    if task := asyncio.current_task():
        request.app[LINES].add(task)
    try:
        await _tell(response, desk, actor)
    except ConnectionResetError:
        return response
    return response


async def _tell(response: web.StreamResponse, desk: DeskParts, actor: Actor) -> None:
    told, beat, since = "", 0, 0.0
    while True:
        state = json.dumps(await look(desk, actor) | {"beat": beat}, ensure_ascii=False)
        if state != told:
            await response.write(f"event: state\ndata: {state}\n\n".encode())
            told = state
        else:
            await response.write(b": \n\n")
        await asyncio.sleep(PAUSE)
        rung = await desk.bell.hear("desk", LOOK)
        since = 0.0 if rung else since + LOOK
        if rung or since >= LONGEST:
            beat, since = beat + 1, 0.0


async def look(desk: DeskParts, actor: Actor) -> dict[str, Json]:
    """Return what rings for this account and how much its views hold."""
    scope = actor.officer.scope
    async with desk.store.reading() as reading:
        ringing, _ = await alarms.list_(reading, scope, [AlarmState.OPEN])
        counts = await worklist.count_views(reading, scope, actor.officer.id, desk.clock())
    return {
        "alarms": [f"a{alarm.id}" for alarm in ringing],
        "counts": dict(counts),
    }


async def _end_lines(app: web.Application) -> None:
    lines = app[LINES]
    for task in tuple(lines):
        task.cancel()
