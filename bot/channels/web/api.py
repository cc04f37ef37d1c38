"""The chat API of contracts.md: open, say, read. A 202 is given only after the commit."""

from collections.abc import Sequence

from aiohttp import web

from bot.channels.web.bodies import (
    ID_LIMIT,
    Said,
    parse_said,
    read_object,
    take_client_id,
    take_number,
    take_text,
)
from bot.channels.web.forms import Fields, read_form
from bot.channels.web.keys import bearer_conversation
from bot.channels.web.parts import CHAT, ChatParts
from bot.channels.web.posts import admit, make_post
from bot.channels.web.refusals import Refusal
from bot.channels.web.render import PEN
from bot.channels.web.wire import to_wire
from bot.services.ports import Opened, Post
from handlers.errors import NotFound
from handlers.jsonable import Json
from handlers.lead import ConversationId
from storage.transcript import Message

_LONGEST_WAIT = 30
#: How long a 201 waits for the greeting.
_GREETING_WAIT = 3


async def open_conversation(request: web.Request) -> web.Response:
    """POST /chat/api/conversations: a new one, or on with the one this code leads to."""
    chat = request.app[CHAT]
    body = await read_object(request)
    admit(request)
    code = body.get("code")
    opened = await (open_new(chat) if code is None else _rejoin(chat, code))
    answer = {"conversation": str(opened.conversation), "key": opened.key}
    return web.json_response(answer, status=201)


async def receive_message(request: web.Request) -> web.Response:
    """POST /chat/api/messages: words, a choice, a file, or an upload that is finished."""
    conversation = await bearer_conversation(request)
    if request.content_type == "multipart/form-data":
        said = await _read_multipart(request, conversation)
    else:
        said = parse_said(await read_object(request))
    post = await make_post(request, conversation, said)
    await take(request.app[CHAT], post)
    return web.json_response({"accepted": True}, status=202)


async def take(chat: ChatParts, post: Post) -> None:
    """Take a post; a code said goes on with the conversation it leads to."""
    text = post.body.get("text") if post.kind == "text" else None
    if isinstance(text, str) and await chat.intake.follow(post.conversation, text, "web"):
        return
    await chat.intake.receive(post)


async def read_messages(request: web.Request) -> web.Response:
    """GET /chat/api/messages?after=N&wait=S: what came after, waiting for it if asked to."""
    conversation = await bearer_conversation(request)
    chat = request.app[CHAT]
    after = take_number(request.query.get("after"))
    wait = take_number(request.query.get("wait"), at_most=_LONGEST_WAIT)
    chat.intake.mark_seen(conversation, after)
    if wait:
        messages = await chat.transcript.wait(conversation, after, wait)
    else:
        messages = await chat.transcript.read(conversation, after)
    return web.json_response({"messages": list(write_all(request, messages))})


def write_all(request: web.Request, messages: Sequence[Message]) -> list[Json]:
    """Write messages as JSON; with `html=1` each carries its markup, for the page's script."""
    zone = request.app[CHAT].zone
    written = [to_wire(message, zone) for message in messages]
    if request.query.get("html"):
        pen = request.app[PEN]
        for wire in written:
            wire["html"] = pen.draw_message(wire)
    return list(written)


async def open_new(chat: ChatParts) -> Opened:
    """Open a conversation and wait until its greeting is there."""
    opened = await chat.intake.open("web", chat.settings.locale)
    await chat.transcript.wait(opened.conversation, 0, _GREETING_WAIT)
    return opened


async def _rejoin(chat: ChatParts, code: Json) -> Opened:
    if not isinstance(code, str) or len(code) > ID_LIMIT:
        raise Refusal("code_unknown")
    try:
        return await chat.intake.rejoin(code, "web")
    except NotFound as error:
        raise Refusal("code_unknown") from error


async def _read_multipart(request: web.Request, conversation: ConversationId) -> Said:
    async def owner(_: Fields) -> ConversationId:
        return conversation

    form = await read_form(request, owner)
    return Said(
        client_id=take_client_id(form.field("client_id")),
        text=take_text(form.field("text")) if form.field("text") or not form.files else None,
        files=form.files,
    )
