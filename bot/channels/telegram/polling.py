"""Long polling: raw updates are kept in the inbox, only then is Telegram told that they arrived."""

import asyncio
import json
from collections.abc import Mapping
from typing import cast

import aiohttp

from bot.channels.telegram.reading import ALLOWED_UPDATES, address_of
from bot.journal import journal
from bot.services.intake import Intake
from bot.services.ports import Post
from handlers.jsonable import Json

#: How long Telegram holds a poll open, and how long we wait for its answer.
POLL_SECONDS, ANSWER_SECONDS = 25, 40
#: How long to wait after a failed poll.
AFTER_FAILURE = 2.0

log = journal("telegram")


class Polling:
    """Fetches updates; the offset rises only after the commit."""

    def __init__(self, intake: Intake, api: str, token: str) -> None:
        self._intake = intake
        self._url = f"{api}/bot{token}/getUpdates"
        # ids count per bot, so the key is bot and update
        self._bot_id = token.partition(":")[0]
        self._offset: int | None = None
        self._session: aiohttp.ClientSession | None = None

    async def poll(self) -> int:
        """Fetch and keep the next updates; returns how many."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
        try:
            updates = await self._fetch(self._session)
        except (aiohttp.ClientError, TimeoutError, ValueError) as failed:
            log.warning("poll.failed", error=failed)
            await asyncio.sleep(AFTER_FAILURE)
            return 0
        await asyncio.gather(*(self.keep(update) for update in updates))
        for update in updates:
            number = cast(int, update["update_id"])
            self._offset = max(self._offset or 0, number + 1)
        return len(updates)

    async def keep(self, update: Mapping[str, Json]) -> None:
        """Keep one raw update in the inbox of its chat."""
        found = address_of(update)
        if found is None:
            return
        chat, kind = found
        door = "telegram" if kind == "private" else "telegram_group"
        conversation = await self._intake.conversation_at(door, str(chat))
        await self._intake.receive(
            Post(
                conversation=conversation,
                door=door,
                key=f"{self._bot_id}:{update['update_id']}",
                kind="update",
                body=update,
            )
        )

    async def close(self) -> None:
        """End the session."""
        if self._session is not None:
            await self._session.close()

    async def _fetch(self, session: aiohttp.ClientSession) -> list[dict[str, Json]]:
        wanted = {
            "timeout": POLL_SECONDS,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
            **({"offset": self._offset} if self._offset is not None else {}),
        }
        async with session.post(self._url, data=wanted) as answer:
            body = json.loads(await answer.read())
        if not isinstance(body, dict) or not body.get("ok"):
            retry = body.get("parameters", {}).get("retry_after") if isinstance(body, dict) else 0
            await asyncio.sleep(float(retry or AFTER_FAILURE))
            return []
        return [update for update in body["result"] if isinstance(update.get("update_id"), int)]
