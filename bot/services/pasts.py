"""What is known of a firm or site from other leads, looked up before a lead is routed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from handlers.facts import words
from handlers.lead import ConversationId, Lead
from handlers.triage import Past
from storage.records import cases
from storage.store import Reading

#: Leads within this time are of one trouble (domain.md §2.10).
RECENT = timedelta(days=30)

#: The pasts of the leads that a batch of turns files.
Pasts = Mapping[ConversationId, Past]


async def past_of(reading: Reading, lead: Lead, now: datetime, zone: tzinfo) -> Past:
    """Count other leads on the same firm or site: of thirty days, and of last year."""
    employer, site = words(lead.facts, "employer"), words(lead.facts, "site")
    if not employer and not site:
        return Past()
    year = now.astimezone(zone).year
    last = [datetime(one, 1, 1, tzinfo=zone) for one in (year - 1, year)]
    lately = await cases.similar(reading, employer=employer, site=site, since=now - RECENT)
    before = await cases.similar(
        reading, employer=employer, site=site, since=last[0], before=last[1]
    )
    return Past(similar=lately, repeat=before > 0)


async def pasts_of(
    reading: Reading, filed: Sequence[tuple[ConversationId, Lead]], now: datetime, zone: tzinfo
) -> Pasts:
    """Look up the past of each lead that is filed; of most batches there is none."""
    return {one: await past_of(reading, lead, now, zone) for one, lead in filed}
