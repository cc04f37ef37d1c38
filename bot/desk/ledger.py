"""The ledger (台账): one line a case, as a sheet for whoever may see the cards."""

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from bot.desk.parts import DeskParts
from bot.desk.present import Presenter
from handlers.case import Case
from handlers.facts import words
from handlers.jsonable import Json
from nlp import places

#: The columns; their heads are `ledger-NAME` in `desk.ftl`.
COLUMNS = (
    "reference", "filed_at", "kind", "level", "status", "division", "category", "employer",
    "site", "headcount", "owed_yuan", "paid_yuan", "holder", "closed_at", "outcome",
)  # fmt: skip
#: What figures may be counted by.
BY = ("division", "agency", "industry", "category", "level", "month")


def line_of(case: Case, presenter: Presenter) -> list[Json]:
    """Write a case as a line of the ledger."""
    owed, paid = case.owed_fen, case.paid_fen
    return [
        case.reference, presenter.local(case.filed_at), case.kind.value, case.level,
        case.status, places.division_name(case.division) if case.division else "",
        case.category, words(case.facts, "employer") or "", words(case.facts, "site") or "",
        case.headcount, None if owed is None else owed / 100, paid / 100,
        case.held_by.name if case.held_by else "", presenter.local(case.closed_at), case.outcome,
    ]  # fmt: skip


def write_sheet(heads: list[str], lines: Iterable[list[Json]], out: Path) -> None:
    """Write a sheet line by line; no cell is ever a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, heads)
        for number, line in enumerate(lines, start=1):
            sheet.write_row(number, 0, line)


def name_of_key(desk: DeskParts, by: str, key: str) -> str:
    """Name what is counted, as the desk's people do."""
    locale = desk.settings.locale
    words = desk.renderer.words(locale)
    match by:
        case "division" if key.isdigit():
            above = places.parent_of(key[:6])
            name = places.division_name(key)
            return name.removeprefix(places.division_name(above)) if above else name
        case "agency" if "-" in key:
            return desk.renderer.agency(key, desk.worlds.directory, locale)
        case _:
            label = f"{by}-{key}"
            return words.say(label, {}) if words.has(label) else key
