"""Reads what comes in at the API into values, within limits; all else becomes a refusal."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from aiohttp import web

from bot.channels.web.refusals import Refusal
from handlers.jsonable import Json

TEXT_LIMIT = 4_000
BODY_LIMIT = 1_000_000
FILE_LIMIT = 200 * 1024 * 1024
ID_LIMIT = 100
_CHOICES_LIMIT = 60
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message as it came: words, a choice, or a file that was uploaded before."""

    client_id: str
    text: str | None = None
    choices: tuple[str, ...] = ()
    asking: str | None = None
    """The question a choice answers, where it says so: an old button answers no new one."""
    upload: str | None = None
    files: tuple[str, ...] = ()
    """Ids of files that are sealed already."""


async def read_object(request: web.Request) -> Mapping[str, Json]:
    """Return the JSON object of a request; an empty body is an empty object."""
    raw = await _read_body(request)
    if not raw.strip():
        return {}
    if request.content_type != "application/json":
        raise Refusal("media_type")
    return parse_object(raw)


def parse_object(raw: bytes) -> Mapping[str, Json]:
    """Return the object these bytes spell; raises Refusal."""
    try:
        value = json.loads(raw.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Refusal("not_utf8") from error
    except RecursionError as error:
        raise Refusal("too_deep") from error
    except ValueError as error:
        raise Refusal("not_json") from error
    if not isinstance(value, dict):
        raise Refusal("wrong_shape")
    return value


def parse_said(body: Mapping[str, Json]) -> Said:
    """Return what was said: exactly one of text, choice, or upload with or without text."""
    client_id = take_client_id(body.get("client_id"))
    text, choice, upload = body.get("text"), body.get("choice"), body.get("upload")
    if choice is not None:
        if text is not None or upload is not None:
            raise Refusal("wrong_shape")
        asking = body.get("asking")
        return Said(
            client_id=client_id,
            choices=_take_choices(choice),
            asking=None if asking is None else _take_name(asking),
        )
    if upload is not None:
        words = None if text in (None, "") else take_text(text)
        return Said(client_id=client_id, text=words, upload=_take_name(upload))
    return Said(client_id=client_id, text=take_text(text))


def take_client_id(value: Json) -> str:
    """Return a client's own id: 1 to 100 characters, none of them a control character."""
    if isinstance(value, str) and 0 < len(value) <= ID_LIMIT and value.isprintable():
        return value
    raise Refusal("wrong_client_id")


def take_text(value: Json) -> str:
    """Return words as they were said: something readable, not longer than the limit."""
    if value is None:
        raise Refusal("empty")
    if not isinstance(value, str):
        raise Refusal("wrong_shape")
    if len(value) > TEXT_LIMIT:
        raise Refusal("text_long", limit=TEXT_LIMIT)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refusal("not_utf8")
    if not any(character.isprintable() and not character.isspace() for character in value):
        raise Refusal("empty")
    return value


def take_number(value: str | None, *, at_most: int | None = None) -> int:
    """Return a count from a query or a header: a whole number, not below 0; missing is 0."""
    if value is None:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) <= 18):
        raise Refusal("wrong_number")
    return int(value) if at_most is None else min(int(value), at_most)


async def read_pieces(request: web.Request) -> AsyncIterator[bytes]:
    """Yield the body as it arrives; a line that breaks ends it early."""
    try:
        async for piece in request.content.iter_chunked(_PIECE):
            yield piece
    except (ConnectionError, web.RequestPayloadError):
        return


async def _read_body(request: web.Request) -> bytes:
    if (request.content_length or 0) > BODY_LIMIT:
        raise Refusal("body_large")
    body = bytearray()
    async for piece in read_pieces(request):
        body += piece
        if len(body) > BODY_LIMIT:
            raise Refusal("body_large")
    return bytes(body)


def _take_choices(value: Json) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    if not 0 < len(listed) <= _CHOICES_LIMIT:
        raise Refusal("wrong_choice")
    return tuple(_take_name(item) for item in listed)


def _take_name(value: Json) -> str:
    if isinstance(value, str) and 0 < len(value) <= ID_LIMIT and value.isprintable():
        return value
    raise Refusal("wrong_choice")


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
