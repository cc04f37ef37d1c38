"""Who sees a case from where: agencies and divisions as places, one and the same for list and page.

A case lies at the places of every agency that has it and of all divisions above them. A grant looks
from one place. So "agency × division with everything below" is one equality.
"""

from dataclasses import dataclass

from handlers.case import Case
from handlers.officer import Grant, Role, Scope

NATION = "*"

#: Roles that have a list of cases; the others may only know that a case is there.
LISTING = frozenset(set(Role) - {Role.DUTY, Role.ADMIN, Role.AUTHOR})


@dataclass(frozen=True, slots=True)
class Ground:
    """A place to look from; `within` narrows an agency's cases to a part of its division."""

    place: str
    within: str | None = None


def places_of(case: Case) -> frozenset[str]:
    """Return every place this case is seen from."""
    agencies = [part.agency for part in case.agencies if part.left_at is None]
    places = {NATION, *agencies}
    for agency in agencies:
        places.update(_above(division_of(agency)))
    if case.filed_by is not None:
        places.add(_filed_by(case.filed_by))
    return frozenset(places)


def grounds(scope: Scope, roles: frozenset[Role] | None = None) -> tuple[Ground, ...]:
    """Return where these grants look from, without those that another one holds already."""
    found = {_ground(grant) for grant in scope.grants if roles is None or grant.role in roles}
    if any(ground.place == NATION for ground in found):
        return (Ground(NATION),)
    if any(grant.role is Role.INTAKE for grant in scope.grants):
        found.add(Ground(_filed_by(scope.officer)))
    return tuple(sorted(found, key=lambda ground: (ground.place, ground.within or "")))


def sees(scope: Scope, case: Case) -> bool:
    """Whether this case exists for them at all."""
    if scope.officer in case.barred:
        return False
    places = places_of(case)
    return any(
        ground.place in places and (ground.within is None or _lies(case.division, ground.within))
        for ground in grounds(scope)
    )


def division_of(agency: str) -> str:
    """Return the division in an agency's id."""
    return agency.partition("-")[0]


def stem(division: str) -> str:
    """Return the digits that everything below this division begins with."""
    if len(division) > len("430112"):
        return division
    while division.endswith("00"):
        division = division[:-2]
    return division


def following(prefix: str) -> str:
    """Return the first text after everything that begins with these digits."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _ground(grant: Grant) -> Ground:
    division = stem(grant.division) if grant.division else ""
    if grant.agency is None:
        return Ground(division or NATION)
    whole = stem(division_of(grant.agency)).startswith(division)
    return Ground(grant.agency, None if whole else division)


def _above(division: str) -> set[str]:
    digits = stem(division)
    return {digits[:end] for end in (2, 4, 6, 9) if len(digits) >= end}


def _lies(division: str | None, within: str) -> bool:
    return division is not None and division.startswith(within)


def _filed_by(officer: int) -> str:
    return f"by:{officer}"
