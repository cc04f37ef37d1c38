"""How a question is put: its wording, its choices, and where it may not be asked at all."""

from handlers.dialogue.effects import Choice, OfferSecurePage
from handlers.dialogue.questions import BY_FIELD, Question, has_county
from handlers.dialogue.state import DialogueState
from handlers.dialogue.talk import Talk
from handlers.dialogue.wording import as_phrase, card, tell
from handlers.facts import WEB_ONLY, Known, words
from handlers.phrases import Phrase, Place

#: After so many messages without a story a person is offered.
_LOST = 1


#: Questions that a helper answers about somebody else.
OF_HIM = ("name", "phone", "amount_fen", "living_money", "contract", "card_in_hand", "evidence")


def put(talk: Talk, row: Question, *, again: bool = False) -> Talk:
    """Put a question of the table, or lead to the page where a sealed one may be answered."""
    if talk.world.more_waiting:
        return talk.let(asking="none", last=None).rest()
    if row.field in WEB_ONLY and not _takes_sealed(talk):
        return talk.say("secure-page").do(OfferSecurePage(field=row.field)).rest()
    if row.field in WEB_ONLY and row.field not in talk.state.consented:
        return ask_consent(talk, row.field)
    times = talk.state.asked.get(row.field, 0)
    phrase = _wording(talk.state, row, again=again or times > 0)
    talk = talk.let(asked={**talk.state.asked, row.field: times if again else times + 1})
    return talk.ask(
        row.field, phrase, _choices(talk.state, row), numbered=row.numbered, many=row.many
    )


def ask_field(talk: Talk, field: str, *, again: bool = False) -> Talk:
    """Put the question of this fact."""
    return put(talk, BY_FIELD[field], again=again)


def ask_consent(talk: Talk, field: str) -> Talk:
    """Ask for consent before a sealed field is asked (domain.md §2.13)."""
    phrase = Phrase("consent", {"field": Phrase(f"fact-{field}")})
    talk = talk.let(consent_for=field)
    return talk.ask("consent", phrase, ("agree", "details", "stay_unnamed", "skip"))


def again(talk: Talk) -> Talk:
    """Put the open question once more, shortened; where none is open, leave it to the engine."""
    asking, last = talk.state.asking, talk.state.last
    if talk.asked or last is None or asking in ("none", "story"):
        return talk
    if asking in BY_FIELD:
        return ask_field(talk, asking, again=True)
    if talk.world.more_waiting:
        return talk.rest()
    args = last.phrase.args if isinstance(last.phrase, Phrase) else {}
    phrase = Phrase(f"again-{asking}", args)
    return talk.ask(asking, phrase, last.choices, many=last.many, card=card_of(talk))


def card_of(talk: Talk) -> tuple[tuple[str, Phrase | str | None], ...]:
    """Return the card, where it is what is looked at."""
    return card(talk.state) if talk.state.asking == "review" else ()


def ask_story(talk: Talk, key: str = "story-again") -> Talk:
    """Ask for the story, with the four ways in (domain.md §5.2)."""
    lost = talk.state.unclear > _LOST
    beside = ("ask_rights", "person") if lost else ("progress", "ask_rights")
    return talk.ask("story", Phrase(key), ("report", "for_other", *beside))


def _takes_sealed(talk: Talk) -> bool:
    return talk.world.door is None or talk.world.door.sealed_fields


def _wording(state: DialogueState, row: Question, *, again: bool) -> Phrase:
    field = row.field
    if field in state.readings:
        return Phrase(f"ask-{field}-which")
    if field == "division" and "division" in state.facts and not has_county(state):
        return Phrase("ask-division-county", {"place": Place(words(state.facts, field) or "")})
    if field == "amount_fen" and state.standing in ("contracts", "both"):
        return Phrase("ask-amount_fen-workers")
    if state.helper and field in OF_HIM:
        return Phrase(f"ask-{field}-other")
    return Phrase(f"ask-{field}-again" if again else f"ask-{field}")


def _choices(state: DialogueState, row: Question) -> tuple[str | Choice, ...]:
    readings = state.readings.get(row.field)
    own: tuple[str | Choice, ...] = row.choices
    if state.helper and own == ("alone",):
        own = (Choice(id="alone", label=Phrase("choice-headcount-alone-other")),)
    if readings:
        own = tuple(_reading(row.field, value) for value in readings)
    listed = {choice if isinstance(choice, str) else choice.id for choice in own}
    return own if row.way_out in listed else (*own, row.way_out)


def _reading(field: str, value: object) -> Choice:
    known = Known(value=value if isinstance(value, int | float) else str(value))
    return Choice(id=str(value), label=as_phrase(tell(field, known)))
