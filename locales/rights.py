"""Rights articles (维权问答): the only words about law that a worker is ever given.

One file each: TOML between lines of `+++`, then the answer, one short sentence a line. A person
who knows the law has reviewed each; where none fits, the product says so and offers a person.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_FENCE = "+++\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A legal source: a law by its usual name and the number of the article."""

    law: str
    article: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An answer with its legal basis and the questions it answers."""

    id: str
    title: str
    text: str
    asks: tuple[str, ...]
    """How people really ask it."""
    basis: tuple[Basis, ...]
    effective: date
    """Since when the answer holds."""
    reviewed: date
    scope: tuple[str, ...]
    """Leading digits of the divisions where it holds; empty: the whole country."""
    source: str
    """Where the texts of the laws were read."""
    next: str
    """What is offered after it, as a key."""


@cache
def load_articles(locale: str) -> tuple[Article, ...]:
    """Return all articles of a language, in the order of their names."""
    folder = files("locales").joinpath(locale, "rights")
    if not folder.is_dir():
        return ()
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".md"))
    return tuple(_read(folder.joinpath(name)) for name in names)


def _read(file: Traversable) -> Article:
    _, front, text = file.read_text(encoding="utf-8").split(_FENCE, 2)
    fields = tomllib.loads(front)
    return Article(
        id=fields["id"],
        title=fields["title"],
        text=text.strip(),
        asks=tuple(fields["asks"]),
        basis=tuple(Basis(law=each["law"], article=each["article"]) for each in fields["basis"]),
        effective=fields["effective"],
        reviewed=fields["reviewed"],
        scope=tuple(fields["scope"]),
        source=fields["source"],
        next=fields["next"],
    )
