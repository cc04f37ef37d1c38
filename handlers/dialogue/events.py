"""What can happen in a conversation. An event carries the `seq` of its message, if it has one."""

from dataclasses import dataclass
from typing import Literal

from handlers.phrases import Phrase
from nlp.understanding import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A conversation was opened; the greeting is its answer."""

    locale: str = "zh-CN"
    type: Literal["started"] = "started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The worker wrote or dictated words."""

    seq: int
    text: str
    type: Literal["said"] = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose:
    """The worker pressed a choice, or typed its label or number; lists choose several."""

    seq: int
    choices: tuple[str, ...]
    stale: bool = False
    """The choice is not among those offered last, or unknown."""
    type: Literal["chose"] = "chose"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """The worker sent a picture, a sound, a document; `text` is what he wrote beside it."""

    seq: int
    files: tuple[str, ...]
    """Ids of the files, kept or still being fetched."""
    kind: Literal["photo", "video", "voice", "document"] = "photo"
    text: str = ""
    type: Literal["sent_file"] = "sent_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """The worker filled in a sealed field on the page of a one-time link."""

    seq: int
    field: str
    text: str
    type: Literal["gave"] = "gave"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept:
    """A file that had to be fetched has arrived and is sealed, or could not be kept (`problem`)."""

    file: str
    problem: str | None = None
    facts: tuple[Fact, ...] = ()
    """What was read from the picture, where a reader is installed."""
    type: Literal["file_kept"] = "file_kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Casework has something for the worker: a phrase, or an officer's own words (`text`)."""

    case: int | None
    phrase: Phrase | None = None
    text: str | None = None
    officer: str | None = None
    """The officer's name as the worker sees it; none when the program speaks."""
    asking: str | None = None
    """The field an officer asks for, or `free`; `paid`, `reopen` when the program asks."""
    files: tuple[str, ...] = ()
    entry: int | None = None
    """The `seq` of the history entry that caused it."""
    type: Literal["told"] = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """A timer of this conversation ran out: nudge_day, nudge_week, draft_end, alarm_waiting …"""

    what: str
    type: Literal["elapsed"] = "elapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The conversation goes on at another door: it was opened there with its code."""

    door: str
    type: Literal["joined"] = "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A message of this conversation could not be understood by the program, five times over."""

    seq: int
    type: Literal["failed"] = "failed"


Event = Started | Said | Chose | SentFile | Gave | FileKept | Told | Elapsed | Joined | Failed
