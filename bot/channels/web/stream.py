"""GET /chat/api/stream: replies as they come, as server-sent events over one long answer."""

import asyncio
import json
from weakref import WeakSet

from aiohttp import web

from bot.channels.web.api import write_all
from bot.channels.web.bodies import take_number
from bot.channels.web.keys import bearer_conversation
from bot.channels.web.parts import CHAT

#: A comment this often tells both ends, and whatever stands between, that the line is alive.
HEARTBEAT = 15.0

#: The tasks that hold a stream open.
Streams = WeakSet[asyncio.Task[object]]
STREAMS: web.AppKey[Streams] = web.AppKey("STREAMS")


async def stream_messages(request: web.Request) -> web.StreamResponse:
    """Send every message after the given one, for as long as the other side listens."""
    conversation = await bearer_conversation(request)
    chat = request.app[CHAT]
    after = take_number(request.headers.get("Last-Event-ID") or request.query.get("after"))
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    await response.prepare(request)
    _remember(request)
    try:
        await response.write(b": \n\n")
        while True:
            chat.intake.mark_seen(conversation, after)
            news = await chat.transcript.wait(conversation, after, HEARTBEAT)
            if not news:
                await response.write(b": \n\n")
            for written, message in zip(write_all(request, news), news, strict=True):
                data = json.dumps(written, ensure_ascii=False)
                await response.write(f"id: {message.seq}\ndata: {data}\n\n".encode())
                after = message.seq
    except ConnectionResetError:
        return response


async def end_streams(app: web.Application) -> None:
    """End all streams, so that a stopping server need not wait for them."""
    streams = app[STREAMS]
    for task in tuple(streams):
        task.cancel()


def _remember(request: web.Request) -> None:
    if task := asyncio.current_task():
        request.app[STREAMS].add(task)
