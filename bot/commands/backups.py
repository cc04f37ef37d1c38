"""`backup` and `restore`: database, evidence and the envelope of keys in one file."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

import click
from rich.progress import Progress

from bot.commands.configuration import settings_or_exit
from bot.settings import Settings
from storage import backup as backups
from storage.backup import BackupError, Places
from storage.seal import envelope_of

Result = TypeVar("Result")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a backup beside a running server. The master key is not in it: keep it elsewhere."""
    settings = settings_or_exit()
    with Progress(disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("backup")

        def tell(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        size = _carry_out(backups.write(_places(settings), file, tell))
    click.echo(f"{file} holds everything but the master key ({size} bytes).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put a backup back where nothing is yet; nothing is ever overwritten."""
    settings = settings_or_exit()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    _carry_out(backups.restore(_places(settings), file))
    click.echo(f"Restored. Put the master key at {settings.key_file} before you start.")


def _places(settings: Settings) -> Places:
    return Places(
        url=settings.database,
        envelope=envelope_of(settings.key_file),
        evidence=settings.data_dir / "evidence",
    )


def _carry_out(work: Coroutine[None, None, Result]) -> Result:
    """Run it; what cannot be done ends the command with the remedy."""
    try:
        return asyncio.run(work)
    except BackupError as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
