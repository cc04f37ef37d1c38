"""Reference numbers (受理编号) such as 350-7214-6, made to be said aloud over a bad line.

Seven digits and a check digit by ISO 7064 MOD 11,10, which finds every single wrong digit.
"""

import unicodedata

_DIGITS = 7
_MODULUS = 10


def make_reference(number: int) -> str:
    """Write a number of up to seven digits as a reference."""
    if not 0 <= number < 10**_DIGITS:
        raise ValueError(f"a reference has {_DIGITS} digits, {number} does not fit")
    digits = f"{number:0{_DIGITS}}"
    return f"{digits[:3]}-{digits[3:]}-{_check_digit(digits)}"


def is_reference(text: str) -> bool:
    """Whether this is a reference without a mistake, however it is written."""
    return normalize_reference(text) is not None


def normalize_reference(text: str) -> str | None:
    """Return a reference as we write it, whatever digits, words for digits and gaps it came in."""
    digits = "".join(_digit(char) for char in text if not _is_gap(char))
    if len(digits) != _DIGITS + 1 or not digits.isdecimal():
        return None
    reference = make_reference(int(digits[:-1]))
    return reference if reference[-1] == digits[-1] else None


def _is_gap(char: str) -> bool:
    return unicodedata.category(char) in ("Pd", "Zs", "Sm") or char.isspace()


def _digit(char: str) -> str:
    """Read any digit: a full-width one, 三, 零, and 幺 as people say it on the telephone."""
    value = unicodedata.numeric(char, -1)
    return str(int(value)) if value in range(_MODULUS) else "?"


def _check_digit(digits: str) -> int:
    product = _MODULUS
    for digit in digits:
        product = (product + int(digit)) % _MODULUS or _MODULUS
        product = product * 2 % (_MODULUS + 1)
    return (_MODULUS + 1 - product) % _MODULUS
