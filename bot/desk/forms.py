"""Draws the form of any move from the rule book: a control for each field that its body has.

What a field takes is told by its reader; what there is to choose from comes out of the case. A
form is drawn empty, or from what was posted, with a sentence under each field that was wrong.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handlers.case import Case
from handlers.casework.bodies import Field, Reader, Shape
from handlers.casework.measures import of_kind
from handlers.directory import AGENCY_KINDS
from handlers.officer import Officer

Say = Callable[..., str]
#: Values as they stand in a form, by the control's name; the last one wins but for lists.
Typed = Mapping[str, Sequence[str]]
Option = tuple[str, str]

#: Texts longer than this are written in a box of several lines.
_ONE_LINE = 200
#: Lists of records with one row for each worker.
PER_WORKER = frozenset({"rows", "amounts"})
#: Where there is but one to choose, it is chosen.
_ONLY = frozenset({"claimant", "clock"})
#: Things that have just been done: the hour matters.
_NOW = frozenset({"at"})
#: Which codes of a field have labels of their own, else `desk-<field>-<code>`.
_LABELLED = {
    "kind": "desk-measure", "outcome": "desk-end", "agency": "agency", "level": "level",
    "field": "desk-fact", "proof/kind": "desk-proof", "destination/kind": "agency",
    "role": "desk-variant", "category": "category", "campaign_class": "desk-campaign",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control of a form, or a group of them."""

    name: str
    kind: str
    """words, lines, code, codes, sum, count, day, time, file, files, hidden, group or rows."""
    label: str = ""
    hint: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    needed: bool = True
    error: str = ""
    parts: tuple["Control", ...] = ()
    more: bool = False
    """Whether another one of these may be added."""
    aside: bool = False
    """Whether it is seldom needed and stands folded away."""

    @property
    def id(self) -> str:
        """Return the control's id in the page."""
        return "f-" + self.name.replace("/", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What may be chosen from: the case's own things and the people at the desk."""

    claimants: tuple[Option, ...] = ()
    officers: tuple[Option, ...] = ()
    orders: tuple[Option, ...] = ()
    clocks: tuple[Option, ...] = ()
    payments: tuple[Option, ...] = ()
    links: tuple[Option, ...] = ()
    division: str = ""
    today: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that a form is drawn from besides its fields."""

    action: str
    say: Say
    sources: Sources
    typed: Typed = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Fields whose value the page already knows: they go along hidden."""
    value_of: Reader | None = None
    """What reads the field that is put right."""
    of_facts: bool = False
    """Whether the fields are facts, whose words are the facts'."""


def sources_of(
    case: Case,
    officers: Iterable[Officer],
    today: str,
    now: str,
    say: Say,
    name: Callable[..., str],
) -> Sources:
    """Return what the forms of this case choose from; `name` writes a worker's row."""
    payments = (
        (payment.id, f"{name(row)} {payment.paid_at}")
        for row in case.claimants
        for payment in row.payments
        if payment.reversed_by is None
    )
    return Sources(
        claimants=tuple((row.id, name(row)) for row in case.claimants if row.counts),
        officers=tuple((one.username, one.name) for one in officers),
        orders=tuple(
            (one.id, f"{say('desk-measure-order')} {one.fields.get('number', one.id)}")
            for one in of_kind(case, "order")
        ),
        clocks=tuple(
            (one.name, say(f"desk-clock-{one.name}"))
            for one in case.clocks
            if one.state == "running" and one.kind == "law"
        ),
        payments=tuple(payments),
        links=tuple((link.to, link.to) for link in case.links),
        division=case.division or "", today=today, now=now,
    )  # fmt: skip


def draw(fields: Iterable[Field], drawing: Drawing) -> tuple[Control, ...]:
    """Draw a control for each field."""
    return tuple(_control(each, drawing, each.name) for each in fields)


def _control(each: Field, drawing: Drawing, path: str) -> Control:
    if path in drawing.fixed:
        return Control(name=path, kind="hidden", value=drawing.fixed[path])
    if path.startswith("proof/") and each.name == "claimant" and len(drawing.sources.claimants) < 2:
        return Control(name=path, kind="hidden")
    made = _shaped(each, drawing, path)
    error = drawing.errors.get(path, "")
    return replace(
        made, needed=each.needed, error=error, label=made.label or _label(each.name, path, drawing),
        aside=_is_aside(path, drawing) and not (error or made.value or made.values),
    )  # fmt: skip


def _is_aside(path: str, drawing: Drawing) -> bool:
    """Tell what of a payment is seldom needed: taking one back, and the other way to name sums."""
    if drawing.action != "record_payment":
        return False
    one = len(drawing.sources.claimants) <= 1
    return path in {"reverses", "reason"} | ({"rows"} if one else {"claimant", "amount_fen"})


def _shaped(each: Field, drawing: Drawing, path: str) -> Control:
    reader = each.read
    if reader.shape is Shape.ANY and drawing.value_of is not None:
        reader = drawing.value_of
    if options := _chosen_from(each.name, drawing):
        several = reader.shape is Shape.LIST
        return _codes(path, options, drawing) if several else _code(path, options, drawing)
    return _DRAWN[reader.shape](each.name, reader, drawing, path)


def _chosen_from(name: str, drawing: Drawing) -> tuple[Option, ...]:
    sources = drawing.sources
    named: Mapping[str, tuple[Option, ...]] = {
        "claimant": sources.claimants, "claimants": sources.claimants, "clock": sources.clocks,
        "officer": sources.officers, "mentions": sources.officers, "reverses": sources.payments,
    }  # fmt: skip
    match drawing.action, name:
        case "assign" | "hand_on", "to":
            return sources.officers
        case "unlink", "to":
            return sources.links
        case "record", "order" if drawing.fixed.get("kind") == "joint_punishment":
            return sources.orders
        case _:
            return named.get(name, ())


def _words(name: str, reader: Reader, drawing: Drawing, path: str) -> Control:
    if name == "file":
        return Control(name=path, kind="file", value=_last(drawing, path))
    kind = "lines" if reader.longest > _ONE_LINE else "words"
    return Control(name=path, kind=kind, value=_last(drawing, path), hint=_hint(path, drawing))


def _coded(name: str, reader: Reader, drawing: Drawing, path: str) -> Control:
    if len(reader.codes) == 1:
        return Control(name=path, kind="hidden", value=reader.codes[0])
    return _code(path, _options(name, reader.codes, drawing, path), drawing)


def _yes_no(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    options = (("true", drawing.say("desk-yes")), ("false", drawing.say("desk-no")))
    return _code(path, options, drawing)


def _sum(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    return Control(
        name=path, kind="sum", value=_last(drawing, path), hint=drawing.say("desk-unit-yuan")
    )


def _count(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    return Control(name=path, kind="count", value=_last(drawing, path))


def _happened(name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    if name in _NOW:
        return Control(
            name=path, kind="time", value=_last(drawing, path) or drawing.sources.now
        )  # fmt: skip
    return Control(name=path, kind="day", value=_last(drawing, path))


def _day(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    return Control(name=path, kind="day", value=_last(drawing, path))


def _period(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    hint = drawing.say("desk-period-hint")
    return Control(name=path, kind="words", value=_last(drawing, path), hint=hint)


def _division(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    hint = drawing.say("desk-place-code")
    return Control(name=path, kind="words", value=_last(drawing, path), hint=hint)


def _agency(_name: str, _reader: Reader, drawing: Drawing, path: str) -> Control:
    kinds = tuple((kind, drawing.say(f"agency-{kind}")) for kind in AGENCY_KINDS)
    place, kind = f"{path}/division", f"{path}/kind"
    parts = (
        Control(
            name=place, kind="words", label=drawing.say("desk-place-code"),
            value=_last(drawing, place) or drawing.sources.division,
        ),
        replace(_code(kind, kinds, drawing), label=drawing.say("desk-agency-kind")),
    )  # fmt: skip
    return Control(name=path, kind="group", parts=parts)


def _record(_name: str, reader: Reader, drawing: Drawing, path: str) -> Control:
    parts = tuple(_control(part, drawing, f"{path}/{part.name}") for part in reader.parts)
    return Control(name=path, kind="group", parts=parts)


def _list(name: str, reader: Reader, drawing: Drawing, path: str) -> Control:
    each = reader.each
    if name == "files":
        return Control(name=path, kind="files", values=_all(drawing, path))
    if each is None or each.shape is Shape.WORDS:
        text = "\n".join(_all(drawing, path))
        return Control(name=path, kind="lines", value=text, hint=drawing.say("desk-officers-hint"))
    if each.shape is Shape.CODE:
        return _codes(path, _options(name, each.codes, drawing, path), drawing)
    if name in PER_WORKER:
        return _per_worker(each, drawing, path)
    groups = tuple(
        _record(str(n), each, drawing, f"{path}/{n}") for n in range(rows_in(drawing.typed, path))
    )
    return Control(name=path, kind="rows", parts=groups, more=True)


def _per_worker(each: Reader, drawing: Drawing, path: str) -> Control:
    """Draw a sum beside each worker: those left empty do not go along."""
    parts = tuple(
        Control(
            name=f"{path}/{claimant}", kind="sum", label=label, needed=False,
            value=_last(drawing, f"{path}/{claimant}"), hint=drawing.say("desk-unit-yuan"),
        )
        for claimant, label in drawing.sources.claimants
    )  # fmt: skip
    return Control(name=path, kind="group", parts=parts)


def rows_in(typed: Typed, path: str) -> int:
    """Count the groups of a list that a form has, one at least and one more where asked for."""
    numbers = {
        int(rest)
        for name in typed
        if name.startswith(f"{path}/") and (rest := name[len(path) + 1 :].split("/")[0]).isdigit()
    }
    asked = path in typed.get("_more", ())
    return max(1, min(100, max(numbers, default=-1) + 1 + asked))


def _options(name: str, codes: Iterable[str], drawing: Drawing, path: str) -> tuple[Option, ...]:
    group = "/".join(part for part in path.split("/") if not part.isdigit())
    prefix = _LABELLED.get(group) or _LABELLED.get(name) or f"desk-{name}"
    if drawing.of_facts:
        prefix = name
    if drawing.value_of is not None and name == "value":
        prefix = drawing.fixed.get("field", name)
        prefix = _LABELLED.get(prefix, prefix)
    return tuple((code, _code_label(prefix, code, group, drawing.say)) for code in codes)


def _code_label(prefix: str, code: str, group: str, say: Say) -> str:
    if code in ("yes", "no", "unknown") and group.startswith(("items/", "checklist/")):
        return say(f"desk-value-{code}")
    if code == "free":
        return say("desk-ask-free")
    said = say(f"{prefix}-{code}")
    return f"{code} {said}" if prefix == "level" else said


def _code(path: str, options: tuple[Option, ...], drawing: Drawing) -> Control:
    only = options[0][0] if path in _ONLY and len(options) == 1 else ""
    value = _last(drawing, path) or only
    return Control(name=path, kind="code", options=options, value=value)


def _codes(path: str, options: tuple[Option, ...], drawing: Drawing) -> Control:
    return Control(name=path, kind="codes", options=options, values=_all(drawing, path))


def _label(name: str, path: str, drawing: Drawing) -> str:
    if name == "to":
        return drawing.say(_TO.get(drawing.action, "desk-field-to"))
    if name.isdigit():
        return ""
    if drawing.of_facts:
        return drawing.say(f"desk-fact-{name}")
    if path.startswith("proof/") and name == "text":
        return drawing.say("desk-field-proof-text")
    return drawing.say(f"desk-field-{name}")


def _hint(path: str, drawing: Drawing) -> str:
    return drawing.say("desk-link-hint") if (drawing.action, path) == ("link", "to") else ""


def _last(drawing: Drawing, path: str) -> str:
    values = drawing.typed.get(path, ())
    return values[-1] if values else ""


def _all(drawing: Drawing, path: str) -> tuple[str, ...]:
    return tuple(drawing.typed.get(path, ()))


_TO = {
    "link": "desk-field-to-link", "unlink": "desk-field-to-link", "escalate": "desk-field-to-level",
    "assign": "desk-field-to-officer", "hand_on": "desk-field-to-officer",
}  # fmt: skip
_DRAWN: Mapping[Shape, Callable[[str, Reader, Drawing, str], Control]] = {
    Shape.WORDS: _words, Shape.CODE: _coded, Shape.YES_NO: _yes_no, Shape.SUM: _sum,
    Shape.COUNT: _count, Shape.HAPPENED: _happened, Shape.DAY: _day, Shape.PERIOD: _period,
    Shape.DIVISION: _division, Shape.AGENCY: _agency, Shape.RECORD: _record, Shape.LIST: _list,
    Shape.ANY: _words,
}  # fmt: skip
