"""Where a request came from: the peer, or what a trusted proxy says of it."""

from collections.abc import Collection

from aiohttp import web


def origin_of(request: web.Request, trusted: Collection[str]) -> str:
    """Return the address a request came from; a forwarded one only from a trusted proxy."""
    peer = request.remote or ""
    if peer not in trusted:
        return peer
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return next((hop for hop in reversed(hops) if hop and hop not in trusted), peer)
