"""Accounts of officers: roles, sign-in, sessions, links, tokens."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from storage.columns import Code, Fingerprint, Id, Sealed, UtcDateTime, metadata

officers = Table(
    "officers",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("username", Code, nullable=False, unique=True),
    Column("name", Sealed, nullable=False),
    Column("password", String(200)),
    Column("totp", Sealed),
    # the last time step whose code was used: no code works twice
    Column("totp_step", Integer, nullable=False, server_default=text("0")),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("service", Boolean, nullable=False, server_default=text("false")),
    Column("absent_until", Date),
    Column("deputy_id", Id),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("officer_id", Id, ForeignKey("officers.id"), nullable=False, index=True),
    Column("role", Code, nullable=False),
    Column("division", Code),
    Column("agency", Code),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("officer_id", Id, ForeignKey("officers.id"), primary_key=True, autoincrement=False),
    Column("fingerprint", Fingerprint, primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("fingerprint", Fingerprint, primary_key=True),
    Column("officer_id", Id, ForeignKey("officers.id"), nullable=False, index=True),
    Column("csrf", Code, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("agent", String(200)),
    Column("stage", Code, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("fingerprint", Fingerprint, primary_key=True),
    Column("purpose", Code, nullable=False),
    Column("officer_id", Id, ForeignKey("officers.id"), index=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), index=True),
    Column("body", Sealed),
    Column("until", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", Id, primary_key=True),
    Column("officer_id", Id, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("outcome", Code, nullable=False),
    Column("origin", Code),
    Index("ix_sign_ins_officer_id", "officer_id", "at"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", Code, nullable=False, unique=True),
    Column("fingerprint", Fingerprint, nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("officer_id", Id, ForeignKey("officers.id"), nullable=False, index=True),
    Column("made_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

#: What was ordered under which key; the answer is read anew, for a case's last state is the truth.
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("fingerprint", Fingerprint, primary_key=True),
    Column("ordered", Fingerprint, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
