"""Cases that belong together: linked, unlinked, split; nothing is destroyed (casework.md §2)."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.case import OPEN, Case, CaseId, Entry, Link, Status
from handlers.casework.access import sees
from handlers.casework.acts import Act
from handlers.casework.bodies import Field, listing, money, one_of, optional, reason, short
from handlers.casework.clocks import run_again
from handlers.casework.effects import MakeCase
from handlers.casework.progress import end_case
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules, when_weighty
from handlers.facts import Known, Source, words


def _other(act: Act) -> Case:
    to = act.text("to")
    other = next((case for case in act.world.cases if case.reference == to), None)
    if other is None or other.reference == act.case.reference or not sees(act.officer, other):
        wrong("to")
    return other


def _check_link(act: Act) -> None:
    other = _other(act)
    linked = any(link.to == other.reference for link in act.case.links)
    if other.main not in OPEN or linked:
        wrong("to")


def _link_gate(act: Act) -> Iterable[str]:
    if act.text("as") != "duplicate":
        return
    if not is_same_person(act.case, _other(act)):
        yield "same_person"
    if act.case.alarm_open:
        yield "alarm"


def is_same_person(one: Case, other: Case) -> bool:
    """Whether two cases are the same worker's: conversation, telephone, or name with amount."""
    if one.conversation is not None and one.conversation == other.conversation:
        return True
    phone = words(one.facts, "phone")
    if phone and phone == words(other.facts, "phone"):
        return True
    name, sum_fen = words(one.facts, "name"), one.owed_fen
    return bool(name and sum_fen) and (name, sum_fen) == (
        words(other.facts, "name"), other.owed_fen
    )  # fmt: skip


def _link_second(act: Act) -> str | None:
    return when_weighty(act) if act.text("as") == "duplicate" else None


def _link(act: Act) -> None:
    to, how = act.text("to"), act.text("as")
    act.args.update({"to": to, "as": how})
    act.change(links=(*act.case.links, Link(to=to, how=how)))
    if how == "duplicate":
        end_case(act, Status.DUPLICATE, reported_as="duplicate")
        act.tell("told-duplicate", reference=to)


def _check_unlink(act: Act) -> None:
    if not any(link.to == act.text("to") for link in act.case.links):
        wrong("to")


def _unlink(act: Act) -> None:
    to = act.text("to")
    act.args["to"] = to
    gone = next(link for link in act.case.links if link.to == to)
    act.change(links=tuple(link for link in act.case.links if link.to != to))
    if act.case.main is Status.DUPLICATE and gone.how == "duplicate":
        act.go(act.case.resumes_as)
        act.change(clocks=run_again(act.case.clocks), closed_at=None, reported_as=None)
        act.clock_notes.append("+desk")
        act.tell("told-unlinked")


def _check_split(act: Act) -> None:
    known = {row.id for row in act.case.claimants}
    wanted = act.texts("claimants")
    if act.text("as") == "project_payment":
        if "amount_fen" not in act.body:
            wrong("amount_fen")
        if wanted:
            wrong("claimants")
    elif not wanted or not set(wanted) <= known or not known - set(wanted):
        wrong("claimants")


def _split(act: Act) -> None:
    how, drawn = act.text("as"), act.world.drawn
    act.args.update({"as": how, "to": drawn.reference})
    old = act.case
    moved = set(act.texts("claimants"))
    gone = tuple(row for row in old.claimants if row.id in moved)
    stay = tuple(row for row in old.claimants if row.id not in moved)
    new = _part_of(act, old)
    if how == "claimants":
        facts = {name: known for name, known in old.facts.items() if name not in _SUMS}
        new = replace(new, claimants=gone, facts=facts)
        act.change(claimants=stay)
    else:
        new = _with_project_payment(act, new)
    link = Link(to=drawn.reference, how="related")
    act.change(links=(*old.links, link))
    act.effects.append(MakeCase(case=new, entry=_first_entry(act, new)))
    if how == "project_payment":
        act.tell("told-split", reference=drawn.reference)


#: What is told of all together says nothing of a part.
_SUMS = frozenset({"amount_fen", "headcount", "project_payment_fen"})


def _part_of(act: Act, old: Case) -> Case:
    """Make the new case: delivered, with the same holder and the old starts."""
    return replace(
        old, id=CaseId(act.world.drawn.case), reference=act.world.drawn.reference,
        main=Status.DELIVERED, resumes_as=Status.DELIVERED, accepted_at=None, marks=(),
        measures=(), requests=(), finding=None, proposal=None, outcome=None, reported_as=None,
        escalated_to=None, alarm_open=False, reopened=0, version=1, last_seq=1,
        links=(Link(to=old.reference, how="related"),),
        agencies=tuple(replace(part, accepted_at=None, number=None) for part in old.agencies),
        clocks=tuple(c for c in old.clocks if c.name in _COPIED and c.subject is None),
    )  # fmt: skip


#: Clocks that the part keeps with their first dates.
_COPIED = frozenset({
    "inspection_accept", "inspection_lookback", "arbitration_limit", "civil_limit", "agency_silent",
    "campaign", "first_answer", "silence",
})  # fmt: skip


def _with_project_payment(act: Act, new: Case) -> Case:
    known = Known(value=act.sum("amount_fen") or 0, source=Source.OFFICER)
    facts = {name: fact for name, fact in new.facts.items() if name not in _SUMS}
    return replace(
        new, category="project_payment", also_categories=(), claimants=(),
        facts={**facts, "project_payment_fen": known}, campaign_class="none",
    )  # fmt: skip


def _first_entry(act: Act, new: Case) -> Entry:
    return Entry(
        seq=1, at=act.now, by_kind="officer", username=act.officer.username,
        role=min(role.value for role in act.roles), action="split",
        args={"as": act.text("as"), "of": act.case.reference}, reason=act.text("reason"),
        from_=new.main.value, to=new.main.value,
    )  # fmt: skip


RULES: Rules = {
    ("link", ""): Rule(
        fields=(
            Field("to", short), Field("as", one_of("duplicate", "related")),
            Field("reason", reason),
        ),
        check=_check_link,
        gate=_link_gate,
        second=_link_second,
        do=_link,
    ),
    ("unlink", ""): Rule(
        fields=(Field("to", short), Field("reason", reason)), check=_check_unlink, do=_unlink
    ),
    ("split", ""): Rule(
        fields=(
            Field("as", one_of("project_payment", "claimants")),
            optional("amount_fen", money), optional("claimants", listing(short)),
            Field("reason", reason),
        ),
        check=_check_split,
        do=_split,
    ),
}  # fmt: skip
