"""A store whose units of work may share one commit, so that a campaign is lived in minutes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
