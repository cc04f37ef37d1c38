"""Phone intake: what the caller says is typed as he says it, heard by the same understanding.

The page shows what was heard, the mirror to read aloud and the bot's next question in its own
order. Nothing is kept until it is filed: the form carries everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aiohttp import web

from bot.desk.filled import fill
from bot.desk.forms import Control, Drawing, Sources, draw
from bot.desk.ink import desk_of, ink_of
from bot.desk.pages import facts
from bot.desk.pages.frame import framed, require
from bot.desk.pages.posting import Post, read_post
from handlers.alarm import ALARMING
from handlers.callers import lead_for_caller
from handlers.case import Case
from handlers.casework.bodies import Field, optional, record
from handlers.casework.corrections import reader_of
from handlers.dialogue.questions import BY_FIELD, Question, open_questions
from handlers.dialogue.state import DialogueState, new_state
from handlers.dialogue.wording import mirror
from handlers.errors import Invalid
from handlers.facts import words
from handlers.jsonable import Json
from handlers.lead import Lead
from handlers.officer import Role
from nlp.reader import understand
from storage.records import worklist
from storage.records.worklist import Filter

#: What is always asked on the telephone.
ALWAYS = ("name", "phone", "division", "headcount", "living_money")
#: Questions that only make sense in the chat.
CHAT_ONLY = frozenset({"notice_board", "claimants", "evidence", "standing"})
#: As many cases that look alike are shown.
ALIKE = 3
_WHO = (Role.INTAKE, Role.OFFICER, Role.SUPERVISOR)


@dataclass(slots=True)
class Call:
    """What a call has come to so far."""

    sent: Post
    given: dict[str, Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    declined: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what the caller said, as it was typed."""
        return self.sent.given().get("text", "")

    @property
    def unnamed(self) -> bool:
        """Whether he wants to stay unnamed."""
        return "unnamed" in self.sent.typed


async def show(request: web.Request) -> web.Response:
    """GET /desk/intake: an empty form."""
    require(request, *_WHO)
    return await _draw(request, Call(sent=Post()))


async def post(request: web.Request) -> web.Response:
    """POST /desk/intake: hear it, leave a question out, or file."""
    actor = require(request, *_WHO)
    desk = desk_of(request)
    call = _read(request, await read_post(request))
    do = call.sent.given().get("do", "hear")
    if do == "skip":
        call.declined.append(call.sent.given().get("asked", ""))
    if do != "file" or call.errors:
        return await _draw(request, call, 422 if call.errors else 200)
    if not call.text.strip() and not call.given:
        call.errors["text"] = ink_of(request).say("desk-err-missing")
        return await _draw(request, call, 422)
    try:
        lead = _lead(request, call)
    except Invalid as invalid:
        call.errors[invalid.field] = ink_of(request).say("desk-err-wrong")
        return await _draw(request, call, 422)
    file = await desk.casework.file(actor.officer, lead)
    raise web.HTTPSeeOther(f"/desk/cases/{file.case.reference}")


def _read(request: web.Request, sent: Post) -> Call:
    """Read the facts that were given, each by its own reader."""
    desk, say = desk_of(request), ink_of(request).say
    call = Call(sent=sent, declined=list(sent.typed.get("declined", [])))
    filled = fill(_fields(call), sent.typed, desk.presenter.zone)
    call.errors = {path: say(key) for path, key in filled.errors.items()}
    told = filled.body.get("facts")
    for name, value in (told if isinstance(told, dict) else {}).items():
        try:
            call.given[name] = reader_of(name)(value, f"facts/{name}", desk.clock())
        except Invalid as invalid:
            call.errors[invalid.field] = say(f"desk-err-{'phone' if name == 'phone' else 'wrong'}")
    return call


def _fields(call: Call, asked: str = "") -> tuple[Field, ...]:
    """Return the fields of the form: the usual ones, those answered before, the one asked now."""
    answered = [
        name.removeprefix("facts/") for name in call.sent.typed if name.startswith("facts/")
    ]
    names = dict.fromkeys(n for n in (*ALWAYS, *answered, asked) if n in BY_FIELD)
    return (Field("facts", record(*(optional(name, reader_of(name)) for name in names))),)


def _lead(request: web.Request, call: Call) -> Lead:
    desk = desk_of(request)
    today = desk.clock().astimezone(desk.presenter.zone).date()
    return lead_for_caller(understand(call.text, today), call.given, unnamed=call.unnamed)


async def _draw(request: web.Request, call: Call, status: int = 200) -> web.Response:
    desk, ink = desk_of(request), ink_of(request)
    lead = _lead(request, call)
    state = replace(
        new_state(ink.locale), facts=lead.facts, matter=lead.matter,
        declined=tuple(call.declined),
    )  # fmt: skip
    asked = _next(state) if call.text or call.given else None
    said = mirror(state)
    return await framed(
        request, "intake.html", "intake", status=status, call=call,
        controls=_controls(request, call, asked.field if asked else ""),
        asked=asked.field if asked else "",
        heard=facts.lines_of(lead.facts, {}, ink.say, ink.locale),
        mirror=desk.renderer.say(said, ink.locale) if said else "",
        danger=[signal.value for signal in lead.signals if signal.value in ALARMING],
        alike=await _alike(request, lead),
    )  # fmt: skip


def _next(state: DialogueState) -> Question | None:
    """Return the bot's next question in the bot's own order."""
    fit = (row for row in open_questions(state) if row.field not in CHAT_ONLY)
    return next((row for row in fit if row.tier <= 2), None)


def _controls(request: web.Request, call: Call, asked: str) -> Mapping[str, Control]:
    ink = ink_of(request)
    drawing = Drawing(
        action="intake", say=ink.say, sources=Sources(), typed=call.sent.typed,
        errors=call.errors, of_facts=True,
    )  # fmt: skip
    (group,) = draw(_fields(call, asked), drawing)
    return {part.name.removeprefix("facts/"): part for part in group.parts}


async def _alike(request: web.Request, lead: Lead) -> list[Case]:
    """Find cases in scope that name the same telephone, site or firm; nothing is merged."""
    desk, actor = desk_of(request), require(request, *_WHO)
    named = (words(lead.facts, name) for name in ("phone", "site", "employer", "foreman"))
    asked = next((name for name in named if name), None)
    if asked is None:
        return []
    async with desk.store.reading() as reading:
        found, _ = await worklist.list_cards(
            reading, actor.officer.scope, Filter(q=asked), limit=ALIKE
        )
    return found
