"""`understand`: JSON Lines in, what each says out."""

from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from bot.commands.lines import answer_lines, local_today, text_of
from handlers.jsonable import Json
from nlp import segment
from nlp.reader import understand as read
from nlp.understanding import Fact, FactValue, Understanding

#: Facts that are masked, not printed (contracts.md).
UNPRINTED = frozenset({"bank_card", "home_address"})


@click.command()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the messages are of.")
@click.option("--explain", is_flag=True, help="Show which rule read which words.")
def understand(today: datetime | None, explain: bool) -> None:
    """Read JSON Lines {"id","text"}; print one understanding a line, in order."""
    segment.load()
    day = local_today(today)
    if explain:
        answer_lines(lambda line: _explain(read(text_of(line), day)))
    else:
        answer_lines(lambda line: understanding_json(read(text_of(line), day)))


def understanding_json(heard: Understanding) -> dict[str, Json]:
    """Write an understanding in the shape of contracts.md."""
    shown: dict[str, Json] = {"intent": heard.intent.value, "matter": heard.matter.value}
    if heard.also:
        shown["also"] = [matter.value for matter in heard.also]
    shown["facts"] = {
        field: fact_json(fact) for field, fact in heard.facts.items() if field not in UNPRINTED
    }
    shown["signals"] = [
        {
            "value": signal.value, "text": signal.text, "span": list(signal.span),
            "confidence": signal.confidence,
        }
        for signal in heard.signals
    ]  # fmt: skip
    shown["asks_back"] = [
        {"field": back.field, "values": [plain(value) for value in back.values]}
        for back in heard.asks_back
    ]
    return shown


def plain(value: FactValue) -> Json:
    """Write a fact's value as JSON."""
    return [*value] if isinstance(value, tuple) else value


def fact_json(fact: Fact) -> dict[str, Json]:
    """Write a fact with its words."""
    value = plain(fact.value)
    shown: dict[str, Json] = {
        "value": value, "text": fact.text, "span": list(fact.span), "confidence": fact.confidence,
    }  # fmt: skip
    if fact.field.endswith("_fen"):
        shown["approximate"] = fact.approximate
    elif fact.approximate:
        shown["approximate"] = True
    if fact.derived:
        shown["derived"] = True
    for name in ("low", "high", "working", "unit", "name", "who"):
        if (part := getattr(fact, name)) is not None:
            shown[name] = part
    return shown


def _explain(heard: Understanding) -> dict[str, Json]:
    table = Table(title=f"{heard.intent.value} · {heard.matter.value}")
    for column in ("what", "value", "words", "rule", "sure"):
        table.add_column(column)
    for fact in heard.facts.values():
        table.add_row(fact.field, str(fact.value), fact.text, fact.rule, f"{fact.confidence:.2f}")
    for signal in heard.signals:
        table.add_row("signal", signal.value, signal.text, signal.rule, f"{signal.confidence:.2f}")
    Console(stderr=True).print(table)
    return understanding_json(heard)
