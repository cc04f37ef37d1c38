"""All tables together, those that are referred to before those that refer to them."""

from sqlalchemy import Table

from storage.columns import metadata
from storage.tables import cases, conversations, directory, evidence, history, queues, staff

#: The files that declare tables; naming them here is what makes the metadata whole.
FILES = (cases, conversations, directory, evidence, history, queues, staff)

ALL_TABLES: tuple[Table, ...] = tuple(metadata.sorted_tables)
