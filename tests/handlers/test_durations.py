"""The lengths of the clocks, as casework.md §5 prints them."""

from datetime import date

import pytest

from handlers.durations import DURATIONS, Due, Kind, Length, Unit, due
from handlers.errors import Invalid
from storage.defaults import load_calendar, load_directory

CALENDAR = load_calendar()

#: The table once more, written down apart from the program.
LENGTHS = {
    "desk": "alarm_review 3w approval 1w urge_answer 1w unowned 1w referral_return 1w "
    "dispute_decide 3w co_task 10w find_funding 3w ask_wait 5w silence 7c listed_report 7c "
    "paid_question 3c paid_again 30c reopen_window 30c",
    "law": "inspection_accept 5w inspection_investigate 60w inspection_investigate_extended 90w "
    "inspection_decide 15w order_serve 7c crime_decide 3c^ police_answer 3c^ police_papers 3c^ "
    "crime_review 3c^ list_objection 5w list_check 5w list_decide 20w deposit_pay 5w "
    "deposit_refill 10w employer_review 60c employer_sue 6m enforcement_demand 10w "
    "enforcement_ask 3m legal_aid_decide 7c^ legal_aid_lawyer 3c^ petition_object 5w "
    "petition_notice 15c",
    "worker": "inspection_lookback 2y arbitration_limit 1y civil_limit 3y arbitration_accept 5w "
    "arbitration_decide 45c arbitration_decide_extended 60c mediation_end 15c sue_after_award 15c "
    "award_set_aside 30c enforcement_limit 2y payment_order_accept 5c payment_order_issue 15c "
    "payment_order_debtor 15c refusal_review 60c refusal_sue 6m agency_silent 2m injury_firm 30c "
    "injury_worker 1y",
}


def test_every_clock_of_a_fixed_length_is_known_with_its_kind() -> None:
    written = {
        name: (kind, length)
        for kind, rows in LENGTHS.items()
        for name, length in zip(rows.split()[::2], rows.split()[1::2], strict=True)
    }

    known = {
        name: (each.kind.value, f"{each.length.count}{each.length.unit.value}")
        for name, each in DURATIONS.items()
    }

    assert known == written


def test_every_clock_of_the_law_names_it_and_the_desks_own_do_not() -> None:
    laws = load_directory().laws

    for each in DURATIONS.values():
        assert (each.law is None) == (each.kind is Kind.DESK)
        assert each.law is None or each.law.split()[0] in laws


@pytest.mark.parametrize(
    ("name", "start", "end", "provisional"),
    [
        ("inspection_accept", date(2026, 11, 24), date(2026, 12, 1), False),
        ("inspection_investigate", date(2026, 11, 26), date(2027, 2, 23), True),
        ("inspection_decide", date(2026, 12, 2), date(2026, 12, 23), False),
        ("crime_decide", date(2026, 9, 30), date(2026, 10, 3), False),  # to the day
        ("legal_aid_decide", date(2026, 12, 28), date(2027, 1, 4), False),
        ("paid_question", date(2026, 9, 30), date(2026, 10, 8), False),
        ("refusal_sue", date(2026, 3, 31), date(2026, 9, 30), False),
        ("refusal_sue", date(2026, 4, 1), date(2026, 10, 8), False),
        ("agency_silent", date(2025, 12, 31), date(2026, 2, 28), False),
        ("arbitration_limit", date(2025, 2, 17), date(2026, 2, 24), False),
        ("inspection_lookback", date(2024, 2, 29), date(2026, 2, 28), False),
        ("civil_limit", date(2024, 11, 24), date(2027, 11, 24), True),
    ],
)
def test_a_clock_ends_on_the_day_the_law_says(
    name: str, start: date, end: date, provisional: bool
) -> None:
    assert due(name, start, CALENDAR) == Due(end, provisional)


def test_a_place_may_shorten_a_clock() -> None:
    henan = load_directory().clocks_in("410102")

    found = due("inspection_investigate", date(2026, 11, 24), CALENDAR, henan)

    assert found.date == date(2026, 12, 24)


def test_a_local_row_never_lengthens_what_the_law_gives() -> None:
    henan = load_directory().clocks_in("410102")

    # Seven days end on Sunday 20 September, which is worked; five working days end before.
    assert due("inspection_accept", date(2026, 9, 11), CALENDAR, henan).date == date(2026, 9, 18)
    # Before 国庆 seven days are the shorter.
    assert due("inspection_accept", date(2026, 9, 30), CALENDAR, henan).date == date(2026, 10, 8)


def test_a_clock_that_only_a_place_has_is_counted_there() -> None:
    baotou = load_directory().clocks_in("150203")

    assert due("local_finish", date(2026, 11, 24), CALENDAR, baotou).date == date(2026, 12, 9)


@pytest.mark.parametrize("name", ["first_answer", "campaign", "crisis_answer", "local_finish", ""])
def test_a_clock_without_a_fixed_length_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        due(name, date(2026, 11, 24), CALENDAR)

    assert caught.value.field == "clock"


def test_a_start_at_the_end_of_time_is_refused() -> None:
    for name in ("refusal_review", "civil_limit", "inspection_accept"):
        with pytest.raises(Invalid):
            due(name, date(9999, 12, 31), CALENDAR)


@pytest.mark.parametrize("text", ["", "w", "5", "5x", "5c^^"])
def test_a_length_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Length.parse(text)


def test_a_length_is_read_in_the_notation_of_the_tables() -> None:
    assert Length.parse("30c") == Length(30, Unit.DAYS)
    assert Length.parse("3 c^") == Length(3, Unit.EXACT_DAYS)
