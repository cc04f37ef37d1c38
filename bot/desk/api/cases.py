"""Cases as JSON: the list, one case, filing for a caller, every move, files and who read it."""

from datetime import date, datetime

from aiohttp import web

from bot.desk.api.bodies import cursor_of, json_body, limit_of
from bot.desk.guard import Actor, ScopeMissing, actor_of, takes
from bot.desk.parts import DESK, DeskParts
from bot.services.casework import CaseFile
from handlers.callers import lead_for_caller
from handlers.case import Case
from handlers.casework.access import shows
from handlers.casework.commands import Command
from handlers.casework.moves import actions
from handlers.casework.rules import allowed_moves
from handlers.errors import Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from handlers.officer import Role
from nlp.reader import understand
from storage.records import cases, messages, worklist
from storage.records import reads as readings
from storage.records.worklist import Filter
from storage.transcript import Message


@takes("cases:read")
async def list_cases(request: web.Request) -> web.Response:
    """GET /desk/api/cases: next due first; an unknown filter value gives an empty list."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request)
    wanted = filter_of(request)
    if wanted is None:
        return web.json_response({"cases": [], "next": None})
    async with desk.store.reading() as reading:
        found, following = await worklist.list_cards(
            reading, actor.officer.scope, wanted, cursor, limit
        )
    return web.json_response(
        {"cases": [card_json(desk, actor, case) for case in found], "next": following}
    )


@takes("cases:read")
async def show_case(request: web.Request) -> web.Response:
    """GET /desk/api/cases/{reference}: the case; that it was read is written down."""
    desk, actor = request.app[DESK], actor_of(request)
    file = await desk.casework.open(actor.officer, request.match_info["reference"])
    return web.json_response(await case_json(desk, actor, file))


@takes("cases:write")
async def file_case(request: web.Request) -> web.Response:
    """POST /desk/api/cases: an operator files for a caller; what the text says is understood."""
    desk, actor = request.app[DESK], actor_of(request)
    if not actor.officer.roles & {Role.INTAKE, Role.OFFICER, Role.SUPERVISOR}:
        raise NotAllowed("role")
    body = await json_body(request)
    text, facts = body.get("text"), body.get("facts")
    if not text and not facts:
        raise Invalid("text")
    if text is not None and not isinstance(text, str):
        raise Invalid("text")
    if facts is not None and not isinstance(facts, dict):
        raise Invalid("facts")
    if unknown := set(body) - {"text", "facts", "unnamed"}:
        raise Invalid(min(unknown))
    heard = understand(text or "", desk_today(desk))
    lead = lead_for_caller(heard, facts or {}, unnamed=body.get("unnamed") is True)
    file = await desk.casework.file(actor.officer, lead)
    return web.json_response(await case_json(desk, actor, file), status=201)


@takes("cases:write")
async def act(request: web.Request) -> web.Response:
    """POST /desk/api/cases/{reference}/actions/{action}: a move of the table."""
    desk, actor = request.app[DESK], actor_of(request)
    action = request.match_info["action"]
    body = await json_body(request, empty=True)
    if action not in actions():
        raise NotFound
    if action == "reveal" and "identity:read" not in actor.scopes:
        raise ScopeMissing(scope="identity:read")
    version = version_of(request, body)
    file = await desk.casework.act(
        actor.officer,
        request.match_info["reference"],
        Command(action=action, body=body, version=version),
        idempotency_key=request.headers.get("Idempotency-Key"),
    )
    return web.json_response(await case_json(desk, actor, file))


@takes("cases:read")
async def list_reads(request: web.Request) -> web.Response:
    """GET …/reads: who read the case; supervisor, arbiter and auditor see it."""
    desk, actor = request.app[DESK], actor_of(request)
    async with desk.store.reading() as reading:
        case = await cases.get(reading, request.match_info["reference"], actor.officer.scope)
        if "reads" not in shows(actor.officer, case, desk.worlds.staffed):
            raise NotAllowed("role")
        rows = await readings.of_case(reading, case.id)
    return web.json_response(
        {
            "reads": [
                {"by": row.by, "role": row.role, "at": desk.presenter.local(row.at)} for row in rows
            ]
        }
    )


def filter_of(request: web.Request) -> Filter | None:
    """Read the filter of a list; none where a value can match nothing."""
    query, desk = request.query, request.app[DESK]
    held_by, due_before = None, None
    if name := query.get("held_by"):
        held_by = next((one.id for one in desk.worlds.officers if one.username == name), None)
        if held_by is None:
            return None
    if text := query.get("due_before"):
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return None
        due_before = at if at.tzinfo else at.replace(tzinfo=desk.presenter.zone)
    return Filter(
        status=query.get("status"),
        kind=query.get("kind"),
        level=query.get("level"),
        division=query.get("division"),
        agency=query.get("agency"),
        held_by=held_by,
        due_before=due_before,
        q=query.get("q"),
    )


def card_json(desk: DeskParts, actor: Actor, case: Case) -> dict[str, Json]:
    """Write a card as this account is shown it."""
    parts = shows(actor.officer, case, desk.worlds.staffed)
    return desk.presenter.card(case, parts, moves_of(desk, actor, case))


async def case_json(desk: DeskParts, actor: Actor, file: CaseFile) -> dict[str, Json]:
    """Write a case as this account is shown it; nothing at all of it is 403."""
    parts = shows(actor.officer, file.case, desk.worlds.staffed)
    if not parts:
        raise NotAllowed("role")
    said: tuple[Message, ...] = ()
    if "story" in parts and file.case.conversation:
        async with desk.store.reading() as reading:
            said = tuple(await messages.of_conversation(reading, file.case.conversation))
    return desk.presenter.case(file, parts, moves_of(desk, actor, file.case), said)


def moves_of(desk: DeskParts, actor: Actor, case: Case) -> tuple[str, ...]:
    """Return what this account may do now."""
    return allowed_moves(case, actor.officer, desk.worlds.of_desk(), desk.clock())


def version_of(request: web.Request, body: dict[str, Json]) -> int | None:
    """Take the version the sender saw from If-Match or the body."""
    named = body.pop("version", None)
    header = request.headers.get("If-Match", "").strip('"')
    if header.isdigit():
        return int(header)
    if named is not None and (not isinstance(named, int) or isinstance(named, bool)):
        raise Invalid("version")
    return named


def desk_today(desk: DeskParts) -> date:
    """Return the local day."""
    return desk.clock().astimezone(desk.presenter.zone).date()
