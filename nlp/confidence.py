"""How far a reading can be trusted: how often its rule was right on the development set.

A rule not listed takes its field's figure, a field not listed the general one.
"""

_GENERAL = 0.93
_FIELDS = {
    "amount_fen": 0.95,
    "amount_per_worker_fen": 0.95,
    "advance_fen": 0.93,
    "rate_fen": 0.97,
    "worked": 0.96,
    "months": 0.95,
    "headcount": 0.96,
    "period_start": 0.95,
    "period_end": 0.94,
    "last_payment": 0.9,
    "project_payment_fen": 0.9,
}
_RULES = {
    ("amount_fen", "pay"): 0.85,
    ("amount_fen", "alone"): 0.7,
    ("amount_fen", "total"): 0.88,
    ("amount_fen", "added"): 0.85,
}


def trust(field: str, rule: str = "") -> float:
    """Return the confidence of a field read by a rule."""
    return _RULES.get((field, rule), _FIELDS.get(field, _GENERAL))
