"""`move`: everything from this database into an empty one, compared row by row."""

import asyncio
import sys

import click
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from bot.app import AlreadyRunning, lock_data
from bot.commands.configuration import settings_or_exit
from bot.settings import Settings
from handlers.errors import Conflict
from storage import move as moving


@click.command()
@click.argument("url")
def move(url: str) -> None:
    """Move everything into the empty database at URL (SQLite to PostgreSQL).

    The server must stand still meanwhile. Keys and evidence stay where they are: the new database
    is used with the same data folder.
    """
    try:
        counts = asyncio.run(_move(settings_or_exit(), url))
    except (moving.MoveError, AlreadyRunning) as refused:
        sys.exit(str(refused))
    except Conflict as full:
        sys.exit(f"The database to move to is not empty: {full.details['table']} has rows.")
    except OSError as gone:
        sys.exit(f"The database to move to does not answer: {gone.strerror or gone}.")
    click.echo(f"{sum(counts.values())} rows in {len(counts)} tables arrived as they were.")
    click.echo(f"Now set XINSHENG_DATABASE_URL to {_without_password(url)} and start again.")


async def _move(settings: Settings, url: str) -> dict[str, int]:
    columns = (
        TextColumn("{task.description}"),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    async with lock_data(settings):
        with Progress(*columns, disable=not sys.stderr.isatty()) as progress:
            tasks = {}

            def show(table: str, moved: int) -> None:
                if table not in tasks:
                    tasks[table] = progress.add_task(table)
                progress.update(tasks[table], completed=moved)

            return await moving.copy(settings.database, url, show)


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    return head.rpartition(":")[0] + at + tail if at and head.count(":") > 1 else url
