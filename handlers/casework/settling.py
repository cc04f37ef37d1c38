"""Whether the money is there by the record, and what that makes of the status (casework.md §1)."""

from dataclasses import replace

from handlers.case import CASE, Case, Status
from handlers.casework.acts import Act
from handlers.casework.clocks import parse_at
from handlers.claimant import Claimant, PaidAnswer, Payment
from handlers.phrases import Fen


def standing_payments(row: Claimant) -> tuple[Payment, ...]:
    """Return the payments of a row that were not taken back."""
    return tuple(p for p in row.payments if not p.reverses and not p.reversed_by)


def last_paid_at(row: Claimant) -> str | None:
    """Return when the row's last payment that stands was made."""
    paid = (payment.paid_at for payment in standing_payments(row))
    return max(paid, key=parse_at, default=None)


def last_answer(row: Claimant) -> PaidAnswer | None:
    """Return what the worker said of the money; an answer older than the last payment is none."""
    last = last_paid_at(row)
    if last and row.answered_at and parse_at(row.answered_at) < parse_at(last):
        return None
    return row.paid_answer


def disputes(row: Claimant) -> bool:
    """Whether the worker says that money is missing, whatever the papers say."""
    return last_answer(row) in (PaidAnswer.PART, PaidAnswer.NONE)


def store_answer(act: Act, row: Claimant, answer: str, at: str) -> None:
    """Keep what the worker said of the money on his row."""
    new = replace(row, paid_answer=PaidAnswer(answer), answered_at=at)
    act.change(claimants=tuple(new if r.id == row.id else r for r in act.case.claimants))
    act.end("paid_question", "paid_again")


def is_settled(case: Case) -> bool:
    """Whether every row that counts is paid by the record and nobody says otherwise."""
    rows = [row for row in case.claimants if row.counts]
    paid = any(standing_payments(row) for row in rows)
    return paid and all(row.balance_fen == 0 and not disputes(row) for row in rows)


def settle(act: Act) -> None:
    """Let the status follow the money: CASE to paid, paid back to paying."""
    if act.case.main not in CASE:
        return
    if not is_settled(act.case):
        if act.case.main is Status.PAID:
            act.go(Status.PAYING)
            act.end("paid_question", state="stopped")
        return
    if act.case.main is Status.PAID:
        return
    act.go(Status.PAID)
    act.end("order_pay", "promise_due")
    if any(last_answer(row) is None for row in act.case.claimants if row.counts):
        act.start("paid_question")
        act.tell("told-paid", asking="paid")


def tell_payment(act: Act) -> None:
    """Tell the worker what came and what is still missing: of his own row, else of all."""
    own = next((row for row in act.case.claimants if row.own and row.counts), None)
    paid, owed = (own.paid_fen, own.owed_fen) if own else (act.case.paid_fen, act.case.owed_fen)
    if owed is None:
        act.tell("told-paying-unknown", paid=Fen(paid))
    else:
        act.tell("told-paying", paid=Fen(paid), rest=Fen(max(owed - paid, 0)))
