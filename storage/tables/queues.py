"""The four ponds: inbox, outbox, jobs, timers."""

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    literal_column,
    text,
)

from storage.columns import Code, Id, Sealed, UtcDateTime, metadata

#: Written out in queries: a bound value would hide from SQLite that a partial index fits.
WAITING: ColumnElement[str] = literal_column("'waiting'")
DONE: ColumnElement[str] = literal_column("'done'")

_WAITING = text("state = 'waiting'")

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("door", Code, nullable=False),
    Column("key", String(200), nullable=False),
    Column("kind", Code, nullable=False),
    # the raw body; erased with the turn
    Column("body", Sealed),
    Column("at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("state", Code, nullable=False, server_default=text("'waiting'")),
    # the same message sent three times is one message
    UniqueConstraint("door", "key"),
    # heads, oldest first
    Index("ix_inbox_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    # is there an earlier one, does more wait
    Index("ix_inbox_waiting_of", "conversation_id", "id", sqlite_where=_WAITING,
          postgresql_where=_WAITING),
    # keys that may be forgotten
    Index("ix_inbox_done", "at", sqlite_where=text("state = 'done'"),
          postgresql_where=text("state = 'done'")),
)  # fmt: skip

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("message_id", Id, ForeignKey("messages.id"), nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    Column("door", Code, nullable=False),
    Column("state", Code, nullable=False, server_default=text("'waiting'")),
    # while a row is being sent this is the end of its lease
    Column("due_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("remote_id", String(100)),
    Column("error", String(500)),
    Column("settled_at", UtcDateTime),
    # what is due
    Index("ix_outbox_waiting", "due_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    # is an earlier one still unsent
    Index("ix_outbox_waiting_of", "conversation_id", "seq", sqlite_where=_WAITING,
          postgresql_where=_WAITING),
)  # fmt: skip

jobs = Table(
    "jobs",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("kind", Code, nullable=False),
    Column("dedupe_key", String(200), unique=True),
    Column("conversation_id", Id),
    Column("body", Sealed),
    Column("state", Code, nullable=False, server_default=text("'waiting'")),
    Column("due_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("error", String(500)),
    Column("made_at", UtcDateTime, nullable=False),
    Index("ix_jobs_waiting", "kind", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
)

timers = Table(
    "timers",
    metadata,
    Column("subject_kind", Code, primary_key=True),
    Column("subject_id", Id, primary_key=True, autoincrement=False),
    Column("what", Code, primary_key=True),
    # what has run out, and when the next one will
    Column("due_at", UtcDateTime, nullable=False, index=True),
    sqlite_with_rowid=False,
)
