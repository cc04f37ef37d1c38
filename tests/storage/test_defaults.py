"""The shipped data: every row has a source and a date, and says what the tables of the law say."""

import csv
from datetime import date, timedelta
from importlib.resources import files

import pytest

from nlp.lunar import find_new_year, to_solar
from storage.defaults import load_calendar, load_directory, read_agency, read_calendar

DATA = files("storage").joinpath("data")
FILES = [file.name for file in DATA.iterdir() if file.name.endswith(".csv")]


@pytest.mark.parametrize("name", FILES)
def test_every_row_has_a_source_and_a_date(name: str) -> None:
    rows = list(csv.DictReader(DATA.joinpath(name).read_text("utf-8").splitlines()))

    for row in rows:
        assert row["source"]
        assert date.fromisoformat(row.get("checked") or row["date"]) <= date(2026, 11, 24)


@pytest.mark.parametrize("year", range(2020, 2027))
def test_every_published_year_names_its_notice(year: int) -> None:
    text = DATA.joinpath(f"calendars/{year}.csv").read_text("utf-8")

    for row in csv.DictReader(text.splitlines()):
        assert row["day"].startswith(str(year))
        assert row["kind"] in ("off", "made_up")
        assert row["source"].startswith("国办发明电")
        assert date.fromisoformat(row["published"]) < date.fromisoformat(row["day"]) or year == 2020


@pytest.mark.parametrize("year", range(2027, 2037))
def test_statutory_holidays_stand_where_the_lunar_calendar_has_them(year: int) -> None:
    new_year = find_new_year(year)
    assert new_year is not None
    wanted = {
        date(year, 1, 1), date(year, 5, 1), date(year, 5, 2),
        *(date(year, 10, day) for day in (1, 2, 3)),
        *(new_year + timedelta(days=n) for n in (-1, 0, 1, 2)),
        to_solar(year, 5, 5), to_solar(year, 8, 15),
    }  # fmt: skip

    days = {day for day in load_calendar().statutory if day.year == year}

    assert wanted <= days
    assert {(day.month, day.day) for day in days - wanted} <= {(4, 4), (4, 5)}


def test_the_days_of_2027_are_those_of_the_holiday_rules() -> None:
    days = sorted(day for day in load_calendar().statutory if day.year == 2027)

    assert [f"{day:%m-%d}" for day in days] == [
        "01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15",
        "10-01", "10-02", "10-03",
    ]  # fmt: skip


def test_campaigns_stand_on_the_table_of_the_lunar_new_year() -> None:
    for campaign in load_directory().campaigns:
        assert campaign.new_year == find_new_year(campaign.new_year.year)
        assert campaign.work_until < campaign.opens < campaign.year_end < campaign.new_year


def test_a_year_loaded_later_is_covered() -> None:
    rows = [{"day": "2027-02-05", "kind": "off"}, {"day": "2027-02-14", "kind": "made_up"}]

    calendar = read_calendar(rows, [])

    assert not calendar.is_provisional(date(2027, 6, 1))
    assert calendar.is_workday(date(2027, 2, 14))
    assert not calendar.is_workday(date(2027, 2, 5))


def test_an_agency_is_named_by_its_place() -> None:
    agency = read_agency(
        {
            "id": "430112-labor_inspection",
            "name": "望城区劳动保障监察大队",
            "above": "430100-labor_inspection",
            "source": "区政府网站",
            "checked": "2026-11-24",
        }
    )

    assert (agency.division, agency.kind) == ("430112", "labor_inspection")
    assert agency.above == "430100-labor_inspection"
