"""The conversation in a terminal: a line in is a message, lines out are the bot's."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.services.intake import Intake
from bot.services.ports import Opened, Post, Transcript
from bot.services.rendering import spell_out
from handlers.lead import ConversationId
from storage.records.messages import Message

#: How long an answer may take before the terminal says that it is still waiting.
ANSWER_WITHIN = 30.0


class Terminal:
    """Reads lines, posts them, prints what comes back; ends after the last answer."""

    def __init__(
        self,
        intake: Intake,
        transcript: Transcript,
        *,
        address: str = "",
        read_line: Callable[[], str] = sys.stdin.readline,
        write: Callable[[str], object] = sys.stdout.write,
    ) -> None:
        self._intake = intake
        self._transcript = transcript
        self._address = address
        self._read_line = read_line
        self._write = write

    async def talk(self, opened: Opened) -> None:
        """Carry one conversation until the input ends."""
        seq, sent = self._print(0, await self._answer(opened.conversation, 0)), 0
        while line := await asyncio.to_thread(self._read_line):
            text = line.rstrip("\n")
            if not text.strip():
                continue
            sent += 1
            followed = await self._intake.follow(opened.conversation, text, "terminal")
            if followed is not None:
                opened = replace(opened, conversation=followed.conversation)
                answer = await self._answer(followed.conversation, followed.seq)
                seq = self._print(followed.seq, answer)
                self._intake.mark_seen(opened.conversation, seq)
                continue
            await self._intake.receive(
                Post(
                    conversation=opened.conversation, door="terminal",
                    key=f"{opened.conversation}:{opened.key[:8]}:{sent}", kind="text",
                    body={"text": text},
                )
            )  # fmt: skip
            seq = self._print(seq, await self._answer(opened.conversation, seq))
            self._intake.mark_seen(opened.conversation, seq)

    async def _answer(self, conversation: ConversationId, after: int) -> Sequence[Message]:
        """Return what is new once a message of the bot is among it."""
        deadline = asyncio.get_running_loop().time() + ANSWER_WITHIN
        news: list[Message] = []
        while not any(message.sender != "worker" for message in news):
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                break
            last = news[-1].seq if news else after
            news += await self._transcript.wait(conversation, last, left)
        return news

    def _print(self, seq: int, messages: Sequence[Message]) -> int:
        for message in messages:
            if message.sender != "worker":
                self._write(spell_out(message, self._address) + "\n")
                for number, choice in enumerate(message.choices, start=1):
                    mark = f"{number} " if message.numbered else "- "
                    self._write(f"  {mark}{choice.label}\n")
        sys.stdout.flush()
        return messages[-1].seq if messages else seq
