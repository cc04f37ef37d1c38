"""What a move comes to: the case as it is now, its history entry, and what is wanted done."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.case import Case, Entry
from handlers.casework.effects import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The case after a move. No entry: nothing happened that history must keep."""

    case: Case
    entry: Entry | None = None
    effects: tuple[Effect, ...] = ()
    revealed: Mapping[str, str] | None = None
    """The open value of a sealed field; this one answer carries it, nothing stores it."""
