"""What the JSON body of a move must hold, field by field; a wrong value is named (422).

A body is read against a list of fields. Readers return the value in the one form in which it is
kept; nothing here knows a case. Words come from the closed lists of casework.md. What a reader
takes is told by itself, so that the desk draws the form of every move from the same lists.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from handlers.casework.clocks import local_day, parse_at
from handlers.casework.refusals import wrong
from handlers.directory import AGENCY_KINDS
from handlers.jsonable import Json

SUM_MAX = 10**11

#: reads a value of this name, as of this moment
Read = Callable[[Json, str, datetime], Json]


class Shape(StrEnum):
    """What a value looks like, for who draws a form."""

    WORDS = "words"
    CODE = "code"
    YES_NO = "yes_no"
    SUM = "sum"
    COUNT = "count"
    HAPPENED = "happened"
    DAY = "day"
    PERIOD = "period"
    LIST = "list"
    RECORD = "record"
    AGENCY = "agency"
    DIVISION = "division"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads a value and tells what it takes."""

    shape: Shape
    read: Read
    codes: tuple[str, ...] = ()
    longest: int = 0
    """The longest text, or the most items of a list."""
    at_least: int = 0
    parts: tuple["Field", ...] = ()
    each: "Reader | None" = None

    def __call__(self, value: Json, name: str, now: datetime) -> Json:
        """Return the value as it is kept; what is wrong is named."""
        return self.read(value, name, now)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a body; `?` of the table is `needed=False`."""

    name: str
    read: Reader
    needed: bool = True


def optional(name: str, read: Reader) -> Field:
    """Make a field that may be left out."""
    return Field(name, read, needed=False)


def read_body(
    body: Mapping[str, Json], fields: Iterable[Field], now: datetime, *, under: str = ""
) -> dict[str, Json]:
    """Read a body; what is missing, wrong or unknown is named, in the order of the table."""
    known = {each.name: each for each in fields}
    values: dict[str, Json] = {}
    for name, each in known.items():
        value = body.get(name)
        if value is not None:
            values[name] = each.read(value, f"{under}{name}", now)
        elif each.needed:
            wrong(f"{under}{name}")
    for name in body:
        if name not in known:
            wrong(f"{under}{name}")
    return values


def words(shortest: int, longest: int) -> Reader:
    """Make a reader of texts that are not blank."""

    def read(value: Json, name: str, _now: datetime) -> Json:
        if not isinstance(value, str) or "\x00" in value:
            wrong(name)
        text = value.strip()
        if not shortest <= len(text) <= longest:
            wrong(name)
        return text

    return Reader(shape=Shape.WORDS, read=read, longest=longest)


reason = words(2, 500)
text = words(1, 2000)
short = words(1, 100)
number = words(1, 60)


def one_of(*codes: str) -> Reader:
    """Make a reader of a code of a closed list."""

    def read(value: Json, name: str, _now: datetime) -> Json:
        if not isinstance(value, str) or value not in codes:
            wrong(name)
        return value

    return Reader(shape=Shape.CODE, read=read, codes=codes)


def _boolean(value: Json, name: str, _now: datetime) -> Json:
    """Read true or false."""
    if not isinstance(value, bool):
        wrong(name)
    return value


def _money(value: Json, name: str, _now: datetime) -> Json:
    """Read a sum of 1 to 10¹¹ fen."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= SUM_MAX:
        wrong(name)
    return value


def _happened(value: Json, name: str, now: datetime) -> Json:
    """Read a date or time of what happened: not in the future."""
    if _moment(value, name) > now:
        wrong(name)
    return value


def _day_ahead(value: Json, name: str, now: datetime) -> Json:
    """Read a date that is to come: not in the past."""
    if _day(value, name) < local_day(now):
        wrong(name)
    return value


