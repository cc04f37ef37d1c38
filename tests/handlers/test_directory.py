"""The directory: the most specific place wins, nationwide rows stand behind all."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.directory import Directory, Telephone, covers, trim
from storage.defaults import load_directory

DIRECTORY = load_directory()


@pytest.mark.parametrize(
    ("division", "digits"),
    [
        ("000000", ""), ("430000", "43"), ("430100", "4301"), ("430112", "430112"),
        ("430112001", "430112001"), ("441900003", "441900003"), ("441900", "4419"),
    ],
)  # fmt: skip
def test_a_place_is_known_by_its_leading_digits(division: str, digits: str) -> None:
    assert trim(division) == digits


@pytest.mark.parametrize(
    ("area", "place", "inside"),
    [
        (None, "430112", True), ("000000", None, True), ("430000", "430112", True),
        ("430112", "430112001", True), ("430112", "430100", False), ("430112", None, False),
        ("441900", "441900003", True),
    ],
)  # fmt: skip
def test_an_area_covers_what_lies_below_it(
    area: str | None, place: str | None, inside: bool
) -> None:
    assert covers(area, place) == inside


@pytest.mark.parametrize(
    ("division", "county"),
    [
        ("430112", True), ("430112001", True), ("429004", True), ("441900", True),
        ("441900003", True), ("430100", False), ("430000", False), ("43", False), (None, False),
    ],
)  # fmt: skip
def test_a_county_is_exact_enough(division: str | None, county: bool) -> None:
    assert DIRECTORY.is_county(division) == county


def test_telephones_of_the_place_come_before_the_nationwide_ones() -> None:
    local = Telephone(
        number="0731-12333", division="430100", purpose="wages", hours="", around_the_clock=False
    )
    directory = replace(DIRECTORY, telephones=(*DIRECTORY.telephones, local))

    assert [each.number for each in directory.telephones_in("430112", "wages")] == [
        "0731-12333", "12333",
    ]  # fmt: skip
    assert [each.number for each in directory.telephones_in(None, "wages")] == ["12333"]


def test_only_numbers_answered_at_any_hour_may_stand_alone_in_danger() -> None:
    alone = {each.number for each in DIRECTORY.telephones if each.around_the_clock}

    assert {"110", "120", "119"} <= alone
    assert "12356" not in alone


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 1, 28), "winter_2024"), (date(2025, 1, 29), None),
        (date(2026, 2, 16), "winter_2025"), (date(2026, 11, 15), "winter_2026"),
        (date(2028, 1, 25), "winter_2027"), (date(2029, 2, 12), "winter_2028"),
        (date(2028, 6, 1), None),
    ],
)  # fmt: skip
def test_a_campaign_runs_until_the_day_before_new_year(day: date, name: str | None) -> None:
    campaign = DIRECTORY.campaign_on(day, None)

    assert (campaign and campaign.name) == name


def test_the_clock_of_the_smaller_place_counts() -> None:
    henan = DIRECTORY.clocks_in("410102")

    assert set(henan) == {
        "inspection_accept", "inspection_investigate", "inspection_investigate_extended",
    }  # fmt: skip
    assert DIRECTORY.clocks_in("430112") == {}


def test_a_law_is_cited_by_its_name() -> None:
    assert DIRECTORY.cite("inspection 17") == "劳动保障监察条例 17"
    assert DIRECTORY.cite("house_rule 3") == "house_rule 3"
    assert DIRECTORY.cite(None) is None


def test_an_empty_directory_has_no_campaign_and_no_telephone() -> None:
    assert Directory().campaign_on(date(2026, 12, 1), None) is None
    assert Directory().telephones_in(None, "wages") == ()
