"""What was told goes into the draft: facts, signals and the matter, nothing said is ever lost."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.facts import WEB_ONLY, Known, Sureness, heard, know, renew
from nlp.divisions import is_within
from nlp.understanding import Fact, Matter, Understanding


def take(talk: Talk, understanding: Understanding, answer: Fact | None = None) -> Talk:
    """Take all of a message into the draft; the answer to the open question wins over the rest."""
    facts = dict(understanding.facts)
    if answer is not None:
        facts[answer.field] = answer
    talk = _take_matter(_take_signals(talk, understanding), understanding)
    talk = _take_readings(talk, understanding)
    return take_facts(talk, facts, answered=answer.field if answer else None)


def take_facts(talk: Talk, facts: Mapping[str, Fact], *, answered: str | None = None) -> Talk:
    """Take facts into the draft, an old value staying among the earlier ones."""
    for name, fact in facts.items():
        if name in WEB_ONLY and name != answered:
            continue
        if name in ("name", "phone") and _stays_unnamed(talk) and name != answered:
            continue
        sure = Sureness.CONFIRMED if name == answered else Sureness.HEARD
        talk = write(talk, name, know(fact, talk.seq, sureness=sure), asked=name == answered)
    if "helper_name" in facts:
        talk = talk.let(helper=True)
    return talk


def _stays_unnamed(talk: Talk) -> bool:
    """Whether a name let slip is left out; after filing it is given to be named."""
    return talk.state.unnamed and not talk.state.filed


def write(talk: Talk, name: str, new: Known, *, asked: bool = False) -> Talk:
    """Write one fact, unless what stands there is the better one."""
    old = talk.state.facts.get(name)
    if old is not None and not asked and _is_better(name, old, new):
        return talk
    if isinstance(new.value, tuple) and old is not None and isinstance(old.value, tuple):
        joined = tuple(dict.fromkeys((*old.value, *new.value)))
        new = replace(new, value=joined)
    readings = {field: values for field, values in talk.state.readings.items() if field != name}
    declined = tuple(field for field in talk.state.declined if field != name)
    return talk.let(readings=readings, declined=declined).set_fact(name, renew(old, new))


def confirm(talk: Talk) -> Talk:
    """Take the whole draft as confirmed: the worker has said yes to what was shown."""
    facts = {
        name: replace(known, sureness=Sureness.CONFIRMED)
        if known.sureness is Sureness.HEARD
        else known
        for name, known in talk.state.facts.items()
    }
    return talk.let(facts=facts)


def decline(talk: Talk, field: str) -> Talk:
    """Remember that a question has no answer; nothing known is erased."""
    readings = {name: values for name, values in talk.state.readings.items() if name != field}
    declined = tuple(dict.fromkeys((*talk.state.declined, field)))
    return talk.let(declined=declined, readings=readings)


def changed(before: Mapping[str, Known], after: Mapping[str, Known]) -> tuple[str, ...]:
    """Return the names of facts that are new or have a new value."""
    return tuple(
        name for name, known in after.items()
        if name not in before or before[name].value != known.value
    )  # fmt: skip


def _take_signals(talk: Talk, understanding: Understanding) -> Talk:
    new = tuple(heard(signal, talk.seq) for signal in understanding.signals)
    return talk.let(signals=(*talk.state.signals, *new)) if new else talk


def _take_matter(talk: Talk, understanding: Understanding) -> Talk:
    state = talk.state
    told = [matter for matter in (understanding.matter, *understanding.also) if _is_told(matter)]
    known = [matter for matter in (state.matter, *state.also) if _is_told(matter)]
    matters = tuple(dict.fromkeys((*known, *told)))
    if state.mode is Mode.OPENING:
        matters = tuple(dict.fromkeys((*told, *known)))
    categories = tuple(dict.fromkeys((*state.categories, *understanding.categories)))
    if not matters:
        return talk.let(categories=categories)
    return talk.let(matter=matters[0], also=matters[1:], categories=categories)


def _is_told(matter: Matter) -> bool:
    return matter is not Matter.UNKNOWN


def _take_readings(talk: Talk, understanding: Understanding) -> Talk:
    open_ones = {
        asks.field: asks.values
        for asks in understanding.asks_back
        if asks.field not in talk.state.facts and asks.field not in understanding.facts
    }
    return talk.let(readings={**talk.state.readings, **open_ones}) if open_ones else talk


def _is_better(name: str, old: Known, new: Known) -> bool:
    """Whether the old value stands against one that was not asked for."""
    if name == "division" and isinstance(old.value, str) and isinstance(new.value, str):
        return is_within(old.value, new.value)
    if new.derived and not old.derived:
        return True
    if new.approximate and not old.approximate and _is_near(old, new):
        return True
    return old.sureness is not Sureness.HEARD and new.confidence < old.confidence / 2


def _is_near(old: Known, new: Known) -> bool:
    """Whether a rough sum may well mean the exact one that is known."""
    if not isinstance(old.value, int | float) or not isinstance(new.value, int | float):
        return old.value == new.value
    return abs(old.value - new.value) * 5 <= abs(old.value)
