"""The card before filing: all that is known, what is not, who will read it, and the way to file."""

from handlers.dialogue import wording
from handlers.dialogue.questions import MORE, open_questions
from handlers.dialogue.talk import Talk
from handlers.phrases import Phrase


def show(talk: Talk, key: str = "review") -> Talk:
    """Show the card; `file` is the consent, so the notice stands on it.

    Only the web page draws it from its rows; everywhere else it is read as text.
    """
    if talk.world.more_waiting:
        return talk.rest()
    talk = talk.let(more=None, back=None)
    if talk.door != "web":
        talk = talk.say("card", rows=wording.card_text(talk.state))
    phrase = Phrase(key, {"naming": _naming(talk)})
    return talk.ask("review", phrase, _choices(talk), card=wording.card(talk.state))


def ask_more(talk: Talk) -> Talk:
    """Go on with at most five further questions, then show the card again."""
    return talk.let(more=MORE, more_used=True, asking="none")


def tell_details(talk: Talk) -> Talk:
    """Say who reads it and how long it is kept; then the card again."""
    return show(talk.say("consent-details"), "again-review")


def _naming(talk: Talk) -> Phrase:
    """Say on the card what it means to stay unnamed, before anybody chooses it."""
    named = "name" in talk.state.facts and not talk.state.unnamed
    return Phrase("review-named" if named else "review-unnamed")


def _choices(talk: Talk) -> tuple[str, ...]:
    state = talk.state
    lacking = not state.more_used and any(open_questions(state))
    offered = {
        "file": True, "more": lacking, "fix": True, "keep": True, "details": True,
        "stay_unnamed": not state.unnamed,
    }  # fmt: skip
    return tuple(name for name, is_offered in offered.items() if is_offered)
