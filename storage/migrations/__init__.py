"""Alembic: env and the versions, run by `storage.schema`."""
