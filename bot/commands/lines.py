"""JSON Lines in, JSON Lines out, in order; a line that cannot be read says so."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from bot.commands.configuration import settings_or_exit
from handlers.errors import ProductError
from handlers.jsonable import Json


class UnreadableLine(ProductError):
    """The line is no JSON object with what this command needs."""

    code = "line"


def answer_lines(answer: Callable[[Mapping[str, Json]], Mapping[str, Json]]) -> None:
    """Answer every line of standard input; exits 1 at the end where one could not be read."""
    failed = False
    for raw in sys.stdin.buffer:
        name: Json = None
        if not raw.strip():
            continue
        try:
            line = json.loads(raw.decode("utf-8"))
            if not isinstance(line, dict):
                raise UnreadableLine
            name = line.get("id")
            shown = {"id": name, **answer(line)}
        except (ValueError, RecursionError, ProductError) as wrong:
            failed = True
            code = wrong.code if isinstance(wrong, ProductError) else "line"
            message = str(UnreadableLine.__doc__ if code == "line" else type(wrong).__doc__)
            shown = {"id": name, "error": {"code": code, "message": message}}
        click.echo(json.dumps(shown, ensure_ascii=False))
    if failed:
        sys.exit(1)


def text_of(line: Mapping[str, Json]) -> str:
    """Return the text of a line; raises UnreadableLine."""
    text = line.get("text")
    if not isinstance(text, str):
        raise UnreadableLine
    return text


def local_today(given: datetime | None) -> date:
    """Return the day given, else today where the product counts days."""
    if given is not None:
        return given.date()
    return datetime.now(ZoneInfo(settings_or_exit().time_zone)).date()
