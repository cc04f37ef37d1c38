"""What a done task found, written to its case: no action of the table, it comes with the task."""

from handlers.casework.acts import Act
from handlers.casework.bodies import Field, one_of, optional, short
from handlers.casework.clocks import write_at
from handlers.casework.corrections import propose_routing
from handlers.casework.rule import Rule
from handlers.casework.settling import settle, store_answer
from handlers.facts import Known, Source, Sureness, renew


def _task_done(act: Act) -> None:
    kind, result = act.text("kind"), act.text("result")
    act.args.update(kind=kind, result=result)
    if kind == "find_funding":
        _write_funding(act, result)
    else:
        _write_answer(act, result)


def _write_funding(act: Act, funding: str) -> None:
    known = Known(value=funding, source=Source.OFFICER, sureness=Sureness.VERIFIED)
    old = act.case.facts.get("funding")
    act.change(facts={**act.case.facts, "funding": renew(old, known)})
    act.end("find_funding")
    propose_routing(act)


def _write_answer(act: Act, answer: str) -> None:
    rows = [row for row in act.case.claimants if row.counts]
    named = act.optional("claimant")
    meant = [row for row in rows if named in (None, row.id)]
    if len(meant) == 1:
        store_answer(act, meant[0], answer, write_at(act.now))
        settle(act)


TASK_DONE = Rule(
    fields=(
        Field("kind", one_of("find_funding", "check_paid")), Field("result", short),
        optional("claimant", short),
    ),
    do=_task_done,
)  # fmt: skip
