"""The mirror: in one line what was understood, to be confirmed or corrected (domain.md §5.3)."""

from handlers.dialogue import wording
from handlers.dialogue.draft import confirm
from handlers.dialogue.talk import Talk


def show(talk: Talk) -> Talk:
    """Show once what was understood; a story without a fact is only said to be taken down."""
    phrase = wording.mirror(talk.state)
    talk = talk.let(mirrored=True)
    if phrase is None:
        return talk.say_once("story-taken")
    return talk.let(steps=talk.state.steps + 1).ask("confirm", phrase, ("yes", "fix"))


def agree(talk: Talk) -> Talk:
    """Take the draft as confirmed and go on."""
    return confirm(talk).let(asking="none")
