"""Long polling: raw updates are kept in the inbox, only then is Telegram told that they arrived."""

import asyncio
import json

import aiohttp

from bot.channels.telegram.keeping import Keeping, Update
from bot.channels.telegram.reading import ALLOWED_UPDATES
from bot.journal import journal

#: How long Telegram holds a poll open, and how long we wait for its answer.
POLL_SECONDS, ANSWER_SECONDS = 25, 40
#: How long to wait after a failed poll.
AFTER_FAILURE = 2.0

log = journal("telegram")


class Polling:
    """Fetches updates; the offset rises only after the commit."""

    def __init__(self, keeping: Keeping, api: str, token: str) -> None:
        self._keeping = keeping
        self._url = f"{api}/bot{token}/getUpdates"
        self._offset: int | None = None
        self._session: aiohttp.ClientSession | None = None

    async def poll(self) -> int:
        """Fetch and keep the next updates; returns how many."""
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)
        try:
            updates = await self._fetch(self._session)
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as failed:
            log.warning("poll.failed", error=failed)
            await asyncio.sleep(AFTER_FAILURE)
            return 0
        await self._keeping.keep(updates)
        if updates:
            self._offset = max(int(str(update["update_id"])) for update in updates) + 1
        return len(updates)

    async def close(self) -> None:
        """End the session."""
        if self._session is not None:
            await self._session.close()

    async def _fetch(self, session: aiohttp.ClientSession) -> list[Update]:
        wanted = {
            "timeout": POLL_SECONDS,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
            **({"offset": self._offset} if self._offset is not None else {}),
        }
        async with session.post(self._url, data=wanted) as answer:
            body = json.loads((await answer.read()).decode(errors="replace"))
        if not isinstance(body, dict) or not body.get("ok"):
            retry = body.get("parameters", {}).get("retry_after") if isinstance(body, dict) else 0
            log.warning("poll.refused", status=answer.status)
            await asyncio.sleep(float(retry or AFTER_FAILURE))
            return []
        return [update for update in body["result"] if type(update.get("update_id")) is int]
