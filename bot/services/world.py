"""Builds the World of a turn; what is shared is replaced whole when the desk edits it."""

from collections.abc import Iterable, Mapping

from bot.ids import draw_code, draw_id, draw_key, draw_reference
from handlers.alarm import Alarm, AlarmState
from handlers.case import Case
from handlers.directory import Directory
from handlers.officer import Officer, OfficerId, Role
from handlers.workdays import Calendar
from handlers.world import Door, Drawn, Duty, World
from locales.rights import Article
from nlp.articles import ArticleIndex, ArticleTerms, build_index

#: What each door may ask, carry and show (domain.md §2.13).
DOORS: Mapping[str, Door] = {
    "web": Door(kind="web", sealed_fields=True, own_phone_asked=True, can_clear=True),
    "terminal": Door(kind="terminal", sealed_fields=False),
    "telegram": Door(
        kind="telegram", sealed_fields=False, max_file_bytes=20 * 1024 * 1024, can_clear=True
    ),
    "phone": Door(kind="phone", sealed_fields=False),
}


def index_articles(articles: Iterable[Article]) -> ArticleIndex:
    """Make an index of the rights articles that the rules can rank without knowing their words."""
    return build_index(
        [
            ArticleTerms(
                id=article.id,
                title=article.title,
                asks=article.asks,
                text=article.text,
                scope=article.scope,
            )
            for article in articles
        ]
    )


class Worlds:
    """Holds the shared parts and makes a World of them for each turn."""

    def __init__(
        self, directory: Directory, calendar: Calendar, articles: ArticleIndex, duty: Duty
    ) -> None:
        self.directory = directory
        self.calendar = calendar
        self.articles = articles
        self.duty = duty
        self.officers: tuple[Officer, ...] = ()
        self.canned: tuple[Mapping[str, str], ...] = ()
        """Ready sentences of the desk, each with the move it goes with."""
        self.demo = False
        """Whether all cases here are invented, and every page says so."""
        self.directory_version = 0
        """The change up to which directory and calendar were read."""

    def username(self, officer: OfficerId | None) -> str | None:
        """Return the name of an account by its id."""
        return next((one.username for one in self.officers if one.id == officer), None)

    @property
    def staffed(self) -> frozenset[str]:
        """Return the agencies that have active accounts of their own."""
        return frozenset(
            grant.agency
            for officer in self.officers
            if officer.active and not officer.service
            for grant in officer.grants
            if grant.agency and grant.role in (Role.OFFICER, Role.SUPERVISOR)
        )

    def of_desk(self, cases: tuple[Case, ...] = ()) -> World:
        """Build the World of a move at the desk, with the cases its body names."""
        return self.of_turn(None, cases=cases)

    def of_turn(
        self,
        door: str | None,
        *,
        cases: tuple[Case, ...] = (),
        alarm: Alarm | None = None,
        more_waiting: bool = False,
        code: str | None = None,
        group: Case | None = None,
    ) -> World:
        """Build the World of one turn; what it draws and does not use is thrown away."""
        return World(
            directory=self.directory,
            calendar=self.calendar,
            articles=self.articles,
            duty=self.duty,
            door=DOORS.get(door) if door else None,
            cases=cases,
            alarm_open=alarm is not None,
            alarm_taken=alarm is not None and alarm.state is AlarmState.TAKEN,
            more_waiting=more_waiting,
            group=group,
            officers=self.officers,
            staffed=self.staffed,
            drawn=Drawn(
                case=draw_id(),
                reference=draw_reference(),
                check="",
                code=code or draw_code(),
                alarm=draw_id(),
                link=draw_key(),
                task=draw_id(),
            ),
        )
