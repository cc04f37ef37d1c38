"""Opens the Telegram door: the Bot, what reads its updates, what sends, what polls or is posted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from aiohttp import web
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.channels.telegram.keeping import Keeping, Ring
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.reading import ALLOWED_UPDATES, GroupReader, TelegramReader
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sending import GroupDoor, TelegramDoor
from bot.channels.telegram.webhook import PATH, Webhook
from bot.services.intake import Intake
from bot.services.ports import Pager, Pusher, Reader
from bot.settings import Settings
from handlers.jsonable import Json
from locales.words import Words

#: The menu; the dialogue understands each as it understands the Chinese words for it.
COMMANDS = ("start", "help", "progress", "rights", "person", "mydata", "delete")

Step = Callable[[], Awaitable[int]]


class TelegramPager:
    """Pages the duty post in a chat: place, level, reference, never the story."""

    door = "telegram"

    def __init__(self, bot: Bot, chat: str) -> None:
        self._bot = bot
        self._chat = chat

    async def page(self, alarm: Mapping[str, Json]) -> bool:
        """Return whether Telegram took the page."""
        told = (alarm[name] for name in ("level", "kind", "place", "division", "reference"))
        try:
            await self._bot.send_message(self._chat, " · ".join(str(part) for part in told if part))
        except TelegramError:
            return False
        return True


class Telegram:
    """The open door."""

    def __init__(self, settings: Settings, request: AiohttpRequest) -> None:
        self._settings = settings
        self._token = settings.telegram_token.get_secret_value()
        api = settings.telegram_api
        self._bot = Bot(
            self._token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=request,
            get_updates_request=request,
        )
        reader = TelegramReader()
        self.readers: Mapping[str, Reader] = {"telegram": reader, "telegram_group": GroupReader()}
        door = (self._bot, request, settings.address)
        self.pushers: Mapping[str, Pusher] = {
            "telegram": TelegramDoor(*door),
            "telegram_group": GroupDoor(*door),
        }
        self._keeping: Keeping | None = None
        self._polling: Polling | None = None
        self._is_known = False

    @property
    def is_webhook(self) -> bool:
        """Whether Telegram posts its updates to us."""
        return self._settings.telegram_mode == "webhook"

    def pager(self, chat: str) -> Pager:
        """Return what pages the duty post in this chat."""
        return TelegramPager(self._bot, chat)

    def receive_into(self, intake: Intake, ring: Ring) -> dict[str, Step]:
        """Return the steps by which updates are kept and presses are answered."""
        self._keeping = self._keeping or Keeping(intake, self._token, ring)
        self._polling = self._polling or Polling(
            self._keeping, self._settings.telegram_api, self._token
        )
        return {"telegram": self._receive, "presses": self._answer_presses}

    def add_webhook(self, site: web.Application, intake: Intake, ring: Ring) -> None:
        """Hang the webhook into the site, where updates are posted."""
        if not self.is_webhook:
            return
        keeping = self._keeping = self._keeping or Keeping(intake, self._token, ring)
        Webhook(keeping, self._settings.telegram_webhook_secret.get_secret_value()).add_to(site)

    async def close(self) -> None:
        """End what is open."""
        if self._polling is not None:
            await self._polling.close()

    async def _receive(self) -> int:
        if not self._is_known:
            await self._make_known()
            self._is_known = True
        if self.is_webhook or self._polling is None:
            return 0
        return await self._polling.poll()

    async def _make_known(self) -> None:
        """Tell Telegram how updates come and what the menu is."""
        if self.is_webhook:
            await self._bot.set_webhook(
                self._settings.address + PATH,
                secret_token=self._settings.telegram_webhook_secret.get_secret_value(),
                allowed_updates=ALLOWED_UPDATES,
            )
        else:
            await self._bot.delete_webhook()
        words = Words.load(self._settings.locale)
        await self._bot.set_my_commands(
            [BotCommand(name, words.say(f"command-{name}", {})) for name in COMMANDS]
        )

    async def _answer_presses(self) -> int:
        """Let buttons stop spinning; what was pressed is stored already."""
        if self._keeping is None:
            return 0
        presses, self._keeping.presses = self._keeping.presses, []
        await asyncio.gather(*(self._answer_press(press) for press in presses))
        return len(presses)

    async def _answer_press(self, press: str) -> None:
        with suppress(TelegramError):
            await self._bot.answer_callback_query(press)


@asynccontextmanager
async def open_telegram(settings: Settings) -> AsyncIterator[Telegram | None]:
    """Open the door where a token is set; nothing is asked of Telegram before the first step."""
    if not settings.telegram_token.get_secret_value():
        yield None
        return
    request = AiohttpRequest()
    await request.initialize()
    telegram = Telegram(settings, request)
    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(request.shutdown)
        leaving.push_async_callback(telegram.close)
        yield telegram
