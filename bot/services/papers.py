"""Behind a link that opens once: a sealed field, the chat for a large file, a paper (文书)."""

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from docxtpl import DocxTemplate

from bot.ids import draw_key
from bot.services.links import Link, read_link
from bot.services.ports import Clock
from bot.services.rendering import Renderer
from bot.services.turns import STATES
from handlers.case import Case
from handlers.dialogue.state import DialogueState
from handlers.dialogue.wording import period, tell
from handlers.errors import Conflict
from handlers.facts import FACTS, Facts
from handlers.officer import PROGRAM
from handlers.phrases import Day, Phrase
from locales.papers import load_paper
from storage.records import cases, conversations, idempotency, messages
from storage.store import Store, Work
from storage.transcript import Message

#: Numbers of which a paper shows the last four digits.
_MASKED = frozenset({"identity_number", "bank_card"})


class Papers:
    """Opens links; each is used once, looking at its page uses nothing."""

    def __init__(self, store: Store, clock: Clock, renderer: Renderer) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer
        # a paper is put together outside the loop, few at once
        self._busy = asyncio.Semaphore(2)

    def look(self, token: str) -> Link:
        """Return what a link stands for; raises NotFound."""
        return read_link(self._store.keys, token, self._clock())

    async def use(self, token: str) -> Link:
        """Use a link up; raises Conflict `link_used` where it was used already."""
        link = self.look(token)
        async with self._store.transaction() as work:
            await self._use(work, token)
        return link

    async def enter(self, token: str) -> str:
        """Use a link up for a new key to its conversation."""
        link, key = self.look(token), draw_key()
        async with self._store.transaction() as work:
            await self._use(work, token)
            await conversations.add_key(work, link.conversation, key)
        return key

    async def draw(self, token: str) -> bytes:
        """Use a link up for its paper, as a Word document."""
        link = await self.use(token)
        async with self._store.reading() as reading:
            talk = await conversations.get(reading, link.conversation)
            filed = await cases.read_of_conversation(reading, link.conversation)
            said = await messages.of_conversation(reading, link.conversation)
        told = self._context(STATES.read(talk.state), filed, said, talk.locale)
        template = load_paper(link.argument, talk.locale)
        async with self._busy:
            return await asyncio.to_thread(_fill, template, told)

    async def _use(self, work: Work, token: str) -> None:
        known = await idempotency.remember(work, PROGRAM.id, f"link:{token}", [], self._clock())
        if known is not None:
            raise Conflict("link_used")

    def _context(
        self, state: DialogueState, filed: Sequence[Case], said: Sequence[Message], locale: str
    ) -> dict[str, Any]:
        values = self._values(state.facts, locale)
        span = period(state)
        return {
            "today": self._renderer.argument(
                Day(self._clock().astimezone(self._renderer.zone).date()), locale
            ),
            "period": self._renderer.say(span, locale) if span else "",
            "facts": values,
            "rows": [
                {"label": self._renderer.say(Phrase(f"fact-{name}"), locale), "value": value}
                for name, value in values.items()
            ],
            "cases": [
                {"reference": case.reference, "filed": self._at(case.filed_at)} for case in filed
            ],
            "messages": [
                {
                    "at": self._at(one.at),
                    "who": self._renderer.say(Phrase(f"paper-{one.sender}"), locale),
                    "text": one.text,
                }
                for one in said
            ],
        }

    def _values(self, facts: Facts, locale: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in FACTS:
            if (known := facts.get(name)) is None:
                continue
            value = str(self._renderer.argument(tell(name, known), locale))
            found[name] = "*" * (len(value) - 4) + value[-4:] if name in _MASKED else value
        return found

    def _at(self, at: datetime) -> str:
        return at.astimezone(self._renderer.zone).strftime("%Y-%m-%d %H:%M")


def _fill(template: bytes, told: dict[str, Any]) -> bytes:
    paper = DocxTemplate(io.BytesIO(template))
    # without it a < in somebody's words would cut the paper off
    paper.render(told, autoescape=True)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
