"""The parts a move is made of, in the order in which they are asked (casework.md §2, §10)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handlers.casework.acts import Act
from handlers.casework.bodies import Field

Check = Callable[[Act], None]


def nothing(_act: Act) -> None:
    """Ask nothing."""


def no_gate(_act: Act) -> Iterable[str]:
    """Return that nothing is missing."""
    return ()


def no_second(_act: Act) -> str | None:
    """Return that it takes nobody else."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one row of the table is checked and carried out."""

    fields: tuple[Field, ...] = ()
    check: Check = nothing
    """Values that only the case can judge: 422."""
    forbid: Check = nothing
    """What this person may not do by this row: 403."""
    faster: Check = nothing
    """Somebody was faster, or it was done already: 409 with a code of its own."""
    gate: Callable[[Act], Iterable[str]] = no_gate
    """What is missing, from the closed list: 409 `gate`."""
    second: Callable[[Act], str | None] = no_second
    """Whose consent it waits for, none where it is done at once."""
    ask: Check = nothing
    """What happens already when consent is asked for."""
    do: Check
    """The move itself."""


Rules = dict[tuple[str, str], Rule]


def when_weighty(act: Act) -> str | None:
    """Return that at P0 to P2 a second person must agree."""
    return "second" if act.case.level in ("P0", "P1", "P2") else None
