"""What surrounds every page: who is signed in, the views, the alarms that ring."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.desk.guard import ACTOR, Actor
from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.limits import Watch
from handlers.jsonable import Json
from handlers.officer import Officer, Role
from storage.records import alarms, worklist

#: The views of the sidebar with their icons, and the other pages.
VIEWS = (
    ("all", "list"), ("mine", "person"), ("overdue", "warn"), ("today", "clock"),
    ("asked", "chat"), ("unowned", "hand"), ("urgent", "lv1"),
)  # fmt: skip
#: Pages with the roles that may open them; deny by default.
PAGES: dict[str, tuple[str, frozenset[Role]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of one page."""

    officer: Officer
    csrf: str
    here: str
    counts: dict[str, int]
    alarms: list[dict[str, Json]]
    views: tuple[tuple[str, str], ...] = VIEWS
    pages: tuple[tuple[str, str], ...] = ()
    q: str = ""
    demo: bool = False


def person_of(request: web.Request) -> Actor:
    """Return who is signed in at a page; nobody is sent to the door."""
    actor: Actor | None = request.get(ACTOR)
    if actor is None:
        raise web.HTTPSeeOther("/desk/login")
    return actor


def watch_of(request: web.Request) -> Watch:
    """Return what this page reads the time from."""
    desk = desk_of(request)
    today = desk.clock().astimezone(desk.presenter.zone).date()
    return Watch(today=today, calendar=desk.worlds.calendar, say=ink_of(request).say)


async def framed(
    request: web.Request, template: str, here: str, *, status: int = 200, **values: Any
) -> web.Response:
    """Draw a page in its frame."""
    desk, actor = desk_of(request), person_of(request)
    scope = actor.officer.scope
    async with desk.store.reading() as reading:
        counts = await worklist.count_views(reading, scope, actor.officer.id, desk.clock())
        ringing, _ = await alarms.list_(reading, scope)
    frame = Frame(
        officer=actor.officer, csrf=actor.csrf, here=here, counts=counts,
        alarms=[desk.presenter.alarm(alarm) for alarm in ringing if alarm.state == "open"],
        pages=tuple(
            (name, glyph) for name, (glyph, roles) in PAGES.items() if roles & actor.officer.roles
        ),
        q=request.query.get("q", ""),
    )  # fmt: skip
    return ink_of(request).page(request, template, status=status, frame=frame, **values)
