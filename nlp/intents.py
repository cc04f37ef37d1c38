"""What the speaker wants: tell, ask, look up, talk to a person, correct, stop, greet.

Short messages are orders and questions; the longer a message is, the more it is a story. A story
that ends in 怎么办 is told to be acted upon, a question without a case of one's own asks for law.
"""

import re
from collections.abc import Mapping, Sequence

from nlp.lexicon import read_table
from nlp.normalize import Text
from nlp.understanding import Fact, Intent, Matter, Signal

_PATTERNS = {name: re.compile(pattern) for name, _, pattern in read_table("intents.tsv")}

#: Who cries out is not asked what he wants (domain.md §5.9).
_CRIES = ("distress", "violence", "detained")
#: So long may a message be that orders something: beyond it the words are part of a story.
_ORDER = 40
#: So long may a question be that is asked for its own sake.
_QUESTION = 110
#: Facts that tell of a case of one's own; a rate or a count stands in general questions too.
_CASE = ("amount_fen", "amount_per_worker_fen", "division", "employer", "foreman", "period_start")


def find_intent(
    text: Text, facts: Mapping[str, Fact], signals: Sequence[Signal], matter: Matter
) -> Intent:
    """Find what the speaker wants, the surest sign first."""
    plain = text.plain.strip()
    if not plain or _says("greet", plain):
        return Intent.GREET if plain else Intent.OTHER
    if not _is_cry(signals):
        order = _order(plain, facts)
        if order:
            return order
        if _asks_for_law(plain, facts, matter):
            return Intent.RIGHTS
    return Intent.REPORT if _tells(plain, facts, signals, matter) else Intent.OTHER


#: 他说财务弄错了: somebody else's error puts nothing right here.
_THEIR_ERROR = re.compile(
    r"(?:老板娘?|财务|公司|会计|他们?|她|厂里|单位|人事|银行)[^,。!?]{0,3}(?:弄|搞|算|写|记|打|填|发)错"
)


def _order(plain: str, facts: Mapping[str, Fact]) -> Intent | None:
    """Return what a short message orders, if it does."""
    if len(plain) > _ORDER:
        return None
    if _THEIR_ERROR.search(plain):
        return None
    for intent in (Intent.CORRECT, Intent.CANCEL, Intent.HUMAN, Intent.PROGRESS):
        if _says(intent.value, plain) and not (intent is Intent.PROGRESS and _is_case(facts)):
            return intent
    return None


def _asks_for_law(plain: str, facts: Mapping[str, Fact], matter: Matter) -> bool:
    if len(plain) > _QUESTION or _is_case(facts):
        return False
    return _says("question", plain) and (_says("law", plain) or matter is not Matter.UNKNOWN)


def _tells(
    plain: str, facts: Mapping[str, Fact], signals: Sequence[Signal], matter: Matter
) -> bool:
    """Whether there is anything that a person at the desk could use."""
    told = any(signal.value not in _CRIES for signal in signals)
    return bool(facts) or told or matter is not Matter.UNKNOWN or _says("report_ask", plain)


def _is_case(facts: Mapping[str, Fact]) -> bool:
    return any(name in facts for name in _CASE)


def _is_cry(signals: Sequence[Signal]) -> bool:
    return any(signal.value in _CRIES for signal in signals)


def _says(what: str, plain: str) -> bool:
    return _PATTERNS[what].search(plain) is not None
