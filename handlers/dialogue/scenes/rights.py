"""Questions about rights: an article with its source where one fits, else a person (§5.4).

The article's words live in `locales`; here only its id is chosen.
"""

from handlers.dialogue.asking import again
from handlers.dialogue.draft import take
from handlers.dialogue.effects import AskStaff, Say
from handlers.dialogue.hearing import Heard
from handlers.dialogue.state import Mode
from handlers.dialogue.talk import BEIJING, Talk
from handlers.facts import words
from handlers.phrases import Day, Phrase
from nlp.articles import rank
from nlp.wishes import questions_in

#: When people are at their desks; nothing is promised outside these hours.
OPENS, CLOSES = 9, 17


#: A question inside a story is answered only where the article is this sure.
WITHIN = 0.3

#: Facts that make a story of a question, and how many of them.
STORY = frozenset({
    "amount_fen", "months", "period_start", "employer", "foreman", "division", "site", "headcount",
})  # fmt: skip
ENOUGH = 2


def answer(talk: Talk, said: Heard) -> Talk:
    """Answer a question, keep what was told with it, then go back to what was open."""
    return _back(tell(keep(talk.let(rights_wanted=False), said), said))


def keep(talk: Talk, said: Heard) -> Talk:
    """Take the facts of a question; one that tells a story opens a draft."""
    if talk.state.filed:
        return talk
    talk = take(talk, said.understanding)
    tells = len(said.understanding.facts.keys() & STORY) >= ENOUGH
    opens = tells and talk.state.mode is Mode.OPENING
    return talk.let(mode=Mode.TELLING) if opens else talk


def tell(talk: Talk, said: Heard) -> Talk:
    """Give the article that fits, or say that there is none and hand the question to people."""
    ranked = rank(talk.world.articles, said.text, words(talk.state.facts, "division"))
    if ranked:
        best = ranked[0].id
        return talk.do(Say(phrase=Phrase("article", {"article": best}), extras={"article": best}))
    talk = talk.do(AskStaff(kind="question", args={"text": said.text}))
    phrase = Phrase("no-article", {"when": _when(talk)})
    return talk.do(Say(phrase=phrase, extras={"person": True}))


def answer_within(talk: Talk, text: str) -> Talk:
    """Answer a question that stands inside a story, briefly; where nothing fits say nothing."""
    if talk.world.more_waiting:
        return talk
    for question in questions_in(text):
        ranked = rank(talk.world.articles, question, words(talk.state.facts, "division"))
        if ranked and ranked[0].confidence >= WITHIN:
            best = ranked[0].id
            phrase = Phrase("article-brief", {"article": best})
            return talk.do(Say(phrase=phrase, extras={"article": best}))
    return talk


def hand_to_person(talk: Talk) -> Talk:
    """Have a person call or write, and say truthfully when that may be."""
    case = talk.state.cases[-1] if talk.state.cases else None
    phone = words(talk.state.facts, "phone")
    args = {"way": "call" if phone else "chat"}
    talk = talk.do(AskStaff(kind="call_asked", args=args, case=case))
    key = "person-call" if phone else "person-chat"
    talk = talk.do(Say(phrase=Phrase(key, {"when": _when(talk)}), extras={"person": True}))
    return _back(talk)


def _when(talk: Talk) -> Phrase:
    """Say when somebody is there: now, later today, or on the next working day."""
    local = talk.now.astimezone(BEIJING)
    today = local.date()
    calendar = talk.world.calendar
    if calendar.is_workday(today) and local.hour < CLOSES:
        return Phrase("person-today" if local.hour >= OPENS else "person-this-morning")
    return Phrase("person-on", {"day": Day(calendar.add_workdays(today, 1))})


def _back(talk: Talk) -> Talk:
    if talk.state.mode is Mode.OPENING:
        return talk.ask("story", Phrase("anything-else"), ("report", "ask_rights", "person"))
    return again(talk)
