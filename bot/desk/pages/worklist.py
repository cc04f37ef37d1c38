"""The worklist: cases by the date that is due next, in groups, with the worker's own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from aiohttp import web

from bot.desk.filled import division_of
from bot.desk.guard import Actor
from bot.desk.ink import desk_of
from bot.desk.pages.casefile import where_of
from bot.desk.pages.frame import cursor_of, framed, person_of, watch_of
from bot.desk.pages.limits import GROUPS, Left, Watch
from bot.desk.parts import DeskParts
from handlers.case import Case
from handlers.casework.access import shows
from handlers.casework.clocks import next_due
from handlers.facts import Known
from handlers.lead import ConversationId
from storage.records import messages, worklist
from storage.records.worklist import Filter

#: How many rows a page has.
ROWS = 50
#: What the list may be narrowed to by the query.
NARROWING = ("level", "status", "kind", "division", "held_by")
#: Facts in the order in which their words tell a case.
_TELLING = ("amount_fen", "period_start", "months", "site", "employer", "industry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the list."""

    reference: str
    level: str
    status: str
    left: Left
    clock: str
    where: str
    words: str
    division: str | None
    headcount: int
    owed_fen: int | None
    holder: str | None
    version: int
    claimable: bool


async def show(request: web.Request) -> web.Response:
    """Show a view of the list, narrowed by the query."""
    desk, actor = desk_of(request), person_of(request)
    view = "found" if request.query.get("q") else request.query.get("view", "all")
    wanted = narrowed(desk, actor, view, request)
    async with desk.store.reading() as reading:
        found, following = await worklist.list_cards(
            reading, actor.officer.scope, wanted, cursor_of(request), ROWS
        )
        said = await messages.said_at(reading, _told(found))
    watch = watch_of(request)
    rows = [row_of(desk, actor, case, said, watch) for case in found]
    ordered = sorted(rows, key=lambda row: GROUPS.index(row.left.group))
    groups = [(name, list(some)) for name, some in groupby(ordered, lambda row: row.left.group)]
    return await framed(
        request, "worklist.html", view, groups=groups, view=view, following=following,
        total=len(rows), chosen=_chosen(request), query=request.query,
    )  # fmt: skip


def narrowed(desk: DeskParts, actor: Actor, view: str, request: web.Request) -> Filter:
    """Return the filter of a view with what the query narrows further."""
    now = desk.clock()
    query = request.query
    base = Filter(
        status=query.get("status") or None, level=query.get("level") or None,
        division=division_of(query.get("division", "")) or None, kind=query.get("kind") or None,
        held_by=query.get("held_by") or None,
        q=query.get("q") or None, phase=None if query.get("q") else "open",
    )  # fmt: skip
    match view:
        case "mine":
            return replace(base, held_by=actor.officer.username)
        case "overdue":
            return replace(base, due_before=now.isoformat())
        case "today":
            return replace(base, due_before=_tomorrow(desk, now))
        case "asked":
            return replace(base, status="ask_more")
        case "unowned":
            return replace(base, unheld=True)
        case "urgent":
            return replace(base, level=base.level or "P0,P1")
        case "listed":
            return replace(base, status="listed")
        case _:
            return base


def row_of(
    desk: DeskParts, actor: Actor, case: Case, said: Mapping[ConversationId, str], watch: Watch
) -> Row:
    """Write a case as a line of the list; words only where the account may read the story."""
    parts = shows(actor.officer, case, desk.worlds.staffed)
    due = next_due(case)
    return Row(
        reference=case.reference, level=case.level, status=case.status,
        left=watch.left(due.due_at if due else None, case),
        clock=due.name if due else "", where=where_of(case) if "card" in parts else case.reference,
        words=_words(case, said) if "story" in parts else "",
        division=case.division, headcount=case.headcount, owed_fen=case.owed_fen,
        holder=case.held_by.name if case.held_by else None, version=case.version,
        claimable=case.held_by is None,
    )  # fmt: skip


def _telling(case: Case) -> Known | None:
    """Return the fact that tells most in the worker's own words."""
    known = (case.facts.get(field) for field in _TELLING)
    return next((one for one in known if one is not None and one.text), None)


def _told(found: Sequence[Case]) -> dict[ConversationId, int]:
    """Return where each of these cases was told."""
    telling = ((case.conversation, _telling(case)) for case in found)
    return {
        conversation: known.seq
        for conversation, known in telling
        if conversation is not None and known is not None and known.seq is not None
    }


def _words(case: Case, said: Mapping[ConversationId, str]) -> str:
    """Return the worker's own sentence; where it is nowhere, the words of the fact."""
    if case.conversation and case.conversation in said:
        return " ".join(said[case.conversation].split())
    known = _telling(case)
    return known.text if known else ""


def _tomorrow(desk: DeskParts, now: datetime) -> str:
    return (now.astimezone(desk.presenter.zone).date() + timedelta(days=1)).isoformat()


def _chosen(request: web.Request) -> list[tuple[str, str, str]]:
    """Return what the list is narrowed to, each with the address without it."""
    chosen = [name for name in NARROWING if request.query.get(name)]
    return [
        (name, request.query[name], str(request.rel_url.without_query_params(name, "cursor")))
        for name in chosen
    ]
