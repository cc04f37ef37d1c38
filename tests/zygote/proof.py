"""After all the deaths: what was acknowledged is there once, nothing was done twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage.queues import inbox, outbox
from storage.records import conversations, messages, worklist
from storage.seal import Keys
from storage.store import Store
from tests.product import EVERYWHERE
from tests.zygote.crash import Life


@dataclass(slots=True)
class Verdict:
    """What is wrong; empty lists mean that nothing is."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    waiting: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, done twice or left undone."""
        return not (self.lost or self.doubled or self.broken or self.waiting)


async def judge(url: str, keys: Keys, lives: Iterable[Life]) -> Verdict:
    """Read the database as it is and hold it against what the dead have said."""
    verdict, all_lives = Verdict(), list(lives)
    store = await Store.open(url, keys)
    said = Counter(pair for life in all_lives for pair in life.acknowledged)
    async with store.reading() as reading:
        for chat, text in {pair for life in all_lives for pair in life.given}:
            talk = await conversations.find_by_address(reading, "telegram", str(chat))
            if talk is None:
                verdict.lost.append(f"chat {chat}: {text}")
            else:
                said[talk, text] = 1
        verdict.waiting = (await inbox.waiting(reading)).count + await outbox.depth(reading)
        for conversation in {pair[0] for pair in said}:
            transcript = await messages.of_conversation(reading, conversation)
            told = Counter(one.text for one in transcript if one.sender == "worker")
            seqs = [one.seq for one in transcript]
            if seqs != list(range(1, len(seqs) + 1)):
                verdict.broken.append(f"{conversation}: {seqs}")
            for (where, text), times in said.items():
                if where == conversation and told[text] < times:
                    verdict.lost.append(f"{conversation}: {text}")
            verdict.doubled += [
                f"{conversation}: {text}" for text, times in told.items() if times > _most(text)
            ]
        filed, _ = await worklist.list_cards(reading, EVERYWHERE, limit=200)
    by_conversation = Counter(case.conversation for case in filed)
    verdict.doubled += [f"case of {c}" for c, times in by_conversation.items() if times > 1]
    verdict.broken += _unordered(all_lives)
    await store.close()
    return verdict


def _most(text: str) -> int:
    """Return how often a worker says this in one conversation."""
    from tests.zygote.crash import TALK

    return TALK.count(text)


def _unordered(lives: Iterable[Life]) -> list[str]:
    """Return the conversations whose messages left in another order than they were written."""
    first_sent: dict[int, list[int]] = {}
    for life in lives:
        for conversation, seq in life.sent:
            order = first_sent.setdefault(conversation, [])
            if seq not in order:
                order.append(seq)
    return [f"{c}: sent {order}" for c, order in first_sent.items() if order != sorted(order)]
