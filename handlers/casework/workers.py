"""What the worker himself does to his case from the chat: answers, "paid", his name."""

from dataclasses import replace
from datetime import datetime

from handlers.case import Status
from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    Reader,
    Shape,
    anything,
    one_of,
    optional,
    short,
    words,
)  # fmt: skip
from handlers.casework.clocks import write_at
from handlers.casework.closing import is_window_open, open_again
from handlers.casework.corrections import propose_routing
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules
from handlers.casework.settling import settle, store_answer
from handlers.casework.workers_limits import recount_limits
from handlers.claimant import Claimant
from handlers.facts import FACTS, Facts, Known, renew
from handlers.jsonable import Json
from handlers.lead import LeadKind
from nlp.understanding import FactValue


def _as_is(value: Json, name: str, _now: datetime) -> Json:
    """Take what the dialogue understood; it has read it already."""
    kinds = (str, int, float, list)
    if not isinstance(value, kinds):
        wrong(name)
    return value


def _whole(value: Json, name: str, _now: datetime) -> Json:
    if isinstance(value, bool) or not isinstance(value, int):
        wrong(name)
    return value


def _fact_value(value: Json) -> FactValue:
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return value if isinstance(value, str | int | float) else ""


def _worker_answer(act: Act) -> None:
    field = act.text("field")
    act.args["field"] = field
    if "value" in act.body:
        known = Known(
            value=_fact_value(act.body["value"]), text=act.optional("text") or "",
            seq=act.sum("seq"),
        )  # fmt: skip
        old = act.case.facts.get(field)
        act.change(facts={**act.case.facts, field: renew(old, known)})
        recount_limits(act, field)
        propose_routing(act)
    asked = next((mark for mark in act.case.marks if mark.name == "ask_more"), None)
    if asked is not None and asked.args.get("field") in (field, "free", None):
        act.unmark("ask_more")
        act.end("ask_wait")


def _own_row(act: Act) -> Claimant | None:
    """Return his row: the one the dialogue names, his own, or the only one."""
    rows = [row for row in act.case.claimants if row.counts]
    named = act.optional("claimant")
    if named is not None:
        return next((row for row in rows if row.id == named), None)
    own = [row for row in rows if row.own] or (rows if len(rows) == 1 else [])
    return own[0] if own else None


def _check_paid(act: Act) -> None:
    if "claimant" in act.body and _own_row(act) is None:
        wrong("claimant")


def _worker_paid(act: Act) -> None:
    answer, row = act.text("answer"), _own_row(act)
    act.args.update(answer=answer, claimant=row.id if row else None)
    act.end("paid_question", "paid_again")
    if row is not None:
        store_answer(act, row, answer, write_at(act.now))
    if act.case.main is Status.CLOSED:
        _after_closing(act, answer)
        return
    balance = row.balance_fen if row else None
    if answer != "all" or balance != 0:
        act.ask_people("check_paid", answer=answer, **({"claimant": row.id} if row else {}))
    settle(act)


def _after_closing(act: Act, answer: str) -> None:
    if answer == "all":
        return
    if is_window_open(act):
        open_again(act)
    else:
        act.ask_people("late_unpaid", role="supervisor", answer=answer)


def _worker_name(act: Act) -> None:
    given: dict[str, str] = {name: act.text(name) for name in ("name", "phone") if name in act.body}
    facts: Facts = act.case.facts
    for name, value in given.items():
        facts = {**facts, name: renew(facts.get(name), Known(value=value, text=value))}
    rows = tuple(
        replace(
            row, name=given.get("name", row.name), phone=given.get("phone", row.phone)
        )
        if row.own
        else row
        for row in act.case.claimants
    )  # fmt: skip
    act.change(facts=facts, claimants=rows, kind=LeadKind.COMPLAINT)
    act.tell("told-named")


RULES: Rules = {
    ("worker_answer", ""): Rule(
        fields=(
            Field("field", one_of(*FACTS, "free")),
            optional("value", replace(anything, read=_as_is)),
            optional("text", words(0, 4000)),
            optional("seq", Reader(shape=Shape.COUNT, read=_whole)),
        ),
        do=_worker_answer,
    ),
    ("worker_paid", ""): Rule(
        fields=(Field("answer", one_of("all", "part", "none")), optional("claimant", short)),
        check=_check_paid,
        do=_worker_paid,
    ),
    ("worker_name", ""): Rule(
        fields=(Field("name", short), optional("phone", short)), do=_worker_name
    ),
}  # fmt: skip
