"""A fellow worker comes in by the group's code: he confirms his own row, and sees only his own.

Four answers: is it this site, his name, from when to when, how much. Who leads the group sees how
many have confirmed, never what they said (domain.md §5.5).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.case import OPEN, Case
from handlers.casework.commands import Command
from handlers.claimant import Claimant, ClaimantState
from handlers.dialogue.asking import again
from handlers.dialogue.effects import Choice, Order, Say
from handlers.dialogue.hearing import Heard, hear
from handlers.dialogue.scenes.progress import status_of
from handlers.dialogue.state import Member
from handlers.dialogue.talk import Talk
from handlers.dialogue.wording import as_phrase, chain
from handlers.facts import words
from handlers.jsonable import Json
from handlers.phrases import Arg, Fen, Month, Phrase
from nlp.understanding import Fact

#: What is said of the rows a worker has seen himself.
SURE = frozenset({ClaimantState.CONFIRMED, ClaimantState.CORRECTED})

#: What is asked of a member, in this order.
STEPS = ("same_case", "name", "period_start", "amount_fen", "confirm")

PAID = {"paid_all": "all", "paid_part": "part", "paid_none": "none"}


def is_joining(talk: Talk) -> bool:
    """Whether this message brings the code of a group that he has not joined."""
    case, member = talk.world.group, talk.state.member
    return case is not None and (member is None or member.case != case.id)


def is_in(talk: Talk) -> bool:
    """Whether what is said is about his row, until it is confirmed."""
    member = talk.state.member
    return member is not None and talk.world.group is not None and not member.done


def join(talk: Talk) -> Talk:
    """Ask whether this is where he works, too; nobody's name and no sum is told."""
    case = talk.world.group
    if case is None or case.main not in OPEN:
        return talk.say("group-closed").rest()
    if any(own.id == case.id for own in talk.world.cases):
        return again(talk.say("group-own"))
    talk = talk.let(member=Member(case=case.id, code_seq=talk.seq))
    return _ask(talk, "same_case")


def hear_member(talk: Talk, text: str) -> Talk:
    """Take words as the answer that is open."""
    asked = talk.state.asking
    said = hear(talk, text)
    if said.wants("cancel", "no", "different") and asked in ("same_case", "name"):
        return _leave(talk)
    if asked == "same_case":
        return _ask(talk, "name" if said.wants("yes", "same") else asked)
    if asked == "confirm" and said.wants("yes", "file"):
        return _confirm(talk)
    if asked == "confirm" and not said.understanding.facts:
        return _ask(talk, "amount_fen" if said.wants("no", "fix", "wrong") else "confirm")
    if said.answer is None and said.wants("dont_know", "skip"):
        return press_member(talk, "dont_know")
    return _take(talk, said)


def press_member(talk: Talk, choice: str) -> Talk:
    """Take a press as the answer that is open."""
    asked, member = talk.state.asking, talk.state.member
    if choice == "different" or member is None:
        return _leave(talk)
    presses: dict[tuple[str, str], Callable[[Talk], Talk]] = {
        ("same_case", "same"): lambda talk: _ask(talk, "name"),
        ("confirm", "yes"): _confirm,
        ("confirm", "fix"): lambda talk: _ask(talk, "name"),
    }
    if scene := presses.get((asked, choice)):
        return scene(talk)
    if asked == "period_start":
        start, _, end = choice.partition("/") if choice != "dont_know" else ("", "", "")
        return _next(talk, replace(member, start=start or None, end=end or None))
    if asked == "amount_fen":
        return _next(talk, replace(member, amount_fen=int(choice) if choice.isdigit() else None))
    return _ask(talk, asked if asked in STEPS else "same_case")


def show(talk: Talk, case: Case) -> Talk:
    """Show a member where the case stands and his own row, of the others nothing."""
    row = _row(talk, case)
    talk = talk.do(Say(phrase=status_of(case, talk.today)))
    return again(talk.say("group-row", row=_tell_row(talk.state.member)) if row else talk)


def pay(talk: Talk, case: Case, answer: str) -> Talk:
    """Take down what a member says of his own money."""
    row = _row(talk, case)
    if row is None or case.main not in OPEN:
        return again(talk.say("paid-early"))
    body: dict[str, Json] = {"answer": PAID[answer], "claimant": row.id}
    talk = talk.do(Order(case=case.id, command=Command(action="worker_paid", body=body)))
    return again(talk.say(answer.replace("_", "-")))


def _take(talk: Talk, said: Heard) -> Talk:
    """Take whatever of a message answers, in any order."""
    member = talk.state.member
    if member is None:
        return talk
    facts = said.understanding.facts
    named = _text(facts, "name") if talk.state.asking in ("name", "confirm") else None
    amount = facts.get("amount_fen") or facts.get("amount_per_worker_fen")
    told = replace(
        member,
        name=named or member.name,
        start=_text(facts, "period_start") or member.start,
        end=_text(facts, "period_end") or member.end,
        amount_fen=int(str(amount.value)) if amount else member.amount_fen,
    )
    if told == member:
        count = talk.state.unclear + 1
        talk = talk.let(unclear=count).say(f"not-understood-{2 - count % 2}")
        return _ask(talk, talk.state.asking)
    return _next(talk, told)


