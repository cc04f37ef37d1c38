"""Where the work was (工作地): provinces to townships, apart from home towns and firms' names.

Each chain of names gets a role from the words around it, and only a place of work becomes the fact
`division`. A name that several places share is decided by the other places told, else asked back.
"""

import re
from collections.abc import Iterable, Sequence

from nlp.chains import TOWN_MARK, Chain, Role, find_chains
from nlp.divisions import (
    Kind,
    ancestors,
    division_name,
    find_towns,
    is_county,
    is_within,
    parent_of,
    towns_of,
)
from nlp.normalize import Text
from nlp.place_roles import judge
from nlp.understanding import AsksBack, Fact

__all__ = ["ancestors", "division_name", "find_places", "is_county", "parent_of"]

_UNPAID = re.compile(
    r"欠|拖|没给|没发|不给|不发|没结|不结|没拿到|未付|未发|未结|没付|克扣|要不到|讨薪|拿不到"
)
_BARE = re.compile(r"(?:那个|就|是|就是|在|在的|应该是|我在|工地在|工地是|地点是|地址是|地方是)?$")
BARE_AFTER = re.compile(
    r"(?:那边|这边|那里|这里|那|那块|那儿|下面)?(?:的)?(?:吧|啊|呀|哦|嘛|呢|了)?[。.!！~]*$"
)


def find_places(text: Text, place: str | None) -> tuple[list[Fact], list[AsksBack]]:
    """Find where the work was; `place`, already known, decides between namesakes."""
    chains = [judge(chain, text.plain) for chain in find_chains(text.plain)]
    chains = _add_towns(chains, text.plain, place)
    if not chains:
        return [], []
    chains = _decide(chains, text.plain, place)
    best = _choose(chains, text.plain)
    if best is None:
        return [], []
    if len(best.codes) == 1:
        return [_fact(best, text)], []
    if best.kind == Kind.WORD or (len(best.codes[0]) > 6 and len(best.codes) > 3):
        return [], []
    return [], [AsksBack(field="division", values=best.codes[:3])]


def _fact(chain: Chain, text: Text) -> Fact:
    code = chain.codes[0]
    span = (chain.start, chain.end)
    sure = 0.98 if chain.role == Role.WORK else 0.93 if chain.role == Role.PLAIN else 0.7
    if chain.kind == Kind.WORD:
        sure -= 0.05
    return Fact(
        field="division",
        value=code,
        name=division_name(code),
        text=text.words(span),
        span=span,
        confidence=sure,
        rule=f"place:{chain.role.name.lower()}:{chain.kind.name.lower()}",
    )


def _add_towns(chains: list[Chain], plain: str, place: str | None) -> list[Chain]:
    """Find towns by their full name, and short ones in the place already known."""
    found: list[Chain] = []
    for mark in TOWN_MARK.finditer(plain):
        end = mark.end()
        if any(chain.start < end <= chain.end for chain in chains):
            continue
        town = _read_town(plain, end, end - mark.start(), chains)
        if town:
            chains = [c for c in chains if c.start >= end or c.end <= town.start]
            found.append(judge(town, plain))
    if place and not chains and not found:
        found = _bare_town(plain, place)
    return sorted([*chains, *found], key=lambda chain: chain.start)


def _read_town(plain: str, end: int, mark: int, chains: Sequence[Chain]) -> Chain | None:
    """Read the full name of a town that ends here, inside the places told if there are any."""
    for size in range(min(9, end), mark, -1):
        codes = find_towns(plain[end - size : end])
        if not codes:
            continue
        told = [c.codes[0] for c in chains if c.role >= Role.OFFICE and c.end <= end - size]
        inner = tuple(code for code in codes if any(is_within(code, outer) for outer in told))
        near = any(end - size - 1 <= c.end <= end - size for c in chains)
        if not inner and (near or (told and len(codes) > 1)):
            return None
        return Chain(end - size, end, inner or codes, Kind.FULL)
    return None


def _bare_town(plain: str, place: str) -> list[Chain]:
    word = BARE_AFTER.sub("", plain.strip())
    codes = towns_of(place).get(word, ())
    start = plain.find(word)
    return [Chain(start, start + len(word), codes, Kind.SHORT, role=Role.WORK)] if codes else []


def _decide(chains: list[Chain], plain: str, place: str | None) -> list[Chain]:
    """Decide between namesakes by the other places told, the places of work before the rest."""
    if all(len(chain.codes) == 1 and chain.kind != Kind.WORD for chain in chains):
        return chains
    told = [c for c in sorted(chains, key=lambda c: -c.role) if len(c.codes) == 1]
    outer = [c.codes[0] for c in told if c.role >= Role.OFFICE] + ([place] if place else [])
    outer += [c.codes[0] for c in told if c.role == Role.OTHER and c.levels]
    return [
        decided
        for chain in chains
        if (decided := _narrow(chain, outer)) and _is_believable(decided, chain, plain)
    ]


def _narrow(chain: Chain, outer: Sequence[str]) -> Chain:
    if len(chain.codes) == 1 and chain.kind != Kind.WORD:
        return chain
    for code in outer:
        for wider in (code, *ancestors(code)):
            inner = tuple(c for c in chain.codes if is_within(c, wider) and c != wider)
            if inner and len(inner) <= len(chain.codes) and (len(inner) == 1 or wider == code):
                return chain._replace(codes=inner, kind=_surer(chain, code, inner[0]))
    return chain


def _surer(chain: Chain, told: str, code: str) -> Kind:
    """An ordinary word becomes a place where its own city is told."""
    return Kind.SHORT if told != code and is_within(code, told) else chain.kind


def _is_believable(chain: Chain, before: Chain, plain: str) -> bool:
    if chain.kind != Kind.WORD or chain.levels > 1:
        return True
    return (
        bool(_BARE.fullmatch(plain[: chain.start]) and BARE_AFTER.match(plain, chain.end))
        and len(chain.codes) <= 3
    )


def _choose(chains: Sequence[Chain], plain: str) -> Chain | None:
    able = [chain for chain in chains if chain.role > Role.OTHER]
    if any(chain.role > Role.OFFICE for chain in able):
        able = [chain for chain in able if chain.role > Role.OFFICE]
    if not able:
        return None
    if len(able) == 1:
        return able[0]
    unpaid = _UNPAID.search(plain)
    at = unpaid.start() if unpaid else len(plain)
    best = max(able, key=lambda c: (c.score + _nearness(c, able, at), -c.start))
    return _deepen(best, able)


def _nearness(chain: Chain, able: Iterable[Chain], unpaid: int) -> float:
    """Prefer the last place told before what is unpaid is told."""
    before = [c.start for c in able if c.end <= unpaid]
    return 0.8 if before and chain.start == max(before) else 0.0


def _deepen(best: Chain, able: Sequence[Chain]) -> Chain:
    """Take the most exact place inside the best one."""
    for chain in able:
        if len(best.codes) == 1 and chain is not best:
            inner = tuple(c for c in chain.codes if is_within(c, best.codes[0]))
            if inner and len(inner) == 1 and inner[0] != best.codes[0]:
                best = chain._replace(codes=inner)
    return best
