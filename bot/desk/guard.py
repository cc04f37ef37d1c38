"""Who is asking, and whether he may: every desk request passes here, deny by default.

A person comes with a session cookie, a program with a bearer token and its scopes; both act as an
officer, and what that officer may see or do is decided by the rules, not here.
"""

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from handlers.errors import ProductError
from handlers.officer import Officer

#: The scopes a token may have (contracts.md, Desk API).
SCOPES = (
    "cases:read", "cases:write", "identity:read", "figures:read", "directory:write",
    "articles:write", "staff:write", "history:read", "alarms:write",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An officer as he comes in: by session (every scope) or by token (its own)."""

    officer: Officer
    scopes: frozenset[str]
    csrf: str = ""
    session: int | None = None


class Unauthorized(ProductError):
    """No valid token or session came with the request."""

    code = "unauthorized"


class ScopeMissing(ProductError):
    """The token does not have the scope that this call takes."""

    code = "scope"


ACTOR = web.RequestKey("ACTOR", Actor)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def takes(scope: str) -> Callable[[Handler], Handler]:
    """Let a call through only with this scope: 401 without a token, 403 without the scope."""

    def wrap(handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: web.Request) -> web.StreamResponse:
            if scope not in actor_of(request).scopes:
                raise ScopeMissing(scope=scope)
            return await handler(request)

        return guarded

    return wrap


def actor_of(request: web.Request) -> Actor:
    """Return who is asking; raises Unauthorized where nobody is signed in."""
    actor: Actor | None = request.get(ACTOR)
    if actor is None:
        raise Unauthorized
    return actor
