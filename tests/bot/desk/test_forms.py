"""Every move of the table has a form that holds its fields and posts back what its rule takes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.desk.filled import fill
from bot.desk.forms import Control, Drawing, Sources, draw
from handlers.casework.bodies import Field, read_body
from handlers.casework.corrections import CORRECTABLE, reader_of
from handlers.casework.moves import MOVES, WORKERS_OWN
from handlers.casework.rules import rule_of
from locales.words import Words

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
SOURCES = Sources(
    claimants=(("c1", "one"), ("c2", "two")), officers=(("officer.0417", "0417"), ("boss", "boss")),
    orders=(("m1", "order"),), clocks=(("inspection_investigate", "clock"),),
    payments=(("p1", "payment"),), links=(("350-7214-6", "350-7214-6"),), division="430112",
    today="2026-11-24", now="2026-11-24T11:30",
)  # fmt: skip
WORDS = Words.load("zh-CN")
#: The words a request is approved by are fixed by the page.
HIDDEN = {"request": "r1", "measure": "m1"}
ROWS = [(row.action, row.variant) for row in MOVES if row.action not in WORKERS_OWN]


def say(key: str, **args: str | int) -> str:
    return WORDS.say(key, args) if WORDS.has(key) else f"?{key}"


def drawing(action: str, **more: object) -> Drawing:
    return Drawing(action=action, say=say, sources=SOURCES, **more)  # type: ignore[arg-type]


def flat(controls: tuple[Control, ...]) -> Iterator[Control]:
    for control in controls:
        yield control
        yield from flat(control.parts)


def typed_into(control: Control) -> list[str]:
    """Type something right into a control, as an officer would."""
    ahead = (NOW + timedelta(days=5)).date().isoformat()
    coming = ("pay_by", "until", "due", "answer_by", "watch_until")
    match control.kind:
        case "hidden":
            return [control.value]
        case "code":
            return [control.options[0][0]]
        case "codes":
            return [value for value, _ in control.options[:2]]
        case "sum":
            return ["7,000.50"]
        case "count":
            return ["7"]
        case "time":
            return ["2026-11-24T11:30"]
        case "day":
            return [ahead if control.name.endswith(coming) else "2026-11-20"]
        case "lines" if control.name == "officers":
            return ["one\r\ntwo"]
        case "file" | "files":
            return ["f1"]
        case _:
            dated = control.hint == say("desk-period-hint")
            return ["2026-03" if dated else "430112"]


def posted(controls: tuple[Control, ...]) -> dict[str, list[str]]:
    return {
        control.name: typed_into(control)
        for control in flat(controls)
        if control.kind not in ("group", "rows")
    }


def labels(controls: tuple[Control, ...]) -> Iterator[str]:
    for control in flat(controls):
        yield control.label
        yield control.hint
        yield from (label for _, label in control.options)


@pytest.mark.parametrize(("action", "variant"), ROWS)
def test_each_row_has_a_form_with_all_its_fields_that_posts_back(action: str, variant: str) -> None:
    fields = rule_of(action, variant).fields

    controls = draw(fields, drawing(action, fixed=HIDDEN))
    filled = fill(fields, posted(controls), ZONE)

    assert [control.name for control in controls] == [each.name for each in fields]
    assert filled.errors == {}
    assert filled.body.keys() == {each.name for each in fields}
    assert read_body(filled.body, fields, NOW).keys() == filled.body.keys()
    assert [label for label in labels(controls) if label.startswith("?")] == []


@pytest.mark.parametrize("name", CORRECTABLE)
def test_each_fact_can_be_put_right_by_a_form(name: str) -> None:
    fields, reader = rule_of("correct", "").fields, reader_of(name)

    controls = draw(fields, drawing("correct", fixed={"field": name}, value_of=reader))
    filled = fill(fields, posted(controls), ZONE, value_of=reader)

    assert filled.errors == {}
    assert reader(filled.body["value"], "value", NOW) == filled.body["value"]
    assert [label for label in labels(controls) if label.startswith("?")] == []


def one(kind: str) -> tuple[Field, ...]:
    return tuple(each for each in rule_of("record_payment", "").fields if each.name == kind)


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("7000", 700_000), ("7,000.5", 700_050), ("７０００", 700_000), ("0.01", 1)],
)
def test_yuan_are_read_as_fen(typed: str, fen: int) -> None:
    assert fill(one("amount_fen"), {"amount_fen": [typed]}, ZONE).body == {"amount_fen": fen}


@pytest.mark.parametrize("typed", ["七千", "1.234", "NaN", "1e3000", "9" * 40])
def test_what_is_no_sum_is_named_and_does_not_go_along(typed: str) -> None:
    filled = fill(one("amount_fen"), {"amount_fen": [typed]}, ZONE)

    assert filled.body == {}
    assert filled.errors == {"amount_fen": "desk-err-sum"}


@pytest.mark.parametrize(("typed", "code"), [("430112", "430112"), ("长沙市望城区", "430112")])
def test_a_place_is_typed_by_its_code_or_by_its_name(typed: str, code: str) -> None:
    fields, reader = rule_of("correct", "").fields, reader_of("division")

    assert fill(fields, {"value": [typed]}, ZONE, value_of=reader).body == {"value": code}


def test_an_empty_form_makes_an_empty_body() -> None:
    fields = rule_of("record_payment", "").fields

    assert fill(fields, {"proof/0/kind": ["bank_slip"], "amount_fen": [" "]}, ZONE).body == {}


def test_sums_are_typed_beside_each_worker_and_the_empty_ones_stay_behind() -> None:
    typed = {"rows/c1": ["100"], "rows/c2": [""]}

    assert fill(one("rows"), typed, ZONE).body == {
        "rows": [{"claimant": "c1", "amount_fen": 10_000}]
    }


def test_another_row_is_added_where_it_is_asked_for() -> None:
    typed = {"proof/0/text": ["slip 12"], "_more": ["proof"]}

    (proof,) = draw(one("proof"), drawing("record_payment", typed=typed))

    assert len(proof.parts) == 2
    assert [part.value for part in proof.parts[0].parts if part.kind == "lines"] == ["slip 12"]
