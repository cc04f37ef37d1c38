"""The directory as the desk edits it: rows over the shipped ones, each with its past and undo.

Every process looks once a second whether something was changed, and then replaces the shared
directory and calendar whole; a turn in hand goes on with the one it began with.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.services.casework import Casework
from bot.services.ports import Clock
from bot.services.world import Worlds
from handlers.directory import AGENCY_KINDS, NATIONWIDE, Directory, covers
from handlers.durations import Length
from handlers.errors import Invalid, NotAllowed, NotFound
from handlers.officer import Grant, Officer, Role
from handlers.rows import Moved, find_faults, moved_by
from locales.rights import load_articles
from storage import defaults
from storage.defaults import KINDS, Row
from storage.records import directory as rows_
from storage.records import ledger
from storage.records.directory import Change, DirectoryRow
from storage.store import Reading, Store

#: Kinds that stand beside the directory: a year's days, ready sentences, when an article was read.
YEAR, CANNED, ARTICLE = "calendar", "canned", "article"
#: The row that says that all cases here are invented.
DEMO = "demo"
#: What the rows of each kind hold.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    **{kind: known.columns for kind, known in KINDS.items()},
    YEAR: ("year", "days"), CANNED: ("name", "title", "text", "action"),
    ARTICLE: ("id", "reviewed", "note"),
}  # fmt: skip
_NAMED_BY = {YEAR: "year", CANNED: "name", ARTICLE: "id"}
#: Who may change what.
EDITORS: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys((*KINDS, YEAR), frozenset({Role.ADMIN})),
    CANNED: frozenset({Role.ADMIN, Role.SUPERVISOR, Role.AUTHOR}),
    ARTICLE: frozenset({Role.AUTHOR}),
}
_LONGEST = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row as it stands, and where it comes from."""

    key: str
    row: Row
    edited_at: datetime | None = None
    edited_by: str | None = None
    removed: bool = False


