"""What a message was understood to say: facts, signals, intent and matter, each with its own words.

The shapes are those of the contract "Understanding"; `bot.commands.understand` prints them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: A fact's value: money in integer fen, counts as int, `months` and `worked` maybe float,
#: codes, names and dates (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`) as str, lists as tuples of codes.
FactValue = str | int | float | tuple[str, ...]

#: Where words stand in the original text: Unicode code points, the end excluded.
Span = tuple[int, int]


class Intent(StrEnum):
    """What the speaker wants with this message."""

    REPORT = "report"
    RIGHTS = "rights"
    PROGRESS = "progress"
    HUMAN = "human"
    CORRECT = "correct"
    CANCEL = "cancel"
    GREET = "greet"
    OTHER = "other"


class Matter(StrEnum):
    """What the trouble is about."""

    WAGES = "wages"
    PROJECT_PAYMENT = "project_payment"
    INJURY = "injury"
    SOCIAL_INSURANCE = "social_insurance"
    SEVERANCE = "severance"
    PRIVATE_DEBT = "private_debt"
    OTHER_COMPLAINT = "other_complaint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that was said, with the very words that say it."""

    field: str
    """A name of the contract's list of facts."""
    value: FactValue
    text: str
    """Exactly the words at `span` of the original text."""
    span: Span
    confidence: float
    """How often a fact read like this one is right, 0 to 1, calibrated."""
    approximate: bool = False
    low: int | None = None
    high: int | None = None
    """The ends of a range (三四万), in the unit of `value`."""
    derived: bool = False
    working: str | None = None
    """The calculation of a derived sum, as a worker would write it."""
    unit: str | None = None
    """Of `rate_fen` and `worked`: day, month, hour, piece, square_metre."""
    name: str | None = None
    """Of `division`: its full name."""
    who: str | None = None
    """Of `paid_by`: who paid."""
    rule: str = ""
    """Which rule read it, for `understand --explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A sign of danger, urgency or weight."""

    value: str
    text: str
    span: Span
    confidence: float
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksBack:
    """A fact that has two or three readings, the likeliest first."""

    field: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """All that one message was understood to say."""

    intent: Intent = Intent.OTHER
    matter: Matter = Matter.UNKNOWN
    also: tuple[Matter, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    signals: tuple[Signal, ...] = ()
    asks_back: tuple[AsksBack, ...] = ()
    categories: tuple[str, ...] = ()
    """Side categories heard (domain.md §2.6): below_minimum, overtime, staff_conduct …"""

    def has_signal(self, value: str) -> bool:
        """Whether a signal of this code was heard."""
        return any(signal.value == value for signal in self.signals)
