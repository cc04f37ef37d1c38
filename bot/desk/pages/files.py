"""Evidence as it was sent, opened for who may read the story: shown only where that is harmless."""

from urllib.parse import quote

from aiohttp import web

from bot.desk.ink import desk_of
from bot.desk.pages.frame import person_of
from handlers.casework.access import shows
from handlers.errors import NotFound
from storage.records import cases, evidence

#: What a browser may draw by itself; everything else is only saved.
SHOWN = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/bmp",
    "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/ogg", "audio/webm", "audio/x-wav",
    "audio/aac", "audio/x-flac", "video/mp4", "video/webm", "video/quicktime",
})  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


async def serve(request: web.Request) -> web.StreamResponse:
    """GET /desk/cases/{reference}/files/{file}: the opened file, and nothing it could do."""
    desk, actor = desk_of(request), person_of(request)
    async with desk.store.reading() as reading:
        case = await cases.get(reading, request.match_info["reference"], actor.officer.scope)
        row = await evidence.get(reading, request.match_info["file"])
    if "story" not in shows(actor.officer, case, desk.worlds.staffed):
        raise NotFound
    if row is None or row.case != case.id or not row.kept:
        raise NotFound
    inline = row.type in SHOWN and "save" not in request.query
    answer = web.StreamResponse(headers=_HEADERS)
    answer.content_type = row.type if inline else "application/octet-stream"
    answer.content_length = row.size
    way = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(row.name or row.id)}"
    await answer.prepare(request)
    async for chunk in desk.evidence.read(row.id):
        await answer.write(chunk)
    await answer.write_eof()
    return answer