class Directories:
    """Edits the directory and keeps every process's copy of it fresh."""

    def __init__(self, store: Store, worlds: Worlds, casework: Casework, clock: Clock) -> None:
        self._store = store
        self._worlds = worlds
        self._casework = casework
        self._clock = clock

    async def refresh(self) -> int:
        """Take up what was changed, here or by another process."""
        async with self._store.reading() as reading:
            last = await rows_.last_change(reading)
            if last == self._worlds.directory_version:
                return 0
            written = await rows_.load(reading)
        calendar = defaults.make_calendar(_years(written))
        self._worlds.directory = defaults.make_directory(_laid_over(written))
        self._worlds.canned = tuple(
            {str(name): str(value) for name, value in row.body.items()}
            for row in written
            if row.kind == CANNED and not row.removed
        )
        self._worlds.demo = any(row.kind == DEMO for row in written)
        self._worlds.directory_version = last
        if calendar != self._worlds.calendar:
            await self._casework.load_calendar(calendar)
        return 0

    async def list_(self, kind: str) -> list[Shown]:
        """Return the rows of a kind, shipped and edited, by key."""
        _known(kind)
        async with self._store.reading() as reading:
            written = {row.key: row for row in await rows_.load(reading) if row.kind == kind}
        shown = {key: Shown(key=key, row=row) for key, row in _shipped(kind).items()}
        for key, row in written.items():
            shown[key] = Shown(
                key=key, row=_plain(row), edited_at=row.at, edited_by=row.by, removed=row.removed
            )
        return sorted(shown.values(), key=lambda one: (len(one.key), one.key))

    async def past(self, kind: str, key: str) -> Sequence[Change]:
        """Return what was changed in a row, the latest first."""
        async with self._store.reading() as reading:
            return await rows_.changes(reading, _known(kind), key)

    async def check(self, by: Officer, kind: str, row: Row) -> None:
        """Look whether a row could be written; raises as `put` does."""
        await self._try(kind, *self._checked(by, kind, row))

    async def put(self, by: Officer, kind: str, row: Row, reason: str | None = None) -> str:
        """Write a row over the one of its key; returns the key, or raises Invalid."""
        key, told = self._checked(by, kind, row)
        await self._try(kind, key, told)
        await self._write(by, kind, key, told, reason, removed=False)
        return key

    async def remove(self, by: Officer, kind: str, key: str, reason: str | None = None) -> None:
        """Take a row away; it stays in its history."""
        standing = await self._standing(kind, key)
        _may(by, kind, standing)
        await self._try(kind, key, None)
        await self._write(by, kind, key, standing, reason, removed=True)

    async def undo(self, by: Officer, kind: str, key: str) -> None:
        """Put back what stood before the latest change of a row."""
        past = await self.past(kind, key)
        if not past:
            raise NotFound
        before = past[0].before
        row = _strings(before) if before is not None else _shipped(kind).get(key)
        _may(by, kind, row or _strings(past[0].after or {}))
        await self._try(kind, key, row)
        kept = row if row is not None else _strings(past[0].after or {})
        await self._write(by, kind, key, kept, "undo", removed=row is None)

    async def preview(self, by: Officer, row: Row) -> tuple[Moved, ...]:
        """Return the open cases in his scope that a routing row would send elsewhere."""
        key, told = self._checked(by, "routing", row)
        new = await self._try("routing", key, told)
        async with self._store.reading() as reading:
            open_ = [
                case
                async for case in ledger.all_cases(reading, by.scope)
                if case.phase == "open"
            ]  # fmt: skip
        worlds = self._worlds
        return moved_by(worlds.directory, new, open_, worlds.calendar, self._clock().date())

    def _checked(self, by: Officer, kind: str, row: Row) -> tuple[str, Row]:
        columns = COLUMNS[_known(kind)]
        if unknown := set(row) - set(columns):
            raise Invalid(min(unknown))
        told = {column: str(row.get(column, "")).strip() for column in columns}
        if long := [name for name, value in told.items() if len(value) > _LONGEST]:
            raise Invalid(long[0])
        _may(by, kind, told)
        key = KINDS[kind].key_of(told) if kind in KINDS else told[_NAMED_BY[kind]]
        if not key.strip("|") or len(key) > 200:
            raise Invalid(KINDS[kind].named_by[0] if kind in KINDS else _NAMED_BY[kind])
        _check_values(kind, told)
        return key, told

    async def _try(self, kind: str, key: str, row: Row | None) -> Directory:
        """Build the directory as it would be; raises Invalid where it could not stand."""
        async with self._store.reading() as reading:
            written = await rows_.load(reading)
        edited = _laid_over(written)
        if kind not in KINDS:
            return defaults.make_directory(edited)
        try:
            new = defaults.make_directory({**edited, kind: {**edited.get(kind, {}), key: row}})
        except (ValueError, KeyError) as wrong:
            raise Invalid("row") from wrong
        faults = set(find_faults(new.rows)) - set(find_faults(self._worlds.directory.rows))
        if faults:
            told = sorted(f"{fault.code} {fault.about}".strip() for fault in faults)
            raise Invalid("row", "fault", faults=told[:20])
        return new

    async def _write(
        self, by: Officer, kind: str, key: str, row: Row, reason: str | None, *, removed: bool
    ) -> None:
        written = DirectoryRow(
            kind=kind, key=key, body=dict(row), removed=removed, at=self._clock(), by=by.username
        )
        async with self._store.transaction() as work:
            await rows_.put(work, written, reason)
        await self.refresh()

    async def _standing(self, kind: str, key: str) -> Row:
        async with self._store.reading() as reading:
            row = await _row(reading, kind, key)
        if row is None:
            raise NotFound
        return row


