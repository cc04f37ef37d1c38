"""An answer to the open question, said or pressed; and what is done where none could be read."""

from handlers.claimant import Claimant
from handlers.dialogue import asking
from handlers.dialogue.draft import changed, confirm, decline, take, write
from handlers.dialogue.effects import Say
from handlers.dialogue.hearing import Heard
from handlers.dialogue.questions import BY_FIELD, WHO
from handlers.dialogue.scenes import (
    care,
    claimants,
    corrections,
    evidence,
    rights,
    safe_phone,
    ways,
)
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.dialogue.wording import note
from handlers.facts import Known, Sureness, know, renew
from handlers.phrases import Phrase
from nlp.answers import read_answer
from nlp.divisions import division_name, is_known
from nlp.understanding import Intent, Matter
from nlp.wishes import (
    begins_with_yes,
    count_digits,
    is_person,
    is_question,
    tells_of_another,
    tells_of_pay,
    told_for,
    wants_no_name,
)

#: So often a question that is not understood is put; then it is left open and the talk goes on.
PATIENCE = 2

_PHONE_DIGITS = 11

#: From so many messages without a story on, the way out is all that is said.
_LOST = 3

#: So many lines of a message are a list of names without being asked for.
_A_LIST = 2
_LISTS = ("evidence", "doors_tried")


def hear_answer(talk: Talk, said: Heard) -> Talk:
    """Take a message into the draft, whatever of it answers the open question."""
    if rows := _read_list(talk, said):
        return claimants.take(talk, rows)
    before, asked = talk.state.facts, talk.state.asking
    if talk.state.mirrored and before.keys() & set(WHO) and tells_of_another(said.text):
        return _again(talk.say("one-at-a-time"))
    if asked == "fix" and said.understanding.facts:
        return _put_right(talk, said)
    talk = _thank_for_number(take(talk, said.understanding, said.answer), said)
    news = changed(before, talk.state.facts)
    if news and asked == "confirm":
        return _mirror_more(talk, said)
    reads_anew = any(asks.field == asked for asks in said.understanding.asks_back)
    if news or said.understanding.signals or reads_anew:
        talk = care.mention_injury(talk, said)
        return _go_on(_settle(talk, asked), news, asked)
    if said.understanding.facts:
        return _known_already(talk, said)
    return not_understood(talk, said)


def hear_story(talk: Talk, said: Heard) -> Talk:
    """Take the first story, or the rest of one."""
    referred = care.refer(talk, said.understanding)
    if referred is not None:
        talk = referred.let(matter=said.understanding.matter, also=said.understanding.also)
        return _after_referral(talk)
    if not said.tells and not _is_story(said) and not tells_of_pay(said.text):
        return _ask_story_again(talk)
    if rows := _read_list(talk, said):
        talk = talk.let(matter=Matter.WAGES, mode=Mode.TELLING, mirrored=True)
        return claimants.take(talk, rows)
    talk = take(talk, said.understanding, said.answer).let(mode=Mode.TELLING, asking="none")
    talk = care.mention_injury(_notice_helper(talk, said.text), said)
    talk = _thank_for_number(talk, said)
    talk = ways.tell(talk, said.ways) if said.ways else rights.answer_within(talk, said.text)
    return safe_phone.stay_unnamed(talk) if wants_no_name(said.text) else talk


def choose(talk: Talk, choices: tuple[str, ...]) -> Talk:
    """Take a pressed answer of the open question of the table."""
    field, choice = talk.state.asking, choices[0]
    if choice in ("dont_know", "skip"):
        return leave_open(talk, field)
    if field == "standing":
        return _stand(talk, choice)
    if field in ("evidence", "notice_board"):
        return evidence.choose(talk, choices)
    if field == "claimants":
        return _list_done(talk) if choice in ("done", "later") else claimants.choose(talk, choice)
    value = _value(field, choices)
    if value is None:
        return asking.again(talk.say("unknown-choice"))
    new = Known(
        value=value, seq=talk.seq, sureness=Sureness.CONFIRMED,
        name=division_name(str(value)) if field == "division" else None,
    )  # fmt: skip
    if field in _LISTS:
        talk = talk.set_fact(field, renew(talk.state.facts.get(field), new))
    else:
        talk = write(talk, field, new, asked=True)
    if (field, choice) == ("living_money", "no"):
        talk = talk.say_once("care-hardship")
    return _settle(talk, field)