def _text(facts: Mapping[str, Fact], name: str) -> str | None:
    fact = facts.get(name)
    return str(fact.value) if fact else None


def _next(talk: Talk, member: Member) -> Talk:
    """Ask what comes after the open question; what was told already is not asked."""
    asked = talk.state.asking
    talk = talk.let(member=member, unclear=0)
    case = talk.world.group
    row = _row(talk, case) if case else None
    if asked == "name" and row is not None and row.state in SURE and not row.own:
        return talk.let(member=None).say("group-taken").rest()
    rest = STEPS[STEPS.index(asked) + 1 :] if asked in STEPS else STEPS
    known = {"period_start": member.start, "amount_fen": member.amount_fen}
    return _ask(talk, next(step for step in rest if not known.get(step)) if rest else "confirm")


def _ask(talk: Talk, step: str) -> Talk:
    if talk.world.more_waiting:
        return talk.rest()
    case, member = talk.world.group, talk.state.member
    if case is None or member is None:
        return talk.rest()
    row = _row(talk, case)
    match step:
        case "same_case":
            phrase = Phrase("group-join", {"where": _where(case)})
            choices = tuple(
                Choice(id=id_, label=Phrase(f"choice-group-{id_}")) for id_ in ("same", "different")
            )
            return talk.ask("same_case", phrase, choices)
        case "name":
            return talk.ask("name", Phrase("group-name"), ())
        case "period_start":
            return talk.ask(
                "period_start", Phrase("ask-period_start"), (*_periods(case, row), "dont_know"),
                numbered=False,
            )  # fmt: skip
        case "amount_fen":
            told = row.stated_fen if row else None
            offered = (Choice(id=str(told), label=as_phrase(Fen(told))),) if told else ()
            return talk.ask(
                "amount_fen", Phrase("ask-amount_fen"), (*offered, "dont_know"), numbered=False
            )
        case _:
            phrase = Phrase("group-confirm", {"row": _tell_row(member)})
            return talk.ask("confirm", phrase, ("yes", "fix"))


def _periods(case: Case, row: Claimant | None) -> tuple[Choice, ...]:
    """Offer the time that was told of his row, else of the whole group."""
    start = (row.period_start if row else None) or words(case.facts, "period_start")
    end = (row.period_end if row else None) or words(case.facts, "period_end")
    if start is None:
        return ()
    return (Choice(id=f"{start}/{end}" if end else start, label=_span(start, end)),)


def _span(start: str, end: str | None) -> Phrase:
    if end is None or end == start:
        return Phrase("value", {"value": Month(start)})
    return Phrase("period-span", {"start": Month(start), "end": Month(end)})


def _confirm(talk: Talk) -> Talk:
    """Order his own row: confirmed as it was told, corrected, or added where none was told."""
    case, member = talk.world.group, talk.state.member
    if case is None or member is None:
        return talk.rest()
    row = _row(talk, case)
    told: dict[str, Json] = {}
    if member.amount_fen:
        told["stated_fen"] = member.amount_fen
    if row is None:
        own = {"name": member.name, "period_start": member.start, "period_end": member.end}
        told |= {name: value for name, value in own.items() if value}
        command = Command(action="add_claimant", body=told)
        talk = talk.do(Order(case=case.id, command=command))
    else:
        differs = member.amount_fen not in (None, row.stated_fen)
        state = ClaimantState.CORRECTED if differs else ClaimantState.CONFIRMED
        body = {"claimant": row.id, "state": state.value, "reason": _reason(member), **told}
        command = Command(action="set_claimant", body=body)
        talk = talk.do(Order(case=case.id, command=command, row=row.id))
    talk = talk.let(member=replace(member, done=True), asking="none", last=None)
    return talk.do(Say(phrase=Phrase("group-done"), way_back=True)).rest()


def _reason(member: Member) -> str:
    """Write when it was, in the figures of the row itself."""
    return "–".join(part for part in (member.start, member.end) if part) or member.name


def _leave(talk: Talk) -> Talk:
    return talk.let(member=None, asking="none", last=None).say("group-left").rest()


def _row(talk: Talk, case: Case) -> Claimant | None:
    member = talk.state.member
    rows = (row for row in case.claimants if member and row.name and row.name == member.name)
    return next(rows, None)


def _where(case: Case) -> Arg:
    """Name the place and the boss, by which a fellow worker knows his own site."""
    named = [words(case.facts, name) for name in ("site", "employer", "foreman")]
    known = tuple(Phrase("value", {"value": value}) for value in named if value)
    return chain(known) if known else Phrase("group-unnamed")


def _tell_row(member: Member | None) -> Phrase:
    if member is None:
        return Phrase("unknown")
    parts = [Phrase("value", {"value": member.name})]
    if member.start:
        parts.append(_span(member.start, member.end))
    sum_ = as_phrase(Fen(member.amount_fen)) if member.amount_fen else Phrase("group-no-sum")
    return chain((*parts, sum_))
