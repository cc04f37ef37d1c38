"""`check`: every problem of this installation, each with its remedy."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from bot.commands.configuration import settings_or_exit
from bot.settings import Settings
from storage import defaults, schema
from storage.seal import Keys

#: Less free space than this is a problem: evidence could no longer be kept.
LEAST_FREE = 1 << 30
#: From this month on next year's calendar is looked for.
CALENDAR_MONTH = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, with what to do; a warning leaves the installation usable."""

    text: str
    warning: bool = False


@click.command()
def check() -> None:
    """Check settings, data folder, keys, database, calendar and disk."""
    settings = settings_or_exit()
    problems = asyncio.run(_collect(settings))
    for problem in problems:
        click.echo(("warning: " if problem.warning else "problem: ") + problem.text)
    if any(not problem.warning for problem in problems):
        sys.exit(1)
    if not problems:
        click.echo("Everything is in order.")


async def _collect(settings: Settings) -> list[Problem]:
    found = [*_check_disk(settings), *_check_keys(settings), *_check_settings(settings)]
    found += _check_calendar(datetime.now(ZoneInfo(settings.time_zone)).date())
    return found + [problem async for problem in _check_database(settings)]


def _check_disk(settings: Settings) -> Iterator[Problem]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as refused:
        yield Problem(
            f"The data folder {folder} cannot be written ({refused.strerror}): "
            "give this user the right to write there, or set XINSHENG_DATA_DIR."
        )
        return
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        yield Problem(
            f"Only {free // (1 << 20)} MB are free where {folder} lies: make room, "
            "or evidence can no longer be kept."
        )


def _check_keys(settings: Settings) -> Iterator[Problem]:
    file = settings.key_file
    if not file.exists():
        started = (settings.data_dir / "xinsheng.db").exists()
        yield Problem(
            f"The master key {file} is missing: "
            + ("put it back from its safe place." if started else "`run` makes it on first start."),
            warning=not started,
        )
        return
    if file.stat().st_mode & 0o077:
        yield Problem(f"Others may read the master key {file}: chmod 600 {file}.", warning=True)
    try:
        Keys.open(file)
    except Exception as broken:
        yield Problem(f"The keys do not open ({broken}): put {file} and its envelope back.")


def _check_settings(settings: Settings) -> Iterator[Problem]:
    pagers = settings.duty_webhook or settings.duty_telegram_chat
    if settings.duty_post and not pagers:
        yield Problem(
            "XINSHENG_DUTY_POST says that a post is staffed, but nothing rings it: "
            "set XINSHENG_DUTY_WEBHOOK or XINSHENG_DUTY_TELEGRAM_CHAT."
        )
    if settings.telegram_mode == "webhook" and not settings.telegram_webhook_secret:
        yield Problem("Webhooks need a secret: set XINSHENG_TELEGRAM_WEBHOOK_SECRET.")
    if settings.host not in ("127.0.0.1", "localhost", "::1") and not settings.secure:
        yield Problem(
            "The desk answers beyond this machine without https: "
            "put a proxy before it and set XINSHENG_PUBLIC_URL to its https address.",
            warning=True,
        )


def _check_calendar(today: date) -> Iterator[Problem]:
    calendar = defaults.load_calendar()
    if today.year not in calendar.years:
        yield Problem(
            f"The calendar of {today.year} is missing: working days are only provisional. "
            "Load the State Council's notice at the desk."
        )
    elif today.month >= CALENDAR_MONTH and today.year + 1 not in calendar.years:
        yield Problem(
            f"The calendar of {today.year + 1} is not there yet: dates in it are provisional "
            "until the State Council's notice is loaded.",
            warning=True,
        )


async def _check_database(settings: Settings) -> AsyncIterator[Problem]:
    if not settings.database_url and not (settings.data_dir / "xinsheng.db").exists():
        return
    try:
        current = await schema.is_current(settings.database)
    except Exception as gone:
        yield Problem(
            f"The database does not answer ({type(gone).__name__}): "
            "check XINSHENG_DATABASE_URL and that the server runs."
        )
        return
    if not current:
        yield Problem("The database has an old schema: python -m bot migrate.")
