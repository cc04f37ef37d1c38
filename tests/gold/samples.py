"""The gold sets as values: a message, what it says by the contract, and where it goes."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nlp.understanding import Fact, FactValue, Intent, Matter

#: The day on which every message of the sets is said.
TODAY = date(2026, 11, 24)

_FOLDER = Path(__file__).parent
#: Names that stand in a sentence with more or less of their surroundings.
_LOOSE = ("site", "address")
#: Names that may be told with or without the town or the form of the firm.
_NAMES = ("employer", "general_contractor", "subcontractor", "project_owner")


@dataclass(frozen=True, slots=True)
class Gold:
    """What a fact must be: one value, or one of several readings that are equally right."""

    field: str
    values: tuple[FactValue, ...]
    unit: str | None = None

    def accepts(self, fact: Fact) -> bool:
        """Whether a fact that was read is this one."""
        if self.unit and fact.unit != self.unit:
            return False
        return any(_same(self.field, value, fact.value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Told:
    """One reading of what a message is about."""

    main: Matter
    also: frozenset[Matter]
    may: frozenset[Matter]


@dataclass(frozen=True, slots=True)
class Sample:
    """A message of a set with its gold."""

    id: str
    text: str
    facts: dict[str, Gold]
    may: dict[str, Gold]
    matters: tuple[Told, ...]
    intents: tuple[Intent, ...]
    signals: frozenset[str]
    may_signals: frozenset[str]
    routing: dict[str, Any]
    asking: str | None = None
    """The question that a bare answer answers."""


def load(name: str) -> list[Sample]:
    """Read `dev`, `test` or `empty`."""
    lines = (_FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_sample(json.loads(line)) for line in lines if line]


def _sample(row: dict[str, Any]) -> Sample:
    return Sample(
        id=row["id"],
        text=row["text"],
        facts=_golds(row.get("facts", {})),
        may=_golds(row.get("may", {})),
        matters=tuple(
            Told(
                Matter(told["main"]),
                frozenset(Matter(matter) for matter in told.get("also", ())),
                frozenset(Matter(matter) for matter in told.get("may", ())),
            )
            for told in row["matters"]
        ),
        intents=tuple(Intent(intent) for intent in row["intents"]),
        signals=frozenset(row.get("signals", ())),
        may_signals=frozenset(row.get("may_signals", ())),
        routing=row.get("routing", {}),
        asking=row.get("asking"),
    )


def _golds(rows: dict[str, Any]) -> dict[str, Gold]:
    return {
        field: Gold(
            field,
            tuple(_value(value) for value in (row["value"], *row.get("or", ()))),
            row.get("unit"),
        )
        for field, row in rows.items()
    }


def _value(value: Any) -> FactValue:
    if isinstance(value, list):
        return tuple(sorted(str(part) for part in value))
    assert isinstance(value, str | int | float)
    return value


def _same(field: str, gold: FactValue, read: FactValue) -> bool:
    if isinstance(gold, tuple):
        return isinstance(read, tuple) and gold == tuple(sorted(read))
    if isinstance(gold, int | float):
        return isinstance(read, int | float) and abs(gold - read) < 0.01
    if not isinstance(read, str):
        return False
    if field in _LOOSE:
        short, long = sorted((gold, read), key=len)
        return short in long and len(short) * 2 >= len(long)
    if field in _NAMES:
        short, long = sorted((gold, read), key=len)
        return gold == read or (long.endswith(short) and len(short) >= 4)
    return gold == read
