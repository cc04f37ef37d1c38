"""Sessions of signed-in officers and one-time links; of both only fingerprints are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, select, update

from handlers.lead import ConversationId
from handlers.officer import OfficerId
from storage.store import Reading, Work
from storage.tables.staff import links, sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A sign-in that lasts: whose, how far (`password` passed, `full`), and its CSRF token."""

    officer: OfficerId
    csrf: str
    stage: str
    made_at: datetime
    seen_at: datetime
    agent: str | None = None
    handle: str = ""
    """Names the session for revoking it; says nothing of its secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a one-time link is for."""

    purpose: str
    officer: OfficerId | None = None
    conversation: ConversationId | None = None
    body: str | None = None


async def open_session(work: Work, secret: str, session: Session) -> None:
    """Begin a session."""
    await work.connection.execute(
        insert(sessions).values(
            fingerprint=work.keys.fingerprint(secret, "session"), officer_id=session.officer,
            csrf=session.csrf, stage=session.stage, made_at=session.made_at,
            seen_at=session.seen_at, agent=session.agent,
        )
    )  # fmt: skip


async def find_session(reading: Reading, secret: str) -> Session | None:
    """Return the session of this secret."""
    wanted = reading.keys.fingerprint(secret, "session")
    query = select(sessions).where(sessions.c.fingerprint == wanted)
    row = (await reading.connection.execute(query)).first()
    return None if row is None else _session(row)


async def sessions_of(reading: Reading, officer: OfficerId) -> list[Session]:
    """Return the sessions of an account, the latest first."""
    query = (
        select(sessions).where(sessions.c.officer_id == officer).order_by(sessions.c.seen_at.desc())
    )
    return [_session(row) for row in await reading.connection.execute(query)]


async def touch_session(work: Work, secret: str, now: datetime) -> None:
    """Note that a session is in use."""
    wanted = work.keys.fingerprint(secret, "session")
    query = update(sessions).where(sessions.c.fingerprint == wanted).values(seen_at=now)
    await work.connection.execute(query)


async def close_session(work: Work, secret: str) -> None:
    """End the session of this secret."""
    wanted = work.keys.fingerprint(secret, "session")
    await work.connection.execute(delete(sessions).where(sessions.c.fingerprint == wanted))


async def revoke_session(work: Work, officer: OfficerId, handle: str) -> None:
    """End one session of an account by its handle."""
    query = delete(sessions).where(
        sessions.c.officer_id == officer, sessions.c.fingerprint == bytes.fromhex(handle)
    )
    await work.connection.execute(query)


async def close_all(work: Work, officer: OfficerId) -> None:
    """End every session of an account."""
    await work.connection.execute(delete(sessions).where(sessions.c.officer_id == officer))


async def add_link(work: Work, secret: str, link: Link, until: datetime) -> None:
    """Make a one-time link."""
    fingerprint = work.keys.fingerprint(secret, "link")
    sealed = None
    if link.body is not None:
        sealed = work.keys.seal("links", "body", fingerprint.hex(), link.body)
    await work.connection.execute(
        insert(links).values(
            fingerprint=fingerprint, purpose=link.purpose, officer_id=link.officer,
            conversation_id=link.conversation, body=sealed, until=until,
        )
    )  # fmt: skip


async def find_link(reading: Reading, secret: str, purpose: str, now: datetime) -> Link | None:
    """Return what a link is for while it is neither used nor over."""
    fingerprint = reading.keys.fingerprint(secret, "link")
    query = select(links).where(
        links.c.fingerprint == fingerprint, links.c.purpose == purpose,
        links.c.used_at.is_(None), links.c.until > now,
    )  # fmt: skip
    row = (await reading.connection.execute(query)).first()
    if row is None:
        return None
    body = None
    if row.body is not None:
        body = reading.keys.open_("links", "body", fingerprint.hex(), row.body).decode()
    return Link(
        purpose=row.purpose, body=body,
        officer=OfficerId(row.officer_id) if row.officer_id else None,
        conversation=ConversationId(row.conversation_id) if row.conversation_id else None,
    )  # fmt: skip


async def use_link(work: Work, secret: str, purpose: str, now: datetime) -> Link | None:
    """Use a link up and return what it is for; the second time there is none."""
    link = await find_link(work, secret, purpose, now)
    if link is not None:
        fingerprint = work.keys.fingerprint(secret, "link")
        query = update(links).where(links.c.fingerprint == fingerprint).values(used_at=now)
        await work.connection.execute(query)
    return link


def _session(row: Row[object]) -> Session:
    return Session(
        officer=OfficerId(row.officer_id), csrf=row.csrf, stage=row.stage, made_at=row.made_at,
        seen_at=row.seen_at, agent=row.agent, handle=row.fingerprint.hex(),
    )  # fmt: skip
