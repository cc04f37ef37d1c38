"""The first schema: everything that the first width of the product stores."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "anchors",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_anchors")),
    )
    op.create_table(
        "conversations",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("door", sa.String(length=64), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("address_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("locale", sa.String(length=64), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("last_seq", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("seen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("offered", sa.LargeBinary(), nullable=True),
        sa.Column("numbered", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("many", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("asking", sa.String(length=64), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("code_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("blocked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", columns.UtcDateTime(), nullable=False),
        sa.Column("updated_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint(
            "address_fingerprint", name=op.f("uq_conversations_address_fingerprint")
        ),
        sa.UniqueConstraint("code_fingerprint", name=op.f("uq_conversations_code_fingerprint")),
    )
    op.create_index(
        "ix_conversations_unseen",
        "conversations",
        ["updated_at"],
        unique=False,
        sqlite_where=sa.text("seen < last_seq"),
        postgresql_where=sa.text("seen < last_seq"),
    )
    op.create_table(
        "directory_changes",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_changes")),
    )
    op.create_index(
        "ix_directory_changes_row", "directory_changes", ["kind", "key", "at"], unique=False
    )
    op.create_table(
        "directory_rows",
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_directory_rows")),
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("ordered", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_idempotency_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_idempotency_keys_at"), "idempotency_keys", ["at"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=True),
        sa.Column("conversation_id", columns.Id, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state", sa.String(length=64), server_default=sa.text("'waiting'"), nullable=False
        ),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_jobs_dedupe_key")),
    )
    op.create_index(
        "ix_jobs_waiting",
        "jobs",
        ["kind", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "officers",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("service", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("absent_until", sa.Date(), nullable=True),
        sa.Column("deputy_id", columns.Id, nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", columns.UtcDateTime(), nullable=True),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("username", name=op.f("uq_officers_username")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("officer_id", columns.Id, nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
    )
    op.create_index("ix_sign_ins_officer_id", "sign_ins", ["officer_id", "at"], unique=False)
    op.create_table(
        "timers",
        sa.Column("subject_kind", sa.String(length=64), nullable=False),
        sa.Column("subject_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", "what", name=op.f("pk_timers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_timers_due_at"), "timers", ["due_at"], unique=False)
    op.create_table(
        "anchored_heads",
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["day"], ["anchors.day"], name=op.f("fk_anchored_heads_day")),
        sa.PrimaryKeyConstraint("case_id", "day", name=op.f("pk_anchored_heads")),
    )
    op.create_table(
        "cases",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("check_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("conversation_id", columns.Id, nullable=True),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("main", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("phase", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.Column("reported_as", sa.String(length=64), nullable=True),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("campaign_class", sa.String(length=64), nullable=False),
        sa.Column("division", sa.String(length=64), nullable=True),
        sa.Column("lead_agency", sa.String(length=64), nullable=True),
        sa.Column("held_by", columns.Id, nullable=True),
        sa.Column("holder", sa.String(length=64), nullable=True),
        sa.Column("filed_by", columns.Id, nullable=True),
        sa.Column("filed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("delivered_at", columns.UtcDateTime(), nullable=True),
        sa.Column("accepted_at", columns.UtcDateTime(), nullable=True),
        sa.Column("closed_at", columns.UtcDateTime(), nullable=True),
        sa.Column("next_due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("next_due_name", sa.String(length=64), nullable=True),
        sa.Column("law_due_at", columns.UtcDateTime(), nullable=True),
        sa.Column("owed_fen", sa.BigInteger(), nullable=True),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("industry", sa.String(length=64), nullable=True),
        sa.Column("funding", sa.String(length=64), nullable=True),
        sa.Column("employer_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("site_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("phone_fingerprint", sa.LargeBinary(length=32), nullable=True),
        sa.Column("contested", sa.Boolean(), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_cases_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("check_fingerprint", name=op.f("uq_cases_check_fingerprint")),
        sa.UniqueConstraint("reference", name=op.f("uq_cases_reference")),
    )
    op.create_index(op.f("ix_cases_conversation_id"), "cases", ["conversation_id"], unique=False)
    op.create_index(
        "ix_cases_employer_fingerprint", "cases", ["employer_fingerprint", "filed_at"], unique=False
    )
    op.create_index("ix_cases_filed_at", "cases", ["filed_at"], unique=False)
    op.create_index("ix_cases_held_by", "cases", ["held_by", "next_due_at", "id"], unique=False)
    op.create_index(
        "ix_cases_open",
        "cases",
        ["next_due_at", "held_by", "level", "status", "id"],
        unique=False,
        sqlite_where=sa.text("phase = 'open'"),
        postgresql_where=sa.text("phase = 'open'"),
    )
    op.create_index("ix_cases_phone_fingerprint", "cases", ["phone_fingerprint"], unique=False)
    op.create_index(
        "ix_cases_site_fingerprint", "cases", ["site_fingerprint", "filed_at"], unique=False
    )
    op.create_table(
        "conversation_keys",
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_keys_conversation_id"),
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_conversation_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_conversation_keys_conversation_id"),
        "conversation_keys",
        ["conversation_id"],
        unique=False,
    )
    op.create_table(
        "grants",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("officer_id", columns.Id, nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("division", sa.String(length=64), nullable=True),
        sa.Column("agency", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_grants_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_officer_id"), "grants", ["officer_id"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.Column("door", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "state", sa.String(length=64), server_default=sa.text("'waiting'"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_inbox_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("door", "key", name=op.f("uq_inbox_door_key")),
    )
    op.create_index(
        "ix_inbox_done",
        "inbox",
        ["at"],
        unique=False,
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_inbox_waiting_of",
        "inbox",
        ["conversation_id", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "links",
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("officer_id", columns.Id, nullable=True),
        sa.Column("conversation_id", columns.Id, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("until", columns.UtcDateTime(), nullable=False),
        sa.Column("used_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_links_conversation_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_links_officer_id")),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_conversation_id"), "links", ["conversation_id"], unique=False)
    op.create_index(op.f("ix_links_officer_id"), "links", ["officer_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.String(length=100), nullable=True),
        sa.Column("in_reply_to", sa.Integer(), nullable=True),
        sa.Column("asking", sa.String(length=64), nullable=True),
        sa.Column("case_id", columns.Id, nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_messages_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_messages_conversation_id_seq")),
    )
    op.create_index(
        "ix_messages_told",
        "messages",
        ["case_id", "entry"],
        unique=False,
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("officer_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_recovery_codes_officer_id")
        ),
        sa.PrimaryKeyConstraint("officer_id", "fingerprint", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "sessions",
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("officer_id", columns.Id, nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=True),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_sessions_officer_id")
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_officer_id"), "sessions", ["officer_id"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("officer_id", columns.Id, nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("used_at", columns.UtcDateTime(), nullable=True),
        sa.Column("revoked_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_tokens_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_tokens_fingerprint")),
        sa.UniqueConstraint("name", name=op.f("uq_tokens_name")),
    )
    op.create_index(op.f("ix_tokens_officer_id"), "tokens", ["officer_id"], unique=False)
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("pieces", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("finished", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_uploads_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_index("ix_uploads_at", "uploads", ["at"], unique=False)
    op.create_index(
        op.f("ix_uploads_conversation_id"), "uploads", ["conversation_id"], unique=False
    )
    op.create_table(
        "alarms",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.Column("case_id", columns.Id, nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("division", sa.String(length=64), nullable=True),
        sa.Column("taken_by", columns.Id, nullable=True),
        sa.Column("opened_at", columns.UtcDateTime(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_alarms_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_alarms_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alarms")),
    )
    op.create_index(op.f("ix_alarms_case_id"), "alarms", ["case_id"], unique=False)
    op.create_index("ix_alarms_state", "alarms", ["state", "opened_at", "id"], unique=False)
    op.create_index(
        "uq_alarms_live",
        "alarms",
        ["conversation_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'taken')"),
        postgresql_where=sa.text("state IN ('open', 'taken')"),
    )
    op.create_table(
        "case_bars",
        sa.Column("officer_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_bars_case_id")),
        sa.PrimaryKeyConstraint("officer_id", "case_id", name=op.f("pk_case_bars")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_bars_case_id", "case_bars", ["case_id"], unique=False)
    op.create_table(
        "case_marks",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_marks_case_id")),
        sa.PrimaryKeyConstraint("name", "case_id", name=op.f("pk_case_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_marks_case_id", "case_marks", ["case_id"], unique=False)
    op.create_table(
        "case_places",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("next_due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_places_case_id")),
        sa.PrimaryKeyConstraint("place", "next_due_at", "case_id", name=op.f("pk_case_places")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_places_case_id", "case_places", ["case_id"], unique=False)
    op.create_table(
        "case_terms",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_terms_case_id")),
        sa.PrimaryKeyConstraint("term", "case_id", "source", name=op.f("pk_case_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_terms_case_id", "case_terms", ["case_id", "source"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=True),
        sa.Column("case_id", columns.Id, nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("by_officer", columns.Id, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_evidence_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_evidence_conversation_id"), "evidence", ["conversation_id"], unique=False
    )
    op.create_table(
        "history",
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(length=32), nullable=False),
        sa.Column("chain", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_history_case_id")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_history")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("conversation_id", columns.Id, nullable=False),
        sa.Column("message_id", columns.Id, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(length=64), nullable=False),
        sa.Column(
            "state", sa.String(length=64), server_default=sa.text("'waiting'"), nullable=False
        ),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("remote_id", sa.String(length=100), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=True),
        sa.Column("settled_at", columns.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_outbox_conversation_id")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_outbox_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_outbox_waiting_of",
        "outbox",
        ["conversation_id", "seq"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "reads",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("case_id", columns.Id, nullable=False),
        sa.Column("officer_id", columns.Id, nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reads_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reads")),
    )
    op.create_index(op.f("ix_reads_case_id"), "reads", ["case_id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("case_id", columns.Id, nullable=True),
        sa.Column("conversation_id", columns.Id, nullable=True),
        sa.Column("agency", sa.String(length=64), nullable=True),
        sa.Column("division", sa.String(length=64), nullable=True),
        sa.Column("held_by", columns.Id, nullable=True),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("due_at", columns.UtcDateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_tasks_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_tasks_conversation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_case_id"), "tasks", ["case_id"], unique=False)
    op.create_index(op.f("ix_tasks_conversation_id"), "tasks", ["conversation_id"], unique=False)
    op.create_index("ix_tasks_held_by", "tasks", ["held_by", "state"], unique=False)
    op.create_index("ix_tasks_state", "tasks", ["state", "due_at", "id"], unique=False)
    op.create_table(
        "history_bodies",
        sa.Column("case_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"],
            ["history.case_id", "history.seq"],
            name=op.f("fk_history_bodies_case_id_seq"),
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_history_bodies")),
    )


def downgrade() -> None:
    op.drop_table("history_bodies")
    op.drop_index("ix_tasks_state", table_name="tasks")
    op.drop_index("ix_tasks_held_by", table_name="tasks")
    op.drop_index(op.f("ix_tasks_conversation_id"), table_name="tasks")
    op.drop_index(op.f("ix_tasks_case_id"), table_name="tasks")
    op.drop_table("tasks")
    op.drop_index(op.f("ix_reads_case_id"), table_name="reads")
    op.drop_table("reads")
    op.drop_index(
        "ix_outbox_waiting_of",
        table_name="outbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_table("outbox")
    op.drop_table("history")
    op.drop_index(op.f("ix_evidence_conversation_id"), table_name="evidence")
    op.drop_index(op.f("ix_evidence_case_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index("ix_case_terms_case_id", table_name="case_terms")
    op.drop_table("case_terms")
    op.drop_index("ix_case_places_case_id", table_name="case_places")
    op.drop_table("case_places")
    op.drop_index("ix_case_marks_case_id", table_name="case_marks")
    op.drop_table("case_marks")
    op.drop_index("ix_case_bars_case_id", table_name="case_bars")
    op.drop_table("case_bars")
    op.drop_index(
        "uq_alarms_live",
        table_name="alarms",
        sqlite_where=sa.text("state IN ('open', 'taken')"),
        postgresql_where=sa.text("state IN ('open', 'taken')"),
    )
    op.drop_index("ix_alarms_state", table_name="alarms")
    op.drop_index(op.f("ix_alarms_case_id"), table_name="alarms")
    op.drop_table("alarms")
    op.drop_index(op.f("ix_uploads_conversation_id"), table_name="uploads")
    op.drop_index("ix_uploads_at", table_name="uploads")
    op.drop_table("uploads")
    op.drop_index(op.f("ix_tokens_officer_id"), table_name="tokens")
    op.drop_table("tokens")
    op.drop_index(op.f("ix_sessions_officer_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_table("recovery_codes")
    op.drop_index(
        "ix_messages_told",
        table_name="messages",
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.drop_table("messages")
    op.drop_index(op.f("ix_links_officer_id"), table_name="links")
    op.drop_index(op.f("ix_links_conversation_id"), table_name="links")
    op.drop_table("links")
    op.drop_index(
        "ix_inbox_waiting_of",
        table_name="inbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ix_inbox_waiting",
        table_name="inbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(
        "ix_inbox_done",
        table_name="inbox",
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
    op.drop_table("inbox")
    op.drop_index(op.f("ix_grants_officer_id"), table_name="grants")
    op.drop_table("grants")
    op.drop_index(op.f("ix_conversation_keys_conversation_id"), table_name="conversation_keys")
    op.drop_table("conversation_keys")
    op.drop_index("ix_cases_site_fingerprint", table_name="cases")
    op.drop_index("ix_cases_phone_fingerprint", table_name="cases")
    op.drop_index(
        "ix_cases_open",
        table_name="cases",
        sqlite_where=sa.text("phase = 'open'"),
        postgresql_where=sa.text("phase = 'open'"),
    )
    op.drop_index("ix_cases_held_by", table_name="cases")
    op.drop_index("ix_cases_filed_at", table_name="cases")
    op.drop_index("ix_cases_employer_fingerprint", table_name="cases")
    op.drop_index(op.f("ix_cases_conversation_id"), table_name="cases")
    op.drop_table("cases")
    op.drop_table("anchored_heads")
    op.drop_index(op.f("ix_timers_due_at"), table_name="timers")
    op.drop_table("timers")
    op.drop_index("ix_sign_ins_officer_id", table_name="sign_ins")
    op.drop_table("sign_ins")
    op.drop_table("officers")
    op.drop_index(
        "ix_jobs_waiting",
        table_name="jobs",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_table("jobs")
    op.drop_index(op.f("ix_idempotency_keys_at"), table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_table("directory_rows")
    op.drop_index("ix_directory_changes_row", table_name="directory_changes")
    op.drop_table("directory_changes")
    op.drop_index(
        "ix_conversations_unseen",
        table_name="conversations",
        sqlite_where=sa.text("seen < last_seq"),
        postgresql_where=sa.text("seen < last_seq"),
    )
    op.drop_table("conversations")
    op.drop_table("anchors")
