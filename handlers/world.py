"""All that a turn may look at besides its state and its event: read beforehand, never fetched."""

from dataclasses import dataclass

from handlers.case import Case
from handlers.directory import Directory
from handlers.officer import Officer
from handlers.workdays import Calendar
from nlp.articles import ArticleIndex

#: What the web takes; other doors may take less.
WEB_FILE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Whether a duty post is staffed, and whether this turn's page would be accepted."""

    staffed: bool = False
    paged: bool = False
    """A pager is set up, so a page can be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What the door of this conversation may ask, carry and show."""

    kind: str
    """web, terminal, telegram."""
    sealed_fields: bool
    """Identity number, bank card and home address may be taken here."""
    own_phone_asked: bool = False
    max_file_bytes: int = WEB_FILE_BYTES
    can_clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Drawn beforehand by the program, thrown away where a turn does not use it."""

    case: int
    reference: str
    check: str
    code: str
    alarm: int
    link: str
    task: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Directory, calendar, articles and duty are one shared value; the rest is this turn's."""

    directory: Directory
    calendar: Calendar
    articles: ArticleIndex
    duty: Duty
    door: Door | None = None
    cases: tuple[Case, ...] = ()
    """Those of this conversation, the latest last; at the desk those that a move's body names."""
    alarm_open: bool = False
    alarm_taken: bool = False
    more_waiting: bool = False
    """A later message of this conversation is in the inbox: withhold the question."""
    officers: tuple[Officer, ...] = ()
    """At the desk: the accounts a move's body names, and the leaders and supervisors in reach."""
    staffed: frozenset[str] = frozenset()
    """Agencies with active accounts of their own: a † row is closed to intake where one leads."""
    group: Case | None = None
    """The case of a group that this conversation came into by its code."""
    row: str | None = None
    """The row of that case that is the speaker's own."""
    drawn: Drawn
