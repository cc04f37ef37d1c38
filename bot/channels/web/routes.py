"""Hangs the web door into the application: pages, API, static files, and the headers of all."""

from weakref import WeakSet

from aiohttp import web

from bot.channels.web import api, once, pages, receipts, stream, uploads
from bot.channels.web.parts import CHAT, ChatParts
from bot.channels.web.refusals import Refusal, answering
from bot.channels.web.render import PEN, Pen
from bot.channels.web.shelf import Shelf

_OURS = ("/chat/", "/r/", "/once/", "/paper/")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self' blob:; media-src 'self' blob:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def add_chat(app: web.Application, chat: ChatParts) -> None:
    """Add the worker's web door to the application."""
    shelf = Shelf()
    app[CHAT] = chat
    app[PEN] = Pen(chat.words, chat.zone, static=shelf.address, address=chat.settings.address)
    app[stream.STREAMS] = WeakSet()
    app.on_shutdown.append(stream.end_streams)
    app.on_response_prepare.append(_protect)
    app.router.add_get("/", pages.show_chat)
    app.router.add_post("/", pages.take_form)
    app.router.add_get("/leave", pages.leave)
    app.router.add_get("/r/{check}", receipts.show_receipt)
    for path in ("/once/{token}", "/paper/{token}"):
        app.router.add_get(path, once.show)
        app.router.add_post(path, once.take)
    app.router.add_get("/chat/static/{version}/{name}", answering(shelf.serve))
    for method, path, handler in (
        ("POST", "/chat/api/conversations", api.open_conversation),
        ("POST", "/chat/api/messages", api.receive_message),
        ("GET", "/chat/api/messages", api.read_messages),
        ("GET", "/chat/api/stream", stream.stream_messages),
        ("POST", "/chat/api/uploads", uploads.begin_upload),
        ("HEAD", "/chat/api/uploads/{upload}", uploads.tell_offset),
        ("PATCH", "/chat/api/uploads/{upload}", uploads.extend_upload),
        ("*", "/chat/api/{rest:.*}", _refuse_unknown),
    ):
        app.router.add_route(method, path, answering(handler))


async def _refuse_unknown(_: web.Request) -> web.StreamResponse:
    raise Refusal("not_found")


async def _protect(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer of this door the headers that keep it private and unframed."""
    if not (request.path in ("/", "/leave") or request.path.startswith(_OURS)):
        return
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
