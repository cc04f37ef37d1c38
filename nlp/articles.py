"""Which rights article answers a question: BM25 over the pairs and triples of its characters.

No words are cut and none are learnt, so a new article counts at once. A question that shares too
little with every article gets none: an honest "this I do not know" is better than a wrong law.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.normalize import normalize

#: How fast repetition stops counting, and how much length does (the usual values of BM25).
_SATURATION, _LENGTH = 1.2, 0.4
#: What stands in a title or an example question weighs more than the text.
_TITLE, _ASKS, _TEXT = 3, 2, 1
#: Below this share of the best score a question could reach, an article does not answer it.
LEAST_CONFIDENCE = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleTerms:
    """What the ranker knows of an article: its words and where it holds."""

    id: str
    title: str
    asks: tuple[str, ...] = ()
    text: str = ""
    scope: tuple[str, ...] = ()
    """Division prefixes where it holds (`43`, `430112`); empty: the whole country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An article with its score; `confidence` is the share of the question that it covers."""

    id: str
    score: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleIndex:
    """The weight of every gram in every article."""

    entries: tuple[ArticleTerms, ...]
    weights: Mapping[str, tuple[tuple[int, float], ...]]
    rarity: Mapping[str, float]
    asked: tuple[tuple[frozenset[str], ...], ...]
    """The grams of the example questions of each article."""


def build_index(entries: Sequence[ArticleTerms]) -> ArticleIndex:
    """Weigh the articles' grams once."""
    counts = [_count(entry) for entry in entries]
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    spread = Counter(gram for count in counts for gram in count)
    rarity = {
        gram: math.log(1 + (len(counts) - among + 0.5) / (among + 0.5))
        for gram, among in spread.items()
    }
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, count in enumerate(counts):
        slow = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[at] / mean)
        for gram, times in count.items():
            weight = rarity[gram] * times * (_SATURATION + 1) / (times + slow)
            weights[gram].append((at, weight))
    return ArticleIndex(
        entries=tuple(entries),
        weights={gram: tuple(pairs) for gram, pairs in weights.items()},
        rarity=rarity,
        asked=tuple(
            tuple(frozenset(_grams(ask)) for ask in (entry.title, *entry.asks)) for entry in entries
        ),
    )


def rank(index: ArticleIndex, question: str, division: str | None = None) -> list[Ranked]:
    """Return the articles that answer a question, the best first; an empty list where none fits."""
    grams = frozenset(_grams(question))
    scores: defaultdict[int, float] = defaultdict(float)
    for gram in grams:
        for at, weight in index.weights.get(gram, ()):
            scores[at] += weight
    fitting = [
        Ranked(
            id=index.entries[at].id,
            score=round(score, 3),
            confidence=round(_confidence(index, grams, at), 3),
        )
        for at, score in scores.items()
        if _holds(index.entries[at], division)
    ]
    fitting.sort(key=lambda ranked: (-ranked.score * (0.3 + ranked.confidence), ranked.id))
    return [ranked for ranked in fitting[:8] if ranked.confidence >= LEAST_CONFIDENCE]


def _confidence(index: ArticleIndex, grams: frozenset[str], at: int) -> float:
    """How much of the question's meaning the article, or one of its example questions, covers."""
    unknown = max(index.rarity.values(), default=1.0)
    rarity = {gram: index.rarity.get(gram, unknown) for gram in grams}
    whole = sum(rarity.values()) or 1.0
    in_article = {gram for gram in grams if _stands_in(index, gram, at)}
    covered = sum(rarity[gram] for gram in in_article) / whole
    alike = max(
        (
            sum(rarity[gram] for gram in grams & asked)
            / (whole + sum(index.rarity.get(gram, 0.0) for gram in asked - grams))
            for asked in index.asked[at]
        ),
        default=0.0,
    )
    return min(1.0, max(0.6 * covered, 0.4 * covered + alike))


def _stands_in(index: ArticleIndex, gram: str, at: int) -> bool:
    return any(where == at for where, _ in index.weights.get(gram, ()))


def _holds(entry: ArticleTerms, division: str | None) -> bool:
    if not entry.scope:
        return True
    return division is not None and any(division.startswith(prefix) for prefix in entry.scope)


def _count(entry: ArticleTerms) -> Counter[str]:
    count: Counter[str] = Counter()
    for gram in _grams(entry.title):
        count[gram] += _TITLE
    for ask in entry.asks:
        for gram in _grams(ask):
            count[gram] += _ASKS
    for gram in _grams(entry.text):
        count[gram] += _TEXT
    return count


#: Words of asking and of politeness that say nothing about the law.
_EMPTY = re.compile(
    r"请问|你好|您好|想问(?:一?下)?|问一?下|咨询一?下|我想知道|我(?:们)?|你们|老板|的话|现在"
    r"|怎么办|可以吗|行吗|对吗|是吗|了吗|[吗呢吧啊呀嘛了的]"
)
_BREAK = re.compile(r"[^\w]+")


def _grams(words: str) -> Iterator[str]:
    """Yield the pairs and triples of characters, none across a mark or an empty word."""
    for stretch in _BREAK.split(_EMPTY.sub(" ", normalize(words).plain)):
        for size in (2, 3):
            for start in range(len(stretch) - size + 1):
                yield stretch[start : start + size]
