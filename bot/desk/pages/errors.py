"""What went wrong, as a page that says so and leads on."""

from aiohttp import web

from bot.desk.guard import ACTOR, Handler, Unauthorized
from bot.desk.ink import ink_of
from bot.journal import journal
from handlers.casework.refusals import FORBIDDEN
from handlers.errors import NotAllowed, NotFound, ProductError

log = journal("desk")

#: Statuses that have words of their own.
_KNOWN = frozenset({403, 404})


@web.middleware
async def show_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Show refusals that no page has taken up, and never a bare failure."""
    try:
        return await handler(request)
    except Unauthorized:
        raise web.HTTPSeeOther("/desk/login") from None
    except ProductError as error:
        return _page(request, _status_of(error))
    except web.HTTPException as plain:
        if plain.status < 400:
            raise
        return _page(request, plain.status, csrf=plain.text == "csrf")
    except Exception as failed:
        log.error("desk.failed", path=request.match_info.route.name, error=failed)
        return _page(request, 500)


def _status_of(error: ProductError) -> int:
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, NotAllowed) and error.code in FORBIDDEN:
        return 403
    return 400


def _page(request: web.Request, status: int, *, csrf: bool = False) -> web.Response:
    key = "csrf" if csrf else str(status) if status in _KNOWN else "500" if status >= 500 else "404"
    signed_in = request.get(ACTOR) is not None
    return ink_of(request).page(request, "error.html", status=status, key=key, signed_in=signed_in)
