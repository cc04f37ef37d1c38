"""The only dice: ids that grow with time, references, keys, codes and links."""

import secrets
import time

from handlers.references import make_reference

#: Without 0 O 1 I: what a person copies from a screen or hears on the telephone.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def draw_id() -> int:
    """Draw a 63-bit id: 41 bits of milliseconds, then chance, so ids sort by time."""
    return (int(time.time() * 1000) << 22 | secrets.randbits(22)) & (2**63 - 1)


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
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))
