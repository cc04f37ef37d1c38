"""A word list with a meaning for each word, and the search for its words in a text.

The words are filed by their first two characters, so a text is looked through once, whatever the
length of the list; the longest word at a point wins.
"""

from collections.abc import Iterator
from functools import lru_cache
from operator import add
from typing import NamedTuple

from nlp.lexicon import read_text


@lru_cache(maxsize=8)
def pairs_of(plain: str) -> frozenset[str]:
    """Return the pairs of neighbours, with one of which a word of a list must begin."""
    return frozenset(map(add, plain, plain[1:]))


class Sense(NamedTuple):
    """What a word of a list says: a code and how strongly it says it."""

    code: str
    weight: float


class Hit(NamedTuple):
    """A word of the list found in a text."""

    start: int
    end: int
    sense: Sense


class Vocabulary:
    """The words of one file: code, weight, then words parted by blanks."""

    def __init__(self, name: str) -> None:
        self._senses: dict[str, Sense] = {}
        for line in read_text(name).splitlines():
            if line and not line.startswith("#"):
                code, weight, words = line.split("\t")
                self._senses |= dict.fromkeys(words.split(" "), Sense(code, float(weight)))
        sizes: dict[str, set[int]] = {}
        for word in self._senses:
            sizes.setdefault(word[:2], set()).add(len(word))
        self._sizes = {head: tuple(sorted(s, reverse=True)) for head, s in sizes.items()}

    def knows(self, word: str) -> bool:
        """Whether this very word is in the list."""
        return word in self._senses

    def find(self, plain: str) -> Iterator[Hit]:
        """Find the words from left to right, none overlapping."""
        heads, senses, free = self._sizes, self._senses, 0
        if pairs_of(plain).isdisjoint(heads):
            return
        for at in range(len(plain) - 1):
            sizes = heads.get(plain[at : at + 2])
            if sizes is None or at < free:
                continue
            for size in sizes:
                sense = senses.get(plain[at : at + size])
                if sense:
                    free = at + size
                    yield Hit(at, free, sense)
                    break
