"""The chat as a plain page: everything works without script, which only makes it quicker."""

from asyncio import get_running_loop
from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.channels.web.api import open_new, take
from bot.channels.web.bodies import TEXT_LIMIT, Said, take_client_id, take_text
from bot.channels.web.forms import Filled, read_form
from bot.channels.web.keys import (
    OWN_PHONE_SECONDS,
    cookie_key,
    form_token,
    is_own_form,
    set_key,
)
from bot.channels.web.parts import CHAT, ChatParts
from bot.channels.web.posts import make_post
from bot.channels.web.refusals import Refusal, as_refusal
from bot.channels.web.render import PEN, Form, Look
from bot.channels.web.wire import to_wire
from bot.ids import draw_key
from handlers.errors import ProductError
from handlers.lead import ConversationId

#: How long the redirect waits for the answer, so that the page shows it at once.
_ANSWER_WAIT = 3.0
_TYPES = frozenset({"large", "huge"})
#: A page anybody may be seen reading.
_HARMLESS = "https://www.baidu.com/"


async def show_chat(request: web.Request) -> web.Response:
    """GET /: the talk so far; a first look opens nothing and needs no script."""
    return await _draw(request)


async def take_form(request: web.Request) -> web.Response:
    """POST /: what the plain form holds, then back to the page at the answer."""
    visit = _Visit(request)
    form = Filled()
    try:
        form = await read_form(request, visit.conversation)
        if (size := form.field("type")) is not None:
            return _set_type(request, size)
        return await _say(visit, form)
    except ProductError as error:
        refusal = as_refusal(error)
    except Refusal as refused:
        refusal = refused
    return await _draw(request, refusal=refusal, draft=form.field("text") or "")


async def leave(request: web.Request) -> web.Response:
    """GET /leave: forget everything here and show something harmless."""
    response = web.Response(status=303, headers={"Location": _HARMLESS})
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    for name in request.cookies:
        response.del_cookie(name, secure=request.app[CHAT].settings.secure)
    return response


def look_of(request: web.Request) -> Look:
    """Return how this browser wants pages shown."""
    size = request.cookies.get("type", "")
    return Look(type=size if size in _TYPES else "", plain=request.cookies.get("plain") == "1")


class _Visit:
    """One post of the plain form: its conversation is opened only once the form proves our own."""

    def __init__(self, request: web.Request) -> None:
        self.request = request
        self.chat: ChatParts = request.app[CHAT]
        self.key = cookie_key(request)
        self._found: ConversationId | None = None

    async def conversation(self, fields: Mapping[str, Sequence[str]]) -> ConversationId:
        """Return the conversation of the cookie, a new one on the first post."""
        if not is_own_form(self.request, next(iter(fields.get("token", ())), "")):
            raise Refusal("stale_form")
        if self._found is None:
            self._found = await self.chat.intake.conversation_of(self.key)
        if self._found is None:
            opened = await open_new(self.chat)
            self._found, self.key = opened.conversation, opened.key
        return self._found


async def _say(visit: _Visit, form: Filled) -> web.Response:
    choices = tuple(form.fields.get("choice", ()))
    said = Said(
        client_id=take_client_id(form.field("client_id")),
        choices=choices,
        asking=form.field("asking") or None,
        text=None
        if choices or (form.files and not form.field("text"))
        else take_text(form.field("text") or None),
        files=form.files,
    )
    conversation = await visit.conversation(form.fields)
    heard = await visit.chat.transcript.read(conversation, 0)
    await take(visit.chat, await make_post(visit.request, conversation, said))
    turn = await _first_answer(visit.chat, conversation, heard[-1].seq if heard else 0)
    response = web.Response(status=303, headers={"Location": f"/#turn-{turn}" if turn else "/#say"})
    set_key(response, visit.request, visit.key, own="own" in choices)
    if "borrowed" in choices:
        response.set_cookie("plain", "1", samesite="Strict")
    return response


async def _first_answer(chat: ChatParts, conversation: ConversationId, after: int) -> int | None:
    """Wait for the end of the turn; return the seq of its first answer."""
    deadline = get_running_loop().time() + _ANSWER_WAIT
    first = None
    while (left := deadline - get_running_loop().time()) > 0:
        news = await chat.transcript.wait(conversation, after, left)
        for message in news:
            after = message.seq
            if message.sender != "worker":
                first = first or message.seq
                if message.asking is not None:
                    return first
    return first


def _set_type(request: web.Request, size: str) -> web.Response:
    response = web.Response(status=303, headers={"Location": "/"})
    if size in _TYPES:
        response.set_cookie("type", size, samesite="Strict", max_age=OWN_PHONE_SECONDS)
    else:
        response.del_cookie("type")
    return response


async def _draw(
    request: web.Request, *, refusal: Refusal | None = None, draft: str = ""
) -> web.Response:
    chat = request.app[CHAT]
    key = cookie_key(request)
    conversation = await chat.intake.conversation_of(key) if key else None
    messages = await chat.transcript.read(conversation, 0) if conversation else ()
    if conversation and messages:
        chat.intake.mark_seen(conversation, messages[-1].seq)
    kept = key or draw_key()
    text = request.app[PEN].draw_chat(
        [to_wire(message, chat.zone) for message in messages],
        form=Form(token=form_token(kept), client_id=draw_key()),
        look=look_of(request),
        key=key if conversation else "",
        now=chat.clock(),
        error=refusal.sentence(request) if refusal else None,
        draft=draft or request.query.get("text", "")[:TEXT_LIMIT],
    )
    status = refusal.status if refusal else 200
    response = web.Response(text=text, content_type="text/html", status=status)
    response.enable_compression()
    if not key:
        set_key(response, request, kept)
    return response
