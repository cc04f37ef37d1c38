"""Signs of danger, urgency and weight in a worker's words, each heard in its context.

The patterns are rows of `nlp/data/signals.tsv`; what is here decides whether a match is meant:
not when it is denied, hearsay, long past, feared only, or a question about the law. A threat
with a condition (不给钱就跳) is meant, and so is one that is taken back in the next breath.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.cue import Filing
from nlp.lexicon import read_table
from nlp.normalize import Text
from nlp.understanding import Fact, Signal, Span

#: So many people are a collective matter (domain.md §2.10).
MANY = 10
#: Younger workers are children before the law (禁止使用童工规定 2).
WORKING_AGE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    signal: str
    name: str
    confidence: float
    guard: str
    needs: str
    pattern: re.Pattern[str]


def find_signals(text: Text, today: date) -> list[Signal]:
    """Find what a message signals, at most once each, in the order of the words."""
    found: dict[str, Signal] = {}
    for index in _FILING.worth_trying(text.plain):
        rule = _RULES[index]
        if rule.signal not in found:
            signal = _first_meant(rule, text)
            if signal:
                found[rule.signal] = signal
    for value, name, span in (*_ages(text.plain, today), *_leavings(text.plain, today)):
        found.setdefault(value, _signal(value, name, 0.9, text, span))
    return sorted(found.values(), key=lambda signal: signal.span)


def add_collective(signals: Sequence[Signal], facts: Mapping[str, Fact]) -> list[Signal]:
    """Add `collective` where ten people or more are told of."""
    heads = facts.get("headcount")
    told = any(signal.value == "collective" for signal in signals)
    if told or heads is None or not isinstance(heads.value, int) or heads.value < MANY:
        return list(signals)
    many = Signal(
        value="collective",
        text=heads.text,
        span=heads.span,
        confidence=heads.confidence,
        rule="signal.collective.heads",
    )
    return sorted((*signals, many), key=lambda signal: signal.span)


def _first_meant(rule: _Rule, text: Text) -> Signal | None:
    first = rule.pattern.search(text.plain)
    if first is None:
        return None
    for match in rule.pattern.finditer(text.plain, first.start()):
        if match.end() > match.start() and _GUARDS[rule.guard](text.plain, match.span()):
            return _signal(rule.signal, rule.name, rule.confidence, text, match.span())
    return None


def _signal(value: str, name: str, confidence: float, text: Text, span: Span) -> Signal:
    return Signal(
        value=value,
        text=text.words(span),
        span=span,
        confidence=confidence,
        rule=f"signal.{value}.{name}",
    )


# Whether a match is meant.


def _is_life_meant(plain: str, span: Span) -> bool:
    """A danger to life: heard unless denied, told of others long ago, or a question of law."""
    before, after = _around(plain, span)
    if _is_denied(before):
        return False
    told = _says("hearsay", before) or _says("advised", before) or _says("law_question", after)
    if told and not _says("self_will", before):
        return False
    words = plain[span[0] : span[1]]
    past = _says("past", before[-16:]) or _says("past", words)
    return not past or _says("present", before + words + after[:8])


def _is_denied(before: str) -> bool:
    return _says("denied", before) and not _says("not_denied", before)


def _is_captivity_meant(plain: str, span: Span) -> bool:
    """Kept in by force: not a resignation that is refused, nor pay kept back."""
    nearby = plain[max(0, span[0] - 10) : span[1] + 8]
    return not _says("leave_asked", nearby) and _is_life_meant(plain, span)


def _is_deed_meant(plain: str, span: Span) -> bool:
    """A deed or state: heard unless it is denied or only feared."""
    before, _ = _around(plain, span)
    return not (
        _is_denied(before) or _says("feared", before[-12:]) or _says("hearsay", before[-12:])
    )


def _is_stay_meant(plain: str, span: Span) -> bool:
    """Work in another country: not the flight of a boss."""
    before, _ = _around(plain, span)
    return _is_deed_meant(plain, span) and not _says("boss_went", before)


def _is_plan_meant(plain: str, span: Span) -> bool:
    """What is done or threatened with, also on a condition: heard unless denied."""
    before, _ = _around(plain, span)
    return not _is_denied(before)


def _is_meant(plain: str, span: Span) -> bool:
    """A word that needs no context but that it is not denied."""
    before, _ = _around(plain, span)
    return not _says("not_meant", before)


def _says(what: str, words: str) -> bool:
    return _CONTEXT[what].search(words) is not None


_GUARDS = {
    "life": _is_life_meant,
    "held": _is_captivity_meant,
    "deed": _is_deed_meant,
    "abroad": _is_stay_meant,
    "plan": _is_plan_meant,
    "none": _is_meant,
}
_SENTENCE_END = re.compile(r"[。!?\n;]")


def _around(plain: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after in the same sentence, at most forty characters each."""
    before = _SENTENCE_END.split(plain[max(0, span[0] - 40) : span[0]])[-1]
    after = _SENTENCE_END.split(plain[span[1] : span[1] + 40])[0]
    return before, after


# Ages and dates, which need arithmetic.

_MONTHS = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_MONTHS |= {"十一": 11, "十二": 12, "腊": 12}


def _ages(plain: str, today: date) -> Iterator[tuple[str, str, Span]]:
    for match in _CONTEXT["age"].finditer(plain):
        if match["unit"] is None and not match[0].endswith("岁"):
            continue
        nearby = plain[max(0, match.start() - 20) : match.end() + 20]
        if _says("works", nearby) and not _is_only_family(plain, match.span()):
            yield "child", "age", match.span()
    for match in _CONTEXT["born"].finditer(plain):
        if today.year - int(match[1]) < WORKING_AGE and _says("works", plain):
            yield "child", "born", match.span()


def _is_only_family(plain: str, span: Span) -> bool:
    """Whether the child is at school or at home, and a grown-up tells of it."""
    nearby = plain[max(0, span[0] - 12) : span[1] + 12]
    words = plain[span[0] : span[1]]
    own = _says("own_child", nearby) and not _says("speaks_of_himself", words)
    return _says("only_school", nearby) or (
        own and not _says("works", plain[span[1] : span[1] + 12])
    )


def _leavings(plain: str, today: date) -> Iterator[tuple[str, str, Span]]:
    """Yield who left eleven to twelve months ago: the year for arbitration is nearly over."""
    for match in _CONTEXT["left"].finditer(plain):
        year = today.year - 1 if match["year"] == "去年" else int(match["year"][:4])
        month = _MONTHS.get(match["month"]) or int(match["month"])
        gone = (today.year - year) * 12 + today.month - month
        if gone in (11, 12):
            yield "limit_near", "left", match.span()


_NAMES = {f"{{{name}}}": words for name, words in read_table("signal_words.tsv")}


def fill_names(pattern: str) -> str:
    """Put the words of `signal_words.tsv` where a pattern names them."""
    return re.sub(r"\{[a-z]+\}", lambda found: _NAMES[found[0]], pattern)


def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            signal=signal,
            name=name,
            confidence=float(confidence),
            guard=guard,
            needs=needs,
            pattern=re.compile(fill_names(pattern)),
        )
        for signal, name, confidence, guard, needs, pattern in read_table("signals.tsv")
    )


_CONTEXT = {name: re.compile(pattern) for name, pattern in read_table("signal_context.tsv")}
_RULES = _rules()
_FILING = Filing(rule.needs for rule in _RULES)
