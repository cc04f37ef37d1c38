"""Accounts of officers with their roles, and what sign-in needs to know of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, Select, delete, func, insert, select, update

from handlers.officer import Grant, Officer, OfficerId, Role
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.staff import grants, officers, recovery_codes, sign_ins

_TABLE = "officers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An officer with the secrets of his sign-in; never leaves `services.accounts`."""

    officer: Officer
    password: str | None = None
    """The argon2id hash; none until the first link was used."""
    totp: str | None = None
    totp_step: int = 0
    """The last time step whose code was used: no code works twice."""
    failures: int = 0
    locked_until: datetime | None = None
    deputy: OfficerId | None = None


async def add(work: Work, account: Account, grant_ids: Sequence[int], now: datetime) -> None:
    """Make an account with its grants."""
    officer = account.officer
    await work.connection.execute(
        insert(officers).values(
            id=officer.id,
            username=officer.username,
            name=work.keys.seal(_TABLE, "name", officer.id, officer.name),
            password=account.password,
            service=officer.service,
            active=officer.active,
            made_at=now,
        )
    )
    await add_grants(work, officer.id, officer.grants, grant_ids)


async def add_grants(
    work: Work, officer: OfficerId, added: Sequence[Grant], grant_ids: Sequence[int]
) -> None:
    """Give an account further roles."""
    rows = [
        {"id": row, "officer_id": officer, "role": grant.role.value,
         "division": grant.division, "agency": grant.agency}
        for row, grant in zip(grant_ids, added, strict=True)
    ]  # fmt: skip
    if rows:
        await work.connection.execute(insert(grants), rows)


async def replace_grants(
    work: Work, officer: OfficerId, new: Sequence[Grant], grant_ids: Sequence[int]
) -> None:
    """Set the roles of an account anew."""
    await work.connection.execute(delete(grants).where(grants.c.officer_id == officer))
    await add_grants(work, officer, new, grant_ids)


async def by_username(reading: Reading, username: str) -> Account | None:
    """Return the account of this name."""
    found = await _read(reading, select(officers).where(officers.c.username == username))
    return found[0] if found else None


async def by_id(reading: Reading, officer: OfficerId) -> Account | None:
    """Return the account of this id."""
    found = await _read(reading, select(officers).where(officers.c.id == officer))
    return found[0] if found else None


async def list_all(reading: Reading) -> list[Account]:
    """Return every account, by name."""
    return await _read(reading, select(officers).order_by(officers.c.username))


async def count(reading: Reading) -> int:
    """Return how many accounts of people there are."""
    query = select(func.count()).where(~officers.c.service)
    return (await reading.connection.scalar(query)) or 0


async def save_sign_in(work: Work, account: Account) -> None:
    """Write what sign-in changes: password, second factor, failures."""
    officer = account.officer
    sealed = work.keys.seal(_TABLE, "totp", officer.id, account.totp) if account.totp else None
    await work.connection.execute(
        update(officers)
        .where(officers.c.id == officer.id)
        .values(
            password=account.password, totp=sealed, totp_step=account.totp_step,
            failures=account.failures, locked_until=account.locked_until,
        )
    )  # fmt: skip


async def set_active(work: Work, officer: OfficerId, *, active: bool) -> None:
    """Open or close an account."""
    query = update(officers).where(officers.c.id == officer).values(active=active)
    await work.connection.execute(query)


async def set_absent(
    work: Work, officer: OfficerId, until: date | None, deputy: OfficerId | None
) -> None:
    """Note until when an officer is away and who stands in."""
    query = (
        update(officers)
        .where(officers.c.id == officer)
        .values(absent_until=until, deputy_id=deputy)
    )
    await work.connection.execute(query)


async def set_recovery_codes(work: Work, officer: OfficerId, codes: Iterable[str]) -> None:
    """Set the codes that stand in for a lost second factor; only fingerprints are kept."""
    await work.connection.execute(
        delete(recovery_codes).where(recovery_codes.c.officer_id == officer)
    )
    rows = [{"officer_id": officer, "fingerprint": _code(work.keys, code)} for code in codes]
    if rows:
        await work.connection.execute(insert(recovery_codes), rows)


async def use_recovery_code(work: Work, officer: OfficerId, code: str) -> bool:
    """Use a recovery code up; whether it was one."""
    query = delete(recovery_codes).where(
        recovery_codes.c.officer_id == officer,
        recovery_codes.c.fingerprint == _code(work.keys, code),
    )
    return (await work.connection.execute(query)).rowcount > 0


async def log_sign_in(
    work: Work, row: int, officer: OfficerId, outcome: str, origin: str | None, at: datetime
) -> None:
    """Write down a sign-in, done or refused."""
    await work.connection.execute(
        insert(sign_ins).values(id=row, officer_id=officer, outcome=outcome, origin=origin, at=at)
    )


async def sign_ins_of(
    reading: Reading, officer: OfficerId, limit: int = 50
) -> list[tuple[datetime, str, str | None]]:
    """Return the latest sign-ins of an account: when, outcome, from where."""
    query = (
        select(sign_ins.c.at, sign_ins.c.outcome, sign_ins.c.origin)
        .where(sign_ins.c.officer_id == officer)
        .order_by(sign_ins.c.at.desc())
        .limit(limit)
    )
    return [(row.at, row.outcome, row.origin) for row in await reading.connection.execute(query)]


async def _read(reading: Reading, query: Select[object]) -> list[Account]:
    rows = (await reading.connection.execute(query)).all()
    if not rows:
        return []
    held: dict[int, list[Grant]] = {row.id: [] for row in rows}
    given = select(grants).where(grants.c.officer_id.in_(list(held))).order_by(grants.c.id)
    for row in await reading.connection.execute(given):
        grant = Grant(role=Role(row.role), division=row.division, agency=row.agency)
        held[row.officer_id].append(grant)
    return [_account(reading.keys, row, tuple(held[row.id])) for row in rows]


def _account(keys: Keys, row: Row[object], held: tuple[Grant, ...]) -> Account:
    return Account(
        officer=Officer(
            id=OfficerId(row.id), username=row.username,
            name=keys.open_(_TABLE, "name", row.id, row.name).decode(), grants=held,
            active=row.active, absent_until=row.absent_until, service=row.service,
        ),
        password=row.password,
        totp=keys.open_(_TABLE, "totp", row.id, row.totp).decode() if row.totp else None,
        totp_step=row.totp_step, failures=row.failures, locked_until=row.locked_until,
        deputy=OfficerId(row.deputy_id) if row.deputy_id else None,
    )  # fmt: skip


def _code(keys: Keys, code: str) -> bytes:
    return keys.fingerprint(code.replace("-", "").upper(), "recovery")