def day_within(days: int) -> Reader:
    """Make a reader of dates to come, at most so many calendar days away."""

    def read(value: Json, name: str, now: datetime) -> Json:
        _day_ahead(value, name, now)
        if _day(value, name) > local_day(now) + timedelta(days=days):
            wrong(name)
        return value

    return Reader(shape=Shape.DAY, read=read)


def _period(value: Json, name: str, _now: datetime) -> Json:
    """Read a date as exact as it was said: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`."""
    if not isinstance(value, str) or len(value) not in (4, 7, 10):
        wrong(name)
    _day(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value, name)
    return value


def listing(read_one: Reader, *, at_least: int = 1, at_most: int = 500) -> Reader:
    """Make a reader of lists without repetition."""

    def read(value: Json, name: str, now: datetime) -> Json:
        if not isinstance(value, list) or not at_least <= len(value) <= at_most:
            wrong(name)
        values = [read_one(one, f"{name}/{n}", now) for n, one in enumerate(value)]
        if any(one in values[:n] for n, one in enumerate(values)):
            wrong(name)
        return values

    return Reader(shape=Shape.LIST, read=read, each=read_one, at_least=at_least, longest=at_most)


def record(*fields: Field) -> Reader:
    """Make a reader of an object with these fields."""

    def read(value: Json, name: str, now: datetime) -> Json:
        if not isinstance(value, dict):
            wrong(name)
        return read_body(value, fields, now, under=f"{name}/")

    return Reader(shape=Shape.RECORD, read=read, parts=fields)


#: True or false.
boolean = Reader(shape=Shape.YES_NO, read=_boolean)
#: A sum in fen.
money = Reader(shape=Shape.SUM, read=_money)
#: A date or time that is not in the future.
happened = Reader(shape=Shape.HAPPENED, read=_happened)
#: A date that is not in the past.
day_ahead = Reader(shape=Shape.DAY, read=_day_ahead)
#: A date as exact as it was said.
period = Reader(shape=Shape.PERIOD, read=_period)


_PROOF = record(
    Field("kind", one_of("bank_slip", "signed_sheet", "receipt", "photo", "statement", "document")),
    optional("file", short),
    optional("text", text),
    optional("claimant", short),
)


def _proof_item(value: Json, name: str, now: datetime) -> Json:
    item = _PROOF(value, name, now)
    if not isinstance(item, dict) or not ({"file", "text"} & item.keys()):
        wrong(name)
    return item


#: One paper or more, each a file or a text.
proof = listing(replace(_PROOF, read=_proof_item), at_most=100)

files = listing(short, at_most=50)

#: Where somebody is sent to instead.
destination = record(
    Field("kind", one_of(*(kind for kind in AGENCY_KINDS if kind != "triage"))),
    optional("name", short),
    optional("phone", short),
)


def _agency(value: Json, name: str, _now: datetime) -> Json:
    """Read an agency's id: DIVISION-kind."""
    if not isinstance(value, str):
        wrong(name)
    division, _, kind = value.partition("-")
    exact = len(division) in (6, 9) and division.isascii() and division.isdigit()
    if not exact or kind not in AGENCY_KINDS:
        wrong(name)
    return value


agency = Reader(shape=Shape.AGENCY, read=_agency)

#: Anything: what it must be is judged with the case.
anything = Reader(shape=Shape.ANY, read=lambda value, _name, _now: value)


def needed(each: Field) -> Field:
    """Make a field that may not be left out of one that may."""
    return replace(each, needed=True)


def _day(value: Json, name: str) -> date:
    if not isinstance(value, str) or len(value) != len("2026-01-01"):
        wrong(name)
    try:
        return date.fromisoformat(value)
    except ValueError:
        wrong(name)


def _moment(value: Json, name: str) -> datetime:
    if not isinstance(value, str):
        wrong(name)
    try:
        moment = parse_at(value)
    except ValueError:
        wrong(name)
    if moment.tzinfo is None:
        wrong(name)
    return moment
