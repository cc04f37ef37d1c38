"""How a case is lived: what its officer does day by day, as long as the rules let him.

A life is a generator: it yields what is to be done or how long is waited, and is told how the
product answered. Bodies are made of what the count knows, as an officer reads them off his page.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.rehearsal.count import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """So many working days go by."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """A move by somebody: holder, other (of the same agency), leader, there, arbiter, worker."""

    by: str
    action: str
    body: dict[str, Any] = field(default_factory=dict)


Life = Generator[Wait | Do, None, None]


def live(count: Count) -> Life:
    """Live a case from its filing."""
    plan = count.plan
    yield Wait(days=plan.claim_after)
    yield _do("claim", who="free")
    if plan.late_row:
        yield _do("add_claimant", name="后加的工友", stated_fen=plan.sums[-1])
    if plan.asks:
        yield _do("ask", field="free", text="干到哪天为止？")
        yield Wait(days=2)
        yield _do("resume")
    if (yield from _find_the_agency(count)):
        return
    yield Wait(days=plan.accept_after)
    yield _do("accept", number=f"劳监立{plan.number}号")
    if plan.denied_row:
        yield _do("set_claimant", claimant="c2", state="denied", reason="没在这里干过")
    if plan.listed:
        until = (count.today + timedelta(40)).isoformat()
        yield _do("escalate", who="leader", to="listed", until=until, reason="上级盯办")
    yield from _investigate(count)


def _do(action: str, /, *, who: str = "holder", **body: Any) -> Do:
    return Do(by=who, action=action, body=body)


def _today(count: Count, later: int = 0) -> str:
    return (count.today + timedelta(later)).isoformat()


def _find_the_agency(count: Count) -> Generator[Wait | Do, None, bool]:
    """Go the road to the agency that answers; returns whether the case ended on it."""
    road = count.plan.road
    if road in ("declined", "incomplete"):
        yield from _decline(count, incomplete=road == "incomplete")
        return True
    if road in ("referred", "disputed"):
        yield from _refer(count, back=road == "disputed")
    return False


def _decline(count: Count, *, incomplete: bool) -> Life:
    if incomplete:
        yield _do("ask", field="free", text="单位叫什么？")
        yield Wait(days=6)
    else:
        yield Wait(days=count.plan.accept_after)
    yield _do("decline", reason_code="incomplete" if incomplete else "not_competent",
              destination={"kind": "arbitration"}, text="请去仲裁")  # fmt: skip
    yield from _let_approve(count)


def _refer(count: Count, *, back: bool) -> Life:
    """To another agency and, where nobody wants it, back, there again, and to the arbiter."""
    there = f"{count.division}-housing"
    for again in range(2 if back else 1):
        yield _do("refer", role="lead", agency=there, reason="工地上的事")
        if back:
            yield Wait(days=1)
            yield _do("send_back", who="there", reason="不归我们管")
        if back and not again:
            yield Wait(days=1)
            yield _do("claim", who="free")
    yield Wait(days=2)
    if back:
        home = f"{count.division}-labor_inspection"
        yield _do("decide_dispute", who="arbiter", agency=home, reason="欠薪归监察")
        yield _do("claim", who="free")
    else:
        yield _do("claim", who="there")


def _let_approve(count: Count) -> Life:
    """Let somebody else agree to what waits for a second person."""
    if count.requests:
        yield Wait(days=1)
        yield _do("approve", who="other", request=max(count.requests))


def _investigate(count: Count) -> Life:
    plan = count.plan
    yield _do("record", kind="visit", at=_today(count), officers=["甲", "乙"], text="到现场看过")
    if plan.extended:
        yield _do("extend", clock="inspection_investigate", reason="账目多")
        yield _do("approve", who="leader", request=max(count.requests))
    if plan.listed:
        yield Wait(days=5)
        yield _do("report", on="listed", text="正在查")
    yield Wait(days=plan.verify_after)
    match plan.behaviour:
        case "not_found":
            yield from _not_found(count)
        case "paid_before":
            yield from _paid_before(count)
        case _:
            yield from _find_arrears(count)
            yield from _LIVES[plan.behaviour](count)


def _find_arrears(count: Count) -> Life:
    sums = count.plan.verified
    amounts = [
        {"claimant": name, "verified_fen": sums[int(name[1:]) - 1]} for name in count.counting
    ]
    yield _do("verify", finding="arrears", checked=["payroll", "worker"], text="看过工资表",
              amounts=amounts)  # fmt: skip


def _not_found(count: Count) -> Life:
    yield _do("verify", finding="not_substantiated", checked=["site"], text="没有这回事")
    yield _close("not_substantiated")
    yield from _try_thrice(count, next(iter(count.counting)))
    yield _close("not_substantiated")
    yield from _let_approve(count)


def _paid_before(count: Count) -> Life:
    yield _do("verify", finding="paid_before", checked=["bank"], text="早给了")
    yield from _ask_all(count)
    proof = [{"kind": "bank_slip", "text": "旧回单", "claimant": name} for name in count.counting]
    yield _do("close", outcome="paid_before", text="以前给过", proof=proof)
    yield from _let_approve(count)


def _pays_at_once(count: Count) -> Life:
    yield _do("record", kind="none", reason="单位当场答应付")
    yield Wait(days=count.plan.pay_after)
    yield from _pay_all(count)
    yield from _end_paid(count)


def _order(count: Count, days: int = 14) -> Generator[Wait | Do, None, str]:
    to = {"name": count.plan.employer, "part": "employer"}
    yield _do("record", kind="order", type="correct", number=f"令{count.plan.number}", to=to,
              issued_at=_today(count), pay_by=_today(count, days),
              amount_fen=count.owed)  # fmt: skip
    order = f"m{len(count.measures)}"
    yield Wait(days=1)
    yield _do("step", measure=order, to="served", how="direct", at=_today(count),
              proof=[{"kind": "receipt", "text": "送达回证"}])  # fmt: skip
    return order


def _pays_after_order(count: Count) -> Life:
    order = yield from _order(count)
    yield Wait(days=count.plan.pay_after)
    yield from _pay_all(count)
    if count.measures[order].state in ("served", "lapsed"):
        yield _do("step", measure=order, to="obeyed", at=_today(count))
    yield from _end_paid(count)


def _pays_part(count: Count) -> Life:
    """Part is paid, the day of the order goes by, the rest is promised, and kept by every other."""
    order = yield from _order(count, 7)
    yield Wait(days=2)
    yield from _pay_all(count, share=2)
    if count.plan.closes_early:
        yield _close("paid")
    yield Wait(days=6)
    yield from _promise(count)
    if count.measures[order].state == "lapsed" and count.main == "paid":
        yield _do("step", measure=order, to="obeyed", at=_today(count))
    if count.main == "paid":
        yield from _end_paid(count)


def _promises(count: Count) -> Life:
    yield from _promise(count)
    if count.main == "paid":
        yield from _end_paid(count)


def _promise(count: Count) -> Life:
    rest = sum(row.balance for row in count.counting.values())
    yield _do("record", kind="promise", by=count.plan.employer, pay_by=_today(count, 9),
              amount_fen=rest)  # fmt: skip
    promise = f"m{len(count.measures)}"
    if count.plan.number % 2:
        yield Wait(days=3)
        yield from _pay_all(count)
        yield _do("step", measure=promise, to="kept")


def _never_pays(count: Count) -> Life:
    order = yield from _order(count, 5)
    yield Wait(days=7)
    if count.measures[order].state == "lapsed":
        yield _do("record", kind="joint_punishment", ground="incident", order=order, migrant=True)
        yield Wait(days=1)
        yield _do("approve", who="leader", request=max(count.requests))
        yield _do("step", measure=f"m{len(count.measures)}", to="told", at=_today(count))


def _flees(count: Count) -> Life:
    order = yield from _order(count, 5)
    yield Wait(days=7)
    if count.measures[order].state != "lapsed":
        return
    checklist = dict.fromkeys(("order", "service", "workers", "statements", "payroll",
                               "assets_or_flight", "posting"), "yes")  # fmt: skip
    yield _do("record", kind="police_transfer", checklist=checklist, text="人跑了")
    transfer = f"m{len(count.measures)}"
    yield Wait(days=1)
    yield _do("approve", who="leader", request=max(count.requests))
    yield _do("step", measure=transfer, to="handed", at=_today(count), office="公安局")
    yield Wait(days=2)
    yield _do("step", measure=transfer, to="opened", at=_today(count), number="立案1号")


_LIVES = {
    "at_once": _pays_at_once, "after_order": _pays_after_order, "part": _pays_part,
    "never": _never_pays, "flees": _flees, "promise": _promises,
}  # fmt: skip


def _pay_all(count: Count, share: int = 1) -> Life:
    """Record what was paid to each, the whole balance or a part of it."""
    kind = "receipt" if count.plan.weak_proof and share == 1 else "bank_slip"
    rows = [(name, row.balance // share) for name, row in count.counting.items() if row.balance]
    proof = [{"kind": kind, "text": "回单", "claimant": name} for name, _ in rows]
    sums = [{"claimant": name, "amount_fen": sum_fen} for name, sum_fen in rows]
    yield _do("record_payment", paid_at=_today(count), source="employer", proof=proof, rows=sums)


def _end_paid(count: Count) -> Life:
    """Ask everybody, mend weak papers, close with a second person, ask again."""
    if count.plan.closes_early:
        yield _close("paid")
    yield Wait(days=1)
    if count.plan.weak_proof:
        yield from _mend_papers(count)
    yield from _ask_all(count)
    if count.plan.listed:
        yield _close("paid")
        yield _do("delist", who="leader", reason="付清",
                  proof=[{"kind": "document", "text": "付清证明"}])  # fmt: skip
    yield _close("paid")
    yield from _let_approve(count)
    if count.plan.returns and count.main == "closed":
        yield Wait(days=8)
        if count.plan.door == "web":
            yield _do("worker_paid", who="worker", answer="none")
        else:
            yield _do("reopen", who="supervisor", reason="工人说没收到")


def _mend_papers(count: Count) -> Life:
    for name, row in list(count.counting.items()):
        for payment, sum_fen, _, proved in list(row.paid):
            if proved:
                continue
            paid: dict[str, Any] = {"claimant": name, "amount_fen": sum_fen,
                                    "paid_at": _today(count), "source": "employer"}  # fmt: skip
            weak = [{"kind": "receipt", "text": "收条作废"}]
            yield _do("record_payment", **paid, proof=weak, reverses=payment, reason="收条不算")
            slip = [{"kind": "bank_slip", "text": "回单"}]
            yield _do("record_payment", **paid, proof=slip)


def _ask_all(count: Count) -> Life:
    for name in list(count.counting):
        yield from _ask(count, name)


def _ask(count: Count, name: str) -> Life:
    plan = count.plan
    if plan.worker == "silent":
        yield from _try_thrice(count, name)
        return
    if plan.worker == "denies":
        yield from _answer(count, name, "none")
        yield _close("paid") if count.finding == "arrears" else _close("paid_before")
        yield Wait(days=2)
    yield from _answer(count, name, "all")


def _answer(count: Count, name: str, answer: str) -> Iterator[Do]:
    if count.plan.door == "web":
        yield _do("worker_paid", who="worker", answer=answer)
    else:
        yield _attempt(count, name, "reached", answer=answer)


def _try_thrice(count: Count, name: str) -> Life:
    yield _attempt(count, name, "no_answer")
    yield _attempt(count, name, "no_answer")
    yield Wait(days=1)
    yield _attempt(count, name, "no_answer")


def _attempt(count: Count, name: str, result: str, **more: Any) -> Do:
    return _do("record", kind="attempt", whom="worker", way="call", at=_today(count),
               result=result, claimant=name, **more)  # fmt: skip


def _close(outcome: str) -> Do:
    return _do("close", outcome=outcome, text="办结")
