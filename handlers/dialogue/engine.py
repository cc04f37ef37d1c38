"""The conversation's one function: a state and an event make a new state and effects.

Order of hearing: danger before all else, then the lock of the telephone, then what is no answer,
then the answer. A turn in which nothing was asked goes on with the next question.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.dialogue import asking
from handlers.dialogue.draft import take
from handlers.dialogue.effects import Order, Say
from handlers.dialogue.events import (
    Chose,
    Elapsed,
    Event,
    Failed,
    FileKept,
    Gave,
    Joined,
    Said,
    SentFile,
    Started,
    Told,
)
from handlers.dialogue.hearing import Heard, hear, hide_sealed, notice_language
from handlers.dialogue.interrupts import interrupt, meant_choice
from handlers.dialogue.presses import press
from handlers.dialogue.questions import next_question
from handlers.dialogue.scenes import (
    afterwards,
    answers,
    care,
    crisis,
    evidence,
    group,
    leaving,
    mirror,
    opening,
    progress,
    review,
    rights,
    safe_phone,
    sealed,
    told,
)
from handlers.dialogue.state import DialogueState, Mode, new_state
from handlers.dialogue.talk import Talk, Turn
from handlers.world import World
from nlp.understanding import Intent
from nlp.wishes import asks

#: With a code word the telephone counts as laid aside after so long a silence.
LOCKS_AFTER = timedelta(minutes=15)

#: What people say when they come back and want nothing in particular.
_BACK = ("greet", "resume", "look", "thanks", "yes", "help")

#: Reminders are not wound anew with every message.
WINDS_AFTER = timedelta(hours=1)


def advance(state: DialogueState, event: Event, world: World, now: datetime) -> Turn:
    """Take one event into the conversation."""
    talk = Talk(state=state, world=world, now=now, seq=getattr(event, "seq", 0))
    match event:
        case Started():
            talk = opening.greet(replace(talk, state=new_state(event.locale)))
        case Said() | Chose() | SentFile():
            talk = _keep_time(_answer_at_all(_go_on(_listen(_lock(talk), event))))
        case Gave():
            talk = sealed.take(talk, event)
        case FileKept():
            talk = evidence.hear_of_file(talk, event)
        case Told():
            talk = told.hear(talk, event)
        case Elapsed():
            talk = _ring(talk, event.what)
        case Joined():
            talk = _join(talk)
        case Failed():
            talk = _go_on(asking.again(talk.say("failed")))
    return talk.end()


def _listen(talk: Talk, event: Said | Chose | SentFile) -> Talk:
    if isinstance(event, Said):
        return _hear(talk, event.text)
    if isinstance(event, SentFile):
        talk = evidence.keep(talk, event)
    if talk.state.locked and talk.state.crisis is None:
        return _stay_locked(talk)
    if isinstance(event, Chose):
        if group.is_in(talk) and talk.state.crisis is None:
            return group.press_member(talk, event.choices[0] if event.choices else "")
        return press(talk, event.choices, stale=event.stale)
    if event.text:
        return evidence.thank(talk, _hear(talk, event.text))
    if talk.state.crisis is not None:
        return crisis.stay(talk)
    return evidence.acknowledge(talk, event)


def _hear(talk: Talk, text: str) -> Talk:
    """Hear words: danger first, then the lock, then everything else."""
    talk = notice_language(talk, text)
    said = hear(talk, text)
    talk = hide_sealed(talk, said)
    if crisis.is_danger(said):
        return crisis.answer_danger(talk, said)
    if talk.state.crisis is not None:
        return crisis.listen(talk, said)
    if talk.state.locked:
        return _unlock(talk, said)
    if group.is_joining(talk):
        return group.join(talk)
    if group.is_in(talk):
        return group.hear_member(talk, text)
    talk = care.attend(talk, said)
    if leaving.is_back(talk):
        return _come_back(talk, said)
    choice = meant_choice(talk, said)
    if choice is not None:
        return press(talk, (choice,), stale=False)
    interrupted = interrupt(talk, said)
    return interrupted if interrupted is not None else _answer(talk, said)


def _answer(talk: Talk, said: Heard) -> Talk:
    """Take the message as what was asked for."""
    state = talk.state
    if state.asking == "code_word":
        return safe_phone.set_code_word(talk, said.text)
    if state.asking == "withdraw_reason":
        return afterwards.withdraw(talk, "other", said.text)
    if (answered := told.answer(talk, said)) is not None:
        return answered
    if state.rights_wanted and (said.intent is not Intent.REPORT or asks(said.text)):
        return rights.answer(talk, said)
    if state.filed:
        return afterwards.hear(talk, said)
    if state.mode is Mode.KEPT:
        return _come_back(talk, said)
    if state.mode is Mode.OPENING:
        return answers.hear_story(talk.let(rights_wanted=False), said)
    return answers.hear_answer(talk, said)


def _go_on(talk: Talk) -> Talk:
    """Ask what comes next, unless this turn has asked already."""
    state = talk.state
    if talk.asked:
        return talk
    if state.crisis is not None or state.filed:
        return talk.rest()
    if state.mode is Mode.KEPT or talk.world.more_waiting:
        return talk.rest()
    if state.mode is Mode.OPENING:
        return asking.ask_story(talk)
    if state.asking == "review":
        return review.show(talk, "again-review")
    return _ask_next(talk if state.mirrored else mirror.show(talk))


def _ask_next(talk: Talk) -> Talk:
    """Put the next question of the table, or show the card."""
    if talk.asked:
        return talk
    question = next_question(talk.state)
    if question is None:
        return review.show(talk)
    more = talk.state.more
    talk = talk.let(more=more - 1 if more else None, steps=talk.state.steps + 1)
    return asking.put(talk, question)


def _answer_at_all(talk: Talk) -> Talk:
    """Leave no message without an answer, unless more of it waits or casework will answer."""
    answered = any(isinstance(effect, Say | Order) for effect in talk.effects)
    return talk if answered or talk.world.more_waiting else talk.say("hello").rest()


def _come_back(talk: Talk, said: Heard) -> Talk:
    """Take what is said after a silence, say where we stood, and ask whether to go on."""
    wished = None if said.wants(*_BACK) else interrupt(talk, said)
    if wished is not None:
        return wished
    if said.understanding.facts:
        talk = take(talk, said.understanding, said.answer).let(mode=Mode.TELLING)
    return leaving.ask_resume(talk)


def _lock(talk: Talk) -> Talk:
    state = talk.state
    silent = state.heard_at is not None and talk.now - state.heard_at >= LOCKS_AFTER
    return talk.let(locked=True) if state.code_word and silent else talk


def _unlock(talk: Talk, said: Heard) -> Talk:
    """Without the code word only general questions are answered, and no case is shown."""
    opened = safe_phone.unlock(talk, said)
    if opened is not None:
        opened = told.release(opened.say("unlocked"))
        return opened if opened.asked else asking.again(opened)
    if said.intent is Intent.RIGHTS:
        talk = rights.tell(talk, said)
    return _stay_locked(talk)


def _stay_locked(talk: Talk) -> Talk:
    count = talk.state.unclear
    return replace(talk.let(unclear=count + 1).say(f"locked-{1 + count % 2}"), asked=True)


def _join(talk: Talk) -> Talk:
    """Go on at another door."""
    if talk.state.code_word:
        return talk.let(locked=True).say("locked-1")
    if talk.state.has_draft:
        return leaving.ask_resume(talk)
    return progress.show(talk.say("hello-again")) if talk.state.filed else opening.greet(talk)


def _ring(talk: Talk, what: str) -> Talk:
    if what == "alarm_waiting":
        return crisis.tell_waiting(talk)
    if what == "draft_end":
        return leaving.end_draft(talk)
    return leaving.remind(talk, what.replace("_", "-"))


def _keep_time(talk: Talk) -> Talk:
    """Note when he was last heard, and wind the reminders of a draft."""
    state = talk.state
    talk = talk.let(heard_at=talk.now)
    due = state.wound_at is None or talk.now - state.wound_at >= WINDS_AFTER
    if state.has_draft and state.crisis is None and due:
        return leaving.set_reminders(talk.let(wound_at=talk.now))
    return talk
