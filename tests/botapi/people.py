"""People at their telephones: they write, press, and send, as Telegram tells a bot of it."""

import time
from dataclasses import dataclass
from typing import Any

from tests.botapi.server import BotApi, Sent, Update


@dataclass(slots=True)
class Person:
    """Somebody with a chat of his own, or speaking in a group."""

    api: BotApi
    chat: int
    kind: str = "private"
    _pressed_at: int = 0

    async def say(self, text: str) -> Update:
        """Write."""
        return await self.send(text=text)

    async def send(self, **content: Any) -> Update:
        """Send a message of any content."""
        update = self.update(message=self.message(**content))
        await self.api.give(update)
        return update

    async def edit(self, text: str, message: int) -> Update:
        """Change a message that was sent."""
        changed = self.message(text=text, edit_date=int(time.time())) | {"message_id": message}
        update = self.update(edited_message=changed)
        await self.api.give(update)
        return update

    async def photo(self, body: bytes, *, album: str | None = None, caption: str = "") -> Update:
        """Send a photo, alone or in an album."""
        small, large = self.keep(body[:100]), self.keep(body)
        content: dict[str, Any] = {
            "photo": [_sized(small, 100, side=90), _sized(large, len(body), side=1280)]
        }
        if album:
            content["media_group_id"] = album
        if caption:
            content["caption"] = caption
        return await self.send(**content)

    async def file(self, kind: str, body: bytes, size: int | None = None, **more: Any) -> Update:
        """Send a voice, video or document; `size` may say more than there is."""
        file = self.keep(body)
        if size is not None:
            self.api.sizes[file] = size
        told = {"file_id": file, "file_unique_id": "u" + file, "file_size": size or len(body)}
        needs = {"voice": {"duration": 3}, "video": {"width": 2, "height": 2, "duration": 3}}
        return await self.send(**{kind: told | needs.get(kind, {}) | more})

    async def press(self, choice: str, of: Sent | None = None) -> Update:
        """Press a button of the latest message that has it, or of a given one."""
        candidates = [of] if of else list(reversed(self.api.of(self.chat)))
        for sent in candidates:
            for button in sent.buttons:
                data = button.get("callback_data", "")
                if data.rpartition(":")[2] == choice:
                    return await self._press(sent, data)
        raise AssertionError(f"no button {choice} in {candidates[:2]}")

    async def _press(self, sent: Sent, data: str) -> Update:
        press = str(self.api.next("press", 5000))
        self._pressed_at = len(self.heard)
        self.api.open_presses.add(press)
        message = self.message(text=sent.text) | {"message_id": sent.id}
        update = self.update(
            callback_query={
                "id": press, "from": self.user(), "chat_instance": "c", "data": data,
                "message": message,
            }
        )  # fmt: skip
        await self.api.give(update)
        return update

    async def hears_last_of(self, count: int) -> Sent:
        """Wait until so many messages have come, and one more for each press since; the latest."""
        wanted = max(count, self._pressed_at + 1)
        await self.api.heard(self.chat, wanted)
        return self.heard[-1]

    def keep(self, body: bytes) -> str:
        """Put a file on the server and return its id."""
        file = f"AgACAgUAAxkBAAI-file-{self.api.next('file')}"
        self.api.files[file] = body
        return file

    def update(self, **content: Any) -> Update:
        """Make an update with the next number."""
        return {"update_id": self.api.next("update", 900_001), **content}

    def message(self, **content: Any) -> dict[str, Any]:
        """Make a message of this chat."""
        named = {"title": "工友群"} if self.kind != "private" else {"first_name": "工友"}
        return {
            "message_id": self.api.next("message"), "date": int(time.time()),
            "from": self.user(), "chat": {"id": self.chat, "type": self.kind, **named}, **content,
        }  # fmt: skip

    def user(self) -> dict[str, Any]:
        """Return who writes."""
        return {"id": abs(self.chat), "is_bot": False, "first_name": "工友"}

    @property
    def heard(self) -> list[Sent]:
        """Return what this chat received."""
        return self.api.of(self.chat)


def _sized(file: str, size: int, *, side: int) -> dict[str, Any]:
    return {
        "file_id": file, "file_unique_id": "u" + file, "width": side, "height": side,
        "file_size": size,
    }  # fmt: skip
