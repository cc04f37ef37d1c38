"""`history verify`: proves the chained history untouched, or names the first broken entry."""

import asyncio
import sys

import click

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.journal import open_journal
from storage.records import history as histories


@click.group()
def history() -> None:
    """Look after the history of cases."""


@history.command()
def verify() -> None:
    """Prove every case's history untouched."""

    async def go() -> int:
        settings = settings_or_exit()
        async with (
            app.open_store(settings, migrate=not settings.database_url) as store,
            store.reading() as reading,
        ):
            broken = await histories.verify(reading)
        if broken is None:
            click.echo("The history of every case is as it was written.")
            return 0
        where = f"entry {broken.seq} of case {broken.case} ({broken.why})"
        click.echo(f"The history is broken at {where}.", err=True)
        return 1

    open_journal(level=40)
    sys.exit(asyncio.run(go()))
