"""What an officer does with his own account: password, recovery codes, sessions, his sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ids import draw_code
from bot.services.accounts import RECOVERY_CODES, Accounts, WrongSignIn
from handlers.errors import NotFound
from handlers.officer import OfficerId
from storage.records import officers, sessions
from storage.records.officers import Account
from storage.records.sessions import Session
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A sign-in, done or refused."""

    at: datetime
    outcome: str
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What an officer sees of his own account."""

    sessions: Sequence[Session]
    sign_ins: Sequence[SignIn]
    second_factor: bool
    deputy: str | None


class Credentials:
    """Changes an officer's own way in; each change takes the password again."""

    def __init__(self, store: Store, accounts: Accounts) -> None:
        self._store = store
        self._accounts = accounts

    async def look(self, officer: OfficerId) -> Own:
        """Return the account's sessions and sign-ins, the latest first."""
        async with self._store.reading() as reading:
            account = _own(await officers.by_id(reading, officer))
            deputy = await officers.by_id(reading, account.deputy) if account.deputy else None
            open_ = await sessions.sessions_of(reading, officer)
            log = await officers.sign_ins_of(reading, officer)
        return Own(
            sessions=open_,
            sign_ins=[SignIn(at=at, outcome=how, origin=origin) for at, how, origin in log],
            second_factor=account.totp is not None,
            deputy=deputy.officer.username if deputy else None,
        )

    async def change_password(self, officer: OfficerId, old: str, new: str, kept: str) -> None:
        """Set a new password; every other session of the account ends."""
        await self._check(officer, old)
        self._accounts.check_new("", new, named=False)
        hashed = await self._accounts.hash(new)
        async with self._store.transaction() as work:
            account = _own(await officers.by_id(work, officer))
            await officers.save_sign_in(work, replace(account, password=hashed))
            for session in await sessions.sessions_of(work, officer):
                if session.handle != kept:
                    await sessions.revoke_session(work, officer, session.handle)

    async def renew_codes(self, officer: OfficerId, password: str) -> tuple[str, ...]:
        """Draw new recovery codes, shown once; the old ones open nothing any more."""
        await self._check(officer, password)
        codes = tuple(draw_code() for _ in range(RECOVERY_CODES))
        async with self._store.transaction() as work:
            await officers.set_recovery_codes(work, officer, codes)
        return codes

    async def revoke(self, officer: OfficerId, handle: str) -> None:
        """End one of his own sessions; raises NotFound where it is not his."""
        async with self._store.transaction() as work:
            own = {session.handle for session in await sessions.sessions_of(work, officer)}
            if handle not in own:
                raise NotFound
            await sessions.revoke_session(work, officer, handle)

    async def _check(self, officer: OfficerId, password: str) -> None:
        async with self._store.reading() as reading:
            account = _own(await officers.by_id(reading, officer))
        await self._accounts.check_again(account, password)


def _own(account: Account | None) -> Account:
    if account is None:
        raise WrongSignIn
    return account
