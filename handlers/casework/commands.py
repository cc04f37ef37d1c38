"""What is ordered to be done to a case: an action of the table of moves with its body."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.jsonable import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """An action, its body, and the version of the case that the sender saw (none: no check)."""

    action: str
    body: Mapping[str, Json] = field(default_factory=dict)
    version: int | None = None
