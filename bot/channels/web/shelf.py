"""The static files, read once: each with a fingerprint, and packed for the wire.

They lie under an address that changes with their content, so a browser may keep them for ever."""

import gzip
from hashlib import sha256
from importlib.resources import files
from mimetypes import guess_type

from aiohttp import web

from bot.channels.web.refusals import Refusal

_KEEP_FOR_EVER = "public, max-age=31536000, immutable"


class Shelf:
    """The files of `static/` under one versioned address."""

    def __init__(self) -> None:
        folder = files("bot.channels.web") / "static"
        self._plain = {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}
        self._packed = {name: gzip.compress(body, 9, mtime=0) for name, body in self._plain.items()}
        total = sha256(b"".join(name.encode() + self._plain[name] for name in sorted(self._plain)))
        self.version = total.hexdigest()[:12]

    @property
    def address(self) -> str:
        """Return where the files lie."""
        return f"/chat/static/{self.version}/"

    async def serve(self, request: web.Request) -> web.Response:
        """Answer with a file; 304 where the browser has it already."""
        name = request.match_info["name"]
        body = self._plain.get(name)
        if body is None:
            raise Refusal("not_found")
        tag = sha256(body).hexdigest()[:16]
        headers = {"ETag": f'"{tag}"', "Vary": "Accept-Encoding"}
        current = request.match_info["version"] == self.version
        headers["Cache-Control"] = _KEEP_FOR_EVER if current else "no-cache"
        if tag in request.headers.get("If-None-Match", ""):
            return web.Response(status=304, headers=headers)
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body = self._packed[name]
            headers["Content-Encoding"] = "gzip"
        kind = guess_type(name)[0] or "application/octet-stream"
        return web.Response(body=body, headers=headers, content_type=kind, charset="utf-8")
