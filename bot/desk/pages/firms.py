"""Firms and sites: the cases in scope that name one of them, put together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.pages.frame import framed, require, watch_of
from handlers.case import Case
from handlers.casework.access import shows
from handlers.facts import words
from handlers.officer import Role
from storage.records import messages, worklist
from storage.records.worklist import Filter

#: As many cases of one name are looked at.
MOST = 200
#: Leads within this time make a third lead.
RECENT = timedelta(days=30)
#: As many months the plot shows.
MONTHS = 6
#: Who is who on a site, from the owner down.
PARTIES = ("project_owner", "general_contractor", "subcontractor", "employer", "foreman")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site of a firm with what is owed there."""

    name: str
    funding: str
    cases: int
    workers: int
    rest_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month of the plot."""

    label: str
    count: int
    x: int
    height: int


async def show(request: web.Request) -> web.Response:
    """GET /desk/firms?name: the cases of a firm, a site or a foreman."""
    desk, actor = desk_of(request), require(request, Role.OFFICER, Role.SUPERVISOR)
    name = request.query.get("name", "").strip()
    found: list[Case] = []
    said: dict[str, str] = {}
    if name:
        async with desk.store.reading() as reading:
            found, _ = await worklist.list_cards(
                reading, actor.officer.scope, Filter(q=name), limit=MOST
            )
            told = await messages.said_at(
                reading,
                {c.conversation: known.seq for c in found if c.conversation
                 and (known := c.facts.get("amount_fen")) and known.seq},
            )  # fmt: skip
            said = {
                case.reference: told[case.conversation]
                for case in found
                if case.conversation in told
                and "story" in shows(actor.officer, case, desk.worlds.staffed)
            }
    today = watch_of(request).today
    return await framed(
        request, "firms.html", "firms", name=name, cases=found, said=said,
        open=[case for case in found if case.phase == "open"],
        recent=sum(case.filed_at.date() >= today - RECENT for case in found),
        workers=sum(case.headcount for case in found),
        owed=sum(case.owed_fen or 0 for case in found), paid=sum(case.paid_fen for case in found),
        sites=_sites(found), bars=_bars(found, today), parties=_parties(found),
        locale=ink_of(request).locale,
    )  # fmt: skip


def _sites(found: Iterable[Case]) -> list[Site]:
    grouped: dict[str, list[Case]] = {}
    for case in found:
        grouped.setdefault(words(case.facts, "site") or "", []).append(case)
    return [
        Site(
            name=name, funding=words(cases[0].facts, "funding") or "", cases=len(cases),
            workers=sum(case.headcount for case in cases),
            rest_fen=sum(max(0, (case.owed_fen or 0) - case.paid_fen) for case in cases),
        )
        for name, cases in grouped.items()
        if name
    ]  # fmt: skip


def _parties(found: Sequence[Case]) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (party, tuple(dict.fromkeys(name for c in found if (name := words(c.facts, party)))))
        for party in PARTIES
        if any(words(case.facts, party) for case in found)
    ]


def _bars(found: Iterable[Case], today: date) -> list[Bar]:
    months: list[tuple[int, int]] = []
    year, month = today.year, today.month
    for _ in range(MONTHS):
        months.append((year, month))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    filed = Counter((case.filed_at.year, case.filed_at.month) for case in found)
    most = max((filed[one] for one in months), default=0) or 1
    return [
        Bar(label=f"{one[0]}-{one[1]:02d}", count=filed[one], x=20 + at * 85,
            height=round(120 * filed[one] / most))
        for at, one in enumerate(reversed(months))
    ]  # fmt: skip
