"""A desk as tests use it: people with roles, a case, and moves done one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from handlers.case import AgencyPart, Case, Entry, Mark, Status
from handlers.casework.clocks import LOCAL
from handlers.casework.commands import Command
from handlers.casework.effects import MakeTask, Notify, Tell
from handlers.casework.filing import open_case
from handlers.casework.outcomes import Outcome
from handlers.casework.rules import decide
from handlers.casework.ticking import tick
from handlers.claimant import Claimant
from handlers.lead import Lead
from handlers.officer import Grant, Officer, OfficerId, Role
from handlers.phrases import Phrase
from handlers.routing import route
from handlers.world import Drawn, Duty, World
from nlp.articles import build_index
from storage.defaults import load_calendar, load_directory
from tests.handlers.leads import make_lead

DIRECTORY, CALENDAR, ARTICLES = load_directory(), load_calendar(), build_index(())
COUNTY = "430112"
INSPECTION = f"{COUNTY}-labor_inspection"
HOUSING = f"{COUNTY}-housing"

#: A Wednesday morning.
START = datetime(2026, 11, 25, 10, 0, tzinfo=LOCAL)


def officer(
    number: int, *roles: str, agency: str | None = INSPECTION, division: str | None = COUNTY,
    service: bool = False, absent_until: date | None = None, active: bool = True,
) -> Officer:  # fmt: skip
    return Officer(
        id=OfficerId(number), username=f"officer.{number}", name=f"o{number}",
        grants=tuple(Grant(role=Role(r), division=division, agency=agency) for r in roles),
        service=service, absent_until=absent_until, active=active,
    )  # fmt: skip


OFFICER = officer(10, "officer")
SECOND = officer(11, "officer")
SUPERVISOR = officer(12, "supervisor")
LEADER = officer(13, "leader")
ARBITER = officer(14, "arbiter", agency=None, division="430000")
INTAKE = officer(15, "intake", agency=None)
HOUSING_OFFICER = officer(16, "officer", agency=HOUSING)
SERVICE = officer(17, "intake", "officer", agency=None, division=None, service=True)
NATIONWIDE = officer(18, "officer", "supervisor", agency=None, division=None)
PEOPLE = (
    OFFICER, SECOND, SUPERVISOR, LEADER, ARBITER, INTAKE, HOUSING_OFFICER, SERVICE, NATIONWIDE,
)  # fmt: skip

WITHDRAW = {"why": "settled", "text": "谈好了"}
DECLINE = {
    "reason_code": "not_competent", "destination": {"kind": "arbitration"}, "text": "不归这里管",
}  # fmt: skip
SLIP = [{"kind": "bank_slip", "file": "f1"}]


def lead(**facts: Any) -> Lead:
    told = {
        "division": COUNTY, "employer": "某某公司", "amount_fen": 700_000, "name": "陈某",
        "phone": "13800001234", "industry": "construction", "funding": "private",
        "period_end": "2026-10", **facts,
    }  # fmt: skip
    return make_lead({name: value for name, value in told.items() if value is not None})


def world(**parts: Any) -> World:
    drawn = Drawn(case=900, reference="350-9999-9", check="c", code="w", alarm=1, link="l")
    whole = {
        "directory": DIRECTORY, "calendar": CALENDAR, "articles": ARTICLES, "duty": Duty(),
        "drawn": drawn, "officers": PEOPLE, "staffed": frozenset({INSPECTION, HOUSING}), **parts,
    }  # fmt: skip
    return World(**whole)


@dataclass
class Desk:
    """One case and everybody who acts on it."""

    case: Case
    now: datetime = START
    world: World = field(default_factory=world)
    history: list[Entry] = field(default_factory=list)
    last: Outcome | None = None

    def does(self, by: Officer, action: str, /, **body: Any) -> Outcome:
        """Let somebody do a move; time goes on by a minute. `as_` is written for `as`."""
        plain = {name.rstrip("_"): value for name, value in body.items()}
        command = Command(action=action, body=plain)
        outcome = decide(self.case, command, by, self.world, self.now, history=self.history)
        return self._keep(outcome)

    def _keep(self, outcome: Outcome) -> Outcome:
        self.case, self.last = outcome.case, outcome
        if outcome.entry:
            if outcome.entry.undoes:
                self.history = [
                    replace(e, undone_by=outcome.entry.seq) if e.seq == outcome.entry.undoes else e
                    for e in self.history
                ]
            self.history.append(outcome.entry)
        self.now += timedelta(minutes=1)
        return outcome

    def ticks(self) -> tuple[Outcome, ...]:
        """Let the clocks act at this moment."""
        outcomes = tick(self.case, self.world, self.now, history=self.history)
        for outcome in outcomes:
            self._keep(outcome)
        return outcomes

    def wait(self, **span: int) -> "Desk":
        self.now += timedelta(**span)
        return self

    def clock(self, name: str, subject: str | None = None) -> Any:
        found = [
            c for c in self.case.clocks if c.name == name and subject in (None, c.subject)
        ]
        return found[-1] if found else None

    def runs(self, name: str) -> bool:
        return any(c.name == name and c.state == "running" for c in self.case.clocks)

    @property
    def holder(self) -> str | None:
        return self.case.held_by.username if self.case.held_by else None

    @property
    def told(self) -> list[str]:
        """The keys (or words) that the last move told the worker."""
        effects = self.last.effects if self.last else ()
        tells = [effect for effect in effects if isinstance(effect, Tell)]
        return [tell.phrase.key if tell.phrase else str(tell.text) for tell in tells]

    @property
    def phrases(self) -> list[Phrase]:
        effects = self.last.effects if self.last else ()
        return [e.phrase for e in effects if isinstance(e, Tell) and e.phrase]

    @property
    def tasks(self) -> list[str]:
        effects = self.last.effects if self.last else ()
        return [effect.kind for effect in effects if isinstance(effect, MakeTask)]

    @property
    def notices(self) -> list[tuple[str, str]]:
        effects = self.last.effects if self.last else ()
        return [(e.to, e.about) for e in effects if isinstance(e, Notify)]


def filed(*, level: str | None = "P3", **facts: Any) -> Desk:
    """A case as it is filed (at P3, unless said otherwise)."""
    told = lead(**facts)
    here = world()
    routing = route(told, DIRECTORY, CALENDAR, START.date())
    outcome = open_case(told, replace(routing, level=level or routing.level), here, START)
    assert outcome.entry is not None
    return Desk(case=outcome.case, history=[outcome.entry])


def delivered(**facts: Any) -> Desk:
    desk = filed(**facts)
    desk.does(OFFICER, "claim")
    return desk


def accepted(**facts: Any) -> Desk:
    desk = delivered(**facts)
    desk.does(OFFICER, "accept", number="望劳监立〔2026〕88号")
    return desk


def verified(finding: str = "arrears", **facts: Any) -> Desk:
    desk = accepted(**facts)
    amounts = [{"claimant": r.id, "verified_fen": 680_000} for r in desk.case.claimants]
    body = {"amounts": amounts} if finding == "arrears" and amounts else {}
    desk.does(OFFICER, "verify", finding=finding, checked=["payroll"], text="查过了", **body)
    return desk


def today(desk: Desk, days: int = 0) -> str:
    return (desk.now.astimezone(LOCAL).date() + timedelta(days=days)).isoformat()


def record(desk: Desk, kind: str, /, **fields: Any) -> str:
    """Record a measure; returns its id."""
    desk.does(OFFICER, "record", kind=kind, **fields)
    return desk.case.measures[-1].id


def order(desk: Desk, *, kind: str = "correct", part: str = "employer", days: int = 15) -> str:
    return record(
        desk, "order", type=kind, number="31号", to={"name": "某某公司", "part": part},
        issued_at=today(desk), pay_by=today(desk, days), amount_fen=680_000,
        **({"heard_at": today(desk)} if kind == "decision" else {}),
    )  # fmt: skip


def serve(desk: Desk, order_id: str) -> None:
    desk.does(OFFICER, "step", measure=order_id, to="served", how="direct", at=today(desk),
              proof=SLIP)  # fmt: skip


def lapse(desk: Desk, order_id: str) -> None:
    desk.wait(days=16).does(OFFICER, "step", measure=order_id, to="lapsed")


def pay(desk: Desk, amount: int = 680_000, claimant: str = "c1", **more: Any) -> None:
    body = {"paid_at": today(desk), "source": "employer", "proof": SLIP, **more}
    desk.does(OFFICER, "record_payment", claimant=claimant, amount_fen=amount, **body)


def attempt(desk: Desk, result: str = "no_answer", *, by: Officer = OFFICER, **more: Any) -> None:
    body = {"whom": "worker", "way": "call", "at": desk.now.isoformat(), "result": result, **more}
    desk.does(by, "record", kind="attempt", **body)


def put(case: Case, main: str, marks: Iterable[str] = (), **changes: Any) -> Case:
    """A case in any state, held by OFFICER, as the total table needs it."""
    since = START.astimezone(UTC)
    return replace(
        case, main=Status(main),
        marks=tuple(Mark(name=name, since=since, by="x") for name in marks), **changes,
    )  # fmt: skip


def row(number: int = 1, **parts: Any) -> Claimant:
    return Claimant(id=f"c{number}", **parts)


def share(agency: str = HOUSING) -> AgencyPart:
    return AgencyPart(agency=agency, kind=agency.partition("-")[2], role="co")
