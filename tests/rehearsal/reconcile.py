"""What the product has stored, held against what was counted beside it."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from handlers.case import Case, Clock, Entry
from handlers.casework.gates import look_at_gates
from handlers.casework.ticking import next_tick
from storage.queues import timers
from storage.records import cases, figures, history, worklist
from storage.store import Reading
from tests.product import EVERYWHERE
from tests.rehearsal.campaign import FIRST, Campaign
from tests.rehearsal.count import COUNTED, ENDED, LAW, Count, Hand


class Reconciled:
    """How many things were compared, and what differed."""

    def __init__(self, campaign: Campaign) -> None:
        self.compared: Counter[str] = Counter()
        self.differences: list[str] = list(campaign.differences)
        self.totals: Mapping[str, Any] = {}
        self.statuses: Counter[str] = Counter()

    def hold(self, kind: str, where: str, found: object, expected: object) -> None:
        """Compare one thing."""
        self.compared[kind] += 1
        if found != expected:
            self.differences.append(f"{where} {kind}: found {found}, expected {expected}")


async def reconcile(campaign: Campaign) -> Reconciled:
    """Compare everything."""
    result = Reconciled(campaign)
    async with campaign.store.reading() as reading:
        for count in campaign.counts:
            case = await cases.get(reading, count.reference, EVERYWHERE)
            entries = await history.of_case(reading, case.id)
            where = f"{count.reference} #{count.plan.number} {count.plan.behaviour}"
            _compare(result, where, count, case, entries)
            await _compare_timer(result, reading, campaign, where, case)
        broken = await history.verify(reading)
        result.hold("histories", "all", broken, None)
        stored = await worklist.all_ids(reading, EVERYWHERE, limit=1_000_000)
        result.hold("cases", "all", len(stored), len(campaign.counts))
        await _compare_figures(result, reading, campaign)
    return result


def _compare(
    result: Reconciled, where: str, count: Count, case: Case, entries: list[Entry]
) -> None:
    result.statuses[count.main] += 1
    result.hold("status", where, case.main.value, count.main)
    result.hold("outcome", where, case.outcome, count.outcome)
    result.hold("level", where, case.level, count.level)
    result.hold("lead", where, case.lead.agency, count.lead)
    holder = case.held_by.username if case.held_by else None
    result.hold("holder", where, holder, count.holder)
    result.hold("listed", where, case.has_mark("listed"), count.listed)
    result.hold("owed", where, case.owed_fen, count.owed)
    result.hold("paid", where, case.paid_fen, count.paid_fen)
    for row in case.claimants:
        expected = count.rows[row.id]
        money = (row.owed_fen, row.paid_fen, row.counts)
        result.hold("rows", where, money, (expected.owed, expected.paid_fen, not expected.denied))
        result.hold("answers", where, row.paid_answer, expected.answer)
    by_people = [(e.username, e.action) for e in entries if e.by_kind != "program"]
    result.hold("moves", where, by_people, count.log)
    result.hold("sequence", where, [e.seq for e in entries], list(range(1, case.last_seq + 1)))
    _compare_measures(result, where, count, case)
    _compare_gates(result, where, count, case)
    _compare_clocks(result, where, count, case)


def _compare_measures(result: Reconciled, where: str, count: Count, case: Case) -> None:
    for measure in case.measures:
        expected = count.measures[measure.id]
        if measure.kind in ("order", "promise"):
            result.hold("measures", where, (measure.kind, measure.state),
                        (expected.kind, expected.state))  # fmt: skip


def _compare_gates(result: Reconciled, where: str, count: Count, case: Case) -> None:
    """Hold the gates' own account against the count, where money is what a case waits for."""
    if count.main in ENDED or count.finding != "arrears":
        return
    found = set(look_at_gates(case).missing)
    expected = count.missing("paid") - {"paid", "delisted"}
    result.hold("gates", where, sorted(found), sorted(expected))


