"""What must be said before the talk goes on: a child at work, an injury, hunger, a crowd, a threat.

Each sentence is said once in a conversation. These are no crisis: the dialogue goes on after them.
"""

from handlers.dialogue.effects import AskStaff, RaiseAlarm, Say
from handlers.dialogue.hearing import Heard
from handlers.dialogue.talk import Talk
from handlers.facts import HeardSignal, heard, words
from handlers.phrases import Phrase
from nlp.understanding import Matter, Understanding
from nlp.wishes import tells_injury

#: Signals that open an alarm and let the dialogue go on.
ALARMING = ("medical_emergency", "child")

#: Signals that get their sentence first, the gravest first.
SPOKEN = (
    "medical_emergency", "child", "gathering_now", "hardship", "reprisal", "card_or_id_held",
    "overseas", "boss_fled",
)  # fmt: skip

#: Matters that no row sends anywhere: who asks only for them is told where to go.
NOT_OURS = (
    Matter.INJURY, Matter.SOCIAL_INSURANCE, Matter.PRIVATE_DEBT, Matter.OTHER_COMPLAINT,
)  # fmt: skip


def attend(talk: Talk, said: Heard) -> Talk:
    """Ring the alarm where it must, and say what comes before everything else."""
    signals = {signal.value: heard(signal, talk.seq) for signal in said.understanding.signals}
    talk = _ring(talk, tuple(signals[name] for name in ALARMING if name in signals))
    if "reprisal" in signals and "care-reprisal" not in talk.state.told_once:
        talk = talk.do(AskStaff(kind="call_asked", args={"way": "chat", "why": "reprisal"}))
    for name in SPOKEN:
        if name in signals:
            talk = talk.say_once(f"care-{name}")
    return talk


def refer(talk: Talk, understanding: Understanding) -> Talk | None:
    """Tell where to go with what is not wages; none where it is ours, in part at least."""
    matters = (understanding.matter, *understanding.also)
    if understanding.matter not in NOT_OURS or Matter.WAGES in matters:
        return None
    known = (talk.state.matter, *talk.state.also)
    if any(matter in (Matter.WAGES, Matter.PROJECT_PAYMENT) for matter in known):
        return None
    kind = understanding.matter.value
    return talk.do(Say(phrase=Phrase(f"referral-{kind}"), extras={"referral": kind}))


def mention_injury(talk: Talk, said: Heard) -> Talk:
    """Say once where an injury goes that is told beside the pay, which goes on."""
    if tells_injury(said.text) or "injury" in said.understanding.categories:
        return talk.say_once("care-injury")
    return talk


def _ring(talk: Talk, signals: tuple[HeardSignal, ...]) -> Talk:
    if not signals:
        return talk
    facts = talk.state.facts
    place = words(facts, "site") or words(facts, "address")
    alarm = RaiseAlarm(
        kind=signals[0].value, signals=signals, seq=talk.seq,
        division=words(facts, "division"), place=place,
    )  # fmt: skip
    return talk.do(alarm)
