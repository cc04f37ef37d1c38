"""Corrections at any moment: value and field where clear, else the latest answers as buttons."""

from handlers.dialogue import asking, wording
from handlers.dialogue.draft import reckon, write
from handlers.dialogue.effects import Choice
from handlers.dialogue.hearing import Heard
from handlers.dialogue.questions import BY_FIELD
from handlers.dialogue.talk import Talk
from handlers.dialogue.wording import tell
from handlers.facts import Known, Sureness, know
from handlers.phrases import Phrase
from nlp.corrections import Correction, read_correction

#: So many of the latest answers are offered where it is unclear which one is wrong.
OFFERED = 3


def correct(talk: Talk, heard: Heard) -> Talk | None:
    """Correct what the message clearly corrects; none where it names no value."""
    read = read_anew(talk, heard)
    if read is None or read.field is None or read.field not in BY_FIELD:
        return None
    if read.fact is None:
        return ask_anew(talk, read.field)
    new = know(read.fact, talk.seq, sureness=Sureness.CONFIRMED)
    before = talk.state.facts.get("amount_fen")
    back = _return_to(talk)
    talk = reckon(write(talk, read.field, new, asked=True)).let(back=back)
    return return_(_say_corrected(talk, read.field, before))


def _say_corrected(talk: Talk, field: str, sum_before: Known | None) -> Talk:
    """Say what stands now, and the sum where it changed with its part."""
    known, owed = talk.state.facts[field], talk.state.facts.get("amount_fen")
    now = {"field": Phrase(f"fact-{field}"), "value": tell(field, known)}
    field_now = Phrase("corrected-part", now)
    if field == "amount_fen" or owed is None or owed == sum_before:
        return talk.say("corrected", facts=field_now)
    sum_now = Phrase("mirror-amount_fen", {"value": tell("amount_fen", owed)})
    return talk.say("corrected", facts=Phrase("clauses", {"first": field_now, "rest": sum_now}))


def read_anew(talk: Talk, heard: Heard) -> Correction | None:
    """Read what a message puts right of what is known."""
    known = {name: fact.value for name, fact in talk.state.facts.items()}
    return read_correction(heard.text, talk.today, known, talk.state.latest)


def ask_which(talk: Talk) -> Talk:
    """Ask which answer is wrong: the latest three as buttons, the rest by name."""
    talk = talk.let(back=_return_to(talk))
    facts = talk.state.facts
    latest = [name for name in talk.state.latest if name in facts and name in BY_FIELD]
    rest = [name for name in facts if name not in latest and name in BY_FIELD]
    names = (*latest, *rest)[:OFFERED]
    if not names:
        return asking.again(talk.say("nothing-to-fix"))
    choices = tuple(_offer(name, talk) for name in names)
    return talk.ask("fix", Phrase("fix"), choices)


def ask_anew(talk: Talk, field: str) -> Talk:
    """Ask one fact again, then come back; the old value stands until a new one is said."""
    talk = talk.let(back=_return_to(talk))
    declined = tuple(name for name in talk.state.declined if name != field)
    return asking.ask_field(talk.let(declined=declined), field)


def return_(talk: Talk) -> Talk:
    """Go back to where the correction began; the mirror is shown anew."""
    if talk.state.back == "confirm":
        steps = talk.state.steps - 1
        return talk.let(back=None, mirrored=False, asking="none", steps=steps)
    if talk.state.back == "review":
        return talk.let(back=None, asking="review")
    return asking.again(talk.let(back=None))


def _return_to(talk: Talk) -> str | None:
    if talk.state.asking in ("confirm", "review"):
        return talk.state.asking
    return talk.state.back


def _offer(name: str, talk: Talk) -> Choice:
    value = tell(name, talk.state.facts[name])
    args = {"field": Phrase(f"fact-{name}"), "value": value}
    return Choice(id=name, label=Phrase("fix-this", args))


def shown(talk: Talk) -> tuple[str, ...]:
    """Return the facts that may be asked again by their names."""
    return (*wording.shown_facts(talk.state), *talk.state.facts, *BY_FIELD)
