"""An alarm (警情): an open danger, filed or not; a person takes it, a second one reviews it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from handlers.case import CaseId
from handlers.facts import HeardSignal
from handlers.lead import ConversationId
from handlers.officer import OfficerId

AlarmId = NewType("AlarmId", int)

#: Signals that open an alarm at once (casework.md §4).
ALARMING = ("distress", "violence", "detained", "medical_emergency", "child")


class AlarmState(StrEnum):
    """Open rings, taken does not, reviewed has ended."""

    OPEN = "open"
    TAKEN = "taken"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOn:
    """The alarm went to somebody."""

    to: str | None
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """The duty post was rung."""

    door: str
    at: datetime
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How it ended, by whom."""

    outcome: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One open alarm a conversation; later signals join it and ring again."""

    id: AlarmId
    kind: str
    signals: tuple[HeardSignal, ...]
    conversation: ConversationId
    opened_at: datetime
    due_at: datetime
    state: AlarmState = AlarmState.OPEN
    case: CaseId | None = None
    reference: str | None = None
    division: str | None = None
    place: str | None = None
    phone: str | None = None
    taken_by: OfficerId | None = None
    taken_by_name: str | None = None
    taken_at: datetime | None = None
    toned_down_at: datetime | None = None
    handed_on: tuple[HandOn, ...] = ()
    paged: tuple[Paged, ...] = ()
    review: Review | None = None
