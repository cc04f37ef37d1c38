"""Working days (工作日) and periods of days, months and years, as the law counts them.

The State Council publishes a table for each year: days off in the week, and Saturdays and Sundays
that are worked instead (调休). A year without its table is counted provisionally (待核对): Monday
to Friday without the statutory holidays, and counted anew when the table comes.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Which days are worked. In every period the day of the event is not counted (民法典 201)."""

    years: frozenset[int] = frozenset()
    """The years whose official table is loaded."""
    off: frozenset[date] = frozenset()
    """Days off by the table of their year, weekends among them or not."""
    made_up: frozenset[date] = frozenset()
    """Saturdays and Sundays that are worked."""
    statutory: frozenset[date] = frozenset()
    """Statutory holidays of years whose table is not out yet."""

    def is_provisional(self, day: date) -> bool:
        """Whether the table of this day's year is still missing."""
        return day.year not in self.years

    def is_workday(self, day: date) -> bool:
        """Whether people work on this day; all other days are rest days."""
        if day in self.made_up:
            return True
        if day.weekday() >= _SATURDAY or day in self.off:
            return False
        return not (self.is_provisional(day) and day in self.statutory)

    def first_workday(self, day: date) -> date:
        """Return this day if it is worked, else the next one that is."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def add_workdays(self, start: date, count: int) -> date:
        """Return the last day of a period of working days."""
        day = start
        while count:
            day = self.first_workday(day + _DAY)
            count -= 1
        return day

    def count_workdays(self, start: date, end: date) -> int:
        """Count the working days after `start`, up to `end` and with it."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)

    def add_days(self, start: date, count: int) -> date:
        """Return the last day of a period of days, past rest days (民法典 203)."""
        return self.first_workday(start + timedelta(days=count))

    def add_months(self, start: date, count: int) -> date:
        """Return the corresponding day, or the month's last (民法典 202), past rest days."""
        return self.first_workday(corresponding_day(start, count))

    def add_years(self, start: date, count: int) -> date:
        """Return the corresponding day of a later year, past rest days."""
        return self.add_months(start, 12 * count)


def corresponding_day(start: date, months: int) -> date:
    """Return the same day so many months on, or the last day of a shorter month."""
    whole = start.year * 12 + start.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
