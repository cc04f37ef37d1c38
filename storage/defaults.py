"""What a fresh directory and calendar hold: the rows of `storage/data`, each with its source."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from handlers.directory import (
    Agency,
    Campaign,
    CrimeLine,
    Directory,
    LocalClock,
    OwnerWord,
    RoutingRow,
    Telephone,
    Threshold,
)
from handlers.durations import Length
from handlers.workdays import Calendar

_DATA = files("storage").joinpath("data")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of row: where it is shipped, which columns it has, and which of them name it."""

    file: str
    named_by: tuple[str, ...]
    columns: tuple[str, ...]

    def key_of(self, row: Row) -> str:
        """Return the name of a row among those of its kind."""
        return "|".join(row.get(column, "") for column in self.named_by)


_SOURCE = ("source", "checked")
#: The kinds of rows that the desk may edit.
KINDS: Mapping[str, Kind] = {
    "agency": Kind(
        file="agencies.csv", named_by=("id",), columns=("id", "name", "above", *_SOURCE)
    ),
    "routing": Kind(
        file="routing.csv", named_by=("row",),
        columns=("row", "division", "when", "lead", "shares", "instead", "anywhere", *_SOURCE),
    ),
    "threshold": Kind(
        file="thresholds.csv", named_by=("name", "division"),
        columns=("name", "division", "value", *_SOURCE),
    ),
    "crime_line": Kind(
        file="crime_lines.csv", named_by=("division",),
        columns=("division", "one_worker_fen", "ten_workers_fen", *_SOURCE),
    ),
    "telephone": Kind(
        file="telephones.csv", named_by=("number", "division", "purpose"),
        columns=("number", "division", "purpose", "hours", "around_the_clock", "caution", *_SOURCE),
    ),
    "campaign": Kind(
        file="campaigns.csv", named_by=("name", "division"),
        columns=("name", "division", "opens", "work_until", "year_end", "new_year", *_SOURCE),
    ),
    "clock": Kind(
        file="local_clocks.csv", named_by=("name", "division"),
        columns=("name", "division", "length", *_SOURCE),
    ),
}  # fmt: skip


def shipped_rows(kind: str) -> dict[str, Row]:
    """Return the shipped rows of a kind by their keys."""
    known = KINDS[kind]
    return {known.key_of(row): row for row in _rows(known.file)}


@cache
def load_directory() -> Directory:
    """Return the shipped directory."""
    return make_directory({})


def make_directory(edited: Mapping[str, Mapping[str, Row | None]]) -> Directory:
    """Return the shipped directory with edited rows laid over it; none takes a row away."""
    rows = {kind: _laid_over(kind, edited.get(kind, {})) for kind in KINDS}
    return Directory(
        agencies={row["id"]: read_agency(row) for row in rows["agency"]},
        rows=tuple(read_routing_row(row) for row in rows["routing"]),
        thresholds=tuple(_read_threshold(row) for row in rows["threshold"]),
        crime_lines=tuple(_read_crime_line(row) for row in rows["crime_line"]),
        telephones=tuple(_read_telephone(row) for row in rows["telephone"]),
        campaigns=tuple(_read_campaign(row) for row in rows["campaign"]),
        clocks=tuple(_read_clock(row) for row in rows["clock"]),
        owner_words=tuple(_read_word(row) for row in _rows("owner_words.csv")),
        countyless=frozenset(row["division"] for row in _rows("countyless.csv")),
        laws={row["code"]: row["name"] for row in _rows("laws.csv")},
    )


def _laid_over(kind: str, edited: Mapping[str, Row | None]) -> list[Row]:
    merged = {**shipped_rows(kind), **edited}
    return [row for row in merged.values() if row is not None]


@cache
def load_calendar() -> Calendar:
    """Return the shipped calendar: one file a year, and the statutory holidays beyond."""
    return make_calendar({})


def make_calendar(loaded: Mapping[int, Sequence[Row]]) -> Calendar:
    """Return the shipped calendar with years that were loaded at the desk in their place."""
    folder = _DATA.joinpath("calendars")
    years = {int(file.name[:4]): file for file in folder.iterdir() if file.name[:4].isdigit()}
    shipped = (row for year, file in years.items() if year not in loaded for row in _read(file))
    mine = (row for rows in loaded.values() for row in rows)
    return read_calendar((*shipped, *mine), _rows(_STATUTORY))


_STATUTORY = "calendars/statutory.csv"


def read_calendar(rows: Iterable[Row], statutory: Iterable[Row]) -> Calendar:
    """Make a calendar of rows `day,kind`, kind `off` or `made_up`; every year named is covered."""
    days = [(date.fromisoformat(row["day"]), row["kind"]) for row in rows]
    return Calendar(
        years=frozenset(day.year for day, _ in days),
        off=frozenset(day for day, kind in days if kind == "off"),
        made_up=frozenset(day for day, kind in days if kind == "made_up"),
        statutory=frozenset(date.fromisoformat(row["day"]) for row in statutory),
    )


def read_agency(row: Row) -> Agency:
    """Make an agency of a row; its id names place and kind."""
    division, _, kind = row["id"].partition("-")
    return Agency(
        id=row["id"],
        division=division,
        kind=kind,
        name=row["name"],
        above=row["above"] or None,
        source=row["source"],
        checked=row["checked"],
    )


def read_routing_row(row: Row) -> RoutingRow:
    """Make a routing row of a row; conditions and shares stand apart by spaces."""
    shares = [share.partition(":") for share in row["shares"].split()]
    return RoutingRow(
        number=int(row["row"]),
        division=row["division"],
        when=frozenset(row["when"].split()),
        lead=row["lead"] or None,
        shares=tuple((kind, task) for kind, _, task in shares),
        instead=row["instead"] == "yes",
        anywhere=row["anywhere"] == "yes",
        source=row["source"],
        checked=row["checked"],
    )


def _read_threshold(row: Row) -> Threshold:
    return Threshold(
        name=row["name"],
        division=row["division"],
        value=int(row["value"]),
        source=row["source"],
        checked=row["checked"],
    )


def _read_crime_line(row: Row) -> CrimeLine:
    return CrimeLine(
        division=row["division"],
        one_worker_fen=int(row["one_worker_fen"]),
        ten_workers_fen=int(row["ten_workers_fen"]),
        source=row["source"],
        checked=row["checked"],
    )


def _read_telephone(row: Row) -> Telephone:
    return Telephone(
        number=row["number"],
        division=row["division"],
        purpose=row["purpose"],
        hours=row["hours"],
        around_the_clock=row["around_the_clock"] == "yes",
        caution=row["caution"] or None,
        source=row["source"],
        checked=row["checked"],
    )


def _read_campaign(row: Row) -> Campaign:
    return Campaign(
        name=row["name"],
        division=row["division"],
        opens=date.fromisoformat(row["opens"]),
        work_until=date.fromisoformat(row["work_until"]),
        year_end=date.fromisoformat(row["year_end"]),
        new_year=date.fromisoformat(row["new_year"]),
        source=row["source"],
        checked=row["checked"],
    )


def _read_clock(row: Row) -> LocalClock:
    return LocalClock(
        name=row["name"],
        division=row["division"],
        length=Length.parse(row["length"]),
        source=row["source"],
        checked=row["checked"],
    )


def _read_word(row: Row) -> OwnerWord:
    return OwnerWord(word=row["word"], field=row["field"], present=row["present"])


def _rows(name: str) -> list[dict[str, str]]:
    return _read(_DATA.joinpath(name))


def _read(file: Traversable) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
