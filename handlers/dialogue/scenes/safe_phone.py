"""When the telephone is not safe (domain.md §5.8), and staying unnamed (§5.6)."""

from handlers.dialogue.asking import again
from handlers.dialogue.effects import ClearChat, Say
from handlers.dialogue.hearing import Heard
from handlers.dialogue.talk import Talk
from handlers.phrases import Phrase


def stay_unnamed(talk: Talk) -> Talk:
    """Leave the name out, and say at once what that means."""
    talk = talk.let(unnamed=True).drop_facts("name", "phone").say("unnamed-means")
    return ask_own_phone(talk)


def ask_own_phone(talk: Talk) -> Talk:
    """Ask whose telephone this is, where the door could keep something on it."""
    if not _is_phone_unknown(talk):
        return again(talk)
    back = "review" if talk.state.asking == "review" else talk.state.back
    talk = talk.let(back=back, steps=talk.state.steps + 1)
    return talk.ask("own_phone", Phrase("own-phone"), ("own", "borrowed", "skip"))


def choose_own_phone(talk: Talk, choice: str) -> Talk:
    """Remember whose telephone it is; on a borrowed one the way back is to be written down."""
    talk = talk.let(own_phone=choice, asking="none", last=None)
    if choice == "borrowed":
        talk = _show(talk, "borrowed")
    elif talk.state.back == "code":
        talk = _show(talk, "way-back")
    return talk.let(back=None if talk.state.back == "code" else talk.state.back)


def show_code(talk: Talk) -> Talk:
    """Show the way back to this conversation, once it is clear whose telephone this is."""
    if _is_phone_unknown(talk):
        return ask_own_phone(talk.let(back="code", asking="none"))
    return again(_show(talk, "way-back"))


def _show(talk: Talk, key: str) -> Talk:
    return talk.do(Say(phrase=Phrase(key), way_back=True))


def _is_phone_unknown(talk: Talk) -> bool:
    door = talk.world.door
    return door is not None and door.own_phone_asked and talk.state.own_phone is None


def clear(talk: Talk) -> Talk:
    """Clear the chat where the door can, and say what it could not do."""
    door = talk.world.door
    if door is not None and door.can_clear:
        return talk.do(ClearChat()).say("cleared").rest()
    return again(talk.say("not-cleared"))


def ask_code_word(talk: Talk) -> Talk:
    """Ask for a code word, without which no case is shown."""
    return talk.ask("code_word", Phrase("ask-code_word"), ("skip",))


def set_code_word(talk: Talk, text: str) -> Talk:
    """Keep the code word."""
    word = text.strip()[:40]
    return talk.let(code_word=word, locked=False, asking="none", last=None).say("code-word-set")


def unlock(talk: Talk, said: Heard) -> Talk | None:
    """Open a locked conversation with its word; none where the word is wrong."""
    if talk.state.code_word is None or said.text.strip() != talk.state.code_word:
        return None
    return talk.let(locked=False)
