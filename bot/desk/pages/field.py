"""The field view of a case, for a phone on a bad line: where, whom to call, photos, a note."""

from aiohttp import web

from bot.desk.ink import desk_of
from bot.desk.pages import casefile, facts, story
from bot.desk.pages.frame import framed, person_of
from handlers.facts import words


async def show(request: web.Request) -> web.Response:
    """GET /desk/cases/{reference}/field: what somebody on site needs, in big targets."""
    desk, actor = desk_of(request), person_of(request)
    opened = await casefile.look_again(desk, actor, request.match_info["reference"])
    case = opened.case
    told = story.tell(opened.messages, (), case.facts, desk.presenter.zone)
    own = [line for line in told.lines if line.kind == "worker"]
    return await framed(
        request, "field.html", "all", case=case, parts=opened.parts, moves=opened.moves,
        where=casefile.where_of(case), address=words(case.facts, "address") or "",
        said=own[:3], lack=list(facts.lacking(case.facts)), paid_of=casefile.paid_rows(case),
    )  # fmt: skip
