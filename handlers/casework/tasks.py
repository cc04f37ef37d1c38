"""A task at the desk: taken, put back, done; what it found goes to its case as a move (§4)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.casework.bodies import Field, one_of, optional, read_body, reason, text
from handlers.casework.clocks import write_at
from handlers.casework.commands import Command
from handlers.casework.refusals import refuse
from handlers.directory import covers
from handlers.errors import Conflict, NotAllowed, NotFound
from handlers.jsonable import Json
from handlers.officer import Grant, Officer, Role
from handlers.task import Task

#: What a task of this kind may come to; all others are just done.
RESULTS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("call", "call_asked", "withdrawal_talk"),
        ("reached", "no_answer", "wrong_contact", "refused"),
    ),
    "find_funding": ("government", "state_firm", "private", "unknown"),
    "check_paid": ("all", "part", "none"),
    "dead_letter": ("sent_again", "given_up"),
}

_CALLS = frozenset({"call", "call_asked", "withdrawal_talk"})

#: From which states an action leads.
_STATES = {"take": ("open", "taken"), "release": ("taken",), "done": ("taken",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOutcome:
    """The task after an action, and the move that its result means for its case."""

    task: Task
    command: Command | None = None


def decide_task(task: Task, command: Command, officer: Officer, now: datetime) -> TaskOutcome:
    """Do a task's action or refuse it, in the order in which cases are asked."""
    if command.action not in _STATES:
        raise NotFound
    try:
        return _decide(task, command, officer, now)
    except (NotAllowed, Conflict) as refusal:
        known = {"status": task.state, "moves": allowed_task_moves(task, officer)}
        refusal.details = {**known, **refusal.details}
        raise


def fields_of(action: str) -> tuple[Field, ...]:
    """Return what the body of an action may hold, whatever the kind of task."""
    if action != "done":
        return (Field("reason", reason),) if action == "release" else ()
    results = dict.fromkeys(result for some in (*RESULTS.values(), ("done",)) for result in some)
    answer = optional("answer", one_of("all", "part", "none"))
    return (Field("result", one_of(*results)), optional("text", text), answer)


def allowed_task_moves(task: Task, officer: Officer) -> tuple[str, ...]:
    """Return what this account may do with the task now."""
    if not may_work_on(task, officer):
        return ()
    if task.state == "open":
        return ("take",)
    return ("done", "release") if task.held_by == officer.id and task.state == "taken" else ()


def may_work_on(task: Task, officer: Officer) -> bool:
    """Whether I O S in scope; a question without an article is also for authors."""
    roles = {Role.INTAKE, Role.OFFICER, Role.SUPERVISOR}
    if task.kind == "question":
        roles.add(Role.AUTHOR)
    return any(grant.role in roles and _in_scope(grant, task) for grant in officer.grants)


def _in_scope(grant: Grant, task: Task) -> bool:
    if not covers(grant.division, task.division):
        return False
    if grant.agency is None or task.agency is None or grant.agency == task.agency:
        return True
    area, _, kind = grant.agency.partition("-")
    place, _, wanted = task.agency.partition("-")
    return kind == wanted and covers(area, place)


def _decide(task: Task, command: Command, officer: Officer, now: datetime) -> TaskOutcome:
    if not may_work_on(task, officer):
        refuse("role")
    if task.state not in _STATES[command.action]:
        refuse("not_from_here")
    body = read_body(
        {name: value for name, value in command.body.items() if name != "version"},
        _fields(task, command.action), now,
    )  # fmt: skip
    if task.held_by is not None and (task.held_by != officer.id or command.action == "take"):
        raise Conflict("held", held_by={"name": task.holder})
    match command.action:
        case "take":
            taken = replace(task, state="taken", held_by=officer.id, holder=officer.name)
            return TaskOutcome(task=taken)
        case "release":
            return TaskOutcome(task=replace(task, state="open", held_by=None, holder=None))
        case _:
            return _done(task, body, now)


def _fields(task: Task, action: str) -> tuple[Field, ...]:
    match action:
        case "take":
            return ()
        case "release":
            return (Field("reason", reason),)
        case _:
            answer = (optional("answer", one_of("all", "part", "none")),)
            results = one_of(*RESULTS.get(task.kind, ("done",)))
            extra = answer if task.kind in _CALLS else ()
            return (Field("result", results), optional("text", text), *extra)


def _done(task: Task, body: Mapping[str, Json], now: datetime) -> TaskOutcome:
    said = body.get("text")
    done = replace(
        task, state="done", result=str(body["result"]), text=None if said is None else str(said),
        done_at=now,
    )  # fmt: skip
    return TaskOutcome(task=done, command=_command(task, body, now))


def _command(task: Task, body: Mapping[str, Json], now: datetime) -> Command | None:
    """Write what was found as the move of its case: a call is an attempt, a finding a fact."""
    if task.case is None:
        return None
    whose: dict[str, Json] = {"claimant": task.claimant} if task.claimant else {}
    said = {name: body[name] for name in ("text", "answer") if name in body}
    if task.kind in _CALLS:
        attempt: dict[str, Json] = {
            "kind": "attempt", "whom": "worker", "way": "call", "at": write_at(now),
            "result": body["result"],
        }  # fmt: skip
        return Command(action="record", body={**attempt, **whose, **said})
    if task.kind in ("find_funding", "check_paid") and body["result"] != "unknown":
        found = {"kind": task.kind, "result": body["result"]}
        return Command(action="task_done", body={**found, **whose})
    return None
