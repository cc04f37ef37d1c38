"""Finding cases by words, names and telephones that are sealed: keyed terms, never the words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The condition that a case is what was searched for, and whether it names a few one by one."""

    condition: ColumnElement[bool]
    few: bool


async def matches(reading: Reading, query: str) -> Found | None:
    """Return the condition that a case is what was searched for, none where nothing is.

    A few finds are named one by one, so that a list starts from them; where there are many, the
    list walks the queue and asks of each case.
    """
    single, together = _terms(reading.keys, query)
    together = await _rarest_first(reading, together)
    found: set[int] = set()
    for ids in _ways(query, single, together):
        found.update(await reading.connection.scalars(ids.limit(_FEW)))
    if len(found) >= _FEW:
        named = cases.c.reference == query.strip()
        return Found(condition=or_(named, _any_of(single), _all_of(together)), few=False)
    return Found(condition=cases.c.id.in_(sorted(found)), few=True) if found else None


def _terms(keys: Keys, query: str) -> tuple[list[int], list[int]]:
    """Return terms of which one is enough, and terms that must all be there."""
    letters = plain(query)
    single = [keys.term(letters, scope) for scope in ("name", "number")]
    if letters.isdigit():
        single.append(keys.term(letters, "last_four" if len(letters) == _LAST else "phone"))
    return single, sorted(pairs(keys, query))


async def _rarest_first(reading: Reading, terms: list[int]) -> list[int]:
    """Put the term first that the fewest cases have; beyond a thousand nobody counts."""
    held = {}
    for term in terms:
        some = select(case_terms.c.case_id).where(case_terms.c.term == term).limit(_FEW).subquery()
        held[term] = await reading.connection.scalar(select(func.count()).select_from(some)) or 0
    return sorted(terms, key=lambda term: (held[term], term))


def _ways(query: str, single: list[int], together: list[int]) -> Iterator[Select[int]]:
    yield select(cases.c.id).where(cases.c.reference == query.strip())
    yield select(case_terms.c.case_id).where(case_terms.c.term.in_(single))
    if together:
        first, *rest = together
        others = [_also(term, case_terms.c.case_id) for term in rest]
        yield select(case_terms.c.case_id).where(case_terms.c.term == first, *others)


def _any_of(terms: list[int]) -> ColumnElement[bool]:
    return exists().where(case_terms.c.term.in_(terms), case_terms.c.case_id == cases.c.id)


def _all_of(terms: list[int]) -> ColumnElement[bool]:
    return and_(*(_also(term, cases.c.id) for term in terms)) if terms else false()


def _also(term: int, case: ColumnElement[int]) -> ColumnElement[bool]:
    also = case_terms.alias()
    return exists().where(also.c.term == term, also.c.case_id == case)


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
