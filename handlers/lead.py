"""A lead (线索): one worker's account of unpaid wages as he files it, not yet verified."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from handlers.facts import Facts, HeardSignal
from nlp.understanding import Matter

ConversationId = NewType("ConversationId", int)


class LeadKind(StrEnum):
    """A complaint (投诉) is its worker's own and signed; a tip (举报) is unnamed or a third person's."""

    COMPLAINT = "complaint"
    TIP = "tip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What is filed: facts, signals and the matter, with the door it came through."""

    kind: LeadKind
    channel: str
    """web, telegram, terminal or phone."""
    conversation: ConversationId | None
    facts: Facts
    signals: tuple[HeardSignal, ...] = ()
    matter: Matter = Matter.WAGES
    also: tuple[Matter, ...] = ()
    categories: tuple[str, ...] = ()
    question_only: bool = False
