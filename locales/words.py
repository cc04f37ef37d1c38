"""The words people read, from Fluent files: one `Words` a language, built once and shared.

It takes plain values only; who calls it has turned phrases, sums and days into text before.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from locales.script import to_traditional

#: The languages there are; traditional script is the Chinese one, written differently.
LOCALES = ("zh-CN", "zh-Hant", "en")

Value = str | int | float


class MissingWordsError(LookupError):
    """A key has no words in this language."""


class Words:
    """All sentences of one language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._traditional = locale == "zh-Hant"
        self._bundle = FluentBundle([locale], use_isolating=False)
        folder = files("locales").joinpath("zh-CN" if self._traditional else locale)
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".ftl"):
                self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    @staticmethod
    @cache
    def load(locale: str) -> "Words":
        """Return the words of a language; of one we do not have, the Chinese ones."""
        return Words(locale if locale in LOCALES else LOCALES[0])

    def has(self, key: str) -> bool:
        """Whether there are words for a key, its fallbacks included."""
        return self._find(key) is not None

    def say(self, key: str, args: Mapping[str, Value] | None = None) -> str:
        """Return the sentence of a key, its arguments filled in."""
        found = self._find(key)
        pattern = self._bundle.get_message(found).value if found else None
        if pattern is None:
            raise MissingWordsError(key)
        given = {name: _plain(value) for name, value in (args or {}).items()}
        said, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise MissingWordsError(f"{key}: {errors[0]}")
        text = str(said).strip()
        return to_traditional(text) if self._traditional else text

    def _find(self, key: str) -> str | None:
        """Find a key: a choice falls back to its bare name, then to the label of its code."""
        return next((name for name in _fallbacks(key) if self._bundle.has_message(name)), None)


def _fallbacks(key: str) -> tuple[str, ...]:
    parts = key.split("-")
    if parts[0] != "choice" or len(parts) < 3:
        return (key,)
    asking, name = parts[1], "-".join(parts[2:])
    return key, f"{asking}-{name}", f"choice-{name}", f"fact-{name}"


def _plain(value: Value) -> Value:
    """Write whole numbers without the separators of the language."""
    return str(value) if isinstance(value, float) else value
