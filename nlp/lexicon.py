"""The words this package recognises, read once from `nlp/data`: the only reader of package data.

Three shapes: free text, a table (tab-separated rows) and a list (one word a line). Blank lines and
lines that begin with `#` are comments in tables and lists; a table's first row may be its header.
"""

from functools import cache
from importlib.resources import files

_DATA = files("nlp").joinpath("data")


@cache
def read_text(name: str) -> str:
    """Return a data file whole, for example `read_text("homophones.txt")`."""
    return _DATA.joinpath(name).read_text(encoding="utf-8")


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file."""
    return tuple(tuple(line.split("\t")) for line in _lines(name))


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list, one a line."""
    return frozenset(line.strip() for line in _lines(name))


def _lines(name: str) -> list[str]:
    lines = read_text(name).splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
