"""`migrate`: the database to the current schema."""

import asyncio

import click

from bot.commands.configuration import settings_or_exit
from storage import schema


@click.command()
def migrate() -> None:
    """Bring the database to this program's schema."""
    settings = settings_or_exit()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    asyncio.run(schema.upgrade(settings.database))
    click.echo(f"The database is at {schema.head()}.")
