"""A pattern that is tried only where one of the characters it cannot do without stands."""

import re
from collections.abc import Iterator


class Cue:
    """A compiled pattern with the characters one of which every match holds."""

    __slots__ = ("_needs", "_pattern")

    def __init__(self, needs: str, pattern: str) -> None:
        self._needs = frozenset(needs)
        self._pattern = re.compile(pattern)

    def find(self, plain: str, letters: frozenset[str]) -> Iterator[re.Match[str]]:
        """Find the matches; `letters` are the characters of `plain`, collected once."""
        if self._needs.isdisjoint(letters):
            return iter(())
        return self._pattern.finditer(plain)

    def search(self, plain: str, letters: frozenset[str]) -> re.Match[str] | None:
        """Find the first match."""
        return None if self._needs.isdisjoint(letters) else self._pattern.search(plain)

    def match(self, plain: str, at: int) -> re.Match[str] | None:
        """Match exactly here."""
        return self._pattern.match(plain, at)
