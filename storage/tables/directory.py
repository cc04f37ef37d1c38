"""What the desk changed in the directory: rows over the shipped ones, each with its history."""

from sqlalchemy import Boolean, Column, Index, String, Table, Text, text

from storage.columns import Code, Id, UtcDateTime, metadata

directory_rows = Table(
    "directory_rows",
    metadata,
    Column("kind", Code, primary_key=True),
    Column("key", String(200), primary_key=True),
    # JSON, public knowledge: nothing personal stands here
    Column("body", Text, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=text("false")),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Code, nullable=False),
)

directory_changes = Table(
    "directory_changes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Code, nullable=False),
    Column("key", String(200), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Code, nullable=False),
    Column("reason", Text),
    Index("ix_directory_changes_row", "kind", "key", "at"),
)
