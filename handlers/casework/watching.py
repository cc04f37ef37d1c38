"""How urgent a case is and who watches it: levels, reminders, the ladder up, reports."""

from handlers.casework.access import acts_for_share, holds
from handlers.casework.acts import Act
from handlers.casework.bodies import (
    Field,
    boolean,
    day_ahead,
    one_of,
    optional,
    proof,
    reason,
    text,
)  # fmt: skip
from handlers.casework.clocks import find, local_day
from handlers.casework.refusals import refuse, wrong
from handlers.casework.rule import Rule, Rules
from handlers.officer import Role

LEVELS = ("P0", "P1", "P2", "P3", "P4")


def raise_level(act: Act, level: str) -> bool:
    """Raise the level; the first answer is due anew. Returns whether it was lower before."""
    if LEVELS.index(level) >= LEVELS.index(act.case.level):
        return False
    act.change(level=level)
    act.start("first_answer")
    return True


def one_up(level: str) -> str:
    """Return one level higher; nothing is raised into P0."""
    return level if level in ("P0", "P1") else LEVELS[LEVELS.index(level) - 1]


def _check_level(act: Act) -> None:
    level = act.text("level")
    if level == act.case.level or (level == "P0" and not act.case.alarm_open):
        wrong("level")


def _no_lowering(act: Act) -> None:
    lower = LEVELS.index(act.text("level")) > LEVELS.index(act.case.level)
    if lower and Role.SUPERVISOR not in act.roles:
        refuse("down")


def _alarm_reviewed(act: Act) -> list[str]:
    return ["alarm"] if act.case.level == "P0" and act.case.alarm_open else []


def _set_level(act: Act) -> None:
    level = act.text("level")
    act.args.update(level=level, before=act.case.level)
    if not raise_level(act, level):
        act.change(level=level)


def _not_today(act: Act) -> None:
    urged = (
        entry
        for entry in act.history
        if entry.action == "urge" and entry.username == act.officer.username
    )
    if any(local_day(entry.at) == act.today for entry in urged):
        refuse("today_already")


def _urge(act: Act) -> None:
    act.args["text"] = act.text("text")
    act.start("urge_answer")
    if act.case.held_by:
        act.notify(act.case.held_by.username, "urged", by=act.officer.username)
    if act.roles == {Role.WORKER}:
        act.tell("told-urged")


def _check_escalate(act: Act) -> None:
    if act.text("to") == "listed" and "until" not in act.body:
        wrong("until")


def _who_escalates(act: Act) -> None:
    to = act.text("to")
    if to == "listed" and not act.roles & {Role.LEADER, Role.ARBITER}:
        refuse("listed")
    high = {Role.SUPERVISOR, Role.LEADER, Role.PROGRAM}
    if to == "leading_group" and not act.roles & high:
        refuse("role")


def _escalate(act: Act) -> None:
    to, until = act.text("to"), act.optional("until")
    act.args.update(to=to, until=until)
    act.change(escalated_to=to)
    if to == "listed":
        act.mark("listed", until)
        act.start("listed_report")
        act.start("listed_until", due_at=until)
        act.tell("told-listed")
    act.notify({"unit_head": "supervisor"}.get(to, "leader"), "escalated", to=to)


def _delist(act: Act) -> None:
    act.args["proof"] = act.body["proof"]
    act.unmark("listed")
    act.end("listed_report", "listed_until")
    if act.case.escalated_to == "listed":
        act.change(escalated_to=None)


def _task_agency(act: Act) -> str | None:
    """Return whose co_task is reported on: the reporter's own agency's, else the only one."""
    share = acts_for_share(act.officer, act.case)
    running = [c.subject for c in act.case.clocks if c.name == "co_task" and c.state == "running"]
    if share is not None:
        return share.agency if share.agency in running else None
    return running[0] if running else None


def _check_report(act: Act) -> None:
    stands = {
        "task": _task_agency(act) is not None,
        "listed": act.case.has_mark("listed"),
        "urge": find(act.case.clocks, "urge_answer") is not None,
    }
    if not stands[act.text("on")]:
        wrong("on")


def _who_reports(act: Act) -> None:
    mine = holds(act.officer, act.case) or acts_for_share(act.officer, act.case)
    if not mine and Role.SUPERVISOR not in act.roles:
        refuse("not_held")


def _report(act: Act) -> None:
    on, done = act.text("on"), act.body.get("done") is True
    act.args.update(on=on, text=act.text("text"), done=done)
    match on:
        case "task":
            agency = _task_agency(act)
            act.args["agency"] = agency
            if done:
                act.end("co_task", subject=agency)
        case "urge":
            act.end("urge_answer")
        case _:
            act.end("listed_report")
            act.start("listed_report")


RULES: Rules = {
    ("set_level", ""): Rule(
        fields=(Field("level", one_of(*LEVELS)), Field("reason", reason)),
        check=_check_level,
        forbid=_no_lowering,
        gate=_alarm_reviewed,
        do=_set_level,
    ),
    ("urge", ""): Rule(fields=(Field("text", text),), faster=_not_today, do=_urge),
    ("escalate", ""): Rule(
        fields=(
            Field("to", one_of("unit_head", "leader", "leading_group", "listed")),
            Field("reason", reason),
            optional("until", day_ahead),
        ),
        check=_check_escalate,
        forbid=_who_escalates,
        do=_escalate,
    ),
    ("delist", ""): Rule(fields=(Field("reason", reason), Field("proof", proof)), do=_delist),
    ("report", ""): Rule(
        fields=(
            Field("on", one_of("task", "listed", "urge")),
            Field("text", text),
            optional("done", boolean),
        ),
        check=_check_report,
        faster=_who_reports,
        do=_report,
    ),
}
