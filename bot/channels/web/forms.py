"""Reads a multipart body: fields as text, files sealed while they arrive."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.channels.web.bodies import BODY_LIMIT, FILE_LIMIT
from bot.channels.web.parts import CHAT
from bot.channels.web.refusals import Refusal
from handlers.lead import ConversationId

_PARTS_LIMIT = 100
_PIECE = 64 * 1024

#: What a body raises that is no form, or that breaks off.
_BROKEN = (ValueError, AssertionError, RuntimeError, ConnectionError, web.RequestPayloadError)

Fields = Mapping[str, Sequence[str]]
#: Tells, from the fields so far, whose conversation a file belongs to; raises where it is nobody's.
Owner = Callable[[Fields], Awaitable[ConversationId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a form held."""

    fields: Fields = field(default_factory=dict)
    files: tuple[str, ...] = ()

    def field(self, name: str) -> str | None:
        """Return the first value of a field."""
        return next(iter(self.fields.get(name, ())), None)


async def read_form(request: web.Request, owner: Owner) -> Filled:
    """Read a form; its files are kept as evidence of the owner's conversation."""
    if (request.content_length or 0) > FILE_LIMIT + BODY_LIMIT:
        raise Refusal("file_large", limit=FILE_LIMIT >> 20)
    if request.content_type != "multipart/form-data":
        raise Refusal("media_type")
    fields: dict[str, list[str]] = {}
    files: list[str] = []
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or len(fields) + len(files) > _PARTS_LIMIT:
                raise Refusal("wrong_shape")
            if part.filename is None:
                fields.setdefault(part.name or "", []).append(await _read_text(part))
            elif part.filename:
                files.append(await _keep(request, await owner(fields), part))
    except _BROKEN as broken:
        raise Refusal("wrong_shape") from broken
    return Filled(fields=fields, files=tuple(files))


async def _keep(request: web.Request, owner: ConversationId, part: BodyPartReader) -> str:
    evidence = request.app[CHAT].evidence
    return await evidence.keep(owner, part.filename or "", _pieces(part), FILE_LIMIT)


async def _pieces(part: BodyPartReader) -> AsyncIterator[bytes]:
    while piece := await part.read_chunk(_PIECE):
        yield piece


async def _read_text(part: BodyPartReader) -> str:
    raw = bytearray()
    async for piece in _pieces(part):
        raw += piece
        if len(raw) > BODY_LIMIT:
            raise Refusal("body_large")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Refusal("not_utf8") from error
