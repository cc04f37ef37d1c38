"""The name list of a group: pasted, one by one, or by a code each worker opens (domain.md §5.5).

A row is what the speaker says of one man; the man himself confirms it later. The sum of the rows is
held against the total that was told, and a difference is shown, never smoothed.
"""

import re

from handlers.claimant import Claimant
from handlers.dialogue.draft import decline
from handlers.dialogue.talk import Talk
from handlers.facts import Known, Sureness, number
from handlers.phrases import Fen, Phrase
from nlp.answers import read_answer

#: From so many rows on a group chooses representatives.
MANY = 10
REPRESENTATIVES = 5
_LINES = re.compile(r"[\n;；]+")


def choose(talk: Talk, choice: str) -> Talk:
    """Take the list the way he chose."""
    if choice in ("paste", "one_by_one"):
        return talk.ask("claimants", Phrase(f"claimants-{choice}"), ("done", "later"))
    if choice == "code":
        talk = talk.let(group_wanted=True).say("claimants-code")
    elif choice == "sheet":
        talk = talk.say("claimants-sheet")
    return decline(talk, "claimants").let(asking="none", last=None)


def read_rows(text: str, talk: Talk) -> tuple[Claimant, ...]:
    """Read a pasted list: a line a worker, his name first."""
    rows = (_read_row(line, talk) for line in lines_of(text))
    return tuple(row for row in rows if row is not None)


def lines_of(text: str) -> list[str]:
    """Return the lines of a list that hold anything."""
    return [line.strip() for line in _LINES.split(text) if line.strip()]


def take(talk: Talk, rows: tuple[Claimant, ...]) -> Talk:
    """Take rows into the draft, and say what they come to."""
    start = len(talk.state.claimants)
    named = tuple(
        Claimant(id=f"c{start + at}", name=row.name, stated_fen=row.stated_fen)
        for at, row in enumerate(rows, start=1)
    )
    talk = talk.let(claimants=(*talk.state.claimants, *named))
    return _say_sum(_count(talk)).ask("claimants", Phrase("claimants-more"), ("done", "later"))


def _count(talk: Talk) -> Talk:
    heads = len(talk.state.claimants)
    if (number(talk.state.facts, "headcount") or 0) >= heads:
        return talk
    return talk.set_fact("headcount", Known(value=heads, seq=talk.seq, sureness=Sureness.CONFIRMED))


def _say_sum(talk: Talk) -> Talk:
    rows = talk.state.claimants
    told = number(talk.state.facts, "amount_fen")
    total = sum(row.stated_fen or 0 for row in rows)
    without = sum(row.stated_fen is None for row in rows)
    talk = talk.say("claimants-taken", count=len(rows), total=Fen(total))
    if without:
        talk = talk.say("claimants-without", count=without)
    if told is not None and told != total:
        talk = talk.say("claimants-differ", told=Fen(told), gap=Fen(abs(told - total)))
    if len(rows) >= MANY:
        talk = talk.say_once("claimants-many", count=REPRESENTATIVES)
    return talk


def _read_row(line: str, talk: Talk) -> Claimant | None:
    words = re.split(r"[\s,，、:：]+", line, maxsplit=1)
    name = read_answer("name", words[0], talk.today)
    if name is None:
        return None
    rest = words[1] if len(words) > 1 else ""
    amount = _last_amount(rest, talk)
    return Claimant(id="", name=str(name.value), stated_fen=amount)


def _last_amount(rest: str, talk: Talk) -> int | None:
    """Return the sum of a row: the last of its words that is one."""
    for word in reversed(re.split(r"[\s,，、]+", rest)):
        fact = read_answer("amount_fen", word, talk.today) if word else None
        if fact is not None and isinstance(fact.value, int):
            return fact.value
    return None
