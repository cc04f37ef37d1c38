"""What may come at any moment and is no answer: cancel, correct, a person, a question, a repeat.

First a typed answer is read as the choice it means; then a wish of the talk itself; then what the
understanding says the message wants.
"""

from collections.abc import Callable

from handlers.dialogue import asking
from handlers.dialogue.effects import OfferPaper
from handlers.dialogue.hearing import Heard
from handlers.dialogue.questions import BY_FIELD
from handlers.dialogue.scenes import (
    afterwards,
    corrections,
    group,
    leaving,
    opening,
    progress,
    review,
    rights,
    safe_phone,
    telephones,
    ways,
)
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.phrases import Phrase
from nlp.understanding import Intent
from nlp.wishes import complains_of_staff, is_rude

#: Typed wishes that mean a choice of another name, by the open question ("" for any).
_MEANT = {
    ("review", "yes"): "file", ("review", "no"): "fix", ("confirm", "no"): "fix",
    ("consent", "yes"): "agree", ("consent", "no"): "skip", ("own_phone", "yes"): "own",
    ("own_phone", "no"): "borrowed", ("same_case", "yes"): "same", ("same_case", "no"): "different",
    ("resume", "yes"): "resume", ("resume", "fix"): "change", ("resume", "look"): "resume",
    ("paid", "yes"): "paid_all", ("paid", "no"): "paid_none",
    ("withdraw_reason", "paid_all"): "settled", ("withdraw_reason", "unnamed"): "afraid",
    ("", "unnamed"): "stay_unnamed", ("", "nothing_there"): "none",
}  # fmt: skip

#: Wishes that leave a question without an answer, where they are no answer to it.
_LEAVES = ("skip", "dont_know", "no", "nothing_there")

#: Askings whose answer is free text, which no wish but the strongest may interrupt.
_FREE = ("free", "code_word", "withdraw_reason")

Scene = Callable[[Talk], Talk]


def meant_choice(talk: Talk, said: Heard) -> str | None:
    """Return the offered choice that a typed message means, if any."""
    last = talk.state.last
    offered = {choice.id for choice in last.choices} if last else set()
    if talk.state.asking == "review":
        offered -= {"stay_unnamed"}  # said in passing it is a wish; only pressed does it file
    if talk.state.asking in BY_FIELD and said.answer is not None:
        return None
    for wish in sorted(said.wishes):
        for choice in (_MEANT.get((talk.state.asking, wish)), wish, _MEANT.get(("", wish))):
            if choice in offered:
                return choice
    leaves = (
        talk.state.asking in BY_FIELD and said.wants(*_LEAVES) and not said.wants("wrong")
    )  # fmt: skip
    return "dont_know" if leaves and not said.answer else None


def interrupt(talk: Talk, said: Heard) -> Talk | None:
    """Answer what is no answer; none where the message is one."""
    if talk.state.asking in _FREE or (talk.state.filed and said.wants(*afterwards.ACTS)):
        return None
    if talk.state.filed and complains_of_staff(said.text):
        return afterwards.report_conflict(talk, said)
    if (row := _of_member(talk, said)) is not None:
        return row
    if is_rude(said.text):
        return _rest(talk)
    for wish, scene in _WISHES.items():
        if said.wants(wish) and not (said.answer and wish in _WEAK):
            return scene(talk)
    tells = said.understanding.facts.keys() & rights.STORY
    if said.ways and (not tells or said.intent is Intent.RIGHTS):
        return ways.answer(talk, said)
    return _by_intent(talk, said)


def _of_member(talk: Talk, said: Heard) -> Talk | None:
    """Answer a member of a group about his own row, where he has no case of his own."""
    case, filed = talk.world.group, talk.state.filed
    if case is None or filed:
        return None
    paid = next((wish for wish in group.PAID if said.wants(wish)), None)
    if paid is not None and talk.state.mode is Mode.OPENING:
        return group.pay(talk, case, paid)
    asks = said.wants("progress") or said.intent is Intent.PROGRESS
    return group.show(talk, case) if asks else None


