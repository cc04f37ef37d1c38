"""Checks the shape of what comes in from outside: JSON objects, limits, cursors."""

import json
from collections.abc import Iterable

from aiohttp import web

from handlers.errors import ProductError
from handlers.jsonable import Json

#: A JSON body over this is refused with 413.
LARGEST_BODY = 1024 * 1024
#: JSON nested deeper than this is nobody's honest request.
DEEPEST = 40


class BadRequest(ProductError):
    """The request cannot be read: no JSON object, a wrong number, a foreign cursor."""

    code = "bad_request"


async def json_body(request: web.Request, *, empty: bool = False) -> dict[str, Json]:
    """Read a JSON object; none at all counts as {} where `empty` says so."""
    if (request.content_length or 0) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
    raw = await request.read()
    if not raw.strip() and empty:
        return {}
    try:
        body = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as wrong:
        raise BadRequest from wrong
    if not isinstance(body, dict) or _depth(body) > DEEPEST:
        raise BadRequest
    return body


def limit_of(request: web.Request) -> int:
    """Read `limit`: 1 to 200, default 50."""
    text = request.query.get("limit", "50")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 200:
        raise BadRequest("limit")
    return int(text)


def cursor_of(request: web.Request) -> str | None:
    """Read `cursor`; what is not one of ours is refused by the list itself."""
    return request.query.get("cursor")


def _refuse(_constant: str) -> None:
    raise ValueError


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _depth(value: object) -> int:
    deepest, layer = 0, [value]
    while layer:
        deepest += 1
        layer = [
            inner
            for outer in layer
            for inner in (
                outer.values()
                if isinstance(outer, dict)
                else outer
                if isinstance(outer, list)
                else ()
            )
        ]
        if deepest > DEEPEST:
            return deepest
    return deepest
