"""Which of the numbered choices a short reply takes: 「1」「１」「一」「选1」「1 3」."""

import re

from nlp.normalize import normalize

_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", start=1)}
_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九])"
_REPLY = re.compile(rf"^[选第回复]{{0,2}}\s*({_NUMBER}(?:[\s,、和.]+{_NUMBER})*)\s*[个号项.。]?$")
_PART = re.compile(_NUMBER)


def read_numbers(text: str, count: int) -> tuple[int, ...]:
    """Return the numbers (from 1) a reply takes of `count` choices; empty where it takes none."""
    found = _REPLY.match(normalize(text).plain.strip())
    if not found:
        return ()
    numbers = tuple(_DIGITS.get(part) or int(part) for part in _PART.findall(found[1]))
    return numbers if all(1 <= number <= count for number in numbers) else ()