def leave_open(talk: Talk, field: str) -> Talk:
    """Leave a question without an answer: it is not put again, and nothing known is erased."""
    return _settle(decline(talk, field), field)


def not_understood(talk: Talk, said: Heard) -> Talk:
    """Say plainly that it was not understood; after the second time leave the question open."""
    asked = talk.state.asking
    if talk.world.more_waiting:
        return talk.rest()
    if asked == "phone" and (digits := count_digits(said.text)):
        key = "phone-short" if digits < _PHONE_DIGITS else "phone-long"
        return _again(talk.say(key, count=abs(_PHONE_DIGITS - digits)))
    if is_question(said.text) and asked != "story":
        return rights.answer(talk, said)
    if (named := _name_later(talk, said)) is not None:
        return named
    unclear = talk.state.unclear + 1
    talk = talk.let(unclear=unclear)
    if asked in BY_FIELD and unclear >= PATIENCE:
        return leave_open(talk.let(unclear=0).say("left-open"), asked)
    if asked == "none":
        return talk.say(f"not-understood-{2 - unclear % 2}")
    return _again(talk.say(f"not-understood-{2 - unclear % 2}"))


def _known_already(talk: Talk, said: Heard) -> Talk:
    """Say that it is noted; a question that it does not answer twice is left open."""
    asked, unclear = talk.state.asking, talk.state.unclear + 1
    if said.numbered:
        return _again(talk.let(unclear=0))
    if asked in BY_FIELD and unclear >= PATIENCE:
        return leave_open(talk.let(unclear=0).say("left-open"), asked)
    return _again(talk.let(unclear=unclear).say("known-already"))


def _read_list(talk: Talk, said: Heard) -> tuple[Claimant, ...]:
    """Read a pasted list of names, wherever the talk stands; one line only where it is asked."""
    rows = claimants.read_rows(said.text, talk)
    if talk.state.asking == "claimants":
        return rows
    whole = len(rows) >= _A_LIST and len(rows) == len(claimants.lines_of(said.text))
    return rows if whole and any(row.stated_fen for row in rows) else ()


def _thank_for_number(talk: Talk, said: Heard) -> Talk:
    """Say that the number of a case elsewhere was kept: who works on it reads it there."""
    return talk.say("number-kept") if said.numbered else talk


def _notice_helper(talk: Talk, text: str) -> Talk:
    """Notice that the story is another's: he is spoken of, and no name of the speaker is asked."""
    whom = told_for(text)
    return talk if whom is None else talk.let(helper=True, whom=whom)


def _name_later(talk: Talk, said: Heard) -> Talk | None:
    """Take a bare name that comes after its question was left."""
    state = talk.state
    if "name" in state.facts or state.unnamed or not state.asked.get("name"):
        return None
    fact = read_answer("name", said.text, talk.today) if is_person(said.text) else None
    if fact is None:
        return None
    talk = write(talk, "name", know(fact, talk.seq), asked=True).let(unclear=0)
    phrase = note(talk.state, ("name",))
    return _again(talk.do(Say(phrase=phrase)) if phrase else talk)


def _put_right(talk: Talk, said: Heard) -> Talk:
    """Take what is said where he was asked what is wrong: it stands against what was known."""
    for name, fact in said.understanding.facts.items():
        talk = write(talk, name, know(fact, talk.seq), asked=True)
    phrase = note(talk.state, said.understanding.facts)
    return corrections.return_(talk.do(Say(phrase=phrase)) if phrase else talk)


