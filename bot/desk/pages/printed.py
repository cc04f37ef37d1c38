"""A case on paper: one column in reading order, no private notes, with who printed it and when."""

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages import casefile, facts, past, story
from bot.desk.pages.frame import person_of, watch_of
from bot.desk.present import told_by_entry


async def show(request: web.Request) -> web.Response:
    """GET /desk/cases/{reference}/print: what a file of paper holds; that it was read is kept."""
    desk, actor, ink = desk_of(request), person_of(request), ink_of(request)
    file = await desk.casework.open(actor.officer, request.match_info["reference"])
    opened = await casefile.open_parts(desk, actor, file)
    case, say = opened.case, ink.say
    told = story.tell(
        opened.messages, [e for e in file.history if e.action != "note"], case.facts,
        desk.presenter.zone,
    )  # fmt: skip
    strip, more = watch_of(request).limits(case)
    lines = past.lines_of(
        [entry for entry in file.history if entry.action not in ("note", "reveal")],
        told_by_entry(opened.messages), say, ink.locale, words="history_words" in opened.parts,
    )  # fmt: skip
    return ink.page(
        request, "print.html", case=case, parts=opened.parts, officer=actor.officer,
        head=casefile.head_of(case, say, ink), story=told, strip=[*strip, *more],
        facts=facts.lines_of(case.facts, {}, say, ink.locale), past=lines[::-1],
        rows=casefile.rows_of(case), now=desk.presenter.local(desk.clock()),
    )  # fmt: skip
