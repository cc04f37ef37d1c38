"""The aims hold for everybody, through both doors."""

import asyncio

import pytest

from tests.people.person import Person, read_cast
from tests.people.report import Played, play_all

CAST = read_cast()


@pytest.fixture(scope="module", name="played")
def everybody_played() -> dict[str, Played]:
    return {one.person.name: one for one in asyncio.run(play_all(CAST))}


def test_there_are_enough_people_and_no_two_are_alike() -> None:
    assert len(CAST) >= 40
    names, openings = {one.name for one in CAST}, {one.opens for one in CAST}
    assert len(names) == len(openings) == len(CAST)


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.name)
def test_everybody_is_led_to_the_end(person: Person, played: dict[str, Played]) -> None:
    assert played[person.name].faults == []
