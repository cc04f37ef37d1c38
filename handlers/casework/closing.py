"""How a case ends and comes back: closed through the gates, withdrawn, opened again (§3)."""

from collections.abc import Callable, Iterable, Mapping

from handlers.case import Status
from handlers.casework import gates
from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    boolean,
    day_within,
    destination,
    needed,
    one_of,
    optional,
    proof,
    reason,
    text,
)  # fmt: skip
from handlers.casework.clocks import find, has_run_out, is_over
from handlers.casework.measures import of_kind
from handlers.casework.progress import back_to, destination_name, end_case
from handlers.casework.refusals import refuse, wrong
from handlers.casework.rule import Rule, Rules, when_weighty
from handlers.casework.watching import one_up, raise_level
from handlers.facts import HeardSignal
from handlers.officer import Role
from handlers.phrases import Phrase

#: What an ended case is reported as, outward.
REPORTED_AS = {
    "paid": "true_paid", "corrected": "true_order", "paid_before": "paid_before",
    "not_wages": "not_wages", "not_substantiated": "not_substantiated",
    "unreachable": "unreachable", "not_due": "not_substantiated",
    "dispute_path": "true_dispute_path",
}  # fmt: skip

#: Outcomes after which the worker is asked whether he has his money.
ASKS_PAID = frozenset({"paid", "paid_before"})

#: Outcomes whose second person is needed at every level.
ALWAYS_TWO = frozenset({"not_substantiated", "unreachable"})

#: The finding that each exit rests on.
FINDINGS = {
    "paid": "arrears", "corrected": "violation", "paid_before": "paid_before",
    "not_wages": "not_wages", "not_substantiated": "not_substantiated",
    "unreachable": "unreachable", "not_due": "not_due",
}  # fmt: skip


def _close_gate(act: Act) -> Iterable[str]:
    outcome = act.row.variant
    if outcome in FINDINGS:
        yield from gates.miss_verified(act.case, FINDINGS[outcome])
    if outcome in _GATES:
        yield from _GATES[outcome](act)
    yield from gates.miss_common(act.case)


def _paid_gate(act: Act) -> Iterable[str]:
    yield from gates.miss_handled(act.case)
    if act.body.get("contested") is True:
        yield from gates.miss_contested(act.case)
        return
    if act.case.main is not Status.PAID:
        yield "paid"
    yield from gates.miss_arrived(act.case)


def _visit_gate(act: Act) -> Iterable[str]:
    asked = [m for m in of_kind(act.case, "inquiry") if m.state in ("answered", "silent")]
    if not of_kind(act.case, "visit") and not asked:
        yield "visit"
    if not gates.was_worker_asked(act.case):
        yield "worker_asked"


def _corrected_gate(act: Act) -> Iterable[str]:
    yield from gates.miss_handled(act.case)
    if not gates.was_worker_asked(act.case):
        yield "worker_asked"


def _before_gate(act: Act) -> Iterable[str]:
    return gates.miss_proof(act.case, act.items("proof"))


def _unreachable_gate(act: Act) -> Iterable[str]:
    if not gates.are_enough_tries(gates.attempts(act.case), ways=2):
        yield "attempts"
    if not has_run_out(act.case.clocks, "ask_wait", act.now):
        yield "ask_wait"


def _path_gate(act: Act) -> Iterable[str]:
    return [] if _was_taken(act) else ["taken"]


def _was_taken(act: Act) -> bool:
    """Whether arbitration or a court has taken the worker's own suit, with its number."""
    return any(
        any(step.to == "taken" for step in measure.steps)
        for measure in of_kind(act.case, "arbitration", "court")
        if measure.fields.get("type") != "agency_enforcement" and measure.state != "refused"
    )


_GATES: Mapping[str, Callable[[Act], Iterable[str]]] = {
    "paid": _paid_gate,
    "corrected": _corrected_gate,
    "paid_before": _before_gate,
    "not_substantiated": _visit_gate,
    "unreachable": _unreachable_gate,
    "dispute_path": _path_gate,
}


def _close_second(act: Act) -> str | None:
    if act.body.get("contested") is True:
        return "supervisor"
    return "second" if act.row.variant in ALWAYS_TWO else when_weighty(act)


def _check_close(act: Act) -> None:
    if act.row.variant != "paid" and "contested" in act.body:
        wrong("contested")


