"""What a turn wants done in the world, as data: `bot.services.effects` makes rows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from handlers.casework.commands import Command
from handlers.facts import HeardSignal
from handlers.lead import Lead
from handlers.phrases import Arg, Phrase
from nlp.understanding import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer offered: its stable id and the phrase of its label."""

    id: str
    label: Phrase | str
    """A str is shown as it is (a name, a sum somebody said)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message of the bot. `asking` stands only on the last one of a turn."""

    phrase: Phrase
    asking: str | None = None
    choices: tuple[Choice, ...] = ()
    numbered: bool = True
    """False where the field is a number, a sum or a date: a bare number is then the answer."""
    many: bool = False
    """Several choices may be taken (evidence)."""
    extras: Mapping[str, Arg | bool] = field(default_factory=dict)
    """Further keys of the contract that are values: `article`, `referral`, `crisis`, `person`."""
    receipt: int | None = None
    """The case whose receipt this message carries."""
    progress: int | None = None
    """The case whose progress card this message carries."""
    group: int | None = None
    """The case whose group code this message tells."""
    way_back: bool = False
    """Carries the code that leads back to this conversation."""
    card: tuple[tuple[str, Phrase | str | None], ...] = ()
    """The rows of the card before filing: fact name and its value in words, none where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An officer's own words, handed on as they are."""

    text: str
    officer: str
    asking: str | None = None
    choices: tuple[Choice, ...] = ()
    files: tuple[str, ...] = ()
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLead:
    """File this lead: it becomes the case drawn for this turn."""

    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The worker acts on his case through `decide`: withdraw, urge, paid, name, answer."""

    case: int
    command: Command
    row: str | None = None
    """The row of who orders, where he came in by the group's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlarm:
    """A life may be in danger: an alarm at the desk in this same transaction, filed or not."""

    kind: str
    signals: tuple[HeardSignal, ...]
    seq: int
    division: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateAlarm:
    """Something about the open alarm changed: where he is, his telephone, a milder tone."""

    division: str | None = None
    place: str | None = None
    phone: str | None = None
    toned_down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStaff:
    """Something for people to do, filed or not: a rights question without an article, a call."""

    kind: str
    """A task kind of casework.md §4: question, call_asked, conflict …"""
    args: Mapping[str, str]
    case: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepFile:
    """Keep this file as evidence of the conversation, of the case once there is one."""

    file: str
    kind: str = "other"
    """An evidence code of the contract."""
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Hide spans of a message in the transcript, character for character, within this turn."""

    seq: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer:
    """Ring this conversation with `Elapsed(what)` at that time; the same `what` replaces itself."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTimer:
    """The timer is no longer wanted."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Delete the draft and its words; what law or a case needs stays."""

    everything: bool = False
    """False: the draft only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearChat:
    """Delete this chat's messages at the door, as far as its platform allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPaper:
    """Make a document (a letter, an application) from the draft's facts and hand out its link."""

    paper: str


#: Instead of a field: the way to send what is too large for this door.
UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSecurePage:
    """Hand out a one-time link to the web page where this sealed field, or a file, may be given."""

    field: str
    type: Literal["offer_secure_page"] = "offer_secure_page"


Effect = (
    Say | Quote | FileLead | Order | RaiseAlarm | UpdateAlarm | AskStaff | KeepFile | Mask
    | SetTimer | DropTimer | Forget | ClearChat | OfferPaper | OfferSecurePage
)  # fmt: skip
