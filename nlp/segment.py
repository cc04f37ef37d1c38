"""Words by dictionary, for the few questions that grammar cannot answer: is this a known word?

The only place that knows jieba. Sums, dates and numerals are never read from its cuts: it makes
三万 / 五 of 三万五.
"""

from functools import lru_cache

import jieba

jieba.setLogLevel(60)


def load() -> None:
    """Load the dictionary; it holds the interpreter, so call it before the doors open."""
    jieba.initialize()


@lru_cache(maxsize=4096)
def cut(words: str) -> tuple[str, ...]:
    """Cut a stretch of Chinese into words."""
    return tuple(jieba.cut(words, HMM=False))


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether the dictionary holds exactly this word."""
    load()
    return bool(jieba.dt.FREQ.get(word))
