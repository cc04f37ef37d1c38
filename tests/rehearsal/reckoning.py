"""Days counted a second time: from the committed tables, by arithmetic of the rehearsal's own.

Nothing here uses the product's calendar, so that both can be held against each other. The table of
2027 is the scenario's: the State Council had not published one when the scenario was written.
"""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

_TABLES = Path(__file__).parents[2] / "storage" / "data" / "calendars"

#: What the scenario lets be announced for 2027: a week off around 春节, two Sundays worked.
ANNOUNCED = (
    *((date(2027, 1, 1) + timedelta(n), "off") for n in range(3)),
    *((date(2027, 2, 4) + timedelta(n), "off") for n in range(8)),
    (date(2027, 1, 31), "made_up"),
    (date(2027, 2, 14), "made_up"),
)


def _read(name: str) -> list[dict[str, str]]:
    with (_TABLES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@dataclass
class Days:
    """Which days are worked, as far as it is known on the day of counting."""

    kinds: dict[date, str] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    statutory: set[date] = field(default_factory=set)

    @classmethod
    def committed(cls) -> "Days":
        """Read the tables of the repository."""
        days = cls()
        for path in sorted(_TABLES.glob("[0-9]*.csv")):
            for row in _read(path.name):
                days.announce(date.fromisoformat(row["day"]), row["kind"])
        days.statutory = {date.fromisoformat(row["day"]) for row in _read("statutory.csv")}
        return days

    def announce(self, day: date, kind: str) -> None:
        """Learn how a day is, and that its year is known."""
        self.kinds[day] = kind
        self.years.add(day.year)

    def is_worked(self, day: date) -> bool:
        """Whether a day is worked."""
        kind = self.kinds.get(day)
        if kind is not None:
            return kind == "made_up"
        free = day.year not in self.years and day in self.statutory
        return day.isoweekday() < 6 and not free

    def is_unsure(self, day: date) -> bool:
        """Whether the table of this day's year is missing."""
        return day.year not in self.years

    def roll(self, day: date) -> date:
        """Return the day, or the first worked one after it."""
        return next(d for d in (day + timedelta(n) for n in range(60)) if self.is_worked(d))

    def after_worked(self, start: date, count: int) -> date:
        """Return the day on which so many worked days after the start are over."""
        left, day = count, start
        while left:
            day += timedelta(1)
            left -= self.is_worked(day)
        return day

    def worked_between(self, start: date, end: date) -> int:
        """Count worked days after the start, the end with them."""
        return sum(self.is_worked(start + timedelta(n)) for n in range(1, (end - start).days + 1))

    def end(self, start: date, length: str) -> date:
        """Count a length as the tables of the design write it: 5w, 30c, 3c^, 6m."""
        digits = "".join(c for c in length if c.isdigit())
        count, unit = int(digits), length[len(digits):]
        if unit == "w":
            return self.after_worked(start, count)
        if unit == "m":
            month = start.month - 1 + count
            return self.roll(_corresponding(start, start.year + month // 12, month % 12 + 1))
        day = start + timedelta(count)
        return day if unit == "c^" else self.roll(day)


def _corresponding(start: date, year: int, month: int) -> date:
    """Return the same day of a month, or its last where it has none."""
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
