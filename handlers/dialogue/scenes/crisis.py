"""Danger to life: the fixed words of domain.md §5.9 before all else, and no form question after.

The alarm opens in the same turn, filed or not. The draft stays as it is and the talk about money
goes on only when the worker himself says so.
"""

from dataclasses import replace
from datetime import timedelta

from handlers.dialogue.draft import take
from handlers.dialogue.effects import Effect, RaiseAlarm, Say, SetTimer, UpdateAlarm
from handlers.dialogue.hearing import Heard
from handlers.dialogue.state import Crisis, Mode
from handlers.dialogue.talk import Talk
from handlers.facts import HeardSignal, heard, words
from handlers.phrases import Phrase
from nlp.understanding import Fact
from nlp.wishes import is_about_another

#: Signals that take this path (contracts.md, Understanding).
SIGNALS = ("distress", "violence", "detained")

#: After so long an alarm that nobody took is told to the worker as it is.
WAIT = timedelta(minutes=5)

CHOICES = ("danger_now", "said_in_anger", "talk_to_someone")


def is_danger(said: Heard) -> bool:
    """Whether a message tells of danger to life."""
    return any(said.understanding.has_signal(name) for name in SIGNALS)


def answer_danger(talk: Talk, said: Heard) -> Talk:
    """Answer danger with the fixed words, and ring the desk."""
    signals = tuple(
        heard(signal, talk.seq) for signal in said.understanding.signals if signal.value in SIGNALS
    )
    old = talk.state.crisis
    other = is_about_another(said.text) and "distress" in {signal.value for signal in signals}
    crisis = Crisis(
        since=old.since if old else talk.now, other=other, lines=old.lines + 1 if old else 0
    )
    talk = _remember(talk.let(crisis=crisis), said)
    talk = _ring(talk, signals, said)
    if crisis.lines:
        return _ask_safety(talk, "crisis-more" if crisis.lines % 2 else "crisis-still")
    return _ask_safety(talk, "crisis-other" if other else "crisis")


def listen(talk: Talk, said: Heard) -> Talk:
    """Hear what is said while the danger lasts: only where he is, and whether he is safe."""
    if is_danger(said):
        return answer_danger(talk, said)
    if said.wants("said_in_anger"):
        return choose(talk, "said_in_anger")
    if said.wants("danger_now"):
        return choose(talk, "danger_now")
    if said.wants("talk"):
        return choose(talk, "talk_to_someone")
    if said.wants("resume"):
        return leave(talk)
    crisis = talk.state.crisis
    if crisis and crisis.toned_down:
        return _wait_for_his_word(_remember(talk, said), said)
    talk, told = _take_place(talk, said)
    return _where(talk, "crisis-noted") if told else stay(talk)


def choose(talk: Talk, choice: str) -> Talk:
    """Answer a press on the calm card."""
    crisis = talk.state.crisis or Crisis(since=talk.now)
    if choice == "said_in_anger":
        talk = talk.let(crisis=replace(crisis, toned_down=True)).do(UpdateAlarm(toned_down=True))
        key = "crisis-calmer" if talk.world.duty.staffed else "crisis-calmer-alone"
        return _calm(talk, key).rest()
    if choice == "danger_now":
        talk = talk.let(crisis=replace(crisis, toned_down=False))
        return _where(talk, "crisis-now")
    if choice == "talk_to_someone":
        return _where(talk, "crisis-talk")
    return _where(talk, "crisis-skip")


def tell_waiting(talk: Talk) -> Talk:
    """Say honestly that nobody has come yet, and name the number that answers."""
    if talk.state.crisis is None or talk.world.alarm_taken or not talk.world.alarm_open:
        return talk
    key = "crisis-waiting" if talk.world.duty.staffed else "crisis-waiting-alone"
    return _where(talk, key)


def leave(talk: Talk) -> Talk:
    """Go on with the draft, as the worker himself wishes."""
    return talk.let(crisis=None, asking="none", last=None).say("crisis-resume")


def _ask_safety(talk: Talk, key: str) -> Talk:
    duty = talk.world.duty
    called = Phrase("crisis-called" if duty.staffed and duty.paged else "crisis-here")
    phrase = Phrase(key, {"called": called})
    return talk.ask("safety", phrase, CHOICES, extras={"crisis": True})


