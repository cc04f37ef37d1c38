"""Turns what was refused into the errors of the contract: one code, one sentence, the details."""

from datetime import datetime

from aiohttp import web

from bot.desk.api.bodies import BadRequest
from bot.desk.guard import Handler, ScopeMissing, Unauthorized
from bot.desk.parts import DESK, DeskParts
from handlers.case import Hold
from handlers.casework.refusals import FORBIDDEN
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound, ProductError
from handlers.jsonable import Json


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
    """Answer every refusal of the API as JSON; aiohttp's own among them."""
    desk = request.app[DESK]
    try:
        answer: web.StreamResponse = await handler(request)
    except ProductError as error:
        return web.json_response(error_json(desk, error), status=status_of(error))
    except web.HTTPException as plain:
        code = {404: "not_found", 405: "method", 413: "too_large"}.get(plain.status, "bad_request")
        return web.json_response(error_json(desk, ProductError(code)), status=plain.status)
    return answer


def _json(desk: DeskParts, value: object) -> Json:
    match value:
        case Hold():
            return {
                "username": value.username, "name": value.name, "agency": value.agency,
                "since": desk.presenter.local(value.since),
            }  # fmt: skip
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
