"""Turns phrases into words in the worker's language, and cases into slips and progress cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.case import Case, Status
from handlers.casework.clocks import next_due
from handlers.directory import Directory
from handlers.jsonable import Json
from handlers.phrases import Arg, Day, Fen, Listing, Moment, Month, Phrase, Place
from locales import formats
from locales.rights import Article, load_articles
from locales.words import Words
from nlp import places
from storage.transcript import Message

#: Which of the four steps a main status is on: told, filed, worked on, paid.
STEPS: Mapping[Status, int] = {
    Status.FILED: 2, Status.DELIVERED: 2, Status.DECLINED: 2, Status.WITHDRAWN: 2,
    Status.DUPLICATE: 3, Status.ACCEPTED: 3, Status.VERIFYING: 3, Status.ORDERED: 3,
    Status.MEDIATED: 3, Status.PAYING: 3, Status.PAID: 4, Status.CLOSED: 4,
}  # fmt: skip


#: So many lines of an article answer a question that was asked within a story.
BRIEF = 2


@dataclass(frozen=True, slots=True)
class Renderer:
    """Knows the zone in which days are told."""

    zone: ZoneInfo

    def words(self, locale: str) -> Words:
        """Return the words of a language, the first one's where it is unknown."""
        return Words.load(locale)

    def say(self, phrase: Phrase | str, locale: str) -> str:
        """Write a phrase out; a str is somebody's own words and stays as it is."""
        if isinstance(phrase, str):
            return phrase
        args = {name: self.argument(value, locale) for name, value in phrase.args.items()}
        if phrase.key in ("article", "article-brief"):
            lines = BRIEF if phrase.key == "article-brief" else None
            args = self._article(str(args["article"]), locale, lines)
        return self.words(locale).say(phrase.key, args)

    def _article(
        self, article: str, locale: str, lines: int | None = None
    ) -> dict[str, str | int]:
        """Return the reviewed words of a rights article with what they stand on.

        Brief are its first lines, which carry the point, with the first of its sources.
        """
        known = {each.id: each for each in (*load_articles("zh-CN"), *load_articles(locale))}
        told = known[article]
        words, laws = self.words(locale), dict.fromkeys(basis.law for basis in told.basis)
        sources = [
            words.say("article-source", {"law": law, "article": self._numbers(told, law, locale)})
            for law in list(laws)[: 1 if lines else None]
        ]
        text = "\n".join(told.text.splitlines()[:lines])
        next_step = words.say(f"article-next-{told.next}", {})
        return {"text": text, "basis": formats.listing(sources, locale), "next": next_step}

    def _numbers(self, article: Article, law: str, locale: str) -> str:
        """Write the articles of one law in a row."""
        numbers = [basis.article for basis in article.basis if basis.law == law]
        write = self.words(locale).say
        return formats.listing([write("article-number", {"number": n}) for n in numbers], locale)

    def argument(self, value: Arg | bool, locale: str) -> str | int:
        """Write an argument the way people write such a thing."""
        match value:
            case Fen(fen=fen):
                return formats.money(fen, locale)
            case Day(day=day):
                return formats.day(day, locale)
            case Moment(at=at):
                return formats.moment(at.astimezone(self.zone), locale)
            case Month(said=said):
                return formats.month(said, locale)
            case Place(division=division):
                return places.division_name(division)
            case Phrase():
                return self.say(value, locale)
            case Listing(items=items):
                return formats.listing([self.say(item, locale) for item in items], locale)
            case _:
                return value

    def agency(self, agency: str, directory: Directory, locale: str) -> str:
        """Name an agency: as the directory names it, else its place and the name of its kind."""
        named = directory.agencies.get(agency)
        if named is not None and named.name:
            return named.name
        division, _, kind = agency.partition("-")
        place = places.division_name(division) if division != "000000" else ""
        return place + self.words(locale).say(f"agency-{kind}", {})

    def local(self, at: datetime | None) -> str | None:
        """Write a moment as RFC 3339 with the local offset."""
        return at.astimezone(self.zone).isoformat(timespec="seconds") if at else None

    def receipt(self, case: Case, check: str, code: str | None) -> dict[str, Json]:
        """Write the receipt (回执): three times that are never mixed."""
        return {
            "reference": case.reference,
            "kind": case.kind.value,
            "filed_at": self.local(case.filed_at),
            "delivered_at": self.local(case.delivered_at),
            "accepted_at": self.local(case.accepted_at),
            "check": check,
            "code": code,
        }

    def progress(self, case: Case, directory: Directory, locale: str) -> dict[str, Json]:
        """Write the progress card: which step, who has it, since when, the next date, the sums."""
        due = next_due(case)
        since = case.held_by.since if case.held_by else case.delivered_at or case.filed_at
        return {
            "step": STEPS[case.main],
            "holder": self.agency(case.lead.agency, directory, locale),
            "since": self.local(since),
            "next_at": due.due_at if due else None,
            "paid_fen": case.paid_fen,
            "owed_fen": case.owed_fen,
        }


def spell_out(message: Message, address: str) -> str:
    """Write a message for a door of plain text: codes and links follow the words, each on a line.

    Which code, which link: the way back, the page that proves a receipt, a page to open once.
    """
    extras, lines = message.extras, [message.text]
    receipt = extras.get("receipt")
    code = extras.get("code")
    if isinstance(receipt, Mapping):
        code = code or receipt.get("code")
        lines.append(f"{address}/r/{receipt['check']}")
    if code:
        lines.append(str(code))
    if link := extras.get("link"):
        lines.append(f"{address}{link}")
    return "\n".join(lines)
