"""The mirror: in one line what was understood, to be confirmed or corrected (domain.md §5.3)."""

from handlers.dialogue import wording
from handlers.dialogue.draft import confirm
from handlers.dialogue.talk import Talk


def is_due(talk: Talk) -> bool:
    """Whether a story was told that was not shown back yet."""
    return not talk.state.mirrored and wording.mirror(talk.state) is not None


def show(talk: Talk) -> Talk:
    """Show what was understood and ask whether it is right."""
    phrase = wording.mirror(talk.state)
    if phrase is None or talk.world.more_waiting:
        return talk
    return talk.let(mirrored=True).ask("confirm", phrase, ("yes", "fix"))


def agree(talk: Talk) -> Talk:
    """Take the draft as confirmed and go on."""
    return confirm(talk).let(asking="none")
