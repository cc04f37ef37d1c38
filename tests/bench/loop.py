"""A closed loop without think time: each conversation says its next line when answered."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, TCPConnector

#: What is said, over and over: real sentences of the main path.
LINES = (
    "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6",
    "不对，是8个人",
    "一天二百六干了四十七个工支了三千",
    "老板电话打不通了",
    "没签合同",
    "从三月干到现在",
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run came to; times in milliseconds."""

    turns: int
    seconds: float
    answered: Sequence[float]

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds

    def percentile(self, share: float) -> float:
        """Return the answer time that this share of turns stayed below."""
        ordered = sorted(self.answered)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def run(address: str, conversations: int, turns: int) -> Run:
    """Let so many conversations take so many turns in all."""
    connector = TCPConnector(limit=0)
    timeout = ClientTimeout(total=120)
    async with ClientSession(address, connector=connector, timeout=timeout) as session:
        keys = [await _open(session) for _ in range(conversations)]
        left, answered = [turns], list[float]()
        began = time.perf_counter()
        await asyncio.gather(*(_talk(session, key, left, answered) for key in keys))
        return Run(len(answered), time.perf_counter() - began, answered)


async def _open(session: ClientSession) -> str:
    async with session.post("/chat/api/conversations", json={}) as answer:
        return str((await answer.json())["key"])


async def _talk(
    session: ClientSession, key: str, left: list[int], answered: list[float]
) -> None:
    headers, seq, n = {"Authorization": f"Bearer {key}"}, 1, 0
    while left[0] > 0:
        left[0] -= 1
        began = time.perf_counter()
        body = {"client_id": f"c{n}", "text": LINES[n % len(LINES)]}
        async with session.post("/chat/api/messages", json=body, headers=headers) as answer:
            assert answer.status == 202, await answer.text()
        seq, n = await _hear(session, headers, seq), n + 1
        answered.append((time.perf_counter() - began) * 1000)


async def _hear(session: ClientSession, headers: dict[str, str], seq: int) -> int:
    """Wait for the answer to what was said last."""
    while True:
        query = f"/chat/api/messages?after={seq}&wait=20"
        async with session.get(query, headers=headers) as answer:
            news = (await answer.json())["messages"]
        if news:
            seq = news[-1]["seq"]
        if any(message["from"] == "bot" for message in news):
            return seq
