"""Money that reached workers, by record: never more than is owed, taken back but never erased."""

from dataclasses import replace

from handlers.case import Status
from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    happened,
    listing,
    money,
    one_of,
    optional,
    proof,
    reason,
    record,
    short,
)  # fmt: skip
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules
from handlers.casework.settling import settle, tell_payment
from handlers.claimant import Claimant, Payment, Proof
from handlers.jsonable import Json

SOURCES = (
    "employer", "general_contractor", "owner", "deposit", "emergency_fund", "court", "other",
)  # fmt: skip


def _rows(act: Act) -> list[tuple[str, str, int]]:
    """Return what was paid to whom: where in the body it stands, the row's id, the sum."""
    if "rows" in act.body:
        return [
            (f"rows/{at}/", str(item["claimant"]), int(str(item["amount_fen"])))
            for at, item in enumerate(act.items("rows"))
        ]
    return [("", act.text("claimant"), act.sum("amount_fen") or 0)]


def _check(act: Act) -> None:
    _check_form(act)
    rows = {row.id: row for row in act.case.claimants if row.counts}
    seen: set[str] = set()
    for under, claimant, amount in _rows(act):
        if claimant not in rows or claimant in seen:
            wrong(f"{under}claimant")
        seen.add(claimant)
        if "reverses" in act.body:
            _check_reversal(act, rows[claimant], amount)
        else:
            _check_amount(rows[claimant], amount, f"{under}amount_fen")
    _check_proof(act, seen)


def _check_form(act: Act) -> None:
    single = {"claimant", "amount_fen"} & act.body.keys()
    if "rows" in act.body:
        for name in ("claimant", "amount_fen", "reverses"):
            if name in act.body:
                wrong(name)
    elif len(single) < 2:
        wrong("claimant" if "claimant" not in single else "amount_fen")


def _check_amount(row: Claimant, amount: int, field: str) -> None:
    balance = row.balance_fen
    if balance is not None and amount > balance:
        wrong(field, "above_balance", balance_fen=balance)


def _check_reversal(act: Act, row: Claimant, amount: int) -> None:
    taken = next((p for p in row.payments if p.id == act.text("reverses")), None)
    if taken is None or taken.reverses or taken.reversed_by:
        wrong("reverses")
    if taken.amount_fen != amount:
        wrong("amount_fen")


def _check_proof(act: Act, rows: set[str]) -> None:
    """With several rows each paper says whose it is (casework.md §10)."""
    for item in act.items("proof"):
        named = item.get("claimant")
        if (named is None and len(rows) > 1) or (named is not None and named not in rows):
            wrong("claimant")


def read_proof(items: list[dict[str, Json]]) -> tuple[Proof, ...]:
    """Take papers out of a body."""
    return tuple(
        Proof(
            kind=str(item["kind"]),
            file=_text(item, "file"),
            text=_text(item, "text"),
            claimant=_text(item, "claimant"),
        )
        for item in items
    )


def _text(item: dict[str, Json], name: str) -> str | None:
    value = item.get(name)
    return None if value is None else str(value)


def _record_payment(act: Act) -> None:
    papers = read_proof(act.items("proof"))
    ids: list[Json] = []
    for _, claimant, amount in _rows(act):
        payment = Payment(
            id=act.number("p"), amount_fen=amount, paid_at=act.text("paid_at"),
            source=act.text("source"), by=act.officer.username,
            proof=tuple(p for p in papers if p.claimant in (None, claimant)),
            reverses=act.optional("reverses"),
        )  # fmt: skip
        ids.append(payment.id)
        rows = (
            _paid(row, payment) if row.id == claimant else row for row in act.case.claimants
        )
        act.change(claimants=tuple(rows))
    act.args.update(payments=ids, source=act.text("source"))
    if "reverses" in act.body:
        act.args["reverses"] = act.text("reverses")
    act.go(Status.PAYING)
    settle(act)
    if act.case.main is Status.PAYING:
        tell_payment(act)
        act.end("paid_question", state="stopped")


def _paid(row: Claimant, payment: Payment) -> Claimant:
    before = tuple(
        replace(each, reversed_by=payment.id) if each.id == payment.reverses else each
        for each in row.payments
    )
    return replace(row, payments=(*before, payment))


_ROWS = listing(record(Field("claimant", short), Field("amount_fen", money)))

RULES: Rules = {
    ("record_payment", ""): Rule(
        fields=(
            optional("claimant", short), optional("amount_fen", money), optional("rows", _ROWS),
            Field("paid_at", happened), Field("source", one_of(*SOURCES)), Field("proof", proof),
            optional("reverses", short), optional("reason", reason),
        ),
        check=_check,
        do=_record_payment,
    )
}  # fmt: skip
