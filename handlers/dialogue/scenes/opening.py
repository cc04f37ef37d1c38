"""The first minute: who we are, the story, and the ways in that are no story (domain.md §5.2)."""

from handlers.dialogue.asking import again, ask_story
from handlers.dialogue.scenes import progress
from handlers.dialogue.state import Mode, new_state
from handlers.dialogue.talk import Talk
from handlers.phrases import Phrase


def greet(talk: Talk) -> Talk:
    """Greet, and ask for the story."""
    return ask_story(talk, "greeting")


def choose(talk: Talk, choice: str) -> Talk:
    """Go the way that was chosen instead of a story."""
    if choice == "progress":
        return progress.show(talk)
    if choice == "ask_rights":
        return talk.let(rights_wanted=True).ask("story", Phrase("ask-rights"))
    if choice == "for_other":
        talk = talk.let(helper=True)
        return talk.ask("story", Phrase("ask-story-other"))
    return talk.let(rights_wanted=False).ask("story", Phrase("ask-story-own"))


def explain(talk: Talk) -> Talk:
    """Say what this is, and go on where we were."""
    return again(talk.say("about-us"))


def welcome(talk: Talk) -> Talk:
    """Answer a mere greeting."""
    if talk.state.mode is Mode.OPENING:
        return ask_story(talk, "greeting-back")
    return again(talk.say("hello"))


def begin_anew(talk: Talk) -> Talk:
    """Forget the draft's memory and begin with an empty one at the same door."""
    old = talk.state
    fresh = new_state(old.locale)
    return talk.let(**{
        name: getattr(fresh, name) for name in fresh.__dataclass_fields__
        if name not in _KEPT
    })  # fmt: skip


_KEPT = ("locale", "own_phone", "code_word", "told_once", "cases", "heard_at")
