"""What may only be added to: the databases themselves refuse to change or remove it.

Rebuilding a table on SQLite loses its triggers silently, so every migration ends by making them
anew.
"""

from sqlalchemy import Connection

APPEND_ONLY = ("history", "anchors", "anchored_heads", "reads", "sign_ins", "directory_changes")

_REFUSE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def make_triggers(connection: Connection) -> None:
    """Make every append-only table refuse UPDATE and DELETE."""
    drop_triggers(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_REFUSE)
    for table in APPEND_ONLY:
        for statement in _statements(connection.dialect.name, table):
            connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Take the triggers away for the length of a migration."""
    existing = set(connection.dialect.get_table_names(connection))
    for table in existing & set(APPEND_ONLY):
        where = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        for event in ("update", "delete", "truncate"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{event}{where}")


def _statements(dialect: str, table: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for event in ("update", "delete")
        ]
    rows = [
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for event in ("update", "delete")
    ]
    whole = (
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    return [*rows, whole]
