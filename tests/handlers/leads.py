"""Leads as tests write them: facts and signals by name, everything else as usual."""

from collections.abc import Iterable, Mapping

from handlers.facts import HeardSignal, Known
from handlers.lead import Lead, LeadKind
from nlp.understanding import FactValue, Matter


def make_lead(
    known: Mapping[str, FactValue] | None = None,
    /,
    *,
    matter: Matter = Matter.WAGES,
    also: tuple[Matter, ...] = (),
    signals: Iterable[str] = (),
    categories: tuple[str, ...] = (),
    question_only: bool = False,
    **facts: FactValue,
) -> Lead:
    return Lead(
        kind=LeadKind.COMPLAINT,
        channel="web",
        conversation=None,
        facts={name: Known(value=value) for name, value in {**(known or {}), **facts}.items()},
        signals=tuple(HeardSignal(value=each, text="", span=(0, 0), seq=3) for each in signals),
        matter=matter,
        also=also,
        categories=categories,
        question_only=question_only,
    )
