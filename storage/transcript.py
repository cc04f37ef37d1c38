"""A message of a transcript and the choices offered with it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.case import CaseId
from handlers.jsonable import Json
from handlers.lead import ConversationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A choice as it was shown: its stable id and the words the worker read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation."""

    id: int
    conversation: ConversationId
    seq: int
    sender: str
    """bot, worker or officer."""
    text: str
    at: datetime
    client_id: str | None = None
    in_reply_to: int | None = None
    asking: str | None = None
    choices: tuple[Offered, ...] = ()
    numbered: bool = True
    many: bool = False
    extras: Mapping[str, Json] = field(default_factory=dict)
    """Further keys of the contract: receipt, progress, article …"""
    officer: str | None = None
    files: tuple[str, ...] = ()
    case: CaseId | None = None
    entry: int | None = None
    """The `seq` of the history entry that caused it."""
    delivery: str | None = None
    """waiting, sent or dead; read only where a whole transcript is shown at the desk."""
