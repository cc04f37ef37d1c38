"""Fills an empty desk with invented people, through the same doors and moves as real ones.

Nothing is written past the services: stories are told in conversations, officers act by moves, and
time is a clock that is moved from weeks ago to now. The directory remembers that it is a demo.
"""

import asyncio
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

from bot import app
from bot.services.directory import DEMO
from bot.services.ports import Post
from handlers.casework.commands import Command
from handlers.errors import Conflict
from handlers.lead import ConversationId
from handlers.officer import PROGRAM, Grant, Officer, Role
from storage.records import cases, directory, messages, officers
from storage.records.directory import DirectoryRow
from storage.records.worklist import all_ids
from storage.transcript import Message

#: Where everything happens.
COUNTY = "430112"
#: How many questions are answered before a story is filed, at most.
MOST_QUESTIONS = 14
#: How often an answer is looked for, and how long a wait may last in all.
_LOOK, _LOOKS = 0.02, 500


class NotEmpty(Conflict):
    """There are cases or accounts here already: a demo fills only an empty database."""

    code = "not_empty"


@dataclass
class MovingClock:
    """A clock that stands until it is moved."""

    now: datetime

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


class Demo:
    """Plays the demo on a product whose clock it moves."""

    def __init__(self, product: app.Product, clock: MovingClock) -> None:
        self._product = product
        self._clock = clock
        self._counter = 0

    async def play(self) -> dict[str, str]:
        """Play everything; returns the one-time link of each account."""
        script = tomllib.loads(
            files("locales").joinpath("zh-CN", "demo.toml").read_text(encoding="utf-8")
        )
        await self._mark()
        links = {}
        for person in script["people"]:
            grants = [Grant(role=Role(role), division=COUNTY) for role in person["roles"]]
            accounts = self._product.accounts
            link = await accounts.add(person["username"], grants, name=person["name"])
            links[person["username"]] = link or ""
        end = self._clock.now
        for story in script["stories"]:
            self._clock.now = end - timedelta(days=story["days_ago"], hours=3)
            await self._tell(story)
        self._clock.now = end
        await self._settle()
        return links

    async def _mark(self) -> None:
        """Refuse to fill what is not empty; remember that what follows is invented."""
        product = self._product
        async with product.store.transaction() as work:
            if await officers.count(work) or await all_ids(work, PROGRAM.scope, limit=1):
                raise NotEmpty
            row = DirectoryRow(
                kind=DEMO, key=DEMO, body={}, at=self._clock.now, by=PROGRAM.username
            )
            await directory.put(work, row)
        await product.directories.refresh()

    async def _tell(self, story: Mapping[str, Any]) -> None:
        conversation = (await self._together(self._product.intake.open("web"))).conversation
        for text in story["says"]:
            said = await self._post(conversation, "text", {"text": text})
        answers = {"name": story.get("name"), "phone": story.get("phone")}
        for _ in range(MOST_QUESTIONS):
            asking = next((one.asking for one in reversed(said) if one.asking), None)
            if asking in (None, "none", "safety"):
                return
            if asking == "review":
                await self._press(conversation, "file" if story.get("name") else "stay_unnamed")
                break
            if answer := answers.get(asking):
                said = await self._post(conversation, "text", {"text": answer})
            else:
                choice = "yes" if asking == "confirm" else "dont_know"
                said = await self._press(conversation, choice)
        await self._work_on(conversation, story["moves"])

    async def _work_on(self, conversation: ConversationId, moves: list[dict[str, Any]]) -> None:
        async with self._product.store.reading() as reading:
            filed = await cases.read_of_conversation(reading, conversation)
        for move in moves if filed else ():
            said = dict(move)
            by, action, wait = said.pop("by"), said.pop("action"), said.pop("wait")
            self._clock.now += timedelta(hours=wait)
            await self._product.casework.act(
                self._officer(by), filed[-1].reference, Command(action=action, body=said)
            )
            await self._settle()

    def _officer(self, username: str) -> Officer:
        known = self._product.worlds.officers
        return next(one for one in known if one.username == username)

    async def _press(self, conversation: ConversationId, choice: str) -> list[Message]:
        return await self._post(conversation, "choice", {"choices": [choice]})

    async def _post(
        self, conversation: ConversationId, kind: Any, body: dict[str, Any]
    ) -> list[Message]:
        """Say something and return what is answered."""
        self._counter += 1
        self._clock.now += timedelta(seconds=40)
        seen = (await self._transcript(conversation, 0))[-1].seq
        post = Post(
            conversation=conversation, door="web", key=f"demo:{conversation}:{self._counter}",
            kind=kind, body=body,
        )  # fmt: skip
        await self._together(self._product.intake.receive(post))
        for _ in range(_LOOKS):
            await self._settle()
            said = await self._transcript(conversation, seen)
            if answered := [message for message in said if message.sender != "worker"]:
                return answered
            await asyncio.sleep(_LOOK)
        return []

    async def _transcript(self, conversation: ConversationId, after: int) -> list[Message]:
        async with self._product.store.reading() as reading:
            return await messages.after(reading, conversation, after)

    async def _settle(self) -> None:
        """Let turns be taken until none is left."""
        while await self._product.conversations.take_turns():
            pass

    async def _together(self, waiting: Any) -> Any:
        """Wait for the intake while its station works."""
        task = asyncio.ensure_future(waiting)
        while not task.done():
            await asyncio.sleep(0)
            await self._product.intake.flush()
            await self._settle()
        return task.result()


def now() -> MovingClock:
    """Return a clock that stands at the present moment."""
    return MovingClock(datetime.now(UTC))
