"""Checks the shape of what comes in from outside: JSON objects, limits, cursors, versions.

A body is read before anybody asks who sent it: what cannot be read is 400, whoever it came from.
"""

import json
from collections.abc import Iterable, Mapping

from aiohttp import web

from bot.desk.guard import Handler
from handlers.errors import Invalid, ProductError
from handlers.jsonable import Json
from storage import pages

#: A JSON body over this is refused with 413.
LARGEST_BODY = 1024 * 1024
#: JSON nested deeper than this is nobody's honest request.
DEEPEST = 40
#: Calls that carry a body.
_CARRYING = ("POST", "PUT", "PATCH")
_PIECE = 64 * 1024
_LONGEST_KEY = 200

BODY: web.RequestKey[Mapping[str, Json]] = web.RequestKey("BODY", Mapping)


class BadRequest(ProductError):
    """The request cannot be read: no JSON object, a wrong number, a foreign cursor."""

    code = "bad_request"


@web.middleware
async def read_bodies(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the JSON object of a call before all else; none at all counts as {}."""
    if request.method in _CARRYING and not request.content_type.startswith("multipart/"):
        request[BODY] = _parse(await _read(request))
    return await handler(request)


def body_of(request: web.Request) -> dict[str, Json]:
    """Return the JSON object that came with the request."""
    body: Mapping[str, Json] | None = request.get(BODY)
    if body is None:
        raise BadRequest
    return dict(body)


def limit_of(request: web.Request) -> int:
    """Read `limit`: 1 to 200, default 50."""
    text = request.query.get("limit", "50")
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= 200):
        raise BadRequest("limit")
    return int(text)


def cursor_of(request: web.Request, listed: str) -> str | None:
    """Read `cursor`; one of another list, or of nobody's making, is refused."""
    cursor = request.query.get("cursor")
    if cursor is None:
        return None
    letter, _, inner = cursor.partition(".")
    if letter != listed[0]:
        raise BadRequest("cursor")
    try:
        pages.read(inner)
    except Invalid as foreign:
        raise BadRequest("cursor") from foreign
    return inner


def next_json(following: str | None, listed: str) -> str | None:
    """Write the cursor of the next page, marked with the list it belongs to."""
    return None if following is None else f"{listed[0]}.{following}"


def readable(query: Mapping[str, str]) -> bool:
    """Whether the values of a query can match anything at all."""
    return not any("\x00" in value for value in query.values())


def version_of(request: web.Request) -> int | None:
    """Read the version the sender saw from `If-Match`; the body may name it instead."""
    tag = request.headers.get("If-Match", "*").strip().removeprefix("W/").strip('"')
    if tag == "*":
        return None
    if not (tag.isascii() and tag.isdigit() and len(tag) <= 9):
        raise BadRequest("if_match")
    return int(tag)


def key_of(request: web.Request) -> str | None:
    """Read `Idempotency-Key`."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise BadRequest("idempotency_key")
    return key


async def _read(request: web.Request) -> bytes:
    """Read a body up to the limit, whatever it says of its length."""
    raw = bytearray()
    async for piece in request.content.iter_chunked(_PIECE):
        raw += piece
        if len(raw) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, len(raw))
    return bytes(raw)


def _parse(raw: bytes) -> Mapping[str, Json]:
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
        # half of a surrogate pair can be escaped in JSON, and written nowhere
        json.dumps(body, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as wrong:
        raise BadRequest from wrong
    if not isinstance(body, dict) or _depth(body) > DEEPEST:
        raise BadRequest
    return body


def _refuse(_constant: str) -> None:
    raise ValueError


def _depth(value: object) -> int:
    deepest, layer = 0, [value]
    while layer and deepest <= DEEPEST:
        deepest += 1
        layer = [inner for outer in layer for inner in _inside(outer)]
    return deepest


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
