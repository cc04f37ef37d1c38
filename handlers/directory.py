"""What differs from place to place, as one value: who answers, lines, numbers, dates and clocks.

Every entry is data with a source and a date, written by people at the desk or shipped with the
program; nothing here decides. The most specific place wins, nationwide rows stand behind all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from handlers.durations import Length

NATIONWIDE = "000000"

#: Kinds of agency; every county has every kind, `DIVISION-kind` is an agency's id.
AGENCY_KINDS = (
    "labor_inspection", "housing", "transport", "water", "agriculture", "natural_resources",
    "energy", "industry_information", "education", "health", "state_assets", "finance",
    "development_reform", "police", "arbitration", "court", "legal_aid", "union", "civil_affairs",
    "commerce", "emergency_management", "market_regulation", "tax", "railway_authority",
    "aviation_authority", "consulate", "petition_office", "leading_group", "township", "park",
    "owner", "triage",
)  # fmt: skip

INDUSTRIES = (
    "construction", "transport_works", "water_works", "farmland_works", "railway", "energy",
    "telecom", "manufacturing", "fireworks", "catering", "domestic", "delivery", "haulage",
    "property_security_cleaning", "mining", "aviation", "land_restoration", "farm_forest",
    "retail", "education", "health", "technology", "public_body", "other",
)  # fmt: skip

FUNDINGS = ("government", "state_firm", "private")


class Local(Protocol):
    """An entry that holds in a division and everywhere below it."""

    @property
    def division(self) -> str:
        """The place, `000000` for the whole country."""


L = TypeVar("L", bound=Local)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency that a place names in its own way, or has beyond the usual kinds."""

    id: str
    division: str
    kind: str
    name: str
    above: str | None = None
    """The agency over it."""
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRow:
    """Where all its conditions hold, this row names who leads or who shares a lead."""

    number: int
    division: str = NATIONWIDE
    when: frozenset[str] = frozenset()
    """Conditions such as `industry=construction`; with `!=` the value must be absent."""
    lead: str | None = None
    shares: tuple[tuple[str, str], ...] = ()
    """Agency kinds with their tasks."""
    instead: bool = False
    """Replaces what less specific rows add, where rows otherwise add up."""
    anywhere: bool = False
    """Leads without a known county, as work abroad does."""
    source: str = ""
    checked: str = ""

    @property
    def rank(self) -> tuple[int, int]:
        """How specific it is: the place first, then the number of conditions."""
        return len(trim(self.division)), len(self.when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A figure that a local plan may set for itself; it includes its own end."""

    name: str
    division: str = NATIONWIDE
    value: int
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeLine:
    """From which sums on unpaid wages may be a crime there (刑法 276-1; 法释〔2013〕3号)."""

    division: str
    one_worker_fen: int
    ten_workers_fen: int
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """A number people may call, for what, and when somebody answers."""

    number: str
    division: str = NATIONWIDE
    purpose: str
    hours: str
    around_the_clock: bool
    """Only such a number may stand alone where there is danger."""
    caution: str | None = None
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A winter campaign (根治欠薪冬季行动): when it runs and by when money must be there."""

    name: str
    division: str = NATIONWIDE
    opens: date
    work_until: date
    """Government and state-firm work up to this day is cleared by `year_end`."""
    year_end: date
    new_year: date
    """春节; the campaign ends the day before."""
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalClock:
    """A shorter length of a clock in one place."""

    name: str
    division: str
    length: Length
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerWord:
    """A word in a firm's or an owner's name that tells its trade, such as 合作社 or 医院."""

    word: str
    field: str
    """The fact it is looked for in: `employer` or `project_owner`."""
    present: str
    """The condition it fulfils."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everything a place decides for itself. One shared value, renewed when a row changes."""

    agencies: Mapping[str, Agency] = field(default_factory=dict)
    rows: tuple[RoutingRow, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    crime_lines: tuple[CrimeLine, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    clocks: tuple[LocalClock, ...] = ()
    owner_words: tuple[OwnerWord, ...] = ()
    countyless: frozenset[str] = frozenset()
    """Cities without counties, which count as one."""
    laws: Mapping[str, str] = field(default_factory=dict)
    """The short names of laws by their code."""

    def is_county(self, division: str | None) -> bool:
        """Whether a place is exact enough to know who answers there."""
        if not division or len(division) < 6:
            return False
        return division[4:6] != "00" or division[:6] in self.countyless

    def threshold(self, name: str, division: str | None) -> int:
        """Return the figure that holds in this place."""
        named = (row for row in self.thresholds if row.name == name)
        return nearest(named, division)[0].value

    def crime_line(self, division: str | None) -> CrimeLine:
        """Return the line that holds in this place, else the top of the legal range."""
        return nearest(self.crime_lines, division)[0]

    def telephones_in(self, division: str | None, purpose: str) -> tuple[Telephone, ...]:
        """Return the numbers for a purpose, those of the place before the nationwide ones."""
        wanted = (row for row in self.telephones if row.purpose == purpose)
        return tuple(nearest(wanted, division))

    def campaign_on(self, day: date, division: str | None) -> Campaign | None:
        """Return the campaign that runs on this day in this place."""
        running = (row for row in self.campaigns if row.opens <= day < row.new_year)
        return next(iter(nearest(running, division)), None)

    def clocks_in(self, division: str | None) -> Mapping[str, Length]:
        """Return the place's own lengths of clocks by name."""
        return {row.name: row.length for row in reversed(nearest(self.clocks, division))}

    def cite(self, law: str | None) -> str | None:
        """Write a legal source such as `inspection 17` with the law's name."""
        if law is None:
            return None
        code, _, article = law.partition(" ")
        return f"{self.laws.get(code, code)} {article}".strip()


def trim(division: str) -> str:
    """Return the digits that everything in this place begins with."""
    for length, empty in ((0, "000000"), (2, "0000"), (4, "00")):
        if division[length:] == empty:
            return division[:length]
    return division


def covers(area: str | None, place: str | None) -> bool:
    """Whether a place lies in an area; no area is the whole country."""
    return (place or "").startswith(trim(area or NATIONWIDE))


def nearest(rows: Iterable[L], division: str | None) -> list[L]:
    """Return the rows that hold in a place, the most specific first."""
    held = [row for row in rows if covers(row.division, division)]
    return sorted(held, key=lambda row: -len(trim(row.division)))
