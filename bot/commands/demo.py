"""`demo`: an empty database filled with invented cases, so that a newcomer sees a living desk."""

import asyncio
import sys

import click

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.demo import Demo, NotEmpty, now
from bot.journal import open_journal
from bot.settings import Settings


@click.command()
def demo() -> None:
    """Fill an empty database with invented cases, clearly marked."""
    open_journal(level=40)
    settings = settings_or_exit()
    try:
        links = asyncio.run(_fill(settings))
    except NotEmpty as refused:
        sys.exit(str(refused.__doc__))
    for username, link in links.items():
        click.echo(f"{username} {settings.address}{link}")


async def _fill(settings: Settings) -> dict[str, str]:
    async with app.open_store(settings, migrate=not settings.database_url) as store:
        clock = now()
        product = app.build(settings, store, clock)
        product.casework.heard_within = 0
        return await Demo(product, clock).play()
