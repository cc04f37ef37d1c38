"""Filing: the draft becomes a case, and the same turn says so, with what comes next and by when."""

from dataclasses import replace
from datetime import date

from handlers.case import Routing
from handlers.claimant import Claimant
from handlers.dialogue.effects import DropTimer, FileLead, OfferPaper, Say
from handlers.dialogue.questions import is_works
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.facts import Facts, listed, words
from handlers.lead import Lead, LeadKind
from handlers.limits import Limit, find_limits, find_warning
from handlers.paths import PATHS, Path, Standing, find_path
from handlers.phrases import Day, Phrase
from handlers.routing import route
from nlp.understanding import Matter

#: What reminds of a draft, no longer wanted once it is filed.
REMINDERS = ("nudge_day", "nudge_week", "draft_end")

#: Doors behind which inspection does not look again (监察条例 21).
DISPUTE_PATH = frozenset({"mediation", "arbitration", "court"})

#: The path of whom arbitration, mediation or a court has already taken.
RUNNING = Path(
    code="running", first="arbitration", bring=("case_number",), takes="arbitration_decide",
    cost="free", then=("legal_aid",),
)  # fmt: skip

#: The paper that a path begins with.
PAPERS = {"paper_in_hand": "iou_claim"}


def file(talk: Talk, *, unnamed: bool = False) -> Talk:
    """File the draft as a complaint where the name is known, else as a tip."""
    if unnamed:
        talk = talk.let(unnamed=True).drop_facts("name", "phone")
    lead = make_lead(talk)
    routing = route(lead, talk.world.directory, talk.world.calendar, talk.today)
    talk = talk.do(FileLead(lead=lead), *(DropTimer(what=timer) for timer in REMINDERS))
    talk = _say_receipt(talk, lead, routing)
    if talk.state.group_wanted or lead.claimants:
        talk = talk.do(Say(phrase=Phrase("group-code"), group=talk.world.drawn.case))
    return _advise(_settle(talk, lead), lead)


def make_lead(talk: Talk) -> Lead:
    """Make of the draft what is filed."""
    state = talk.state
    facts = {name: known for name, known in state.facts.items() if not _is_private(talk, name)}
    named = "name" in facts and not state.unnamed
    matter = Matter.WAGES if state.matter is Matter.UNKNOWN and _is_money(facts) else state.matter
    return Lead(
        kind=LeadKind.COMPLAINT if named else LeadKind.TIP,
        channel=talk.door,
        conversation=None,
        facts=facts,
        signals=state.signals,
        matter=matter,
        also=tuple(also for also in state.also if also is not matter),
        categories=state.categories,
        claimants=_rows(talk, facts),
    )


def _rows(talk: Talk, facts: Facts) -> tuple[Claimant, ...]:
    """Return the list that was told, the speaker's own row marked where his name stands in it."""
    own = words(facts, "name")
    return tuple(
        replace(row, own=True, phone=words(facts, "phone")) if own and row.name == own else row
        for row in talk.state.claimants
    )


def _say_receipt(talk: Talk, lead: Lead, routing: Routing) -> Talk:
    drawn = talk.world.drawn
    accept = routing.due.get("inspection_accept")
    until = Day(date.fromisoformat(accept)) if accept else None
    phrase = Phrase(
        f"receipt-{lead.kind.value}",
        {
            "reference": drawn.reference,
            "next": Phrase("receipt-by", {"day": until}) if until else Phrase("receipt-person"),
        },
    )
    return talk.receive(phrase, drawn.case)


def _settle(talk: Talk, lead: Lead) -> Talk:
    """Remember that what is said from now on belongs to the case."""
    return talk.let(
        mode=Mode.FILED,
        cases=(*talk.state.cases, talk.world.drawn.case),
        facts=lead.facts,
        asked={}, declined=(), readings={}, more=None, more_used=False, steps=0, back=None,
    )  # fmt: skip


def _advise(talk: Talk, lead: Lead) -> Talk:
    """Name one path, why, what to bring, how long, what it costs, and a second choice (§2.12)."""
    path, second = _find_path(talk, lead)
    talk = say_way(talk, path, second)
    for limit in _near(talk, lead):
        talk = talk.say(f"limit-{limit.clock}", day=Day(limit.due))
    if paper := PAPERS.get(path.code):
        talk = talk.do(OfferPaper(paper=paper)).say(f"paper-{paper}")
    return talk.rest()


def find_way(talk: Talk) -> tuple[Path, str]:
    """Return the path of what is known so far, and the second choice beside it."""
    return _find_path(talk, make_lead(talk))


def say_way(talk: Talk, path: Path, second: str) -> Talk:
    """Say a path with its second choice."""
    on_site = path.code == "boss_fled" and is_works(talk.state)
    key = f"path-{path.code}-site" if on_site else f"path-{path.code}"
    return talk.say(key, second=Phrase(f"path-second-{second}"))


def _find_path(talk: Talk, lead: Lead) -> tuple[Path, str]:
    """Find the path; where the dispute path already runs, it goes on."""
    if set(listed(lead.facts, "doors_tried")) & DISPUTE_PATH:
        return RUNNING, RUNNING.then[0]
    world = talk.world
    if any(limit.clock == "arbitration_limit" for limit in _near(talk, lead)):
        return PATHS["limit_near"], "legal_aid"
    path = find_path(
        Standing(lead=lead, directory=world.directory, calendar=world.calendar, today=talk.today)
    )
    return path, path.then[0]


def _near(talk: Talk, lead: Lead) -> tuple[Limit, ...]:
    """Return the worker's own limits of which he has to be warned (60 days before)."""
    limits = find_limits(lead.facts, talk.world.calendar)
    return tuple(limit for limit in limits if find_warning(limit.due, talk.today) is not None)


def _is_private(talk: Talk, name: str) -> bool:
    return talk.state.unnamed and name in ("name", "phone")


def _is_money(facts: Facts) -> bool:
    return bool(facts.keys() & {"amount_fen", "amount_per_worker_fen", "months", "rate_fen"})
