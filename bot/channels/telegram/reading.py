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
    | telegram.Animation
    | telegram.Document
)


class TelegramReader:
    """Reads raw updates inside the turn; what the library cannot build is set aside there."""

    def read(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return a body of kind text, choice or file; raises Ignored where nothing was said."""
        update = Update.de_json(dict(body), bot=None)
        if update.callback_query is not None:
            return _press(update.callback_query)
        if update.edited_message is not None:
            return _edit(update.edited_message)
        if update.message is None:
            raise Ignored
        return _message(update.message)


class GroupReader:
    """Reads a group, where only a command is answered and nothing that is said is ever taken."""

    def read(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return the command; raises Ignored for all else, unread."""
        command = command_of(body)
        if command is None:
            raise Ignored
        return {"text": command}


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


def text_of(body: Mapping[str, Json]) -> str | None:
    """Return the words of a raw message without building it."""
    message = body.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return text if isinstance(text, str) else None


def command_of(body: Mapping[str, Json]) -> str | None:
    """Return the command a raw message is, as /help of `/help@bot`; none where it is none."""
    text = text_of(body) or ""
    if not text.startswith("/"):
        return None
    return plain_command(text)


def plain_command(text: str) -> str:
    """Return a command without the bot's name and what follows it."""
    return text.split(maxsplit=1)[0].partition("@")[0].lower()


def _chat(part: Mapping[str, Json]) -> tuple[int, str] | None:
    chat = part.get("chat")
    if not isinstance(chat, dict) or not isinstance(number := chat.get("id"), int):
        return None
    return number, str(chat.get("type", "private"))


def _press(query: telegram.CallbackQuery) -> dict[str, Json]:
    asking, _, choice = (query.data or "").partition(":")
    if not choice:
        raise Ignored
    return {"choices": [choice], "asking": asking}


def _edit(message: Message) -> dict[str, Json]:
    """Read a message that was changed: its words count, but they press no present button."""
    text = message.text or message.caption
    if not text or message.location is not None:
        raise Ignored
    return {"text": text, "edited": True}


def _message(message: Message) -> dict[str, Json]:
    text = message.text or message.caption or ""
    file, kind = _file(message)
    if file is not None:
        return _sent_file(file, kind, text)
    if text:
        return {"text": plain_command(text) if text.startswith("/") else text}
    return _other(message)


def _sent_file(file: Sized, kind: str, text: str) -> dict[str, Json]:
    said: dict[str, Json] = {"kind": kind, "text": text}
    if (file.file_size or 0) > LARGEST_FILE:
        return said | {"problem": "too_large"}
    named = getattr(file, "file_name", None) or ""
    return said | {"remote": [{"id": file.file_id, "name": named}]}


def _other(message: Message) -> dict[str, Json]:
    """Read a place, a telephone number, a sticker; the chat's own notices say nothing."""
    if message.venue is not None:
        return {"text": f"{message.venue.title} {message.venue.address}"}
    if (place := message.location) is not None:
        return {"text": f"📍 {place.latitude:.5f}, {place.longitude:.5f}"}
    if message.contact is not None:
        return {"text": message.contact.phone_number}
    if message.sticker is not None and message.sticker.emoji:
        return {"text": message.sticker.emoji}
    if message.effective_attachment is not None:
        return {"problem": "unsupported"}
    raise Ignored


def _file(message: Message) -> tuple[Sized | None, str]:
    if message.photo:
        return message.photo[-1], "photo"
    if message.voice or message.audio:
        return message.voice or message.audio, "voice"
    if message.video or message.video_note or message.animation:
        return message.video or message.video_note or message.animation, "video"
    return message.document, "document"
