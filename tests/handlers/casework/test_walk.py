"""Walking the table at random: whatever people do, money, gates, holders and versions hold."""

from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from handlers.case import ENDED, OPEN, Case, Status
from handlers.casework.commands import Command
from handlers.casework.gates import look_at_gates
from handlers.casework.measures import KINDS
from handlers.casework.moves import find_row, rows_of
from handlers.casework.rules import allowed_moves, decide
from handlers.casework.ticking import next_tick
from handlers.errors import ProductError
from handlers.officer import PROGRAM, WORKER, Officer
from tests.handlers.casework.desk import (
    ARBITER,
    DECLINE,
    HOUSING,
    HOUSING_OFFICER,
    INSPECTION,
    LEADER,
    NATIONWIDE,
    OFFICER,
    SECOND,
    SLIP,
    SUPERVISOR,
    Desk,
    accepted,
    filed,
    today,
)  # fmt: skip

PEOPLE = (
    OFFICER, SECOND, SUPERVISOR, LEADER, ARBITER, HOUSING_OFFICER, NATIONWIDE, WORKER, PROGRAM,
)  # fmt: skip
people = st.sampled_from(PEOPLE)
#: Moves whose body can make them somebody else's, or another row's.
BODY_DECIDES = frozenset({"approve", "bar", "close", "escalate", "record", "refer", "refuse"})
#: One number a step, from which all its details follow: quick to draw and to shrink.
dice = st.integers(0, 2**32).map(Random)


def bodies(desk: Desk, pick: Random) -> Mapping[str, Mapping[str, Any]]:
    """Bodies that may well be right, for every action."""
    day, why = today(desk), {"reason": "有原因"}
    claimant = pick.choice([row.id for row in desk.case.claimants] or ["c1"])
    request = {"request": desk.case.requests[-1].id if desk.case.requests else "r1"}
    answer = pick.choice(["all", "part", "none"])
    finding = pick.choice(["arrears", "arrears", "violation", "not_substantiated"])
    sum_fen = pick.choice([pick.randint(1, 900_000), 500_000, 300_000])
    amounts = [{"claimant": row.id, "verified_fen": max(row.paid_fen, 500_000)}
               for row in desk.case.claimants if row.counts]  # fmt: skip
    agency = pick.choice([INSPECTION, HOUSING])
    return {
        "claim": {}, "undo": {}, "resume": {}, "release": why, "reopen": why, "send_back": why,
        "assign": {"to": pick.choice(PEOPLE).username},
        "deliver": {"how": "api", "number": "1"},
        "refer": {"role": "lead", "agency": agency, **why},
        "decide_dispute": {"agency": agency, **why},
        "accept": {"text": "立案"}, "decline": DECLINE,
        "ask": {"field": "free", "text": "再说说？"},
        "pause": {"why": "other", "text": "等", "until": day},
        "verify": {"finding": finding, "checked": ["bank"], "text": "查过", "amounts": amounts},
        "record_payment": {"claimant": claimant, "amount_fen": sum_fen, "paid_at": day,
                           "source": "employer", "proof": SLIP},
        "add_claimant": {"name": f"工友{pick.randint(0, 3)}", "stated_fen": 300_000},
        "set_claimant": {"claimant": claimant, "state": pick.choice(
            ["confirmed", "corrected", "denied"]), "stated_fen": sum_fen, **why},
        "set_level": {"level": pick.choice(("P0", "P1", "P2", "P3", "P4")), **why},
        "urge": {"text": "抓紧"}, "message": {"text": "您好"}, "note": {"text": "备注"},
        "escalate": {"to": "listed", "until": day, **why}, "delist": {"proof": SLIP, **why},
        "close": {"outcome": pick.choice(["paid", "corrected"]), "text": "办结"},
        "withdraw": {"why": "other", "text": "不告了"},
        "approve": {**request, "text": "同意"}, "refuse": {**request, **why},
        "worker_paid": {"answer": answer, "claimant": claimant},
        "worker_name": {"name": "陈某"},
        "bar": {"officer": SECOND.username, "barred": pick.choice((True, False)), **why},
    }  # fmt: skip


