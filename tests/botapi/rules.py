"""Telegram's own rules for what a bot may send, each refusal in Telegram's words."""

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser

LONGEST_TEXT, LONGEST_DATA, LARGEST_FILE = 4096, 64, 20 * 1024 * 1024
_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre",
                   "span", "tg-spoiler", "blockquote"})  # fmt: skip
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class Refused(Exception):
    """A request that Telegram answers with an error."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def units(text: str) -> int:
    """Count a text as Telegram does: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, parse_mode: str | None) -> None:
    """Refuse an empty, a too long, or a wrongly marked text."""
    if not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if parse_mode == "HTML":
        text = _Entities.plain(text)
    if units(text) > LONGEST_TEXT:
        raise Refused(400, "Bad Request: message is too long")


def check_buttons(markup: str | None) -> list[dict[str, str]]:
    """Refuse wrong buttons; return them first to last."""
    if not markup:
        return []
    rows = json.loads(markup).get("inline_keyboard", [])
    buttons: list[dict[str, str]] = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Refused(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not button.get("text"):
            raise Refused(400, "Bad Request: Text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is None and not button.get("url", "").startswith(("https://", "http://", "tg://")):
            raise Refused(400, "Bad Request: BUTTON_URL_INVALID")
        if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    return buttons


def check_commands(asked: Mapping[str, str]) -> list[dict[str, str]]:
    """Refuse a wrong menu; return its rows."""
    commands: list[dict[str, str]] = json.loads(asked.get("commands", "[]"))
    if len(commands) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


class _Entities(HTMLParser):
    """Reads the few tags Telegram knows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    @classmethod
    def plain(cls, text: str) -> str:
        reader = cls()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise Refused(400, "Bad Request: can't parse entities: Can't find end tag")
        return reader.text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise Refused(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refused(400, "Bad Request: can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        self.text += data
