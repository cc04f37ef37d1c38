"""Counts as JSON: cases, workers, owed, paid, overdue, by place, agency, industry and the like."""

from datetime import date

from aiohttp import web

from bot.desk.api.bodies import BadRequest
from bot.desk.api.cases import desk_today
from bot.desk.guard import actor_of, takes
from bot.desk.ledger import BY, name_of_key
from bot.desk.parts import DESK, DeskParts
from handlers.jsonable import Json
from storage.records import figures

#: The longest period, in days: ten years.
LONGEST = 3660
#: Years in which nothing can have been counted are a slip of the pen.
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


@takes("figures:read")
async def show_figures(request: web.Request) -> web.Response:
    """GET /desk/api/figures?from&to&by: cases filed in the period, without duplicates."""
    desk, actor = request.app[DESK], actor_of(request)
    by = request.query.get("by", "division")
    today = desk_today(desk)
    first = day_of(request.query.get("from"), today.replace(day=1))
    last = day_of(request.query.get("to"), max(today, first))
    if by not in BY or not 0 <= (last - first).days <= LONGEST:
        raise BadRequest
    async with desk.store.reading() as reading:
        counted = await figures.count(
            reading, actor.officer.scope, first, last, by, desk.presenter.zone, desk.clock()
        )
    return web.json_response({
        "from": first.isoformat(), "to": last.isoformat(), "by": by,
        "rows": [_named(desk, by, row) for row in counted.rows], "total": counted.total,
    })  # fmt: skip


def day_of(text: str | None, default: date) -> date:
    """Read a day of the query."""
    if text is None:
        return default
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise BadRequest from wrong
    if not _FIRST <= day <= _LAST:
        raise BadRequest
    return day


def _named(desk: DeskParts, by: str, row: dict[str, Json]) -> dict[str, Json]:
    """Put the name that people use beside a row's key."""
    key = str(row["key"])
    return {"key": key, "name": name_of_key(desk, by, key), **row}
