"""Whether sums reach the line from which unpaid wages may be a crime (刑法 276-1, 法释〔2013〕3号).

The program computes "line reached" for the desk and prepares the checklist; whether to hand a case
to the police is decided by people, and nobody tells a worker that his boss is a criminal.
"""

from dataclasses import dataclass

from handlers.directory import Directory
from handlers.facts import Facts, number
from handlers.jsonable import Json
from handlers.periods import lasts_months, unpaid_period


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Which of the two figures was reached, and by whose line."""

    line: str
    """one_worker or ten_workers."""
    division: str
    limit_fen: int

    @property
    def args(self) -> dict[str, Json]:
        """Return it as the arguments of the reason `crime_line`."""
        return {"line": self.line, "division": self.division, "limit_fen": self.limit_fen}


def find_reached_line(
    facts: Facts, division: str | None, directory: Directory, *, collective: bool = False
) -> Reached | None:
    """Return the line that the told sums reach, if any."""
    owed = owed_in_all(facts)
    if owed is None:
        return None
    line = directory.crime_line(division)
    many = directory.threshold("crime_heads", division)
    heads = count_heads(facts, many if collective else 1)
    if heads >= many:
        reached = Reached(
            line="ten_workers", division=line.division, limit_fen=line.ten_workers_fen
        )
        return reached if owed >= line.ten_workers_fen else None
    each = number(facts, "amount_per_worker_fen") or owed / heads
    long_enough = _is_unpaid_for(facts, directory.threshold("crime_months", division))
    if not long_enough or each < line.one_worker_fen:
        return None
    return Reached(line="one_worker", division=line.division, limit_fen=line.one_worker_fen)


def owed_in_all(facts: Facts) -> int | None:
    """Return what is owed to all together, where it was told or follows."""
    each = number(facts, "amount_per_worker_fen")
    return number(facts, "amount_fen") or (each and each * count_heads(facts, 1))


def count_heads(facts: Facts, at_least: int) -> int:
    """Return how many workers are told of; one where nobody counted."""
    return max(number(facts, "headcount") or 1, at_least)


def _is_unpaid_for(facts: Facts, months: int) -> bool:
    told = facts.get("months")
    if told is not None and isinstance(told.value, int | float):
        return told.value >= months
    period = unpaid_period(facts)
    return period is not None and lasts_months(period, months)
