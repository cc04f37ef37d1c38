"""After filing: everything said joins the case; paid or not, take it back, hurry, open it again."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.case import OPEN, Case, Status
from handlers.casework.commands import Command
from handlers.dialogue.asking import again
from handlers.dialogue.draft import changed, take, write
from handlers.dialogue.effects import AskStaff, Order
from handlers.dialogue.hearing import Heard
from handlers.dialogue.scenes import opening, progress
from handlers.dialogue.scenes.corrections import read_anew
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.facts import Facts, know
from handlers.jsonable import Json
from handlers.lead import LeadKind
from handlers.phrases import Phrase
from nlp.understanding import Intent

#: What a story about somebody else would name differently.
_TELLING_APART = ("employer", "foreman", "site", "general_contractor")

#: So long after its end the worker's own word opens a case again (casework.md §3).
WINDOW = timedelta(days=30)

PAID = ("paid_all", "paid_part", "paid_none")
_PAYABLE = (
    Status.ACCEPTED, Status.VERIFYING, Status.ORDERED, Status.MEDIATED, Status.PAYING,
    Status.PAID, Status.CLOSED,
)  # fmt: skip


def hear(talk: Talk, said: Heard) -> Talk:
    """Hear a message after filing."""
    case = talk.case
    for wish, act in ACTS.items():
        if case is not None and said.wants(wish):
            return act(talk, case, said.text)
    if said.wants("thanks", "yes", "greet", "look"):
        return talk.say("welcome").rest()
    if _is_another_story(talk, said):
        new = {name: know(fact, talk.seq) for name, fact in said.understanding.facts.items()}
        talk = talk.let(other_story=new)
        return talk.ask("same_case", Phrase("same-case"), ("same", "different"))
    return _join(talk, said)


def choose_same(talk: Talk, choice: str) -> Talk:
    """The same matter joins the case; another one becomes a draft of its own."""
    told = talk.state.other_story
    talk = talk.let(other_story={}, asking="none", last=None)
    if choice != "different":
        return _joined(_add(talk, told))
    kept = {name: known for name, known in talk.state.facts.items() if name in ("name", "phone")}
    cases = talk.state.cases
    talk = opening.begin_anew(talk).let(cases=cases, facts={**kept, **told}, mode=Mode.TELLING)
    return talk.say("other-case")


def ask_withdraw(talk: Talk, case: Case, _: str = "") -> Talk:
    """Ask why, before anything is taken back; a person talks with him first."""
    if case.main not in OPEN:
        return progress.show(talk)
    if _is_decided(case):
        return talk.say("withdraw-asked").rest()
    return talk.ask("withdraw_reason", Phrase("withdraw"), ("settled", "afraid", "other"))


def withdraw(talk: Talk, why: str, text: str = "") -> Talk:
    """Order the withdrawal: a second person hears him before it holds."""
    talk = talk.let(asking="none", last=None)
    case = talk.case
    if case is None or case.main not in OPEN:
        return talk.say("joined-1").rest()
    if not _is_decided(case):
        talk = _order(talk, case, "withdraw", {"why": why, "text": text or why})
    return talk.say("withdraw-afraid" if why == "afraid" else "withdraw-asked").rest()


def paid(talk: Talk, answer: str) -> Talk:
    """Take down what he says of the money."""
    talk = talk.let(asking="none", last=None)
    case = talk.case
    if case is None or case.main not in _PAYABLE:
        return talk.say("paid-early").rest()
    talk = _order(talk, case, "worker_paid", {"answer": answer.removeprefix("paid_")})
    return talk.say(answer.replace("_", "-")).rest()


def reopen(talk: Talk, case: Case, text: str = "") -> Talk:
    """Open an ended case again on his word; later than the window a supervisor decides."""
    talk = talk.let(asking="none", last=None)
    if case.main not in (Status.CLOSED, Status.WITHDRAWN):
        return progress.show(talk)
    if not _is_window_open(talk, case):
        task = AskStaff(kind="late_unpaid", args={"text": text}, case=case.id)
        return talk.do(task).say("reopen-late").rest()
    return _order(talk, case, "reopen", {"reason": text or "worker"}).say("reopen-asked").rest()


def urge(talk: Talk, case: Case, text: str = "") -> Talk:
    """Hurry the desk, once a day; casework itself tells him that it was done."""
    today = f"urged {talk.today.isoformat()}"
    if case.main not in OPEN or today in talk.state.told_once:
        return progress.show(talk)
    talk = talk.let(told_once=(*talk.state.told_once, today))
    return _order(talk, case, "urge", {"text": text or "worker"}).rest()


def _is_decided(case: Case) -> bool:
    """Whether an end of the case already waits for a second person."""
    return any(request.action in ("close", "decline", "withdraw") for request in case.requests)


def _is_window_open(talk: Talk, case: Case) -> bool:
    return case.closed_at is None or talk.now - case.closed_at <= WINDOW


def _order(talk: Talk, case: Case, action: str, body: Mapping[str, Json]) -> Talk:
    return talk.do(Order(case=case.id, command=Command(action=action, body=body)))


def _join(talk: Talk, said: Heard) -> Talk:
    """Let what is said join the case: facts as the worker's statement, the words in any case."""
    before = talk.state.facts
    talk = _take(talk, said)
    talk = hand_on(talk, changed(before, talk.state.facts))
    if "staff_conduct" in said.understanding.categories:
        return report_conflict(talk, said)
    named = any(
        order.command.action == "worker_name" for order in talk.effects if isinstance(order, Order)
    )
    return talk.rest() if named else _joined(talk)


