"""What is owed, computed from its parts as a worker would: rate × work − what he already received.

Only parts that fit one another are multiplied; where they do not, nothing is computed.
"""

from handlers.facts import Facts, Known, number

_FEN = 100


def reckon_wages(facts: Facts) -> Known | None:
    """Return the sum that follows from the parts with its working, none where they do not fit."""
    rate, quantity = facts.get("rate_fen"), _quantity(facts)
    if rate is None or quantity is None or not isinstance(rate.value, int):
        return None
    advance = number(facts, "advance_fen") or 0
    owed = round(rate.value * quantity) - advance
    if owed <= 0:
        return None
    return Known(
        value=owed,
        derived=True,
        working=_write(rate.value, quantity, advance, owed),
        approximate=rate.approximate,
        seq=rate.seq,
    )


def reckon_for_all(facts: Facts) -> Known | None:
    """Return what all are owed together, where it was told how many they are and what for each."""
    each, heads = facts.get("amount_per_worker_fen"), number(facts, "headcount")
    if each is None or not heads or not isinstance(each.value, int) or each.derived:
        return None
    owed = each.value * heads
    return Known(
        value=owed,
        derived=True,
        working=f"{_yuan(each.value)}×{heads}＝{_yuan(owed)}",
        approximate=each.approximate,
        seq=each.seq,
    )


def _quantity(facts: Facts) -> float | None:
    """Return how many of the rate's units were worked."""
    rate, worked, months = (facts.get(name) for name in ("rate_fen", "worked", "months"))
    unit = rate.unit if rate else None
    if worked and isinstance(worked.value, int | float) and worked.unit in (unit, None):
        return worked.value
    if unit == "month" and months and isinstance(months.value, int | float):
        return months.value
    return None


def _write(rate: int, quantity: float, advance: int, owed: int) -> str:
    less = f"－{_yuan(advance)}" if advance else ""
    return f"{_yuan(rate)}×{quantity:g}{less}＝{_yuan(owed)}"


def _yuan(fen: int) -> str:
    whole, rest = divmod(fen, _FEN)
    return f"{whole}.{rest:02d}" if rest else str(whole)
