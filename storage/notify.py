"""Hints between processes on PostgreSQL: something was committed, look into the tables.

A hint may get lost; the look once a second is the truth. It is sent after the commit, in a
statement of its own: inside the transaction it would line up all commits.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import asyncpg
from sqlalchemy import make_url

from handlers.lead import ConversationId
from storage.store import Rings

CHANNEL = "xinsheng"
_LONGEST = 7000
_LOOK_AFTER = 1.0
_LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What another process has committed: last numbers of conversations, stations with work."""

    last_seqs: dict[ConversationId, int] = field(default_factory=dict)
    stations: frozenset[str] = frozenset()


class Notices:
    """Sends and hears hints over a connection of its own; without one it is silent."""

    def __init__(self, url: str, heard: Callable[[Hint], None]) -> None:
        self._address = make_url(url)
        self._heard = heard
        self._connection: asyncpg.Connection | None = None
        self._sending = asyncio.Lock()

    async def keep_open(self) -> None:
        """Stay connected until cancelled; a connection that was lost is made anew."""
        try:
            while True:
                if self._connection is None or self._connection.is_closed():
                    with suppress(*_LOST):
                        await self.open()
                await asyncio.sleep(_LOOK_AFTER)
        finally:
            await self.close()

    async def open(self) -> None:
        """Connect and listen."""
        address = self._address
        connection = await asyncpg.connect(
            user=address.username,
            password=address.password,
            database=address.database,
            host=address.query.get("host") or address.host,
            port=address.port,
        )
        await connection.add_listener(CHANNEL, self._hear)
        self._connection = connection

    async def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*_LOST):
                await connection.close()

    async def send(self, rings: Rings) -> None:
        """Tell the other processes, after the commit; what cannot be told they find by looking."""
        if self._connection is None or not (rings.messages or rings.stations):
            return
        async with self._sending:
            with suppress(*_LOST):
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
