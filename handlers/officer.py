"""Who acts on a case: officers with roles over agencies and places, and the two built-in ones."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

OfficerId = NewType("OfficerId", int)


class Role(StrEnum):
    """The roles of casework.md §6; what a role may do stands in `casework.moves`."""

    INTAKE = "intake"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    ARBITER = "arbiter"
    DUTY = "duty"
    AUDITOR = "auditor"
    ADMIN = "admin"
    AUTHOR = "author"
    PROGRAM = "program"
    WORKER = "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role over an agency (none: all of the division) and a division (none: nationwide)."""

    role: Role
    division: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an officer may see: agencies × divisions with everything below, less barred cases.

    Every storage query of cases takes one; there is no query without it.
    """

    grants: tuple[Grant, ...]
    officer: OfficerId
    """Cases this officer is barred from are out of sight whatever the grants say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An account: a person at the desk, a service token, the program or the worker himself."""

    id: OfficerId
    username: str
    name: str
    grants: tuple[Grant, ...]
    active: bool = True
    absent_until: date | None = None
    service: bool = False
    """A token without a person behind it; nobody's second person."""

    @property
    def roles(self) -> frozenset[Role]:
        """Return every role held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def scope(self) -> Scope:
        """Return what this officer may see."""
        return Scope(grants=self.grants, officer=self.id)


PROGRAM = Officer(
    id=OfficerId(1), username="program", name="program", grants=(Grant(role=Role.PROGRAM),)
)
WORKER = Officer(
    id=OfficerId(2), username="worker", name="worker", grants=(Grant(role=Role.WORKER),)
)
