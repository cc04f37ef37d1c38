"""Runs migrations over the connection that `storage.schema` hands in."""

from alembic import context
from sqlalchemy import Connection

from storage.tables.catalog import ALL_TABLES
from storage.triggers import drop_triggers, make_triggers


class DanglingReferenceError(Exception):
    """A migration left rows that refer to rows which are gone."""


def migrate(connection: Connection) -> None:
    """Migrate in one transaction a step; triggers go before and come back after."""
    context.configure(
        connection=connection,
        target_metadata=ALL_TABLES[0].metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=False,
    )
    with context.begin_transaction():
        drop_triggers(connection)
        context.run_migrations()
        existing = set(connection.dialect.get_table_names(connection))
        if "history" in existing:
            make_triggers(connection)
        if connection.dialect.name == "sqlite":
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if dangling:
                raise DanglingReferenceError(dangling[0])


migrate(context.config.attributes["connection"])
