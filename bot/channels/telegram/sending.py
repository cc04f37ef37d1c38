"""Sends messages through the library's Bot and turns its faults into what delivery understands."""

from collections.abc import AsyncIterator, Sequence

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.channels.telegram.request import AiohttpRequest
from bot.services.rendering import spell_out
from handlers.errors import RetryLater, Unreachable
from storage.transcript import Message

#: A message may have so many UTF-16 units, a button's data so many bytes.
LONGEST, LONGEST_DATA = 4096, 64
#: So many messages may be deleted at once.
DELETED_AT_ONCE = 100


class TelegramDoor:
    """A door that pushes (`ports.Pusher`)."""

    def __init__(self, bot: Bot, request: AiohttpRequest, address: str) -> None:
        self._bot = bot
        self._request = request
        self._address = address

    async def send(self, address: str, message: Message) -> str:
        """Send one message with its choices as buttons; returns Telegram's id of it."""
        text = cut(spell_out(message, self._address))
        try:
            sent = await self._bot.send_message(
                chat_id=int(address), text=text, reply_markup=await self._markup(message)
            )
        except RetryAfter as busy:
            wait = busy.retry_after
            seconds = wait if isinstance(wait, int | float) else wait.total_seconds()
            raise RetryLater(seconds) from busy
        except Forbidden as blocked:
            raise Unreachable("blocked") from blocked
        except ChatMigrated as moved:
            raise Unreachable("migrated", to=str(moved.new_chat_id)) from moved
        except BadRequest as wrong:
            raise Unreachable("refused") from wrong
        return str(sent.message_id)

    async def fetch(self, address: str, remote: str) -> AsyncIterator[bytes]:
        """Fetch a file by its id; raises Unreachable where Telegram does not give it."""
        try:
            file = await self._bot.get_file(remote)
        except BadRequest as refused:
            too_big = "too big" in str(refused)
            raise Unreachable("too_large" if too_big else "unreachable") from refused
        async for chunk in self._request.stream(str(file.file_path)):
            yield chunk

    async def clear(self, address: str, remote: Sequence[str]) -> None:
        """Delete messages, as many as Telegram still deletes."""
        ids = [int(one) for one in remote]
        for at in range(0, len(ids), DELETED_AT_ONCE):
            await self._bot.delete_messages(int(address), ids[at : at + DELETED_AT_ONCE])

    async def _markup(self, message: Message) -> InlineKeyboardMarkup | None:
        return _buttons(message)


class GroupDoor(TelegramDoor):
    """A group, where the one button leads to a chat of one's own."""

    _name = ""

    async def _markup(self, message: Message) -> InlineKeyboardMarkup | None:
        if not self._name:
            self._name = (await self._bot.get_me()).username or ""
        link = f"https://t.me/{self._name}"
        return InlineKeyboardMarkup([[InlineKeyboardButton(message.text[:40], url=link)]])


def cut(text: str) -> str:
    """Cut a text to what Telegram takes, counted in UTF-16 units."""
    raw = text.encode("utf-16-le", errors="replace")
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
