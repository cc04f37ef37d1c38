"""/r/{check}: is this receipt (回执) genuine? Its three times, and nothing of what it is about."""

from aiohttp import web

from bot.channels.web.pages import look_of
from bot.channels.web.parts import CHAT
from bot.channels.web.render import PEN

_LONGEST_CHECK = 100


async def show_receipt(request: web.Request) -> web.Response:
    """GET /r/{check}: 200 with the times, 404 with one sentence."""
    check = request.match_info["check"]
    receipt = None
    if len(check) <= _LONGEST_CHECK and check.isascii():
        receipt = await request.app[CHAT].receipts.find(check)
    text = request.app[PEN].draw_check(check, receipt, look_of(request))
    status = 200 if receipt else 404
    return web.Response(text=text, content_type="text/html", status=status)
