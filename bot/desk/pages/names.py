"""Names of alarms and tasks as addresses carry them: a17, t5."""

from handlers.errors import NotFound

#: The largest number a row can have.
_MOST = 2**63 - 1


def number_of(name: str, letter: str) -> int:
    """Read `a17` as 17; what is no such name does not exist."""
    digits = name.removeprefix(letter)
    if not name.startswith(letter) or not digits.isascii() or not digits.isdigit():
        raise NotFound
    number = int(digits[:20])
    if number > _MOST:
        raise NotFound
    return number
