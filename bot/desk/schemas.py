"""The shapes of casework.md §8 for the OpenAPI page: what each answer holds, field by field.

Only described here; they are written by `present`, and a test holds every answer against them.
What an account is not shown is absent, so all but a case's first keys may be missing.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
#: A date where days are counted, a time where minutes are.
Limit = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(T.+)?$")]
Level = Literal["P0", "P1", "P2", "P3", "P4"]
Reference = Annotated[str, StringConstraints(pattern=r"^\d{3}-\d{4}-\d$")]
Fen = Annotated[int, Field(description="a sum in fen, 1/100 yuan")]
Args = dict[str, Any]


class Shape(BaseModel):
    """A closed object: nothing stands in it that is not described."""

    model_config = ConfigDict(extra="forbid")


class Mark(BaseModel):
    """A mark over the main status; some carry more, such as who may answer until when."""

    model_config = ConfigDict(extra="allow")
    name: str
    since: Moment
    by: str
    until: str | None


class Clock(Shape):
    """A legal or desk limit with both its dates."""

    name: str
    kind: Literal["law", "desk", "worker"]
    subject: str | None
    started_at: str
    due_at: Limit
    desk_due_at: Limit
    state: str
    ended_at: str | None
    paused_days: int
    extended: bool
    provisional: bool
    law: str | None


class NextDue(Shape):
    """The date that decides the place in the queue."""

    name: str
    due_at: Limit


class Hold(Shape):
    """Who holds the case."""

    username: str
    name: str
    agency: str | None
    since: Moment


class Agency(Shape):
    """An agency's part in a case."""

    agency: str
    kind: str
    role: Literal["lead", "co"]
    task: str | None
    due: str | None
    delivered_at: Moment | None
    number: str | None
    accepted_at: Moment | None
    left_at: Moment | None


class Earlier(Shape):
    """A value that was corrected."""

    value: Any
    text: str
    seq: int | None


class Fact(Shape):
    """A fact with the worker's own words; a sealed one has only its mask."""

    value: Any
    sealed: bool = False
    approximate: bool = False
    confidence: float = 0
    seq: int | None = None
    source: str = ""
    sureness: str = ""
    low: int | None = None
    high: int | None = None
    working: str | None = None
    unit: str | None = None
    name: str | None = None
    who: str | None = None
    derived: bool = False
    text: str = ""
    span: list[int] | None = None
    earlier: list[Earlier] = []


class LeadAgency(Shape):
    """Who leads."""

    kind: str
    desk: str


class CoAgency(Shape):
    """Who does a part."""

    kind: str
    task: str
    due: str | None


class Reason(Shape):
    """Why it was routed so."""

    code: str
    args: Args


class Routing(Shape):
    """A routing decision."""

    division: str | None
    category: str
    also_categories: list[str]
    lead_agency: LeadAgency
    co_agencies: list[CoAgency]
    level: Level
    campaign_class: str
    due: dict[str, str]
    reasons: list[Reason]
    rule: str


class CaseRouting(Routing):
    """The case's routing, with what it would be now."""

    proposal: Routing | None


class Proof(Shape):
    """A paper: a file or its number."""

    kind: str
    file: str = ""
    text: str = ""
    claimant: str = ""


class Payment(Shape):
    """Money that arrived."""

    id: str
    amount_fen: Fen
    paid_at: str
    source: str
    proof: list[Proof]
    reversed_by: str | None


class Claimant(Shape):
    """One worker's row."""

    id: str
    name: str | None
    state: str
    representative: bool
    period_start: str | None
    period_end: str | None
    stated_fen: int | None
    confirmed_fen: int | None
    verified_fen: int | None
    paid_fen: int
    balance_fen: int | None
    paid_answer: Literal["all", "part", "none"] | None
    payments: list[Payment]


class Finding(Shape):
    """What the last `verify` found."""

    finding: str
    checked: list[str]
    text: str
    by: str
    at: Moment


class Gates(Shape):
    """How the three gates stand."""

    verified: bool
    handled: bool
    arrived: bool
    missing: list[str]


class Step(BaseModel):
    """A step of a measure, with its own fields."""

    model_config = ConfigDict(extra="allow")
    to: str


class Measure(Shape):
    """What was done."""

    id: str
    kind: str
    state: str
    handled: bool
    fields: Args
    steps: list[Step]


class Request(Shape):
    """A move that waits for a second person."""

    id: str
    action: str
    by: str
    at: Moment
    body: Args
    needs: str


class Link(Shape):
    """Another case that belongs to it."""

    to: Reference
    as_: str = Field(alias="as")


class Message(Shape):
    """A message of the conversation."""

    seq: int
    from_: Literal["worker", "bot", "officer"] = Field(alias="from")
    text: str
    at: Moment
    delivery: str | None
    officer: str = ""
    files: list[str] = []


class By(Shape):
    """Who did it."""

    kind: str
    username: str
    role: str


class Entry(Shape):
    """An entry of the history; its reason only for who may read words."""

    seq: int
    at: Moment
    by: By
    action: str
    args: Args
    reason: str | None = None
    from_: str = Field(alias="from")
    to: str
    marks: list[str]
    clocks: list[str]
    told: list[int]
    undone_by: int | None
    fingerprint: str | None


