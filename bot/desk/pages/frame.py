"""What surrounds every page: who is signed in, the views, the alarms that ring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.desk.guard import ACTOR, Actor, Handler
from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.limits import Watch
from bot.desk.parts import DeskParts
from handlers.alarm import Alarm, AlarmState
from handlers.errors import Invalid, NotAllowed
from handlers.jsonable import Json
from handlers.lead import ConversationId
from handlers.officer import Officer, Role
from storage import pages
from storage.records import alarms, messages, worklist

#: The views of the sidebar with their icons, and the other pages.
VIEWS = (
    ("all", "list"), ("mine", "person"), ("overdue", "warn"), ("today", "clock"),
    ("asked", "chat"), ("unowned", "hand"), ("urgent", "lv1"),
)  # fmt: skip
#: Pages with the roles that may open them; deny by default.
_WORKING = frozenset({Role.INTAKE, Role.OFFICER, Role.SUPERVISOR})
PAGES: dict[str, tuple[str, frozenset[Role]]] = {
    "tasks": ("check", _WORKING | {Role.AUTHOR}),
    "alarms": ("lv0", _WORKING | {Role.DUTY}),
    "figures": ("chart", _WORKING | {Role.LEADER, Role.ARBITER, Role.AUDITOR}),
    "directory": ("board", frozenset({Role.ADMIN, Role.SUPERVISOR, Role.AUTHOR})),
    "staff": ("people", frozenset({Role.ADMIN, Role.SUPERVISOR})),
    "firms": ("firm", frozenset({Role.OFFICER, Role.SUPERVISOR})),
}


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


def _alarming(ringing: Sequence[Alarm]) -> dict[ConversationId, int]:
    """Return where each alarm's last words stand."""
    return {alarm.conversation: alarm.signals[-1].seq for alarm in ringing if alarm.signals}


def _bar(desk: DeskParts, alarm: Alarm, said: Mapping[ConversationId, str]) -> dict[str, Json]:
    """Write an alarm for its bar, with the whole sentence that raised it."""
    words = said.get(alarm.conversation, "")
    shown: dict[str, Json] = {
        "words": " ".join(words.split())[:120], "minutes": _minutes(desk, alarm),
    }  # fmt: skip
    return desk.presenter.alarm(alarm) | shown


def _minutes(desk: DeskParts, alarm: Alarm) -> int:
    return max(0, int((desk.clock() - alarm.opened_at).total_seconds()) // 60)


def person_of(request: web.Request) -> Actor:
    """Return who is signed in at a page; nobody is sent to the door."""
    actor: Actor | None = request.get(ACTOR)
    if actor is None:
        raise web.HTTPSeeOther("/desk/login")
    return actor


@web.middleware
async def deny_by_default(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let into a page of the sidebar, and all below it, only whom it is for."""
    name = request.path.removeprefix("/desk/").partition("/")[0]
    actor: Actor | None = request.get(ACTOR)
    if actor is not None and name in PAGES and not PAGES[name][1] & actor.officer.roles:
        raise NotAllowed("role")
    return await handler(request)


def watch_of(request: web.Request) -> Watch:
    """Return what this page reads the time from."""
    desk = desk_of(request)
    today = desk.clock().astimezone(desk.presenter.zone).date()
    return Watch(today=today, calendar=desk.worlds.calendar, say=ink_of(request).say)


def require(request: web.Request, *roles: Role) -> Actor:
    """Return who is signed in, if one of his roles opens this page."""
    actor = person_of(request)
    if not actor.officer.roles & set(roles):
        raise NotAllowed("role")
    return actor


def cursor_of(request: web.Request) -> str | None:
    """Return where a list goes on; what is no cursor of ours begins it anew."""
    cursor = request.query.get("cursor")
    try:
        return cursor if cursor and pages.read(cursor) else None
    except Invalid:
        return None


async def framed(
    request: web.Request, template: str, here: str, *, status: int = 200, **values: Any
) -> web.Response:
    """Draw a page in its frame."""
    desk, actor = desk_of(request), person_of(request)
    scope = actor.officer.scope
    async with desk.store.reading() as reading:
        counts = await worklist.count_views(reading, scope, actor.officer.id, desk.clock())
        ringing, _ = await alarms.list_(reading, scope, [AlarmState.OPEN])
        said = await messages.said_at(reading, _alarming(ringing))
    frame = Frame(
        officer=actor.officer, csrf=actor.csrf, here=here, counts=counts,
        alarms=[_bar(desk, alarm, said) for alarm in ringing],
        pages=tuple(
            (name, glyph) for name, (glyph, roles) in PAGES.items() if roles & actor.officer.roles
        ),
        q=request.query.get("q", ""), demo=desk.worlds.demo,
    )  # fmt: skip
    return ink_of(request).page(request, template, status=status, frame=frame, **values)
