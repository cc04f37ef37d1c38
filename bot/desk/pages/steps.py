"""The next steps of a case: only what `moves` allows, the main one first, the refused one told."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handlers.case import Case, Status
from handlers.casework.access import may, reach_of
from handlers.casework.gates import look_at_gates
from handlers.casework.moves import Move, rows_of
from handlers.officer import Officer
from handlers.world import World

Say = Callable[..., str]

#: Which step is most likely next, by main status.
NEXT: dict[Status, tuple[str, ...]] = {
    Status.FILED: ("deliver", "refer", "assign"),
    Status.DELIVERED: ("accept", "decline", "refer"),
    Status.ACCEPTED: ("verify", "record", "urge"),
    Status.VERIFYING: ("record", "verify", "record_payment"),
    Status.ORDERED: ("record_payment", "record", "urge"),
    Status.MEDIATED: ("record_payment", "record", "urge"),
    Status.PAYING: ("record_payment", "record", "close"),
    Status.PAID: ("close", "record", "record_payment"),
}
#: Steps that have a place of their own on the page.
ELSEWHERE = frozenset(
    {"ask", "message", "note", "approve", "refuse", "correct", "reveal", "step", "set_claimant",
     "set_level", "undo"}
)  # fmt: skip
#: Steps that need no words: one press.
BARE = frozenset({"claim", "resume", "undo"})
#: The keys of interface.md §8.
KEYS = {"record_payment": "p", "urge": "u", "claim": "c"}
#: The others, the more usual ones first.
USUAL = (
    "accept", "verify", "record", "record_payment", "close", "decline", "refer", "urge", "escalate",
    "extend", "pause", "report", "assign", "send_back", "deliver", "reopen", "release", "split",
    "link", "unlink", "add_claimant", "delist", "decide_dispute", "withdraw", "bar",
)  # fmt: skip
#: As many buttons as stand in the row before "more".
ROW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A step as a button."""

    action: str
    bare: bool = False
    key: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The row of buttons, the rest, and why closing is not possible yet."""

    row: tuple[Button, ...]
    rest: tuple[Button, ...]
    why_not: str = ""


def steps_of(case: Case, moves: Iterable[str], say: Say) -> Steps:
    """Return the buttons of a case, the likeliest first."""
    likely = ("claim", "resume", *NEXT.get(case.main, ("reopen",)))
    free = [action for action in moves if action not in ELSEWHERE]
    order = (*likely, *USUAL)
    ordered = sorted(free, key=lambda one: order.index(one) if one in order else len(order))
    missing = _missing_to_close(case, say) if "close" in free else ""
    buttons = [_button(action, refused=action == "close" and bool(missing)) for action in ordered]
    row = [button for button in buttons if not button.refused][:ROW]
    refused = [button for button in buttons if button.refused]
    rest = [button for button in buttons if button not in row and not button.refused]
    why = say("desk-why-not", action=say("desk-action-close"), missing=missing) if missing else ""
    return Steps(row=(*row, *refused), rest=tuple(rest), why_not=why)


def variants_of(action: str, case: Case, officer: Officer, world: World) -> tuple[Move, ...]:
    """Return the rows of an action that this officer may do from here."""
    reach = reach_of(officer, case, world)
    return tuple(row for row in rows_of(action) if case.main in row.starts and may(row, reach))


def say_missing(missing: Sequence[str], say: Say) -> str:
    """Write what a gate wants: workers are counted, not listed."""
    rows = Counter(item.rpartition("/")[2] for item in missing if item.startswith("claimants/"))
    plain = dict.fromkeys(
        "measures" if item.startswith("measures/") else item
        for item in missing
        if not item.startswith("claimants/")
    )
    told = [say(f"desk-missing-{item}") for item in plain]
    told += [say(f"desk-missing-row-{what}", count=count) for what, count in rows.items()]
    return say("desk-comma").join(told)


def _missing_to_close(case: Case, say: Say) -> str:
    """Return what keeps the case from closing as paid, where that is the way it is on."""
    if case.main not in (Status.PAYING, Status.PAID):
        return ""
    return say_missing(look_at_gates(case).missing, say)


def _button(action: str, *, refused: bool) -> Button:
    return Button(action=action, bare=action in BARE, key=KEYS.get(action, ""), refused=refused)
