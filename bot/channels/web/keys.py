"""Whose conversation it is: the bearer key of the API, or the cookie of the plain form.

The cookie holds chance until the first post, then the conversation's key; the form carries a digest
of it, so that a post from elsewhere is told apart even where SameSite is not known."""

import hmac
from hashlib import sha256

from aiohttp import web

from bot.channels.web.parts import CHAT
from bot.channels.web.refusals import Refusal
from handlers.lead import ConversationId

#: A key kept on a worker's own telephone: half a year.
OWN_PHONE_SECONDS = 180 * 24 * 3600


async def bearer_conversation(request: web.Request) -> ConversationId:
    """Return the conversation of the bearer key; raises Refusal where it opens none."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise Refusal("no_key", headers={"WWW-Authenticate": "Bearer"})
    conversation = await request.app[CHAT].intake.conversation_of(key.strip())
    if conversation is None:
        raise Refusal("no_key", headers={"WWW-Authenticate": "Bearer"})
    return conversation


def cookie_name(request: web.Request) -> str:
    """Return the cookie's name: bound to the host exactly where it is Secure."""
    return "__Host-chat" if request.app[CHAT].settings.secure else "chat"


def cookie_key(request: web.Request) -> str:
    """Return what the cookie holds, empty where there is none."""
    return request.cookies.get(cookie_name(request), "")


def set_key(response: web.Response, request: web.Request, key: str, *, own: bool = False) -> None:
    """Keep the key in the cookie: with the tab, or longer on the worker's own telephone."""
    response.set_cookie(
        cookie_name(request),
        key,
        max_age=OWN_PHONE_SECONDS if own else None,
        httponly=True,
        secure=request.app[CHAT].settings.secure,
        samesite="Strict",
    )


def form_token(key: str) -> str:
    """Return the token a form must carry for this cookie."""
    return sha256(b"chat form " + key.encode()).hexdigest()[:32]


def is_own_form(request: web.Request, token: str) -> bool:
    """Whether a post comes from our own page of this very browser."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    key = cookie_key(request)
    return bool(key) and hmac.compare_digest(form_token(key).encode(), token.encode())