def ask_rights(talk: Talk) -> Talk:
    """Let him ask; the draft waits."""
    return talk.let(rights_wanted=True).ask("story", Phrase("ask-rights"))


def _by_intent(talk: Talk, said: Heard) -> Talk | None:
    if said.intent is Intent.CORRECT or talk.state.asking == "fix":
        corrected = _correct(talk, said)
        if corrected is not None:
            return corrected
    if said.intent is Intent.CANCEL:
        return _cancel(talk)
    if said.intent is Intent.HUMAN:
        return rights.hand_to_person(talk)
    if said.intent is Intent.PROGRESS:
        return progress.show(talk)
    if said.intent is Intent.RIGHTS and not _answers(talk, said):
        return rights.answer(talk, said)
    return None


def _correct(talk: Talk, said: Heard) -> Talk | None:
    """Correct a draft; what is filed is corrected by joining the case."""
    if talk.state.filed or not talk.state.facts:
        return None
    corrected = corrections.correct(talk, said)
    if corrected is None and said.intent is Intent.CORRECT and not said.answer:
        return corrections.ask_which(talk)
    return corrected


def _answers(talk: Talk, said: Heard) -> bool:
    """Whether a message that sounds like a question answers the open one all the same."""
    return said.answer is not None and talk.state.asking != "story" and not talk.state.rights_wanted


def _cancel(talk: Talk) -> Talk:
    if talk.state.filed:
        case = talk.case
        return afterwards.ask_withdraw(talk, case) if case else talk.say("joined-1").rest()
    return leaving.ask_cancel(talk)


def _restart(talk: Talk) -> Talk:
    """Begin again: first it is asked what becomes of what was told."""
    if talk.state.filed:
        return progress.show(talk)
    return leaving.ask_cancel(talk) if talk.state.has_draft else opening.greet(talk)


def _delete(talk: Talk) -> Talk:
    return _cancel(talk) if talk.state.filed else leaving.ask_cancel(talk)


def _stay_unnamed(talk: Talk) -> Talk:
    return talk.say("joined-1").rest() if talk.state.filed else safe_phone.stay_unnamed(talk)


def _fix(talk: Talk) -> Talk:
    return asking.again(talk.say("fix-filed")) if talk.state.filed else corrections.ask_which(talk)


def _file(talk: Talk) -> Talk:
    """Show the card before its time: he wants to file now."""
    if talk.state.mode is not Mode.TELLING or not talk.state.facts:
        return asking.again(talk)
    return review.show(talk.let(mirrored=True))


def _help_reading(talk: Talk) -> Talk:
    """Show who does not read or write how it goes without."""
    return asking.again(talk.say("no-letters"))


def _rest(talk: Talk) -> Talk:
    """Let an insult pass: it is the boss that is meant."""
    return asking.again(talk.say("calm"))


def _keep(talk: Talk) -> Talk:
    return leaving.keep(talk) if talk.state.mode is Mode.TELLING else asking.again(talk)


def _mydata(talk: Talk) -> Talk:
    return asking.again(talk.do(OfferPaper(paper="mydata")).say("mydata"))


def _thanks(talk: Talk) -> Talk:
    return asking.again(talk.say("welcome"))


#: Wishes that give way where the message also answers the open question.
_WEAK = (
    "restart", "keep", "clear", "code", "help", "greet", "fix", "delete", "thanks", "code_word",
    "wrong", "file",
)  # fmt: skip

_WISHES: dict[str, Scene] = {
    "person": rights.hand_to_person,
    "progress": progress.show,
    "rights": ask_rights,
    "repeat": leaving.repeat,
    "cancel": _cancel,
    "restart": _restart,
    "delete": _delete,
    "unnamed": _stay_unnamed,
    "code_word": safe_phone.ask_code_word,
    "code": safe_phone.show_code,
    "clear": safe_phone.clear,
    "mydata": _mydata,
    "help": opening.explain,
    "numbers": telephones.show,
    "fix": _fix,
    "no_letters": _help_reading,
    "wrong": _fix,
    "file": _file,
    "keep": _keep,
    "greet": opening.welcome,
    "thanks": _thanks,
}