class Card(Shape):
    """A case as a list shows it."""

    reference: Reference
    version: int
    status: str
    resumes_as: str
    phase: Literal["open", "resolved", "no_result"]
    marks: list[Mark]
    clocks: list[Clock]
    next_due: NextDue | None
    moves: list[str]
    kind: Literal["complaint", "tip"] = "tip"
    level: Level = "P4"
    category: str = ""
    also_categories: list[str] = []
    channel: str = ""
    escalated_to: str | None = None
    outcome: str | None = None
    reported_as: str | None = None
    filed_at: Moment = ""
    delivered_at: Moment | None = None
    accepted_at: Moment | None = None
    closed_at: Moment | None = None
    held_by: Hold | None = None
    agencies: list[Agency] = []
    facts: dict[str, Fact] = {}
    signals: list[str] = []
    routing: CaseRouting | None = None
    campaign_class: str = ""
    headcount: int | None = None
    owed_fen: int | None = None
    paid_fen: int = 0
    registered_employer: str | None = None
    finding: Finding | None = None
    gates: Gates | None = None
    requests: list[Request] = []
    links: list[Link] = []
    numbers: dict[str, str] = {}


class Case(Card):
    """A case, as much of it as this account is shown."""

    measures: list[Measure] = []
    claimants: list[Claimant] = []
    messages: list[Message] = []
    history: list[Entry] = []
    revealed: Args = {}


class Heard(Shape):
    """A message in which danger was heard."""

    seq: int
    text: str


class HandOn(Shape):
    """The alarm went to somebody."""

    to: str | None
    at: Moment
    by: str
    reason: str


class Paged(Shape):
    """The duty post was rung."""

    door: str
    at: Moment
    accepted: bool


class Review(Shape):
    """How the alarm ended."""

    outcome: str
    text: str
    by: str
    at: Moment


class Alarm(Shape):
    """An open danger."""

    alarm: str
    kind: str
    signals: list[str]
    state: Literal["open", "taken", "reviewed"]
    conversation: str
    reference: Reference | None
    level: Literal["P0"]
    division: str | None
    place: str | None
    phone_known: bool
    last_words: list[Heard]
    opened_at: Moment
    due_at: Moment
    taken_by: str | None
    taken_at: Moment | None
    toned_down_at: Moment | None
    handed_on: list[HandOn]
    paged: list[Paged]
    review: Review | None


class Task(Shape):
    """Something that waits for a person."""

    task: str
    kind: str
    state: Literal["open", "taken", "done"]
    reference: Reference | None
    conversation: str | None
    claimant: str | None
    for_: str = Field(alias="for")
    agency: str | None
    division: str | None
    args: Args
    due_at: str | None
    held_by: str | None
    result: str | None


class Cases(Shape):
    """A page of the list."""

    cases: list[Card]
    next: str | None


class Alarms(Shape):
    """A page of alarms."""

    alarms: list[Alarm]
    next: str | None


class Tasks(Shape):
    """A page of tasks."""

    tasks: list[Task]
    next: str | None


class Read(Shape):
    """One opening of a case."""

    by: str
    role: str
    at: Moment


class Reads(Shape):
    """Who read it."""

    reads: list[Read]


class File(Shape):
    """What was kept."""

    file: str


class Evidence(Shape):
    """A file that lies with a case."""

    file: str
    name: str
    type: str
    size: int
    kind: str
    kept: bool
    seq: int | None
    at: Moment


class Files(Shape):
    """What lies with a case."""

    files: list[Evidence]


class Role(Shape):
    """A role with where it holds; null is everywhere."""

    role: str
    division: str | None
    agency: str | None


class Account(Shape):
    """Somebody who works here."""

    username: str
    name: str
    active: bool
    service: bool
    absent_until: str | None
    roles: list[Role]


class Staff(Shape):
    """Who works here."""

    staff: list[Account]


class Invited(Shape):
    """An account was made, or is to set its password anew."""

    username: str
    link: str


class Way(Shape):
    """The one-time link of an account that was reset."""

    link: str


class Named(Shape):
    """The account that was changed."""

    username: str


class HandedOver(Shape):
    """How many cases passed to the deputy."""

    handed_over: int


class Counts(Shape):
    """Cases filed in the period."""

    cases: int
    workers: int
    owed_fen: int
    paid_fen: int
    overdue: int
    returned: int
    reopened: int
    contested: int
    resolved: int
    no_result: int
    last_year: dict[str, int]


class FigureRow(Counts):
    """The counts of one thing."""

    key: str
    name: str


class Figures(Shape):
    """Counts of a period."""

    from_: Day = Field(alias="from")
    to: Day
    by: str
    rows: list[FigureRow]
    total: Counts


class Wrong(BaseModel):
    """What was refused; each code has details of its own."""

    model_config = ConfigDict(extra="allow")
    code: str
    message: str


class Error(Shape):
    """A refusal."""

    error: Wrong


class DirectoryRow(Shape):
    """A row as it stands, and who wrote it; a shipped one nobody."""

    key: str
    row: dict[str, str]
    removed: bool
    edited_by: str | None
    edited_at: Moment | None


class DirectoryRows(Shape):
    """The rows of a kind."""

    rows: list[DirectoryRow]


class Change(Shape):
    """One change of a row."""

    before: dict[str, str] | None
    after: dict[str, str] | None
    at: Moment
    by: str
    reason: str | None


class Changes(Shape):
    """The past of a row, the latest first."""

    changes: list[Change]


class Moved(Shape):
    """An open case that would go elsewhere."""

    reference: Reference
    before: Routing
    after: Routing


class Preview(Shape):
    """What a routing row would move."""

    moved: list[Moved]


class Keyed(Shape):
    """The row that was written."""

    key: str


#: Every answer of the API; what lies inside them comes along.
ANSWERS: tuple[type[BaseModel], ...] = (
    Case, Cases, Alarm, Alarms, Task, Tasks, Reads, File, Files, HandedOver, Figures, Error,
    Staff, Invited, Way, Named, DirectoryRows, Changes, Preview, Keyed,
)  # fmt: skip