def _take(talk: Talk, said: Heard) -> Talk:
    """Take facts, or what a correction puts right."""
    read = read_anew(talk, said) if said.intent is Intent.CORRECT else None
    if read is None or read.field is None or read.fact is None:
        return take(talk, said.understanding)
    return write(talk, read.field, know(read.fact, talk.seq), asked=True)


def report_conflict(talk: Talk, said: Heard) -> Talk:
    """Tell a supervisor that the worker complains of who works on his case."""
    case = talk.state.cases[-1] if talk.state.cases else None
    task = AskStaff(kind="conflict", args={"text": said.text}, case=case)
    return talk.do(task).say("conflict-noted").rest()


def _add(talk: Talk, told: Facts) -> Talk:
    before = talk.state.facts
    talk = talk.let(facts={**before, **told})
    return hand_on(talk, changed(before, talk.state.facts))


def hand_on(talk: Talk, news: tuple[str, ...]) -> Talk:
    """Hand new facts on to the case, as what the worker states."""
    case = talk.case
    if case is None or case.main not in OPEN:
        return talk
    if case.kind is LeadKind.TIP and "name" in news:
        return _name(talk, case)
    for field in news:
        talk = _order(talk, case, "worker_answer", answer_body(talk, field))
    return talk


def answer_body(talk: Talk, field: str) -> dict[str, Json]:
    """Write a fact as the body of the worker's answer."""
    known = talk.state.facts[field]
    value: Json = list(known.value) if isinstance(known.value, tuple) else known.value
    return {"field": field, "value": value, "text": known.text, "seq": talk.seq}


def _name(talk: Talk, case: Case) -> Talk:
    facts = talk.state.facts
    body = {name: str(facts[name].value) for name in ("name", "phone") if name in facts}
    return _order(talk.let(unnamed=False), case, "worker_name", body)


def _is_named_by(talk: Talk) -> bool:
    """Whether this turn gives the tip its name, which casework itself answers."""
    orders = (effect for effect in talk.effects if isinstance(effect, Order))
    return any(order.command.action == "worker_name" for order in orders)


def _joined(talk: Talk) -> Talk:
    if talk.world.more_waiting:
        return talk.rest()
    count = talk.state.unclear + 1
    return again(talk.let(unclear=count).say(f"joined-{1 + count % 2}"))


def _is_another_story(talk: Talk, said: Heard) -> bool:
    facts = said.understanding.facts
    if said.intent is not Intent.REPORT or len(facts) < 2:
        return False
    known = talk.state.facts
    return any(
        name in facts and name in known and facts[name].value != known[name].value
        for name in _TELLING_APART
    )


Act = Callable[[Talk, Case, str], Talk]

#: What he may want of a case that is filed; none of it is asked for, all of it may be said.
ACTS: Mapping[str, Act] = {
    "paid_none": lambda talk, _case, _text: paid(talk, "paid_none"),
    "paid_part": lambda talk, _case, _text: paid(talk, "paid_part"),
    "paid_all": lambda talk, _case, _text: paid(talk, "paid_all"),
    "withdraw": ask_withdraw,
    "cancel": ask_withdraw,
    "delete": ask_withdraw,
    "urge": urge,
    "reopen": reopen,
}
