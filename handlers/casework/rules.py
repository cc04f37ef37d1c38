"""`decide`: the one author of a case. It asks in the contract's order, then does the move.

404 out of sight · 403 role · 409 stale · 409 not_from_here · 422 · 403 of the row · 409 not_held,
held, gate, second_person (casework.md §2, §10). Each refusal carries the moves there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.case import Case, Entry
from handlers.casework import access, moves, requests
from handlers.casework.acts import Act
from handlers.casework.bodies import read_body
from handlers.casework.clocks import has_run_out
from handlers.casework.commands import Command
from handlers.casework.effects import Tell
from handlers.casework.findings import TASK_DONE
from handlers.casework.holding import HAND_OVER
from handlers.casework.measures import find_measure
from handlers.casework.moves import Move, actions, find_row, rows_of
from handlers.casework.outcomes import Outcome
from handlers.casework.refusals import describe, need, refuse, wrong
from handlers.casework.rule import Rule
from handlers.casework.rulebook import BOOK
from handlers.casework.snapshots import write_changes
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound
from handlers.jsonable import Json
from handlers.officer import Officer, Role
from handlers.world import World

__all__ = ["Outcome", "actions", "allowed_moves", "decide", "finish"]

_BOOK: Mapping[tuple[str, str], Rule] = {**BOOK, **requests.RULES}

#: What is no action of the table, but comes with an account's `hand_over` or a task that is done.
_COMES_WITH: Mapping[str, Rule] = {"hand_over": HAND_OVER, "task_done": TASK_DONE}

#: The word of the body that names the row.
_NAMED_BY = {"record": "kind", "refer": "role", "close": "outcome"}

#: Moves that end ask_more, paused and reopened though they may leave the status as it is.
_MAIN = frozenset({"verify", "record_payment"})

#: Moves after which those marks stand although the status changed.
_KEEPS_MARKS = frozenset({"reopen", "undo"})

#: The longest text a worker's own move carries on.
_WORDS_MAX = 2000


def decide(
    case: Case, command: Command, officer: Officer, world: World, now: datetime, *,
    history: Sequence[Entry] = (),
) -> Outcome:  # fmt: skip
    """Do a move or refuse it; raises NotFound, NotAllowed, Conflict or Invalid.

    `history` is the case's, the last entry last: `undo`, `stale` and "once a day" read it.
    """
    try:
        return _decide(case, command, officer, world, now, history)
    except (NotAllowed, Conflict) as refusal:
        moves_now = allowed_moves(case, officer, world, now)
        refusal.details = {**describe(case), "moves": moves_now, **refusal.details}
        raise


def rule_of(action: str, variant: str) -> Rule:
    """Return the rule of one row, for who draws its form."""
    return _BOOK[action, variant]


def allowed_moves(case: Case, officer: Officer, world: World, now: datetime) -> tuple[str, ...]:
    """Return what this account may do now, in alphabetical order; gates may still be shut."""
    if not access.sees(officer, case):
        return ()
    reach = access.reach_of(officer, case, world)
    found = {
        row.action
        for row in moves.rows_from(case.main)
        if _is_from_here(row, case) and access.may(row, reach)
    }
    if case.held_by is not None:
        found.discard("claim")
    return tuple(sorted(found))


def _decide(
    case: Case, command: Command, officer: Officer, world: World, now: datetime,
    history: Sequence[Entry],
) -> Outcome:  # fmt: skip
    if command.action in _COMES_WITH:
        return _come_with(case, command, officer, world, now, history)
    if command.action not in actions() or not access.sees(officer, case):
        raise NotFound
    body = dict(command.body)
    sent = body.pop("version", command.version)
    rows = _rows(command.action, body, case)
    reach = access.reach_of(officer, case, world)
    roles = _roles(rows, reach)
    _check_version(case, sent, history)
    if not any(_is_from_here(row, case) for row in rows):
        refuse("not_from_here")
    if sent is not None and (isinstance(sent, bool) or not isinstance(sent, int)):
        wrong("version")
    row, rule = _one(rows, body, case)
    act = Act(
        case=case, row=row, officer=officer, roles=roles, world=world, now=now,
        body=_read(body, rule, officer, now), history=history,
    )  # fmt: skip
    rule.check(act)
    rule.forbid(act)
    if not access.may(row, reach):
        refuse("not_held")
    rule.faster(act)
    need(rule.gate(act))
    _carry_out(act, rule)
    return finish(act)


def _rows(action: str, body: Mapping[str, Json], case: Case) -> tuple[Move, ...]:
    """Return the row that the body names; where it names none, all of the action's."""
    variant = _variant(action, body, case)
    row = find_row(action, variant) if variant is not None else None
    return (row,) if row else rows_of(action)


