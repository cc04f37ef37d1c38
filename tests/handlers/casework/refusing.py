"""Reading refusals in tests."""

from collections.abc import Callable
from typing import Any

from handlers.errors import ProductError


def refused(do: Callable[..., Any], *args: Any, **body: Any) -> str:
    """Return the code of the refusal, `422 field` for a wrong value, `gate a b` for a gate."""
    try:
        do(*args, **body)
    except ProductError as refusal:
        if "field" in refusal.details:
            code = "" if refusal.code == "wrong" else f" {refusal.code}"
            return f"422 {refusal.details['field']}{code}"
        if refusal.code == "gate":
            missing = refusal.details["missing"]
            assert isinstance(missing, tuple)
            return " ".join(("gate", *missing))
        return refusal.code
    return "done"
