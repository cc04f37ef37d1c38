"""What casework lets the worker hear: said at once, or held where the telephone is not safe.

An officer's typed question becomes the open question; its answer goes back as an order to the case.
"""

from dataclasses import replace

from handlers.case import OPEN
from handlers.casework.commands import Command
from handlers.dialogue import asking
from handlers.dialogue.draft import take
from handlers.dialogue.effects import OfferSecurePage, Order, Quote, Say
from handlers.dialogue.events import Told
from handlers.dialogue.hearing import Heard
from handlers.dialogue.questions import BY_FIELD
from handlers.dialogue.scenes.afterwards import PAID, answer_body
from handlers.dialogue.state import OfficerQuestion
from handlers.dialogue.talk import Talk
from handlers.facts import WEB_ONLY
from handlers.jsonable import Json
from handlers.phrases import Phrase

#: Questions the program itself puts for casework, with their answers.
_PROGRAM_ASKS = {"paid": PAID, "reopen": ("yes", "no")}


def hear(talk: Talk, event: Told) -> Talk:
    """Let the worker hear it, unless the telephone is locked; then only that there is something."""
    if talk.state.locked:
        return talk.let(held=(*talk.state.held, event)).say("something-new")
    if talk.state.crisis is not None:
        return _tell(talk, event, None)
    if event.asking is not None and event.asking != "free":
        return _ask(talk, event)
    if event.asking == "free":
        return _tell(_wait_for(talk, event, "free"), event, "free")
    return asking.again(_tell(talk, event, None))


def release(talk: Talk) -> Talk:
    """Say what was held while the telephone was locked."""
    held = talk.state.held
    talk = talk.let(held=())
    for event in held:
        talk = hear(replace(talk, asked=False), event)
    return talk


def answer(talk: Talk, said: Heard) -> Talk | None:
    """Take a message as the answer to an officer's question; none where it holds no answer."""
    question = talk.state.officer_question
    if question is None:
        return None
    if question.field == "free":
        return _answered(talk, question, {"field": "free", "text": said.text, "seq": talk.seq})
    if said.answer is None:
        return None
    talk = take(talk, said.understanding, said.answer)
    return _answered(talk, question, answer_body(talk, question.field))


def answer_chosen(talk: Talk, choice: str) -> Talk:
    """Take a press as the answer; not knowing is an answer, too."""
    question = talk.state.officer_question
    if question is None:
        return talk
    field = question.field
    if choice in ("skip", "dont_know") or field not in talk.state.facts:
        return _answered(talk, question, {"field": field, "text": choice, "seq": talk.seq})
    return _answered(talk, question, answer_body(talk, field))


def answer_given(talk: Talk, question: OfficerQuestion) -> Talk:
    """Take a fact that was just written as the answer."""
    return _answered(talk, question, answer_body(talk, question.field))


def _answered(talk: Talk, question: OfficerQuestion, body: dict[str, Json]) -> Talk:
    """Hand the answer to the case while it is open; later it stands in the transcript alone."""
    talk = talk.let(officer_question=None, asking="none", last=None)
    if any(case.id == question.case and case.main in OPEN for case in talk.world.cases):
        command = Command(action="worker_answer", body=body)
        talk = talk.do(Order(case=question.case, command=command))
    return talk.say("thanks").rest()


def _ask(talk: Talk, event: Told) -> Talk:
    field = event.asking or "none"
    if field in _PROGRAM_ASKS:
        return _tell(talk, event, field, _PROGRAM_ASKS[field])
    if field in WEB_ONLY and not _takes_sealed(talk):
        talk = _wait_for(_tell(talk, event, None), event, field)
        return talk.say("secure-page").do(OfferSecurePage(field=field)).rest()
    talk = _wait_for(talk, event, field)
    if field in WEB_ONLY and field not in talk.state.consented:
        return asking.ask_consent(_tell(talk, event, None), field)
    row = BY_FIELD.get(field)
    choices = (*row.choices, "dont_know") if row else ("dont_know",)
    return _tell(talk, event, field, choices)


def _wait_for(talk: Talk, event: Told, field: str) -> Talk:
    if event.case is None:
        return talk
    return talk.let(officer_question=OfficerQuestion(case=event.case, field=field))


def _tell(
    talk: Talk, event: Told, asked: str | None, choices: tuple[str, ...] = ()
) -> Talk:  # fmt: skip
    """Say it, as the question of the turn where it asks something."""
    row = BY_FIELD.get(asked or "")
    phrase = event.phrase or Phrase("words", {"text": event.text or ""})
    if asked is not None:
        talk = talk.ask(
            asked, phrase, choices,
            numbered=row.numbered if row else True, many=row.many if row else False,
        )  # fmt: skip
    else:
        talk = talk.do(Say(phrase=phrase))
    if event.officer is None or event.text is None:
        return talk
    said = talk.effects[-1]
    offered = said.choices if isinstance(said, Say) else ()
    quote = Quote(
        text=event.text, officer=event.officer, asking=asked, choices=offered,
        files=event.files, entry=event.entry,
    )  # fmt: skip
    return replace(talk, effects=(*talk.effects[:-1], quote))


def _takes_sealed(talk: Talk) -> bool:
    return talk.world.door is None or talk.world.door.sealed_fields
