"""A third lead on the same firm in thirty days, and a firm that owed last year, are major."""

from handlers.callers import lead_for_caller
from handlers.officer import Grant, Officer, OfficerId, Role
from nlp.reader import understand
from tests.bot.desk.api.outside import FACTS
from tests.bot.test_line import file_story
from tests.product import Stage

OPERATOR = Officer(
    id=OfficerId(9), username="operator", name="x", grants=(Grant(role=Role.INTAKE),)
)  # fmt: skip


async def file(stage: Stage, **facts: str) -> list[str]:
    """File a lead for a caller; returns its level and why."""
    lead = lead_for_caller(understand("", stage.clock().date()), {**FACTS, **facts})
    case = (await stage.product.casework.file(OPERATOR, lead)).case
    return [case.level, *(reason.code for reason in case.routing.reasons)]


async def test_the_third_lead_on_a_firm_in_thirty_days_is_major(stage: Stage) -> None:
    assert (await file(stage))[0] == "P3"
    assert "third_lead" not in await file(stage)

    third = await file(stage)

    assert third[0] == "P2"
    assert "third_lead" in third
    assert "third_lead" not in await file(stage, employer="别的公司")
    stage.clock.advance(days=40)
    assert "third_lead" not in await file(stage)


async def test_a_firm_that_owed_last_year_is_major(stage: Stage) -> None:
    await file(stage)
    stage.clock.advance(days=60)

    again = await file(stage)

    assert again[0] == "P2"
    assert "repeat_last_year" in again


async def test_a_story_told_in_the_chat_is_counted_too(stage: Stage) -> None:
    for _ in range(3):
        await file_story(stage)

    cases = sorted(await stage.cases(), key=lambda case: case.id)

    found = [any(r.code == "third_lead" for r in case.routing.reasons) for case in cases]
    assert found == [False, False, True]
