"""Measures are recorded and moved on; each starts and ends the clocks that hang on it."""

from dataclasses import replace

from handlers.case import Status
from handlers.casework import measure_effects
from handlers.casework.acts import Act
from handlers.casework.bodies import Field, one_of, short
from handlers.casework.clocks import is_over, write_at
from handlers.casework.gates import counting
from handlers.casework.measures import (
    KINDS,
    Kind,
    StepRow,
    find_measure,
    lapsed_orders,
    of_kind,
    was_served,
)  # fmt: skip
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules
from handlers.casework.settling import standing_payments
from handlers.measure import Measure, Step

#: Where the status follows a step; elsewhere it stays.
LEADS_IN = frozenset(
    {Status.ACCEPTED, Status.VERIFYING, Status.ORDERED, Status.MEDIATED, Status.PAYING}
)

#: Recording one of these while accepted begins the verifying.
BEGINS = frozenset({"visit", "inquiry", "checklist", "mediation"})


def _check_record(act: Act) -> None:
    match act.row.variant:
        case "attempt":
            _check_attempt(act)
        case "order" if act.text("type") == "decision" and "heard_at" not in act.body:
            wrong("heard_at")
        case "joint_punishment":
            _check_joint(act)


def _check_joint(act: Act) -> None:
    order = find_measure(act.case, act.text("order"))
    if order is None or order.kind != "order":
        wrong("order")
    if act.body["migrant"] is not True:
        wrong("migrant")


def _check_attempt(act: Act) -> None:
    rows = counting(act.case)
    claimant, answer = act.optional("claimant"), act.optional("answer")
    if claimant is not None and claimant not in {row.id for row in rows}:
        wrong("claimant")
    if answer is None:
        paid = any(standing_payments(row) for row in rows)
        reached = act.text("result") == "reached" and act.text("whom") == "worker"
        if paid and reached:
            wrong("answer")
    elif act.text("whom") != "worker" or act.text("result") != "reached":
        wrong("answer")
    elif claimant is None and len(rows) != 1:
        wrong("claimant")


def _record_gate(act: Act) -> list[str]:
    match act.row.variant:
        case "order":
            found = act.case.finding
            return [] if found and found.finding in ("arrears", "violation") else ["finding"]
        case "penalty":
            return [] if lapsed_orders(act.case) else ["order_lapsed"]
        case "deposit":
            return [] if _lapsed_on_contractor(act) else ["order_lapsed"]
        case "police_transfer":
            return _police_gate(act)
        case "joint_punishment":
            lapsed = {order.id for order in lapsed_orders(act.case)}
            return [] if act.text("order") in lapsed else ["order_lapsed"]
        case "court" if act.text("type") == "agency_enforcement":
            decided = [m for m in lapsed_orders(act.case) if m.fields.get("type") == "decision"]
            return [] if decided else ["order_lapsed"]
        case _:
            return []


def _lapsed_on_contractor(act: Act) -> bool:
    whom = (order.fields.get("to") for order in lapsed_orders(act.case))
    return any(isinstance(to, dict) and to.get("part") == "general_contractor" for to in whom)


def _police_gate(act: Act) -> list[str]:
    if lapsed_orders(act.case):
        return []
    served = any(was_served(order) for order in of_kind(act.case, "order"))
    return ["order_lapsed"] if served else ["order_served"]


def _record(act: Act) -> None:
    kind = KINDS[act.row.variant]
    fields = {name: value for name, value in act.body.items() if name != "kind"}
    measure = Measure(
        id=act.number("m"), kind=act.row.variant, state="recorded", handled=kind.handled,
        fields=fields, by=act.officer.username, at=write_at(act.now),
    )  # fmt: skip
    act.change(measures=(*act.case.measures, measure))
    act.args.update(kind=measure.kind, measure=measure.id)
    if kind.leader:
        act.request("record", "leader", measure=measure.id)
    if measure.kind in BEGINS and act.case.main is Status.ACCEPTED:
        act.go(Status.VERIFYING)
    if measure.kind == "promise":
        act.go(Status.PAYING)
    measure_effects.after_record(act, measure)


def _measure_of(act: Act) -> Measure:
    return next(each for each in act.case.measures if each.id == act.body["measure"])


def _step_row(act: Act) -> StepRow:
    return KINDS[_measure_of(act).kind].steps[act.text("to")]


def _step_gate(act: Act) -> list[str]:
    measure = _measure_of(act)
    if measure.state not in _step_row(act).after:
        return [f"measures/{measure.id}"]
    match act.row.variant:
        case "inquiry:silent":
            answer_by = str(measure.fields["answer_by"])
            return [] if is_over(answer_by, act.now) else [f"measures/{measure.id}"]
        case "order:lapsed":
            return [] if is_over(str(measure.fields["pay_by"]), act.now) else ["pay_by"]
        case "joint_punishment:entered" if measure.state == "told":
            return _objection_gate(act, measure)
        case _:
            return []


def _objection_gate(act: Act, measure: Measure) -> list[str]:
    """The hearing must be over before a firm is listed (45号令 6)."""
    running = (
        clock
        for clock in act.case.clocks
        if clock.name == "list_objection" and clock.subject == measure.id
    )
    over = all(is_over(clock.due_at, act.now) for clock in running)
    return [] if over else ["list_objection"]


def _step(act: Act) -> None:
    old = _measure_of(act)
    row, to = _step_row(act), act.text("to")
    fields = {name: value for name, value in act.body.items() if name not in ("measure", "to")}
    step = Step(to=to, at=_step_at(act), by=act.officer.username, fields=fields)
    handled = old.handled if row.handled is None else row.handled
    if act.row.variant == "court:taken":
        handled = old.fields["type"] == "agency_enforcement"
    measure = replace(old, state=to, handled=handled, steps=(*old.steps, step))
    act.change(measures=tuple(measure if m is old else m for m in act.case.measures))
    act.args.update(measure=measure.id, to=to)
    if act.case.main in LEADS_IN:
        if act.row.variant == "order:served":
            act.go(Status.ORDERED)
        elif act.row.variant == "mediation:agreed":
            act.go(Status.MEDIATED)
    measure_effects.after_step(act, measure, step)


def _step_at(act: Act) -> str:
    return act.happened("received_at" if "received_at" in act.body else "at")


def _record_rule(name: str, kind: Kind) -> Rule:
    return Rule(
        fields=(Field("kind", one_of(name)), *kind.fields),
        check=_check_record,
        gate=_record_gate,
        do=_record,
    )


def _step_rule(to: str, row: StepRow) -> Rule:
    named = (Field("measure", short), Field("to", one_of(to)))
    return Rule(fields=(*named, *row.fields), gate=_step_gate, do=_step)


RULES: Rules = {
    **{("record", name): _record_rule(name, kind) for name, kind in KINDS.items()},
    **{
        ("step", f"{name}:{to}"): _step_rule(to, row)
        for name, kind in KINDS.items()
        for to, row in kind.steps.items()
    },
}
