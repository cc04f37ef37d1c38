"""`route`: who answers for what a line says, by the rows of the directory."""

from collections.abc import Mapping
from datetime import date, datetime

import click

from bot.commands.lines import UnreadableLine, answer_lines, local_today
from bot.desk.present import routing_json
from handlers.facts import HeardSignal, Known
from handlers.jsonable import Json
from handlers.lead import Lead, LeadKind, lead_of
from handlers.routing import route as decide_route
from nlp import segment
from nlp.reader import understand
from nlp.understanding import FactValue, Matter
from storage import defaults


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the leads are of.")
def route(today: datetime | None) -> None:
    """Read JSON Lines (as `understand` prints them, or {"id","text"}); print routing decisions."""
    segment.load()
    directory, calendar, day = (
        defaults.load_directory(),
        defaults.load_calendar(),
        local_today(today),
    )
    answer_lines(
        lambda line: routing_json(decide_route(_lead(line, day), directory, calendar, day))
    )


def _lead(line: Mapping[str, Json], day: date) -> Lead:
    if isinstance(text := line.get("text"), str):
        return lead_of(understand(text, day))
    facts = line.get("facts")
    if not isinstance(facts, dict):
        raise UnreadableLine
    return Lead(
        kind=LeadKind.COMPLAINT if "name" in facts else LeadKind.TIP,
        channel="terminal", conversation=None,
        facts={field: _known(fact) for field, fact in facts.items()},
        signals=tuple(_signal(signal) for signal in _list(line.get("signals"))),
        matter=Matter(str(line.get("matter", "wages"))),
        also=tuple(Matter(str(matter)) for matter in _list(line.get("also"))),
        question_only=line.get("intent") == "rights",
    )  # fmt: skip


def _known(fact: Json) -> Known:
    if not isinstance(fact, dict) or "value" not in fact:
        raise UnreadableLine
    return Known(value=_value(fact["value"]), text=str(fact.get("text", "")))


def _value(value: Json) -> FactValue:
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    if isinstance(value, str | int | float):
        return value
    raise UnreadableLine


def _signal(signal: Json) -> HeardSignal:
    value = signal.get("value") if isinstance(signal, dict) else signal
    if not isinstance(value, str):
        raise UnreadableLine
    return HeardSignal(value=value, text="", span=(0, 0), seq=0)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
