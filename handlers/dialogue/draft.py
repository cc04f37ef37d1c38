"""What was told goes into the draft: facts, signals and the matter, nothing said is ever lost."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.facts import WEB_ONLY, Known, Sureness, heard, know, renew
from handlers.sums.wages import reckon_for_all, reckon_wages
from nlp.divisions import is_county, is_within
from nlp.understanding import Fact, Matter, Understanding

#: How `nlp.places` names the rule by which a place is only mentioned.
MENTIONED = "place:plain:short"

#: So many of the latest answers are remembered, for corrections that name no field.
LATEST = 6


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
    told = {
        name: know(fact, talk.seq, sureness=_sureness(name, answered))
        for name, fact in facts.items()
        if name == answered or not (_is_left_out(talk, name) or _is_aside(talk, fact))
    }
    talk = reckon(write_all(talk, told, asked=answered))
    return talk.let(helper=True) if "helper_name" in told else talk


def write(talk: Talk, name: str, new: Known, *, asked: bool = False) -> Talk:
    """Write one fact, unless it was not asked for and what stands there is the better one."""
    return write_all(talk, {name: new}, asked=name if asked else None)


def write_all(talk: Talk, told: Mapping[str, Known], *, asked: str | None = None) -> Talk:
    """Write several facts at once; the latest written stands first among the latest answers."""
    state = talk.state
    facts = dict(state.facts)
    for name, new in told.items():
        old = facts.get(name)
        if old is None or name == asked or not _is_better(name, old, new):
            facts[name] = renew(old, _join(old, _measure(old, new)))
    fresh = [name for name in told if facts[name] is not state.facts.get(name)]
    if not fresh:
        return talk
    latest = (*reversed(fresh), *(name for name in state.latest if name not in fresh))
    return talk.let(
        facts=facts,
        latest=latest[:LATEST],
        readings={name: values for name, values in state.readings.items() if name not in fresh},
        declined=tuple(name for name in state.declined if name not in fresh),
    )


def reckon(talk: Talk) -> Talk:
    """Compute what is owed from parts told in several messages; a sum that was said stands."""
    facts = talk.state.facts
    known = facts.get("amount_fen")
    if known is not None and not known.derived:
        return talk
    owed = reckon_wages(facts) or reckon_for_all(facts)
    if owed is None or (known is not None and known.value == owed.value):
        return talk
    return talk.set_fact("amount_fen", renew(known, owed))


def _sureness(name: str, answered: str | None) -> Sureness:
    return Sureness.CONFIRMED if name == answered else Sureness.HEARD


def _is_left_out(talk: Talk, name: str) -> bool:
    """Whether a fact is not taken unasked: a sealed one, or the name of who will not be named.

    After filing a name is given in order to be named.
    """
    unnamed = talk.state.unnamed and not talk.state.filed
    return name in WEB_ONLY or (unnamed and name in ("name", "phone"))


def _is_aside(talk: Talk, fact: Fact) -> bool:
    """Whether a place was only mentioned, where it is settled already at which one he worked."""
    known = talk.state.facts.get("division")
    if fact.field != "division" or known is None or not fact.rule.startswith(MENTIONED):
        return False
    return known.sureness is not Sureness.HEARD and is_county(str(known.value)[:6])


def _join(old: Known | None, new: Known) -> Known:
    """Add to a list what it did not hold; of everything else the new value stands."""
    if old is None or not isinstance(new.value, tuple) or not isinstance(old.value, tuple):
        return new
    return replace(new, value=tuple(dict.fromkeys((*old.value, *new.value))))


def _measure(old: Known | None, new: Known) -> Known:
    """Let a new number keep the unit in which the old one was told: 不是63天是65."""
    return replace(new, unit=old.unit) if old is not None and new.unit is None else new


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
