"""Reads a multipart body: fields as text, files sealed while they arrive."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from aiohttp import BodyPartReader, MultipartReader, web

from bot.channels.web.bodies import BODY_LIMIT, FILE_LIMIT
from bot.channels.web.parts import CHAT
from bot.channels.web.refusals import Refusal
from handlers.lead import ConversationId

_FIELDS_LIMIT = 100
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form held."""

    fields: Mapping[str, Sequence[str]]
    files: tuple[str, ...] = ()

    def field(self, name: str) -> str | None:
        """Return the first value of a field."""
        return next(iter(self.fields.get(name, ())), None)


async def read_form(request: web.Request, conversation: ConversationId | None) -> Form:
    """Read a form; a file is kept as evidence of the conversation, none is taken without one."""
    if (request.content_length or 0) > FILE_LIMIT + BODY_LIMIT:
        raise Refusal("file_large", limit=FILE_LIMIT >> 20)
    if request.content_type != "multipart/form-data":
        raise Refusal("media_type")
    fields: dict[str, list[str]] = {}
    files: list[str] = []
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or len(fields) + len(files) > _FIELDS_LIMIT:
                raise Refusal("wrong_shape")
            await _take_part(request, conversation, part, fields, files)
    except (ValueError, AssertionError, RuntimeError) as broken:
        raise Refusal("wrong_shape") from broken
    return Form(fields=fields, files=tuple(files))


async def _take_part(
    request: web.Request,
    conversation: ConversationId | None,
    part: BodyPartReader | MultipartReader,
    fields: dict[str, list[str]],
    files: list[str],
) -> None:
    assert isinstance(part, BodyPartReader)  # noqa: S101 - narrowed by the only caller
    if part.filename is None:
        fields.setdefault(part.name or "", []).append(await _read_text(part))
        return
    if not part.filename or conversation is None:
        return
    kept = await request.app[CHAT].evidence.keep(
        conversation, part.filename, _pieces(part), FILE_LIMIT
    )
    files.append(kept)


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
