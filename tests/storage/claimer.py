"""A process of its own that takes turns on a database until nothing waits: `python claimer.py URL`.

Prints the items it took, one a line, in the order in which it settled them.
"""

import asyncio
import sys
from pathlib import Path

from storage.queues import inbox
from storage.seal import Keys
from storage.store import Store
from tests.storage.build import NOW


async def take_all(url: str, keys: Keys) -> list[tuple[int, int]]:
    """Take and settle until the inbox is empty; return (conversation, item) in order."""
    store = await Store.open(url, keys)
    taken: list[tuple[int, int]] = []
    while True:
        async with store.transaction() as work:
            heads = await inbox.take_heads(work, 3, NOW)
            await inbox.settle(work, [head.item.id for head in heads])
        taken += [(head.conversation.id, head.item.id) for head in heads]
        if not heads:
            async with store.reading() as reading:
                if (await inbox.waiting(reading)).count == 0:
                    break
    await store.close()
    return taken


if __name__ == "__main__":
    for one in asyncio.run(take_all(sys.argv[1], Keys.open(Path(sys.argv[2])))):
        sys.stdout.write(f"{one[0]} {one[1]}\n")
