"""Finds out who asks: by bearer token, or by session cookie with its CSRF token."""

from aiohttp import web

from bot.desk.guard import ACTOR, SCOPES, Actor, Handler
from bot.desk.parts import DESK
from bot.services.accounts import Acting, SignedIn

#: Calls that change nothing need no CSRF token.
SAFE = ("GET", "HEAD", "OPTIONS")
#: Where the CSRF token of a form or a script stands.
CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
#: Steps of the sign-in that begin anew: they prove who comes by themselves.
ANEW = frozenset({"password", "first", "invite"})

ACTING = web.RequestKey("ACTING", Acting)


def cookie_name(*, secure: bool) -> str:
    """Name the session cookie: `__Host-` exactly when the address is https."""
    return "__Host-desk" if secure else "desk"


@web.middleware
async def find_actor(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the actor on the request; who came with nothing goes on as nobody."""
    desk = request.app[DESK]
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and token:
        acting = await desk.accounts.by_token(token.strip())
        if acting is not None and acting.scopes is not None:
            request[ACTOR] = Actor(officer=acting.officer, scopes=acting.scopes)
        return await handler(request)
    if request.method not in SAFE and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise web.HTTPForbidden(text="csrf")
    secret = request.cookies.get(cookie_name(secure=desk.settings.secure))
    acting = await desk.accounts.by_session(secret) if secret else None
    if acting is not None and acting.session is not None and not await _begins_anew(request):
        request[ACTING] = acting
        if request.method not in SAFE and not await _csrf_matches(request, acting):
            raise web.HTTPForbidden(text="csrf")
        if acting.session.stage == "full":
            request[ACTOR] = Actor(
                officer=acting.officer, scopes=frozenset(SCOPES), csrf=acting.session.csrf
            )
    return await handler(request)


def set_session(response: web.StreamResponse, signed: SignedIn, *, secure: bool) -> None:
    """Put the session into its cookie."""
    response.set_cookie(
        cookie_name(secure=secure), signed.secret, path="/", httponly=True,
        samesite="Strict", secure=secure,
    )  # fmt: skip


def drop_session(response: web.StreamResponse, *, secure: bool) -> None:
    """Take the session's cookie back."""
    response.del_cookie(cookie_name(secure=secure), path="/", secure=secure)


async def _begins_anew(request: web.Request) -> bool:
    """Whether somebody who is still signed in signs in once more: he comes as nobody."""
    if request.method != "POST" or request.path != "/desk/login":
        return False
    form = await request.post()
    proves = form.get("step", "password") in ANEW and form.get("password")
    return bool(proves) and CSRF_FIELD not in form


async def _csrf_matches(request: web.Request, acting: Acting) -> bool:
    """Whether the session's own token came along, in a header or in the form."""
    if acting.session is None:
        return False
    sent = request.headers.get(CSRF_HEADER)
    # the API takes the token in the header alone: its bodies are read piece by piece
    form = not request.path.startswith("/desk/api/")
    if sent is None and form and request.content_type in (
        "application/x-www-form-urlencoded", "multipart/form-data"
    ):  # fmt: skip
        sent = str((await request.post()).get(CSRF_FIELD, ""))
    return sent == acting.session.csrf
