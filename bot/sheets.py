"""Reads lists that people keep as sheets: their heads are known by many names, cells are words."""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path

import openpyxl

from handlers.errors import Invalid
from handlers.jsonable import Json
from storage.defaults import Row

#: A sheet longer than this is cut by hand first.
MOST_ROWS = 20_000
_WHOLE = frozenset({"headcount"})


def read_sheet(path: Path) -> list[Row]:
    """Return the rows of a sheet by the words of its first line; raises Invalid."""
    lines = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    if not lines:
        raise Invalid("file", "empty")
    heads = [head.strip() for head in lines[0]]
    if len(lines) > MOST_ROWS + 1:
        raise Invalid("file", "too_large")
    return [dict(zip(heads, line, strict=False)) for line in lines[1:] if any(line)]


def kind_of(rows: Iterable[Row]) -> str:
    """Tell a list of agencies from a list of cases by its heads."""
    heads = {head for row in rows for head in row}
    named = {
        kind: {names[head] for head in heads & names.keys()}
        for kind, names in _known_heads().items()
    }
    if "id" in named["agency"] and "text" not in named["case"]:
        return "agency"
    if named["case"] & {"text", "amount_yuan"}:
        return "case"
    raise Invalid("heads")


def renamed(kind: str, row: Row) -> dict[str, str]:
    """Return a row with our names for its columns; what nobody knows is left out."""
    known = _known_heads()[kind]
    return {known[head]: cell for head, cell in row.items() if head in known and cell}


def told_by(row: Mapping[str, str]) -> tuple[str, dict[str, Json]]:
    """Return the text and the facts of a case's row; raises Invalid with the column's name."""
    facts: dict[str, Json] = {}
    for name, cell in row.items():
        if name == "amount_yuan":
            facts["amount_fen"] = _fen(cell)
        elif name in _WHOLE:
            facts[name] = int(_number(cell, name))
        elif name != "text":
            facts[name] = cell
    return row.get("text", ""), facts


def _known_heads() -> dict[str, dict[str, str]]:
    words = files("locales").joinpath("zh-CN", "import.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(words)
    return found


def _fen(cell: str) -> int:
    return int(_number(cell, "amount_yuan") * 100)


def _number(cell: str, name: str) -> Decimal:
    try:
        number = Decimal(cell.replace(",", ""))
    except InvalidOperation as wrong:
        raise Invalid(name) from wrong
    if not number.is_finite() or not 0 < number < 10**10:
        raise Invalid(name)
    return number


def _csv(path: Path) -> Sequence[Sequence[str]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return [[cell.strip() for cell in line]
                    for line in csv.reader(io.StringIO(raw.decode(encoding)))]  # fmt: skip
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Invalid("file", "broken")


def _xlsx(path: Path) -> Sequence[Sequence[str]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as wrong:
        raise Invalid("file", "broken") from wrong
    sheet = book.worksheets[0]
    return [
        ["" if cell is None else str(cell).strip() for cell in line]
        for line in sheet.iter_rows(values_only=True)
    ]
