"""`make campaign-rehearsal`: two thousand cases over sixty days, counted a second time."""

import argparse
import asyncio
import sys
from time import perf_counter

from tests.rehearsal.campaign import Campaign, open_campaign
from tests.rehearsal.reconcile import Reconciled, reconcile


async def rehearse(cases: int, days: int) -> tuple[Campaign, Reconciled]:
    """Live a campaign and hold it against the count."""
    async with open_campaign() as campaign:
        await campaign.run(cases, days)
        return campaign, await reconcile(campaign)


def main() -> None:
    """Rehearse, print a table, and fail on any difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--days", type=int, default=60)
    chosen = parser.parse_args()
    began = perf_counter()
    campaign, result = asyncio.run(rehearse(chosen.cases, chosen.days))
    _tell(campaign, result, perf_counter() - began)
    sys.exit(1 if result.differences else 0)


def _tell(campaign: Campaign, result: Reconciled, seconds: float) -> None:
    print(f"{len(campaign.counts)} cases, {campaign.today}, {seconds:.0f} s")
    print("\nwhere they stand")
    for name, number in sorted(result.statuses.items()):
        print(f"  {name:<22}{number:>8}")
    print("\nfigures")
    for name, value in result.totals.items():
        print(f"  {name:<22}{value if isinstance(value, int) else value['cases']:>16,}")
    print("\ncompared")
    for name, number in sorted(result.compared.items()):
        print(f"  {name:<22}{number:>8}")
    print("\ndone, and the seconds it took")
    for name, number in sorted(campaign.done.items()):
        print(f"  {name:<22}{number:>8}")
    for name, spent in sorted(campaign.spent.items()):
        print(f"  {name:<22}{spent:>8.1f} s")
    print(f"\n{len(result.differences)} differences")
    for difference in result.differences[:40]:
        print(f"  {difference}")


if __name__ == "__main__":
    main()
