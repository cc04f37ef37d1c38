"""三不放过: a case closes only verified, handled, and with the money arrived, by record.

Each check returns what is missing, in the words of the closed list of casework.md §10.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.case import Case
from handlers.casework.clocks import local_day, parse_at
from handlers.casework.measures import is_handled, of_kind
from handlers.casework.settling import disputes, last_answer, last_paid_at, standing_payments
from handlers.claimant import Claimant, PaidAnswer, Payment
from handlers.jsonable import Json
from handlers.measure import Measure

#: Papers that show that money reached a worker.
ARRIVED_BY = frozenset({"bank_slip", "signed_sheet"})

#: How often a worker is tried, and on how many days.
TRIES, TRY_DAYS = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """How the three gates stand, for everybody to see."""

    verified: bool
    handled: bool
    arrived: bool
    missing: tuple[str, ...]


def look_at_gates(case: Case) -> Gates:
    """Return how the three gates stand."""
    verified = tuple(miss_verified(case))
    handled = tuple(miss_handled(case))
    arrived = tuple(miss_arrived(case))
    return Gates(
        verified=not verified, handled=not handled, arrived=not arrived,
        missing=(*verified, *handled, *arrived),
    )  # fmt: skip


def counting(case: Case) -> tuple[Claimant, ...]:
    """Return the rows that count for sums and gates."""
    return tuple(row for row in case.claimants if row.counts)


def miss_verified(case: Case, finding: str | None = None) -> Iterator[str]:
    """Look whether a finding stands, the one this exit needs, with each row's sum."""
    if case.finding is None:
        yield "verified"
        return
    if finding and case.finding.finding != finding:
        yield "finding"
    if case.finding.finding == "arrears":
        yield from (f"claimants/{r.id}/verified" for r in counting(case) if r.verified_fen is None)


def miss_handled(case: Case) -> Iterator[str]:
    """Look whether something was done, or a reasoned none."""
    if not is_handled(case.measures):
        yield "handled"


def miss_arrived(case: Case) -> Iterator[str]:
    """Look whether the money is there for each row, and its worker was asked."""
    rows = counting(case)
    if not rows:
        yield "claimants"
    for row in rows:
        if row.balance_fen != 0:
            yield f"claimants/{row.id}/balance"
        if not _is_proved(row, ARRIVED_BY):
            yield f"claimants/{row.id}/proof"
        if not was_asked(case, row):
            yield f"claimants/{row.id}/asked"


def miss_contested(case: Case) -> Iterator[str]:
    """Look whether the money is there although its worker says that it is not."""
    disputed = [row for row in counting(case) if disputes(row)]
    rest = {row.id for row in disputed}
    asked = {f"claimants/{claimant}/asked" for claimant in rest}
    yield from (missing for missing in miss_arrived(case) if missing not in asked)
    for row in counting(case):
        if not _is_proved(row, frozenset({"bank_slip"})):
            yield f"claimants/{row.id}/proof"
    if not disputed or not all(_was_reached_after(case, row) for row in disputed):
        yield "contested"


def miss_common(case: Case) -> Iterator[str]:
    """Look for what keeps any case open: watched from above, an alarm not reviewed."""
    if case.has_mark("listed"):
        yield "delisted"
    if case.alarm_open:
        yield "alarm"


def miss_proof(case: Case, proof: Iterable[Mapping[str, Json]]) -> Iterator[str]:
    """Look whether papers show for each row that it was paid before."""
    rows = counting(case)
    papers = tuple(proof)
    if not rows:
        yield "claimants"
    for row in rows:
        named = any(item.get("claimant") == row.id for item in papers)
        if not (named or (len(rows) == 1 and papers) or standing_payments(row)):
            yield f"claimants/{row.id}/proof"
        if not was_asked(case, row):
            yield f"claimants/{row.id}/asked"


def was_asked(case: Case, row: Claimant) -> bool:
    """Whether the row's worker said "all", or said nothing and was tried three times."""
    answer = last_answer(row)
    if answer is not None:
        return answer is PaidAnswer.ALL
    since = last_paid_at(row)
    return are_enough_tries(attempts_on(case, row, since))


def attempts_on(case: Case, row: Claimant, since: str | None = None) -> list[Measure]:
    """Return attempts to reach this row's worker, from its last payment on."""
    meant = {row.id, None} if len(counting(case)) == 1 else {row.id}
    return [
        attempt
        for attempt in attempts(case)
        if attempt.fields.get("claimant") in meant
        and (since is None or _at(attempt) >= parse_at(since))
    ]


def attempts(case: Case) -> list[Measure]:
    """Return all attempts to reach a worker of this case."""
    return [m for m in of_kind(case, "attempt") if m.fields.get("whom") == "worker"]


def are_enough_tries(tried: Iterable[Measure], *, ways: int = 1) -> bool:
    """Whether he was tried three times on two days (by so many ways) since he was last reached."""
    found: list[Measure] = []
    for attempt in sorted(tried, key=_at):
        found = [] if was_reached(attempt) else [*found, attempt]
    days = {local_day(_at(attempt)) for attempt in found}
    used = {attempt.fields.get("way") for attempt in found}
    return len(found) >= TRIES and len(days) >= TRY_DAYS and len(used) >= ways


def was_worker_asked(case: Case) -> bool:
    """Whether the worker was reached, or tried three times on two days."""
    tried = attempts(case)
    return any(was_reached(attempt) for attempt in tried) or are_enough_tries(tried)


def was_reached(attempt: Measure) -> bool:
    """Whether this attempt reached whom it sought."""
    return attempt.fields.get("result") == "reached"


def _was_reached_after(case: Case, row: Claimant) -> bool:
    answered = parse_at(row.answered_at) if row.answered_at else None
    return any(
        was_reached(attempt) and (answered is None or _at(attempt) >= answered)
        for attempt in attempts_on(case, row)
    )


def _is_proved(row: Claimant, kinds: frozenset[str]) -> bool:
    return all(_has_paper(payment, row, kinds) for payment in standing_payments(row))


def _has_paper(payment: Payment, row: Claimant, kinds: frozenset[str]) -> bool:
    return any(
        paper.kind in kinds and paper.claimant in (None, row.id) for paper in payment.proof
    )


def _at(attempt: Measure) -> datetime:
    return parse_at(str(attempt.fields["at"]))
