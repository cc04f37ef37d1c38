"""What a fresh directory and calendar hold: the rows of `storage/data`, each with its source."""

import csv
from collections.abc import Iterable, Mapping
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


@cache
def load_directory() -> Directory:
    """Return the shipped directory."""
    return Directory(
        agencies={row["id"]: read_agency(row) for row in _rows("agencies.csv")},
        rows=tuple(read_routing_row(row) for row in _rows("routing.csv")),
        thresholds=tuple(_read_threshold(row) for row in _rows("thresholds.csv")),
        crime_lines=tuple(_read_crime_line(row) for row in _rows("crime_lines.csv")),
        telephones=tuple(_read_telephone(row) for row in _rows("telephones.csv")),
        campaigns=tuple(_read_campaign(row) for row in _rows("campaigns.csv")),
        clocks=tuple(_read_clock(row) for row in _rows("local_clocks.csv")),
        owner_words=tuple(_read_word(row) for row in _rows("owner_words.csv")),
        countyless=frozenset(row["division"] for row in _rows("countyless.csv")),
        laws={row["code"]: row["name"] for row in _rows("laws.csv")},
    )


@cache
def load_calendar() -> Calendar:
    """Return the shipped calendar: one file a year, and the statutory holidays beyond."""
    years = [file for file in _DATA.joinpath("calendars").iterdir() if file.name[:4].isdigit()]
    return read_calendar((row for file in years for row in _read(file)), _rows(_STATUTORY))


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
