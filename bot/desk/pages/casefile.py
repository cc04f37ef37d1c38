"""The case page: his story at the left, the facts at the right, what is next on top.

Everything on it comes from the parts of the case that this account is shown; what it may not see
is not drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.desk.guard import Actor
from bot.desk.ink import Ink, county_name, desk_of, ink_of
from bot.desk.pages import facts, past, steps, story
from bot.desk.pages.frame import framed, person_of, watch_of
from bot.desk.pages.panel import Panel, next_steps, panel_of
from bot.desk.parts import DeskParts
from bot.desk.present import mask, told_by_entry
from bot.services.casework import CaseFile
from handlers.case import Case
from handlers.casework.access import roles_over, shows
from handlers.casework.gates import counting, look_at_gates
from handlers.casework.rules import allowed_moves
from handlers.casework.settling import standing_payments
from handlers.claimant import Claimant
from handlers.dialogue.questions import BY_FIELD
from handlers.errors import NotAllowed
from handlers.facts import words
from locales import formats
from storage.records import cases, evidence, history, messages, reads
from storage.records.evidence import EvidenceRow
from storage.records.reads import Read
from storage.transcript import Message

Say = Callable[..., str]

#: Reasons that led to the agency, not to the level.
ROUTED = frozenset({"industry", "funding", "unknown_place", "unknown_matter", "no_row"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case as it was read for its page."""

    file: CaseFile
    parts: frozenset[str]
    moves: tuple[str, ...]
    messages: tuple[Message, ...] = ()
    files: tuple[EvidenceRow, ...] = ()
    reads: tuple[Read, ...] = ()
    revealed: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """Return the case itself."""
        return self.file.case


async def show(request: web.Request) -> web.Response:
    """GET /desk/cases/{reference}: the case; that it was read is written down."""
    desk, actor = desk_of(request), person_of(request)
    reference = request.match_info["reference"]
    if "peek" in request.query:
        return await draw(request, await look_again(desk, actor, reference))
    file = await desk.casework.open(actor.officer, reference)
    opened = await open_parts(desk, actor, file)
    panel = await panel_of(request, opened.case, opened.moves, request.query.get("move"))
    return await draw(request, opened, panel)


async def look_again(desk: DeskParts, actor: Actor, reference: str) -> Opened:
    """Read a case once more after a move was refused; that is no new reading."""
    async with desk.store.reading() as reading:
        case = await cases.get(reading, reference, actor.officer.scope)
        entries = await history.of_case(reading, case.id)
    return await open_parts(desk, actor, CaseFile(case=case, history=tuple(entries)))


async def open_parts(desk: DeskParts, actor: Actor, file: CaseFile) -> Opened:
    """Read what stands beside a case, as far as this account is shown it."""
    case = file.case
    parts = shows(actor.officer, case, desk.worlds.staffed)
    if not parts:
        raise NotAllowed("role")
    said: Sequence[Message] = ()
    kept: Sequence[EvidenceRow] = ()
    looked: Sequence[Read] = ()
    async with desk.store.reading() as reading:
        if "story" in parts:
            kept = await evidence.of_case(reading, case.id)
            if case.conversation:
                said = await messages.of_conversation(reading, case.conversation)
        if "reads" in parts:
            looked = await reads.of_case(reading, case.id)
    moves = allowed_moves(case, actor.officer, desk.worlds.of_desk(), desk.clock())
    return Opened(
        file=file, parts=parts, moves=moves, messages=tuple(said), files=tuple(kept),
        reads=tuple(looked), revealed=file.revealed or {},
    )  # fmt: skip


