"""`export`: the ledger (台账) as a sheet, as CSV, or one case a line as JSON."""

import asyncio
import csv
import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.commands.understand import plain
from bot.desk.ledger import COLUMNS, line_of, write_sheet
from bot.desk.present import Presenter
from bot.journal import open_journal
from bot.services.casework import CaseFile
from handlers.case import Case
from handlers.facts import SEALED, Source
from handlers.jsonable import Json
from handlers.officer import PROGRAM, Grant, Role, Scope
from locales.words import Words
from storage.records import history, ledger, messages
from storage.store import Store

#: Everything, for whoever may run commands on this machine.
EVERYTHING = Scope(grants=(Grant(role=Role.SUPERVISOR),), officer=PROGRAM.id)
#: Every part of a case, sealed fields masked as everywhere.
FULL = frozenset({"basic", "card", "story", "history", "history_words"})
#: Facts whose words may name a person, or a place he can be found by.
PERSONAL = SEALED | {
    "employer", "foreman", "foreman_phone", "helper_name", "site", "address", "wage_officer",
    "wage_officer_phone",
}  # fmt: skip


@click.command()
@click.option("--format", "form", type=click.Choice(["xlsx", "csv", "jsonl"]), default="jsonl")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Else to the output.")
@click.option("--corrections", is_flag=True, help="What was read wrongly, as test cases.")
def export(form: str, out: Path | None, corrections: bool) -> None:
    """Write all cases out, or the words that were read wrongly with their right values."""
    if corrections:
        open_journal(level=40)
        asyncio.run(_export_corrections(out))
        return
    if form == "xlsx" and out is None:
        raise click.UsageError("A sheet needs a file: add --out FILE.")
    open_journal(level=40)
    asyncio.run(_export(form, out))


async def _export(form: str, out: Path | None) -> None:
    settings = settings_or_exit()
    presenter = Presenter(ZoneInfo(settings.time_zone))
    async with app.open_store(settings, migrate=not settings.database_url) as store:
        if form == "jsonl":
            await _write_lines(store, presenter, out)
            return
        rows = [row async for row in _lines(store, presenter)]
    heads = [Words.load(settings.locale).say(f"ledger-{name}") for name in COLUMNS]
    if form == "csv":
        _write_csv(heads, rows, out)
    else:
        write_sheet(heads, rows, out or Path("ledger.xlsx"))


async def _write_lines(store: Store, presenter: Presenter, out: Path | None) -> None:
    target = out.open("w", encoding="utf-8") if out else sys.stdout
    async with store.reading() as reading:
        async for case in ledger.all_cases(reading, EVERYTHING):
            entries = tuple(await history.of_case(reading, case.id))
            said = (
                await messages.of_conversation(reading, case.conversation)
                if case.conversation
                else []
            )
            file = CaseFile(case=case, history=entries)
            shown = presenter.case(file, FULL, (), said)
            target.write(json.dumps(shown, ensure_ascii=False) + "\n")
    if out:
        target.close()


async def _export_corrections(out: Path | None) -> None:
    """Write words, fact and right value of each fact an officer put right; nothing personal."""
    settings = settings_or_exit()
    target = out.open("w", encoding="utf-8") if out else sys.stdout
    async with (
        app.open_store(settings, migrate=not settings.database_url) as store,
        store.reading() as reading,
    ):
        async for case in ledger.all_cases(reading, EVERYTHING):
            for pair in _corrections(case):
                target.write(json.dumps(pair, ensure_ascii=False) + "\n")
    if out:
        target.close()


def _corrections(case: Case) -> Iterator[dict[str, Json]]:
    for field, known in case.facts.items():
        if known.source is not Source.OFFICER or field in PERSONAL:
            continue
        for earlier in known.earlier:
            if earlier.text:
                yield {"text": earlier.text, "field": field, "value": plain(known.value)}


async def _lines(store: Store, presenter: Presenter) -> AsyncIterator[list[Json]]:
    async with store.reading() as reading:
        async for case in ledger.all_cases(reading, EVERYTHING):
            yield line_of(case, presenter)


def _write_csv(heads: list[str], rows: list[list[Json]], out: Path | None) -> None:
    """Write CSV; a cell that a sheet would take for a formula is marked as text."""
    target = out.open("w", encoding="utf-8-sig", newline="") if out else sys.stdout
    writer = csv.writer(target)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    if out:
        target.close()


def _safe(value: Json) -> Json:
    risky = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if risky else value
