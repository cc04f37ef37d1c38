"""A claimant: one worker's row of a case, with his own sum, his own state, his own "paid"."""

from dataclasses import dataclass
from enum import StrEnum


class ClaimantState(StrEnum):
    """Who has said that this row is so."""

    STATED = "stated"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    DENIED = "denied"


class PaidAnswer(StrEnum):
    """What the worker himself said of the money."""

    ALL = "all"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A paper that shows a payment or an exit: a file or a text, a paper's number."""

    kind: str
    file: str | None = None
    text: str | None = None
    claimant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that reached a worker, by record."""

    id: str
    amount_fen: int
    paid_at: str
    source: str
    proof: tuple[Proof, ...]
    by: str
    """The username that recorded it: he is nobody's second person on this case."""
    reverses: str | None = None
    reversed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """One worker's row. Names are sealed with the case; rows are never deleted."""

    id: str
    name: str | None = None
    phone: str | None = None
    state: ClaimantState = ClaimantState.STATED
    representative: bool = False
    own: bool = False
    """The row of the worker who filed."""
    period_start: str | None = None
    period_end: str | None = None
    stated_fen: int | None = None
    confirmed_fen: int | None = None
    verified_fen: int | None = None
    payments: tuple[Payment, ...] = ()
    paid_answer: PaidAnswer | None = None
    answered_at: str | None = None

    @property
    def owed_fen(self) -> int | None:
        """Verified, else confirmed, else stated (casework.md §1)."""
        for sum_fen in (self.verified_fen, self.confirmed_fen, self.stated_fen):
            if sum_fen is not None:
                return sum_fen
        return None

    @property
    def paid_fen(self) -> int:
        """Payments that stand."""
        return sum(p.amount_fen for p in self.payments if not p.reverses and not p.reversed_by)

    @property
    def balance_fen(self) -> int | None:
        """What is still to come; none while no sum is known."""
        return None if self.owed_fen is None else self.owed_fen - self.paid_fen

    @property
    def counts(self) -> bool:
        """Denied rows drop out of sums and gates."""
        return self.state is not ClaimantState.DENIED
