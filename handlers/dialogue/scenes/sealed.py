"""What was filled in on the page of a one-time link: taken, hidden, and handed on to the case."""

from handlers.dialogue import asking
from handlers.dialogue.draft import write
from handlers.dialogue.effects import Mask
from handlers.dialogue.events import Gave
from handlers.dialogue.scenes import afterwards, told
from handlers.dialogue.talk import Talk
from handlers.facts import WEB_ONLY, Known, Sureness


def take(talk: Talk, event: Gave) -> Talk:
    """Take a sealed field; no talk is had over it, the open question stays open."""
    if event.field not in WEB_ONLY:
        return asking.again(talk.say("unknown-choice"))
    known = Known(
        value=event.text, text=event.text, span=(0, len(event.text)), seq=event.seq,
        sureness=Sureness.CONFIRMED,
    )  # fmt: skip
    talk = talk.do(Mask(seq=event.seq, spans=((0, len(event.text)),)))
    talk = write(talk, event.field, known, asked=True)
    question = talk.state.officer_question
    if question is not None and question.field == event.field:
        return told.answer_given(talk, question)
    if talk.state.filed:
        talk = afterwards.hand_on(talk, (event.field,))
    return asking.again(talk.say("thanks"))
