"""Sends messages through the library's Bot and turns its faults into what delivery understands."""

from collections.abc import AsyncIterator

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter

from handlers.errors import RetryLater, Unreachable
from storage.transcript import Message

#: A message may have so many UTF-16 units, a button's data so many bytes.
LONGEST, LONGEST_DATA = 4096, 64


class TelegramDoor:
    """A door that pushes (`ports.Pusher`)."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, address: str, message: Message) -> str:
        """Send one message with its choices as buttons; returns Telegram's id of it."""
        try:
            sent = await self._bot.send_message(
                chat_id=int(address), text=cut(message.text), reply_markup=_buttons(message)
            )
        except RetryAfter as busy:
            wait = busy.retry_after
            seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            raise RetryLater(seconds) from busy
        except (Forbidden, InvalidToken) as blocked:
            raise Unreachable("blocked") from blocked
        except ChatMigrated as moved:
            raise Unreachable("migrated", to=str(moved.new_chat_id)) from moved
        except BadRequest as wrong:
            raise Unreachable("refused") from wrong
        return str(sent.message_id)

    async def fetch(self, address: str, remote: str) -> AsyncIterator[bytes]:
        """Fetch a file by its id."""
        file = await self._bot.get_file(remote)
        yield bytes(await file.download_as_bytearray())


def cut(text: str) -> str:
    """Cut a text to what Telegram takes, counted in UTF-16 units."""
    raw = text.encode("utf-16-le")
    if len(raw) // 2 <= LONGEST:
        return text
    return raw[: (LONGEST - 1) * 2].decode("utf-16-le", errors="ignore") + "…"


def _buttons(message: Message) -> InlineKeyboardMarkup | None:
    rows = []
    for number, choice in enumerate(message.choices, start=1):
        data = f"{message.asking}:{choice.id}"
        if len(data.encode()) > LONGEST_DATA:
            continue
        label = f"{number} {choice.label}" if message.numbered else choice.label
        rows.append([InlineKeyboardButton(label, callback_data=data)])
    return InlineKeyboardMarkup(rows) if rows else None
