"""Evidence and uploads: what the bytes on disk are, and whose."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, text

from storage.columns import Code, Id, Sealed, UtcDateTime, Whole, metadata

evidence = Table(
    "evidence",
    metadata,
    Column("id", Code, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), index=True),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("kind", Code, nullable=False),
    Column("name", Sealed),
    Column("type", String(100), nullable=False),
    Column("size", Whole, nullable=False),
    # sealed, so that the same file in two cases cannot be told
    Column("digest", Sealed),
    # false while it is still to be fetched
    Column("kept", Boolean, nullable=False),
    Column("seq", Integer),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Sealed),
    Column("by_officer", Id),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Code, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("name", Sealed, nullable=False),
    Column("type", String(100), nullable=False),
    Column("size", Whole, nullable=False),
    Column("received", Whole, nullable=False, server_default=text("0")),
    # where each sealed piece begins
    Column("pieces", Text, nullable=False, server_default=text("''")),
    Column("finished", Boolean, nullable=False, server_default=text("false")),
    Column("at", UtcDateTime, nullable=False),
    # what was begun and never ended
    Index("ix_uploads_at", "at"),
)
