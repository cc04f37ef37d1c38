"""Which number to call: those of the place first, with their hours and the day of checking."""

from collections.abc import Iterable

from handlers.dialogue.asking import again
from handlers.dialogue.talk import Talk
from handlers.directory import Telephone
from handlers.facts import words
from handlers.phrases import Month, Phrase

#: What people call for, the likeliest first.
PURPOSES = ("wages", "government", "legal_aid", "union")
ABROAD = ("consular_abroad",)


def show(talk: Talk) -> Talk:
    """Name the numbers, then go back to the open question."""
    rows = tuple(_row(telephone) for telephone in _telephones(talk))
    if not rows:
        return again(talk)
    listed = rows[0]
    for row in rows[1:]:
        listed = Phrase("lines", {"first": listed, "rest": row})
    return again(talk.say("numbers", rows=listed))


def _telephones(talk: Talk) -> Iterable[Telephone]:
    division = words(talk.state.facts, "division")
    for purpose in ABROAD if talk.state.has_signal("overseas") else PURPOSES:
        yield from talk.world.directory.telephones_in(division, purpose)[:2]


def _row(telephone: Telephone) -> Phrase:
    args = {"number": telephone.number, "hours": telephone.hours}
    checked = Month(telephone.checked)
    return Phrase(f"number-{telephone.purpose}", {**args, "checked": checked})
