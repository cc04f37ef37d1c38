"""The table of moves is the contract's, word for word: statuses, roles, holders, second persons."""

import csv
from pathlib import Path

import pytest

from handlers.casework.moves import MOVES, Move, find_row
from handlers.casework.requests import RULES as OF_REQUESTS
from handlers.casework.rulebook import BOOK
from handlers.casework.rules import rule_of
from handlers.officer import Role

CONTRACTS = Path(__file__).parents[2] / "contracts"


def read(name: str) -> list[dict[str, str]]:
    with (CONTRACTS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


MOVES_CSV, ROLES_CSV = read("moves.csv"), read("roles.csv")


def names(row: dict[str, str]) -> str:
    return f"{row['action']},{row['variant']}"


def find(row: dict[str, str]) -> Move:
    found = find_row(row["action"], row["variant"])
    assert found is not None
    return found


def test_the_table_has_exactly_the_rows_of_the_contract() -> None:
    contract = [(row["action"], row["variant"]) for row in MOVES_CSV]

    assert sorted((row.action, row.variant) for row in MOVES) == sorted(contract)
    assert len(set(contract)) == len(contract)


def test_every_row_has_a_rule_and_every_rule_a_row() -> None:
    assert {**BOOK, **OF_REQUESTS}.keys() == {(row.action, row.variant) for row in MOVES}
    assert rule_of("approve", "second") is OF_REQUESTS["approve", "second"]


@pytest.mark.parametrize("row", MOVES_CSV, ids=names)
def test_a_row_leads_from_where_to_where_the_contract_says(row: dict[str, str]) -> None:
    move = find(row)

    assert {status.value for status in move.starts} == set(row["from"].split())
    assert {f"{a}>{b}" for a, b in move.paths} == set(row["transitions"].split())
    assert {b.value for _, b in move.paths} == set(row["to"].split())


@pytest.mark.parametrize("row", MOVES_CSV, ids=names)
def test_a_row_names_the_roles_of_the_contract(row: dict[str, str]) -> None:
    move = find(row)

    assert {role.value for role in move.roles} == set(row["roles"].replace("†", "").split())
    assert {role.value for role in move.holding} == set(
        row["holder_only"].replace("†", "").split()
    )
    assert bool(move.triage) == ("†" in row["roles"])


SECONDS = {"": "", "P0-P2": "P0-P2", "leader": "leader", "always": "always",
           "P0-P2; contested: always, S": "P0-P2"}  # fmt: skip


@pytest.mark.parametrize("row", MOVES_CSV, ids=names)
def test_a_row_asks_for_the_second_person_of_the_contract(row: dict[str, str]) -> None:
    assert find(row).second == SECONDS[row["second_person"]]


def cell(move: Move, role: Role) -> str:
    if role not in move.roles:
        return "never"
    reach = "holder" if role in move.holding else "in scope"
    second = {"": "", "always": " + second person"}.get(
        move.second, f" + second person {move.second}"
    )
    return reach + (" (triage)" if role in move.triage else "") + second


@pytest.mark.parametrize("row", ROLES_CSV, ids=names)
def test_every_role_may_what_the_matrix_says(row: dict[str, str]) -> None:
    move = find(row)

    mine = {role.value: cell(move, role) for role in Role}

    assert mine == {name: value for name, value in row.items() if name in mine}
