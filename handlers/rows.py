"""Routing rows as a table that people edit: is it whole, and which open cases would a change move.

A fault is found by looking at the rows alone, before they are put to use.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from handlers.case import Case, Routing
from handlers.directory import AGENCY_KINDS, FUNDINGS, INDUSTRIES, Directory, RoutingRow, covers
from handlers.lead import Lead
from handlers.routing import matching_rows, route
from handlers.workdays import Calendar
from nlp.understanding import Matter

#: Matters that an agency must answer for; all others go to a person by design.
_ANSWERED = (Matter.WAGES, Matter.SEVERANCE, Matter.PROJECT_PAYMENT)

#: Fields of which a lead has one value at most, with the values they may have.
_SINGLE: dict[str, tuple[str, ...] | None] = {
    "matter": tuple(matter.value for matter in Matter),
    "industry": INDUSTRIES,
    "funding": FUNDINGS,
    "category": None,
}

_CATEGORY_MATTERS = {
    "project_payment": Matter.PROJECT_PAYMENT,
    "private_debt": Matter.PRIVATE_DEBT,
    "injury": Matter.INJURY,
    "social_insurance": Matter.SOCIAL_INSURANCE,
    "severance": Matter.SEVERANCE,
    "other_complaint": Matter.OTHER_COMPLAINT,
    "staff_conduct": Matter.OTHER_COMPLAINT,
    "unknown": Matter.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong with the table: a code, the rows it lies in, and the words concerned."""

    code: str
    """unknown_agency, unknown_condition, impossible, idle, repeated, contradictory, uncovered."""
    rows: tuple[int, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An open case that other rows would send elsewhere."""

    reference: str
    before: Routing
    after: Routing


def find_faults(rows: tuple[RoutingRow, ...]) -> tuple[Fault, ...]:
    """Return what makes rows useless, contradictory, or leaves a lead without an answer."""
    alone = (fault for row in rows for fault in _faults_of(row))
    paired = (fault for a, b in combinations(rows, 2) for fault in _faults_between(a, b))
    return (*alone, *paired, *_uncovered(rows))


def moved_by(
    old: Directory, new: Directory, cases: Iterable[Case], calendar: Calendar, today: date
) -> tuple[Moved, ...]:
    """Return the open cases whose agencies the new rows would change."""
    moved = []
    for case in cases:
        lead = lead_of_case(case)
        before, after = (route(lead, rows, calendar, today) for rows in (old, new))
        if case.phase == "open" and _agencies(before) != _agencies(after):
            moved.append(Moved(reference=case.reference, before=before, after=after))
    return tuple(moved)


def lead_of_case(case: Case) -> Lead:
    """Return the lead that a case's facts amount to now, to route it anew."""
    categories = (case.category, *case.also_categories)
    matters = [_CATEGORY_MATTERS.get(category, Matter.WAGES) for category in categories]
    return Lead(
        kind=case.kind,
        channel=case.channel,
        conversation=case.conversation,
        facts=case.facts,
        signals=case.signals,
        matter=matters[0],
        also=tuple(dict.fromkeys(each for each in matters[1:] if each is not matters[0])),
        categories=categories,
        question_only=case.category == "question_only",
    )


def _agencies(routing: Routing) -> tuple[str, frozenset[str]]:
    return routing.desk, frozenset(share.kind for share in routing.co_agencies)


def _faults_of(row: RoutingRow) -> Iterator[Fault]:
    named = [kind for kind, _ in row.shares] + ([row.lead] if row.lead else [])
    for kind in named:
        if kind not in AGENCY_KINDS:
            yield Fault(code="unknown_agency", rows=(row.number,), about=kind)
    for wanted in sorted(row.when):
        if not _is_known(wanted):
            yield Fault(code="unknown_condition", rows=(row.number,), about=wanted)
    if not _may_hold(row.when):
        yield Fault(code="impossible", rows=(row.number,))
    if not (named or row.instead):
        yield Fault(code="idle", rows=(row.number,))


def _faults_between(a: RoutingRow, b: RoutingRow) -> Iterator[Fault]:
    numbers = (a.number, b.number)
    if a.number == b.number or (a.when == b.when and a.division == b.division):
        yield Fault(code="repeated", rows=numbers)
        return
    same_weight = a.rank == b.rank and a.division == b.division
    if same_weight and a.lead and b.lead and a.lead != b.lead and _may_hold(a.when | b.when):
        yield Fault(code="contradictory", rows=numbers)


def _uncovered(rows: tuple[RoutingRow, ...]) -> Iterator[Fault]:
    """Try every matter, industry and funding, known or not, with the nationwide rows alone."""
    nationwide = tuple(row for row in rows if covers(row.division, None))
    for matter, industry, funding in product(_ANSWERED, (*INDUSTRIES, ""), (*FUNDINGS, "")):
        conditions = frozenset(
            {f"matter={matter.value}", f"industry={industry}", f"funding={funding}"}
        )
        if not any(row.lead for row in matching_rows(nationwide, conditions, None)):
            yield Fault(code="uncovered", about=" ".join(sorted(conditions)))
    for industry in INDUSTRIES:
        if not any(f"industry={industry}" in row.when and row.lead for row in nationwide):
            yield Fault(code="uncovered", about=f"industry={industry}")


def _is_known(wanted: str) -> bool:
    field, _, value = wanted.replace("!=", "=").partition("=")
    if field == "present":
        return bool(value)
    known = _SINGLE.get(field, ())
    return known is None or value in known


def _may_hold(conditions: frozenset[str]) -> bool:
    """Whether all conditions can be true of one lead."""
    wanted = [condition for condition in conditions if "!=" not in condition]
    single = [name for name in (each.partition("=")[0] for each in wanted) if name in _SINGLE]
    excluded = {each.replace("!=", "=") for each in conditions if "!=" in each}
    return len(single) == len(set(single)) and not excluded & set(wanted)
