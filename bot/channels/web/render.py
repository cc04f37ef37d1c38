"""Draws pages and single messages from the templates, with the words of the locale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined

from bot.channels.web.wire import write_time
from bot.services.links import Link
from bot.services.ports import Receipt
from handlers.jsonable import Json
from locales.words import Words

#: Choices that are the next step, and those for whoever does not want to take it.
_MAIN = frozenset({"yes", "file", "done", "agree", "resume"})
_SOFT = frozenset({"skip", "dont_know", "none", "later"})
#: Choices that end a list of several.
_ENDS = frozenset({"done", "none", "later", "skip", "dont_know", "person", "ask_rights"})
_GLYPHS = {
    "notice_board": "board", "iou": "iou", "settlement": "iou", "bank": "bank", "payslip": "doc",
    "attendance": "cal", "contract": "doc", "chat": "chat", "badge": "person", "photo": "photo",
    "video": "play", "recording": "mic", "witness": "people", "other": "doc",
}  # fmt: skip
_NEXT_TYPE = {"": "large", "large": "huge", "huge": ""}
#: What the script says, with the arguments it fills in itself.
_SCRIPT_WORDS: Mapping[str, Sequence[str]] = {
    "sending": (), "slow": (), "stored": (), "waiting": (), "failed": (), "again": (),
    "offline": (), "offline-borrowed": (), "try": (), "new-words": ("count",), "lost": (),
    "uploading": ("percent",), "uploaded": (), "not-uploaded": (), "upload-again": (),
    "big-file": ("size",), "recording": ("seconds",), "cancel": (), "recorded": ("seconds",),
    "no-microphone": (), "you-say": (), "sent-files": ("count",), "day-today": ("time",),
    "day": ("month", "day", "time"), "write-hint": (), "write-hint-on": (),
    "write-hint-where": (), "type-normal": (), "type-large": (), "type-huge": (), "title": (),
    "talk": (), "error-file-large": ("limit",), "error-file-empty": (),
}  # fmt: skip
#: After so long a silence the time is told again.
_QUIET = timedelta(minutes=10)
#: Questions of the crisis path that are answered with a place.
_WHERE = frozenset({"division", "site", "address", "safety"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What every form of a page carries."""

    token: str
    client_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is shown: size of type, and without the product's name on a borrowed phone."""

    type: str = ""
    plain: bool = False


class Pen:
    """The templates with their words, ready to draw."""

    def __init__(self, words: Words, zone: ZoneInfo, *, static: str, address: str) -> None:
        self._words = words
        self._zone = zone
        self._templates = Environment(
            loader=PackageLoader("bot.channels.web"),
            autoescape=True,
            undefined=_Absent,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "moment": self._moment, "whole_moment": self._whole_moment, "yuan": _yuan,
        }  # fmt: skip
        self._templates.globals |= {
            "t": lambda key, **args: words.say(key, args),
            "MAIN": _MAIN, "SOFT": _SOFT, "ENDS": _ENDS, "GLYPHS": MappingProxyType(_GLYPHS),
            "NEXT_TYPE": _NEXT_TYPE, "STATIC": static, "ADDRESS": address.split("://")[-1],
            "script_words": self._script_words(),
        }  # fmt: skip
        macros = self._templates.get_template("message.html").make_module()
        self._message = macros.message  # type: ignore[attr-defined]  # a macro of the template

    def draw_message(self, wire: Mapping[str, Json]) -> str:
        """Return the markup of one message as it stands at the end of the talk."""
        return str(self._message(wire, True, ""))

    def draw_chat(
        self,
        wires: Sequence[dict[str, Json]],
        *,
        form: Form,
        look: Look,
        key: str,
        now: datetime,
        error: str | None = None,
        draft: str = "",
    ) -> str:
        """Return the chat page with the talk so far; the first screen where there is none."""
        last = wires[-1] if wires else {}
        return self._templates.get_template("chat.html").render(
            messages=self._with_days(wires, now),
            first=not any(wire["from"] != "bot" for wire in wires),
            unanswered=last.get("from") == "worker",
            hint=self._words.say(self._hint(wires), {}),
            form=form, key=key, type=look.type, plain=look.plain, error=error, draft=draft,
        )  # fmt: skip

    def draw_check(self, check: str, receipt: Receipt | None, look: Look) -> str:
        """Return the page that says whether a receipt is genuine."""
        return self._templates.get_template("check.html").render(
            check=check, receipt=receipt and self._receipt(receipt), type=look.type
        )

    def draw_once(self, link: Link | None, state: str, look: Look) -> str:
        """Return the page behind a link that opens once, or what became of it (`state`)."""
        return self._templates.get_template("once.html").render(
            link=link, state=state, type=look.type
        )

    def _receipt(self, receipt: Receipt) -> dict[str, str | None]:
        def local(at: datetime | None) -> str | None:
            return write_time(at, self._zone) if at else None

        return {
            "reference": receipt.reference,
            "filed_at": local(receipt.filed_at),
            "delivered_at": local(receipt.delivered_at),
            "accepted_at": local(receipt.accepted_at),
        }

    def _with_days(self, wires: Sequence[dict[str, Json]], now: datetime) -> list[dict[str, Json]]:
        shown, before = [], None
        today = now.astimezone(self._zone).date()
        for wire in wires:
            at = datetime.fromisoformat(str(wire["at"]))
            told = before is not None and at.date() == before.date() and at - before < _QUIET
            day = "" if told else self._day(at, is_today=at.date() == today)
            shown.append({**wire, "day": day})
            before = at
        return shown

    def _day(self, at: datetime, *, is_today: bool) -> str:
        if is_today:
            return self._words.say("chat-day-today", {"time": f"{at:%H:%M}"})
        return self._moment(at.isoformat())

    def _moment(self, said: str) -> str:
        return self._words.say("chat-day", _parts(said))

    def _whole_moment(self, said: str) -> str:
        return self._words.say("chat-day-year", _parts(said))

    def _hint(self, wires: Sequence[Mapping[str, Json]]) -> str:
        crisis = any(wire.get("crisis") for wire in wires[-6:])
        if crisis and wires[-1].get("asking") in _WHERE:
            return "chat-write-hint-where"
        return "chat-write-hint"

    def _script_words(self) -> dict[str, str]:
        return {
            name: self._words.say(f"chat-{name}", {arg: "{" + arg + "}" for arg in args})
            for name, args in _SCRIPT_WORDS.items()
        }


class _Absent(StrictUndefined):
    """A key a message does not have is false and empty; used in any other way it is a mistake."""

    __bool__ = Undefined.__bool__  # type: ignore[assignment]
    __str__ = Undefined.__str__  # type: ignore[assignment]


PEN = web.AppKey("PEN", Pen)


def _parts(said: str) -> dict[str, str]:
    at = datetime.fromisoformat(said)
    time = f"{at:%H:%M}" if "T" in said else ""
    return {"year": str(at.year), "month": str(at.month), "day": str(at.day), "time": time}


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"
