"""Tasks: what waits for a person: a call, a visit, a question without an article."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, bindparam, exists, false, func, or_, select, true, update

from handlers.case import CaseId
from handlers.errors import NotFound
from handlers.lead import ConversationId
from handlers.officer import Role, Scope
from handlers.task import Task, TaskId
from storage import codec, pages
from storage.moments import NEVER, end_of
from storage.seal import Keys
from storage.sight import division_of, following, stem
from storage.store import Reading, Work
from storage.tables.cases import case_bars, tasks

#: Roles that do tasks; an author only the questions without an article.
_DOING = frozenset({Role.INTAKE, Role.OFFICER, Role.SUPERVISOR})
_BUILT_IN = frozenset({Role.PROGRAM, Role.WORKER})
_BODY = select(tasks.c.id, tasks.c.body)
_WRITTEN = [c.name for c in tasks.columns if c.name != "id"]
_SAVE = (
    update(tasks)
    .where(tasks.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in _WRITTEN})
)


async def insert(work: Work, made: Sequence[Task]) -> None:
    """Store new tasks."""
    if made:
        rows = [{"id": task.id, **_row(work.keys, task)} for task in made]
        await work.connection.execute(tasks.insert(), rows)
        work.rings.stations.add("desk")


async def save(work: Work, changed: Sequence[Task]) -> None:
    """Keep tasks that were locked by this unit of work."""
    if not changed:
        return
    rows = [
        {"row": task.id, **{f"new_{name}": v for name, v in _row(work.keys, task).items()}}
        for task in changed
    ]
    await work.connection.execute(_SAVE, rows)
    work.rings.stations.add("desk")


async def lock(work: Work, task: TaskId, scope: Scope) -> Task:
    """Lend a task of this scope, or raise `NotFound`."""
    query = _BODY.where(tasks.c.id == task, _in_scope(scope)).with_for_update(key_share=True)
    row = (await work.connection.execute(query)).first()
    if row is None:
        raise NotFound
    return _task(work.keys, row.id, row.body)


async def lock_of_case(work: Work, case: CaseId, kinds: Collection[str]) -> list[Task]:
    """Lend the unfinished tasks of these kinds that a case has."""
    query = (
        _BODY.where(tasks.c.case_id == case, tasks.c.kind.in_(list(kinds)), tasks.c.state != "done")
        .order_by(tasks.c.id)
        .with_for_update(key_share=True)
    )
    return [_task(work.keys, row.id, row.body) for row in await work.connection.execute(query)]


async def held_by(work: Work, officer: int) -> list[Task]:
    """Lend the tasks an officer has taken, to hand all of them over."""
    query = (
        _BODY.where(tasks.c.held_by == officer, tasks.c.state == "taken")
        .order_by(tasks.c.id)
        .with_for_update(key_share=True)
    )
    return [_task(work.keys, row.id, row.body) for row in await work.connection.execute(query)]


async def of_case(reading: Reading, case: CaseId) -> list[Task]:
    """Return the tasks of a case, oldest first."""
    query = _BODY.where(tasks.c.case_id == case).order_by(tasks.c.id)
    return [
        _task(reading.keys, row.id, row.body) for row in await reading.connection.execute(query)
    ]


async def conversations_with(
    reading: Reading, kind: str, conversations: Collection[ConversationId]
) -> set[ConversationId]:
    """Return those of these conversations for which an unfinished task of this kind is there."""
    if not conversations:
        return set()
    query = select(tasks.c.conversation_id).where(
        tasks.c.kind == kind,
        tasks.c.state != "done",
        tasks.c.conversation_id.in_(list(conversations)),
    )
    return {ConversationId(found) for found in await reading.connection.scalars(query)}


async def list_(
    reading: Reading,
    scope: Scope,
    state: str | None = None,
    kind: str | None = None,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[Task], str | None]:
    """Return a page of tasks, next due first (unfinished ones unless a state is named)."""
    order = (tasks.c.due_at, tasks.c.id)
    in_state = tasks.c.state.in_(["open", "taken"]) if state is None else tasks.c.state == state
    query = (
        select(*order, tasks.c.body)
        .where(in_state, _in_scope(scope), pages.starting_at(order, cursor))
        .order_by(*order)
        .limit(limit + 1)
    )
    if kind is not None:
        query = query.where(tasks.c.kind == kind)
    rows = (await reading.connection.execute(query)).all()
    found = [_task(reading.keys, row.id, row.body) for row in rows[:limit]]
    return found, pages.next_of([(row[0], row.id) for row in rows], limit)


async def count_open(reading: Reading, scope: Scope) -> int:
    """Count the tasks of this scope that nobody has taken."""
    query = select(func.count()).where(tasks.c.state == "open", _in_scope(scope))
    return await reading.connection.scalar(query) or 0


def _in_scope(scope: Scope) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = []
    for grant in scope.grants:
        if grant.role in _BUILT_IN:
            return true()
        if grant.role is Role.AUTHOR:
            ways.append(tasks.c.kind == "question")
        elif grant.role in _DOING:
            ways.append(_at(grant.division, grant.agency))
    barred = exists().where(
        case_bars.c.officer_id == scope.officer, case_bars.c.case_id == tasks.c.case_id
    )
    return or_(false(), *ways) & ~barred


def _at(division: str | None, agency: str | None) -> ColumnElement[bool]:
    digits = stem(division) if division else ""
    if agency is not None:
        own = tasks.c.agency == agency
        whole = stem(division_of(agency)).startswith(digits)
        return own if whole else own & _below(digits)
    return _below(digits) if digits else true()


def _below(digits: str) -> ColumnElement[bool]:
    return (tasks.c.division >= digits) & (tasks.c.division < following(digits))


def _row(keys: Keys, task: Task) -> dict[str, object]:
    return {
        "kind": task.kind,
        "role": task.role,
        "state": task.state,
        "case_id": task.case,
        "conversation_id": task.conversation,
        "agency": task.agency,
        "division": task.division,
        "held_by": task.held_by,
        "made_at": task.made_at,
        "due_at": end_of(task.due_at) if task.due_at else NEVER,
        "body": keys.seal("tasks", "body", task.id, codec.dump(Task, task, lean=True)),
    }


def _task(keys: Keys, row: int, body: bytes) -> Task:
    return codec.load(Task, keys.open_("tasks", "body", row, body))
