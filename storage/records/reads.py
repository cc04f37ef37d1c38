"""Who has opened a case: an act of its own, seen by supervisors and auditors, never removed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from handlers.case import CaseId
from handlers.officer import Officer, OfficerId, Role
from storage.store import Reading, Work
from storage.tables.history import reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One opening of a case."""

    by: str
    officer: OfficerId
    role: str
    at: datetime


async def add(work: Work, case: CaseId, officer: Officer, role: Role, at: datetime) -> None:
    """Note that an officer opened a case, in which role."""
    row = {
        "case_id": case,
        "officer_id": officer.id,
        "username": officer.username,
        "role": role.value,
        "at": at,
    }
    await work.connection.execute(insert(reads), row)


async def of_case(reading: Reading, case: CaseId) -> list[Read]:
    """Return who opened a case, first to last."""
    query = select(reads).where(reads.c.case_id == case).order_by(reads.c.id)
    return [
        Read(by=row.username, officer=OfficerId(row.officer_id), role=row.role, at=row.at)
        for row in await reading.connection.execute(query)
    ]
