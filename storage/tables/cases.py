"""Cases, what makes them findable, the alarms and the tasks.

The case itself is one sealed value in `body`; the columns beside it are what queries ask for.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    literal_column,
    text,
)

from storage.columns import (
    Code,
    Fingerprint,
    Id,
    Sealed,
    UtcDateTime,
    Whole,
    metadata,
)

#: Alarms that are not over; written out, so that SQLite sees that the partial index fits.
LIVE = text("state IN ('open', 'taken')")

#: Written out for the same reason.
OPEN: ColumnElement[str] = literal_column("'open'")
_OPEN = text("phase = 'open'")

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("reference", String(32), nullable=False, unique=True),
    Column("check_fingerprint", Fingerprint, unique=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), index=True),
    Column("channel", Code, nullable=False),
    Column("kind", Code, nullable=False),
    Column("main", Code, nullable=False),
    Column("status", Code, nullable=False),
    Column("phase", Code, nullable=False),
    Column("outcome", Code),
    Column("reported_as", Code),
    Column("level", Code, nullable=False),
    Column("category", Code, nullable=False),
    Column("campaign_class", Code, nullable=False),
    Column("division", Code),
    Column("lead_agency", Code),
    Column("held_by", Id),
    Column("holder", Code),
    Column("filed_by", Id),
    Column("filed_at", UtcDateTime, nullable=False),
    Column("delivered_at", UtcDateTime),
    Column("accepted_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    # far in the future where nothing runs, so that keyset pages need no null
    Column("next_due_at", UtcDateTime, nullable=False),
    Column("next_due_name", Code),
    # the earliest running clock of the law
    Column("law_due_at", UtcDateTime),
    Column("owed_fen", Whole),
    Column("paid_fen", Whole, nullable=False),
    Column("headcount", Integer, nullable=False),
    Column("workers", Integer, nullable=False),
    Column("industry", Code),
    Column("funding", Code),
    Column("employer_fingerprint", Fingerprint),
    Column("site_fingerprint", Fingerprint),
    Column("phone_fingerprint", Fingerprint),
    # closed as paid against the word of a worker
    Column("contested", Boolean, nullable=False),
    # opened again after its end, by whomever
    Column("reopened", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("body", Sealed, nullable=False),
    # an officer's own cases
    Index("ix_cases_held_by", "held_by", "next_due_at", "id"),
    # the counts of the desk's views, without opening a row
    Index(
        "ix_cases_open",
        "next_due_at",
        "held_by",
        "level",
        "status",
        "id",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    # figures by period
    Index("ix_cases_filed_at", "filed_at"),
    # three leads on one firm, one site; the same person again
    Index("ix_cases_employer_fingerprint", "employer_fingerprint", "filed_at"),
    Index("ix_cases_site_fingerprint", "site_fingerprint", "filed_at"),
    Index("ix_cases_phone_fingerprint", "phone_fingerprint"),
)

case_marks = Table(
    "case_marks",
    metadata,
    Column("name", Code, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    # rewritten with their case
    Index("ix_case_marks_case_id", "case_id"),
    sqlite_with_rowid=False,
)

#: Where a case is seen from: the agencies that have it, and every division above them. One row a
#: place, in the order of the queue, so that an officer's page is one walk along one index.
case_places = Table(
    "case_places",
    metadata,
    Column("place", Code, primary_key=True),
    Column("next_due_at", UtcDateTime, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    # rewritten with their case
    Index("ix_case_places_case_id", "case_id"),
    sqlite_with_rowid=False,
)

case_bars = Table(
    "case_bars",
    metadata,
    Column("officer_id", Id, primary_key=True, autoincrement=False),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    # rewritten with their case
    Index("ix_case_bars_case_id", "case_id"),
    sqlite_with_rowid=False,
)

#: What a search finds a case by: keyed numbers of words' pairs of characters, names, telephones.
case_terms = Table(
    "case_terms",
    metadata,
    Column("term", Whole, primary_key=True, autoincrement=False),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True, autoincrement=False),
    # facts, or the words of the story: rewritten apart
    Column("source", Code, primary_key=True),
    Index("ix_case_terms_case_id", "case_id", "source"),
    sqlite_with_rowid=False,
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("kind", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("division", Code),
    Column("taken_by", Id),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("body", Sealed, nullable=False),
    # one open alarm a conversation
    Index("uq_alarms_live", "conversation_id", unique=True, sqlite_where=LIVE,
          postgresql_where=LIVE),
    # the list, newest first within a state; what nobody took in time
    Index("ix_alarms_state", "state", "opened_at", "id"),
)  # fmt: skip

tasks = Table(
    "tasks",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("kind", Code, nullable=False),
    Column("role", Code, nullable=False),
    Column("state", Code, nullable=False),
    Column("case_id", Id, ForeignKey("cases.id"), index=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), index=True),
    Column("agency", Code),
    Column("division", Code),
    Column("held_by", Id),
    Column("made_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("body", Sealed, nullable=False),
    # the list, next due first
    Index("ix_tasks_state", "state", "due_at", "id"),
    Index("ix_tasks_held_by", "held_by", "state"),
)
