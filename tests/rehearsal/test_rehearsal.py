"""The campaign in small: forty-five cases over twenty days agree with the count to the last fen."""

from tests.rehearsal.__main__ import rehearse


async def test_a_small_campaign_agrees_with_its_independent_count() -> None:
    campaign, result = await rehearse(45, 20)

    assert result.differences == []
    assert result.compared["clocks"] > 250
    assert result.compared["rows"] > 100
    assert result.statuses["closed"] > 2
    assert campaign.done["gates shut"] > 0
    assert result.totals["paid_fen"] > 0
