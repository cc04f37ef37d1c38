"""Rings out only: pages the duty post by web call."""

from collections.abc import Mapping

import aiohttp

from handlers.jsonable import Json

#: A page that is not taken in this time counts as not taken.
TIMEOUT = aiohttp.ClientTimeout(total=10)


class WebhookPager:
    """Posts the page as JSON to the address of DUTY_WEBHOOK."""

    door = "webhook"

    def __init__(self, address: str) -> None:
        self._address = address

    async def page(self, alarm: Mapping[str, Json]) -> bool:
        """Return whether the duty post's system took the page."""
        try:
            async with (
                aiohttp.ClientSession(timeout=TIMEOUT) as session,
                session.post(self._address, json=dict(alarm)) as answer,
            ):
                return answer.status < 300
        except (aiohttp.ClientError, TimeoutError):
            return False
