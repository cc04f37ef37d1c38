"""A second person agrees or refuses; what was asked for is checked again before it is done.

`needs`: second (another officer) · supervisor (contested) · withdraw (who spoke with the worker) ·
leader, for whom a supervisor stands in where no active leader covers the case.
"""

from dataclasses import replace

from handlers.case import Case, Request
from handlers.casework.access import holds
from handlers.casework.acts import Act
from handlers.casework.bodies import Field, optional, read_body, reason, short, text
from handlers.casework.measures import find_measure
from handlers.casework.moves import Move, find_row
from handlers.casework.refusals import need, refuse
from handlers.casework.rule import Rule, Rules
from handlers.casework.rulebook import BOOK
from handlers.jsonable import Json
from handlers.officer import Officer, Role

#: Which row of `approve` a request belongs to.
VARIANTS = {
    "second": "second", "supervisor": "second", "withdraw": "withdraw", "leader": "leader",
}  # fmt: skip

#: Moves of which only one may wait at a time, whatever its body.
ONE_AT_A_TIME = frozenset({"close", "decline", "withdraw"})


def find_request(case: Case, request_id: Json) -> Request | None:
    """Return the waiting request of this id."""
    return next((one for one in case.requests if one.id == request_id), None)


def waits_already(act: Act, action: str) -> bool:
    """Whether the same request waits."""
    return any(
        one.action == action and (action in ONE_AT_A_TIME or one.body == act.body)
        for one in act.case.requests
    )


def variant_asked(request: Request) -> str:
    """Return the variant of the row that a request wants carried out."""
    word = {"record": "kind", "close": "outcome"}.get(request.action)
    return str(request.body[word]) if word else ""


def _request(act: Act) -> Request | None:
    return find_request(act.case, act.body["request"])


def _another_person(act: Act) -> None:
    request = _request(act)
    if request is None:
        return
    if request.by_officer == act.officer.id:
        refuse("same_person")
    if request.needs == "withdraw" and holds(act.officer, act.case):
        refuse("same_person")
    if request.needs in ("second", "supervisor") and has_paid(act.officer, act.case):
        refuse("same_person")
    if request.needs == "supervisor" and Role.SUPERVISOR not in act.roles:
        refuse("role")


def has_paid(officer: Officer, case: Case) -> bool:
    """Whether this officer recorded a payment on the case: he is nobody's second person here."""
    return any(p.by == officer.username for row in case.claimants for p in row.payments)


def _still_waits(act: Act) -> None:
    if _request(act) is None:
        refuse("request_gone")
    if act.officer.service:
        refuse("second_person")


def _take(act: Act) -> Request:
    request = next(one for one in act.case.requests if one.id == act.body["request"])
    others = tuple(one for one in act.case.requests if one.id != request.id)
    act.change(requests=others)
    act.args.update(request=request.id, action=request.action)
    act.end("approval", subject=request.id)
    return request


def _approve(act: Act) -> None:
    request = _take(act)
    variant = variant_asked(request)
    row = find_row(request.action, variant)
    rule = BOOK[request.action, variant]
    if row is None or act.case.main not in row.starts:
        refuse("not_from_here")
    inner = _act_again(act, request, row, rule)
    rule.check(inner)
    need(rule.gate(inner))
    if request.measure is None:
        rule.do(inner)
        act.take_over(inner)
    else:
        _approve_measure(act, request.measure)


def _act_again(act: Act, request: Request, row: Move, rule: Rule) -> Act:
    body = read_body(request.body, rule.fields, act.now)
    return Act(
        case=act.case, row=row, officer=act.officer, roles=act.roles, world=act.world,
        now=act.now, body=body, history=act.history,
    )  # fmt: skip


def _approve_measure(act: Act, measure_id: str) -> None:
    _set_state(act, measure_id, "approved")
    measure = find_measure(act.case, measure_id)
    if measure is not None and measure.kind == "police_transfer":
        act.end("crime_decide", subject=measure_id)
        act.start("crime_handover", subject=measure_id)


def _set_state(act: Act, measure_id: str, state: str) -> None:
    measures = (
        replace(each, state=state) if each.id == measure_id else each
        for each in act.case.measures
    )
    act.change(measures=tuple(measures))


def _refuse(act: Act) -> None:
    request = _take(act)
    if request.measure is not None:
        _set_state(act, request.measure, "refused")
        act.end("crime_decide", subject=request.measure, state="stopped")
    act.notify(request.by, "refused", action=request.action, by=act.officer.username)


def _approve_rule(*fields: Field) -> Rule:
    return Rule(
        fields=(Field("request", short), *fields),
        forbid=_another_person,
        faster=_still_waits,
        do=_approve,
    )


RULES: Rules = {
    ("approve", "second"): _approve_rule(optional("text", text)),
    ("approve", "withdraw"): _approve_rule(Field("text", text)),
    ("approve", "leader"): _approve_rule(optional("text", text)),
    ("refuse", ""): Rule(
        fields=(Field("request", short), Field("reason", reason)),
        forbid=_another_person,
        faster=_still_waits,
        do=_refuse,
    ),
}
