"""Sums, days, months and moments written the way people write them, by language."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

_FEN = 100
_BEIJING = timezone(timedelta(hours=8))
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def money(fen: int, locale: str = "zh-CN") -> str:
    """Write a sum: 46,000 元, with fen only where there are any."""
    whole, rest = divmod(abs(fen), _FEN)
    cents = f".{rest:02d}" if rest else ""
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:,}{cents} {'yuan' if _is_english(locale) else '元'}"


def month(said: str, locale: str = "zh-CN") -> str:
    """Write a date as exact as it was said: `2025`, `2025-09` or `2025-09-06`."""
    parts = [int(part) for part in said.split("-")]
    if _is_english(locale):
        return _english_date(parts)
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def day(value: date, locale: str = "zh-CN") -> str:
    """Write a day without its year, which is clear from the talk."""
    if _is_english(locale):
        return f"{value.day} {_MONTHS[value.month - 1]}"
    return f"{value.month}月{value.day}日"


def moment(at: datetime, locale: str = "zh-CN") -> str:
    """Write a moment as local day and time."""
    local = at.astimezone(_BEIJING)
    return f"{day(local.date(), locale)} {local:%H:%M}"


def listing(items: Sequence[str], locale: str = "zh-CN") -> str:
    """Join words in a row."""
    if not _is_english(locale):
        return "、".join(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _english_date(parts: list[int]) -> str:
    if len(parts) == 1:
        return str(parts[0])
    named = f"{_MONTHS[parts[1] - 1]} {parts[0]}"
    return named if len(parts) == 2 else f"{parts[2]} {named}"


def _is_english(locale: str) -> bool:
    return locale.startswith("en")
