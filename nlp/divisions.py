"""The divisions (行政区划) by code and by name: provinces, cities, counties, townships.

Read once from `nlp/data` (SOURCES.toml names where it comes from). A name may belong to several
divisions; which is meant is for `nlp.places` to decide from the words around it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from nlp.lexicon import read_text, read_words


class Kind(IntEnum):
    """How a name stands for a place."""

    FULL = 1
    SHORT = 2
    WORD = 3
    """A short name that is an ordinary word as well (和平, 资源)."""
    OLD = 4
    NICK = 5
    ZONE = 6
    SEVERAL = 7
    """A short name that several places share without any of them being the usual one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name may stand for: six-digit codes, the likeliest first."""

    kind: Kind
    codes: tuple[str, ...]
    was: tuple[str, ...] = ()
    """Heirs of divisions that bore the name as well: meant only beside their own city."""


#: What stands in the index for a word that holds a name and means no place (示范县).
_NO_PLACE = Entry(Kind.WORD, ())

#: Peoples' names inside a division's name; people leave them out when they speak.
_PEOPLES = re.compile(
    r"(?:壮族|回族|维吾尔|蒙古族?|藏族|羌族|彝族|苗族|土家族|侗族|布依族|朝鲜族|满族|白族"
    r"|傣族|景颇族"
    r"|傈僳族|哈尼族|哈萨克族?|柯尔克孜族?|瑶族|仫佬族|毛南族|黎族|畲族|水族|仡佬族|土族"
    r"|撒拉族|东乡族"
    r"|保安族|裕固族|塔吉克族?|锡伯族?|达斡尔族?|鄂温克族|鄂伦春|拉祜族|佤族|布朗族|独龙族"
    r"|怒族|普米族"
    r"|纳西族|阿昌族|各族|回族)+(?=自治)"
)
_RANK = re.compile(
    r"(?:特别行政区|自治[区州县旗]|行政委员会|林区|特区|地区|新区|矿区|省|市|区|县|旗|盟)$"
)
#: Cities that people mean when a county's name stands alone, the likeliest first.
_BIG = (
    "1101",
    "3101",
    "4401",
    "4403",
    "5101",
    "4201",
    "6101",
    "3201",
    "3301",
    "4301",
    "4101",
    "1201",
    "5001",
)
_TOWN_RANK = re.compile(r"(?:[^镇乡街]{1,4}族)?(?:街道(?:办事处)?|地区|镇|乡|苏木)$")


def _load() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    towns: dict[str, str] = {}
    for line in read_text("divisions.tsv").splitlines()[1:]:
        code, name, *rest = line.split("\t")
        names[code] = name
        if rest:
            towns[code] = rest[0]
    return names, towns


_NAMES, _TOWNS = _load()


def parent_of(code: str) -> str | None:
    """Return the division right above, or None above a province or of an unknown code."""
    if len(code) > 6:
        return code[:6]
    if code.endswith("0000"):
        return None
    city = code[:4] + "00"
    return city if code != city and city in _NAMES else code[:2] + "0000"


def ancestors(code: str) -> tuple[str, ...]:
    """Return the divisions above, the nearest first."""
    above = []
    step = parent_of(code)
    while step:
        above.append(step)
        step = parent_of(step)
    return tuple(above)


def is_county(code: str) -> bool:
    """Whether this is a county, a district, or a city that has towns but no counties."""
    return code in _TOWNS or (code in _NAMES and not code.endswith("00"))


def is_urban(code: str) -> bool:
    """Whether this is a county-level city: the one meant where a county shares its name (伊宁)."""
    return _NAMES.get(code, "").endswith("市")


def is_known(code: str) -> bool:
    """Whether the code, six or nine digits, is in the table."""
    return code in _NAMES or (len(code) == 9 and code in _town_names(code[:6]))


def is_within(code: str, outer: str) -> bool:
    """Whether a division lies in another or is the same."""
    if outer.endswith("0000"):
        return code[:2] == outer[:2]
    if outer.endswith("00") and len(outer) == 6:
        return code[:4] == outer[:4]
    return code.startswith(outer)


@lru_cache(maxsize=1024)
def division_name(code: str) -> str:
    """Return the full name from the province down (湖南省长沙市望城区), empty if unknown."""
    if not is_known(code):
        return ""
    own = _NAMES[code] if code in _NAMES else _town_names(code[:6])[code]
    return "".join(_NAMES[above] for above in reversed(ancestors(code))) + own


@cache
def _town_names(county: str) -> dict[str, str]:
    listed = _TOWNS.get(county, "")
    return {county + item[:3]: item[3:] for item in listed.split(" ") if item}


@cache
def towns_of(code: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the towns in a county or city, full and short, with their codes."""
    if code in _TOWNS:
        counties: Iterable[str] = (code,)
    elif code.endswith("00") and not code.endswith("0000"):
        counties = (county for county in _TOWNS if county[:4] == code[:4])
    else:
        return {}
    found: dict[str, list[str]] = {}
    for county in counties:
        for town, name in _town_names(county).items():
            short = _TOWN_RANK.sub("", name)
            for said in {name, short} if len(short) > 1 else {name}:
                found.setdefault(said, []).append(town)
    return {name: tuple(codes) for name, codes in found.items()}


