"""The worker's own limits as clocks of his case: from its filing, and anew when facts change."""

from handlers.casework.acts import Act
from handlers.limits import find_limits

#: The facts from which limits are counted.
COUNTED_FROM = frozenset({"period_end", "evidence"})


def start_limits(act: Act) -> None:
    """Let the limits run that follow from the facts."""
    for limit in find_limits(act.case.facts, act.world.calendar):
        act.start(limit.clock, since=limit.starts)
        if limit.due < act.today:
            act.end(limit.clock, state="over")


def recount_limits(act: Act, field: str) -> None:
    """Count them anew after a correction, as long as no agency has the case: from then on the
    worker has asked, and his limit runs from that day."""
    if field in COUNTED_FROM and act.case.delivered_at is None:
        start_limits(act)
