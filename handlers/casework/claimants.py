"""One row a worker: added, confirmed, corrected, denied; never deleted (casework.md §2)."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    boolean,
    money,
    one_of,
    optional,
    period,
    reason,
    short,
    words,
)  # fmt: skip
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules
from handlers.casework.settling import settle
from handlers.claimant import Claimant, ClaimantState
from handlers.officer import Role
from handlers.phrases import Fen

ROWS_MAX = 500
REPRESENTATIVES_MAX = 5


def _check_add(act: Act) -> None:
    if not {"name", "phone"} & act.body.keys():
        wrong("name")
    start, end = act.optional("period_start"), act.optional("period_end")
    if start and end and end < start[: len(end)]:
        wrong("period_end")
    name, phone = act.optional("name"), act.optional("phone")
    for row in act.case.claimants:
        same_phone = phone is not None and row.phone == phone
        if (same_phone and name in (None, row.name)) or (
            name is not None and row.name == name and phone in (None, row.phone)
        ):
            wrong("name", "twice", claimant=row.id)


def _room_for_more(act: Act) -> Iterable[str]:
    return ["claimants"] if len(act.case.claimants) >= ROWS_MAX else []


def _add(act: Act) -> None:
    # a worker adds none but his own row, so he has confirmed it
    own = act.roles == {Role.WORKER}
    row = Claimant(
        id=act.number("c"), state=ClaimantState.CONFIRMED if own else ClaimantState.STATED,
        confirmed_fen=act.sum("stated_fen") if own else None,
        name=act.optional("name"), phone=act.optional("phone"),
        stated_fen=act.sum("stated_fen"), period_start=act.optional("period_start"),
        period_end=act.optional("period_end"),
    )  # fmt: skip
    act.args["claimant"] = row.id
    act.change(claimants=(*act.case.claimants, row))
    settle(act)


def _row(act: Act) -> Claimant:
    row = next((r for r in act.case.claimants if r.id == act.text("claimant")), None)
    if row is None:
        wrong("claimant")
    return row


def _check_set(act: Act) -> None:
    row = _row(act)
    if act.roles == {Role.WORKER}:
        if not row.own and row.id != act.world.row:
            wrong("claimant")
        if "verified_fen" in act.body:
            wrong("verified_fen")
    new = _changed(act, row)
    if new.verified_fen is not None and new.verified_fen < new.paid_fen:
        wrong("verified_fen")
    if new.owed_fen is not None and new.owed_fen < new.paid_fen:
        wrong("stated_fen")
    others = sum(r.representative for r in act.case.claimants if r.id != row.id)
    if act.body.get("representative") is True and others >= REPRESENTATIVES_MAX:
        wrong("representative")


def _changed(act: Act, row: Claimant) -> Claimant:
    stated, verified = act.sum("stated_fen"), act.sum("verified_fen")
    state = act.optional("state")
    if stated is not None:
        row = replace(row, stated_fen=stated)
        if row.confirmed_fen is not None:
            row = replace(row, confirmed_fen=stated)
    if state is not None:
        row = replace(row, state=ClaimantState(state))
        if state != "denied":
            row = replace(row, confirmed_fen=row.stated_fen)
    if verified is not None:
        row = replace(row, verified_fen=verified)
    if "representative" in act.body:
        row = replace(row, representative=bool(act.body["representative"]))
    return row


def _set(act: Act) -> None:
    old = _row(act)
    new = _changed(act, old)
    act.args.update(claimant=new.id, state=new.state.value)
    act.change(claimants=tuple(new if r is old else r for r in act.case.claimants))
    if old.own and new != old and act.roles != {Role.WORKER}:
        _tell_own(act, new)
    settle(act)


def _tell_own(act: Act, row: Claimant) -> None:
    if not row.counts:
        act.tell("told-row-denied", reason=act.text("reason"))
    elif row.owed_fen is None:
        act.tell("told-row-changed-unknown", reason=act.text("reason"))
    else:
        act.tell("told-row-changed", sum=Fen(row.owed_fen), reason=act.text("reason"))


RULES: Rules = {
    ("add_claimant", ""): Rule(
        fields=(
            optional("name", short), optional("phone", words(3, 30)),
            optional("stated_fen", money), optional("period_start", period),
            optional("period_end", period),
        ),
        check=_check_add,
        gate=_room_for_more,
        do=_add,
    ),
    ("set_claimant", ""): Rule(
        fields=(
            Field("claimant", short),
            optional("state", one_of("confirmed", "corrected", "denied")),
            optional("stated_fen", money), optional("verified_fen", money),
            optional("representative", boolean), Field("reason", reason),
        ),
        check=_check_set,
        do=_set,
    ),
}  # fmt: skip
