"""The total table of moves: action × variant, from where to where, by whom; nothing else is done.

Page, API and rules read it; tests hold it against the contract's own tables. A variant is the
word of the body that names the row: a measure's kind, a role of an agency, an outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from handlers.case import CASE, ENDED, OPEN, WORK, Status
from handlers.officer import Role

#: Who may, as casework.md §2 writes it.
LETTERS = {
    "I": Role.INTAKE, "O": Role.OFFICER, "S": Role.SUPERVISOR, "L": Role.LEADER,
    "B": Role.ARBITER, "D": Role.DUTY, "P": Role.PROGRAM, "W": Role.WORKER,
}  # fmt: skip

Path = tuple[Status, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One row: what may be done, from where to where, by whom, with what marks, clocks, gates."""

    action: str
    variant: str = ""
    starts: tuple[Status, ...]
    paths: frozenset[Path]
    roles: frozenset[Role]
    holding: frozenset[Role] = frozenset()
    """Roles that may only while they hold the case (H)."""
    triage: frozenset[Role] = frozenset()
    """Roles that may only while triage or an agency without accounts leads (†)."""
    marks: frozenset[str] = frozenset()
    """One of these marks must stand, else the move is not there."""
    second: str = ""
    """Whom it takes beside the asker: P0-P2, always, withdraw, leader."""
    gate: tuple[str, ...] = ()
    """What may be missing (the closed list of casework.md §10)."""
    clocks: tuple[str, ...] = ()
    """Clocks it may start (+) and end (-)."""
    counts: bool = True
    """Whether it raises the version."""


def _row(
    action: str, variant: str, starts: Iterable[Status], goals: str, who: str, *,
    marks: str = "", second: str = "", gate: str = "", clocks: str = "",
    counts: bool = True,
) -> Move:  # fmt: skip
    """Write a row as the contract does: `H: I† O; S` is holding intake (†) and officer, any S."""
    starts = tuple(starts)
    held, _, free = who.removeprefix("H:").partition(";") if who[:2] == "H:" else ("", "", who)
    return Move(
        action=action,
        variant=variant,
        starts=starts,
        paths=frozenset(_paths(starts, goals)),
        roles=_roles(held) | _roles(free),
        holding=_roles(held),
        triage=frozenset({Role.INTAKE}) if "I†" in who else frozenset(),
        marks=frozenset(marks.split()),
        second=second,
        gate=tuple(gate.split()),
        clocks=tuple(clocks.split()),
        counts=counts,
    )


def _roles(letters: str) -> frozenset[Role]:
    return frozenset(LETTERS[letter] for letter in letters.replace("†", "").split())


def _paths(starts: tuple[Status, ...], goals: str) -> Iterable[Path]:
    """Read `=` (stays), `>x` (from everywhere to x), `x>y`."""
    for goal in goals.split():
        start, _, end = goal.partition(">")
        if goal == "=":
            yield from ((status, status) for status in starts)
        elif start:
            yield Status(start), Status(end)
        else:
            yield from ((status, Status(end)) for status in starts)


_ALL = (*OPEN, *ENDED)
_AFTER_WORK = (*WORK, Status.CLOSED)
_ORDERING = tuple(Status(s) for s in ("verifying", "ordered", "mediated", "paying"))
_AGREEING = (Status.ACCEPTED, *_ORDERING)
_PRESSING = _ORDERING[1:]
_SETTLES = (
    "accepted>paid verifying>paid ordered>paid mediated>paid paying>paid paid>paying"
)  # fmt: skip
_DELIVERS = "= filed>delivered"
_DESK_STOP = "-desk"
_HOLDER = "H: O S"
_HOLDER_TRIAGE = "H: I† O S"


