"""`run`: everything in one process, or some of its parts."""

import asyncio
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.journal import open_journal
from bot.settings import Settings


@click.command()
@click.option("--only", help="Some parts only: " + ", ".join(app.PARTS) + " (PostgreSQL).")
@click.option("--clock", "clock", help="Start at this time and run on: rehearsals and tests.")
def run(only: str | None, clock: str | None) -> None:
    """Start the chat, the desk, Telegram if a token is set, delivery and the clock."""
    settings = settings_or_exit()
    parts = frozenset(only.split(",")) if only else frozenset(app.PARTS)
    if unknown := parts - set(app.PARTS):
        raise click.UsageError(f"There is no part {', '.join(sorted(unknown))}.")
    if only and not settings.database_url:
        raise click.UsageError("Parts on their own need PostgreSQL: set XINSHENG_DATABASE_URL.")
    time = app.shifted_clock(read_time(clock, settings)) if clock else app.real_clock
    open_journal()
    try:
        asyncio.run(app.run(settings, time, parts, _tell, rehearsal=bool(clock)))
    except (app.AlreadyRunning, app.OldSchema, OSError) as refused:
        sys.exit(str(refused))


async def _tell(product: app.Product, address: str) -> None:
    """Print the three lines, each ending in an address."""
    click.echo(f"chat {address}/")
    click.echo(f"desk {address}/desk/")
    link = await product.accounts.first_link()
    if link:
        click.echo(f"first supervisor {address}{link}")


def read_time(text: str, settings: Settings) -> datetime:
    """Read a time; without an offset it is local."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise click.UsageError("Write the time as 2026-11-24T09:00.") from wrong
    return (time if time.tzinfo else time.replace(tzinfo=ZoneInfo(settings.time_zone))).astimezone(
        UTC
    )
