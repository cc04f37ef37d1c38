"""The directory as JSON: rows of each kind, their past, edited with preview and undo."""

from aiohttp import web

from bot.desk.api.bodies import body_of
from bot.desk.api.cases import name_of
from bot.desk.guard import ScopeMissing, actor_of, takes
from bot.desk.parts import DESK, DeskParts
from bot.desk.present import routing_json
from bot.services.directory import ARTICLE, CANNED, Shown
from handlers.errors import Invalid, NotFound
from handlers.jsonable import Json
from storage.defaults import Row
from storage.records.directory import Change

#: Which scope writes what.
WRITES = {ARTICLE: "articles:write", CANNED: "articles:write"}


@takes("cases:read")
async def list_rows(request: web.Request) -> web.Response:
    """GET /desk/api/directory/{kind}: every row that stands, shipped or written at the desk."""
    shown = await request.app[DESK].directories.list_(name_of(request, "kind"))
    rows: list[Json] = [row_json(request.app[DESK], row) for row in shown]
    return web.json_response({"rows": rows})


@takes("cases:read")
async def show_past(request: web.Request) -> web.Response:
    """GET /desk/api/directory/{kind}/{key}/history: what was changed, the latest first."""
    desk = request.app[DESK]
    past = await desk.directories.past(name_of(request, "kind"), name_of(request, "key"))
    changes: list[Json] = [change_json(desk, change) for change in past]
    return web.json_response({"changes": changes})


async def put_row(request: web.Request) -> web.Response:
    """POST /desk/api/directory/{kind}: write a row over the one of its key."""
    desk, kind = request.app[DESK], _writing(request)
    row, reason = _told(body_of(request))
    key = await desk.directories.put(actor_of(request).officer, kind, row, reason)
    return web.json_response({"key": key})


async def preview(request: web.Request) -> web.Response:
    """POST /desk/api/directory/routing/preview: the open cases a row would send elsewhere."""
    desk, _ = request.app[DESK], _writing(request, "routing")
    row, _reason = _told(body_of(request))
    moved = await desk.directories.preview(actor_of(request).officer, row)
    shown: list[Json] = [
        {"reference": one.reference, "before": routing_json(one.before),
         "after": routing_json(one.after)}
        for one in moved
    ]  # fmt: skip
    return web.json_response({"moved": shown})


async def act_on_row(request: web.Request) -> web.Response:
    """POST /desk/api/directory/{kind}/{key}/actions/{remove,undo}."""
    desk, kind, key = request.app[DESK], _writing(request), name_of(request, "key")
    officer, (row, reason) = actor_of(request).officer, _told(body_of(request))
    if row:
        raise Invalid(min(row))
    match request.match_info["action"]:
        case "remove":
            await desk.directories.remove(officer, kind, key, reason)
        case "undo":
            await desk.directories.undo(officer, kind, key)
        case _:
            raise NotFound
    return web.json_response({"key": key})


def row_json(desk: DeskParts, shown: Shown) -> dict[str, Json]:
    """Write a row with where it comes from."""
    return {
        "key": shown.key, "row": dict(shown.row), "removed": shown.removed,
        "edited_by": shown.edited_by, "edited_at": desk.presenter.local(shown.edited_at),
    }  # fmt: skip


def change_json(desk: DeskParts, change: Change) -> dict[str, Json]:
    """Write one change of a row."""
    return {
        "before": dict(change.before) if change.before is not None else None,
        "after": dict(change.after) if change.after is not None else None,
        "at": desk.presenter.local(change.at), "by": change.by, "reason": change.reason,
    }  # fmt: skip


def _writing(request: web.Request, kind: str | None = None) -> str:
    named = kind or name_of(request, "kind")
    scope = WRITES.get(named, "directory:write")
    if scope not in actor_of(request).scopes:
        raise ScopeMissing(scope=scope)
    return named


def _told(body: dict[str, Json]) -> tuple[Row, str | None]:
    """Read a row of words and the reason for changing it."""
    reason = body.pop("reason", None)
    if reason is not None and not (isinstance(reason, str) and 0 < len(reason) <= 500):
        raise Invalid("reason")
    row = {}
    for name, value in body.items():
        if not isinstance(value, str):
            raise Invalid(name)
        row[name] = value
    return row, reason
