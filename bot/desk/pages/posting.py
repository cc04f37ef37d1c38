"""Moves as forms: what was posted becomes the body of a move; refused, it comes back as typed."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.web_request import FileField

from bot.desk.filled import fill
from bot.desk.forms import Typed
from bot.desk.ink import Ink, desk_of, ink_of
from bot.desk.pages import casefile
from bot.desk.pages.frame import person_of
from bot.desk.pages.panel import Wrong, fields_of, panel_of, reader_for, variant_of
from bot.desk.pages.steps import say_missing
from bot.desk.session import CSRF_FIELD
from handlers.case import Case, Hold
from handlers.casework.access import sees
from handlers.casework.commands import Command
from handlers.casework.moves import actions, find_row
from handlers.casework.refusals import FORBIDDEN
from handlers.errors import Conflict, Invalid, NotAllowed, NotFound, ProductError
from handlers.jsonable import Json

#: Fields of the page's own forms that are none of a move's body.
_OWN = frozenset({CSRF_FIELD, "version", "_more"})
#: The largest file an officer may add.
FILE_LIMIT = 200 * 1024**2
_CHUNK = 256 * 1024


@dataclass(slots=True)
class Post:
    """A posted form: texts as typed, files still to be kept."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    files: list[tuple[str, FileField]] = field(default_factory=list)

    @property
    def version(self) -> int | None:
        """Return the version of the case that the page showed."""
        sent = self.typed.get("version", [""])[-1]
        return int(sent) if sent.isascii() and sent.isdigit() else None

    def given(self) -> dict[str, str]:
        """Return the last value of each field."""
        return {name: values[-1] for name, values in self.typed.items() if values}


async def post(request: web.Request) -> web.StreamResponse:
    """POST /desk/cases/{reference}/{action}: do a move, then back to the case."""
    desk, actor = desk_of(request), person_of(request)
    reference, action = request.match_info["reference"], request.match_info["action"]
    if action not in actions():
        raise NotFound
    sent = await read_post(request)
    opened = await casefile.look_again(desk, actor, reference)
    if "_more" in sent.typed:
        return await _again(request, opened, action, Wrong(typed=sent.typed), 200)
    try:
        body = await _body(request, opened.case, action, sent)
        file = await desk.casework.act(
            actor.officer, reference, Command(action=action, body=body, version=sent.version)
        )
    except Invalid as invalid:
        wrong = Wrong(typed=sent.typed, errors=_errors(invalid, ink_of(request)))
        return await _again(request, opened, action, wrong, 422)
    except (NotAllowed, Conflict) as refused:
        fresh = await casefile.look_again(desk, actor, reference)
        wrong = Wrong(typed=sent.typed, told=tell(refused, ink_of(request)))
        status = 403 if refused.code in FORBIDDEN else 409
        return await _again(request, fresh, action, wrong, status)
    if file.revealed:
        return await casefile.draw(request, await casefile.open_parts(desk, actor, file))
    here = f"/desk/cases/{reference}" if sees(actor.officer, file.case) else "/desk/"
    raise web.HTTPSeeOther(_safe(sent.given().get("_back"), reference) or here)


async def read_post(request: web.Request) -> Post:
    """Read a form with its files; empty file fields are none."""
    sent = Post()
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            if value.filename:
                sent.files.append((name, value))
        elif isinstance(value, str):
            sent.typed.setdefault(name, []).append(value)
    return sent


async def keep_files(request: web.Request, case: Case, sent: Post) -> None:
    """Seal what came along; the form then holds the files' ids, also when it comes back."""
    desk, actor = desk_of(request), person_of(request)
    for name, incoming in sent.files:
        kept = await desk.evidence.keep(
            case.conversation, incoming.filename, _chunks(incoming), FILE_LIMIT,
            case=case.id, by=actor.officer.id,
        )  # fmt: skip
        values = sent.typed.setdefault(name, [])
        if name.endswith("file"):
            values.clear()
        values.append(kept)
    sent.files.clear()


def tell(refused: ProductError, ink: Ink) -> str:
    """Say in a sentence why a move was refused, and what can be done instead."""
    say, details = ink.say, refused.details
    told = say(refused.code)
    match refused.code:
        case "stale":
            told = say("desk-stale-by", name=str(details.get("by") or say("desk-by-program")))
        case "held":
            holder = details.get("held_by")
            name = holder.name if isinstance(holder, Hold) else _name_in(holder)
            told = say("desk-held-since", name=name)
        case "gate":
            missing = [str(item) for item in _items(details.get("missing"))]
            told = say("desk-gate-missing", missing=say_missing(missing, say))
    moves = [say(f"desk-action-{move}") for move in _items(details.get("moves"))]
    if refused.code in ("not_from_here", "held", "not_held") and moves:
        told += say("desk-now-possible", moves=casefile.listed(moves, ink.locale))
    return told


async def _body(request: web.Request, case: Case, action: str, sent: Post) -> dict[str, Json]:
    given = sent.given()
    variant = variant_of(action, given, case)
    if find_row(action, variant) is None:
        raise Invalid("to" if action == "step" else "kind")
    await keep_files(request, case, sent)
    typed: Typed = {name: values for name, values in sent.typed.items() if name not in _OWN}
    filled = fill(
        fields_of(action, variant), typed, desk_of(request).presenter.zone,
        value_of=reader_for(action, given),
    )  # fmt: skip
    if filled.errors:
        path, key = next(iter(filled.errors.items()))
        raise Invalid(path, key)
    return filled.body


def _errors(invalid: Invalid, ink: Ink) -> Mapping[str, str]:
    """Say under the control what is wrong with it; a part of a list is named by the list too."""
    code = invalid.code
    if code == "wrong":
        said = ink.say(_WORDS.get(invalid.field.rpartition("/")[2], "desk-err-wrong"))
    else:
        said = ink.say(code)
    return {invalid.field: said}


async def _again(
    request: web.Request, opened: casefile.Opened, action: str, wrong: Wrong, status: int
) -> web.Response:
    panel = await panel_of(request, opened.case, opened.moves, action, wrong)
    if panel is not None:
        return await casefile.draw(request, opened, panel, status)
    said = wrong.told or next(iter(wrong.errors.values()), "")
    kept = " ".join(wrong.typed.get("text", ()))
    return await casefile.draw(request, opened, status=status, notice=said, kept=kept)


async def _chunks(incoming: FileField) -> AsyncIterator[bytes]:
    while chunk := incoming.file.read(_CHUNK):
        yield chunk


def _safe(back: str | None, reference: str) -> str | None:
    """Return where to go back to, on this case only: no open redirect."""
    if back in ("field",):
        return f"/desk/cases/{reference}/field"
    return None


def _items(value: object) -> list[object]:
    return list(value) if isinstance(value, tuple | list | set | frozenset) else []


def _name_in(holder: object) -> str:
    return str(holder.get("name", "")) if isinstance(holder, dict) else ""


_WORDS = {
    "proof": "desk-err-proof", "amount_fen": "desk-err-missing", "paid_at": "desk-err-day",
    "at": "desk-err-day", "pay_by": "desk-err-day", "until": "desk-err-day",
    "text": "desk-err-missing", "reason": "desk-err-missing", "served_at": "desk-err-day",
    "issued_at": "desk-err-day", "asked_at": "desk-err-day", "answer_by": "desk-err-day",
    "watch_until": "desk-err-day", "claimant": "desk-err-missing", "number": "desk-err-missing",
}  # fmt: skip
