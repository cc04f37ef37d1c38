"""Cases as JSON: the list, one case, filing for a caller, every move, files and who read it."""

from collections.abc import AsyncIterator
from datetime import date

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.desk.api.bodies import (
    BadRequest,
    body_of,
    cursor_of,
    key_of,
    limit_of,
    next_json,
    readable,
    version_of,
)
from bot.desk.guard import Actor, ScopeMissing, actor_of, takes
from bot.desk.parts import DESK, DeskParts
from bot.services.casework import CaseFile
from handlers.callers import lead_for_caller
from handlers.case import Case
from handlers.casework.access import WORKING, roles_over, shows
from handlers.casework.commands import Command
from handlers.casework.moves import WORKERS_OWN, actions
from handlers.casework.rules import allowed_moves
from handlers.errors import Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from nlp.reader import understand
from storage.records import cases, evidence, messages, worklist
from storage.records import reads as readings
from storage.records.evidence import EvidenceRow
from storage.records.worklist import Filter
from storage.transcript import Message

#: The largest file that is taken, and the longest text of a caller's story.
LARGEST_FILE, LONGEST_TEXT = 200 * 1024 * 1024, 4_000
#: What a move's own answer shows, though the case has just left the sight of who made it.
ONCE_MORE = frozenset({"basic", "card", "story", "history", "history_words"})
_CHUNK = 64 * 1024
#: What reading a body by parts may raise where it has none.
BROKEN = (ValueError, AssertionError, RuntimeError, HttpProcessingError, web.RequestPayloadError)


@takes("cases:read")
async def list_cases(request: web.Request) -> web.Response:
    """GET /desk/api/cases: next due first; an unknown filter value gives an empty list."""
    desk, actor = request.app[DESK], actor_of(request)
    limit, cursor = limit_of(request), cursor_of(request, "cases")
    if not readable(request.query):
        return web.json_response({"cases": [], "next": None})
    async with desk.store.reading() as reading:
        found, following = await worklist.list_cards(
            reading, actor.officer.scope, filter_of(request), cursor, limit
        )
    shown: list[Json] = [card_json(desk, actor, case) for case in found]
    return web.json_response({"cases": shown, "next": next_json(following, "cases")})


@takes("cases:read")
async def show_case(request: web.Request) -> web.Response:
    """GET /desk/api/cases/{reference}: the case; that it was read is written down."""
    desk, actor = request.app[DESK], actor_of(request)
    file = await desk.casework.open(actor.officer, reference_of(request))
    return web.json_response(await case_json(desk, actor, file))


@takes("cases:write")
async def file_case(request: web.Request) -> web.Response:
    """POST /desk/api/cases: an operator files for a caller; what the text says is understood."""
    desk, actor = request.app[DESK], actor_of(request)
    if not actor.officer.roles & WORKING:
        raise NotAllowed("role")
    body = body_of(request)
    text, given = _told(body)
    heard = understand(text, desk_today(desk))
    lead = lead_for_caller(heard, given, unnamed=body.get("unnamed") is True)
    file = await desk.casework.file(actor.officer, lead, idempotency_key=key_of(request), told=body)
    return web.json_response(await case_json(desk, actor, file), status=201)


@takes("cases:write")
async def act(request: web.Request) -> web.Response:
    """POST /desk/api/cases/{reference}/actions/{action}: a move of the table."""
    desk, actor = request.app[DESK], actor_of(request)
    action = request.match_info["action"]
    if action == "reveal" and "identity:read" not in actor.scopes:
        raise ScopeMissing(scope="identity:read")
    if action not in actions() or action in WORKERS_OWN:
        raise NotFound
    file = await desk.casework.act(
        actor.officer, reference_of(request),
        Command(action=action, body=body_of(request), version=version_of(request)),
        idempotency_key=key_of(request),
    )  # fmt: skip
    return web.json_response(await case_json(desk, actor, file))


@takes("history:read")
async def list_reads(request: web.Request) -> web.Response:
    """GET …/reads: who read the case; supervisor, arbiter and auditor see it."""
    desk = request.app[DESK]
    case = await _find(request, "reads")
    async with desk.store.reading() as reading:
        rows = await readings.of_case(reading, case.id)
    shown: list[Json] = [
        {"by": row.by, "role": row.role, "at": desk.presenter.local(row.at)} for row in rows
    ]
    return web.json_response({"reads": shown})


@takes("cases:write")
async def add_file(request: web.Request) -> web.Response:
    """POST …/files: one file by multipart, sealed as it arrives; 201 with its id."""
    desk, actor = request.app[DESK], actor_of(request)
    if not request.content_type.startswith("multipart/"):
        raise BadRequest
    case = await _find(request, "story")
    if not roles_over(actor.officer, case) & WORKING:
        raise NotAllowed("role")
    try:
        part = await _file_part(request)
        file = await desk.evidence.keep(
            None, part.filename or "", _chunks(part), LARGEST_FILE,
            case=case.id, by=actor.officer.id,
        )  # fmt: skip
    except BROKEN as broken:
        raise BadRequest from broken
    return web.json_response({"file": file}, status=201)