def _index_towns() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for county, listed in _TOWNS.items():
        for item in listed.split(" "):
            index.setdefault(item[3:], []).append(county + item[:3])
    return index


_TOWN_INDEX = _index_towns()


def find_towns(name: str) -> tuple[str, ...]:
    """Return the nine-digit codes of the towns of this full name, anywhere."""
    return tuple(_TOWN_INDEX.get(name, ()))


def _short_names(code: str, name: str) -> Iterator[str]:
    bare = _PEOPLES.sub("", name)
    stem = _RANK.sub("", bare)
    if bare != name:
        yield stem + bare[len(stem) + 2 :]
    if len(stem) > 1 and not name.endswith("矿区"):
        yield stem
    if name.endswith("新区") and len(name) > 3:
        yield stem + "区"


def _rank(code: str) -> int:
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def _likelihood(code: str) -> tuple[int, int, str]:
    place = _BIG.index(code[:4]) if code[:4] in _BIG else len(_BIG)
    return _rank(code), place, code


def _index() -> dict[str, Entry]:
    words = read_words("place_words.txt")
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for code, name in _NAMES.items():
        full.setdefault(name, []).append(code)
        for said in _short_names(code, name):
            short.setdefault(said, []).append(code)
    index = {name: Entry(Kind.SHORT, _sorted(codes)) for name, codes in short.items()}
    index |= {name: Entry(Kind.FULL, _sorted(codes)) for name, codes in full.items()}
    for name, codes in full.items():
        if name in short:
            index[name] = Entry(Kind.FULL, _sorted({*codes, *short[name]}))
    for name, entry in index.items():
        if name in words and _rank(entry.codes[0]) > 0:
            index[name] = Entry(Kind.WORD, entry.codes)
    _add_aliases(index)
    index |= dict.fromkeys(read_words("place_traps.txt"), _NO_PLACE)
    return index


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=_likelihood))


def _add_aliases(index: dict[str, Entry]) -> None:
    for row in (*_rows("old_names.tsv"), *_rows("place_aliases.tsv")):
        name, code, kind = row[:3]
        codes = tuple(code.split(","))
        known = index.get(name)
        if kind == "old" and known:
            index[name] = _with_heir(known, code)
            continue
        if kind in ("several", "nick") and known:
            codes += tuple(other for other in known.codes if other not in codes)
        index[name] = Entry(Kind[kind.upper()], codes)


def _with_heir(known: Entry, code: str) -> Entry:
    if known.kind == Kind.OLD and code not in known.codes:
        return Entry(Kind.OLD, (*known.codes, code))
    if known.kind in (Kind.FULL, Kind.WORD) and code not in known.codes:
        return Entry(known.kind, known.codes, (*known.was, code))
    return known


def _rows(name: str) -> Iterator[list[str]]:
    for line in read_text(name).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


_INDEX = _index()


def _heads() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for name in _INDEX:
        lengths.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}


_HEADS = _heads()


def find_names(plain: str) -> Iterator[tuple[int, int, Entry]]:
    """Find the names of places from left to right, the longest at each point."""
    at, end = 0, len(plain) - 1
    heads, index = _HEADS, _INDEX
    while at < end:
        sizes = heads.get(plain[at : at + 2])
        if sizes:
            for size in sizes:
                entry = index.get(plain[at : at + size])
                if entry and at + size <= end + 1:
                    if entry is not _NO_PLACE:
                        yield at, at + size, entry
                    at += size - 1
                    break
        at += 1


def look_up(name: str) -> Entry | None:
    """Return what a name stands for."""
    entry = _INDEX.get(name)
    return None if entry is _NO_PLACE else entry
