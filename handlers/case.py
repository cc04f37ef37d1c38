"""A case (案件): what agencies do with a lead, from filing to closing, as one value.

`decide` makes a new one of it; nothing else does. Its history stands beside it, append-only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from handlers.claimant import Claimant
from handlers.facts import Facts, HeardSignal
from handlers.jsonable import Json
from handlers.lead import ConversationId, LeadKind
from handlers.measure import Measure
from handlers.officer import OfficerId

CaseId = NewType("CaseId", int)


class Status(StrEnum):
    """Main statuses of casework.md §1."""

    FILED = "filed"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    ORDERED = "ordered"
    MEDIATED = "mediated"
    PAYING = "paying"
    PAID = "paid"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"


OPEN = (
    Status.FILED, Status.DELIVERED, Status.ACCEPTED, Status.VERIFYING,
    Status.ORDERED, Status.MEDIATED, Status.PAYING, Status.PAID,
)  # fmt: skip
WORK = OPEN[1:]
CASE = OPEN[2:]
ENDED = (Status.CLOSED, Status.DECLINED, Status.WITHDRAWN, Status.DUPLICATE)

#: Marks that show in `status`, the first that stands wins (casework.md §1).
SHOWN_MARKS = (
    "referred", "ask_more", "reopened", "transferred", "in_court", "in_arbitration", "listed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Stands over the main status: asked, listed, with the police …"""

    name: str
    since: datetime
    by: str
    until: str | None = None
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who works on the case."""

    officer: OfficerId
    username: str
    name: str
    agency: str | None
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyPart:
    """An agency's part in the case: it leads, or shares it with a task and a date."""

    agency: str
    kind: str
    role: str
    """lead or co."""
    task: str | None = None
    due: str | None = None
    delivered_at: datetime | None = None
    number: str | None = None
    accepted_at: datetime | None = None
    left_at: datetime | None = None
    referred_from: str | None = None
    """The agency that referred it here; it may be sent back there once."""
    sent_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the machine decided as it did, shown beside the decision."""

    code: str
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoAgency:
    """An agency that shares a lead, with its task and date."""

    kind: str
    task: str
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """The routing decision of contracts.md: who leads, who shares, how urgent, by which row."""

    division: str | None
    category: str
    lead_kind: str
    desk: str
    """The leading agency's id: DIVISION-kind."""
    level: str
    campaign_class: str
    rule: str
    also_categories: tuple[str, ...] = ()
    co_agencies: tuple[CoAgency, ...] = ()
    due: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit that runs on a case: the law's, the desk's or the worker's own (casework.md §5)."""

    name: str
    kind: str
    """law, desk or worker."""
    started_at: str
    due_at: str
    desk_due_at: str | None = None
    state: str = "running"
    """running, met, over (its end came too late), stopped."""
    subject: str | None = None
    """The measure, claimant, agency or request it belongs to."""
    ended_at: str | None = None
    paused_days: int = 0
    extended: bool = False
    provisional: bool = False
    law: str | None = None
    warned: tuple[str, ...] = ()
    """Which of its warnings were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A move that waits for a second person."""

    id: str
    action: str
    by: str
    by_officer: OfficerId
    at: datetime
    body: Mapping[str, Json]
    needs: str
    """second, supervisor, withdraw or leader."""
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another case this one belongs with."""

    to: str
    how: str
    """duplicate or related."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was established, what was checked, by whom."""

    finding: str
    checked: tuple[str, ...]
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A history entry: what was done, by whom, from where to where, and what the worker was told.

    `told` is not kept here: it is read from the messages that carry this entry's `seq`.
    """

    seq: int
    at: datetime
    by_kind: str
    """officer, worker or program."""
    username: str
    role: str
    action: str
    args: Mapping[str, Json] = field(default_factory=dict)
    reason: str | None = None
    from_: str
    to: str
    marks: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    tells: bool = False
    """Whether it tells the worker something (then it cannot be undone)."""
    undoes: int | None = None
    undone_by: int | None = None
    counts: bool = True
    """Whether it raises the version (notes, messages, reveals and reminders do not)."""
    fingerprint: str | None = None
    """Its link of the case's chain, as it is read; none before it is stored."""
    before: str | None = None
    """What `undo` needs to go back, as the rules wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. Sums and statuses that can be computed are computed."""

    id: CaseId
    reference: str
    conversation: ConversationId | None
    kind: LeadKind
    channel: str
    main: Status
    level: str
    category: str
    campaign_class: str
    filed_at: datetime
    facts: Facts
    routing: Routing
    resumes_as: Status
    """The main status of an open case, or the one an ended case would return to."""
    also_categories: tuple[str, ...] = ()
    delivered_at: datetime | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    reported_as: str | None = None
    escalated_to: str | None = None
    signals: tuple[HeardSignal, ...] = ()
    marks: tuple[Mark, ...] = ()
    held_by: Hold | None = None
    last_holder: Hold | None = None
    agencies: tuple[AgencyPart, ...] = ()
    clocks: tuple[Clock, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    measures: tuple[Measure, ...] = ()
    requests: tuple[Request, ...] = ()
    links: tuple[Link, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    registered_employer: str | None = None
    finding: Finding | None = None
    proposal: Routing | None = None
    """Routing computed anew after a correction: a proposal, never a move."""
    barred: tuple[OfficerId, ...] = ()
    filed_by: OfficerId | None = None
    """The officer who filed it for a caller."""
    alarm_open: bool = False
    reopened: int = 0
    """How often it was opened again after its end."""
    version: int = 1
    last_seq: int = 1
    """`seq` of the last history entry."""
    counters: Mapping[str, int] = field(default_factory=dict)
    """The last number given to a claimant, payment, measure, request of this case."""

    def has_mark(self, name: str) -> bool:
        """Whether this mark stands."""
        return any(mark.name == name for mark in self.marks)

    @property
    def status(self) -> str:
        """What is shown: an ended main status, else the first shown mark, else the main status."""
        if self.main in ENDED:
            return self.main.value
        return next((name for name in SHOWN_MARKS if self.has_mark(name)), self.main.value)

    @property
    def phase(self) -> str:
        """Open, resolved, or no_result (casework.md §1, §3)."""
        if self.main not in ENDED:
            return "open"
        resolved = self.main is Status.CLOSED and self.outcome in (
            "paid", "corrected", "paid_before"
        )  # fmt: skip
        return "resolved" if resolved else "no_result"

    @property
    def lead(self) -> AgencyPart:
        """Return the agency that answers for the case now."""
        return next(part for part in self.agencies if part.role == "lead" and not part.left_at)

    @property
    def division(self) -> str | None:
        """Return the place of the leading agency's routing, six or nine digits."""
        return self.routing.division

    @property
    def paid_fen(self) -> int:
        """Money that arrived, by record, of all rows that count."""
        return sum(row.paid_fen for row in self.claimants if row.counts)

    @property
    def headcount(self) -> int:
        """How many workers it is about: the rows that count, or more where more were told."""
        rows = sum(row.counts for row in self.claimants)
        told = self.facts.get("headcount")
        return max(rows, int(told.value) if told and isinstance(told.value, int) else 0)

    @property
    def owed_fen(self) -> int | None:
        """What is owed in all (casework.md §10, Sums)."""
        rows = [row for row in self.claimants if row.counts]
        sums = [row.owed_fen for row in rows if row.owed_fen is not None]
        told = self.facts.get("amount_fen")
        stated = [int(told.value)] if told and isinstance(told.value, int) else []
        by_rows = [sum(sums)] if sums else []
        if len(rows) < self.headcount or not sums:
            return max([*by_rows, *stated], default=None)
        return sum(sums)
