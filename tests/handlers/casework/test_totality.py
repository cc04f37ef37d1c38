"""Every status × mark × action × role with `{}` gets the coded refusal of the contract."""

import csv
from pathlib import Path

import pytest

from handlers.case import SHOWN_MARKS, Case, Hold, Status
from handlers.casework.commands import Command
from handlers.casework.moves import actions
from handlers.casework.refusals import FORBIDDEN
from handlers.casework.rules import allowed_moves, decide
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound, ProductError
from handlers.officer import Officer, Role
from tests.handlers.casework.desk import START, accepted, filed, officer, put, world

PEOPLE = {
    role: officer(30 + n, role.value, agency=None, division=None) for n, role in enumerate(Role)
}
MARKS = ("", *SHOWN_MARKS, "paused", "disputed")
WORLD = world()
TABLE: dict[str, list[dict[str, str]]] = {}
with (Path(__file__).parents[2] / "contracts" / "moves.csv").open(encoding="utf-8") as lines:
    for line in csv.DictReader(lines):
        TABLE.setdefault(line["action"], []).append(line)

#: Moves that look at a mark beside the status.
BY_MARK = {"resume": {"ask_more", "paused"}, "delist": {"listed"}, "decide_dispute": {"disputed"}}

#: `{}` is complete for these alone.
COMPLETE = {"claim", "resume", "undo"}


def expect(action: str, role: Role, status: str, mark: str, *, held: bool) -> str:
    """Say from the contract's table alone what `{}` must come to."""
    rows = TABLE[action]
    if not any(role.value in row["roles"].replace("†", "").split() for row in rows):
        return "role"
    from_here = any(status in row["from"].split() for row in rows)
    if not from_here or not {mark} & BY_MARK.get(action, {mark}):
        return "not_from_here"
    if action not in COMPLETE:
        return "422"
    if action == "undo":
        return "left_the_house"
    if action == "claim":
        return "held" if held else "done"
    return "done" if held else "not_held"


def meet(case: Case, action: str, person: Officer) -> str:
    try:
        decide(case, Command(action=action), person, WORLD, START)
    except Invalid:
        return "422"
    except ProductError as refusal:
        return refusal.code
    return "done"


def hold(case: Case, person: Officer | None) -> Case:
    held = person and Hold(
        officer=person.id, username=person.username, name=person.name, agency=None, since=START
    )
    return put(case, case.main.value, [mark.name for mark in case.marks], held_by=held)


@pytest.mark.parametrize("action", sorted(TABLE))
@pytest.mark.parametrize("held", [True, False], ids=["held", "free"])
def test_nothing_but_the_table(action: str, held: bool) -> None:
    triage = filed(division=None).case

    for role, person in PEOPLE.items():
        for status in Status:
            for mark in MARKS:
                stands = put(triage, status.value, [mark] if mark else [])
                case = hold(stands, person if held else None)
                expected = expect(action, role, status.value, mark, held=held)
                assert meet(case, action, person) == expected, (role, status, mark)


@pytest.mark.parametrize("role", list(Role))
def test_moves_are_exactly_what_role_status_and_hold_leave(role: Role) -> None:
    triage, person = filed(division=None).case, PEOPLE[role]

    for status in Status:
        for mark in ("", "ask_more", "listed", "disputed"):
            for holder in (person, None):
                case = hold(put(triage, status.value, [mark] if mark else []), holder)
                open_ = set(allowed_moves(case, person, WORLD, START))
                for action in actions():
                    code = meet(case, action, person)
                    if action in open_:
                        assert code in ("done", "422", "left_the_house")
                    elif code == "422":
                        assert holder is None, "only holding it may be missing"
                    else:
                        assert code in ("role", "not_from_here", "not_held", "held")


def test_intake_is_shut_out_where_the_agency_has_accounts() -> None:
    intake = PEOPLE[Role.INTAKE]
    case = accepted().case

    assert meet(case, "claim", intake) == "role"
    assert meet(case, "release", intake) == "422"


def test_out_of_sight_and_unknown_are_not_there() -> None:
    case = filed().case
    stranger = officer(77, "officer", agency="430103-labor_inspection", division="430103")

    with pytest.raises(NotFound):
        decide(case, Command(action="claim"), stranger, WORLD, START)
    with pytest.raises(NotFound):
        decide(case, Command(action="fly"), PEOPLE[Role.OFFICER], WORLD, START)
    assert allowed_moves(case, stranger, WORLD, START) == ()


def test_a_refusal_tells_where_the_case_stands_and_what_there_is() -> None:
    desk = filed()

    with pytest.raises(NotAllowed) as refusal:
        desk.does(PEOPLE[Role.OFFICER], "record_payment")

    details = refusal.value.details
    assert refusal.value.code == "not_from_here"
    assert (details["status"], details["marks"], details["version"]) == ("filed", (), 1)
    assert "claim" in details["moves"]  # type: ignore[operator]
    assert "accept" not in details["moves"]  # type: ignore[operator]


def test_a_stale_page_does_nothing_and_hears_what_happened_since() -> None:
    desk = filed()
    person = PEOPLE[Role.SUPERVISOR]
    desk.does(person, "claim", version=1)

    with pytest.raises(Conflict) as refusal:
        desk.does(person, "release", reason="换人", version=1)

    details = refusal.value.details
    assert refusal.value.code == "stale"
    assert (details["version"], details["by"]) == (2, person.username)
    assert [entry.action for entry in details["since"]] == ["claim"]  # type: ignore[attr-defined]
    assert desk.does(person, "release", reason="换人", version=2).case.version == 3


@pytest.mark.parametrize("version", [True, "2", 2.0])
def test_a_version_is_a_number(version: object) -> None:
    with pytest.raises(Invalid) as refusal:
        filed().does(PEOPLE[Role.OFFICER], "claim", version=version)
    assert refusal.value.field == "version"


def test_role_goes_before_status_and_status_before_value() -> None:
    case = put(filed().case, "closed")

    assert meet(case, "accept", PEOPLE[Role.LEADER]) == "role"
    assert meet(case, "accept", PEOPLE[Role.OFFICER]) == "not_from_here"
    assert {"role", "down", "listed", "same_person", "not_lead"} <= FORBIDDEN
