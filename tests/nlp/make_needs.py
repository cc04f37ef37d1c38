"""Work out the column `needs` of the pattern tables: `python -m tests.nlp.make_needs`.

From each pattern follow sets of characters of each of which every match holds at least one; a rule
with a set that does not meet the message's characters need not be tried. The two smallest are kept.
"""

import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from pathlib import Path
from typing import Any

from nlp.lexicon import read_table
from nlp.signals import fill_names

TABLES = ("signals.tsv", "matters.tsv")
DATA = Path(__file__).parents[2] / "nlp" / "data"

#: Characters that nearly every message holds.
EVERYWHERE = "不没我在一人的了上到去给工老板钱要就有个资欠"


def find_needs(pattern: str) -> str:
    """Return the one or two smallest sets of which a match must hold one, parted by a blank."""
    found = sorted(_sets_of(parser.parse(fill_names(pattern))), key=_commonness)
    assert found, f"a match may hold anything at all: {pattern[:60]}"
    others = [signs for signs in found[1:] if not signs & found[0]]
    return " ".join("".join(sorted(map(chr, signs))) for signs in (found[0], *others[:1]))


def _of_sequence(items: Any) -> set[int] | None:
    return min(_sets_of(items), key=_commonness, default=None)


def _sets_of(items: Any) -> list[set[int]]:
    """Return the set of each part that a match cannot do without, groups opened."""
    found: list[set[int]] = []
    for kind, value in items:
        if kind is kinds.SUBPATTERN:
            found += _sets_of(value[3])
        elif (needed := _of_item(kind, value)) is not None:
            found.append(needed)
    return [signs for signs in found if ord(" ") not in signs]


def _commonness(signs: set[int]) -> int:
    return sum(8 if chr(sign) in EVERYWHERE else 1 for sign in signs)


def _of_item(kind: Any, value: Any) -> set[int] | None:
    if kind is kinds.LITERAL:
        return {value}
    if kind is kinds.IN:
        return _of_class(value)
    if kind is kinds.BRANCH:
        parts = [_of_sequence(part) for part in value[1]]
        return None if None in parts else set().union(*(part for part in parts if part))
    if kind is kinds.SUBPATTERN:
        return _of_sequence(value[3])
    if kind is kinds.MAX_REPEAT and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _of_class(members: Any) -> set[int] | None:
    signs: set[int] = set()
    for kind, value in members:
        if kind is kinds.LITERAL:
            signs.add(value)
        elif kind is kinds.RANGE:
            signs |= set(range(value[0], value[1] + 1))
        elif (kind, value) == (kinds.CATEGORY, kinds.CATEGORY_DIGIT):
            signs |= set(map(ord, "0123456789"))
        else:
            return None
    return signs


def main() -> None:
    """Write the columns anew."""
    for table in TABLES:
        rows = {row[5]: find_needs(row[5]) for row in read_table(table)}
        lines = (DATA / table).read_text("utf-8").splitlines()
        (DATA / table).write_text("".join(_renewed(line, rows) + "\n" for line in lines), "utf-8")


def _renewed(line: str, rows: dict[str, str]) -> str:
    cells = line.split("\t")
    if line.startswith("#") or len(cells) < 6:
        return line
    return "\t".join([*cells[:4], rows[cells[5]], cells[5]])


if __name__ == "__main__":
    main()
