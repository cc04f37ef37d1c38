"""Hints between processes on PostgreSQL: something was committed, look into the tables.

A hint may get lost; the look once a second is the truth. It is sent after the commit, in a
statement of its own: inside the transaction it would line up all commits.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import asyncpg
from sqlalchemy import make_url

from handlers.lead import ConversationId
from storage.store import Rings

CHANNEL = "xinsheng"
_LONGEST = 7000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What another process has committed: last numbers of conversations, stations with work."""

    last_seqs: dict[ConversationId, int] = field(default_factory=dict)
    stations: frozenset[str] = frozenset()


class Notices:
    """Sends and hears hints over a connection of its own."""

    def __init__(self, url: str, heard: Callable[[Hint], None]) -> None:
        self._address = make_url(url).set(drivername="postgresql")
        self._heard = heard
        self._connection: asyncpg.Connection | None = None
        self._sending = asyncio.Lock()

    async def open(self) -> None:
        """Connect and listen."""
        database = self._address
        connection = await asyncpg.connect(
            user=database.username,
            password=database.password,
            database=database.database,
            host=database.query.get("host") or database.host,
            port=database.port,
        )
        await connection.add_listener(CHANNEL, self._hear)
        self._connection = connection

    async def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def send(self, rings: Rings) -> None:
        """Tell the other processes, after the commit; a hint that is too long names no numbers."""
        if self._connection is None or not (rings.messages or rings.stations):
            return
        async with self._sending:
            await self._connection.execute("SELECT pg_notify($1, $2)", CHANNEL, _written(rings))

    def _hear(self, _connection: object, _process: int, _channel: str, payload: str) -> None:
        said = json.loads(payload)
        self._heard(
            Hint(
                last_seqs={ConversationId(int(one)): seq for one, seq in said["last"].items()},
                stations=frozenset(said["stations"]),
            )
        )


def _written(rings: Rings) -> str:
    last = {one: max(message.seq for message in said) for one, said in rings.messages.items()}
    stations = sorted(rings.stations)
    whole = json.dumps({"last": last, "stations": stations})
    return whole if len(whole) < _LONGEST else json.dumps({"last": {}, "stations": stations})
