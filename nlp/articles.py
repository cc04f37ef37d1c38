"""Which rights article answers a question: by the ideas it speaks of, and by its very words.

Ideas come from a table (`rights_words.tsv`), so that 欠据 and 白条 count as the same; words are
pairs and triples of characters, the rarer the heavier. Both are weighed by the articles themselves,
so a new article counts at once. A question that shares too little with every article gets none: an
honest "this I do not know" is better than a wrong law.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp.lexicon import read_table
from nlp.normalize import normalize

#: Below this an article does not answer the question.
LEAST_CONFIDENCE = 0.18
#: How much the ideas count, the likeness to one example question, and the words of the whole.
_BY_IDEAS, _BY_LIKENESS, _BY_WORDS = 0.6, 0.4, 0.25
#: What an article always speaks of and the question does not counts against it, by this share.
_MISSING = 0.35
#: From so many of its example questions on an idea belongs to an article.
_OWN = 0.5
#: A question about which an article has nothing to say keeps this share of its score.
_SILENT = 0.3
#: How many articles may be named beside the best.
_MOST = 8

#: Matters of life, and the ideas that show all the same that the question is about work.
_ELSEWHERE = "elsewhere"
_OF_WORK = frozenset({
    "pay", "boss", "firm", "foreman", "contractor", "arbitration", "no_contract", "overtime",
    "insurance", "fired", "quit", "unpaid", "demand", "dispatch", "stoppage", "jobless",
    "probation", "part_time", "union", "leave_year", "work",
})  # fmt: skip
#: A question without any of them must be answered by so much more.
_STRANGE = 1.7


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
class Entry:
    """An article as it is weighed."""

    terms: ArticleTerms
    ideas: Mapping[str, float]
    """How many of its example questions speak of an idea."""
    asked: tuple[frozenset[str], ...]
    """The grams of title and example questions."""
    grams: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question, or an example of one, as it is compared."""

    ideas: Mapping[str, frozenset[int]]
    """What it speaks of, and where."""
    places: tuple[tuple[int, str], ...]
    """Its grams, and where."""
    grams: frozenset[str]
    letters: frozenset[int]
    """Where it says anything at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleIndex:
    """The articles, and how rare each gram and each idea is among them."""

    entries: tuple[Entry, ...]
    rarity: Mapping[str, float]
    unknown: float
    """The weight of a gram that no article holds."""


def build_index(articles: Sequence[ArticleTerms]) -> ArticleIndex:
    """Weigh the articles once."""
    entries = tuple(_enter(article) for article in articles)
    spread: Counter[str] = Counter()
    for entry in entries:
        spread.update(entry.grams)
    shares: defaultdict[str, float] = defaultdict(float)
    for entry in entries:
        for idea, share in entry.ideas.items():
            shares[idea] += share
    count = len(entries)
    rarity = {gram: _rarity(among, count) for gram, among in spread.items()}
    rarity |= {idea: _rarity(share, count) for idea, share in shares.items()}
    return ArticleIndex(entries=entries, rarity=rarity, unknown=_rarity(1, count))


def rank(index: ArticleIndex, question: str, division: str | None = None) -> list[Ranked]:
    """Return the articles that answer a question, the best first; an empty list where none fits."""
    asked = _read(question)
    of_work = bool(asked.ideas.keys() & _OF_WORK)
    if _ELSEWHERE in asked.ideas and not of_work:
        return []
    least = LEAST_CONFIDENCE * (1.0 if of_work else _STRANGE)
    found = [
        Ranked(id=entry.terms.id, score=round(score, 3), confidence=round(min(score, 1.0), 3))
        for entry in index.entries
        if _holds(entry.terms, division)
        and (score := _score(index, entry, asked)) >= least
    ]
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.id))[:_MOST]


def _score(index: ArticleIndex, entry: Entry, asked: _Question) -> float:
    grams = asked.grams
    if grams and grams in entry.asked:
        return 1.0
    words = _weigh(index, grams) or 1.0
    alike = max(
        (
            _weigh(index, grams & example) / (words + _weigh(index, example - grams))
            for example in entry.asked
            if not grams.isdisjoint(example)
        ),
        default=0.0,
    )
    told = (
        _BY_IDEAS * _score_ideas(index, entry, frozenset(asked.ideas))
        + _BY_LIKENESS * alike
        + _BY_WORDS * _weigh(index, grams & entry.grams) / words
    )
    return told * (_SILENT + (1 - _SILENT) * _explain(entry, asked))


def _explain(entry: Entry, asked: _Question) -> float:
    """Return the share of a question's characters that an article has something to say to."""
    left = set(asked.letters)
    for idea, places in asked.ideas.items():
        if idea in entry.ideas:
            left -= places
    for at, gram in asked.places:
        if gram in entry.grams:
            left -= set(range(at, at + len(gram)))
    return 1 - len(left) / len(asked.letters) if asked.letters else 0.0


