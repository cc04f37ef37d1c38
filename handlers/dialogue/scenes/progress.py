"""Where my case stands: one sentence, who has it, since when, and the next date."""

from datetime import date, datetime

from handlers.case import Case, Clock, Status
from handlers.claimant import ClaimantState
from handlers.dialogue.asking import again
from handlers.dialogue.effects import Say
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import BEIJING, Talk
from handlers.facts import number
from handlers.phrases import Arg, Day, Phrase

#: Rows that their own workers have seen.
_SURE = frozenset({ClaimantState.CONFIRMED, ClaimantState.CORRECTED})


def show(talk: Talk) -> Talk:
    """Show where the latest case stands, or that nothing is filed yet."""
    case = talk.case
    return again(tell(talk, case)) if case is not None else _tell_unfiled(talk)


def tell(talk: Talk, case: Case) -> Talk:
    """Say where a case stands, and honestly what is late."""
    talk = talk.do(Say(phrase=status_of(case, talk.today), progress=case.id))
    rows = [row for row in case.claimants if row.counts]
    if len(rows) > 1:
        sure = sum(row.state in _SURE for row in rows)
        heads = max(len(rows), number(case.facts, "headcount") or 0)
        talk = talk.say("group-count", sure=sure, heads=heads)
    late = _late(case, talk)
    if late is not None:
        talk = talk.say("progress-late", day=Day(late))
    return talk


def status_of(case: Case, today: date) -> Phrase:
    """Say where a case stands, and the next day to come."""
    status = "ask_more" if case.has_mark("ask_more") else case.main.value
    return Phrase(f"progress-{status}", _facts(case, today))


def next_date(case: Case, today: date) -> date | None:
    """Return the next day on which something must have happened, of law and desk clocks."""
    running = (_day(clock) for clock in case.clocks if _runs(clock))
    return min((day for day in running if day >= today), default=None)


def _tell_unfiled(talk: Talk) -> Talk:
    if talk.state.mode is Mode.OPENING:
        return talk.ask("story", Phrase("progress-none"), ("report", "for_other", "ask_rights"))
    return again(talk.say("progress-draft"))


def _facts(case: Case, today: date) -> dict[str, Arg]:
    day = next_date(case, today)
    return {
        "reference": case.reference,
        "next": Phrase("progress-next", {"day": Day(day)}) if day else Phrase("progress-open"),
    }


def _late(case: Case, talk: Talk) -> date | None:
    """Return the day on which the law's date went by, where it did (domain.md §5.10)."""
    if case.main not in (Status.FILED, Status.DELIVERED, Status.ACCEPTED, Status.VERIFYING):
        return None
    law = (_day(clock) for clock in case.clocks if _runs(clock) and clock.kind == "law")
    return min((day for day in law if day < talk.today), default=None)


def _runs(clock: Clock) -> bool:
    return clock.state == "running" and clock.kind in ("law", "desk")


def _day(clock: Clock) -> date:
    due = clock.due_at
    return datetime.fromisoformat(due).astimezone(BEIJING).date() if "T" in due else _iso(due)


def _iso(day: str) -> date:
    return date.fromisoformat(day)
