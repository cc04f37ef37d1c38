"""Patterns that are tried only where one of the characters they cannot do without stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nlp.lexicon import read_text

_WORDING = {
    name: words.replace(" ", "|")
    for name, words in (
        line.split("\t")
        for line in read_text("wording.tsv").splitlines()
        if line[:1] not in ("", "#")
    )
}


def either(name: str) -> str:
    """Return the words of a list in wording.tsv as the alternatives of a pattern."""
    return _WORDING[name]


class Cue:
    """A compiled pattern with the characters one of which every match holds."""

    __slots__ = ("_needs", "_pattern")

    def __init__(self, needs: str, pattern: str) -> None:
        self._needs = frozenset(needs)
        self._pattern = re.compile(pattern)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return self._pattern

    def find(self, plain: str, letters: frozenset[str]) -> Iterator[re.Match[str]]:
        """Find the matches; `letters` are the characters of `plain`, collected once."""
        if self._needs.isdisjoint(letters):
            return iter(())
        return self._pattern.finditer(plain)

    def search(self, plain: str, letters: frozenset[str]) -> re.Match[str] | None:
        """Find the first match."""
        return None if self._needs.isdisjoint(letters) else self._pattern.search(plain)

    def match(self, plain: str, at: int) -> re.Match[str] | None:
        """Match exactly here."""
        return self._pattern.match(plain, at)


class Filing:
    """Tells which of many patterns are worth trying: each needs a sign of every set of its own."""

    __slots__ = ("_first", "_second", "_single")

    def __init__(self, needs: Iterable[str]) -> None:
        self._first: defaultdict[str, int] = defaultdict(int)
        self._second: defaultdict[str, int] = defaultdict(int)
        self._single = 0
        for index, sets in enumerate(needs):
            first, _, second = sets.partition(" ")
            for sign in first:
                self._first[sign] |= 1 << index
            for sign in second:
                self._second[sign] |= 1 << index
            if not second:
                self._single |= 1 << index

    def worth_trying(self, plain: str) -> Iterator[int]:
        """Yield the patterns that could match, in their order."""
        first, second = 0, self._single
        for sign in set(plain):
            first |= self._first.get(sign, 0)
            second |= self._second.get(sign, 0)
        open_ = first & second
        while open_:
            lowest = open_ & -open_
            yield lowest.bit_length() - 1
            open_ ^= lowest


class Ending:
    """A pattern at the end of the words before, tried only where the last character fits."""

    __slots__ = ("_last", "_pattern")

    def __init__(self, last: str, pattern: str) -> None:
        self._last = frozenset(last)
        self._pattern = re.compile(rf"(?:{pattern})$")

    def search(self, before: str) -> re.Match[str] | None:
        """Find the pattern at the very end."""
        return self._pattern.search(before) if before[-1:] in self._last else None
