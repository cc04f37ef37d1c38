"""Finding cases by words, names and telephones that are sealed: keyed terms, never the words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select

from handlers.case import Case, CaseId
from handlers.facts import words
from storage.seal import Keys
from storage.store import Reading, Work
from storage.tables.cases import case_terms, cases

#: Facts whose words can be searched in part.
_IN_PART = (
    "employer", "site", "foreman", "general_contractor", "subcontractor", "project_owner",
    "address",
)  # fmt: skip
_PHONES = ("phone", "foreman_phone", "wage_officer_phone")
_NAMES = ("name", "helper_name", "foreman", "wage_officer")
_LAST = 4
_FEW = 1000


def plain(text: str) -> str:
    """Return the letters and digits of a text, in one form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def terms_of(keys: Keys, case: Case) -> frozenset[int]:
    """Return what the facts and rows of a case are found by."""
    found: set[int] = set()
    for field in _IN_PART:
        found.update(pairs(keys, words(case.facts, field) or ""))
    found.update(pairs(keys, case.registered_employer or ""))
    names = [words(case.facts, field) for field in _NAMES]
    for name in [*names, *(row.name for row in case.claimants)]:
        if name:
            found.add(keys.term(plain(name), "name"))
    phones = [words(case.facts, field) for field in _PHONES]
    for phone in [*phones, *(row.phone for row in case.claimants)]:
        found.update(_phone_terms(keys, phone or ""))
    found.update(keys.term(plain(number), "number") for number in case.numbers.values())
    return frozenset(found)


def pairs(keys: Keys, text: str) -> frozenset[int]:
    """Return the keyed pairs of neighbouring characters."""
    letters = plain(text)
    return frozenset(keys.term(letters[at : at + 2], "pair") for at in range(len(letters) - 1))


async def index(work: Work, changed: Sequence[Case]) -> None:
    """Write anew what these cases are found by."""
    terms = {case.id: terms_of(work.keys, case) for case in changed}
    await _replace(work, "facts", terms)


async def add_words(work: Work, case: CaseId, texts: Iterable[str]) -> None:
    """Let a case be found by the worker's own words too."""
    found: set[int] = set()
    for text in texts:
        found.update(pairs(work.keys, text))
    rows = [{"term": term, "case_id": case, "source": "story"} for term in sorted(found)]
    if rows:
        statement = work.insert(case_terms).on_conflict_do_nothing()
        await work.connection.execute(statement, rows)


async def matches(reading: Reading, query: str) -> ColumnElement[bool]:
    """Return the condition that a case is what was searched for.

    A few finds are named one by one: then a list starts from them, not from the whole queue.
    """
    condition = _matches(reading.keys, query)
    found = select(cases.c.id).where(condition).limit(_FEW + 1)
    ids = list(await reading.connection.scalars(found))
    return condition if len(ids) > _FEW else cases.c.id.in_(ids)


def _matches(keys: Keys, query: str) -> ColumnElement[bool]:
    letters = plain(query)
    ways: list[ColumnElement[bool]] = [cases.c.reference == query.strip()]
    single = {keys.term(letters, scope) for scope in ("name", "number")}
    if letters.isdigit():
        single.add(keys.term(letters, "last_four" if len(letters) == _LAST else "phone"))
    ways.append(cases.c.id.in_(select(case_terms.c.case_id).where(case_terms.c.term.in_(single))))
    together = pairs(keys, query)
    if together:
        ways.append(cases.c.id.in_(_holding_all(together)))
    return or_(*ways)


def _holding_all(terms: frozenset[int]) -> Select[int]:
    return (
        select(case_terms.c.case_id)
        .where(case_terms.c.term.in_(sorted(terms)))
        .group_by(case_terms.c.case_id)
        .having(func.count(case_terms.c.term.distinct()) == len(terms))
    )


def _phone_terms(keys: Keys, phone: str) -> set[int]:
    digits = re.sub(r"\D", "", phone)
    if not digits:
        return set()
    return {keys.term(digits, "phone"), keys.term(digits[-_LAST:], "last_four")}


async def _replace(work: Work, source: str, terms: dict[CaseId, frozenset[int]]) -> None:
    if not terms:
        return
    await work.connection.execute(
        delete(case_terms).where(
            case_terms.c.case_id.in_(list(terms)), case_terms.c.source == source
        )
    )
    rows = [
        {"term": term, "case_id": case, "source": source}
        for case, found in terms.items()
        for term in sorted(found)
    ]
    if rows:
        await work.connection.execute(insert(case_terms), rows)
