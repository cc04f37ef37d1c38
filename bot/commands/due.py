"""`due`: when a clock that starts on a day runs out, by the table of lengths alone."""

from collections.abc import Mapping
from datetime import date

import click

from bot.commands.lines import UnreadableLine, answer_lines
from handlers import durations
from handlers.jsonable import Json
from storage import defaults


@click.command()
def due() -> None:
    """Read JSON Lines {"id","clock","start"}; print {"id","due","provisional"}."""
    calendar = defaults.load_calendar()

    def answer(line: Mapping[str, Json]) -> dict[str, Json]:
        name, start = line.get("clock"), line.get("start")
        if not isinstance(name, str) or not isinstance(start, str):
            raise UnreadableLine
        found = durations.due(name, date.fromisoformat(start), calendar)
        return {"due": found.date.isoformat(), "provisional": found.provisional}

    answer_lines(answer)
