"""A person as data: how he opens, what he says when asked, his detours, and what must come of it.

An answer in angle brackets is a press (`<government>`), anything else is said. What he was not
given an answer for he does not know, and takes the way out that stands beside the question.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CAST = Path(__file__).with_name("cast")

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """What he does instead of answering, once, when `at` is asked."""

    at: str
    says: str | None = None
    leaves: int | None = None
    """Puts it aside and comes back with the code after so many days."""
    told: Mapping[str, Value] = field(default_factory=dict)
    """What is true from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was not paid, or only asks, or is silent."""

    name: str
    opens: tuple[str, ...]
    """Said one after the other before he waits for an answer."""
    told: Mapping[str, Value] = field(default_factory=dict)
    """The facts that his opening holds: no more and no less stands in the mirror."""
    answers: Mapping[str, str] = field(default_factory=dict)
    later: Mapping[str, Value] = field(default_factory=dict)
    """The facts that his answers add."""
    detours: tuple[Detour, ...] = ()
    says_unknown: bool = False
    """Says 不知道 where others press the way out."""
    more: bool = False
    """Answers the further questions before he files."""
    average: bool = True
    """His story is an ordinary one, so the card must stand there after six messages."""
    files: str = "complaint"
    """complaint, tip or none."""
    matter: str = "wages"
    ends: Mapping[str, str | bool] = field(default_factory=dict)
    """What a message of the product must have carried: crisis, article, referral."""
    hears: tuple[str, ...] = ()
    """Words that must have been said to him."""


def read_cast() -> list[Person]:
    """Read everybody, in the order of the files."""
    return [
        _person(row)
        for path in sorted(_CAST.glob("*.toml"))
        for row in tomllib.loads(path.read_text("utf-8"))["person"]
    ]


def _person(row: dict[str, Any]) -> Person:
    detours = row.pop("detours", ())
    assert isinstance(detours, list | tuple)
    lists: dict[str, Any] = {name: tuple(row.pop(name, ())) for name in ("opens", "hears")}
    return Person(
        detours=tuple(Detour(**detour) for detour in detours), **lists, **row
    )
