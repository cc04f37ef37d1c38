"""The story as the desk reads it: the worker's words large, each fact's words marked in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from bot.desk.present import mask
from handlers.case import Entry
from handlers.facts import SEALED, Facts
from nlp.understanding import Span
from storage.transcript import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a message, marked where facts were heard in it; sealed ones are masked."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was said, or a private note between."""

    kind: str
    """worker, bot, officer or note."""
    at: datetime
    pieces: tuple[Piece, ...]
    first_of_day: date | None = None
    seq: int | None = None
    who: str = ""
    about: str = ""
    """The fact that was asked for."""
    delivery: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All lines, and where the words of each fact stand in them."""

    lines: tuple[Line, ...]
    anchors: Mapping[str, str]
    said: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    span: Span
    anchor: str


def tell(
    messages: Sequence[Message], history: Iterable[Entry], facts: Facts, zone: ZoneInfo
) -> Story:
    """Lay out a transcript with the notes between, by time."""
    entries = {entry.seq: entry for entry in history}
    places, anchors = _find_places(messages, facts)
    said = (_line(message, places.get(message.seq, ()), entries) for message in messages)
    notes = (_note(entry) for entry in entries.values() if entry.action == "note")
    ordered = sorted(chain(said, notes), key=lambda line: line.at)
    own = [message for message in messages if message.sender == "worker"]
    return Story(
        lines=tuple(_with_days(ordered, zone)), anchors=anchors, said=len(own),
        last_at=own[-1].at if own else None,
    )  # fmt: skip


def _find_places(
    messages: Sequence[Message], facts: Facts
) -> tuple[dict[int, tuple[_Place, ...]], dict[str, str]]:
    """Find the words of the facts; what overlaps shares the mark of what begins first."""
    texts = {message.seq: message.text for message in messages if message.sender == "worker"}
    found: dict[int, list[tuple[Span, str]]] = {}
    for field, known in facts.items():
        text = texts.get(known.seq or 0)
        span = known.span and text and _believed(text, known.span, known.text)
        if span:
            found.setdefault(known.seq or 0, []).append((span, field))
    places: dict[int, tuple[_Place, ...]] = {}
    anchors: dict[str, str] = {}
    for seq, spans in found.items():
        places[seq] = tuple(_join(spans, anchors))
    return places, anchors


def _believed(text: str, span: Span, words: str) -> Span | None:
    """Return where the words stand; a message that was masked since has none."""
    start, end = span
    if text[start:end] == words:
        return span
    at = text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _join(spans: list[tuple[Span, str]], anchors: dict[str, str]) -> Iterator[_Place]:
    current: _Place | None = None
    for span, field in sorted(spans, key=lambda item: (item[0][0], -item[0][1])):
        if current is not None and span[0] < current.span[1]:
            anchors[field] = current.anchor
            current = _Place((current.span[0], max(current.span[1], span[1])), current.anchor)
            continue
        if current is not None:
            yield current
        current = _Place(span, f"w-{field}")
        anchors[field] = current.anchor
    if current is not None:
        yield current


def _line(message: Message, places: Iterable[_Place], entries: Mapping[int, Entry]) -> Line:
    entry = entries.get(message.entry or 0)
    asked = entry.args.get("field") if entry is not None and entry.action == "ask" else None
    return Line(
        kind=message.sender, at=message.at, pieces=tuple(_cut(message.text, places)),
        seq=message.seq, who=message.officer or "", about=str(asked or ""),
        delivery=message.delivery, files=message.files,
    )  # fmt: skip


def _cut(text: str, places: Iterable[_Place]) -> Iterator[Piece]:
    at = 0
    for place in places:
        start, end = place.span
        if start > at:
            yield Piece(text=text[at:start])
        words = text[start:end]
        field = place.anchor.removeprefix("w-")
        yield Piece(text=mask(field, words) if field in SEALED else words, anchor=place.anchor)
        at = end
    if at < len(text) or not text:
        yield Piece(text=text[at:])


def _note(entry: Entry) -> Line:
    said = str(entry.args.get("text", ""))
    return Line(kind="note", at=entry.at, pieces=(Piece(text=said),), who=entry.username)


def _with_days(lines: Iterable[Line], zone: ZoneInfo) -> Iterator[Line]:
    last: date | None = None
    for line in lines:
        day = line.at.astimezone(zone).date()
        yield line if day == last else replace(line, first_of_day=day)
        last = day
