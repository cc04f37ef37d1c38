"""Who pays for the works (资金来源), only where it is said: 政府工程, 国企项目, 私人工程."""

import re

from nlp.normalize import Text
from nlp.understanding import Fact
from nlp.vocabulary import Vocabulary

_WORDS = Vocabulary("funding.tsv")
_NOT_BEFORE = re.compile(r"(?:不是|不算|没有|非)$")


def find_funding(text: Text) -> list[Fact]:
    """Find who pays for the works; the state goes before a private hand in the chain."""
    plain = text.plain
    found = [
        hit
        for hit in _WORDS.find(plain)
        if hit.sense.code != "none"
        and not _NOT_BEFORE.search(plain[max(0, hit.start - 3) : hit.start])
    ]
    if not found:
        return []
    order = ("government", "state_firm", "private")
    hit = min(found, key=lambda each: (order.index(each.sense.code), each.start))
    return [
        Fact(
            field="funding",
            value=hit.sense.code,
            text=text.words((hit.start, hit.end)),
            span=(hit.start, hit.end),
            confidence=0.93,
            rule=f"funding:{hit.sense.code}",
        )
    ]