def _close(act: Act) -> None:
    outcome = act.row.variant
    act.args["outcome"] = outcome
    for name in ("contested", "watch_until", "destination", "proof"):
        if name in act.body:
            act.args[name] = act.body[name]
    end_case(act, Status.CLOSED, reported_as=REPORTED_AS[outcome], outcome=outcome)
    act.start("reopen_window")
    _tell_closed(act, outcome)
    if outcome in ASKS_PAID:
        act.start("paid_question")
        act.start("paid_again")
        act.tell("told-paid-question", asking="paid")
    if outcome == "not_due":
        act.ask_people("watch", due_at=act.text("watch_until"))


def _tell_closed(act: Act, outcome: str) -> None:
    if act.case.phase == "resolved":
        act.tell("told-closed")
        return
    where = destination_name(act.body.get("destination"))
    result = Phrase(f"told-outcome-{outcome.replace('_', '-')}", {"destination": where})
    act.tell("told-closed-no-result", result=result)


def _ask_withdraw(act: Act) -> None:
    """Fear is heard at once, before anybody has agreed."""
    act.ask_people("withdrawal_talk", role="supervisor", why=act.text("why"))
    if act.text("why") != "afraid":
        return
    raise_level(act, "P1")
    signal = HeardSignal(value="reprisal", text="", span=(0, 0), seq=0)
    if all(heard.value != "reprisal" for heard in act.case.signals):
        act.change(signals=(*act.case.signals, signal))


def _withdraw(act: Act) -> None:
    act.args.update(why=act.text("why"))
    end_case(act, Status.WITHDRAWN, reported_as="withdrawn")
    act.start("reopen_window")
    act.tell("told-withdrawn")


def may_reopen_freely(act: Act) -> bool:
    """Whether a supervisor or arbiter opens it; the worker only while his window runs."""
    return bool(act.roles & {Role.SUPERVISOR, Role.ARBITER})


def is_window_open(act: Act) -> bool:
    """Whether the worker's word alone still opens the case again."""
    window = find(act.case.clocks, "reopen_window")
    running = window is not None and not is_over(window.due_at, act.now)
    return running and act.case.main in (Status.CLOSED, Status.WITHDRAWN)


def _in_time(act: Act) -> None:
    if act.roles == {Role.WORKER} or may_reopen_freely(act) or is_window_open(act):
        return
    refuse("window_over", task="late_unpaid")


def _reopen(act: Act) -> None:
    if may_reopen_freely(act) or is_window_open(act):
        open_again(act)
    else:
        act.counts = False
        act.ask_people("late_unpaid", role="supervisor")


def open_again(act: Act) -> None:
    """Open an ended case: to its present lead, one level higher, marked as reopened."""
    was = act.case.main
    act.end("reopen_window", "paid_again", "paid_question", "refusal_review", "refusal_sue",
            state="stopped")  # fmt: skip
    act.change(
        outcome=None, closed_at=None, reported_as=None, reopened=act.case.reopened + 1
    )
    act.go(back_to(act.case))
    act.mark("reopened")
    act.change(level=one_up(act.case.level))
    act.start("first_answer")
    if was is Status.DECLINED and act.case.lead.kind == "labor_inspection":
        act.start("inspection_accept")
    if _is_holder_absent(act):
        act.start("unowned")
    act.tell("told-reopened")


def _is_holder_absent(act: Act) -> bool:
    held = act.case.held_by
    if held is None:
        return True
    holder = next((o for o in act.world.officers if o.id == held.officer), None)
    if holder is None:
        return False
    away = holder.absent_until is not None and holder.absent_until >= act.today
    return away or not holder.active


_CLOSE = (
    Field("text", text), optional("proof", proof), optional("contested", boolean),
    optional("watch_until", day_within(365)), optional("destination", destination),
)  # fmt: skip


def _close_rule(outcome: str) -> Rule:
    musts = {"not_wages": "destination", "not_due": "watch_until"}
    rest = tuple(needed(f) if f.name == musts.get(outcome) else f for f in _CLOSE)
    return Rule(
        fields=(Field("outcome", one_of(outcome)), *rest),
        check=_check_close,
        gate=_close_gate,
        second=_close_second,
        do=_close,
    )


RULES: Rules = {
    **{("close", outcome): _close_rule(outcome) for outcome in REPORTED_AS},
    ("withdraw", ""): Rule(
        fields=(Field("why", one_of("settled", "afraid", "other")), Field("text", text)),
        second=lambda _act: "withdraw",
        ask=_ask_withdraw,
        do=_withdraw,
    ),
    ("reopen", ""): Rule(fields=(Field("reason", reason),), faster=_in_time, do=_reopen),
}

