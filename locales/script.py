"""Simplified Chinese written in traditional script, for those who write to us in it.

One character for one, after the few whole words in which the usual character would be wrong; it is
meant for our own sentences, whose words we know, not for any text.
"""

import re
from importlib.resources import files

_LINES = files("locales").joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()[1:]
_SIGNS = str.maketrans(_LINES[0], _LINES[1])
_WORDS = dict(line.split("\t") for line in _LINES[2:])
_WORD = re.compile("|".join(map(re.escape, _WORDS)))


def to_traditional(text: str) -> str:
    """Return the text in traditional script."""
    return _WORD.sub(lambda found: _WORDS[found[0]], text).translate(_SIGNS)
