"""A task (待办): a call, a visit, a question without an article, a dead letter (casework.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from handlers.case import CaseId
from handlers.lead import ConversationId
from handlers.officer import OfficerId

TaskId = NewType("TaskId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something for a person to do; open → taken → done."""

    id: TaskId
    kind: str
    role: str
    """Who it is for: intake, officer, supervisor, author."""
    made_at: datetime
    state: str = "open"
    case: CaseId | None = None
    reference: str | None = None
    conversation: ConversationId | None = None
    claimant: str | None = None
    agency: str | None = None
    division: str | None = None
    args: Mapping[str, str] = field(default_factory=dict)
    due_at: str | None = None
    held_by: OfficerId | None = None
    holder: str | None = None
    result: str | None = None
    text: str | None = None
    done_at: datetime | None = None
