"""The worklist: cases by the date that is due next, in groups, with the worker's own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from aiohttp import web

from bot.desk.guard import Actor
from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, person_of
from bot.desk.parts import DeskParts
from handlers.case import Case
from handlers.casework.access import shows
from handlers.casework.clocks import next_due
from handlers.facts import words
from handlers.workdays import Calendar
from storage.records import worklist
from storage.records.worklist import Filter

Say = Callable[..., str]

#: How many rows a page has.
ROWS = 50
GROUPS = ("now", "late", "today", "two", "week", "later", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How much time is left, in words, and how urgent that looks."""

    group: str
    text: str
    style: str = ""


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
    view = request.query.get("view", "all")
    wanted = narrowed(desk, actor, view, request)
    async with desk.store.reading() as reading:
        found, following = await worklist.list_cards(
            reading, actor.officer.scope, wanted, request.query.get("cursor"), ROWS
        )
    rows = [row_of(desk, actor, case, ink_of(request).say) for case in found]
    ordered = sorted(rows, key=lambda row: GROUPS.index(row.left.group))
    groups = [(name, list(some)) for name, some in groupby(ordered, lambda row: row.left.group)]
    return await framed(
        request, "worklist.html", view, groups=groups, view=view, following=following,
        total=len(rows), filters=_filters(request), query=request.query,
    )  # fmt: skip


def narrowed(desk: DeskParts, actor: Actor, view: str, request: web.Request) -> Filter:
    """Return the filter of a view with what the query narrows further."""
    now = desk.clock()
    query = request.query
    base = Filter(
        status=query.get("status") or None, level=query.get("level") or None,
        division=query.get("division") or None, kind=query.get("kind") or None,
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
        case _:
            return base


def row_of(desk: DeskParts, actor: Actor, case: Case, say: Say) -> Row:
    """Write a case as a line of the list; words only where the account may read the story."""
    parts = shows(actor.officer, case, desk.worlds.staffed)
    due = next_due(case)
    today = desk.clock().astimezone(desk.presenter.zone).date()
    return Row(
        reference=case.reference, level=case.level, status=case.status,
        left=left_of(due.due_at if due else None, case, today, desk.worlds.calendar, say),
        clock=due.name if due else "", where=_where(case) if "card" in parts else case.reference,
        words=_words(case) if "story" in parts else "",
        division=case.division, headcount=case.headcount, owed_fen=case.owed_fen,
        holder=case.held_by.name if case.held_by else None, version=case.version,
        claimable=case.held_by is None,
    )  # fmt: skip


def left_of(
    due_at: str | None, case: Case, today: date, calendar: Calendar, say: Say
) -> Left:
    """Say how much time is left until a date or a time."""
    if case.has_mark("ask_more") or case.has_mark("paused"):
        return Left(group="later", text=say("desk-left-waiting"), style="hold")
    if due_at is None:
        return Left(group="none", text="—", style="far")
    day = date.fromisoformat(due_at[:10])
    if case.alarm_open:
        return Left(group="now", text=say("desk-left-now"), style="late")
    if day < today:
        late = max(1, calendar.count_workdays(day, today))
        return Left(group="late", text=say("desk-left-late", days=late), style="late")
    if day == today:
        if len(due_at) > 10:
            time = datetime.fromisoformat(due_at).strftime("%H:%M")
            return Left(group="today", text=say("desk-left-time", time=time), style="now")
        return Left(group="today", text=say("desk-left-today"), style="now")
    left = calendar.count_workdays(today, day)
    group = "two" if left <= 2 else "week" if left <= 5 else "later"
    return Left(group=group, text=say("desk-left-days", days=left), style="" if left <= 5 else "far")


def _where(case: Case) -> str:
    for field in ("site", "employer", "general_contractor", "foreman", "subcontractor"):
        if named := words(case.facts, field):
            return named
    return case.reference


def _words(case: Case) -> str:
    """Return the words of the fact that tells most, as the worker said them."""
    for field in ("amount_fen", "period_start", "site", "employer", "industry"):
        known = case.facts.get(field)
        if known is not None and known.text:
            return known.text
    return ""


def _tomorrow(desk: DeskParts, now: datetime) -> str:
    return (now.astimezone(desk.presenter.zone).date() + timedelta(days=1)).isoformat()


def _filters(request: web.Request) -> Sequence[tuple[str, str]]:
    names = ("level", "status", "division", "kind")
    return [(name, request.query[name]) for name in names if request.query.get(name)]
