"""Turns a kept update into what was said: text, a press, a file, a place, a telephone number."""

from collections.abc import Mapping

import telegram
from telegram import Message, Update

from bot.services.turns import Ignored
from handlers.jsonable import Json

#: Telegram gives bots files up to this size (its own limit).
LARGEST_FILE = 20 * 1024 * 1024
#: What an update of one of these kinds is asked for.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


Sized = (
    telegram.PhotoSize
    | telegram.Voice
    | telegram.Audio
    | telegram.Video
    | telegram.VideoNote
    | telegram.Document
)


class TelegramReader:
    """Reads raw updates inside the turn; what the library cannot build is set aside there."""

    def read(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a body of kind text, choice or file; raises Ignored where nothing was said."""
        update = Update.de_json(dict(body), bot=None)
        if update.callback_query is not None:
            return _press(update.callback_query)
        message = update.message or update.edited_message
        if message is None:
            raise Ignored
        return _message(message)


def address_of(body: Mapping[str, Json]) -> tuple[int, str] | None:
    """Return chat and its kind from a raw update without building it; none where there is none."""
    for name in ("message", "edited_message"):
        if isinstance(part := body.get(name), dict):
            return _chat(part)
    press = body.get("callback_query")
    if isinstance(press, dict) and isinstance(part := press.get("message"), dict):
        return _chat(part)
    member = body.get("my_chat_member")
    return _chat(member) if isinstance(member, dict) else None


def _chat(part: Mapping[str, Json]) -> tuple[int, str] | None:
    chat = part.get("chat")
    if not isinstance(chat, dict) or not isinstance(number := chat.get("id"), int):
        return None
    return number, str(chat.get("type", "private"))


def _press(query: telegram.CallbackQuery) -> dict[str, Json]:
    asking, _, choice = (query.data or "").partition(":")
    if not choice:
        raise Ignored
    return {"choices": [choice], "asking": asking, "callback": query.id}


def _message(message: Message) -> dict[str, Json]:
    text = message.text or message.caption or ""
    if message.location is not None:
        place = message.location
        return {"text": f"📍 {place.latitude:.5f}, {place.longitude:.5f}"}
    if message.contact is not None:
        return {"text": message.contact.phone_number}
    file, kind = _file(message)
    if file is None:
        if not text:
            raise Ignored
        return {"text": text}
    said: dict[str, Json] = {"kind": kind, "text": text}
    if (file.file_size or 0) > LARGEST_FILE:
        return said | {"problem": "too_large"}
    return said | {"files": [f"telegram:{file.file_id}"]}


def _file(message: Message) -> tuple[Sized | None, str]:
    if message.photo:
        return message.photo[-1], "photo"
    if message.voice or message.audio:
        return message.voice or message.audio, "voice"
    if message.video or message.video_note:
        return message.video or message.video_note, "video"
    return message.document, "document"
