"""The store: where a unit of work begins and ends. Nothing is written outside `transaction()`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from handlers.case import Case, CaseId
from handlers.lead import ConversationId
from storage.engine import dialect_of, make_engine, make_reading_engine
from storage.seal import Keys
from storage.transcript import Message


@dataclass(slots=True)
class Rings:
    """Who is to be woken once the transaction has committed."""

    messages: dict[ConversationId, list[Message]] = field(default_factory=dict)
    stations: set[str] = field(default_factory=set)
    """inbox, outbox, jobs, timers, desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A look at the database as it is at one moment."""

    connection: AsyncConnection
    keys: Keys
    dialect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Reading):
    """An open transaction: what is written here commits together or not at all."""

    rings: Rings = field(default_factory=Rings)
    lent: dict[CaseId, Case] = field(default_factory=dict)
    """Cases as they were read under lock: what has not changed need not be written again."""

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """Begin an insert that can say what to do on conflict."""
        if self.dialect == "sqlite":
            return sqlite.insert(table)
        return postgresql.insert(table)


class Store:
    """One database with the keys to its sealed columns."""

    def __init__(self, url: str, keys: Keys, writing: AsyncEngine, reading: AsyncEngine) -> None:
        self.url = url
        self.keys = keys
        self.dialect = dialect_of(url)
        #: Rung after each commit, before anything else is awaited.
        self.on_commit: list[Callable[[Rings], None]] = []
        #: Tells other processes, where there are any (`storage.notify`).
        self.tell: Callable[[Rings], Awaitable[None]] | None = None
        self._writing = writing
        self._reading = reading
        # fair: whoever asked first writes first
        self._turn = asyncio.Lock() if self.dialect == "sqlite" else nullcontext()

    @classmethod
    async def open(cls, url: str, keys: Keys) -> "Store":
        """Connect; the schema is the caller's business (`storage.schema`)."""
        writing = make_engine(url)
        store = cls(url, keys, writing, make_reading_engine(url, writing))
        async with store.reading():
            pass
        return store

    @property
    def engines(self) -> tuple[AsyncEngine, AsyncEngine]:
        """Return the writing and the reading engine, for who watches statements."""
        return self._writing, self._reading

    async def close(self) -> None:
        """Give back every connection."""
        await self._reading.dispose()
        await self._writing.dispose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        """Open a unit of work; it commits at the end, and only then the bells are rung."""
        async with self._turn, self._writing.begin() as connection:
            work = Work(connection=connection, keys=self.keys, dialect=self.dialect)
            yield work
        for ring in self.on_commit:
            ring(work.rings)
        if self.tell is not None:
            await self.tell(work.rings)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        """Open a snapshot that cannot write and waits for no writer."""
        async with self._reading.begin() as connection:
            yield Reading(connection=connection, keys=self.keys, dialect=self.dialect)
