"""Turns in batches: conversations are never mixed, and one bad message stops nobody."""

import asyncio
import random
from collections.abc import Mapping

import pytest

from bot.services.conversation import TRIES, Conversations
from bot.services.ports import Post
from handlers.jsonable import Json
from storage.queues import inbox
from tests.product import Stage, Worker

#: What each worker is owed is his own: no two stories share a sum.
SUMS = tuple(f"老板欠我{n}千{m}百块钱" for n in range(1, 9) for m in range(1, 9))


class Poisoned:
    """A reader of our own: it cannot read one body, and reads all others as text."""

    def read(self, body: Mapping[str, Json]) -> Mapping[str, Json]:
        if body.get("poison"):
            raise ZeroDivisionError
        return body


def poisoned_station(stage: Stage) -> Conversations:
    """Make the conversation station with that reader at the Telegram door."""
    product = stage.product
    return Conversations(
        product.store, stage.clock, product.worlds, product.renderer, {"telegram": Poisoned()}
    )


async def post(stage: Stage, worker: Worker, key: str, body: dict[str, Json]) -> None:
    """Let an update reach a worker's conversation."""
    update = Post(
        conversation=worker.conversation, door="telegram", key=key, kind="update", body=body
    )
    kept = asyncio.ensure_future(stage.product.intake.receive(update))
    await asyncio.sleep(0)
    await stage.product.intake.flush()
    await kept


@pytest.mark.parametrize("seed", range(4))
async def test_interleaved_conversations_are_never_mixed(stage: Stage, seed: int) -> None:
    dice = random.Random(seed)
    workers = [await stage.open() for _ in range(12)]
    stories = dict(zip((w.conversation for w in workers), SUMS, strict=False))
    waiting = [
        (worker, text) for worker in workers for text in (stories[worker.conversation], "对")
    ]
    order = sorted(waiting, key=lambda _: dice.random())
    told: dict[int, list[str]] = {worker.conversation: [] for worker in workers}

    for worker, text in order:
        told[worker.conversation].append(text)
        await worker.post_only(text)
        if dice.random() < 0.3:
            await stage.product.conversations.take_turns(dice.randint(1, 7))
    await stage.settle()

    for worker in workers:
        transcript = await worker.transcript()
        said = [message.text for message in transcript if message.sender == "worker"]
        assert said == told[worker.conversation]
        assert [message.seq for message in transcript] == list(range(1, len(transcript) + 1))
        answers = " ".join(message.text for message in transcript if message.sender == "bot")
        others = [s for c, s in stories.items() if c != worker.conversation]
        assert not any(other.removeprefix("老板欠我") in answers for other in others)


async def test_a_message_that_cannot_be_read_stops_nobody_else(stage: Stage) -> None:
    ill, well = await stage.open("telegram"), await stage.open("telegram")
    station = poisoned_station(stage)
    await post(stage, ill, "1", {"poison": True})
    await post(stage, well, "2", {"text": SUMS[0]})

    await station.take_turns()

    assert any("1,100" in message.text for message in await well.heard())


async def test_a_turn_that_keeps_failing_is_set_aside_and_the_worker_is_told_once(
    stage: Stage,
) -> None:
    worker = await stage.open("telegram")
    await worker.heard()
    station = poisoned_station(stage)
    await post(stage, worker, "1", {"poison": True})
    await post(stage, worker, "2", {"text": SUMS[0]})

    for _ in range(TRIES + 2):
        while await station.take_turns():
            pass
        stage.clock.advance(minutes=1)

    heard = [message.text for message in await worker.heard()]
    async with stage.product.store.reading() as reading:
        dead = await inbox.dead(reading)
    assert len(dead) == 1
    assert sum("1,100" in text for text in heard) == 1
    honest = [text for text in heard if "1,100" not in text]
    assert honest
