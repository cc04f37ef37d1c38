"""When the line of the crime is reached: computed from sums, heads and months, place by place."""

from collections.abc import Mapping

import pytest

from handlers.crime import find_reached_line
from nlp.understanding import FactValue
from storage.defaults import load_directory
from tests.handlers.leads import make_lead

DIRECTORY = load_directory()


def reached(
    division: str | None,
    known: Mapping[str, FactValue] | None = None,
    /,
    *,
    collective: bool = False,
    **facts: FactValue,
) -> str | None:
    lead = make_lead({**(known or {}), **facts})
    found = find_reached_line(lead.facts, division, DIRECTORY, collective=collective)
    return f"{found.line} {found.division} {found.limit_fen}" if found else None


@pytest.mark.parametrize(
    ("division", "one", "ten"),
    [
        ("430112", 6_000, 40_000),
        ("410102", 8_000, 40_000),
        ("210102", 10_000, 50_000),
        ("520102", 10_000, 50_000),
        ("360102", 10_000, 50_000),
        ("420102", 10_000, 50_000),
        ("500101", 10_000, 60_000),
        ("440304", 20_000, 100_000),
        ("441900", 20_000, 100_000),
        ("441900003", 20_000, 100_000),
        ("441202", 10_000, 60_000),
        ("110101", 20_000, 100_000),  # no figure known: the top of the range
        (None, 20_000, 100_000),
    ],
)
def test_the_figure_of_the_place_is_reached_at_its_own_end(
    division: str | None, one: int, ten: int
) -> None:
    one_fen, ten_fen = one * 100, ten * 100

    assert (reached(division, amount_fen=one_fen, months=3) or "").startswith("one_worker")
    assert reached(division, amount_fen=one_fen - 1, months=3) is None
    assert (reached(division, amount_fen=ten_fen, headcount=10) or "").startswith("ten_workers")
    assert reached(division, amount_fen=ten_fen - 1, headcount=10) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"months": 3}, True),
        ({"months": 2.5}, False),
        ({}, False),
        ({"period_start": "2025-09", "period_end": "2025-11"}, True),
        ({"period_start": "2025-09", "period_end": "2025-10"}, False),
        ({"period_start": "2025-09-10", "period_end": "2025-12-09"}, True),
        ({"period_start": "2025-09-10", "period_end": "2025-12-08"}, False),
        ({"period_start": "2025-09"}, False),
        ({"period_start": "2024", "period_end": "2025"}, False),
        ({"months": 1, "period_start": "2025-01", "period_end": "2025-12"}, False),
    ],
)
def test_one_worker_must_have_waited_three_months(
    facts: dict[str, FactValue], expected: bool
) -> None:
    assert bool(reached("430112", facts, amount_fen=600_000)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"amount_fen": 4_600_000, "headcount": 7}, "one_worker 430000 600000"),
        ({"amount_fen": 4_100_000, "headcount": 7}, None),
        ({"amount_fen": 4_100_000, "headcount": 10}, "ten_workers 430000 4000000"),
        ({"amount_per_worker_fen": 600_000, "headcount": 2}, "one_worker 430000 600000"),
        ({"amount_per_worker_fen": 599_999, "headcount": 9}, None),
        ({"headcount": 7}, None),
    ],
)
def test_several_under_ten_are_weighed_by_the_head(
    facts: dict[str, FactValue], expected: str | None
) -> None:
    assert reached("430112", facts, months=6) == expected


def test_acting_together_counts_as_ten_workers() -> None:
    assert reached("430112", collective=True, amount_fen=4_000_000) == "ten_workers 430000 4000000"
