"""One text in two spellings of the same length: as it was written, and as the grammars read it.

Every character is replaced by exactly one character, so a span of the plain text is a span of
the original. Full-width becomes half-width, traditional becomes simplified, upper case lower, and
a wrong character of the same sound (功资, 拖签, 包公头) the one that was
meant, never inside a name.
"""

import re
from dataclasses import dataclass

from nlp.lexicon import read_table, read_text
from nlp.understanding import Span
from nlp.vocabulary import pairs_of


@dataclass(frozen=True, slots=True)
class Text:
    """A message: `original` as written, `plain` as the grammars read it, equally long."""

    original: str
    plain: str

    def words(self, span: Span) -> str:
        """Return the original words of a span."""
        return self.original[span[0] : span[1]]


def normalize(original: str) -> Text:
    """Make the plain spelling of a message, code point for code point."""
    plain = original.translate(_ONE_TO_ONE)
    if not plain.isascii():
        plain = _fit_relation_sign(_right_characters(plain))
    return Text(original, plain)


def _one_to_one() -> dict[int, str]:
    traditional, simplified = read_text("simplified.txt").splitlines()[1:3]
    table = dict(zip(map(ord, traditional), simplified, strict=True))
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    table |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    table |= dict.fromkeys(_SPACES, " ")
    return table


#: Blanks of typesetting and of web pages; the invisible ones of zero width are blanks as well.
_SPACES = (0x3000, 0xA0, *range(0x2000, 0x2010), 0x202F, 0x205F, 0x2060, 0xFEFF, ord("\t"))
_ONE_TO_ONE = _one_to_one()

#: The sign of relation and the Cantonese "is" are one traditional character.
_CANTONESE_IS = re.compile(r"(?<![关联体维干派星母直])系(?=我|老板|边|你|佢|一|咪|话|个|度)")


def _fit_relation_sign(plain: str) -> str:
    return _CANTONESE_IS.sub("是", plain) if "系" in plain else plain


@dataclass(frozen=True, slots=True)
class _WrongWord:
    right: str
    not_after: frozenset[str]
    not_before: frozenset[str]


_WRONG_WORDS = {
    wrong: _WrongWord(right, frozenset(before), frozenset(after))
    for wrong, right, before, after in read_table("wrong_words.tsv")
}
#: The first two characters of a wrong spelling: what one look-up a character can tell.
_BEGINNINGS = {wrong[:2] for wrong in _WRONG_WORDS}
_LENGTHS = tuple(sorted({len(wrong) for wrong in _WRONG_WORDS}, reverse=True))
_NAME_BEFORE = ("叫", "姓", "名", "是小", "是老")
_NAME_AFTER = re.compile(r".{0,3}?(?:公司|集团|镇|村|县|路|街|小区|大厦)")


def _right_characters(plain: str) -> str:
    if pairs_of(plain).isdisjoint(_BEGINNINGS):
        return plain
    at, signs = 0, None
    while at < len(plain) - 1:
        size = _wrong_length(plain, at) if plain[at : at + 2] in _BEGINNINGS else 0
        if size:
            signs = signs or list(plain)
            signs[at : at + size] = _WRONG_WORDS[plain[at : at + size]].right
        at += size or 1
    return "".join(signs) if signs else plain


def _wrong_length(plain: str, at: int) -> int:
    """Return how many characters from here are a wrong spelling, 0 where they are none."""
    for size in _LENGTHS:
        word = _WRONG_WORDS.get(plain[at : at + size])
        if word and _stands_free(plain, at, at + size, word):
            return size
    return 0


def _stands_free(plain: str, start: int, end: int, word: _WrongWord) -> bool:
    """Whether no neighbour makes another word of it, and it is no part of a name."""
    if plain[start - 1 : start] in word.not_after and start:
        return False
    if plain[end : end + 1] in word.not_before and end < len(plain):
        return False
    return not (plain.endswith(_NAME_BEFORE, 0, start) or _NAME_AFTER.match(plain, end))
