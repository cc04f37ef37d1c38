"""Keeps raw updates in the inbox of their chats, in order; only then are they acknowledged."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import cast

from bot.channels.telegram.reading import address_of, command_of, text_of
from bot.services.intake import Intake
from bot.services.ports import Post
from handlers.jsonable import Json
from handlers.lead import ConversationId

#: A picture of an album waits so long for its neighbours: the album is one item.
ALBUM_WAIT = timedelta(seconds=1)

Update = Mapping[str, Json]
#: Wakes a station by its name.
Ring = Callable[[str], None]


class Keeping:
    """One way in for polling and webhook alike."""

    def __init__(self, intake: Intake, token: str, ring: Ring) -> None:
        self._intake = intake
        self._ring = ring
        # ids count per bot, so the key is bot and update
        self._bot_id = token.partition(":")[0]
        #: Presses that are stored and whose button still spins.
        self.presses: list[str] = []

    async def keep(self, updates: Iterable[Update]) -> None:
        """Keep updates; returns once all are committed. Those of one chat stay in their order."""
        chats: dict[tuple[int, str], list[Update]] = {}
        for update in sorted(updates, key=_number):
            if (address := address_of(update)) is not None:
                chats.setdefault(address, []).append(update)
        await asyncio.gather(*(self._keep_chat(*chat, said) for chat, said in chats.items()))

    async def _keep_chat(self, chat: int, kind: str, updates: list[Update]) -> None:
        door = "telegram" if kind == "private" else "telegram_group"
        conversation, is_new = await self._intake.conversation_at(door, str(chat))
        waiting = []
        for update in updates:
            if is_new and command_of(update) == "/start":
                continue  # opening has greeted already
            followed = await self._follow(conversation, door, str(chat), update)
            if followed is not None:
                conversation = followed
                continue
            waiting.append(self._receive(conversation, door, update))
        await asyncio.gather(*waiting)
        self.presses += [press for update in updates if (press := _press(update)) is not None]
        self._ring("presses")

    async def _follow(
        self, conversation: ConversationId, door: str, chat: str, update: Update
    ) -> ConversationId | None:
        text = text_of(update)
        if door != "telegram" or text is None:
            return None
        found = await self._intake.follow(conversation, text, door, address=chat)
        return found.conversation if found else None

    async def _receive(self, conversation: ConversationId, door: str, update: Update) -> None:
        message = update.get("message")
        in_album = isinstance(message, dict) and "media_group_id" in message
        await self._intake.receive(
            Post(
                conversation=conversation,
                door=door,
                key=f"{self._bot_id}:{update['update_id']}",
                kind="update",
                body=_whole(update),
                hold=ALBUM_WAIT if in_album else timedelta(),
            )
        )


def _number(update: Update) -> int:
    return cast(int, update["update_id"])


def _press(update: Update) -> str | None:
    query = update.get("callback_query")
    return str(query["id"]) if isinstance(query, dict) and "id" in query else None


def _whole(update: Update) -> Update:
    """Return an update whose texts can be written: half a surrogate pair is none."""
    said = json.dumps(update, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:
        mended: Update = json.loads(said.encode(errors="replace"))
        return mended
    return update
