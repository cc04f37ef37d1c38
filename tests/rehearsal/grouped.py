"""A store whose units of work may share one commit, so that a campaign is lived in minutes."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiosqlite.core import Connection

from storage.store import Store, Work


class GroupedStore(Store):
    """Inside `group` each unit of work is a savepoint: it fails alone and commits with the rest."""

    _open: Work | None = None

    @asynccontextmanager
    async def group(self) -> AsyncIterator[None]:
        """Let everything until the end share one commit."""
        async with super().transaction() as work:
            self._open = work
            try:
                yield
            finally:
                self._open = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Work]:
        """Open a unit of work: a savepoint where a group is open."""
        if self._open is None:
            async with super().transaction() as work:
                yield work
            return
        outer = self._open
        async with outer.connection.begin_nested():
            work = Work(connection=outer.connection, keys=self.keys, dialect=self.dialect)
            yield work
        outer.rings.stations |= work.rings.stations
        for conversation, said in work.rings.messages.items():
            outer.rings.messages.setdefault(conversation, []).extend(said)


#: A connection that is used without its own thread must not ask in which one it was made.
ANY_THREAD = "?check_same_thread=false"


@contextmanager
def without_threads() -> Iterator[None]:
    """Let SQLite be asked in place: with one caller the way to its thread is half of the time."""
    usual = Connection._execute

    async def ask(self: Connection, function: Callable[..., Any], *args: Any, **more: Any) -> Any:
        return function(*args, **more)

    Connection._execute = ask  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Connection._execute = usual  # type: ignore[method-assign]
