"""Which rights article a question gets: the share that is right, and of honest silence."""

from dataclasses import dataclass, field
from pathlib import Path

from bot.services.world import index_articles
from locales.rights import load_articles
from nlp.articles import rank
from tests.gold.scoring import Share

#: What stands for "no article answers this".
NONE = "-"


@dataclass(slots=True)
class RightsReport:
    """The figures of one set of questions."""

    right: Share = field(default_factory=Share)
    among_three: Share = field(default_factory=Share)
    silent: Share = field(default_factory=Share)
    """Where no article fits, how often none is given."""
    errors: list[str] = field(default_factory=list, repr=False)


def load_questions(name: str) -> list[tuple[str, str]]:
    """Read `rights_dev` or `rights_test`: questions, each with its article."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(question, article) for question, article in rows]


def score_rights(name: str) -> RightsReport:
    """Ask every question of a set."""
    report, index = RightsReport(), index_articles(load_articles("zh-CN"))
    for question, wanted in load_questions(name):
        ranked = rank(index, question)
        ids = [each.id for each in ranked]
        best = ids[0] if ids else NONE
        if wanted == NONE:
            report.silent.count(hit=not ids)
        else:
            report.right.count(hit=best == wanted)
            report.among_three.count(hit=wanted in ids[:3])
        if best != wanted:
            sure = ranked[0].confidence if ranked else 0.0
            report.errors.append(f"{question}: {best} ({sure:.2f}), not {wanted}")
    return report
