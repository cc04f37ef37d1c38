"""The last move taken back by whoever made it, as long as nobody outside has heard of it (§7)."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.case import Entry
from handlers.casework.acts import Act
from handlers.casework.refusals import refuse
from handlers.casework.rule import Rule, Rules
from handlers.casework.snapshots import restore

WITHIN = timedelta(hours=24)

#: What has left the house whatever it told: opened seals, a second person's word, a new case [J].
NEVER_UNDONE = frozenset({"reveal", "approve", "refuse", "undo", "split"})


def last_move(history: Sequence[Entry]) -> Entry | None:
    """Return the last entry, the program's reminders left out."""
    moves = (entry for entry in reversed(history) if entry.counts or entry.by_kind != "program")
    return next(moves, None)


def _last_of_his(act: Act) -> Entry:
    last = last_move(act.history)
    if last is None or not _can_be_undone(last, act):
        refuse("left_the_house")
    return last


def _can_be_undone(last: Entry, act: Act) -> bool:
    own = last.by_kind == "officer" and last.username == act.officer.username
    inside = not last.tells and last.action not in NEVER_UNDONE and last.undone_by is None
    return own and inside and last.before is not None and act.now - last.at <= WITHIN


def _still_here(act: Act) -> None:
    _last_of_his(act)


def _undo(act: Act) -> None:
    last = _last_of_his(act)
    act.change_whole(restore(act.case, last.before or "{}"))
    act.args.update(undoes=last.seq, action=last.action)
    act.undoes = last.seq


RULES: Rules = {("undo", ""): Rule(faster=_still_here, do=_undo)}
