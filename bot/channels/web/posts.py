"""Makes of what was said the post that intake takes, once it is counted against the limits."""

from typing import Literal

from aiohttp import web

from bot.channels.web.bodies import Said
from bot.channels.web.parts import CHAT, address_of
from bot.channels.web.refusals import too_many
from bot.services.ports import Post
from handlers.jsonable import Json
from handlers.lead import ConversationId


async def make_post(request: web.Request, conversation: ConversationId, said: Said) -> Post:
    """Return the post; an upload that is named becomes a file of the conversation."""
    admit(request, conversation, said.text or "")
    body: dict[str, Json] = {"client_id": said.client_id}
    kind: Literal["text", "choice", "file"] = "text"
    files = said.files
    if said.upload is not None:
        files = (await request.app[CHAT].evidence.finish(conversation, said.upload),)
    if files:
        kind = "file"
        first = await request.app[CHAT].evidence.describe(conversation, files[0])
        body |= {"files": list(files), "kind": first.kind}
    if said.choices:
        kind = "choice"
        body["choices"] = list(said.choices)
        if said.asking is not None:
            body["asking"] = said.asking
    if said.text is not None:
        body["text"] = said.text
    return Post(
        conversation=conversation,
        door="web",
        key=f"{conversation}:{said.client_id}",
        kind=kind,
        body=body,
    )


def admit(request: web.Request, conversation: ConversationId | None = None, text: str = "") -> None:
    """Count one message against the limits; raises Refusal unless it passes."""
    chat = request.app[CHAT]
    wait = chat.throttle.take(address_of(request), conversation)
    if wait and not (text and chat.is_crisis(text)):
        raise too_many(wait)
