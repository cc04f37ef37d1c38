"""Whether a message that was understood is also routed right, by the shipped rows."""

from collections import defaultdict
from typing import TYPE_CHECKING

from handlers.lead import lead_of
from handlers.routing import route
from nlp.understanding import Understanding
from storage.defaults import load_calendar, load_directory
from tests.gold.samples import TODAY, Sample

if TYPE_CHECKING:
    from tests.gold.scoring import Share

#: A gold decision names only what is beyond doubt for its message.
_ASPECTS = ("lead", "category", "level", "co_agencies", "division")


class Routes:
    """Routes by the rows and the calendar that a fresh directory holds."""

    def __init__(self) -> None:
        self._directory = load_directory()
        self._calendar = load_calendar()

    def score(
        self, shares: defaultdict[str, "Share"], sample: Sample, read: Understanding
    ) -> list[str]:
        """Count each aspect of the decision that the gold names; return what went wrong."""
        if not sample.routing:
            return []
        decision = route(lead_of(read), self._directory, self._calendar, TODAY)
        decided = {
            "lead": decision.lead_kind,
            "category": decision.category,
            "level": decision.level,
            "co_agencies": sorted({agency.kind for agency in decision.co_agencies}),
            "division": decision.division,
        }
        errors = []
        for aspect in _ASPECTS:
            if aspect in sample.routing:
                hit = decided[aspect] == sample.routing[aspect]
                shares[aspect].count(hit=hit)
                if not hit:
                    errors.append(
                        f"routing {aspect}: {decided[aspect]}, is {sample.routing[aspect]}"
                    )
        return errors
