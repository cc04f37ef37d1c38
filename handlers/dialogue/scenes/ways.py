"""Which way to the money, asked at any moment: where to go, what it costs, how long it takes.

Two or three short lines about this worker's own path (domain.md §2.12), then the open question.
"""

from handlers.dialogue.asking import again, ask_story
from handlers.dialogue.hearing import Heard
from handlers.dialogue.scenes import filing, progress, rights
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.paths import PATHS, Path

#: Who is asked for the money first, where this program hands a story on to by itself.
_OURS = frozenset({"labor_inspection", "tip"})


def answer(talk: Talk, said: Heard) -> Talk:
    """Answer what was asked of the way, then put the open question once more."""
    talk = tell(rights.keep(talk.let(rights_wanted=False), said), said.ways)
    if talk.state.mode is Mode.OPENING:
        return ask_story(talk)
    return again(talk)


def tell(talk: Talk, ways: tuple[str, ...]) -> Talk:
    """Say it: where to go holds cost and time already."""
    path, second = filing.find_way(talk)
    if "trust" in ways:
        talk = talk.say("way-trust")
    if "where" in ways:
        return _tell_where(talk, path, second)
    if "cost" in ways:
        talk = talk.say(f"way-cost-{path.cost}")
    if "time" in ways:
        if talk.state.filed and talk.case is not None:
            return progress.tell(talk, talk.case)
        talk = talk.say(f"way-time-{path.takes}")
    return talk


def _tell_where(talk: Talk, path: Path, second: str) -> Talk:
    talk = filing.say_way(talk, path, second)
    ours = path.first in _OURS and not talk.state.filed
    return talk.say_once("way-here") if ours else talk


#: Every code a path may have for its cost and its time has a sentence.
COSTS = frozenset(path.cost for path in PATHS.values())
TIMES = frozenset(path.takes for path in PATHS.values())
