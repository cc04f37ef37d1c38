"""The server as a process of its own, which outlives whoever is killed: `python -m tests.botapi`.

Prints its address. `POST /control/give` hands it updates as people would send them, `GET
/control/pending` tells how many wait.
"""

import asyncio
import sys

from tests.botapi.server import serving


async def main() -> None:
    """Serve until the input ends."""
    async with serving() as api:
        sys.stdout.write(api.url + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
