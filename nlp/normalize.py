"""One text in two spellings of the same length: as it was written, and as the grammars read it.

Every character is replaced by exactly one character, so a span of the plain text is a span of
the original. Full-width becomes half-width, traditional becomes simplified, upper case lower.
"""

from dataclasses import dataclass

from nlp.understanding import Span


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
    return Text(original, "".join(_plain(character) for character in original))


def _plain(character: str) -> str:
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        character = chr(code - 0xFEE0)
    elif code in (0x3000, 0xA0, 0x2003, 0x2002):
        return " "
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character
