"""Which road a worker is told first."""

from datetime import date

import pytest

from handlers.lead import Lead
from handlers.paths import PATHS, Standing, find_path
from nlp.understanding import Matter
from storage.defaults import load_calendar, load_directory
from tests.handlers.leads import make_lead


def advise(lead: Lead, *happened: str) -> str:
    standing = Standing(
        lead=lead,
        directory=load_directory(),
        calendar=load_calendar(),
        today=date(2026, 11, 24),
        happened=frozenset(happened),
    )
    return find_path(standing).code


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (make_lead(division="430112", employer="刘强"), "wages_clear"),
        (make_lead(matter=Matter.PROJECT_PAYMENT, signals=["boss_fled"]), "own_contract_price"),
        (make_lead(signals=["overseas"]), "work_abroad"),
        (make_lead(evidence=("iou",)), "paper_in_hand"),
        (make_lead(evidence=("settlement", "photo")), "paper_in_hand"),
        (make_lead(evidence=("photo",)), "wages_clear"),
        (make_lead(period_end="2025-11-28", evidence=("iou",)), "limit_near"),
        (make_lead(signals=["boss_fled"]), "boss_fled"),
        (make_lead(industry="domestic", employer="王太太"), "personal_hire"),
        (make_lead(industry="domestic", employer="好帮手家政公司"), "wages_clear"),
        (make_lead(period_end="2024-10"), "inspection_too_late"),
        (make_lead(matter=Matter.SEVERANCE), "disputed"),
        (make_lead(categories=("overtime",)), "disputed"),
        (make_lead(signals=["reprisal"]), "wants_to_stay"),
    ],
)
def test_the_road_follows_from_what_is_known(lead: Lead, code: str) -> None:
    assert advise(lead) == code


@pytest.mark.parametrize(
    ("happened", "code"),
    [
        ("award", "not_obeyed"),
        ("judgment", "not_obeyed"),
        ("bankrupt", "bankrupt"),
        ("mediation_broken", "mediation_broken"),
        ("order_unpaid", "order_unpaid"),
        ("wants_to_stay", "wants_to_stay"),
    ],
)
def test_the_road_follows_from_what_has_happened(happened: str, code: str) -> None:
    assert advise(make_lead(), happened) == code


def test_every_road_names_what_to_bring_its_cost_and_a_second_one() -> None:
    for path in PATHS.values():
        assert path.bring
        assert path.takes
        assert path.then
        assert path.first not in path.then
        assert path.cost in {
            "free", "property_fee", "third_of_property_fee", "debtor_pays",
        }  # fmt: skip
