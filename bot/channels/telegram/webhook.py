"""The webhook: Telegram posts an update, it gets its 200 once the update is in the inbox."""

import hmac
import json

from aiohttp import web

from bot.channels.telegram.keeping import Keeping

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
_LONGEST = 1_000_000


class Webhook:
    """Takes posts that carry the secret; whoever does not know it gets a 401."""

    def __init__(self, keeping: Keeping, secret: str) -> None:
        self._keeping = keeping
        self._secret = secret.encode()

    def add_to(self, site: web.Application) -> None:
        """Hang the webhook into the site."""
        site.router.add_post(PATH, self.take)

    async def take(self, request: web.Request) -> web.Response:
        """POST: keep one update."""
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        if not self._secret or not hmac.compare_digest(given, self._secret):
            return web.Response(status=401)
        if (request.content_length or 0) > _LONGEST:
            return web.Response(status=413)
        try:
            update = json.loads((await request.read()).decode(errors="replace"))
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(update, dict) or type(update.get("update_id")) is not int:
            return web.Response(status=400)
        await self._keeping.keep([update])
        return web.Response()