def _mirror_more(talk: Talk, said: Heard) -> Talk:
    """More was told instead of yes: show all of it, unless he agreed in the same breath."""
    if begins_with_yes(said.text):
        return confirm(talk).let(asking="none", last=None)
    return talk.let(asking="none", last=None, mirrored=False, steps=talk.state.steps - 1)


def _again(talk: Talk) -> Talk:
    return asking.again(talk) if talk.state.asking not in ("none", "story") else talk


def _go_on(talk: Talk, news: tuple[str, ...], asked: str) -> Talk:
    """Name in one line what came in beside the answer, so that a misreading is seen at once."""
    beside = tuple(name for name in news if name != asked)
    if talk.state.mirrored and beside and not talk.world.more_waiting:
        phrase = note(talk.state, news)
        if phrase is not None:
            talk = talk.do(Say(phrase=phrase))
    return talk


def _settle(talk: Talk, field: str) -> Talk:
    """Close the open question, or come back to where it was asked anew from."""
    talk = talk.let(unclear=0)
    if talk.state.asking == field and field in BY_FIELD:
        talk = talk.let(asking="none", last=None)
    back = talk.state.back
    return corrections.return_(talk) if back in ("confirm", "review") else talk


def _after_referral(talk: Talk) -> Talk:
    return talk.ask("story", Phrase("referral-also"), ("report", "ask_rights", "person"))


def _is_story(said: Heard) -> bool:
    told = said.understanding.matter not in (Matter.UNKNOWN, *care.NOT_OURS)
    return told or said.intent is Intent.REPORT


def _ask_story_again(talk: Talk) -> Talk:
    if talk.world.more_waiting:
        return talk.rest()
    unclear = talk.state.unclear + 1
    talk = talk.let(unclear=unclear)
    return asking.ask_story(talk, f"story-again-{unclear if unclear < _LOST else 2 + unclear % 2}")


def _stand(talk: Talk, choice: str) -> Talk:
    """Sort wages from a contract's price without accusing anybody (S8)."""
    talk = talk.let(standing=choice, asking="none", last=None)
    facts = talk.state.facts
    if choice == "own_wages":
        others = tuple(m for m in talk.state.also if m is not Matter.PROJECT_PAYMENT)
        talk = talk.let(matter=Matter.WAGES, also=tuple(m for m in others if m is not Matter.WAGES))
        if "amount_fen" not in facts and "project_payment_fen" in facts:
            talk = talk.set_fact("amount_fen", facts["project_payment_fen"])
        return talk.drop_facts("project_payment_fen")
    if talk.state.matter is Matter.PROJECT_PAYMENT and "project_payment_fen" not in facts:
        talk = _as_price(talk)
    if "project_payment_fen" in talk.state.facts:
        talk = talk.let(matter=Matter.PROJECT_PAYMENT, also=(Matter.WAGES,))
    return talk.say("standing-split")


def _as_price(talk: Talk) -> Talk:
    """Take the sum that was told as the price of his contract; his workers' pay is asked apart."""
    known = talk.state.facts.get("amount_fen")
    if known is None:
        return talk
    return talk.set_fact("project_payment_fen", known).drop_facts("amount_fen")


def _list_done(talk: Talk) -> Talk:
    return leave_open(talk, "claimants")


def _value(field: str, choices: tuple[str, ...]) -> str | int | tuple[str, ...] | None:
    row, choice = BY_FIELD[field], choices[0]
    if field in _LISTS:
        return tuple(name for name in choices if name not in ("none", "done", "later"))
    if choice == "alone":
        return 1
    if field == "division":
        return choice if is_known(choice) else None
    if field.endswith("_fen") or field in ("headcount", "months", "worked"):
        return _whole(choice)
    listed = choice in row.choices or field in ("employer", "site", "foreman")
    return choice if listed or field.startswith("period") else None


def _whole(choice: str) -> int | None:
    """Return the number a choice of a numeric field stands for."""
    return int(choice) if choice.isascii() and choice.lstrip("-").isdigit() else None
