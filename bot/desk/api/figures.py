"""Counts as JSON: cases, workers, owed, paid, overdue, by place, agency, industry and the like."""

from datetime import date

from aiohttp import web

from bot.desk.api.bodies import BadRequest
from bot.desk.guard import actor_of, takes
from bot.desk.parts import DESK
from storage.records import figures

#: What figures may be counted by.
BY = ("division", "agency", "industry", "category", "level", "month")


@takes("figures:read")
async def show_figures(request: web.Request) -> web.Response:
    """GET /desk/api/figures?from&to&by: cases filed in the period, without duplicates."""
    desk, actor = request.app[DESK], actor_of(request)
    by = request.query.get("by", "division")
    today = desk.clock().astimezone(desk.presenter.zone).date()
    first = day_of(request.query.get("from"), today.replace(day=1))
    last = day_of(request.query.get("to"), today)
    if by not in BY or first > last:
        raise BadRequest
    async with desk.store.reading() as reading:
        counted = await figures.count(
            reading, actor.officer.scope, first, last, by, desk.presenter.zone, desk.clock()
        )
    return web.json_response(
        {"from": first.isoformat(), "to": last.isoformat(), "by": by, **counted}
    )


def day_of(text: str | None, default: date) -> date:
    """Read a day of the query."""
    try:
        return date.fromisoformat(text) if text else default
    except ValueError as wrong:
        raise BadRequest from wrong
