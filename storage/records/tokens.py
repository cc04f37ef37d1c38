"""Access tokens of the desk API: shown once, kept as fingerprints, each acting as an officer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, insert, select, update

from handlers.officer import OfficerId
from storage.store import Reading, Work
from storage.tables.staff import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token without its secret."""

    id: int
    name: str
    scopes: frozenset[str]
    officer: OfficerId
    made_at: datetime
    revoked_at: datetime | None = None


async def add(work: Work, token: Token, secret: str) -> None:
    """Keep a new token."""
    await work.connection.execute(
        insert(tokens).values(
            id=token.id, name=token.name, fingerprint=work.keys.fingerprint(secret, "token"),
            scopes=" ".join(sorted(token.scopes)), officer_id=token.officer,
            made_at=token.made_at,
        )
    )  # fmt: skip


async def find(reading: Reading, secret: str) -> Token | None:
    """Return the token of this secret while it is not revoked."""
    wanted = reading.keys.fingerprint(secret, "token")
    query = select(tokens).where(tokens.c.fingerprint == wanted, tokens.c.revoked_at.is_(None))
    row = (await reading.connection.execute(query)).first()
    return None if row is None else _token(row)


async def list_all(reading: Reading) -> list[Token]:
    """Return every token, the latest first."""
    query = select(tokens).order_by(tokens.c.made_at.desc())
    return [_token(row) for row in await reading.connection.execute(query)]


async def revoke(work: Work, name: str, now: datetime) -> bool:
    """Revoke a token by its name; whether there was one that stood."""
    query = (
        update(tokens)
        .where(tokens.c.name == name, tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return (await work.connection.execute(query)).rowcount > 0


def _token(row: Row[object]) -> Token:
    return Token(
        id=row.id, name=row.name, scopes=frozenset(row.scopes.split()),
        officer=OfficerId(row.officer_id), made_at=row.made_at, revoked_at=row.revoked_at,
    )  # fmt: skip