def days_of(text: str, year: int) -> list[Row]:
    """Read a year's days: a line each, `2027-01-01,off` or `…,made_up`; raises Invalid."""
    rows: list[Row] = []
    for line in text.splitlines():
        day, _, rest = line.strip().partition(",")
        kind = rest.partition(",")[0].strip()
        if not day or day == "day":
            continue
        try:
            known = date.fromisoformat(day)
        except ValueError as wrong:
            raise Invalid("days") from wrong
        if known.year != year or kind not in ("off", "made_up"):
            raise Invalid("days")
        rows.append({"day": day, "kind": kind})
    if not rows:
        raise Invalid("days")
    return rows


async def _row(reading: Reading, kind: str, key: str) -> Row | None:
    written = await rows_.get(reading, _known(kind), key)
    if written is not None:
        return None if written.removed else _plain(written)
    return _shipped(kind).get(key)


def _check_values(kind: str, row: Row) -> None:
    division = row.get("division")
    if division is not None and not (len(division) in (6, 9) and division.isdigit()):
        raise Invalid("division")
    if check := _CHECKS.get(kind):
        check(row)


def _check_agency(row: Row) -> None:
    place, _, kind = row["id"].partition("-")
    if not (len(place) in (6, 9) and place.isdigit() and kind in AGENCY_KINDS):
        raise Invalid("id")
    if not row["name"]:
        raise Invalid("name")


def _check_clock(row: Row) -> None:
    try:
        Length.parse(row["length"])
    except ValueError as wrong:
        raise Invalid("length") from wrong


def _check_year(row: Row) -> None:
    if not (row["year"].isdigit() and len(row["year"]) == len("2027")):
        raise Invalid("year")
    days_of(row["days"], int(row["year"]))


def _check_canned(row: Row) -> None:
    for name in ("title", "text"):
        if not row[name]:
            raise Invalid(name)


def _check_article(row: Row) -> None:
    try:
        date.fromisoformat(row["reviewed"])
    except ValueError as wrong:
        raise Invalid("reviewed") from wrong


_CHECKS: Mapping[str, Callable[[Row], None]] = {
    "agency": _check_agency, "clock": _check_clock, YEAR: _check_year,
    CANNED: _check_canned, ARTICLE: _check_article,
}  # fmt: skip


def _may(by: Officer, kind: str, row: Row) -> None:
    """Refuse whoever may not change this kind here: a place's rows only from over the place."""
    held = [grant for grant in by.grants if grant.role in EDITORS[kind]]
    if kind in KINDS:
        place = row.get("division") or row.get("id", "").partition("-")[0] or NATIONWIDE
        held = [grant for grant in held if _lies_in(grant, place)]
    elif kind == YEAR:
        held = [grant for grant in held if grant.division is None]
    if not held:
        raise NotAllowed("role")


def _lies_in(grant: Grant, place: str) -> bool:
    if grant.agency is not None:
        return False
    return grant.division is None or (place != NATIONWIDE and covers(grant.division, place))


def _known(kind: str) -> str:
    if kind not in COLUMNS:
        raise NotFound
    return kind


def _shipped(kind: str) -> dict[str, Row]:
    if kind == ARTICLE:
        return {
            one.id: {"id": one.id, "reviewed": one.reviewed.isoformat(), "note": one.title}
            for one in load_articles("zh-CN")
        }
    return defaults.shipped_rows(kind) if kind in KINDS else {}


def _laid_over(written: Sequence[DirectoryRow]) -> dict[str, dict[str, Row | None]]:
    found: dict[str, dict[str, Row | None]] = {}
    for row in written:
        if row.kind in KINDS:
            found.setdefault(row.kind, {})[row.key] = None if row.removed else _plain(row)
    return found


def _years(written: Sequence[DirectoryRow]) -> dict[int, list[Row]]:
    return {
        int(row.key): days_of(_plain(row)["days"], int(row.key))
        for row in written
        if row.kind == YEAR and not row.removed
    }


def _plain(row: DirectoryRow) -> Row:
    columns = dict.fromkeys(COLUMNS[row.kind], "")
    return {**columns, **_strings(row.body)}


def _strings(body: Mapping[str, object]) -> Row:
    return {name: str(value) for name, value in body.items()}
