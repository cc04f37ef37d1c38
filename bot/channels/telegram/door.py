"""Opens the Telegram door: the Bot, what reads its updates, what sends and what polls."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reading import TelegramReader
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sending import TelegramDoor
from bot.services.intake import Intake
from bot.services.ports import Pager, Pusher, Reader
from bot.settings import Settings
from handlers.jsonable import Json


class TelegramPager:
    """Pages the duty post in a chat: place, level, reference, never the story."""

    door = "telegram"

    def __init__(self, bot: Bot, chat: str) -> None:
        self._bot = bot
        self._chat = chat

    async def page(self, alarm: Mapping[str, Json]) -> bool:
        """Return whether Telegram took the page."""
        told = (
            alarm["level"],
            alarm["kind"],
            alarm["place"],
            alarm["division"],
            alarm["reference"],
        )
        try:
            await self._bot.send_message(self._chat, " · ".join(str(part) for part in told if part))
        except TelegramError:
            return False
        return True


@dataclass(slots=True)
class Telegram:
    """The open door."""

    bot: Bot
    api: str
    token: str
    leaving: AsyncExitStack

    @property
    def readers(self) -> Mapping[str, Reader]:
        """Return what reads the updates of each of its doors."""
        reader = TelegramReader()
        return {"telegram": reader, "telegram_group": reader}

    @property
    def pushers(self) -> Mapping[str, Pusher]:
        """Return what sends through each of its doors."""
        door = TelegramDoor(self.bot)
        return {"telegram": door, "telegram_group": door}

    def pager(self, chat: str) -> Pager:
        """Return what pages the duty post in this chat."""
        return TelegramPager(self.bot, chat)

    def poll(self, intake: Intake) -> Callable[[], Awaitable[int]]:
        """Return the step that fetches and keeps the next updates."""
        polling = Polling(intake, self.api, self.token)
        self.leaving.push_async_callback(polling.close)
        return polling.poll


@asynccontextmanager
async def open_telegram(settings: Settings) -> AsyncIterator[Telegram | None]:
    """Open the door where a token is set; nothing is asked of Telegram before the first poll."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        yield None
        return
    request = AiohttpRequest()
    bot = Bot(
        token,
        base_url=f"{settings.telegram_api}/bot",
        base_file_url=f"{settings.telegram_api}/file/bot",
        request=request,
        get_updates_request=request,
    )
    await request.initialize()
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(request.shutdown)
        yield Telegram(bot=bot, api=settings.telegram_api, token=token, leaving=leaving)
