"""Pictures, sounds and papers: each is kept as it came, and counted once for a whole album.

The photo of the rights notice board at the gate (条例 34) may answer six questions, so it is asked
for by itself; everything else is offered as a list and never demanded.
"""

from dataclasses import replace

from handlers.dialogue import asking
from handlers.dialogue.draft import decline, write
from handlers.dialogue.effects import UPLOAD, KeepFile, OfferSecurePage, Say
from handlers.dialogue.events import FileKept, SentFile
from handlers.dialogue.questions import BY_FIELD, EVIDENCE
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import Talk
from handlers.dialogue.wording import tell
from handlers.facts import Known, Sureness, know, listed
from handlers.phrases import Phrase
from handlers.world import WEB_FILE_BYTES

#: What a file shows where the open question says it.
_SHOWS = {"notice_board": "notice_board"}
_KINDS = {"photo": "photo", "video": "video", "voice": "recording", "document": "other"}

#: Reasons why a file could not be kept, each with a sentence of its own.
PROBLEMS = ("too_large", "unsupported", "broken", "unreachable")


def keep(talk: Talk, event: SentFile) -> Talk:
    """Keep files; a whole album is answered once, with its number."""
    kind = _SHOWS.get(talk.state.asking, _KINDS[event.kind])
    kept = (KeepFile(file=file, kind=kind, seq=event.seq) for file in event.files)
    talk = talk.do(*kept).let(photos=talk.state.photos + len(event.files))
    return _add(talk, (kind,))


def acknowledge(talk: Talk, event: SentFile) -> Talk:
    """Thank for what came, and go on; a sound is passed on to people, not guessed at."""
    if talk.world.more_waiting:
        return talk.rest()
    count, asked = talk.state.photos, talk.state.asking
    is_first = talk.state.mode is Mode.OPENING
    if is_first:
        talk = talk.let(mode=Mode.TELLING, mirrored=True)
    talk = talk.let(photos=0)
    if event.kind == "voice":
        return asking.again(talk.say("got-voice"))
    if is_first:
        return asking.ask_field(talk.say("got-files", count=count), "amount_fen")
    if asked == "notice_board":
        return decline(talk.say("got-board"), "notice_board").let(asking="none", last=None)
    return asking.again(talk.say("got-files", count=count))


def thank(talk: Talk, heard: Talk) -> Talk:
    """Put the thanks for pictures before the answer to the words that came with them."""
    if heard.state.crisis is not None or talk.world.more_waiting:
        return heard
    thanks = Say(phrase=Phrase("got-files", {"count": talk.state.photos}))
    before, after = talk.effects, heard.effects[len(talk.effects) :]
    return replace(heard.let(photos=0), effects=(*before, thanks, *after))


def hear_of_file(talk: Talk, event: FileKept) -> Talk:
    """Take what was read from a picture; say it when a file could not be kept."""
    if event.problem is not None:
        problem = event.problem if event.problem in PROBLEMS else "broken"
        talk = talk.say(f"file-{problem}")
        if problem == "too_large" and _takes_more_elsewhere(talk):
            talk = talk.say("file-on-the-web").do(OfferSecurePage(field=UPLOAD))
        return asking.again(talk)
    for fact in event.facts:
        talk = write(talk, fact.field, know(fact, None))
    return talk


def _takes_more_elsewhere(talk: Talk) -> bool:
    door = talk.world.door
    return door is not None and door.max_file_bytes < WEB_FILE_BYTES


def choose(talk: Talk, choices: tuple[str, ...]) -> Talk:
    """Take what he says to have; whatever it is, no evidence is no bar to filing."""
    field = talk.state.asking
    have = tuple(choice for choice in choices if choice in EVIDENCE)
    if field == "evidence" and have and len(choices) == 1:
        return _mark(talk, have[0])
    if have:
        talk = _add(talk, have)
    if "none" in choices and not have and field == "evidence":
        talk = _add(talk, ()).say("no-evidence-no-bar")
    return decline(talk, field).let(asking="none", last=None)


def _mark(talk: Talk, code: str) -> Talk:
    """Mark one kind, or take its mark away; what is marked is said until he is done."""
    marked = listed(talk.state.facts, "evidence")
    if code in marked:
        left = tuple(other for other in marked if other != code)
        talk = talk.set_fact("evidence", _have(talk, left))
    else:
        talk = _add(talk, (code,))
    shown = tell("evidence", talk.state.facts["evidence"])
    return asking.put(talk.say("evidence-marked", marked=shown), BY_FIELD["evidence"], again=True)


def _have(talk: Talk, codes: tuple[str, ...]) -> Known:
    return Known(value=codes, seq=talk.seq, sureness=Sureness.CONFIRMED)


def _add(talk: Talk, codes: tuple[str, ...]) -> Talk:
    joined = tuple(dict.fromkeys((*listed(talk.state.facts, "evidence"), *codes)))
    return talk.set_fact("evidence", _have(talk, joined))
