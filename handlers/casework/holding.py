"""Who works on a case: claimed, released, assigned, barred, handed over."""

from handlers.case import Status
from handlers.casework.access import WORKING, acts_for_lead, holds, roles_over, sees
from handlers.casework.acts import Act
from handlers.casework.agencies import deliver_to_lead
from handlers.casework.bodies import Field, boolean, day_ahead, optional, reason, short
from handlers.casework.refusals import refuse, wrong
from handlers.casework.rule import Rule, Rules
from handlers.errors import Conflict
from handlers.officer import Officer, Role


def find_officer(act: Act, name: str) -> Officer:
    """Return the account that a field of the body names, else it is wrong."""
    known = {officer.username: officer for officer in (*act.world.officers, act.officer)}
    if act.text(name) not in known:
        wrong(name)
    return known[act.text(name)]


def can_hold(act: Act, officer: Officer) -> bool:
    """Whether an account may have this case: active, present, in sight, with a working role."""
    present = officer.absent_until is None or officer.absent_until < act.today
    working = roles_over(officer, act.case) & WORKING
    return officer.active and present and sees(officer, act.case) and bool(working)


def agency_of(officer: Officer, act: Act) -> str:
    """Return the agency an account acts for here: its own, else the one that leads."""
    owned = [grant.agency for grant in officer.grants if grant.role in WORKING]
    own = [agency for agency in owned if agency is not None]
    return act.case.lead.agency if None in owned or not own else own[0]


def take_up(act: Act, officer: Officer) -> None:
    """Give the case to an officer; with one of the leading agency it is delivered."""
    act.hold(officer, agency_of(officer, act))
    leads = acts_for_lead(officer, act.case) and act.case.lead.kind != "triage"
    if act.case.main is Status.FILED and leads:
        deliver_to_lead(act)


def _nobody_holds(act: Act) -> None:
    if act.case.held_by is not None:
        held = act.case.held_by
        raise Conflict(
            "held", held_by={"username": held.username, "name": held.name, "since": held.since}
        )


def _of_the_lead(act: Act) -> None:
    if Role.INTAKE not in act.roles and not acts_for_lead(act.officer, act.case):
        refuse("not_lead")


def _claim(act: Act) -> None:
    take_up(act, act.officer)
    act.end("referral_return")
    act.unmark("referred")


def _release(act: Act) -> None:
    act.let_go()


def _check_assign(act: Act) -> None:
    if not can_hold(act, find_officer(act, "to")):
        wrong("to")


def _assign(act: Act) -> None:
    officer = find_officer(act, "to")
    act.args["to"] = officer.username
    act.change(last_holder=act.case.held_by or act.case.last_holder)
    take_up(act, officer)
    act.notify(officer.username, "assigned")


def _check_bar(act: Act) -> None:
    officer = find_officer(act, "officer")
    if not act.body["barred"] and officer.id not in act.case.barred:
        wrong("barred")


def _bar_himself(act: Act) -> None:
    himself = act.text("officer") == act.officer.username and act.body["barred"]
    if Role.SUPERVISOR not in act.roles and not himself:
        refuse("role")


def _bar(act: Act) -> None:
    officer = find_officer(act, "officer")
    act.args.update(officer=officer.username, barred=act.body["barred"])
    others = tuple(each for each in act.case.barred if each != officer.id)
    act.change(barred=(*others, officer.id) if act.body["barred"] else others)
    if act.body["barred"] and holds(officer, act.case):
        act.let_go()
        act.tell("told-other-officer")


def _hand_over(act: Act) -> None:
    deputy = find_officer(act, "to")
    act.args["to"] = deputy.username
    act.change(last_holder=act.case.held_by)
    if deputy.id in act.case.barred or not sees(deputy, act.case):
        act.let_go()
        act.notify("supervisor", "hand_over", to=deputy.username)
    else:
        act.hold(deputy, agency_of(deputy, act))


#: Not an action on a case: it comes with an account's `hand_over`, one entry a case.
HAND_OVER = Rule(
    fields=(Field("to", short), optional("until", day_ahead), optional("reason", reason)),
    do=_hand_over,
)

RULES: Rules = {
    ("claim", ""): Rule(forbid=_of_the_lead, faster=_nobody_holds, do=_claim),
    ("release", ""): Rule(fields=(Field("reason", reason),), do=_release),
    ("assign", ""): Rule(
        fields=(Field("to", short), optional("reason", reason)), check=_check_assign, do=_assign
    ),
    ("bar", ""): Rule(
        fields=(Field("officer", short), Field("barred", boolean), Field("reason", reason)),
        check=_check_bar,
        forbid=_bar_himself,
        do=_bar,
    ),
}
