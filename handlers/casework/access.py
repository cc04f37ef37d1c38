"""Who sees a case and which parts of it, and who may do what (casework.md §6).

Scope is agency × division with everything below. Deny by default: what no row names is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.case import AgencyPart, Case, Status
from handlers.casework.moves import Move
from handlers.directory import covers
from handlers.officer import Grant, Officer, Role
from handlers.world import World

#: Roles that work on cases; the others only look, help or keep order.
WORKING = frozenset({Role.INTAKE, Role.OFFICER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How an officer stands to a case."""

    roles: frozenset[Role]
    holds: bool
    intake: bool
    """Whether † holds here."""
    stands_in: bool
    """A supervisor where no active leader covers the case, who approves in his place."""


_FULL = frozenset({"basic", "card", "story", "history", "history_words"})
_BASIC = frozenset({"basic"})


def grants_over(officer: Officer, case: Case) -> tuple[Grant, ...]:
    """Return the grants that cover this case: by agency and division, or by having filed it."""
    if not officer.active or officer.id in case.barred:
        return ()
    parts = [part for part in case.agencies if part.left_at is None]
    own = case.filed_by == officer.id
    return tuple(
        grant
        for grant in officer.grants
        if any(_covers(grant, part) for part in parts) or (own and grant.role is Role.INTAKE)
    )


def roles_over(officer: Officer, case: Case) -> frozenset[Role]:
    """Return the roles this officer has over this case."""
    return frozenset(grant.role for grant in grants_over(officer, case))


def sees(officer: Officer, case: Case) -> bool:
    """Whether the case exists for this officer at all: in scope and not barred."""
    return bool(grants_over(officer, case))


def shows(officer: Officer, case: Case, staffed: Iterable[str] = ()) -> frozenset[str]:
    """Return which parts of a case this officer is shown; none at all is a 403.

    `basic`: reference, version, status, resumes_as, phase, marks, clocks, next_due, moves ·
    `card` · `story` (the facts' words, messages, measures, claimants, evidence) · `history` ·
    `history_words` (its texts) · `sealed` (may `reveal`) · `reads`.
    """
    parts: set[str] = set()
    for role in roles_over(officer, case):
        parts |= _shows(role, officer, case, frozenset(staffed))
    return frozenset(parts)


def acts_for_lead(officer: Officer, case: Case) -> bool:
    """Whether an officer acts for the leading agency: his own, or any where he has none."""
    lead = case.lead
    return any(
        grant.role in (Role.OFFICER, Role.SUPERVISOR) and _covers(grant, lead)
        for grant in officer.grants
    )


def acts_for_share(officer: Officer, case: Case) -> AgencyPart | None:
    """Return the co-agency of this case whose officer this is, if any."""
    shares = (part for part in case.agencies if part.role == "co" and part.left_at is None)
    owned = [grant for grant in officer.grants if grant.agency]
    return next((part for part in shares if any(_covers(grant, part) for grant in owned)), None)


def holds(officer: Officer, case: Case) -> bool:
    """Whether this officer has the case."""
    return case.held_by is not None and case.held_by.officer == officer.id


def open_to_intake(case: Case, staffed: Iterable[str]) -> bool:
    """Whether † holds: triage leads, or an agency without accounts of its own."""
    return case.lead.kind == "triage" or case.lead.agency not in frozenset(staffed)


def reach_of(officer: Officer, case: Case, world: World) -> Reach:
    """Look once at what the rows of the table will ask about this officer and this case."""
    roles = roles_over(officer, case)
    return Reach(
        roles=roles,
        holds=holds(officer, case),
        intake=open_to_intake(case, world.staffed),
        stands_in=Role.SUPERVISOR in roles and not is_led(case, world),
    )


def is_led(case: Case, world: World) -> bool:
    """Whether an active leader covers the case."""
    leaders = (
        one for one in world.officers if any(g.role is Role.LEADER for g in one.grants)
    )
    return any(Role.LEADER in roles_over(one, case) for one in leaders)


def roles_for(row: Move, reach: Reach) -> frozenset[Role]:
    """Return by which of his roles somebody may do this row, whether he holds the case or not."""
    roles = reach.roles & row.roles
    if row.triage and not reach.intake:
        roles -= row.triage
    leaders = (row.action, row.variant) == ("approve", "leader")
    if leaders and not roles and reach.stands_in:
        return frozenset({Role.SUPERVISOR})
    return roles


def may(row: Move, reach: Reach) -> bool:
    """Whether somebody may do this row now: by role, holding the case where he must."""
    roles = roles_for(row, reach)
    return bool(roles - row.holding) or (bool(roles) and reach.holds)


def _covers(grant: Grant, part: AgencyPart) -> bool:
    place = part.agency.partition("-")[0]
    if not covers(grant.division, place):
        return False
    if grant.agency is None or grant.agency == part.agency:
        return True
    area, _, kind = grant.agency.partition("-")
    return kind == part.kind and covers(area, place)


def _shows(role: Role, officer: Officer, case: Case, staffed: frozenset[str]) -> frozenset[str]:
    match role:
        case Role.OFFICER:
            return _FULL | ({"sealed"} if holds(officer, case) else set())
        case Role.SUPERVISOR:
            return _FULL | {"sealed", "reads"}
        case Role.INTAKE:
            return _shows_intake(officer, case, staffed)
        case Role.LEADER:
            led = case.escalated_to is not None or case.has_mark("listed") or _asks_leader(case)
            return _FULL - {"story"} if led else _BASIC
        case Role.ARBITER:
            story = {"story"} if case.has_mark("disputed") else set()
            return (_FULL - {"story"}) | {"reads"} | story
        case Role.AUDITOR:
            return frozenset({"basic", "history", "reads"})
        case Role.DUTY if case.alarm_open:
            return frozenset({"basic", "card"})
        case Role.PROGRAM | Role.WORKER:
            return _FULL
        case _:
            return frozenset()


def _shows_intake(officer: Officer, case: Case, staffed: frozenset[str]) -> frozenset[str]:
    if open_to_intake(case, staffed):
        return _FULL
    if case.filed_by != officer.id:
        return _BASIC
    return _FULL if case.main is Status.FILED else _FULL - {"story"}


def _asks_leader(case: Case) -> bool:
    return any(request.needs == "leader" for request in case.requests)
