"""Accounts of officers: first link, invitation, sign-in in two steps, sessions, tokens.

Sessions, links and codes keep real time, whatever `run --clock` says. A wrong password slows the
next try of that account from that address, and never locks out its owner elsewhere.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from bot.ids import draw_code, draw_id, draw_key
from bot.services.world import Worlds
from handlers.errors import Conflict, Invalid, NotFound, ProductError
from handlers.officer import Grant, Officer, OfficerId, Role
from storage.records import officers, sessions, tokens
from storage.records.officers import Account
from storage.records.sessions import Link, Session
from storage.records.tokens import Token
from storage.store import Store, Work

#: How long links and sessions last.
FIRST_LINK, INVITATION = timedelta(days=7), timedelta(days=3)
SESSION, IDLE = timedelta(hours=12), timedelta(hours=2)
#: The wait after failures of one account from one address: 1, 2, 4 … seconds, a minute at most.
LONGEST_WAIT = 60
#: Passwords shorter than this are refused.
SHORTEST = 10
RECOVERY_CODES = 8


class WrongSignIn(ProductError):
    """Name, password or code is wrong."""

    code = "sign_in"


class TooSoon(ProductError):
    """There were wrong tries: wait the named seconds."""

    code = "too_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session was opened: its secret goes into the cookie, nothing else knows it."""

    secret: str
    csrf: str
    stage: str
    """`full`, or `enrol` / `totp` while the second factor is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who a token or session acts as."""

    officer: Officer
    scopes: frozenset[str] | None
    """None: a session, which has every scope."""
    session: Session | None = None


