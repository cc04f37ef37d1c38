"""`chat`: the same conversation in a terminal, beside a running server or on its own."""

import asyncio
import sys

import click

from bot import app
from bot.channels.terminal import Terminal
from bot.commands.configuration import settings_or_exit
from bot.journal import open_journal
from bot.settings import Settings
from handlers.errors import NotFound


@click.command()
@click.option("--code", help="Go on with the conversation this code leads back to.")
def chat(code: str | None) -> None:
    """Talk in the terminal: a line in is a message, lines out are the bot's, choices numbered."""
    open_journal(level=40)
    try:
        asyncio.run(_chat(settings_or_exit(), code))
    except app.OldSchema as refused:
        sys.exit(str(refused))


async def _chat(settings: Settings, code: str | None) -> None:
    async with app.open_store(settings, migrate=not settings.database_url) as store:
        product = app.build(settings, store, app.real_clock)
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            for name, step in app.stations(product, frozenset({"web"})).items():
                group.create_task(app.keep_going(product, name, step, stop))
            try:
                opened = (
                    await product.intake.rejoin(code, "terminal")
                    if code
                    else await product.intake.open("terminal")
                )
                terminal = Terminal(
                    product.intake, product.transcripts, address=settings.address
                )
                await terminal.talk(opened)
            except NotFound:
                click.echo(product.renderer.words(settings.locale).say("code", {}), err=True)
                sys.exit(1)
            finally:
                stop.set()
