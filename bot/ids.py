"""The only dice: ids that grow with time, references, keys, codes and links."""

import secrets
import time

from handlers.references import make_reference

#: Without 0 O 1 I: what a person copies from a screen or hears on the telephone.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 16
_CHANCE = 22


class _Ids:
    """Ids that always grow within a process: what is drawn later is read later."""

    def __init__(self) -> None:
        self._last = 0

    def draw(self) -> int:
        drawn = int(time.time() * 1000) << _CHANCE | secrets.randbits(_CHANCE)
        # within the same millisecond, and after a clock that was set back
        self._last = max(drawn, self._last + 1 + secrets.randbits(8))
        return self._last & (2**63 - 1)


_IDS = _Ids()


def draw_id() -> int:
    """Draw a 63-bit id: 41 bits of milliseconds, then chance, so ids sort by time."""
    return _IDS.draw()


def draw_reference() -> str:
    """Draw a reference (受理编号) with its check digit."""
    return make_reference(secrets.randbelow(9_000_000) + 1_000_000)


def draw_key() -> str:
    """Draw a bearer key or the secret part of a link: 256 bits."""
    return secrets.token_urlsafe(32)


def draw_check() -> str:
    """Draw a check code (查验码) that proves a receipt: 96 bits."""
    return secrets.token_urlsafe(12)


def draw_code() -> str:
    """Draw a way back (回访口令): sixteen characters in fours, 79 bits."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _CODE_LENGTH, 4))


def looks_like_code(text: str) -> bool:
    """Whether a message may be a way back, however it is cut and whatever its case."""
    letters = [sign for sign in text.upper() if sign not in " -—–·\t\n"]
    return len(letters) == _CODE_LENGTH and all(sign in _ALPHABET for sign in letters)