@takes("cases:read")
async def list_files(request: web.Request) -> web.Response:
    """GET …/files: what lies with a case, for who may read its story."""
    desk = request.app[DESK]
    case = await _find(request, "story")
    async with desk.store.reading() as reading:
        rows = await evidence.of_case(reading, case.id)
    shown: list[Json] = [_file_json(desk, row) for row in rows]
    return web.json_response({"files": shown})


@takes("cases:read")
async def open_file(request: web.Request) -> web.StreamResponse:
    """GET …/files/{file}: the bytes as they were sent, to be saved and never drawn."""
    desk = request.app[DESK]
    case = await _find(request, "story")
    async with desk.store.reading() as reading:
        row = await evidence.get(reading, name_of(request, "file"))
    if row is None or row.case != case.id or not row.kept:
        raise NotFound
    answer = web.StreamResponse(headers={
        "Content-Type": "application/octet-stream", "Cache-Control": "no-store",
        "Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff",
    })  # fmt: skip
    answer.content_length = row.size
    await answer.prepare(request)
    async for chunk in desk.evidence.read(row.id):
        await answer.write(chunk)
    await answer.write_eof()
    return answer


def filter_of(request: web.Request) -> Filter:
    """Read the filter of a list."""
    wanted = request.query
    return Filter(
        status=wanted.get("status"), kind=wanted.get("kind"), level=wanted.get("level"),
        division=wanted.get("division"), agency=wanted.get("agency"),
        held_by=wanted.get("held_by"), due_before=wanted.get("due_before"), q=wanted.get("q"),
    )  # fmt: skip


def card_json(desk: DeskParts, actor: Actor, case: Case) -> dict[str, Json]:
    """Write a card as this account is shown it."""
    parts = shows(actor.officer, case, desk.worlds.staffed)
    return desk.presenter.card(case, parts, moves_of(desk, actor, case))


async def case_json(desk: DeskParts, actor: Actor, file: CaseFile) -> dict[str, Json]:
    """Write a case as this account is shown it; nothing at all of it is 403."""
    parts = shows(actor.officer, file.case, desk.worlds.staffed)
    if not parts and file.changed:
        parts = ONCE_MORE
    if not parts:
        raise NotAllowed("role")
    said: tuple[Message, ...] = ()
    if parts & {"story", "history"} and file.case.conversation:
        async with desk.store.reading() as reading:
            said = tuple(await messages.of_conversation(reading, file.case.conversation))
    return desk.presenter.case(file, parts, moves_of(desk, actor, file.case), said)


def moves_of(desk: DeskParts, actor: Actor, case: Case) -> tuple[str, ...]:
    """Return what this account may do now."""
    return allowed_moves(case, actor.officer, desk.worlds.of_desk(), desk.clock())


def desk_today(desk: DeskParts) -> date:
    """Return the local day."""
    return desk.clock().astimezone(desk.presenter.zone).date()


def reference_of(request: web.Request) -> str:
    """Return the reference of the address."""
    return name_of(request, "reference")


def name_of(request: web.Request, part: str) -> str:
    """Return a part of the address; what no row can be named by does not exist."""
    name = request.match_info[part]
    if "\x00" in name or not name.isprintable():
        raise NotFound
    return name


async def _find(request: web.Request, part: str) -> Case:
    """Return a case in sight of which this account is shown a part; 403 without the right."""
    desk, actor = request.app[DESK], actor_of(request)
    async with desk.store.reading() as reading:
        case = await cases.get(reading, reference_of(request), actor.officer.scope)
    if part not in shows(actor.officer, case, desk.worlds.staffed):
        raise NotAllowed("role")
    return case


def _told(body: dict[str, Json]) -> tuple[str, dict[str, Json]]:
    """Read what a caller told: a text, facts, or both."""
    text, given = body.get("text"), body.get("facts")
    if text is not None and not (isinstance(text, str) and len(text) <= LONGEST_TEXT):
        raise Invalid("text")
    if given is not None and not isinstance(given, dict):
        raise Invalid("facts")
    if not (text and text.strip()) and not given:
        raise Invalid("text")
    if not isinstance(body.get("unnamed", False), bool):
        raise Invalid("unnamed")
    if unknown := set(body) - {"text", "facts", "unnamed"}:
        raise Invalid(min(unknown))
    return text or "", given or {}


async def _file_part(request: web.Request) -> BodyPartReader:
    """Return the part named `file`."""
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name == "file":
            return part
    raise Invalid("file")


async def _chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await part.read_chunk(_CHUNK):
        yield part.decode(chunk)


def _file_json(desk: DeskParts, row: EvidenceRow) -> dict[str, Json]:
    return {
        "file": row.id, "name": row.name, "type": row.type, "size": row.size, "kind": row.kind,
        "kept": row.kept, "seq": row.seq, "at": desk.presenter.local(row.at),
    }  # fmt: skip
