"""Turns what was refused into the errors of the contract: one code, one sentence, the details."""

from collections.abc import Mapping
from datetime import datetime

from aiohttp import web

from bot.desk.api.bodies import BadRequest
from bot.desk.guard import Handler, ScopeMissing, Unauthorized
from bot.desk.parts import DESK, DeskParts
from bot.journal import journal
from handlers.case import Entry, Hold
from handlers.casework.refusals import FORBIDDEN
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound, ProductError
from handlers.jsonable import Json

log = journal("api")

#: Codes of the refusals that the web server itself makes.
_PLAIN = {403: "csrf", 404: "not_found", 405: "method", 413: "too_large"}
#: Calls that change nothing may still be answered differently to somebody else.
_HEADERS = {"Cache-Control": "no-store"}


def status_of(error: ProductError) -> int:
    """Return the HTTP status of a refusal (casework.md §2, order of checks)."""
    match error:
        case BadRequest():
            return 400
        case Unauthorized():
            return 401
        case ScopeMissing():
            return 403
        case NotFound():
            return 404
        case Invalid():
            return 422
        case NotAllowed():
            return 403 if error.code in FORBIDDEN else 409
        case Conflict():
            return 409
        case _:
            return 400


def error_json(desk: DeskParts, error: ProductError) -> dict[str, Json]:
    """Write an error with its sentence and its details."""
    details = {name: _json(desk, value) for name, value in error.details.items()}
    words = desk.renderer.words(desk.settings.locale)
    message = words.say(error.code if words.has(error.code) else "error", {})
    return {"error": {"code": error.code, "message": message, **details}}


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every refusal of the API as JSON; aiohttp's own, and our failures, among them."""
    desk = request.app[DESK]
    try:
        answer: web.StreamResponse = await handler(request)
    except ProductError as error:
        return _answer(desk, error, status_of(error))
    except web.HTTPException as plain:
        code = _PLAIN.get(plain.status, "bad_request")
        return _answer(desk, ProductError(code), plain.status, plain.headers)
    except (ConnectionError, TimeoutError):
        raise
    except Exception as failed:
        log.error("api.failed", route=_route(request), error=failed)
        return _answer(desk, ProductError("internal"), 500)
    if "Cache-Control" not in answer.headers:
        answer.headers.update(_HEADERS)
    return answer


def _answer(
    desk: DeskParts, error: ProductError, status: int, kept: Mapping[str, str] | None = None
) -> web.Response:
    headers = dict(_HEADERS)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if kept and "Allow" in kept:
        headers["Allow"] = kept["Allow"]
    return web.json_response(error_json(desk, error), status=status, headers=headers)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""


def _json(desk: DeskParts, value: object) -> Json:
    match value:
        case Hold():
            return desk.presenter.hold(value)
        case Entry():
            return desk.presenter.entry(value, {}, with_words=True)
        case datetime():
            return desk.presenter.local(value)
        case tuple() | list() | set() | frozenset():
            return [_json(desk, item) for item in value]
        case dict():
            return {str(name): _json(desk, item) for name, item in value.items()}
        case str() | int() | float() | None:
            return value
        case _:
            return str(value)
