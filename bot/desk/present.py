"""A case, an alarm, a task as the desk shows them: the shapes of casework.md §8, for page and API.

What an account may not see is absent, never null. The pages show nothing that is not in here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.services.casework import CaseFile
from handlers.alarm import Alarm
from handlers.case import AgencyPart, Case, Clock, Entry, Hold, Mark, Request, Routing
from handlers.casework.clocks import next_due
from handlers.casework.gates import look_at_gates
from handlers.claimant import Claimant, Payment, Proof
from handlers.facts import SEALED, Known
from handlers.jsonable import Json
from handlers.measure import Measure
from handlers.task import Task
from storage.transcript import Message

#: Args of history entries that an auditor sees: codes and numbers, no texts.
_PLAIN = (int, float, bool, type(None))
#: How many of an alarm's messages are shown.
LAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Presenter:
    """Writes values as JSON; knows the zone in which times are told."""

    zone: ZoneInfo

    def card(self, case: Case, parts: frozenset[str], moves: Sequence[str]) -> dict[str, Json]:
        """Write a case as a list shows it: without words, messages, claimants, history."""
        shown = self._basic(case, moves)
        if "card" in parts:
            shown |= self._card(case, with_words="story" in parts, listed=True)
        return shown

    def case(
        self,
        file: CaseFile,
        parts: frozenset[str],
        moves: Sequence[str],
        messages: Sequence[Message] = (),
    ) -> dict[str, Json]:
        """Write a whole case, as much of it as this account is shown."""
        case = file.case
        shown = self._basic(case, moves)
        if "card" in parts:
            shown |= self._card(case, with_words="story" in parts, listed=False)
            shown["measures"] = [self.measure(measure) for measure in case.measures]
        if "story" in parts:
            shown["claimants"] = [self.claimant(row) for row in case.claimants]
            shown["messages"] = [self.message(message) for message in messages]
        if "history" in parts:
            told = told_by_entry(messages)
            shown["history"] = [
                self.entry(entry, told, with_words="history_words" in parts)
                for entry in file.history
            ]
        if file.revealed:
            shown["revealed"] = dict(file.revealed)
        return shown

    def _basic(self, case: Case, moves: Sequence[str]) -> dict[str, Json]:
        due = next_due(case)
        return {
            "reference": case.reference,
            "version": case.version,
            "status": case.status,
            "resumes_as": case.resumes_as.value,
            "phase": case.phase,
            "marks": [self.mark(mark) for mark in case.marks],
            "clocks": [self.clock(clock) for clock in case.clocks],
            "next_due": {"name": due.name, "due_at": due.due_at} if due else None,
            "moves": list[Json](sorted(moves)),
        }

    def _card(self, case: Case, *, with_words: bool, listed: bool) -> dict[str, Json]:
        shown: dict[str, Json] = {
            "kind": case.kind.value,
            "level": case.level,
            "category": case.category,
            "also_categories": list(case.also_categories),
            "channel": case.channel,
            "escalated_to": case.escalated_to,
            "outcome": case.outcome,
            "reported_as": case.reported_as,
            "filed_at": self.local(case.filed_at),
            "delivered_at": self.local(case.delivered_at),
            "accepted_at": self.local(case.accepted_at),
            "closed_at": self.local(case.closed_at),
            "held_by": self.hold(case.held_by) if case.held_by else None,
            "agencies": [self.agency(part) for part in case.agencies],
            "facts": {
                field: self.fact(field, known, with_words=with_words and not listed)
                for field, known in case.facts.items()
            },
            "signals": list[Json](sorted({signal.value for signal in case.signals})),
            "routing": routing_json(case.routing)
            | {"proposal": routing_json(case.proposal) if case.proposal else None},
            "campaign_class": case.campaign_class,
            "headcount": case.headcount,
            "owed_fen": case.owed_fen,
            "paid_fen": case.paid_fen,
            "registered_employer": case.registered_employer,
            "finding": self._finding(case),
            "gates": self._gates(case),
            "requests": [self.request(request) for request in case.requests],
            "links": [{"to": link.to, "as": link.how} for link in case.links],
            "numbers": dict(case.numbers),
        }
        return shown

    def hold(self, hold: Hold) -> dict[str, Json]:
        """Write who holds a case."""
        return {
            "username": hold.username, "name": hold.name, "agency": hold.agency,
            "since": self.local(hold.since),
        }  # fmt: skip

    def _finding(self, case: Case) -> Json:
        found = case.finding
        if found is None:
            return None
        return {
            "finding": found.finding, "checked": list(found.checked), "text": found.text,
            "by": found.by, "at": self.local(found.at),
        }  # fmt: skip

    def _gates(self, case: Case) -> Json:
        gates = look_at_gates(case)
        return {
            "verified": gates.verified, "handled": gates.handled, "arrived": gates.arrived,
            "missing": list(gates.missing),
        }  # fmt: skip

    def fact(self, field: str, known: Known, *, with_words: bool) -> dict[str, Json]:
        """Write a fact; sealed ones are masked, their words with them."""
        if field in SEALED:
            return {"value": mask(field, str(known.value)), "sealed": True}
        shown: dict[str, Json] = {
            "value": _plain(known.value),
            "approximate": known.approximate,
            "confidence": known.confidence,
            "seq": known.seq,
            "source": known.source.value,
            "sureness": known.sureness.value,
        }
        for name in ("low", "high", "working", "unit", "name", "who"):
            if (value := getattr(known, name)) is not None:
                shown[name] = value
        if known.derived:
            shown["derived"] = True
        if with_words:
            shown |= {
                "text": known.text,
                "span": list(known.span) if known.span else None,
                "earlier": [
                    {"value": _plain(old.value), "text": old.text, "seq": old.seq}
                    for old in known.earlier
                ],
            }
        return shown

    def mark(self, mark: Mark) -> dict[str, Json]:
        """Write a mark that stands over the main status."""
        return {
            "name": mark.name, "since": self.local(mark.since), "by": mark.by,
            "until": mark.until, **dict(mark.args),
        }  # fmt: skip

    def clock(self, clock: Clock) -> dict[str, Json]:
        """Write a clock with both its dates."""
        return {
            "name": clock.name, "kind": clock.kind, "subject": clock.subject,
            "started_at": clock.started_at, "due_at": clock.due_at,
            "desk_due_at": clock.desk_due_at or clock.due_at, "state": clock.state,
            "ended_at": clock.ended_at, "paused_days": clock.paused_days,
            "extended": clock.extended, "provisional": clock.provisional, "law": clock.law,
        }  # fmt: skip

    def agency(self, part: AgencyPart) -> dict[str, Json]:
        """Write an agency's part in a case."""
        return {
            "agency": part.agency, "kind": part.kind, "role": part.role, "task": part.task,
            "due": part.due, "delivered_at": self.local(part.delivered_at),
            "number": part.number, "accepted_at": self.local(part.accepted_at),
            "left_at": self.local(part.left_at),
        }  # fmt: skip

    def claimant(self, row: Claimant) -> dict[str, Json]:
        """Write one worker's row; his name is masked."""
        return {
            "id": row.id, "name": mask("name", row.name) if row.name else None,
            "state": row.state.value, "representative": row.representative,
            "period_start": row.period_start, "period_end": row.period_end,
            "stated_fen": row.stated_fen, "confirmed_fen": row.confirmed_fen,
            "verified_fen": row.verified_fen, "paid_fen": row.paid_fen,
            "balance_fen": row.balance_fen,
            "paid_answer": row.paid_answer.value if row.paid_answer else None,
            "payments": [self.payment(payment) for payment in row.payments],
        }  # fmt: skip

    def payment(self, payment: Payment) -> dict[str, Json]:
        """Write money that arrived."""
        return {
            "id": payment.id, "amount_fen": payment.amount_fen, "paid_at": payment.paid_at,
            "source": payment.source, "proof": [_proof(proof) for proof in payment.proof],
            "reversed_by": payment.reversed_by,
        }  # fmt: skip

    def measure(self, measure: Measure) -> dict[str, Json]:
        """Write a measure with its steps."""
        return {
            "id": measure.id, "kind": measure.kind, "state": measure.state,
            "handled": measure.handled, "fields": dict(measure.fields),
            "steps": [
                {"to": step.to, "at": step.at, "by": step.by, **dict(step.fields)}
                for step in measure.steps
            ],
        }  # fmt: skip

    def request(self, request: Request) -> dict[str, Json]:
        """Write a move that waits for a second person."""
        return {
            "id": request.id, "action": request.action, "by": request.by,
            "at": self.local(request.at), "body": dict(request.body), "needs": request.needs,
        }  # fmt: skip

    def message(self, message: Message) -> dict[str, Json]:
        """Write a message of the transcript with how its delivery stands."""
        shown: dict[str, Json] = {
            "seq": message.seq, "from": message.sender, "text": message.text,
            "at": self.local(message.at), "delivery": message.delivery,
        }  # fmt: skip
        if message.officer:
            shown["officer"] = message.officer
        if message.files:
            shown["files"] = list(message.files)
        return shown

    def entry(
        self, entry: Entry, told: Mapping[int, list[int]], *, with_words: bool
    ) -> dict[str, Json]:
        """Write a history entry; without words its texts are left out."""
        args = dict(entry.args)
        if not with_words:
            args = {name: value for name, value in args.items() if isinstance(value, _PLAIN)}
        shown: dict[str, Json] = {
            "seq": entry.seq, "at": self.local(entry.at),
            "by": {"kind": entry.by_kind, "username": entry.username, "role": entry.role},
            "action": entry.action, "args": args, "from": entry.from_, "to": entry.to,
            "marks": list(entry.marks), "clocks": list(entry.clocks),
            "told": list(told.get(entry.seq, [])), "undone_by": entry.undone_by,
            "fingerprint": entry.fingerprint,
        }  # fmt: skip
        if with_words:
            shown["reason"] = entry.reason
        return shown

    def alarm(
        self, alarm: Alarm, said: Mapping[int, str] | None = None, taken_by: str | None = None
    ) -> dict[str, Json]:
        """Write an alarm; what was said in its messages whole, where that is at hand."""
        heard = {signal.seq: signal.text for signal in alarm.signals} | dict(said or {})
        return {
            "alarm": f"a{alarm.id}", "kind": alarm.kind,
            "signals": list[Json](sorted({signal.value for signal in alarm.signals})),
            "state": alarm.state.value, "conversation": f"k{alarm.conversation}",
            "reference": alarm.reference, "level": "P0", "division": alarm.division,
            "place": alarm.place, "phone_known": alarm.phone is not None,
            "last_words": [{"seq": seq, "text": heard[seq]} for seq in sorted(heard)[-LAST_WORDS:]],
            "opened_at": self.local(alarm.opened_at), "due_at": self.local(alarm.due_at),
            "taken_by": taken_by or alarm.taken_by_name, "taken_at": self.local(alarm.taken_at),
            "toned_down_at": self.local(alarm.toned_down_at),
            "handed_on": [
                {"to": hand.to, "at": self.local(hand.at), "by": hand.by, "reason": hand.reason}
                for hand in alarm.handed_on
            ],
            "paged": [
                {"door": page.door, "at": self.local(page.at), "accepted": page.accepted}
                for page in alarm.paged
            ],
            "review": {
                "outcome": alarm.review.outcome, "text": alarm.review.text,
                "by": alarm.review.by, "at": self.local(alarm.review.at),
            } if alarm.review else None,
        }  # fmt: skip

    def task(self, task: Task, held_by: str | None = None) -> dict[str, Json]:
        """Write a task."""
        return {
            "task": f"t{task.id}", "kind": task.kind, "state": task.state,
            "reference": task.reference,
            "conversation": f"k{task.conversation}" if task.conversation else None,
            "claimant": task.claimant, "for": task.role, "agency": task.agency,
            "division": task.division, "args": dict(task.args), "due_at": task.due_at,
            "held_by": held_by or task.holder, "result": task.result,
        }  # fmt: skip

    def local(self, at: datetime | None) -> str | None:
        """Write a moment as RFC 3339 with the local offset."""
        return at.astimezone(self.zone).isoformat(timespec="seconds") if at else None