def _score_ideas(index: ArticleIndex, entry: Entry, ideas: frozenset[str]) -> float:
    """How well the ideas of a question are those of an article."""
    whole = _weigh(index, ideas)
    if not whole:
        return 0.0
    shared = sum(
        index.rarity.get(idea, 0.0) * math.sqrt(entry.ideas.get(idea, 0.0)) for idea in ideas
    )
    missing = sum(
        index.rarity[idea] * share
        for idea, share in entry.ideas.items()
        if share >= _OWN and idea not in ideas
    )
    return shared / (whole + _MISSING * missing)


def _weigh(index: ArticleIndex, features: Iterable[str]) -> float:
    return sum(index.rarity.get(feature, index.unknown) for feature in features)


def _rarity(among: float, count: int) -> float:
    return math.log(1 + (count - among + 0.5) / (among + 0.5))


def _enter(article: ArticleTerms) -> Entry:
    examples = [_read(words) for words in (article.title, *article.asks)]
    ideas = Counter(idea for example in examples for idea in example.ideas)
    asked = tuple(example.grams for example in examples)
    return Entry(
        terms=article,
        ideas={idea: times / len(examples) for idea, times in ideas.items()},
        asked=asked,
        grams=_read(article.text).grams.union(*asked),
    )


def _holds(terms: ArticleTerms, division: str | None) -> bool:
    if not terms.scope:
        return True
    return division is not None and any(division.startswith(prefix) for prefix in terms.scope)


_IDEAS = tuple((name, re.compile(words)) for name, words in read_table("rights_words.tsv"))


def _ideas(plain: str) -> dict[str, frozenset[int]]:
    """Return the ideas that some words speak of, each with the places of its words."""
    found = {}
    for name, words in _IDEAS:
        places = frozenset(at for match in words.finditer(plain) for at in range(*match.span()))
        if places:
            found[name] = places
    return found


#: Words of asking and of politeness that say nothing about the law.
_EMPTY = re.compile(
    r"请问|你好|您好|想问(?:一?下)?|问一?下|咨询一?下|我想知道|我(?:们)?|俺(?:们)?|你们|老板|的话"
    r"|现在|怎么办|咋(?:个)?(?:办|弄|整)?|怎么|如何|怎样|能不能|可不可以|可以吗|可以|行吗|行不行|对吗"
    r"|是不是|是吗|了吗|要不要|有没有|[吗呢吧啊呀嘛了的不]"
)
_BREAK = re.compile(r"[^\w]+")


def _letters(plain: str) -> str:
    """Blank out what says nothing, each sign where it stood."""
    return _BREAK.sub(_blank, _EMPTY.sub(_blank, plain))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _grams(plain: str) -> Iterator[tuple[int, str]]:
    """Yield the pairs and triples of characters, none across a mark or an empty word."""
    letters = _letters(plain)
    for size in (2, 3):
        for at in range(len(letters) - size + 1):
            gram = letters[at : at + size]
            if " " not in gram:
                yield at, gram


def _read(words: str) -> _Question:
    plain = normalize(words).plain
    places = tuple(_grams(plain))
    return _Question(
        ideas=_ideas(plain),
        places=places,
        grams=frozenset(gram for _, gram in places),
        letters=frozenset(at for at, sign in enumerate(_letters(plain)) if sign != " "),
    )
