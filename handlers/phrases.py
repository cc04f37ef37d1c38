"""What is to be said, as a key and its arguments: the rules know no words, `locales` has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fen:
    """A sum of money in fen, to be written the way people write money."""

    fen: int
    type: Literal["fen"] = "fen"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, to be written the way people name a day."""

    day: date
    type: Literal["day"] = "day"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment (aware), to be written as local day and time."""

    at: datetime
    type: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class Month:
    """A date as exact as it was said: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

    said: str
    type: Literal["month"] = "month"


@dataclass(frozen=True, slots=True)
class Place:
    """A division by its code; the words come from the division table."""

    division: str
    type: Literal["place"] = "place"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A message key with its arguments; phrases nest, so a mirror is built of its parts."""

    key: str
    args: "Mapping[str, Arg]" = field(default_factory=dict)
    type: Literal["phrase"] = "phrase"


@dataclass(frozen=True, slots=True)
class Listing:
    """Several phrases or words in a row, joined the way the language joins them."""

    items: "tuple[Phrase | str, ...]"
    type: Literal["listing"] = "listing"


#: An argument of a phrase. A plain str is somebody's own words and is shown as they are.
Arg = str | int | Fen | Day | Moment | Month | Place | Phrase | Listing
