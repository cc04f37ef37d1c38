"""The pages behind a link that opens once; looking uses nothing, a platform's preview looks too."""

from typing import assert_never

from aiohttp import web

from bot.channels.web.keys import set_key
from bot.channels.web.pages import look_of
from bot.channels.web.parts import CHAT
from bot.channels.web.render import PEN
from bot.ids import draw_id
from bot.services.links import Link
from bot.services.ports import Post
from handlers.errors import Conflict, NotFound
from nlp.identifiers import is_bank_card, is_identity_number

_LONGEST_TOKEN, _LONGEST_FORM, _LONGEST_VALUE = 400, 4_000, 200
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def show(request: web.Request) -> web.Response:
    """GET: what may be given or fetched here, with one button."""
    try:
        link = _look(request)
    except NotFound:
        return _page(request, None, state="unknown", status=404)
    return _page(request, link)


async def take(request: web.Request) -> web.StreamResponse:
    """POST: take the field, open the chat, or hand out the paper; the link is used up then."""
    token, papers = request.match_info["token"], request.app[CHAT].papers
    try:
        link = _look(request)
        match link.what:
            case "field":
                return await _take_field(request, link)
            case "upload":
                response = web.Response(status=303, headers={"Location": "/"})
                set_key(response, request, await papers.enter(token))
                return response
            case "paper":
                return _as_download(await papers.draw(token), link.argument)
            case _:
                assert_never(link.what)
    except NotFound:
        return _page(request, None, state="unknown", status=404)
    except Conflict:
        return _page(request, None, state="used", status=409)


async def _take_field(request: web.Request, link: Link) -> web.Response:
    if not 0 < (request.content_length or 0) <= _LONGEST_FORM:
        return _page(request, link, state="wrong", status=413)
    given = (await request.post()).get("value", "")
    value = _clean(link.argument, given if isinstance(given, str) else "")
    if value is None:
        return _page(request, link, state="wrong", status=422)
    chat = request.app[CHAT]
    await chat.papers.use(request.match_info["token"])
    await chat.intake.receive(
        Post(
            conversation=link.conversation, door="web", key=f"{link.conversation}:once:{draw_id()}",
            kind="sealed", body={"field": link.argument, "text": value},
        )
    )  # fmt: skip
    return _page(request, None, state="done")


def _clean(field: str, given: str) -> str | None:
    """Return a value as it is kept, none where it cannot be one."""
    value = given.strip()
    if field == "home_address":
        return value if 4 <= len(value) <= _LONGEST_VALUE and value.isprintable() else None
    figures = "".join(sign for sign in value if sign not in " -").lower()
    is_one = is_identity_number if field == "identity_number" else is_bank_card
    return figures.upper() if figures.isascii() and is_one(figures) else None


def _look(request: web.Request) -> Link:
    token = request.match_info["token"]
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        raise NotFound("link_unknown")
    link = request.app[CHAT].papers.look(token)
    if not request.path.startswith(link.path):
        raise NotFound("link_unknown")
    return link


def _as_download(body: bytes, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return web.Response(body=body, content_type=_WORD, headers=headers)


def _page(
    request: web.Request, link: Link | None, *, state: str = "", status: int = 200
) -> web.Response:
    text = request.app[PEN].draw_once(link, state, look_of(request))
    return web.Response(text=text, content_type="text/html", status=status)