def _moves_of_agencies() -> Iterable[Move]:
    yield _row("claim", "", OPEN, _DELIVERS, "I† O S",
               clocks="-unowned -referral_return +agency_silent +arbitration_limit")  # fmt: skip
    yield _row("release", "", OPEN, "=", "H: I O S", clocks="+unowned")
    yield _row("assign", "", OPEN, _DELIVERS, "S",
               clocks="-unowned +agency_silent +arbitration_limit")  # fmt: skip
    yield _row("deliver", "", [Status.FILED], ">delivered", "I O S P", gate="lead",
               clocks="+agency_silent +arbitration_limit")  # fmt: skip
    yield _row("refer", "lead", OPEN[:4], ">filed", _HOLDER_TRIAGE, gate="measures/ID",
               clocks="+referral_return +unowned +inspection_accept "
                      "-inspection_investigate -inspection_decide")  # fmt: skip
    yield _row("refer", "co", OPEN, "=", _HOLDER_TRIAGE, clocks="+co_task")
    yield _row("send_back", "", OPEN[:2], "= filed>delivered delivered>filed", "O S",
               clocks="-referral_return +unowned +dispute_decide")  # fmt: skip
    yield _row("decide_dispute", "", OPEN[:2], _DELIVERS, "B", marks="disputed",
               clocks="-dispute_decide +inspection_accept +unowned")  # fmt: skip
    yield _row("accept", "", [Status.DELIVERED], ">accepted", _HOLDER_TRIAGE,
               gate="lead division employer",
               clocks="-inspection_accept -first_answer -agency_silent -dispute_decide "
                      "+inspection_investigate")  # fmt: skip
    yield _row("decline", "", OPEN[:2], ">declined", _HOLDER_TRIAGE, second="P0-P2",
               gate="lead ask_wait",
               clocks=f"-inspection_accept {_DESK_STOP} +refusal_review +refusal_sue")  # fmt: skip


def _moves_of_work() -> Iterable[Move]:
    yield _row("ask", "", OPEN, "=", _HOLDER_TRIAGE, clocks="+ask_wait -first_answer")
    yield _row("pause", "", WORK, "=", _HOLDER)
    yield _row("resume", "", OPEN, "=", _HOLDER_TRIAGE, marks="ask_more paused",
               clocks="-ask_wait")  # fmt: skip
    yield _row("extend", "", CASE, "=", _HOLDER, second="leader")
    yield _row("verify", "", CASE, f"= >verifying {_SETTLES}", _HOLDER, gate="measures/ID",
               clocks="-inspection_investigate +inspection_decide +paid_question")  # fmt: skip
    yield _row("record_payment", "", CASE, f">paying {_SETTLES}", _HOLDER,
               clocks="+paid_question")  # fmt: skip
    yield _row("add_claimant", "", OPEN, f"= {_SETTLES}", "H: I† O S; W",
               gate="claimants")  # fmt: skip
    yield _row("set_claimant", "", OPEN, f"= {_SETTLES}", "H: I† O S; W")
    yield _row("correct", "", OPEN, "=", _HOLDER_TRIAGE)
    yield _row("split", "", WORK, "=", _HOLDER, gate="claimants")
    yield _row("close", "paid", [Status.PAID, Status.PAYING], ">closed", _HOLDER,
               second="P0-P2", clocks=_CLOSING,
               gate="verified finding handled delisted alarm paid contested claimants "
                    "claimants/ID/verified claimants/ID/balance claimants/ID/proof "
                    "claimants/ID/asked")  # fmt: skip
    yield _row("close", "corrected", _ORDERING, ">closed", _HOLDER, second="P0-P2",
               gate="verified finding handled worker_asked delisted alarm",
               clocks=_CLOSING)  # fmt: skip
    yield _row("close", "paid_before", [Status.VERIFYING, Status.PAID], ">closed", _HOLDER,
               second="P0-P2", clocks=_CLOSING,
               gate="verified finding claimants claimants/ID/proof claimants/ID/asked "
                    "delisted alarm")  # fmt: skip
    for outcome, second, missing in (
        ("not_wages", "P0-P2", ""),
        ("not_substantiated", "always", "visit worker_asked"),
        ("unreachable", "always", "attempts ask_wait"),
        ("not_due", "P0-P2", ""),
    ):
        yield _row("close", outcome, [Status.VERIFYING], ">closed", _HOLDER, second=second,
                   gate=f"verified finding {missing} delisted alarm", clocks=_CLOSING)  # fmt: skip
    yield _row("close", "dispute_path", CASE, ">closed", _HOLDER, second="P0-P2",
               gate="taken delisted alarm", clocks=_CLOSING)  # fmt: skip
    yield _row("withdraw", "", OPEN, ">withdrawn", "H: I† O S; W", second="always",
               clocks=f"+approval {_DESK_STOP} +reopen_window")  # fmt: skip


