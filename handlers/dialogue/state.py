"""What a conversation remembers between two turns: the draft, what was asked, and how it stands.

Everything here is plain data, so that storage can keep it as JSON and read it back as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from handlers.claimant import Claimant
from handlers.dialogue.effects import Say
from handlers.dialogue.events import Told
from handlers.facts import Facts, HeardSignal
from nlp.understanding import FactValue, Matter


class Mode(StrEnum):
    """Where the talk stands, apart from the question that is open."""

    OPENING = "opening"
    """Nothing was told yet."""
    TELLING = "telling"
    KEPT = "kept"
    """A draft that was put aside."""
    FILED = "filed"
    """What is said joins the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """A danger that was heard: no form question until the worker himself goes on."""

    since: datetime
    toned_down: bool = False
    place_told: bool = False
    other: bool = False
    """The danger is another's."""
    lines: int = 0
    """How many answers were given in it, so that no sentence is said twice running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A fellow worker who came in by a group's code, and what he says of his own row."""

    case: int
    code_seq: int = 0
    """The message that brought the code."""
    name: str = ""
    start: str | None = None
    end: str | None = None
    amount_fen: int | None = None
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerQuestion:
    """What an officer has asked and the worker has not yet answered."""

    case: int
    field: str
    """A fact, or `free`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueState:
    """The whole memory of one conversation."""

    locale: str = "zh-CN"
    mode: Mode = Mode.OPENING

    facts: Facts = field(default_factory=dict)
    signals: tuple[HeardSignal, ...] = ()
    matter: Matter = Matter.UNKNOWN
    also: tuple[Matter, ...] = ()
    categories: tuple[str, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    standing: str | None = None
    """own_wages, contracts or both."""

    asking: str = "none"
    last: Say | None = None
    """The question that is open, as it was put."""
    back: str | None = None
    """Where the talk returns after one answer was asked again: `confirm`, `review`, `code`."""
    asked: Mapping[str, int] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    """Questions answered with "I do not know" or skipped; never asked again."""
    readings: Mapping[str, tuple[FactValue, ...]] = field(default_factory=dict)
    """Facts that were said with two or three readings, still undecided."""
    unclear: int = 0
    """How many messages in a row were not understood."""
    steps: int = 0
    """Questions put since the story began, each worth one message of the worker."""
    mirrored: bool = False
    more: int | None = None
    """How many further questions were agreed to before the card comes back."""
    more_used: bool = False
    latest: tuple[str, ...] = ()
    """Names of the facts answered last, the latest first."""
    told_once: tuple[str, ...] = ()
    """Sentences that are said only once in a conversation."""
    photos: int = 0
    """Pictures of this album that were received while more were waiting."""

    helper: bool = False
    whom: str = ""
    """For whom a helper speaks, by his own word: 舅舅."""
    unnamed: bool = False
    consented: tuple[str, ...] = ()
    """Sealed fields for which consent was given."""
    consent_for: str | None = None
    """The sealed field that waits for consent."""
    rights_wanted: bool = False
    """The next message is a question about rights, however it is put."""

    own_phone: str | None = None
    code_word: str | None = None
    locked: bool = False
    held: tuple[Told, ...] = ()
    """What casework told while the telephone was locked."""

    crisis: Crisis | None = None
    cases: tuple[int, ...] = ()
    officer_question: OfficerQuestion | None = None
    member: Member | None = None
    """His own row in another's case, where he came in by the group's code."""
    group_wanted: bool = False
    """The list will be filled in by the workers themselves, once there is a case."""
    other_story: Facts = field(default_factory=dict)
    """Facts of a story told after filing that may be another matter: asked once."""
    heard_at: datetime | None = None
    wound_at: datetime | None = None
    """When the reminders of the draft were last set."""

    @property
    def filed(self) -> bool:
        """Whether what is said belongs to a case."""
        return self.mode is Mode.FILED

    @property
    def has_draft(self) -> bool:
        """Whether something was told that is not filed."""
        return self.mode in (Mode.TELLING, Mode.KEPT)

    def has_signal(self, *names: str) -> bool:
        """Whether one of these signals was heard."""
        return any(signal.value in names for signal in self.signals)


def new_state(locale: str = "zh-CN") -> DialogueState:
    """Return the memory of a conversation that has just begun."""
    return DialogueState(locale=locale)