class Walk(RuleBasedStateMachine):
    """People of every role do what comes to their mind, and time goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = accepted()

    @rule(pick=dice, by=people)
    def anybody_does_anything(self, pick: Random, by: Officer) -> None:
        choices = bodies(self.desk, pick)
        action = pick.choice(sorted(choices))
        self._try(by, action, choices[action])

    @rule(pick=dice)
    def the_right_one_does_what_there_is(self, pick: Random) -> None:
        by = pick.choice([OFFICER, SUPERVISOR, SECOND])
        choices = bodies(self.desk, pick)
        open_ = [a for a in self._moves(by) if a in choices]
        if open_:
            action = pick.choice(open_)
            self._try(by, action, choices[action])

    @rule(pick=dice)
    def measures_move_on(self, pick: Random) -> None:
        for measure in self.desk.case.measures:
            to = pick.choice([*KINDS[measure.kind].steps, "none"])
            if to == "served":
                body = {"how": "direct", "at": today(self.desk), "proof": SLIP}
                self._try(OFFICER, "step", {"measure": measure.id, "to": to, **body})

    @precondition(lambda self: self.desk.case.finding is not None)
    @rule()
    def an_order_or_a_reasoned_none(self) -> None:
        self._try(OFFICER, "record", {"kind": "none", "reason": "已经付清"})

    @rule(days=st.integers(0, 20))
    def time_goes_by(self, days: int) -> None:
        before = self.desk.case
        self.desk.wait(days=days).ticks()
        assert self.desk.case.main in (before.main, Status.ORDERED)
        moment = next_tick(self.desk.case, self.desk.world, self.desk.now)
        assert moment is None or moment >= self.desk.now

    def _try(self, by: Officer, action: str, body: Mapping[str, Any]) -> None:
        before, gates, moves = self.desk.case, look_at_gates(self.desk.case), self._moves(by)
        command = Command(action=action, body=dict(body))
        code = self._meet(command, by)
        if code != "done":
            shut = code in ("role", "not_from_here", "not_held")
            assert not (shut and action in moves and action not in BODY_DECIDES)
            return
        assert action in moves
        self.desk.does(by, action, **body)
        self._follows_the_table(before, action, body)
        if self.desk.case.main is Status.CLOSED and before.main is not Status.CLOSED:
            assert gates.verified
            assert self.desk.case.outcome != "paid" or gates.missing == ()

    def _meet(self, command: Command, by: Officer) -> str:
        desk = self.desk
        try:
            decide(desk.case, command, by, desk.world, desk.now, history=desk.history)
        except ProductError as refusal:
            return refusal.code
        return "done"

    def _moves(self, by: Officer) -> tuple[str, ...]:
        return allowed_moves(self.desk.case, by, self.desk.world, self.desk.now)

    def _follows_the_table(self, before: Case, action: str, body: Mapping[str, Any]) -> None:
        after, entry = self.desk.case, self.desk.history[-1]
        word = {"record": "kind", "refer": "role", "close": "outcome"}.get(action)
        row = find_row(action, str(body[word]) if word else "")
        rows = [row] if row else rows_of(action)
        assert any((before.main, after.main) in each.paths for each in rows) or (
            after.main is before.main and after.requests != before.requests
        )
        assert (entry.from_, entry.to, entry.seq) == (before.main, after.main, after.last_seq)
        assert after.last_seq == before.last_seq + 1
        assert after.version in (before.version, after.last_seq)

    @invariant()
    def money_never_exceeds_what_is_owed(self) -> None:
        for row in self.desk.case.claimants:
            assert row.owed_fen is None or row.paid_fen <= row.owed_fen

    @invariant()
    def an_ended_case_carries_nothing_open(self) -> None:
        case = self.desk.case
        if case.main in ENDED:
            assert (case.marks, case.requests) == ((), ())
            assert case.resumes_as in OPEN
        else:
            assert (case.resumes_as, case.closed_at) == (case.main, None)

    @invariant()
    def one_agency_leads_and_the_holder_may_hold(self) -> None:
        case = self.desk.case
        leads = [part for part in case.agencies if part.role == "lead" and part.left_at is None]
        assert len(leads) == 1
        assert case.held_by is None or case.held_by.officer not in case.barred
        assert len({(c.name, c.subject) for c in case.clocks if c.state == "running"}) == sum(
            c.state == "running" for c in case.clocks
        )

    @invariant()
    def paid_means_paid(self) -> None:
        case = self.desk.case
        if case.main is Status.PAID:
            assert all(row.balance_fen == 0 for row in case.claimants if row.counts)


class WalkFromFiling(Walk):
    """The same from the first day."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = filed(level="P2")


_SETTINGS = settings(
    max_examples=25, stateful_step_count=50, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
TestWalk = Walk.TestCase
TestWalk.settings = _SETTINGS
TestWalkFromFiling = WalkFromFiling.TestCase
TestWalkFromFiling.settings = _SETTINGS