_CLOSING = f"{_DESK_STOP} +paid_question +paid_again +reopen_window"


def _moves_of_watching() -> Iterable[Move]:
    yield _row("set_level", "", OPEN, "=", "H: I† O; S P", gate="alarm",
               clocks="+first_answer")  # fmt: skip
    yield _row("urge", "", OPEN, "=", "I S L B W P", clocks="+urge_answer")
    yield _row("escalate", "", OPEN, "=", "H: O; S L B P",
               clocks="+listed_report +listed_until")  # fmt: skip
    yield _row("delist", "", OPEN, "=", "L B", marks="listed",
               clocks="-listed_report -listed_until")  # fmt: skip
    yield _row("report", "", OPEN, "=", "O S", clocks="-co_task -urge_answer +listed_report")
    yield _row("link", "", OPEN, "= >duplicate", _HOLDER_TRIAGE, second="P0-P2",
               gate="same_person alarm", clocks=_DESK_STOP)  # fmt: skip
    goals = " ".join(f"duplicate>{status}" for status in OPEN)
    yield _row("unlink", "", (*OPEN, Status.DUPLICATE), f"= {goals}", "O S", clocks="+desk")
    yield _row("message", "", _ALL, "=", "H: I† O; S", clocks="-first_answer +silence",
               counts=False)  # fmt: skip
    yield _row("note", "", _ALL, "=", "I O S L B", counts=False)
    yield _row("reveal", "", _ALL, "=", "H: O; S", counts=False)
    yield _row("bar", "", _ALL, "=", "O S", clocks="+unowned")
    closes = " ".join(f"{status}>closed" for status in CASE)
    yield _row("approve", "second", OPEN,
               f"{closes} filed>declined delivered>declined >duplicate", "O S",
               clocks="-approval")  # fmt: skip
    yield _row("approve", "withdraw", OPEN, ">withdrawn", "I O S", clocks="-approval")
    yield _row("approve", "leader", OPEN, "=", "L", clocks="-approval")
    yield _row("refuse", "", OPEN, "=", "I O S L", clocks="-approval")
    yield _row("reopen", "", ENDED[:3],
               "closed>verifying declined>delivered declined>filed withdrawn>filed "
               "withdrawn>delivered withdrawn>verifying", "I S B W",
               clocks="+first_answer +unowned +inspection_accept")  # fmt: skip
    yield _row("undo", "", _ALL, "= verifying>accepted paying>paid paid>paying", "I O S")
    yield _row("worker_answer", "", OPEN, "=", "W", clocks="-ask_wait")
    yield _row("worker_paid", "", (*CASE, Status.CLOSED), f"= {_SETTLES} closed>verifying", "W",
               clocks="-paid_question -paid_again +first_answer +unowned")  # fmt: skip
    yield _row("worker_name", "", OPEN, "=", "W")


def _record(
    kind: str, starts: Iterable[Status], goals: str = "=", *, gate: str = "", second: str = "",
    clocks: str = "",
) -> Move:  # fmt: skip
    return _row("record", kind, starts, goals, _HOLDER, gate=gate, second=second, clocks=clocks)


