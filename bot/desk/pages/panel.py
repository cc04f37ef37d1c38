"""The panel of a move: which kind first, then its form, with what was typed and what was wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from aiohttp import web

from bot.desk.forms import Control, Drawing, Typed, draw, sources_of
from bot.desk.ink import Ink, desk_of, ink_of
from bot.desk.pages import steps
from bot.desk.pages.frame import person_of
from bot.desk.present import mask
from handlers.case import Case
from handlers.casework.bodies import Field, Reader
from handlers.casework.corrections import CORRECTABLE, reader_of
from handlers.casework.measures import KINDS, find_measure
from handlers.casework.moves import Move
from handlers.casework.requests import VARIANTS, find_request
from handlers.casework.rules import rule_of
from handlers.claimant import Claimant
from handlers.facts import SEALED

#: The word of a form that names the row, by action.
NAMED_BY = {"record": "kind", "refer": "role", "close": "outcome"}
#: How the variants of an action are named.
_PREFIX = {"record": "measure", "refer": "variant", "close": "end", "step": "step"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """An open panel."""

    action: str
    title: str
    variants: tuple[tuple[str, str], ...] = ()
    """Addresses and names of the kinds to choose from, while none is chosen."""
    controls: tuple[Control, ...] = ()
    second: str = ""
    """Whom it takes beside: second or leader."""
    told: str = ""
    """What went wrong with the move as a whole."""
    wrong: tuple[tuple[str, str], ...] = ()
    """Controls with what is wrong in each."""
    fragment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What was refused, with what had been typed."""

    typed: Typed = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    told: str = ""


async def panel_of(
    request: web.Request,
    case: Case,
    moves: Iterable[str],
    action: str | None,
    wrong: Wrong | None = None,
) -> Panel | None:
    """Open the panel of a move, if this account may do it; the query or the form says which."""
    if action not in set(moves):
        return None
    desk, actor = desk_of(request), person_of(request)
    given = _given(request, wrong)
    rows = steps.variants_of(action, case, actor.officer, desk.worlds.of_desk())
    variant = variant_of(action, given, case)
    row = next((row for row in rows if row.variant == variant), None)
    if row is None and (action in (*NAMED_BY, "step") or variant):
        return _choice(request, case, action, rows)
    if row is None:
        row = rows[0]
    if action == "correct" and given.get("field", "") not in CORRECTABLE:
        return _field_choice(request, case)
    return _form(request, case, row, given, wrong or Wrong())


def variant_of(action: str, given: Mapping[str, str], case: Case) -> str:
    """Return which row of an action is meant by what the form or the query names."""
    if action == "step":
        measure = find_measure(case, given.get("measure", ""))
        return f"{measure.kind}:{given.get('to')}" if measure else "?"
    if action == "approve":
        asked = find_request(case, given.get("request"))
        return VARIANTS[asked.needs] if asked else "second"
    return given.get(NAMED_BY.get(action, ""), "")


def fields_of(action: str, variant: str) -> tuple[Field, ...]:
    """Return the fields of a row's body."""
    return rule_of(action, variant).fields


def reader_for(action: str, given: Mapping[str, str]) -> Reader | None:
    """Return what reads the new value of the field that is put right."""
    name = given.get("field", "")
    return reader_of(name) if action == "correct" and name in CORRECTABLE else None


def row_name(row: Claimant, unnamed: str) -> str:
    """Name a worker's row, masked."""
    return mask("name", row.name) if row.name else f"{unnamed} {row.id}"


def _row_label(row: Claimant, unnamed: str, ink: Ink) -> str:
    """Name a worker's row with what he still has to get."""
    name = row_name(row, unnamed)
    if not row.balance_fen:
        return name
    return f"{name} {ink.say('desk-rest-hint', sum=ink.yuan(row.balance_fen))}"


def _given(request: web.Request, wrong: Wrong | None) -> dict[str, str]:
    if wrong is not None:
        return {name: values[-1] for name, values in wrong.typed.items() if values}
    return {name: value for name, value in request.query.items() if name != "move"}


