"""Side categories of a lead (domain.md §2.6): what is told beside the unpaid wages themselves."""

import re
from collections.abc import Mapping

from nlp.lexicon import read_table
from nlp.normalize import Text
from nlp.understanding import Fact

_PATTERNS = tuple(
    (category, re.compile(pattern)) for category, pattern in read_table("categories.tsv")
)
#: A risk is no risk any more once something is owed.
_OWED = ("amount_fen", "amount_per_worker_fen", "months")


def find_categories(text: Text, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Find the side categories that are heard, in the order of the table."""
    heard = [category for category, pattern in _PATTERNS if pattern.search(text.plain)]
    contract = facts.get("contract")
    if contract is not None and contract.value == "no" and "no_contract" not in heard:
        heard.append("no_contract")
    if any(name in facts for name in _OWED) and "risk_not_yet_due" in heard:
        heard.remove("risk_not_yet_due")
    return tuple(heard)