def _variant(action: str, body: Mapping[str, Json], case: Case) -> str | None:
    if action == "approve":
        request = requests.find_request(case, body.get("request"))
        return requests.VARIANTS[request.needs] if request else None
    if action == "step":
        kind = next((m.kind for m in case.measures if m.id == body.get("measure")), None)
        return f"{kind}:{body.get('to')}"
    if word := _NAMED_BY.get(action):
        return str(body.get(word))
    return ""


def _roles(rows: Iterable[Move], reach: access.Reach) -> frozenset[Role]:
    roles = frozenset().union(*(access.roles_for(row, reach) for row in rows))
    if not roles:
        refuse("role")
    return roles


def _check_version(case: Case, sent: Json, history: Sequence[Entry]) -> None:
    if sent is None or isinstance(sent, bool) or not isinstance(sent, int):
        return
    if sent != case.version:
        last = next((entry.username for entry in reversed(history) if entry.counts), None)
        since = tuple(entry for entry in history if entry.seq > sent)
        raise Conflict("stale", version=case.version, by=last, since=since)


def _is_from_here(row: Move, case: Case) -> bool:
    return case.main in row.starts and (not row.marks or any(map(case.has_mark, row.marks)))


def _one(
    rows: tuple[Move, ...], body: Mapping[str, Json], case: Case
) -> tuple[Move, Rule]:
    """Return the one row with its rule; where the body named none, the word is missing."""
    row = rows[0]
    if len(rows) > 1 and row.action == "step":
        known = find_measure(case, str(body.get("measure")))
        raise Invalid("to" if known else "measure")
    if len(rows) > 1 and row.action != "approve":
        raise Invalid(_NAMED_BY[row.action])
    return row, _BOOK[row.action, row.variant]


def _read(
    body: Mapping[str, Json], rule: Rule, officer: Officer, now: datetime
) -> dict[str, Json]:
    if Role.WORKER in officer.roles:
        body = {n: v[:_WORDS_MAX] if isinstance(v, str) else v for n, v in body.items()}
    return read_body(body, rule.fields, now)


def _carry_out(act: Act, rule: Rule) -> None:
    needs = rule.second(act)
    if needs is None:
        rule.do(act)
        return
    if requests.waits_already(act, act.row.action):
        refuse("second_person")
    request = act.request(act.row.action, needs)
    act.args["request"] = request.id
    rule.ask(act)


def finish(act: Act) -> Outcome:
    """Let what every move has in common follow, and write the entry."""
    before = act.before
    moved = act.case.main is not before.main or act.row.action in _MAIN
    if moved and act.row.action not in _KEEPS_MARKS:
        _end_waiting(act)
    tells = any(isinstance(effect, Tell) for effect in act.effects)
    if tells and act.case.phase == "open":
        act.start("silence")
    seq = before.last_seq + 1
    after = replace(act.case, last_seq=seq, version=seq if act.counts else before.version)
    return Outcome(
        case=after, entry=_entry(act, seq, tells=tells), effects=tuple(act.effects),
        revealed=act.revealed,
    )  # fmt: skip


def _end_waiting(act: Act) -> None:
    act.end("urge_answer")
    if act.case.phase != "open":
        return
    fresh = {mark.name for mark in act.case.marks} - {mark.name for mark in act.before.marks}
    act.unmark(*({"ask_more", "paused", "reopened"} - fresh))
    over = has_run_out(act.case.clocks, "ask_wait", act.now)
    act.end("ask_wait", state=None if over else "stopped")


def _entry(act: Act, seq: int, *, tells: bool) -> Entry:
    now, old = act.case, act.before
    new_marks, old_marks = ({mark.name for mark in case.marks} for case in (now, old))
    return Entry(
        seq=seq, at=act.now, by_kind=_kind(act), username=act.officer.username,
        role=min(role.value for role in act.roles), action=act.row.action, args=act.args,
        reason=act.optional("reason"), from_=old.main.value, to=now.main.value,
        marks=(
            *(f"+{name}" for name in sorted(new_marks - old_marks)),
            *(f"-{name}" for name in sorted(old_marks - new_marks)),
        ),
        clocks=tuple(dict.fromkeys(act.clock_notes)), tells=tells, undoes=act.undoes,
        counts=act.counts, before=write_changes(old, now),
    )  # fmt: skip


def _kind(act: Act) -> str:
    if Role.PROGRAM in act.roles:
        return "program"
    return "worker" if Role.WORKER in act.roles else "officer"


def _come_with(
    case: Case, command: Command, officer: Officer, world: World, now: datetime,
    history: Sequence[Entry],
) -> Outcome:  # fmt: skip
    """Do what comes with an account handed over or a task done; who may, is asked there."""
    rule = _COMES_WITH[command.action]
    row = replace(rows_of("release")[0], action=command.action)
    roles = access.roles_over(officer, case) or officer.roles
    act = Act(
        case=case, row=row, officer=officer, roles=roles, world=world,
        now=now, body=read_body(command.body, rule.fields, now), history=history,
    )  # fmt: skip
    rule.do(act)
    return finish(act)