async def draw(
    request: web.Request,
    opened: Opened,
    panel: Panel | None = None,
    status: int = 200,
    *,
    notice: str = "",
    kept: str = "",
) -> web.Response:
    """Draw the page with the panel of a move, if one is open; else what was refused and typed."""
    desk, actor, ink = desk_of(request), person_of(request), ink_of(request)
    case, say, watch = opened.case, ink.say, watch_of(request)
    told = story.tell(opened.messages, opened.file.history, case.facts, desk.presenter.zone)
    strip, more_clocks = watch.limits(case)
    gates = look_at_gates(case)
    return await framed(
        request, "case.html", "all", status=status, case=case, parts=opened.parts, notice=notice,
        kept=kept,
        moves=opened.moves, panel=panel, story=told, head=head_of(case, say, ink),
        facts=facts.lines_of(case.facts, told.anchors, say, ink.locale),
        lack=list(facts.lacking(case.facts)), strip=strip, more_clocks=more_clocks,
        steps=steps.steps_of(case, opened.moves, say), gates=gates,
        missing=steps.say_missing(gates.missing, say), rows=rows_of(case),
        past=past.lines_of(
            opened.file.history, told_by_entry(opened.messages), say, ink.locale,
            words="history_words" in opened.parts,
        ),
        reasons=_why(case, say, ink),
        files=opened.files, reads=opened.reads, revealed=opened.revealed,
        roles=roles_over(actor.officer, case), me=actor.officer, agency=_agency_namer(desk, ink),
        now=desk.clock(), paid_of=paid_rows(case), next_steps=next_steps,
        named=lambda codes, prefix: listed([say(f"{prefix}-{one}") for one in codes], ink.locale),
        askable=BY_FIELD, asked=_asked(request),
    )  # fmt: skip


def _asked(request: web.Request) -> str:
    """Return the lacking fact that the writer is opened for."""
    field = request.query.get("ask", "")
    return field if field in BY_FIELD else ""


def _why(case: Case, say: Say, ink: Ink) -> list[str]:
    """Write why the case has its level."""
    told = (reason for reason in case.routing.reasons if reason.code not in ROUTED)
    return [past.reason_of(reason, say, ink.locale) for reason in told]


def head_of(case: Case, say: Say, ink: Ink) -> list[str]:
    """Write the case as one sentence made of its facts, clause by clause."""
    people = say("desk-head-people", count=case.headcount)
    owed = (
        say("desk-head-owed", sum=ink.yuan(case.owed_fen))
        if case.owed_fen is not None
        else say("desk-head-owed-unknown")
    )
    paid = [say("desk-head-paid", sum=ink.yuan(case.paid_fen))] if case.paid_fen else []
    return [where_of(case), *([people] if case.headcount else []), owed, *paid]


def where_of(case: Case) -> str:
    """Name a case by its site, its employer, whoever else is known of it, or its county."""
    fields = ("site", "employer", "general_contractor", "foreman", "subcontractor")
    named = next((name for f in fields if (name := words(case.facts, f))), "")
    return named or county_name(case.division) or case.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerRow:
    """A worker's row as the table shows it: his name masked."""

    id: str
    name: str
    period: str
    owed_fen: int | None
    paid_fen: int
    balance_fen: int | None
    state: str
    answer: str
    representative: bool
    counts: bool


def rows_of(case: Case) -> list[WorkerRow]:
    """Return the workers' rows."""
    return [
        WorkerRow(
            id=row.id, name=mask("name", row.name) if row.name else "",
            period=" – ".join(filter(None, (row.period_start, row.period_end))),
            owed_fen=row.owed_fen, paid_fen=row.paid_fen, balance_fen=row.balance_fen,
            state=row.state.value, answer=row.paid_answer.value if row.paid_answer else "",
            representative=row.representative, counts=row.counts,
        )
        for row in case.claimants
    ]  # fmt: skip


def paid_rows(case: Case) -> tuple[int, int]:
    """Return how many workers have all their money, of how many."""
    rows = counting(case)
    return sum(_is_paid(row) for row in rows), len(rows)


def _is_paid(row: Claimant) -> bool:
    return row.balance_fen == 0 and bool(standing_payments(row))


def _agency_namer(desk: DeskParts, ink: Ink) -> Callable[[str], str]:
    def name(agency: str) -> str:
        return desk.renderer.agency(agency, desk.worlds.directory, ink.locale)

    return name


def listed(items: Sequence[str], locale: str) -> str:
    """Join words in a row."""
    return formats.listing(items, locale)