def _compare_clocks(result: Reconciled, where: str, count: Count, case: Case) -> None:
    found = sorted(filter(None, map(_read, case.clocks)))
    expected = sorted(map(_write, count.hands))
    result.compared["clocks"] += len(expected) - 1
    missing, more = _apart(expected, found), _apart(found, expected)
    result.hold("clocks", where, more, missing)


def _apart(ones: list[tuple[str, ...]], others: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    left = Counter(ones)
    left.subtract(others)
    return sorted(left.elements()) if any(n > 0 for n in left.values()) else []


def _read(clock: Clock) -> tuple[str, ...] | None:
    """Write a clock of the product as one line; those in minutes are not counted here."""
    if clock.name not in COUNTED or "T" in clock.due_at:
        return None
    return (
        clock.name, clock.subject or "", clock.started_at[:10], clock.due_at,
        clock.desk_due_at or "", clock.state, (clock.ended_at or "")[:10],
        "unsure" if clock.provisional else "",
    )  # fmt: skip


def _write(hand: Hand) -> tuple[str, ...]:
    return (
        hand.name, hand.subject or "", hand.started.isoformat(), hand.due.isoformat(),
        hand.desk_due.isoformat() if hand.desk_due else "", hand.state,
        hand.ended.isoformat() if hand.ended else "", "unsure" if hand.unsure else "",
    )  # fmt: skip


async def _compare_timer(
    result: Reconciled, reading: Reading, campaign: Campaign, where: str, case: Case
) -> None:
    """A case whose clocks want to act has a timer: none is forgotten."""
    wanted = next_tick(case, campaign.stage.product.worlds.of_desk(), campaign.stage.clock.now)
    set_ = await timers.of_subject(reading, "case", case.id)
    found = set_[0].due_at if set_ else None
    result.hold("timers", where, found is None or (wanted is not None and found > wanted),
                wanted is None)  # fmt: skip


async def _compare_figures(result: Reconciled, reading: Reading, campaign: Campaign) -> None:
    now, today = campaign.stage.clock.now, campaign.today
    zone = ZoneInfo("Asia/Shanghai")
    for by, key in (("division", _division), ("month", _month), ("level", _level)):
        told = await figures.count(reading, EVERYWHERE, FIRST, today, by, zone, now)
        rows = {row["key"]: row for row in _plain(told)["rows"]}
        for name in {key(count) for count in campaign.counts}:
            mine = [count for count in campaign.counts if key(count) == name]
            result.hold(f"figures by {by}", name, _narrow(rows.get(name, {})), _figure(mine))
        result.totals = _plain(told)["total"]
        result.hold("figures in all", by, _narrow(result.totals), _figure(campaign.counts))


def _plain(told: Any) -> Mapping[str, Any]:
    return told if isinstance(told, Mapping) else {"rows": told.rows, "total": told.total}


def _narrow(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row.get(name, 0) for name in _FIGURES}


def _figure(counts: list[Count]) -> dict[str, int]:
    return {name: sum(int(of(count)) for count in counts) for name, of in _FIGURES.items()}


def _is_overdue(count: Count) -> bool:
    running = (hand for hand in count.hands if hand.state == "running" and hand.name in LAW)
    return any(hand.due < count.today for hand in running)


_FIGURES: Mapping[str, Callable[[Count], int]] = {
    "cases": lambda _count: 1,
    "workers": lambda count: len(count.counting),
    "owed_fen": lambda count: count.owed,
    "paid_fen": lambda count: count.paid_fen,
    "overdue": _is_overdue,
    "returned": lambda count: count.sent_back > 0,
    "reopened": lambda count: count.reopened > 0,
    "resolved": lambda count: count.outcome in ("paid", "paid_before"),
    "no_result": lambda count: count.main == "declined" or count.outcome == "not_substantiated",
}


def _division(count: Count) -> str:
    return count.division


def _month(count: Count) -> str:
    return f"{count.plan.day:%Y-%m}"


def _level(count: Count) -> str:
    return count.level
