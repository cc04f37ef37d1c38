"""What of a case stands in columns and tables beside its sealed body, so that it can be found."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Row, Table, delete, insert

from handlers.case import Case, Clock
from handlers.casework import clocks
from handlers.claimant import PaidAnswer
from handlers.facts import words
from storage import codec, sight
from storage.moments import NEVER, end_of
from storage.records import search
from storage.seal import Keys
from storage.store import Work
from storage.tables.cases import case_bars, case_marks, case_places


def from_row(keys: Keys, row: Row[int, bytes]) -> Case:
    """Open a row that has id and body."""
    return codec.load(Case, keys.open_("cases", "body", row.id, row.body))


def check_of(keys: Keys, check: str) -> bytes:
    """Return what a receipt's check is found by."""
    return keys.fingerprint(check, "check")


def next_due(case: Case) -> tuple[datetime, str | None]:
    """Return the date that decides a case's place in the queue, and the name of its clock."""
    due = clocks.next_due(case)
    return (end_of(due.due_at), due.name) if due else (NEVER, None)


def columns_of(keys: Keys, case: Case) -> dict[str, object]:
    """Return the row of a case, but for its id and its check."""
    due_at, due_name = next_due(case)
    return {
        "reference": case.reference,
        "conversation_id": case.conversation,
        "channel": case.channel,
        "kind": case.kind.value,
        "main": case.main.value,
        "status": case.status,
        "phase": case.phase,
        "outcome": case.outcome,
        "reported_as": case.reported_as,
        "level": case.level,
        "category": case.category,
        "campaign_class": case.campaign_class,
        "division": case.division,
        "lead_agency": _lead_agency(case),
        "held_by": case.held_by.officer if case.held_by else None,
        "holder": case.held_by.username if case.held_by else None,
        "filed_by": case.filed_by,
        "filed_at": case.filed_at,
        "delivered_at": case.delivered_at,
        "accepted_at": case.accepted_at,
        "closed_at": case.closed_at,
        "next_due_at": due_at,
        "next_due_name": due_name,
        "law_due_at": min(map(_law_end, filter(_runs_by_law, case.clocks)), default=None),
        "owed_fen": case.owed_fen,
        "paid_fen": case.paid_fen,
        "headcount": case.headcount,
        "workers": sum(row.counts for row in case.claimants) or case.headcount,
        "industry": words(case.facts, "industry"),
        "funding": words(case.facts, "funding"),
        "employer_fingerprint": _mark(keys, case, "employer"),
        "site_fingerprint": _mark(keys, case, "site"),
        "phone_fingerprint": _mark(keys, case, "phone"),
        "contested": _is_contested(case),
        "reopened": case.reopened > 0,
        "version": case.version,
        "last_seq": case.last_seq,
        "body": keys.seal("cases", "body", case.id, codec.dump(Case, case, lean=True)),
    }


async def write_beside(work: Work, written: Sequence[Case]) -> None:
    """Write anew marks, places, bars and search terms of cases in which these have changed."""
    await _rewrite(work, case_marks, _changed(work, written, _marks), _mark_rows)
    await _rewrite(work, case_places, _changed(work, written, _places), _place_rows)
    await _rewrite(work, case_bars, _changed(work, written, lambda case: case.barred), _bar_rows)
    await search.index(work, _changed(work, written, _searched))
    work.lent.update({case.id: case for case in written})
    work.rings.stations.add("desk")


def _changed(work: Work, written: Iterable[Case], view: Callable[[Case], object]) -> list[Case]:
    lent = work.lent
    return [case for case in written if case.id not in lent or view(lent[case.id]) != view(case)]


async def _rewrite(
    work: Work,
    table: Table,
    changed: Sequence[Case],
    rows_of: Callable[[Case], list[dict[str, object]]],
) -> None:
    if not changed:
        return
    old = [case.id for case in changed if case.id in work.lent]
    if old:
        await work.connection.execute(delete(table).where(table.c.case_id.in_(old)))
    rows = [row for case in changed for row in rows_of(case)]
    if rows:
        await work.connection.execute(insert(table), rows)


def _marks(case: Case) -> object:
    return {mark.name for mark in case.marks}


def _places(case: Case) -> object:
    return sight.places_of(case), next_due(case)[0]


def _searched(case: Case) -> object:
    return case.facts, case.claimants, case.numbers, case.registered_employer


def _mark_rows(case: Case) -> list[dict[str, object]]:
    return [{"name": mark.name, "case_id": case.id} for mark in case.marks]


def _place_rows(case: Case) -> list[dict[str, object]]:
    due_at, _ = next_due(case)
    return [
        {"place": place, "next_due_at": due_at, "case_id": case.id}
        for place in sorted(sight.places_of(case))
    ]


def _bar_rows(case: Case) -> list[dict[str, object]]:
    return [{"officer_id": officer, "case_id": case.id} for officer in case.barred]


def _lead_agency(case: Case) -> str | None:
    leading = (part for part in case.agencies if part.role == "lead" and part.left_at is None)
    return next((part.agency for part in leading), None)


def _is_contested(case: Case) -> bool:
    unpaid = (PaidAnswer.PART, PaidAnswer.NONE)
    answers = (row.paid_answer for row in case.claimants if row.counts)
    return case.outcome == "paid" and any(answer in unpaid for answer in answers)


def _runs_by_law(clock: Clock) -> bool:
    return clock.kind == "law" and clock.state == "running"


def _law_end(clock: Clock) -> datetime:
    return end_of(clock.due_at)


def _mark(keys: Keys, case: Case, field: str) -> bytes | None:
    value = words(case.facts, field)
    return keys.fingerprint(search.plain(value), field) if value else None
