"""The coded refusals of casework.md §2, made in one place so that every one carries the moves.

Which of them is a 403 is told by `FORBIDDEN`; every other refusal of a move is a 409.
"""

from collections.abc import Iterable
from typing import NoReturn

from handlers.case import Case
from handlers.errors import Invalid, NotAllowed

#: Refusals that are about the person, whatever the case's state.
FORBIDDEN = frozenset({"role", "scope", "down", "listed", "same_person", "not_lead"})


def refuse(code: str, **details: object) -> NoReturn:
    """Refuse a move by its code; `rules` adds the moves there are and the version."""
    raise NotAllowed(code, **details)


def need(missing: Iterable[str]) -> None:
    """Keep the gate shut while anything of the closed list is missing."""
    if found := tuple(dict.fromkeys(missing)):
        refuse("gate", missing=found)


def wrong(field: str, code: str = "wrong", **details: object) -> NoReturn:
    """Refuse a value, named."""
    raise Invalid(field, code, **details)


def describe(case: Case) -> dict[str, object]:
    """Tell where the case stands, for the body of a refusal."""
    return {
        "status": case.main.value,
        "marks": tuple(mark.name for mark in case.marks),
        "version": case.version,
    }
