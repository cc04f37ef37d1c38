"""A lead (线索): one worker's account of unpaid wages as he files it, not yet verified."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from handlers.claimant import Claimant
from handlers.facts import Facts, HeardSignal, heard, know
from nlp.understanding import Intent, Matter, Understanding

ConversationId = NewType("ConversationId", int)


class LeadKind(StrEnum):
    """A complaint (投诉) is the worker's own, signed; a tip (举报) unnamed or a third person's."""

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
    claimants: tuple[Claimant, ...] = ()
    """The rows of a group's list as the speaker told them; none where only he is known."""


def lead_of(understanding: Understanding, *, channel: str = "terminal", seq: int = 0) -> Lead:
    """Take what one message says as a lead of its own, as commands and previews need it."""
    facts = {name: know(fact, seq or None) for name, fact in understanding.facts.items()}
    return Lead(
        kind=LeadKind.COMPLAINT if "name" in facts else LeadKind.TIP,
        channel=channel,
        conversation=None,
        facts=facts,
        signals=tuple(heard(signal, seq) for signal in understanding.signals),
        matter=understanding.matter,
        also=understanding.also,
        categories=understanding.categories,
        question_only=understanding.intent is Intent.RIGHTS,
    )
