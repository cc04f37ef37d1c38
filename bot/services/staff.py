"""Who works here: invited, given roles, closed and let in again, by an administrator over them."""

from collections.abc import Sequence

from bot.ids import draw_id
from bot.services.accounts import Accounts
from handlers.casework.staffing import administers, knows
from handlers.errors import NotAllowed, NotFound
from handlers.officer import Grant, Officer, Role
from storage.records import officers
from storage.store import Reading, Store

#: Who sees the accounts of his agencies and places.
SEEING = frozenset({Role.ADMIN, Role.SUPERVISOR})


class Staff:
    """Keeps the accounts of others, within an administrator's own grants."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts

    async def list_known(self, by: Officer) -> list[Officer]:
        """Return the accounts of his agencies and places, by name."""
        if not by.roles & SEEING:
            raise NotAllowed("role")
        async with self._store.reading() as reading:
            accounts = await officers.list_all(reading)
        return [account.officer for account in accounts if knows(by, account.officer)]

    async def invite(self, by: Officer, username: str, name: str, grants: Sequence[Grant]) -> str:
        """Make an account; returns the one-time link that sets its password."""
        _refuse_unless(administers(by, grants))
        return await self._accounts.add(username, grants, name=name) or ""

    async def set_grants(self, by: Officer, username: str, grants: Sequence[Grant]) -> None:
        """Set the roles of an account anew."""
        async with self._store.transaction() as work:
            other = await self._find(work, by, username)
            _refuse_unless(administers(by, grants))
            ids = [draw_id() for _ in grants]
            await officers.replace_grants(work, other.id, grants, ids)
        await self._accounts.refresh()

    async def set_active(self, by: Officer, username: str, *, active: bool) -> None:
        """Close an account and its sessions, or open it again; nobody closes his own."""
        async with self._store.reading() as reading:
            other = await self._find(reading, by, username)
        if other.id == by.id:
            raise NotAllowed("same_person")
        await self._accounts.set_active(username, active=active)

    async def reset(self, by: Officer, username: str) -> str:
        """Forget password and second factor; returns the one-time link to set them anew."""
        async with self._store.reading() as reading:
            await self._find(reading, by, username)
        return await self._accounts.reset(username)

    async def _find(self, reading: Reading, by: Officer, username: str) -> Officer:
        account = await officers.by_username(reading, username)
        if account is None or not knows(by, account.officer):
            raise NotFound
        _refuse_unless(administers(by, account.officer.grants))
        return account.officer


def _refuse_unless(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("role")
