"""Conversations with the worker's keys to them, and their transcripts."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.columns import Code, Fingerprint, Id, Sealed, UtcDateTime, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("door", Code, nullable=False),
    # where pushed messages go; unique by its fingerprint
    Column("address", Sealed),
    Column("address_fingerprint", Fingerprint, unique=True),
    Column("locale", Code, nullable=False),
    Column("state", Sealed),
    Column("last_seq", Integer, nullable=False, server_default=text("0")),
    Column("seen", Integer, nullable=False, server_default=text("0")),
    Column("offered", Sealed),
    Column("numbered", Boolean, nullable=False, server_default=text("true")),
    Column("many", Boolean, nullable=False, server_default=text("false")),
    Column("asking", Code),
    # the secret way back
    Column("code", Sealed),
    Column("code_fingerprint", Fingerprint, unique=True),
    Column("blocked", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    # conversations whose bearer has not asked for the latest message
    Index("ix_conversations_unseen", "updated_at", sqlite_where=text("seen < last_seq"),
          postgresql_where=text("seen < last_seq")),
)  # fmt: skip

conversation_keys = Table(
    "conversation_keys",
    metadata,
    Column("fingerprint", Fingerprint, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("sender", Code, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("client_id", String(100)),
    Column("in_reply_to", Integer),
    Column("asking", Code),
    Column("case_id", Id),
    Column("entry", Integer),
    # a reader asks for what comes after N
    UniqueConstraint("conversation_id", "seq"),
    # what a case's history told
    Index("ix_messages_told", "case_id", "entry", sqlite_where=text("case_id IS NOT NULL"),
          postgresql_where=text("case_id IS NOT NULL")),
)  # fmt: skip
