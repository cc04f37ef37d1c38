"""Stopping, putting aside, deleting, coming back: a draft waits thirty days, never pressed."""

from datetime import timedelta

from handlers.dialogue import wording
from handlers.dialogue.asking import card_of
from handlers.dialogue.effects import DropTimer, Forget, Say, SetTimer
from handlers.dialogue.questions import open_questions
from handlers.dialogue.scenes import opening, safe_phone
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.phrases import Phrase

#: When a draft is remembered, and when it is deleted (domain.md §5.4).
REMINDERS = {
    "nudge_day": timedelta(hours=24), "nudge_week": timedelta(days=7),
    "draft_end": timedelta(days=30),
}  # fmt: skip

#: After so long a silence the talk begins with where it stood.
SILENCE = timedelta(hours=6)


def ask_cancel(talk: Talk) -> Talk:
    """Ask what is to become of the draft."""
    if talk.state.mode is Mode.OPENING:
        return talk.say("cancel-nothing").rest()
    return talk.ask("cancel", Phrase("cancel"), ("keep", "delete", "stay_unnamed"))


def choose_cancel(talk: Talk, choice: str) -> Talk:
    """Keep it, delete it, or go on without a name."""
    if choice == "delete":
        return delete(talk)
    if choice == "stay_unnamed":
        talk = talk.let(asking="none", last=None, mode=Mode.TELLING)
        return safe_phone.stay_unnamed(talk)
    if choice == "keep":
        return keep(talk)
    return talk.let(asking="none", last=None)


def keep(talk: Talk) -> Talk:
    """Put the draft aside and hand out the way back to it."""
    talk = talk.let(mode=Mode.KEPT, back=None)
    return talk.do(Say(phrase=Phrase("kept"), way_back=True)).rest()


def delete(talk: Talk) -> Talk:
    """Delete the draft and its words."""
    timers = tuple(DropTimer(what=name) for name in REMINDERS)
    talk = opening.begin_anew(talk).do(Forget(everything=False), *timers)
    return talk.say("deleted").rest()


def ask_resume(talk: Talk, key: str = "resume") -> Talk:
    """Say where we stood and ask whether to go on."""
    told = wording.mirror(talk.state)
    if told is not None:
        talk = talk.say("resume-summary", facts=told.args["facts"])
    lacking = sum(row.tier < 2 for row in open_questions(talk.state))
    phrase = Phrase(key, {"count": lacking})
    talk = talk.let(mode=Mode.TELLING, mirrored=True)
    return talk.ask("resume", phrase, ("resume", "change", "file"))


def is_back(talk: Talk) -> bool:
    """Whether the worker returns to a draft after a long silence."""
    heard_at = talk.state.heard_at
    return (
        talk.state.has_draft and heard_at is not None and talk.now - heard_at >= SILENCE
        and talk.state.asking != "resume"
    )  # fmt: skip


def remind(talk: Talk, key: str) -> Talk:
    """Remind once of a draft, in words that tell nothing to who looks over the shoulder."""
    if not talk.state.has_draft or talk.state.crisis is not None:
        return talk
    return talk.ask("resume", Phrase(key), ("resume", "change", "file"))


def end_draft(talk: Talk) -> Talk:
    """Delete a draft nobody came back to, and say so."""
    if not talk.state.has_draft:
        return talk
    talk = opening.begin_anew(talk).do(Forget(everything=False))
    return talk.say("draft-deleted").rest()


def set_reminders(talk: Talk) -> Talk:
    """Wind the reminders of a draft anew: they count from the last word."""
    timers = (SetTimer(what=name, at=talk.now + after) for name, after in REMINDERS.items())
    return talk.do(*timers)


def repeat(talk: Talk) -> Talk:
    """Say the open question again in full."""
    last = talk.state.last
    if last is None or talk.state.asking == "none":
        return talk.say("nothing-open").rest()
    return talk.ask(
        talk.state.asking, last.phrase, last.choices,
        numbered=last.numbered, many=last.many, card=card_of(talk), extras=last.extras,
    )  # fmt: skip
