"""`ask`: which rights article answers a question, or none."""

from collections.abc import Mapping
from datetime import datetime

import click

from bot.commands.lines import answer_lines, text_of
from bot.services.world import index_articles
from handlers.jsonable import Json
from locales.rights import load_articles
from nlp import articles


@click.command()
@click.option("--division", help="Where the question is asked, six digits.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the question.")
def ask(division: str | None, today: datetime | None) -> None:
    """Read JSON Lines {"id","text"}; print the article chosen, or none."""
    known = {article.id: article for article in load_articles("zh-CN")}
    index = index_articles(known.values())

    def answer(line: Mapping[str, Json]) -> dict[str, Json]:
        ranked = articles.rank(index, text_of(line), division)
        best = ranked[0] if ranked else None
        if best is None:
            return {
                "article": None, "title": None, "basis": [], "confidence": 0.0, "alternatives": [],
            }  # fmt: skip
        article = known[best.id]
        return {
            "article": best.id, "title": article.title,
            "basis": [{"law": basis.law, "article": basis.article} for basis in article.basis],
            "confidence": round(best.confidence, 3),
            "alternatives": [other.id for other in ranked[1:3]],
        }  # fmt: skip

    answer_lines(answer)
