"""The directory as a page: rows kind by kind, written with preview, history and undo."""

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, require
from bot.services.directory import ARTICLE, COLUMNS, EDITORS, YEAR
from handlers.errors import Invalid, NotAllowed, NotFound, ProductError
from handlers.officer import Role
from handlers.rows import Moved
from storage.defaults import Row

#: Who opens the page; what he may write is asked kind by kind.
OPENING = (Role.ADMIN, Role.SUPERVISOR, Role.AUTHOR)
#: Columns that take several lines.
LONG = frozenset({"days", "text", "note"})


async def show(request: web.Request) -> web.Response:
    """GET /desk/directory?kind."""
    return await _draw(request)


async def post(request: web.Request) -> web.Response:
    """POST /desk/directory/{kind}: write a row, or only look what it would move."""
    desk, actor = desk_of(request), require(request, *OPENING)
    kind, form = _kind(request), await request.post()
    row = {name: str(form.get(name, "")) for name in COLUMNS[kind]}
    if kind == YEAR and isinstance(file := form.get("file"), web.FileField):
        row["days"] = file.file.read(64 * 1024).decode("utf-8-sig", "replace")
    reason = str(form.get("reason", "")).strip() or None
    try:
        if "preview" in form:
            moved = await desk.directories.preview(actor.officer, row)
            return await _draw(request, typed=row, moved=moved)
        await desk.directories.put(actor.officer, kind, row, reason)
    except (Invalid, NotAllowed) as refused:
        return await _draw(request, typed=row, refused=refused)
    raise web.HTTPSeeOther(f"/desk/directory?kind={kind}")


async def act(request: web.Request) -> web.Response:
    """POST /desk/directory/{kind}/{action}: take a row away, or its latest change back."""
    desk, actor = desk_of(request), require(request, *OPENING)
    kind, form = _kind(request), await request.post()
    key = str(form.get("key", ""))
    try:
        match request.match_info["action"]:
            case "remove":
                await desk.directories.remove(actor.officer, kind, key)
            case "undo":
                await desk.directories.undo(actor.officer, kind, key)
            case _:
                raise NotFound
    except (Invalid, NotAllowed) as refused:
        return await _draw(request, refused=refused)
    raise web.HTTPSeeOther(f"/desk/directory?kind={kind}")


async def _draw(
    request: web.Request, *, typed: Row | None = None, moved: tuple[Moved, ...] | None = None,
    refused: ProductError | None = None,
) -> web.Response:  # fmt: skip
    desk, actor = desk_of(request), require(request, *OPENING)
    kind = _kind(request)
    rows = await desk.directories.list_(kind)
    past = {row.key: await desk.directories.past(kind, row.key) for row in rows if row.edited_at}
    return await framed(
        request, "directory.html", "directory", status=_status(refused), kind=kind, rows=rows,
        past=past, kinds=tuple(COLUMNS), columns=COLUMNS[kind], long=LONG, typed=typed or {},
        moved=moved, told=_told(request, refused), local=desk.presenter.local,
        editing=bool(EDITORS[kind] & actor.officer.roles), articles=kind == ARTICLE,
    )  # fmt: skip


def _status(refused: ProductError | None) -> int:
    if refused is None:
        return 200
    return 403 if isinstance(refused, NotAllowed) else 422


def _told(request: web.Request, refused: ProductError | None) -> str:
    """Say what was refused in one sentence; of a faulty table what is wrong with it."""
    say = ink_of(request).say
    if refused is None:
        return ""
    if isinstance(refused, Invalid):
        faults = refused.details.get("faults")
        named = ", ".join(map(str, faults)) if isinstance(faults, list) else ""
        column = say(f"directory-{refused.field}")
        return say("directory-fault", faults=named) if named else say("staff-wrong", field=column)
    return say(refused.code)


def _kind(request: web.Request) -> str:
    kind = request.match_info.get("kind") or request.query.get("kind", "agency")
    if kind not in COLUMNS:
        raise NotFound
    return kind
