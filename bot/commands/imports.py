"""`import`: agency lists into the directory, old lists and hotline orders into cases."""

import asyncio
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import click
from rich.progress import track

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.journal import open_journal
from bot.sheets import kind_of, read_sheet, renamed, told_by
from handlers.callers import lead_for_caller
from handlers.errors import ProductError
from handlers.jsonable import Json
from handlers.officer import PROGRAM, Grant, Officer, Role
from nlp.reader import understand
from storage.defaults import Row

#: Who a list is entered by: whoever may run commands on this machine.
CLERK = Officer(
    id=PROGRAM.id, username="import", name="import",
    grants=(Grant(role=Role.ADMIN), Grant(role=Role.INTAKE)), service=True,
)  # fmt: skip


@dataclass
class Outcome:
    """How many rows were taken, and what is wrong with the others."""

    taken: int = 0
    wrong: list[str] = field(default_factory=list)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
def import_(file: Path, dry_run: bool) -> None:
    """Read a list of agencies or of cases (xlsx, csv)."""
    open_journal(level=40)
    try:
        rows = read_sheet(file)
        kind = kind_of(rows)
    except ProductError as refused:
        sys.exit(f"This is no list that can be read ({refused.details.get('field')}).")
    mark = sha256(file.read_bytes()).hexdigest()[:16]
    outcome = asyncio.run(_import(kind, rows, mark, dry_run=dry_run))
    for line in outcome.wrong:
        click.echo(line, err=True)
    click.echo(f"{kind}: {outcome.taken} {'would be taken' if dry_run else 'taken'}")
    if outcome.wrong:
        sys.exit(1)


async def _import(kind: str, rows: list[Row], mark: str, *, dry_run: bool) -> Outcome:
    settings, outcome = settings_or_exit(), Outcome()
    async with app.open_store(settings, migrate=not settings.database_url) as store:
        product = app.build(settings, store, app.real_clock)
        await product.directories.refresh()
        for number, row in enumerate(_shown(rows), start=2):
            try:
                if kind == "agency":
                    await _agency(product, renamed(kind, row), dry_run=dry_run)
                else:
                    await _case(product, renamed(kind, row), f"{mark}:{number}", dry_run=dry_run)
            except ProductError as refused:
                outcome.wrong.append(f"line {number}: {refused.details.get('field')} is not right")
            else:
                outcome.taken += 1
    return outcome


async def _agency(product: app.Product, row: Row, *, dry_run: bool) -> None:
    if dry_run:
        await product.directories.check(CLERK, "agency", row)
    else:
        await product.directories.put(CLERK, "agency", row, "import")


async def _case(product: app.Product, row: Row, key: str, *, dry_run: bool) -> None:
    """File a row as a case; the same line of the same file is one case, however often read."""
    text, facts = told_by(row)
    today = product.clock().astimezone(product.renderer.zone).date()
    lead = lead_for_caller(understand(text, today), facts)
    if not dry_run:
        told: dict[str, Json] = {"text": text, "facts": facts}
        await product.casework.file(CLERK, lead, idempotency_key=key, told=told)


def _shown(rows: list[Row]) -> Iterable[Row]:
    return track(rows, disable=not sys.stderr.isatty(), transient=True)
