"""How long each clock of casework.md §5 runs, where its length is fixed, and the day it ends.

Clocks that run to a given date, in minutes or by level are not here. A place may have shorter
lengths of its own under the same names; a local row never lengthens what the law gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.errors import Invalid
from handlers.workdays import Calendar


class Unit(StrEnum):
    """How a length is counted."""

    WORKDAYS = "w"
    DAYS = "c"
    """Calendar days; the end moves past rest days."""
    EXACT_DAYS = "c^"
    """Calendar days to the day, also onto a rest day."""
    MONTHS = "m"
    YEARS = "y"


class Kind(StrEnum):
    """Whose clock it is: the law's never pauses, the desk's may, the worker's is his own."""

    LAW = "law"
    DESK = "desk"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, months or years."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Length":
        """Read the notation of the tables: `5w`, `30c`, `3c^`, `6m`, `1y`."""
        digits = len(text) - len(text.lstrip("0123456789"))
        if not digits:
            raise Invalid("length")
        try:
            return cls(int(text[:digits]), Unit(text[digits:].strip()))
        except ValueError as error:
            raise Invalid("length") from error

    def end(self, start: date, calendar: Calendar) -> date:
        """Return the last day of the period."""
        match self.unit:
            case Unit.WORKDAYS:
                return calendar.add_workdays(start, self.count)
            case Unit.DAYS:
                return calendar.add_days(start, self.count)
            case Unit.MONTHS:
                return calendar.add_months(start, self.count)
            case Unit.YEARS:
                return calendar.add_years(start, self.count)
        return start + timedelta(days=self.count)


@dataclass(frozen=True, slots=True)
class Duration:
    """A clock's kind, length and legal source (none: the desk's own rule)."""

    kind: Kind
    length: Length
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period, and whether a missing calendar may still move it."""

    date: date
    provisional: bool


def due(
    name: str, start: date, calendar: Calendar, local: Mapping[str, Length] | None = None
) -> Due:
    """Return when this clock ends if it starts on this day (which is not counted)."""
    length = DURATIONS[name].length if name in DURATIONS else None
    shorter = (local or {}).get(name)
    lengths = [known for known in (length, shorter) if known is not None]
    if not lengths:
        raise Invalid("clock", "unknown_clock", clock=name)
    try:
        return min((_due(each, start, calendar) for each in lengths), key=lambda found: found.date)
    except (OverflowError, ValueError) as error:
        raise Invalid("start") from error


def _due(length: Length, start: date, calendar: Calendar) -> Due:
    end = length.end(start, calendar)
    exact = length.unit is Unit.EXACT_DAYS
    return Due(end, provisional=not exact and calendar.is_provisional(end))


def _durations(kind: Kind, rows: str) -> dict[str, Duration]:
    """Read rows of `name length [law article]`."""
    fields = (row.split(maxsplit=2) for row in rows.strip().splitlines())
    return {name: Duration(kind, Length.parse(length), *law) for name, length, *law in fields}


#: Every clock of a fixed length. Laws are named by their code in the directory's table of laws.
DURATIONS = {
    **_durations(
        Kind.DESK,
        """
        alarm_review 3w
        approval 1w
        urge_answer 1w
        unowned 1w
        referral_return 1w
        dispute_decide 3w
        co_task 10w
        find_funding 3w
        ask_wait 5w
        silence 7c
        listed_report 7c
        paid_question 3c
        paid_again 30c
        reopen_window 30c
        """,
    ),
    **_durations(
        Kind.LAW,
        """
        inspection_accept 5w inspection_rules 18
        inspection_investigate 60w inspection 17
        inspection_investigate_extended 90w inspection 17
        inspection_decide 15w inspection_rules 37
        order_serve 7c inspection_rules 38
        crime_decide 3c^ crime_transfer 5
        police_answer 3c^ crime_transfer 8
        police_papers 3c^ criminal_procedure 180
        crime_review 3c^ crime_transfer 9
        list_objection 5w joint_punishment 6
        list_check 5w joint_punishment 6
        list_decide 20w joint_punishment 8
        deposit_pay 5w deposit 16
        deposit_refill 10w deposit 19
        employer_review 60c review 20
        employer_sue 6m administrative_litigation 46
        enforcement_demand 10w coercion 54
        enforcement_ask 3m coercion 53
        legal_aid_decide 7c^ legal_aid 43
        legal_aid_lawyer 3c^ legal_aid 43
        petition_object 5w petition 23
        petition_notice 15c petition 23
        """,
    ),
    **_durations(
        Kind.WORKER,
        """
        inspection_lookback 2y inspection 20
        arbitration_limit 1y arbitration 27
        civil_limit 3y civil_code 188
        arbitration_accept 5w arbitration 29
        arbitration_decide 45c arbitration 43
        arbitration_decide_extended 60c arbitration 43
        mediation_end 15c arbitration 14
        sue_after_award 15c arbitration 48
        award_set_aside 30c arbitration 49
        enforcement_limit 2y civil_procedure 250
        payment_order_accept 5c civil_procedure 226
        payment_order_issue 15c civil_procedure 227
        payment_order_debtor 15c civil_procedure 227
        refusal_review 60c review 20
        refusal_sue 6m administrative_litigation 46
        agency_silent 2m administrative_litigation 47
        injury_firm 30c injury_insurance 17
        injury_worker 1y injury_insurance 17
        """,
    ),
}
