"""Sums from their parts, with the working as a worker would write it."""

from handlers.facts import Known
from handlers.sums.wages import reckon_wages


def test_days_times_the_rate_less_what_was_received() -> None:
    facts = {
        "rate_fen": Known(value=28_000, unit="day"),
        "worked": Known(value=43, unit="day"),
        "advance_fen": Known(value=300_000),
    }

    owed = reckon_wages(facts)

    assert owed is not None
    assert owed.value == 904_000
    assert owed.working == "280×43－3000＝9040"
    assert owed.derived


def test_months_by_the_monthly_rate() -> None:
    facts = {"rate_fen": Known(value=400_000, unit="month"), "months": Known(value=1.5)}

    owed = reckon_wages(facts)

    assert owed is not None
    assert owed.value == 600_000


def test_parts_that_do_not_fit_give_nothing() -> None:
    by_day = Known(value=28_000, unit="day")

    assert reckon_wages({"rate_fen": by_day, "months": Known(value=3)}) is None
    assert reckon_wages({"rate_fen": by_day, "worked": Known(value=9, unit="piece")}) is None
    assert reckon_wages({"worked": Known(value=9, unit="day")}) is None


def test_nothing_is_owed_where_more_was_received() -> None:
    facts = {
        "rate_fen": Known(value=10_000, unit="day"),
        "worked": Known(value=2, unit="day"),
        "advance_fen": Known(value=50_000),
    }

    assert reckon_wages(facts) is None