class Accounts:
    """Keeps accounts; the only one who sees passwords and second factors."""

    def __init__(self, store: Store, worlds: Worlds, *, totp_required: bool) -> None:
        self._store = store
        self._worlds = worlds
        self._totp_required = totp_required
        self._hasher = PasswordHasher()
        # argon2 takes 64 MiB and a fifth of a second: two at once are enough
        self._hashing = asyncio.Semaphore(2)
        self._failures: dict[tuple[str, str], tuple[int, datetime]] = {}

    async def first_link(self) -> str | None:
        """Make the link for the first supervisor while there is no account; else none."""
        async with self._store.transaction() as work:
            if await officers.count(work):
                return None
            secret = draw_key()
            link = Link(purpose="first")
            await sessions.add_link(work, secret, link, _now() + FIRST_LINK)
        return f"/desk/login?first={secret}"

    async def create_first(self, secret: str, username: str, password: str) -> SignedIn:
        """Use the first link: an administrator and supervisor, nationwide."""
        self.check_new(username, password)
        hashed = await self.hash(password)
        roles = (Grant(role=Role.ADMIN), Grant(role=Role.SUPERVISOR))
        async with self._store.transaction() as work:
            if await sessions.use_link(work, secret, "first", _now()) is None:
                raise NotFound("link")
            account = _new_account(username, username, roles, password=hashed)
            await officers.add(work, account, [draw_id() for _ in roles], _now())
            signed = await self._open(work, account, agent=None)
        await self.refresh()
        return signed

    async def add(
        self,
        username: str,
        grants: Sequence[Grant],
        *,
        password: str | None = None,
        name: str | None = None,
    ) -> str | None:
        """Make an account; without a password returns the one-time link to set one."""
        if not username or len(username) > 64:
            raise Invalid("username")
        if password is not None:
            self.check_new(username, password)
        hashed = await self.hash(password) if password is not None else None
        secret = None if hashed else draw_key()
        async with self._store.transaction() as work:
            existing = await officers.by_username(work, username)
            if existing is not None:
                raise Conflict("taken")
            account = _new_account(username, name or username, tuple(grants), password=hashed)
            await officers.add(work, account, [draw_id() for _ in grants], _now())
            if secret:
                link = Link(purpose="invite", officer=account.officer.id)
                await sessions.add_link(work, secret, link, _now() + INVITATION)
        await self.refresh()
        return f"/desk/login?invite={secret}" if secret else None

    async def accept_invitation(self, secret: str, password: str) -> SignedIn:
        """Use an invitation or a reset: set the password and sign in."""
        self.check_new("", password, named=False)
        hashed = await self.hash(password)
        async with self._store.transaction() as work:
            link = await sessions.use_link(work, secret, "invite", _now())
            account = await officers.by_id(work, link.officer) if link and link.officer else None
            if account is None or not account.officer.active:
                raise NotFound("link")
            account = replace(account, password=hashed, failures=0, locked_until=None)
            await officers.save_sign_in(work, account)
            await sessions.close_all(work, account.officer.id)
            return await self._open(work, account, agent=None)

    async def reset(self, username: str) -> str:
        """Make a new link for an account and forget its password and second factor."""
        secret = draw_key()
        async with self._store.transaction() as work:
            account = await officers.by_username(work, username)
            if account is None:
                raise NotFound("username")
            await officers.save_sign_in(work, replace(account, password=None, totp=None))
            await sessions.close_all(work, account.officer.id)
            link = Link(purpose="invite", officer=account.officer.id)
            await sessions.add_link(work, secret, link, _now() + INVITATION)
        return f"/desk/login?invite={secret}"

    async def set_active(self, username: str, *, active: bool) -> None:
        """Open or close an account; closing ends its sessions."""
        async with self._store.transaction() as work:
            account = await officers.by_username(work, username)
            if account is None:
                raise NotFound("username")
            await officers.set_active(work, account.officer.id, active=active)
            if not active:
                await sessions.close_all(work, account.officer.id)
        await self.refresh()

    async def sign_in(
        self, username: str, password: str, *, origin: str, agent: str | None
    ) -> SignedIn:
        """Check name and password; raises WrongSignIn or TooSoon, alike for unknown names."""
        self._slow_down(username, origin)
        async with self._store.reading() as reading:
            account = await officers.by_username(reading, username)
        hashed = account.password if account and account.officer.active else None
        if not await self.verify(hashed, password) or account is None:
            self._note_failure(username, origin)
            if account is not None:
                async with self._store.transaction() as work:
                    await _log(work, account, "wrong", origin)
            raise WrongSignIn
        async with self._store.transaction() as work:
            await _log(work, account, "password", origin)
            signed = await self._open(work, account, agent=agent)
        if signed.stage != "totp":
            self._failures.pop((username, origin), None)
        return signed

    async def check_again(self, account: Account, password: str) -> None:
        """Check the password of somebody who is signed in; raises WrongSignIn or TooSoon."""
        username = account.officer.username
        self._slow_down(username, "again")
        if not await self.verify(account.password, password):
            self._note_failure(username, "again")
            raise WrongSignIn

    async def enrol(self, acting: Acting) -> tuple[str, str]:
        """Begin a second factor: its secret and the address for the authenticator."""
        secret = pyotp.random_base32()
        name = acting.officer.username
        address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Xinsheng")
        return secret, address

    async def confirm_enrolment(
        self, acting: Acting, secret: str, code: str, session_secret: str
    ) -> tuple[SignedIn, tuple[str, ...]]:
        """End enrolment with a first right code; returns the recovery codes, shown once."""
        step = _matching_step(secret, code, after=0)
        if step is None:
            raise WrongSignIn
        codes = tuple(draw_code() for _ in range(RECOVERY_CODES))
        async with self._store.transaction() as work:
            account = await officers.by_id(work, acting.officer.id)
            if account is None or account.totp:
                raise Conflict("enrolled")
            account = replace(account, totp=secret, totp_step=step)
            await officers.save_sign_in(work, account)
            await officers.set_recovery_codes(work, account.officer.id, codes)
            await sessions.close_session(work, session_secret)
            return await self._open(work, account, agent=_agent(acting), passed=True), codes

    async def second_step(
        self, acting: Acting, code: str, session_secret: str, *, origin: str
    ) -> SignedIn:
        """Pass the second factor, or use a recovery code up; a code works once."""
        username = acting.officer.username
        self._slow_down(username, origin)
        async with self._store.transaction() as work:
            account = await officers.by_id(work, acting.officer.id)
            if account is None or not account.totp:
                raise WrongSignIn
            step, outcome = _matching_step(account.totp, code, after=account.totp_step), "full"
            if step is not None:
                await officers.save_sign_in(work, replace(account, totp_step=step))
            elif await officers.use_recovery_code(work, account.officer.id, code):
                outcome = "recovery"
            else:
                self._note_failure(username, origin)
                raise WrongSignIn
            self._failures.pop((username, origin), None)
            await _log(work, account, outcome, origin)
            await sessions.close_session(work, session_secret)
            return await self._open(work, account, agent=_agent(acting), passed=True)

    async def by_session(self, secret: str) -> Acting | None:
        """Return who a session acts as while it lasts."""
        now = _now()
        async with self._store.reading() as reading:
            session = await sessions.find_session(reading, secret)
            if session is None or now > min(session.made_at + SESSION, session.seen_at + IDLE):
                return None
            account = await officers.by_id(reading, session.officer)
        if account is None or not account.officer.active:
            return None
        if now - session.seen_at > timedelta(minutes=1):
            async with self._store.transaction() as work:
                await sessions.touch_session(work, secret, now)
        return Acting(officer=account.officer, scopes=None, session=session)

    async def by_token(self, secret: str) -> Acting | None:
        """Return who a token acts as while it stands."""
        async with self._store.reading() as reading:
            token = await tokens.find(reading, secret)
            account = await officers.by_id(reading, token.officer) if token else None
        if token is None or account is None or not account.officer.active:
            return None
        return Acting(officer=account.officer, scopes=token.scopes)

    async def sign_out(self, secret: str) -> None:
        """End a session."""
        async with self._store.transaction() as work:
            await sessions.close_session(work, secret)

    async def revoke(self, officer: OfficerId, handle: str) -> None:
        """End one session of an account."""
        async with self._store.transaction() as work:
            await sessions.revoke_session(work, officer, handle)

    async def add_token(self, name: str, scopes: frozenset[str], username: str | None) -> str:
        """Make a token; without a username it acts as a service officer of its own, nationwide."""
        secret = "xs_" + draw_key()
        async with self._store.transaction() as work:
            if any(token.name == name for token in await tokens.list_all(work)):
                raise Conflict("taken")
            if username is None:
                roles = (Grant(role=Role.INTAKE), Grant(role=Role.OFFICER))
                account = _new_account(f"token.{name}", name, roles, service=True)
                await officers.add(work, account, [draw_id() for _ in roles], _now())
            else:
                found = await officers.by_username(work, username)
                if found is None:
                    raise NotFound("username")
                account = found
            token = Token(
                id=draw_id(), name=name, scopes=scopes, officer=account.officer.id, made_at=_now()
            )
            await tokens.add(work, token, secret)
        await self.refresh()
        return secret

    async def revoke_token(self, name: str) -> None:
        """Revoke a token; raises NotFound where none of this name stands."""
        async with self._store.transaction() as work:
            if not await tokens.revoke(work, name, _now()):
                raise NotFound("token")

    async def refresh(self) -> int:
        """Read the accounts anew into the world: who is there, which agencies are staffed."""
        async with self._store.reading() as reading:
            accounts = await officers.list_all(reading)
        self._worlds.officers = tuple(account.officer for account in accounts)
        return 0

    async def _open(
        self, work: Work, account: Account, *, agent: str | None, passed: bool = False
    ) -> SignedIn:
        stage = "full"
        if not passed:
            if account.totp:
                stage = "totp"
            elif self._totp_required:
                stage = "enrol"
        secret, csrf, now = draw_key(), draw_key(), _now()
        session = Session(
            officer=account.officer.id, csrf=csrf, stage=stage, made_at=now, seen_at=now,
            agent=agent[:200] if agent else None,
        )  # fmt: skip
        await sessions.open_session(work, secret, session)
        return SignedIn(secret=secret, csrf=csrf, stage=stage)

    async def hash(self, password: str) -> str:
        """Hash a password."""
        async with self._hashing:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, hashed: str | None, password: str) -> bool:
        """Take the same time whether the account exists or not."""
        async with self._hashing:
            if hashed is None:
                await asyncio.to_thread(self._hasher.hash, password)
                return False
            try:
                return await asyncio.to_thread(self._hasher.verify, hashed, password)
            except (VerifyMismatchError, InvalidHashError):
                return False

    def check_new(self, username: str, password: str, *, named: bool = True) -> None:
        """Refuse a name that cannot be read, a password that is short."""
        if named and not (1 <= len(username) <= 64 and username.isprintable()):
            raise Invalid("username")
        if len(password) < SHORTEST:
            raise Invalid("password", "password_short", least=SHORTEST)
        if len(password) > 1000:
            raise Invalid("password")

    def _slow_down(self, username: str, origin: str) -> None:
        count, until = self._failures.get((username, origin), (0, _now()))
        if count and _now() < until:
            raise TooSoon(seconds=int((until - _now()).total_seconds()) + 1)

    def _note_failure(self, username: str, origin: str) -> None:
        count = self._failures.get((username, origin), (0, _now()))[0] + 1
        wait = min(2 ** max(0, count - 3), LONGEST_WAIT) if count >= 3 else 0
        self._failures[username, origin] = (count, _now() + timedelta(seconds=wait))
        if len(self._failures) > 10_000:
            self._failures.pop(next(iter(self._failures)))


async def _log(work: Work, account: Account, outcome: str, origin: str) -> None:
    """Write down a sign-in, done or refused."""
    await officers.log_sign_in(work, draw_id(), account.officer.id, outcome, origin[:40], _now())


def _agent(acting: Acting) -> str | None:
    return acting.session.agent if acting.session else None


def _new_account(
    username: str, name: str, grants: tuple[Grant, ...], *, password: str | None = None,
    service: bool = False,
) -> Account:  # fmt: skip
    drawn = OfficerId(draw_id())
    officer = Officer(id=drawn, username=username, name=name, grants=grants, service=service)
    return Account(officer=officer, password=password)


def _matching_step(secret: str, code: str, *, after: int) -> int | None:
    """Return the time step of a right code, one step of tolerance, never one that was used."""
    totp, now = pyotp.TOTP(secret), int(_now().timestamp())
    for step in (now // 30, now // 30 - 1, now // 30 + 1):
        if step > after and totp.verify(code.strip(), for_time=step * 30):
            return step
    return None


def _now() -> datetime:
    return datetime.now(UTC)
