"""History: append-only fingerprints in a chain per case, their erasable words, anchors, reads."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    Table,
)

from storage.columns import Code, Id, Sealed, UtcDateTime, metadata

#: The chain. Nothing in it is personal, so nothing in it ever has to go.
history = Table(
    "history",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("action", Code, nullable=False),
    Column("content", LargeBinary(32), nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)

#: The words of the entries; they can be erased and the chain still holds.
history_bodies = Table(
    "history_bodies",
    metadata,
    Column("case_id", Id, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("body", Sealed, nullable=False),
    ForeignKeyConstraint(["case_id", "seq"], ["history.case_id", "history.seq"]),
)

#: Once a day the heads that moved are written down and chained among themselves.
anchors = Table(
    "anchors",
    metadata,
    Column("day", Date, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("heads", Integer, nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)

anchored_heads = Table(
    "anchored_heads",
    metadata,
    Column("case_id", Id, primary_key=True, autoincrement=False),
    Column("day", Date, ForeignKey("anchors.day"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary(32), nullable=False),
)

reads = Table(
    "reads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("officer_id", Id, nullable=False),
    Column("username", Code, nullable=False),
    Column("role", Code, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