def _steps(kind: str, steps: str, *, program: str = "", leads: str = "") -> Iterable[Move]:
    """Make the rows of a measure's steps: `leads` names the step that changes the status."""
    for to in steps.split():
        step, _, goal = (leads if leads.startswith(f"{to}>") else to).partition(">")
        paths = "=" + "".join(f" {s}>{goal}" for s in _AGREEING if goal)
        who = "H: O S; P" if step in program.split() else _HOLDER
        yield _row("step", f"{kind}:{step}", _AFTER_WORK, paths, who,
                   gate="measures/ID")  # fmt: skip


def _moves_of_measures() -> Iterable[Move]:
    paying_paid = (*_ORDERING, Status.PAID)
    yield _row("record", "attempt", _ALL, "=", "I O S", clocks="-first_answer -paid_question")
    for kind in ("visit", "inquiry", "checklist"):
        yield _record(kind, CASE, "= accepted>verifying")
    yield _record("mediation", _AGREEING, "= accepted>verifying", clocks="+mediation_end")
    yield _record("order", _ORDERING, gate="finding", clocks="+order_serve -inspection_decide")
    yield _record("promise", _AGREEING, ">paying", clocks="+promise_due +arbitration_limit")
    yield _record("penalty", paying_paid, gate="order_lapsed", clocks="-inspection_decide")
    yield _record("deposit", _PRESSING, gate="order_lapsed", clocks="+deposit_pay")
    yield _record("emergency_fund", WORK, second="leader", clocks="+approval")
    yield _record("police_transfer", paying_paid[1:], gate="order_served order_lapsed",
                  second="leader", clocks="+crime_decide +approval")  # fmt: skip
    yield _record("joint_punishment", _PRESSING, gate="order_lapsed", second="leader",
                  clocks="+approval")  # fmt: skip
    yield _record("legal_aid", OPEN, clocks="+legal_aid_decide")
    yield _record("arbitration", WORK, clocks="+arbitration_accept")
    yield _record("court", WORK, gate="order_lapsed", clocks="+payment_order_accept")
    yield _record("talk", WORK)
    yield _record("none", CASE, clocks="-inspection_decide")
    yield _record("other", WORK)
    yield from _steps("inquiry", "answered silent")
    yield from _steps("mediation", "agreed failed kept broken", program="broken",
                      leads="agreed>mediated")  # fmt: skip
    yield from _steps("order", "served obeyed lapsed revoked", program="lapsed",
                      leads="served>ordered")  # fmt: skip
    yield from _steps("promise", "kept broken", program="broken")
    yield from _steps("penalty", "settled review_asked quashed")
    yield from _steps("deposit", "drawn refused refilled")
    yield from _steps("emergency_fund", "paid recovered")
    yield from _steps(
        "police_transfer",
        "handed papers_asked papers_added opened not_opened review_asked ended",
    )
    yield from _steps("joint_punishment", "told objected checked entered dropped removed")
    yield from _steps("legal_aid", "answered")
    yield from _steps("arbitration", "taken refused award ended")
    yield from _steps("court", "taken refused objected judgment ended")


#: The table, in the order of the contract's page.
MOVES: tuple[Move, ...] = (
    *_moves_of_agencies(),
    *_moves_of_work(),
    *_moves_of_watching(),
    *_moves_of_measures(),
)

_BY_NAME: Mapping[tuple[str, str], Move] = {(row.action, row.variant): row for row in MOVES}

#: What comes out of the chat and has no address at the desk.
WORKERS_OWN = frozenset({"worker_answer", "worker_paid", "worker_name"})


@cache
def actions() -> frozenset[str]:
    """Return every action there is; what is not here is unknown."""
    return frozenset(row.action for row in MOVES)


@cache
def rows_of(action: str) -> tuple[Move, ...]:
    """Return the rows of an action, one a variant."""
    return tuple(row for row in MOVES if row.action == action)


@cache
def rows_from(status: Status) -> tuple[Move, ...]:
    """Return the rows that start from a status."""
    return tuple(row for row in MOVES if status in row.starts)


def find_row(action: str, variant: str) -> Move | None:
    """Return the one row of this action and variant, if the table has it."""
    return _BY_NAME.get((action, variant))
