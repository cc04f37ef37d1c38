"""What ought to be, counted beside the product: status, clocks, gates and money of each case.

It hears which moves were done and on which day, nothing else, and follows casework.md by code of
its own. At the end of a campaign it is held against what the product has stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.rehearsal.reckoning import Days
from tests.rehearsal.scenario import Plan

CASE = ("accepted", "verifying", "ordered", "mediated", "paying", "paid")
WORKING = CASE[:-1]
ENDED = ("closed", "declined")

#: Clocks of the law, which never wait; those with a subject outlive the case.
LAW = {
    "inspection_accept": "5w", "inspection_investigate": "60w", "inspection_decide": "15w",
    "order_serve": "7c", "list_decide": "20w", "list_objection": "5w", "crime_decide": "3c^",
    "police_answer": "3c^",
}  # fmt: skip
DESK = {
    "referral_return": "1w", "dispute_decide": "3w", "ask_wait": "5w", "paid_question": "3c",
    "paid_again": "30c", "reopen_window": "30c", "listed_report": "7c",
}  # fmt: skip
WORKERS = {"refusal_review": "60c", "refusal_sue": "6m"}
LENGTHS = LAW | DESK | WORKERS
#: Shorter by local law, as the directory has it.
LOCAL = {
    "41": {"inspection_accept": "7c", "inspection_investigate": "30c"},
    "1502": {"local_contact": "3c", "local_accept": "1c", "local_finish": "15c"},
}
EXTENDED = {"41": "60c"}
#: Desk dates that wait while somebody is asked.
WAIT = ("inspection_accept", "inspection_investigate", "inspection_decide", "local_contact",
        "local_accept", "local_finish")  # fmt: skip
COUNTED = {*LENGTHS, "first_answer", "campaign", "order_pay", "promise_due", "listed_until",
           "local_contact", "local_accept", "local_finish"}  # fmt: skip

YEAR_END, BEFORE_FESTIVAL = date(2026, 12, 31), date(2027, 2, 5)
HANDLED = {"promise", "none", "penalty"}


@dataclass
class Hand:
    """A clock as it ought to stand."""

    name: str
    subject: str | None
    started: date
    due: date
    lengths: tuple[str, ...] = ()
    desk_due: date | None = None
    waited: int = 0
    state: str = "running"
    ended: date | None = None
    unsure: bool = False


@dataclass
class Row:
    """One worker's money as it ought to stand."""

    stated: int
    verified: int | None = None
    denied: bool = False
    paid: list[tuple[str, int, date, bool]] = field(default_factory=list)
    """Payments that stand: id, sum, day, whether a bank's paper shows it."""
    answer: str | None = None
    answered: date | None = None
    tried: list[tuple[date, bool]] = field(default_factory=list)

    @property
    def owed(self) -> int:
        return self.stated if self.verified is None else self.verified

    @property
    def paid_fen(self) -> int:
        return sum(sum_fen for _, sum_fen, _, _ in self.paid)

    @property
    def balance(self) -> int:
        return self.owed - self.paid_fen

    @property
    def says(self) -> str | None:
        """What he said of the money that counts: nothing older than the last payment."""
        last = max((day for _, _, day, _ in self.paid), default=None)
        old = last is not None and self.answered is not None and self.answered < last
        return None if old else self.answer

    @property
    def asked(self) -> bool:
        """Whether he said "all", or was tried three times on two days and never reached."""
        if self.says is not None:
            return self.says == "all"
        last = max((day for _, _, day, _ in self.paid), default=date.min)
        since: list[date] = []
        for day, reached in self.tried:
            if day >= last:
                since = [] if reached else [*since, day]
        return len(since) >= 3 and len(set(since)) >= 2


@dataclass
class Measure:
    """A measure as it ought to stand."""

    kind: str
    state: str = "recorded"
    pay_by: date | None = None
    handled: bool = False


