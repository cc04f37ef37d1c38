"""How urgent a lead is: every reason, and both sides of every figure."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.directory import Threshold
from handlers.lead import Lead
from handlers.triage import Past, find_level
from nlp.understanding import FactValue, Matter
from storage.defaults import load_calendar, load_directory
from tests.handlers.leads import make_lead

DIRECTORY, CALENDAR = load_directory(), load_calendar()
TODAY = date(2026, 11, 24)


def level(lead: Lead, past: Past | None = None) -> tuple[str, list[str]]:
    found, reasons = find_level(lead, DIRECTORY, CALENDAR, TODAY, past or Past())
    return found, [reason.code for reason in reasons]


@pytest.mark.parametrize(
    "signal", ["distress", "violence", "detained", "medical_emergency", "child"]
)
def test_danger_to_life_is_first(signal: str) -> None:
    assert level(make_lead(signals=[signal, "media"])) == ("P0", ["signal", "media"])


@pytest.mark.parametrize(
    "signal", ["gathering_now", "boss_fled", "hardship", "reprisal", "card_or_id_held"]
)
def test_what_cannot_wait_needs_a_person_in_two_hours(signal: str) -> None:
    assert level(make_lead(signals=[signal])) == ("P1", ["signal"])


@pytest.mark.parametrize("signal", ["petition", "overseas"])
def test_other_signals_do_not_raise(signal: str) -> None:
    assert level(make_lead(signals=[signal])) == ("P3", [])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"headcount": 9}, ("P3", [])),
        ({"headcount": 10}, ("P1", ["collective"])),
        ({"living_money": "no"}, ("P1", ["signal"])),
        ({"living_money": "yes"}, ("P3", [])),
        ({"card_in_hand": "no"}, ("P1", ["signal"])),
        ({"boss_reachable": "no"}, ("P3", [])),
        ({"amount_fen": 49_999_999}, ("P3", [])),
        ({"amount_fen": 50_000_000}, ("P2", ["sum_large"])),
        ({"amount_per_worker_fen": 10_000_000, "headcount": 5}, ("P2", ["sum_large"])),
        ({"amount_per_worker_fen": 10_000_000, "headcount": 4}, ("P3", [])),
        ({"funding": "government"}, ("P2", ["government_project"])),
        ({"funding": "state_firm"}, ("P2", ["state_project"])),
        ({"funding": "private"}, ("P3", [])),
        ({"period_end": "2025-11-29"}, ("P1", ["limit_near"])),  # due on Monday the 30th
        ({"period_end": "2025-11-24"}, ("P1", ["limit_near"])),  # ends today
        ({"period_end": "2025-12-01"}, ("P3", [])),
        ({"period_end": "2025-10-31"}, ("P3", [])),  # gone by: nothing to be urgent about
        ({"period_end": "2024-11-30"}, ("P1", ["limit_near"])),  # two years of inspection
        ({"period_end": "2026-05"}, ("P3", [])),
        ({}, ("P3", [])),
    ],
)
def test_facts_raise_the_level_from_their_figure_on(
    facts: dict[str, FactValue], expected: tuple[str, list[str]]
) -> None:
    assert level(make_lead(facts)) == expected


def test_acting_together_counts_as_ten() -> None:
    assert level(make_lead(signals=["collective"], headcount=3)) == ("P1", ["collective"])


def test_a_limit_that_the_worker_himself_names_is_near() -> None:
    found, reasons = find_level(
        make_lead(signals=["limit_near"]), DIRECTORY, CALENDAR, TODAY, Past()
    )

    assert found == "P1"
    assert reasons[0].args == {"clock": "arbitration_limit", "due": None}


def test_a_near_limit_is_told_with_its_clock_and_day() -> None:
    _, reasons = find_level(make_lead(period_end="2024-11-30"), DIRECTORY, CALENDAR, TODAY, Past())

    assert reasons[0].args == {"clock": "inspection_lookback", "due": "2026-11-30"}


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (Past(similar=1), ("P3", [])),
        (Past(similar=2), ("P2", ["third_lead"])),
        (Past(repeat=True), ("P2", ["repeat_last_year"])),
    ],
)
def test_other_leads_on_the_firm_raise_the_level(
    past: Past, expected: tuple[str, list[str]]
) -> None:
    assert level(make_lead(), past) == expected


def test_media_make_it_major() -> None:
    assert level(make_lead(signals=["media"])) == ("P2", ["media"])


def test_the_crime_line_makes_it_major_for_wages_only() -> None:
    facts: dict[str, FactValue] = {"division": "430112", "amount_fen": 700_000, "months": 3}

    assert level(make_lead(facts)) == ("P2", ["crime_line"])
    assert level(make_lead(facts, matter=Matter.PRIVATE_DEBT)) == ("P3", [])


def test_the_highest_level_wins_and_all_reasons_are_shown() -> None:
    lead = make_lead(signals=["violence", "boss_fled"], funding="government", headcount=12)

    assert level(lead) == ("P0", ["signal", "signal", "collective", "government_project"])


def test_a_question_has_no_arrears_to_weigh() -> None:
    assert level(make_lead(question_only=True, amount_fen=90_000_000)) == ("P4", [])


def test_a_place_may_set_its_own_figure() -> None:
    local = Threshold(name="collective_heads", division="430100", value=30)
    directory = replace(DIRECTORY, thresholds=(*DIRECTORY.thresholds, local))

    here = find_level(
        make_lead(division="430112", headcount=12), directory, CALENDAR, TODAY, Past()
    )
    there = find_level(
        make_lead(division="430211", headcount=12), directory, CALENDAR, TODAY, Past()
    )

    assert (here[0], there[0]) == ("P3", "P1")
