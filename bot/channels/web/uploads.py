"""Resumable uploads: begun with name and size, sent in pieces, gone on with where a line broke."""

from aiohttp import web

from bot.channels.web.bodies import FILE_LIMIT, read_object, read_pieces, take_number
from bot.channels.web.keys import bearer_conversation
from bot.channels.web.parts import CHAT
from bot.channels.web.posts import admit
from bot.channels.web.refusals import Refusal

_NAME_LIMIT = 255


async def begin_upload(request: web.Request) -> web.Response:
    """POST /chat/api/uploads: a place for a file of this name, size and type."""
    conversation = await bearer_conversation(request)
    body = await read_object(request)
    admit(request, conversation)
    name, size, kind = body.get("name"), body.get("size"), body.get("type", "")
    if not isinstance(name, str) or not isinstance(kind, str) or len(name) > _NAME_LIMIT:
        raise Refusal("wrong_shape")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise Refusal("wrong_number")
    if size == 0:
        raise Refusal("file_empty")
    if size > FILE_LIMIT:
        raise Refusal("file_large", limit=FILE_LIMIT >> 20)
    upload = await request.app[CHAT].evidence.begin(conversation, name, size)
    return web.json_response({"upload": upload, "offset": 0}, status=201)


async def tell_offset(request: web.Request) -> web.Response:
    """HEAD /chat/api/uploads/{id}: how much of it is here."""
    conversation = await bearer_conversation(request)
    evidence = request.app[CHAT].evidence
    offset = await evidence.offset(conversation, request.match_info["upload"])
    return web.Response(headers={"Upload-Offset": str(offset)})


async def extend_upload(request: web.Request) -> web.Response:
    """PATCH /chat/api/uploads/{id}: the next bytes; 409 with the true offset where they differ."""
    conversation = await bearer_conversation(request)
    if "Upload-Offset" not in request.headers:
        raise Refusal("wrong_number")
    offset = await request.app[CHAT].evidence.extend(
        conversation,
        request.match_info["upload"],
        take_number(request.headers["Upload-Offset"]),
        read_pieces(request),
    )
    return web.Response(status=204, headers={"Upload-Offset": str(offset)})