def routing_json(routing: Routing) -> dict[str, Json]:
    """Write a routing decision in the shape of contracts.md."""
    return {
        "division": routing.division,
        "category": routing.category,
        "also_categories": list(routing.also_categories),
        "lead_agency": {"kind": routing.lead_kind, "desk": routing.desk},
        "co_agencies": [
            {"kind": co.kind, "task": co.task, "due": co.due} for co in routing.co_agencies
        ],
        "level": routing.level,
        "campaign_class": routing.campaign_class,
        "due": dict(routing.due),
        "reasons": [{"code": reason.code, "args": dict(reason.args)} for reason in routing.reasons],
        "rule": routing.rule,
    }


def told_by_entry(messages: Sequence[Message]) -> dict[int, list[int]]:
    """Return which messages each history entry caused."""
    told: dict[int, list[int]] = {}
    for message in messages:
        if message.entry is not None:
            told.setdefault(message.entry, []).append(message.seq)
    return told


def mask(field: str, value: str) -> str:
    """Hide a sealed value but for what tells it apart: 138****1234, 陈*."""
    if field == "name":
        return value[:1] + "*" * max(1, len(value) - 1)
    if len(value) > 7:
        return value[:3] + "*" * (len(value) - 7) + value[-4:]
    return "*" * len(value)


def _proof(proof: Proof) -> Json:
    shown: dict[str, Json] = {"kind": proof.kind}
    for name in ("file", "text", "claimant"):
        if (value := getattr(proof, name)) is not None:
            shown[name] = value
    return shown


def _plain(value: object) -> Json:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
