"""What a pressed choice means, by the question that is open."""

from collections.abc import Callable

from handlers.dialogue import asking
from handlers.dialogue.interrupts import ask_rights
from handlers.dialogue.questions import BY_FIELD
from handlers.dialogue.scenes import (
    afterwards,
    answers,
    corrections,
    crisis,
    filing,
    leaving,
    mirror,
    opening,
    progress,
    review,
    rights,
    safe_phone,
    told,
)
from handlers.dialogue.talk import Talk

Press = Callable[[Talk, str], Talk]


def press(talk: Talk, choices: tuple[str, ...], *, stale: bool) -> Talk:
    """Take a press; one that is not on offer gets one sentence and the open question."""
    state, choice = talk.state, choices[0] if choices else ""
    if state.crisis is not None:
        return _in_crisis(talk, choice)
    if state.asking in _SHOWING and choice in corrections.shown(talk) and choice in BY_FIELD:
        return corrections.ask_anew(talk, choice)
    if choice in _ANYWHERE:
        return _ANYWHERE[choice](talk)
    may_leave = choice in ("skip", "dont_know") and state.asking in BY_FIELD
    if (stale and not may_leave) or not choice:
        return _stale(talk)
    if state.asking in BY_FIELD:
        return _on_field(talk, choices)
    meaning = PRESSES.get(state.asking)
    return meaning(talk, choice) if meaning else _stale(talk)


def _in_crisis(talk: Talk, choice: str) -> Talk:
    known = (*crisis.CHOICES, "skip", "dont_know")
    return crisis.choose(talk, choice if choice in known else "skip")


def _stale(talk: Talk) -> Talk:
    talk = asking.again(talk.say("stale-choice"))
    if talk.asked:
        return talk
    return asking.ask_story(talk) if talk.state.asking == "story" else talk


def _on_field(talk: Talk, choices: tuple[str, ...]) -> Talk:
    waiting = talk.state.officer_question
    chosen = answers.choose(talk, choices)
    if chosen.asked or waiting is None or waiting.field != talk.state.asking:
        return chosen
    return told.answer_chosen(chosen, choices[0])


def _confirm(talk: Talk, choice: str) -> Talk:
    return mirror.agree(talk) if choice == "yes" else corrections.ask_which(talk)


def _review(talk: Talk, choice: str) -> Talk:
    scenes: dict[str, Callable[[Talk], Talk]] = {
        "file": filing.file,
        "more": review.ask_more,
        "fix": corrections.ask_which,
        "keep": leaving.keep,
        "details": review.tell_details,
        "stay_unnamed": lambda talk: filing.file(talk, unnamed=True),
    }
    return scenes[choice](talk)


def _consent(talk: Talk, choice: str) -> Talk:
    field = talk.state.consent_for
    if field is None:
        return talk
    if choice == "details":
        return asking.again(talk.say("consent-details"))
    if choice == "agree":
        talk = talk.let(consented=(*talk.state.consented, field), consent_for=None)
        return asking.ask_field(talk, field)
    return told.answer_chosen(talk.let(consent_for=None, asking="none", last=None), "skip")


def _resume(talk: Talk, choice: str) -> Talk:
    talk = talk.let(asking="none", last=None)
    if choice == "change":
        return corrections.ask_which(talk)
    return review.show(talk) if choice == "file" else talk


def _same_case(talk: Talk, choice: str) -> Talk:
    return afterwards.choose_same(talk, choice)


def _reopen(talk: Talk, choice: str) -> Talk:
    case = talk.case
    if choice != "yes" or case is None:
        return talk.say("welcome").rest()
    return afterwards.reopen(talk, case)


def _code_word(talk: Talk, _: str) -> Talk:
    return talk.let(asking="none", last=None)


def _fix(talk: Talk, _: str) -> Talk:
    return _stale(talk)


#: Questions that show facts, each of which may be asked again by its name.
_SHOWING = ("confirm", "review", "fix")

#: Choices that may stand beside any question.
_ANYWHERE: dict[str, Callable[[Talk], Talk]] = {
    "person": rights.hand_to_person,
    "progress": progress.show,
    "ask_rights": ask_rights,
}

PRESSES: dict[str, Press] = {
    "story": opening.choose,
    "confirm": _confirm,
    "fix": _fix,
    "review": _review,
    "consent": _consent,
    "cancel": leaving.choose_cancel,
    "resume": _resume,
    "own_phone": safe_phone.choose_own_phone,
    "code_word": _code_word,
    "same_case": _same_case,
    "withdraw_reason": afterwards.withdraw,
    "paid": afterwards.paid,
    "reopen": _reopen,
}