def _form(
    request: web.Request, case: Case, row: Move, given: dict[str, str], wrong: Wrong
) -> Panel:
    desk, say = desk_of(request), ink_of(request).say
    now = desk.clock().astimezone(desk.presenter.zone)
    unnamed = say("desk-row-unnamed")
    sources = sources_of(
        case, [one for one in desk.worlds.officers if one.active and not one.service],
        now.date().isoformat(), now.strftime("%Y-%m-%dT%H:%M"), say,
        lambda worker: _row_label(worker, unnamed, ink_of(request)),
    )  # fmt: skip
    typed = wrong.typed or {name: [value] for name, value in given.items()}
    drawing = Drawing(
        action=row.action, say=say, sources=sources, typed=typed, errors=wrong.errors,
        fixed=_fixed(row.action, given), value_of=reader_for(row.action, given),
    )  # fmt: skip
    fields = fields_of(row.action, row.variant)
    controls = draw(fields, drawing)
    drawing = replace(drawing, errors=_placed(wrong.errors, controls))
    controls = draw(fields, drawing)
    return Panel(
        action=row.action, title=_title(request, row, given), controls=controls,
        second=_second(row), told=wrong.told, wrong=_wrong_controls(controls),
    )  # fmt: skip


def _placed(errors: Mapping[str, str], controls: Iterable[Control]) -> dict[str, str]:
    """Let each error stand at its control, or at the nearest group that is drawn."""
    names = set(_names(controls))
    placed: dict[str, str] = {}
    for path, said in errors.items():
        while path not in names and "/" in path:
            path = path.rpartition("/")[0]
        placed[path] = said
    return placed


def _names(controls: Iterable[Control]) -> Iterable[str]:
    for control in controls:
        yield control.name
        yield from _names(control.parts)


def _fixed(action: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that the page has chosen already."""
    chosen = {"correct": ("field",), "reveal": ("field",), "step": ("measure", "to"),
              "record": ("kind",), "approve": ("request",), "refuse": ("request",)}  # fmt: skip
    return {name: given[name] for name in chosen.get(action, ()) if given.get(name)}


def _choice(request: web.Request, case: Case, action: str, rows: Iterable[Move]) -> Panel:
    say = ink_of(request).say
    if action == "step":
        variants = tuple(_steps(case, say))
    else:
        word, prefix = NAMED_BY[action], _PREFIX[action]
        variants = tuple(
            (f"?move={action}&{word}={row.variant}#panel", say(f"desk-{prefix}-{row.variant}"))
            for row in rows
        )
    return Panel(action=action, title=say(f"desk-action-{action}"), variants=variants)


def _steps(case: Case, say: steps.Say) -> Iterable[tuple[str, str]]:
    for measure in case.measures:
        for to in next_steps(measure.kind, measure.state):
            address = f"?move=step&measure={measure.id}&to={to}#panel"
            yield address, f"{say(f'desk-measure-{measure.kind}')} · {say(f'desk-step-{to}')}"


def next_steps(kind: str, state: str) -> tuple[str, ...]:
    """Return the steps that a measure of this kind can take from here."""
    return tuple(to for to, row in KINDS[kind].steps.items() if state in row.after)


def _field_choice(request: web.Request, case: Case) -> Panel:
    say = ink_of(request).say
    known = [name for name in CORRECTABLE if name in case.facts]
    rest = [name for name in CORRECTABLE if name not in case.facts and name not in SEALED]
    return Panel(
        action="correct", title=say("desk-action-correct"),
        variants=tuple(
            (f"?move=correct&field={name}#panel", say(f"desk-fact-{name}"))
            for name in (*known, *rest)
        ),
    )  # fmt: skip


def _title(request: web.Request, row: Move, given: Mapping[str, str]) -> str:
    say = ink_of(request).say
    title = say(f"desk-action-{row.action}")
    detail = ""
    if row.action == "step":
        kind, _, to = row.variant.partition(":")
        detail = f"{say(f'desk-measure-{kind}')} · {say(f'desk-step-{to}')}"
    elif row.action in NAMED_BY:
        detail = say(f"desk-{_PREFIX[row.action]}-{row.variant}")
    elif row.action in ("correct", "reveal") and given.get("field"):
        detail = say(f"desk-fact-{given['field']}")
    return f"{title} · {detail}" if detail else title


def _second(row: Move) -> str:
    return "leader" if row.second == "leader" else "second" if row.second else ""


def _wrong_controls(controls: Iterable[Control]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for control in controls:
        if control.error:
            found.append((control.id, f"{control.label} {control.error}".strip()))
        found += _wrong_controls(control.parts)
    return tuple(found)
