"""Figures of the desk: twelve months, places, how long workers waited; the ledger as a sheet."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiohttp import web

from bot.desk.ink import desk_of, ink_of
from bot.desk.ledger import BY, COLUMNS, line_of, name_of_key, write_sheet
from bot.desk.pages.frame import framed, person_of, require
from bot.desk.parts import DeskParts
from handlers.casework.access import shows
from handlers.jsonable import Json
from handlers.officer import Role, Scope
from storage.records import figures, ledger
from storage.records.figures import Counted

#: Who may see figures; an operator counts his own.
SEEING = (
    Role.INTAKE, Role.OFFICER, Role.SUPERVISOR, Role.LEADER, Role.ARBITER, Role.AUDITOR,
)  # fmt: skip
#: Who may take the ledger away.
EXPORTING = (Role.OFFICER, Role.SUPERVISOR, Role.ARBITER)
#: Places with fewer cases are shown together: nobody shall be guessed from a count.
FEWEST = 5
_MONTHS = 12
_HIGH = 220
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A month of the plot: owed beside paid, in ten thousand yuan and in points of the picture."""

    label: str
    x: int
    owed: float
    paid: float
    owed_high: float
    paid_high: float


async def show(request: web.Request) -> web.Response:
    """GET /desk/figures?by: a year by month, and what it is counted by."""
    desk, actor = desk_of(request), require(request, *SEEING)
    by = request.query.get("by", "division")
    if by not in BY or by == "month":
        by = "division"
    last = desk.clock().astimezone(desk.presenter.zone).date()
    first = _months_before(last, _MONTHS - 1)
    monthly = await _count(desk, actor.officer.scope, first, last, "month")
    counted = await _count(desk, actor.officer.scope, first, last, by)
    rows = [{**row, "name": name_of_key(desk, by, str(row["key"]))} for row in counted.rows]
    shown = [row for row in rows if _number(row, "cases") >= FEWEST]
    return await framed(
        request, "figures.html", "figures", first=first.isoformat(), last=last.isoformat(), by=by,
        ways=[way for way in BY if way != "month"], total=counted.total,
        rows=sorted(shown, key=lambda row: -_number(row, "cases")), few=len(rows) - len(shown),
        pairs=pairs_of(monthly.rows), exporting=bool(actor.officer.roles & set(EXPORTING)),
    )  # fmt: skip


async def export(request: web.Request) -> web.StreamResponse:
    """GET /desk/figures/ledger.xlsx: the cards in sight, one a line."""
    desk, actor = desk_of(request), person_of(request)
    require(request, *EXPORTING)
    say, lines = ink_of(request).say, []
    async with desk.store.reading() as reading:
        async for case in ledger.all_cases(reading, actor.officer.scope):
            if "card" in shows(actor.officer, case, desk.worlds.staffed):
                lines.append(line_of(case, desk.presenter))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ledger.xlsx"
        write_sheet([say(f"ledger-{name}") for name in COLUMNS], lines, out)
        body = out.read_bytes()
    headers = {
        "Content-Disposition": "attachment; filename=ledger.xlsx",
        "Cache-Control": "no-store",
    }
    return web.Response(body=body, content_type=_SHEET, headers=headers)


def pairs_of(rows: Sequence[dict[str, Json]]) -> list[Pair]:
    """Lay months out beside each other, the highest as high as the picture."""
    most = max((_ten_thousand(row, "owed_fen") for row in rows), default=0) or 1
    return [
        Pair(
            label=str(row["key"])[2:], x=58 + number * 88,
            owed=_ten_thousand(row, "owed_fen"), paid=_ten_thousand(row, "paid_fen"),
            owed_high=round(_ten_thousand(row, "owed_fen") / most * _HIGH, 1),
            paid_high=round(min(_ten_thousand(row, "paid_fen") / most, 1) * _HIGH, 1),
        )
        for number, row in enumerate(rows)
    ]  # fmt: skip


async def _count(desk: DeskParts, scope: Scope, first: date, last: date, by: str) -> Counted:
    async with desk.store.reading() as reading:
        return await figures.count(
            reading, scope, first, last, by, desk.presenter.zone, desk.clock()
        )


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _number(row: dict[str, Json], name: str) -> int:
    value = row[name]
    return value if isinstance(value, int) else 0


def _ten_thousand(row: dict[str, Json], name: str) -> float:
    return round(_number(row, name) / 1_000_000, 1)
