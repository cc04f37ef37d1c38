"""Who answers for a lead: place first, then industry, then funding, by rows of data.

The most specific row names who leads; what rows add, adds up. Where no row fits or the place is not
known to the county, a person decides (`triage`); nothing goes to a default agency in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from handlers.case import CoAgency, Reason, Routing
from handlers.categories import find_categories
from handlers.directory import NATIONWIDE, Directory, RoutingRow, covers
from handlers.durations import due
from handlers.facts import listed, words
from handlers.lead import Lead
from handlers.periods import first_day
from handlers.triage import Past, find_level, find_near_limit
from handlers.workdays import Calendar
from nlp.understanding import Matter

_DAY = timedelta(days=1)
_TRIAGE = "triage"

#: Matters that may turn out to be wages and therefore run under inspection's clock.
_MAYBE_WAGES = (Matter.WAGES, Matter.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a decision is taken by, besides the lead: rows, calendar, day, and other leads."""

    directory: Directory
    calendar: Calendar
    today: date
    past: Past


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who leads by which row, who shares it, and why a person has to decide, if so."""

    lead: str = _TRIAGE
    rule: str = _TRIAGE
    shares: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def route(
    lead: Lead,
    directory: Directory,
    calendar: Calendar,
    today: date,
    *,
    similar: int = 0,
    repeat: bool = False,
    order_disobeyed: bool = False,
) -> Routing:
    """Decide who leads, who shares, how urgent it is and by when, with reasons."""
    past = Past(similar=similar, repeat=repeat, order_disobeyed=order_disobeyed)
    basis = Basis(directory=directory, calendar=calendar, today=today, past=past)
    division = words(lead.facts, "division")
    category, also = find_categories(lead)
    choice = _choose(lead, category, basis)
    level, reasons = find_level(lead, directory, calendar, today, basis.past)
    campaign_class, campaign_due = _find_campaign(lead, category, basis)
    return Routing(
        division=division,
        category=category,
        also_categories=also,
        lead_kind=choice.lead,
        desk=agency_id(division, choice.lead),
        co_agencies=_share(choice, division, basis),
        level=level,
        campaign_class=campaign_class,
        due=_find_due(lead, choice, basis) | campaign_due,
        reasons=(*reasons, *choice.reasons),
        rule=choice.rule,
    )


def agency_id(division: str | None, kind: str) -> str:
    """Return `DIVISION-kind`; a township is answered for by its county."""
    return f"{(division or NATIONWIDE)[:6]}-{kind}"


def needs_funding(lead: Lead) -> bool:
    """Whether somebody has to find out who pays for the works (a task of three working days)."""
    category, _ = find_categories(lead)
    return category == "site_wages" and "funding" not in lead.facts


def _choose(lead: Lead, category: str, basis: Basis) -> Choice:
    """Let the rows decide; every way out of them leads to a person."""
    if lead.question_only:
        return Choice()
    division = words(lead.facts, "division")
    conditions = find_conditions(lead, category, basis)
    rows = matching_rows(basis.directory.rows, conditions, division)
    leading = next((row for row in reversed(rows) if row.lead), None)
    known = basis.directory.is_county(division) or (leading is not None and leading.anywhere)
    reasons = _reasons_for_a_person(lead, leading, known=known)
    if reasons or leading is None or leading.lead is None:
        return Choice(reasons=reasons)
    rule = f"row {leading.number}"
    if leading.lead == _TRIAGE:
        return Choice(rule=rule)
    shares = {kind: task for kind, task in _add_up(rows).items() if kind != leading.lead}
    why = _reasons_for_shares(rows, shares)
    return Choice(lead=leading.lead, rule=rule, shares=shares, reasons=why)


def matching_rows(
    rows: tuple[RoutingRow, ...], conditions: frozenset[str], division: str | None
) -> list[RoutingRow]:
    """Return the rows that hold, the most specific last."""
    held = [row for row in rows if covers(row.division, division) and holds(row, conditions)]
    return sorted(held, key=lambda row: (row.rank, row.number))


def holds(row: RoutingRow, conditions: frozenset[str]) -> bool:
    """Whether everything the row asks for is there, and nothing it excludes."""
    return all(
        wanted.replace("!=", "=") not in conditions if "!=" in wanted else wanted in conditions
        for wanted in row.when
    )


def _add_up(rows: list[RoutingRow]) -> dict[str, str]:
    shares: dict[str, str] = {}
    for row in rows:
        shares = dict(row.shares) if row.instead else {**shares, **dict(row.shares)}
    return shares


def _reasons_for_a_person(
    lead: Lead, leading: RoutingRow | None, *, known: bool
) -> tuple[Reason, ...]:
    if lead.matter is Matter.UNKNOWN:
        return (Reason(code="unknown_matter"),)
    if leading is None:
        return (Reason(code="no_row"),)
    return () if known else (Reason(code="unknown_place"),)


def _reasons_for_shares(rows: list[RoutingRow], shares: Mapping[str, str]) -> tuple[Reason, ...]:
    """Name the industry and the funding that brought in an agency."""
    brought = {
        wanted
        for row in rows
        for wanted in row.when
        if any(kind in shares for kind, _ in row.shares)
    }
    pairs = (wanted.partition("=") for wanted in sorted(brought, reverse=True))
    return tuple(
        Reason(code=name, args={name: value})
        for name, _, value in pairs
        if name in ("industry", "funding")
    )


def find_conditions(lead: Lead, category: str, basis: Basis) -> frozenset[str]:
    """Return everything about a lead that rows may ask for, as `field=value`."""
    facts = lead.facts
    single = {
        "matter": lead.matter.value,
        "category": category,
        "industry": words(facts, "industry"),
        "funding": words(facts, "funding"),
    }
    present = {signal.value for signal in lead.signals}
    present |= {f"tried_{door}" for door in listed(facts, "doors_tried")}
    present |= {f"also_{matter.value}" for matter in lead.also}
    present |= {
        word.present
        for word in basis.directory.owner_words
        if word.word in (words(facts, word.field) or "")
    }
    present |= {name for name, holds in _computed(lead, basis.past).items() if holds}
    if find_near_limit(lead, basis.directory, basis.calendar, basis.today):
        present.add("limit_near")
    return frozenset(
        [f"{name}={value}" for name, value in single.items() if value]
        + [f"present={name}" for name in present]
    )


def _computed(lead: Lead, past: Past) -> Mapping[str, bool]:
    facts = lead.facts
    return {
        "hardship": words(facts, "living_money") == "no",
        "order_disobeyed": past.order_disobeyed,
    }


def _share(choice: Choice, division: str | None, basis: Basis) -> tuple[CoAgency, ...]:
    local = basis.directory.clocks_in(division)
    end = due("co_task", basis.today, basis.calendar, local).date.isoformat()
    return tuple(CoAgency(kind=kind, task=task, due=end) for kind, task in choice.shares.items())


def _find_due(lead: Lead, choice: Choice, basis: Basis) -> dict[str, str]:
    """Return by when inspection accepts or refuses, where it may be inspection's."""
    maybe = choice.lead == _TRIAGE and lead.matter in _MAYBE_WAGES and not lead.question_only
    if choice.lead != "labor_inspection" and not maybe:
        return {}
    local = basis.directory.clocks_in(words(lead.facts, "division"))
    end = due("inspection_accept", basis.today, basis.calendar, local)
    return {"inspection_accept": end.date.isoformat()}


def _find_campaign(lead: Lead, category: str, basis: Basis) -> tuple[str, dict[str, str]]:
    """Return the class of 两清零 and its date: the state's own old debts first, all by 春节."""
    campaign = basis.directory.campaign_on(basis.today, words(lead.facts, "division"))
    no_wages = lead.matter is not Matter.WAGES or lead.question_only
    if campaign is None or no_wages or category == "overseas_project":
        return "none", {}
    worked = words(lead.facts, "period_end") or words(lead.facts, "period_start")
    until = first_day(worked) or campaign.work_until
    state = words(lead.facts, "funding") in ("government", "state_firm")
    if state and until <= campaign.work_until:
        return "year_end", {"campaign": campaign.year_end.isoformat()}
    return "spring_festival", {"campaign": (campaign.new_year - _DAY).isoformat()}
