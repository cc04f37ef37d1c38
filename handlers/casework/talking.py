"""Words to the worker and among officers, sealed fields opened, facts put right."""

from dataclasses import replace

from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    anything,
    files,
    listing,
    one_of,
    optional,
    reason,
    short,
    text,
)  # fmt: skip
from handlers.casework.corrections import propose_routing, read_value
from handlers.casework.refusals import wrong
from handlers.casework.rule import Rule, Rules
from handlers.casework.workers_limits import recount_limits
from handlers.claimant import Claimant
from handlers.facts import SEALED, Known, Source, Sureness, renew, words


def _message(act: Act) -> None:
    act.quote(act.text("text"), files=act.texts("files"))
    act.end("first_answer")


def _check_note(act: Act) -> None:
    known = {officer.username for officer in act.world.officers}
    for at, name in enumerate(act.texts("mentions")):
        if name not in known:
            wrong(f"mentions/{at}")


def _note(act: Act) -> None:
    act.args["text"] = act.text("text")
    if files_given := act.texts("files"):
        act.args["files"] = list(files_given)
    for name in act.texts("mentions"):
        act.notify(name, "mentioned", by=act.officer.username)


def _open_value(act: Act) -> str | None:
    field, claimant = act.text("field"), act.optional("claimant")
    if claimant is None:
        return words(act.case.facts, field)
    row = next((row for row in act.case.claimants if row.id == claimant), None)
    if row is None:
        wrong("claimant")
    return {"name": row.name, "phone": row.phone}.get(field)


def _check_reveal(act: Act) -> None:
    if _open_value(act) is None:
        wrong("field")


def _reveal(act: Act) -> None:
    field, claimant = act.text("field"), act.optional("claimant")
    act.args.update(field=field, claimant=claimant)
    value = str(_open_value(act))
    whose = {"claimant": claimant} if claimant else {}
    act.revealed = {"field": field, "value": value, **whose}


def _check_correct(act: Act) -> None:
    read_value(act.text("field"), act.body["value"], act)


def _correct(act: Act) -> None:
    field = act.text("field")
    value = read_value(field, act.body["value"], act)
    act.args["field"] = field
    match field.partition("/"):
        case ("category" | "campaign_class" as name, _, _):
            act.change(**{name: value})
        case ("registered_employer", _, _):
            act.change(registered_employer=str(value))
        case ("numbers", _, which):
            act.change(numbers={**act.case.numbers, which: str(value)})
        case _:
            _correct_fact(act, field, value)


def _correct_fact(act: Act, field: str, value: object) -> None:
    known = Known(
        value=value,  # type: ignore[arg-type]
        text="", source=Source.OFFICER, sureness=Sureness.VERIFIED,
    )  # fmt: skip
    old = act.case.facts.get(field)
    act.change(facts={**act.case.facts, field: renew(old, known)})
    if field in ("name", "phone"):
        rows = (_named(row, field, str(value)) for row in act.case.claimants)
        act.change(claimants=tuple(rows))
    recount_limits(act, field)
    propose_routing(act)


def _named(row: Claimant, field: str, value: str) -> Claimant:
    if not row.own:
        return row
    return replace(row, name=value) if field == "name" else replace(row, phone=value)


RULES: Rules = {
    ("message", ""): Rule(fields=(Field("text", text), optional("files", files)), do=_message),
    ("note", ""): Rule(
        fields=(
            Field("text", text), optional("mentions", listing(short, at_most=50)),
            optional("files", files),
        ),
        check=_check_note,
        do=_note,
    ),
    ("reveal", ""): Rule(
        fields=(
            Field("field", one_of(*sorted(SEALED))), optional("claimant", short),
            Field("reason", reason),
        ),
        check=_check_reveal,
        do=_reveal,
    ),
    ("correct", ""): Rule(
        fields=(Field("field", short), Field("value", anything), Field("reason", reason)),
        check=_check_correct,
        do=_correct,
    ),
}  # fmt: skip
