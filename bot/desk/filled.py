"""Reads a posted form back into the JSON body of a move: the way back from `forms`.

What was left empty does not go along, so that the rule itself says what is missing. Sums are typed
in yuan and kept in fen; days without an hour stay days.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from unicodedata import normalize

from bot.desk.forms import PER_WORKER, Typed, rows_in
from handlers.casework.bodies import Field, Reader, Shape
from handlers.jsonable import Json
from nlp.reader import understand

#: A sum with more digits than this is no sum.
_DIGITS = 15
#: Places are understood alike on every day.
_ANY_DAY = date(2026, 1, 1)


@dataclass(slots=True)
class Filled:
    """The body that a form makes, and what of it could not even be read."""

    body: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    """The path of a control with the key of a sentence."""


@dataclass(frozen=True, slots=True)
class _Reading:
    typed: Typed
    zone: tzinfo
    errors: dict[str, str]
    value_of: Reader | None


def fill(
    fields: Iterable[Field], typed: Typed, zone: tzinfo, *, value_of: Reader | None = None
) -> Filled:
    """Make the body of a move of what a form holds."""
    filled = Filled()
    reading = _Reading(typed, zone, filled.errors, value_of)
    for each in fields:
        value = _value(each, reading, each.name)
        if value is not None:
            filled.body[each.name] = value
    return filled


def _value(each: Field, reading: _Reading, path: str) -> Json:
    reader = each.read
    if reader.shape is Shape.ANY and reading.value_of is not None:
        reader = reading.value_of
    if each.name in PER_WORKER and reader.shape is Shape.LIST and reader.each is not None:
        return _per_worker(reader.each, reading, path)
    return _READ.get(reader.shape, _text)(reader, reading, path)


def _text(_reader: Reader, reading: _Reading, path: str) -> Json:
    return _last(reading, path) or None


def _yes_no(_reader: Reader, reading: _Reading, path: str) -> Json:
    return {"true": True, "false": False}.get(_last(reading, path))


def _sum(_reader: Reader, reading: _Reading, path: str) -> Json:
    typed = normalize("NFKC", _last(reading, path)).replace(",", "")
    if not typed:
        return None
    yuan, _, cents = typed.partition(".")
    digits = yuan + cents
    if not (digits.isascii() and digits.isdigit() and len(yuan) <= _DIGITS and len(cents) <= 2):
        reading.errors[path] = "desk-err-sum"
        return None
    return int(yuan or "0") * 100 + int(cents.ljust(2, "0"))


def _count(_reader: Reader, reading: _Reading, path: str) -> Json:
    typed = _last(reading, path)
    try:
        return int(typed) if typed.isdigit() else float(typed) if typed else None
    except ValueError:
        reading.errors[path] = "desk-err-sum"
        return None


def _happened(_reader: Reader, reading: _Reading, path: str) -> Json:
    typed = _last(reading, path)
    if len(typed) <= len("2026-01-01"):
        return typed or None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=reading.zone).isoformat()
    except ValueError:
        return typed


def _division(_reader: Reader, reading: _Reading, path: str) -> Json:
    return division_of(_last(reading, path)) or None


def division_of(typed: str) -> str:
    """Read a place: a code stays one, a name is understood; what is no place stays as it is."""
    if not typed or typed.isdigit():
        return typed
    heard = understand(typed, _ANY_DAY).facts.get("division")
    return str(heard.value) if heard else typed


def _agency(_reader: Reader, reading: _Reading, path: str) -> Json:
    place, kind = division_of(_last(reading, f"{path}/division")), _last(reading, f"{path}/kind")
    return f"{place}-{kind}" if place or kind else None


def _record(reader: Reader, reading: _Reading, path: str) -> Json:
    values: dict[str, Json] = {
        part.name: value
        for part in reader.parts
        if (value := _value(part, reading, f"{path}/{part.name}")) is not None
    }
    return values or None


def _list(reader: Reader, reading: _Reading, path: str) -> Json:
    each = reader.each
    if each is not None and each.shape is Shape.RECORD:
        found = (_record(each, reading, f"{path}/{n}") for n in range(rows_in(reading.typed, path)))
        return [one for one in found if _says_something(one)] or None
    lines = [line.strip() for typed in reading.typed.get(path, ()) for line in typed.splitlines()]
    return [line for line in dict.fromkeys(lines) if line] or None


def _per_worker(each: Reader, reading: _Reading, path: str) -> Json:
    name = next(part.name for part in each.parts if part.read.shape is Shape.SUM)
    rows: list[Json] = []
    for control in reading.typed:
        if control.startswith(f"{path}/") and (fen := _sum(each, reading, control)) is not None:
            rows.append({"claimant": control[len(path) + 1 :], name: fen})
    return rows or None


def _says_something(record: Json) -> bool:
    """Whether a row has more than the code that a list of choices always sends along."""
    return isinstance(record, dict) and bool(record.keys() - {"kind", "claimant"})


def _last(reading: _Reading, path: str) -> str:
    values = reading.typed.get(path, ())
    return values[-1].strip() if values else ""


_READ: Mapping[Shape, Callable[[Reader, _Reading, str], Json]] = {
    Shape.YES_NO: _yes_no, Shape.SUM: _sum, Shape.COUNT: _count, Shape.HAPPENED: _happened,
    Shape.AGENCY: _agency, Shape.DIVISION: _division, Shape.RECORD: _record, Shape.LIST: _list,
}  # fmt: skip
