"""What a move wants done beside the case itself, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.case import Case, Entry
from handlers.phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Let the worker hear this: it becomes an inbox row of his conversation."""

    phrase: Phrase | None = None
    text: str | None = None
    """An officer's own words."""
    officer: str | None = None
    asking: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeTask:
    """Something for a person to do (casework.md §4)."""

    kind: str
    args: Mapping[str, str] = field(default_factory=dict)
    due_at: str | None = None
    """RFC 3339 date or time."""
    role: str = "officer"
    """Who it is for: intake, officer, supervisor, author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeCase:
    """A second case splits off."""

    case: Case
    entry: Entry
    """Its first history entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Tell people at the desk: overdue, soon due, a mention; `to` is a role or a username."""

    to: str
    about: str
    args: Mapping[str, str] = field(default_factory=dict)


Effect = Tell | MakeTask | MakeCase | Notify