@dataclass
class Count:
    """One case as it ought to stand."""

    plan: Plan
    days: Days
    today: date
    reference: str = ""
    level: str = "P3"
    main: str = "filed"
    outcome: str | None = None
    lead: str = ""
    holder: str | None = None
    finding: str | None = None
    listed: bool = False
    asked_since: date | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    told: int = 0
    heads: int = 1
    hands: list[Hand] = field(default_factory=list)
    measures: dict[str, Measure] = field(default_factory=dict)
    payments: int = 0
    requests: dict[str, str] = field(default_factory=dict)
    asked_for: int = 0
    payers: set[str] = field(default_factory=set)
    log: list[tuple[str, str]] = field(default_factory=list)
    sent_back: int = 0
    reopened: int = 0
    decided_against: bool = False

    # -- clocks ---------------------------------------------------------------------------------

    def start(self, name: str, *, subject: str | None = None, due: date | None = None,
              since: date | None = None) -> None:  # fmt: skip
        """Let a clock run from today."""
        self.hands = [h for h in self.hands if not self._runs(h, name, subject, exact=True)]
        lengths = () if due else self._lengths(name)
        since = since or self.today
        end = due or min(self.days.end(since, length) for length in lengths)
        both = name in DESK or name.startswith("local_") or name in WAIT or name == "first_answer"
        unsure = due is None and not lengths[0].endswith("^") and self.days.is_unsure(end)
        given = name in ("campaign", "order_pay", "promise_due", "listed_until")
        self.hands.append(Hand(name, subject, since, end, lengths,
                               end if both or given else None, unsure=unsure))  # fmt: skip

    def _lengths(self, name: str) -> tuple[str, ...]:
        local = (rows.get(name) for at, rows in LOCAL.items() if self.division.startswith(at))
        known = (LENGTHS.get(name), *local)
        return tuple(length for length in known if length is not None)

    @property
    def division(self) -> str:
        return self.plan.division

    def _runs(self, hand: Hand, name: str, subject: str | None, *, exact: bool = False) -> bool:
        named = hand.name == name and hand.state == "running"
        return named and (hand.subject == subject or (subject is None and not exact))

    def end(self, *names: str, subject: str | None = None, state: str | None = None) -> None:
        """End running clocks today."""
        for hand in self.hands:
            if any(self._runs(hand, name, subject) for name in names):
                hand.state = state or ("met" if self.today <= hand.due else "over")
                hand.ended = self.today

    def runs(self, name: str, subject: str | None = None) -> Hand | None:
        """Return a running clock."""
        return next((h for h in self.hands if self._runs(h, name, subject)), None)

    def announce(self) -> None:
        """The table of a year has come: what was counted without it is counted anew."""
        for hand in self.hands:
            if hand.state == "running" and hand.unsure and hand.lengths:
                hand.due = min(self.days.end(hand.started, length) for length in hand.lengths)
                if hand.desk_due:
                    hand.desk_due = self.days.after_worked(hand.due, hand.waited)
                if hand.name.startswith("local_") and hand.desk_due:
                    hand.due = hand.desk_due
                hand.unsure = self.days.is_unsure(hand.due)

    def dawn(self, today: date) -> None:
        """A new day: what the clocks do by themselves before anybody comes."""
        self.today = today
        for hand in [h for h in self.hands if h.state == "running"]:
            over = today > hand.due
            measure = self.measures.get(hand.subject or "")
            match hand.name:
                case "order_pay" if over and measure:
                    self.end("order_pay", subject=hand.subject)
                    measure.state = "lapsed"
                    self.start("list_decide", subject=hand.subject)
                case "promise_due" if over and measure:
                    self.end("promise_due", subject=hand.subject)
                    measure.state = "broken"
                case "referral_return" if over:
                    self.end("referral_return")
                case "reopen_window" if over:
                    self.end("reopen_window", state="stopped")
                case "paid_again" if today >= hand.due:
                    self.end("paid_again", state="met")
                    self.start("paid_question")
                    self.start("reopen_window")

    # -- money and gates ------------------------------------------------------------------------

    @property
    def counting(self) -> dict[str, Row]:
        return {name: row for name, row in self.rows.items() if not row.denied}

    @property
    def owed(self) -> int:
        """What all are owed: what was told of all counts while rows are missing."""
        total = sum(row.owed for row in self.counting.values())
        return max(total, self.told) if len(self.counting) < self.heads else total

    @property
    def paid_fen(self) -> int:
        return sum(row.paid_fen for row in self.counting.values())

    @property
    def is_settled(self) -> bool:
        rows = self.counting.values()
        quiet = all(row.balance == 0 and row.says not in ("part", "none") for row in rows)
        return quiet and any(row.paid for row in rows)

    def settle(self) -> None:
        """Let the status follow the money."""
        if self.main not in CASE:
            return
        if self.is_settled and self.main != "paid":
            self.main = "paid"
            self.end("order_pay", "promise_due")
            if any(row.says is None for row in self.counting.values()):
                self.start("paid_question")
        elif not self.is_settled and self.main == "paid":
            self.main = "paying"
            self.end("paid_question", state="stopped")

    def missing(self, outcome: str, *, proved: bool = True) -> set[str]:
        """Return what keeps the case from closing so."""
        wanted = "arrears" if outcome == "paid" else outcome
        lacks = {"delisted"} if self.listed else set()
        if self.finding is None:
            lacks.add("verified")
        elif self.finding != wanted:
            lacks.add("finding")
        if self.finding == "arrears":
            lacks |= {f"claimants/{n}/verified" for n, r in self.counting.items()
                      if r.verified is None}  # fmt: skip
        if outcome == "paid":
            lacks |= self._missing_money()
        if outcome == "paid_before":
            lacks |= {f"claimants/{n}/asked" for n, r in self.counting.items() if not r.asked}
            if not proved:
                lacks |= {f"claimants/{name}/proof" for name in self.counting}
        if outcome == "not_substantiated" and not self._was_asked():
            lacks.add("worker_asked")
        return lacks

    def _was_asked(self) -> bool:
        tried = [each for row in self.rows.values() for each in row.tried]
        unreached = [day for day, reached in tried if not reached]
        return any(reached for _, reached in tried) or (
            len(unreached) >= 3 and len(set(unreached)) >= 2
        )

    def _missing_money(self) -> set[str]:
        lacks = set() if self.main == "paid" else {"paid"}
        if not any(measure.handled for measure in self.measures.values()):
            lacks.add("handled")
        for name, row in self.counting.items():
            if row.balance != 0:
                lacks.add(f"claimants/{name}/balance")
            if not all(proved for _, _, _, proved in row.paid):
                lacks.add(f"claimants/{name}/proof")
            if not row.asked:
                lacks.add(f"claimants/{name}/asked")
        return lacks

    # -- moves ----------------------------------------------------------------------------------

    def did(self, by: str, action: str, body: Mapping[str, Any]) -> None:
        """A move was done today."""
        self.log.append((by, action))
        before = self.main
        follow = getattr(self, f"_{action}", None)
        if follow:
            follow(body, by)
        if self.main != before or action in ("verify", "record_payment"):
            over = (ask := self.runs("ask_wait")) is not None and self.today > ask.due
            self._go_on(None if over else "stopped")

    def file(self, by: str, *, heads: int, told: int) -> None:
        """The case was filed today."""
        self.log.append((by, "file"))
        self.heads, self.told = heads, told
        self.lead = f"{self.division}-labor_inspection"
        self.start("inspection_accept")
        state = self.plan.funding in ("government", "state_firm")
        self.start("campaign", due=YEAR_END if state else BEFORE_FESTIVAL)
        self._start_first_answer()
        for name in LOCAL["1502"] if self.division.startswith("1502") else ():
            self.start(name)

    def _start_first_answer(self) -> None:
        if self.level == "P2":
            self.start("first_answer", due=self.days.roll(self.today))
        elif self.level == "P3":
            self.start("first_answer", due=self.days.after_worked(self.today, 1))

    def _claim(self, _body: Mapping[str, Any], by: str) -> None:
        self.holder = by
        self.end("referral_return")
        if self.main == "filed":
            self.main = "delivered"

    def _hand_over(self, body: Mapping[str, Any], _by: str) -> None:
        self.holder = str(body["to"])

    def _refer(self, body: Mapping[str, Any], _by: str) -> None:
        self.main, self.holder, self.lead = "filed", None, str(body["agency"])
        self.start("referral_return")
        if self.lead.endswith("labor_inspection"):
            self.start("inspection_accept")

    def _send_back(self, _body: Mapping[str, Any], _by: str) -> None:
        self.sent_back += 1
        self.end("referral_return")
        if self.sent_back > 1:
            self.start("dispute_decide")
            return
        self.main, self.holder = "delivered", None
        self.lead = f"{self.division}-labor_inspection"

    def _decide_dispute(self, body: Mapping[str, Any], _by: str) -> None:
        self.end("dispute_decide", "referral_return")
        if body["agency"] != self.lead:
            self.main, self.lead, self.holder = "delivered", str(body["agency"]), None
            self.start("inspection_accept")

    def _ask(self, _body: Mapping[str, Any], _by: str) -> None:
        self.end("first_answer")
        self.asked_since = self.today
        self.start("ask_wait")

    def _resume(self, _body: Mapping[str, Any], _by: str) -> None:
        self._go_on("stopped")

    def _go_on(self, state: str | None) -> None:
        """What was asked is asked no longer; the desk's dates move by what was waited."""
        since, self.asked_since = self.asked_since, None
        if since is None:
            return
        for hand in (h for h in self.hands if h.state == "running" and h.name in WAIT):
            waited = self.days.worked_between(max(since, hand.started), self.today)
            more = min(waited, 10 - hand.waited)
            hand.waited += more
            hand.desk_due = self.days.after_worked(hand.desk_due or hand.due, more)
            if hand.name.startswith("local_"):
                hand.due = hand.desk_due
        self.end("ask_wait", state=state)

    def _message(self, _body: Mapping[str, Any], _by: str) -> None:
        self.end("first_answer")

    def _accept(self, _body: Mapping[str, Any], _by: str) -> None:
        self.main = "accepted"
        self.end("inspection_accept", "first_answer", "local_accept")
        self.end("dispute_decide", state="stopped")
        if self.lead.endswith("labor_inspection"):
            self.start("inspection_investigate")

    def _decline(self, _body: Mapping[str, Any], _by: str) -> None:
        if self._waits_for_second("decline"):
            return
        self.main = "declined"
        self.end("inspection_accept", "first_answer")
        self._stop()
        self.start("refusal_review")
        self.start("refusal_sue")

    def _verify(self, body: Mapping[str, Any], _by: str) -> None:
        self.finding = str(body["finding"])
        self.end("inspection_investigate")
        for amount in body.get("amounts", ()):
            self.rows[amount["claimant"]].verified = amount["verified_fen"]
        if self.finding == "arrears":
            self.start("inspection_decide")
            if self.main == "accepted":
                self.main = "verifying"
            self.settle()
        else:
            self.main = "verifying"

    def _record(self, body: Mapping[str, Any], _by: str) -> None:
        kind, name = str(body["kind"]), f"m{len(self.measures) + 1}"
        measure = self.measures[name] = Measure(kind, handled=kind in HANDLED)
        match kind:
            case "attempt":
                self._tried(body)
            case "visit" if self.main == "accepted":
                self.main = "verifying"
            case "order":
                self.end("inspection_decide")
                self.start("order_serve", subject=name)
                measure.pay_by = date.fromisoformat(body["pay_by"])
            case "none":
                self.end("inspection_decide")
            case "promise":
                self.main = "paying"
                self.start("promise_due", subject=name, due=date.fromisoformat(body["pay_by"]))
            case "police_transfer":
                self.start("crime_decide", subject=name)
                self._ask_for("record")
            case "joint_punishment":
                self._ask_for("record")

    def _tried(self, body: Mapping[str, Any]) -> None:
        names = [body["claimant"]] if "claimant" in body else list(self.counting)
        reached = body["result"] == "reached"
        self.rows[names[0]].tried.append((self.today, reached))
        if reached:
            self.end("first_answer", "local_contact")
        if "answer" in body:
            self._answered(names[0], body["answer"])

    def _answered(self, name: str, answer: str) -> None:
        row = self.rows[name]
        row.answer, row.answered = answer, self.today
        self.end("paid_question", "paid_again")

    def _step(self, body: Mapping[str, Any], _by: str) -> None:
        name, to = str(body["measure"]), str(body["to"])
        measure = self.measures[name]
        measure.state = to
        match measure.kind, to:
            case "order", "served":
                measure.handled = True
                if self.main in WORKING:
                    self.main = "ordered"
                self.end("order_serve", subject=name)
                self.start("order_pay", subject=name, due=measure.pay_by)
            case "order", "obeyed":
                self.end("order_pay", subject=name)
                self.end("list_decide", subject=name, state="stopped")
            case "promise", "kept":
                self.end("promise_due", subject=name)
            case "police_transfer", "handed":
                measure.handled = True
                self.start("police_answer", subject=name)
            case "police_transfer", "opened":
                self.end("police_answer", subject=name)
            case "joint_punishment", "told":
                self.start("list_objection", subject=name)

    def _record_payment(self, body: Mapping[str, Any], by: str) -> None:
        self.payers.add(by)
        proved = body["proof"][0]["kind"] in ("bank_slip", "signed_sheet")
        single = [{name: body[name] for name in ("claimant", "amount_fen") if name in body}]
        for item in body.get("rows") or single:
            self.payments += 1
            row, sum_fen = self.rows[item["claimant"]], int(item["amount_fen"])
            if "reverses" in body:
                row.paid = [each for each in row.paid if each[0] != body["reverses"]]
            else:
                row.paid.append((f"p{self.payments}", sum_fen, self.today, proved))
        self.main = "paying"
        self.settle()
        if self.main == "paying":
            self.end("paid_question", state="stopped")

    def _add_claimant(self, body: Mapping[str, Any], _by: str) -> None:
        self.rows[f"c{len(self.rows) + 1}"] = Row(int(body["stated_fen"]))
        self.settle()

    def _set_claimant(self, body: Mapping[str, Any], _by: str) -> None:
        self.rows[str(body["claimant"])].denied = body["state"] == "denied"
        self.settle()

    def _extend(self, _body: Mapping[str, Any], _by: str) -> None:
        self._ask_for("extend")

    def _escalate(self, body: Mapping[str, Any], _by: str) -> None:
        if body["to"] == "listed":
            self.listed = True
            self.start("listed_report")
            self.start("listed_until", due=date.fromisoformat(body["until"]))

    def _report(self, _body: Mapping[str, Any], _by: str) -> None:
        self.end("listed_report")
        self.start("listed_report")

    def _delist(self, _body: Mapping[str, Any], _by: str) -> None:
        self.listed = False
        self.end("listed_report", "listed_until")

    def _close(self, body: Mapping[str, Any], _by: str) -> None:
        always = body["outcome"] in ("not_substantiated", "unreachable")
        if self._waits_for_second(f"close {body['outcome']}", always=always):
            return
        self._closed(str(body["outcome"]))

    def _closed(self, outcome: str) -> None:
        self.main, self.outcome = "closed", outcome
        self._stop()
        self.start("reopen_window")
        if outcome in ("paid", "paid_before"):
            self.start("paid_question")
            self.start("paid_again")

    def _approve(self, body: Mapping[str, Any], _by: str) -> None:
        asked = self.requests.pop(str(body["request"]))
        what, _, outcome = asked.partition(" ")
        match what:
            case "close":
                self._closed(outcome)
            case "decline":
                self.level, level = "P3", self.level
                self._decline(body, _by)
                self.level = level
            case "extend":
                hand = self.runs("inspection_investigate")
                assert hand
                local = (length for at, length in EXTENDED.items() if self.division.startswith(at))
                hand.lengths = ("90w", *local)
                hand.due = min(self.days.end(hand.started, each) for each in hand.lengths)
                hand.desk_due = self.days.after_worked(hand.due, hand.waited)
                hand.unsure = self.days.is_unsure(hand.due)
            case "record":
                self.end("crime_decide")

    def _waits_for_second(self, what: str, *, always: bool = False) -> bool:
        if not always and self.level not in ("P0", "P1", "P2"):
            return False
        self._ask_for(what)
        return True

    def _ask_for(self, what: str) -> None:
        self.asked_for += 1
        self.requests[f"r{self.asked_for}"] = what

    def _stop(self) -> None:
        self.requests.clear()
        self.listed, self.asked_since = False, None
        for hand in self.hands:
            lasting = hand.name in WORKERS or (hand.name in LAW and hand.subject)
            if hand.state == "running" and not lasting:
                hand.state, hand.ended = "stopped", self.today

    def _worker_paid(self, body: Mapping[str, Any], _by: str) -> None:
        self._answered("c1", str(body["answer"]))
        if self.main != "closed":
            self.settle()
        elif body["answer"] != "all":
            self._opened_again()

    def _reopen(self, _body: Mapping[str, Any], _by: str) -> None:
        self._opened_again()

    def _opened_again(self) -> None:
        self.reopened += 1
        self.end("reopen_window", "paid_again", "paid_question", state="stopped")
        self.main, self.outcome = "verifying", None
        self.level = {"P3": "P2", "P2": "P1", "P4": "P3"}.get(self.level, self.level)
        self._start_first_answer()
