"""Values for the tests of storage, whole and plausible."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from handlers.case import AgencyPart, Case, CaseId, Clock, Entry, Routing, Status
from handlers.claimant import Claimant
from handlers.facts import Known
from handlers.lead import ConversationId, LeadKind
from handlers.officer import Grant, OfficerId, Role, Scope
from storage.queues.inbox import NewItem
from storage.records.conversations import Conversation
from storage.transcript import Message

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NATIONWIDE = Scope(grants=(Grant(role=Role.SUPERVISOR),), officer=OfficerId(7))
_ids = count(1000)


def draw() -> int:
    """Return an id that was not drawn before, later ones greater."""
    return next(_ids)


def conversation(**changed: object) -> Conversation:
    """Return a web conversation just opened."""
    plain = Conversation(
        id=ConversationId(draw()), door="web", locale="zh-CN", created_at=NOW, updated_at=NOW
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def item(talk: ConversationId, body: str, key: str | None = None, **changed: object) -> NewItem:
    """Return an item for this conversation."""
    drawn = draw()
    plain = NewItem(
        id=drawn, conversation=talk, door="web", key=key or f"{talk}:{drawn}", kind="text",
        body=body, at=NOW,
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def message(talk: ConversationId, seq: int, text: str, **changed: object) -> Message:
    """Return a message of the bot."""
    plain = Message(id=draw(), conversation=talk, seq=seq, sender="bot", text=text, at=NOW)
    return replace(plain, **changed)  # type: ignore[arg-type]


def clock(due_at: str, name: str = "inspection_accept", **changed: object) -> Clock:
    """Return a running clock of the law."""
    plain = Clock(name=name, kind="law", started_at="2026-11-24", due_at=due_at)
    return replace(plain, **changed)  # type: ignore[arg-type]


def case(agency: str = "430112-labor_inspection", **changed: object) -> Case:
    """Return a complaint about unpaid wages at a site, just filed."""
    drawn = draw()
    division = agency.partition("-")[0]
    routing = Routing(
        division=division, category="site_wages", lead_kind="labor_inspection", desk=agency,
        level="P2", campaign_class="year_end", rule="row 14",
    )  # fmt: skip
    plain = Case(
        id=CaseId(drawn), reference=f"350-{drawn}-6", conversation=None,
        kind=LeadKind.COMPLAINT, channel="web", main=Status.FILED, level="P2",
        category="site_wages", campaign_class="year_end", filed_at=NOW,
        facts={
            "employer": Known(value="湖南恒达建筑劳务有限公司", text="恒达劳务"),
            "site": Known(value="望城公租房工地", text="望城那个公租房工地"),
            "name": Known(value="陈大山", text="陈大山"),
            "phone": Known(value="13812345678", text="13812345678"),
            "amount_fen": Known(value=3_500_000, text="三万五"),
        },
        routing=routing, resumes_as=Status.FILED,
        agencies=(AgencyPart(agency=agency, kind="labor_inspection", role="lead"),),
        clocks=(clock("2026-12-01"),),
        claimants=(Claimant(id="c1", name="陈大山", phone="13812345678", own=True),),
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


def entry(seq: int, action: str = "note", **changed: object) -> Entry:
    """Return an entry of an officer."""
    plain = Entry(
        seq=seq, at=NOW + timedelta(minutes=seq), by_kind="officer", username="officer.0417",
        role="officer", action=action, from_="filed", to="filed",
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]
