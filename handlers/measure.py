"""A measure: what was ordered, served, promised, sent to others (casework.md §2.1)."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.jsonable import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A measure moved on."""

    to: str
    at: str
    by: str
    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure with its fields as recorded and the steps it took."""

    id: str
    kind: str
    state: str
    handled: bool
    """Whether it counts for the second gate."""
    fields: Mapping[str, Json]
    by: str
    at: str
    steps: tuple[Step, ...] = ()
