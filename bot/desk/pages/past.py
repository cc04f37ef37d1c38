"""What happened to a case, in sentences: who did what, from where to where, and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.case import Entry, Reason
from handlers.jsonable import Json
from handlers.officer import Role
from locales import formats

Say = Callable[..., str]

#: The icon of an action, by what it is about; the others get a pen.
ICONS = {
    "file": "doc", "claim": "hand", "deliver": "send", "refer": "send", "accept": "check",
    "verify": "eye", "record": "gavel", "step": "gavel", "record_payment": "coin", "ask": "chat",
    "message": "chat", "note": "lock", "reveal": "unlock", "worker_answer": "chat",
    "worker_paid": "coin", "close": "check", "approve": "check", "add_claimant": "people",
    "set_claimant": "people", "extend": "clock", "pause": "pause", "remind": "clock",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One entry of the history as a line."""

    seq: int
    at: datetime
    icon: str
    text: str
    reason: str = ""
    told: bool = False
    undone: bool = False


def lines_of(
    history: Iterable[Entry], told: Mapping[int, list[int]], say: Say, locale: str, *, words: bool
) -> list[Happening]:
    """Return the history, the newest first; texts only where the account may read them."""
    return [
        Happening(
            seq=entry.seq, at=entry.at, icon=ICONS.get(entry.action, "pen"),
            text=_sentence(entry, say, locale), reason=(entry.reason or "") if words else "",
            told=bool(told.get(entry.seq)), undone=entry.undone_by is not None,
        )
        for entry in history
    ][::-1]  # fmt: skip


def reason_of(reason: Reason, say: Say, locale: str) -> str:
    """Write why the machine decided as it did."""
    args = {name: _argument(name, value, say, locale) for name, value in reason.args.items()}
    return say(f"desk-reason-{reason.code}", **args)


def _argument(name: str, value: Json, say: Say, locale: str) -> str:
    match name:
        case "signal":
            return say(f"signal-{value}")
        case "clock":
            return say(f"desk-clock-{value}")
        case _:
            return str(value) if value is not None else ""


def _sentence(entry: Entry, say: Say, locale: str) -> str:
    parts = [_who(entry, say), say(f"desk-action-{entry.action}"), *_details(entry, say, locale)]
    said = " ".join(part for part in parts if part)
    if entry.from_ != entry.to and entry.from_ and entry.to:
        before, after = say(f"desk-status-{entry.from_}"), say(f"desk-status-{entry.to}")
        said += " " + say("desk-from-to", **{"from": before, "to": after})
    return said


def _who(entry: Entry, say: Say) -> str:
    if entry.role == Role.PROGRAM.value:
        return say("desk-by-program")
    return say("desk-by-worker") if entry.role == Role.WORKER.value else entry.username


def _details(entry: Entry, say: Say, locale: str) -> Iterable[str]:
    args = entry.args
    if kind := args.get("kind"):
        yield say(f"desk-measure-{kind}")
    if entry.action == "step" and (to := args.get("to")):
        yield say(f"desk-step-{to}")
    if field := args.get("field"):
        yield say(f"desk-fact-{field}") if field != "free" else ""
    if action := args.get("action"):
        yield say(f"desk-action-{action}")
    if isinstance(amount := args.get("amount_fen"), int):
        yield formats.money(amount, locale)
    if level := args.get("level"):
        yield str(level)