def _remember(talk: Talk, said: Heard) -> Talk:
    """Keep what was told of the pay beside the danger: the draft stays intact, nothing is asked."""
    talk = take(talk, said.understanding)
    told = talk.state.mode is Mode.OPENING and talk.state.facts
    return talk.let(mode=Mode.TELLING) if told else talk


def _ring(talk: Talk, signals: tuple[HeardSignal, ...], said: Heard) -> Talk:
    facts = talk.state.facts
    division = _told(said, "division") or words(facts, "division")
    place = _told(said, "site") or words(facts, "site") or words(facts, "address")
    alarm = RaiseAlarm(
        kind=signals[0].value, signals=signals, seq=talk.seq, division=division, place=place
    )
    return talk.do(alarm, SetTimer(what="alarm_waiting", at=talk.now + WAIT))


def _told(said: Heard, field: str) -> str | None:
    fact = said.understanding.facts.get(field)
    return str(fact.value) if fact else None


def _take_place(talk: Talk, said: Heard) -> tuple[Talk, bool]:
    """Hand on where he is, or his telephone, to those who come."""
    facts = dict(said.understanding.facts)
    if said.answer:
        facts[said.answer.field] = said.answer
    update = _update(talk, said, facts)
    if update is None or talk.state.crisis is None:
        return talk, False
    placed = bool(update.place or update.division) or talk.state.crisis.place_told
    return talk.let(crisis=replace(talk.state.crisis, place_told=placed)).do(update), True


def _update(talk: Talk, said: Heard, facts: dict[str, Fact]) -> UpdateAlarm | None:
    phone = str(facts["phone"].value) if "phone" in facts else None
    division = str(facts["division"].value) if "division" in facts else None
    place = next((str(facts[name].value) for name in ("address", "site") if name in facts), None)
    if _asks_place(talk) and not phone and not said.wants("dont_know", "skip", "no"):
        place = place or said.text.strip()[:200]
    if not (phone or division or place):
        return None
    return UpdateAlarm(division=division, place=place, phone=phone)


def _asks_place(talk: Talk) -> bool:
    return talk.state.asking in ("address", "site", "division")


def _where(talk: Talk, key: str) -> Talk:
    """Say a line and ask only where he is, then how to reach him, then nothing."""
    crisis = talk.state.crisis
    talk = _calm(talk, key)
    if crisis is None or crisis.toned_down:
        return talk.rest()
    asked = talk.state.told_once
    if not crisis.place_told and "crisis-ask-address" not in asked:
        return _ask_once(talk, "address")
    if "phone" not in talk.state.facts and "crisis-ask-phone" not in asked:
        return _ask_once(talk, "phone")
    return talk.rest()


def _ask_once(talk: Talk, field: str) -> Talk:
    key = f"crisis-ask-{field}"
    talk = talk.let(told_once=(*talk.state.told_once, key))
    return talk.ask(field, Phrase(key), ("skip",), extras={"crisis": True}, numbered=False)


def stay(talk: Talk) -> Talk:
    """Stay with him: never the same sentence twice running."""
    crisis = talk.state.crisis
    if crisis is None:
        return talk
    talk = talk.let(crisis=replace(crisis, lines=crisis.lines + 1))
    return _where(talk, "crisis-stay-1" if crisis.lines % 2 else "crisis-stay-2")


def _wait_for_his_word(talk: Talk, said: Heard) -> Talk:
    """After 气话 the talk of money waits until he says that it should go on."""
    if said.wants("resume", "yes", "file", "progress"):
        return leave(talk)
    crisis = talk.state.crisis
    count = crisis.lines if crisis else 0
    if crisis:
        talk = talk.let(crisis=replace(crisis, lines=count + 1))
    return _calm(talk, "crisis-wait-1" if count % 2 else "crisis-wait-2").rest()


def _calm(talk: Talk, key: str) -> Talk:
    effect: Effect = Say(phrase=Phrase(key), extras={"crisis": True})
    return talk.do(effect)
