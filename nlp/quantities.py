"""The figures of a sentence by kind, and its sketch: the sentence with each figure as one letter.

Rules about money, heads and time are written over the sketch: `欠我M` instead of every way to say
a sum. Letters: M money, N a bare small number, P heads, E each person, U one unit of work
(一天, 每平方), W work done, D a stretch of time, T a date, O until now, X anything else. A letter
is filled with `_` to the length of its words, so a place in the sketch is a place in the text.
The plain text is lower case, so the letters are free.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.dates import find_moments
from nlp.identifiers import find_identifiers
from nlp.measures import MONTHS_PER, PEOPLE, PIECES, WORK_UNITS, Quantity, classify
from nlp.normalize import Text
from nlp.numerals import Number, find_numbers

_IDIOM = re.compile(
    r"百分之?百|百分之[\d零一二三四五六七八九十百点.]{1,8}"
    r"|[一二三四五六七八九十\d]{1,4}分之[一二三四五六七八九十\d]{1,4}|千万(?=别|不|要|记|帮|给|请)"
    r"|(?<![\dwk一二两三四五六七八九十几])万一|十分(?!钟)|三番[五两]次|三天两头|一五一十|乱七八糟"
    r"|七上八下|五险一金|五险|[这那前过隔等]两[天年个月日]|两[清口頭头码]|二话|一二[把手]"
    r"|八百年|一百个|百般|百姓|五金|四处|四面|三轮|三更半夜|一分一毛|一分钱|一毛钱"
    r"|一块钱?(?=[没都也不])|[一半](?=分没|毛没)|一心|二维码|三方"
    r"|一天到晚|有一天|哪一天|第[一二三四五六七八九十\d]+|\d{1,2}(?::|：)\d{2}|二十四小时|24小时|7\*24"
    r"|365天|三百六十五天|三百六十行|九牛|八成|七七八八|十有八九|十之八九|一三五|二四六"
)
_EACH_UNIT = re.compile(
    rf"""(?P<each>(?:平均)?每|/|一|1)[ ]?(?:个)?[ ]?(?:
      (?P<day>工作日|{WORK_UNITS["day"]})|(?P<month>月(?!份))
          |(?P<year>年(?![级前后底初末终代关]))|(?P<hour>{WORK_UNITS["hour"]})
    | (?P<square_metre>{WORK_UNITS["square_metre"]})|(?P<piece>{WORK_UNITS["piece"]}|产品|货
        |袋|瓶|页|口(?![价气人袋头子])|节课|课时|节(?!约|日)|场)
    | (?P<person>{PEOPLE})
    | (?P<any>(?<=个)(?=还|,|，|。|$|老板|干|做|一共|给|支|结|的)))""",
    re.VERBOSE,
)
_PER_HEAD = re.compile(r"人均|每一个人|每位|每名|各人|每个(?=都|欠|差|没|就|大概|是)")
_SINGLE = re.compile(r"(?<![第这那有哪每])(?:[一1])$")
_HALF = re.compile(
    r"(?P<big>大|小)?半个?多?(?P<unit>月|年(?![前后])|天|个?工(?![地程人友资作钱])|日|星期"
    r"|礼拜)(?P<more>多)?"
)
_ANY_FIGURE = re.compile(
    r"[0-9零一二两三四五六七八九十百千万几半仨俩廿每人月年今昨天壹贰叁肆伍陆柒捌玖拾佰仟过端秋旦庆节明到至]"
)
#: 一月四千五 is a month's pay where no other month is named.
_MONTHLY = re.compile(r"(?<![十年今明])一月(?=[三四五六七八九][千百]|[3-9]\d{3}(?!\d))")
_MONTH_NAMED = re.compile(r"(?<!个)(?:[一二三四五六七八九十]|\d)月")
_TAKEN_BACK = re.compile(
    r"_*[^a-z。]{0,4}(?:不对|说错了?|讲错了?|错了|哦不|啊不|不不+|记错了?|口误|打错了?"
    r"|写错了?)[^MDTP。]{0,6}$"
)
#: 不是欠三个月，是四个月: the first is denied.
_DENIED = re.compile(r"(?<![是还])不是[^,，。]{0,3}$")
_BUT = re.compile(r"_*[,，]?(?:而|应该)?是[^,，。]{0,3}")
_PRICE_BEFORE = re.compile(
    r"(?:[0-9一二三四五六七八九十百千万kw]|块钱?|元|多|[毛角]|左右|工资|的|包吃包?住?"
    r"|给)[ ,，]?$"
)
_PRICE_AFTER = re.compile(
    rf"{PIECES}[ ]?(?:的)?(?:我们?|工资|工钱|底薪|保底|说好|谈好|讲好|讲的|谈的|给我?们?|给开"
    rf"|开|是|才|就|只有|算|按|能?挣|大概|差不多|平均|工价|管饭|包吃包?住?|包伙食|固定|到手|都|提|定的|约|约定"
    rf"|谈|欠|差|应该|发|要|还|还差|还欠|拖欠|没给){{0,3}}[:：]?[ ]?[0-9一二两三四五六七八九十百千]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """All figures of a text, by the place where they start, and the sketch."""

    sketch: str
    at: dict[int, Quantity]

    def of(self, kinds: str) -> list[Quantity]:
        """Return the figures of these kinds from left to right."""
        return [quantity for quantity in self.at.values() if quantity.kind in kinds]


@lru_cache(maxsize=64)
def read_quantities(text: Text) -> Quantities:
    """Find every figure of a text and draw the sketch."""
    plain = text.plain
    if not _ANY_FIGURE.search(plain):
        return Quantities(sketch=plain, at={})
    taken: list[Quantity] = [
        Quantity(kind="X", start=found.start, end=found.end, identifier=found)
        for found in find_identifiers(plain)
    ]
    masked = _mask(plain, taken)
    for match in _IDIOM.finditer(masked):
        taken.append(Quantity(kind="X", start=match.start(), end=match.end()))
    masked = _mask(masked, taken)
    taken += _find_times(masked)
    masked = _mask(masked, taken)
    numbers = find_numbers(masked)
    taken += _find_units(masked)
    taken += _classify_all(
        _mask(masked, [q for q in taken if q.kind in "UE"], keep_marks=True), numbers, taken
    )
    taken = _put_right(plain, sorted(taken, key=lambda quantity: quantity.start))
    return Quantities(
        sketch=_draw(plain, taken), at={quantity.start: quantity for quantity in taken}
    )


def _put_right(plain: str, taken: list[Quantity]) -> list[Quantity]:
    """Join 六个人，说错了，七个人 into one figure with the later value."""
    if "错" not in plain and "不" not in plain:
        return taken
    kept: list[Quantity] = []
    for quantity in taken:
        before = kept[-1] if kept else None
        if (
            before
            and before.kind == quantity.kind
            and quantity.kind in "PTD"
            and _is_put_right(plain, before, quantity)
        ):
            kept[-1] = quantity._replace(start=before.start)
        else:
            kept.append(quantity)
    return kept


def _is_put_right(plain: str, old: Quantity, new: Quantity) -> bool:
    gap = plain[old.end : new.start]
    return bool(
        _TAKEN_BACK.fullmatch(gap)
        or (_BUT.fullmatch(gap) and _DENIED.search(plain[max(0, old.start - 6) : old.start]))
    )


def _mask(plain: str, quantities: list[Quantity], *, keep_marks: bool = False) -> str:
    if not quantities:
        return plain
    return _fill(plain, ((q.start, q.end, "_" if not keep_marks else q.kind) for q in quantities))


def _draw(plain: str, quantities: list[Quantity]) -> str:
    shown = (q for q in quantities if not (q.kind == "X" and q.identifier is None and q.unit == ""))
    return _fill(plain, ((q.start, q.end, q.kind) for q in shown))


def _fill(plain: str, spans: Iterable[tuple[int, int, str]]) -> str:
    characters = list(plain)
    for start, end, letter in spans:
        characters[start:end] = letter + "_" * (end - start - 1)
    return "".join(characters)


def _find_times(plain: str) -> list[Quantity]:
    found = []
    for moment in find_moments(plain):
        if _MONTHLY.match(plain, moment.start) and len(_MONTH_NAMED.findall(plain)) == 1:
            continue
        kind = "O" if moment.kind == "open" else "T"
        found.append(Quantity(kind=kind, start=moment.start, end=moment.end, moment=moment))
    for match in _HALF.finditer(plain):
        if any(q.start < match.end() and match.start() < q.end for q in found):
            continue
        if match.start() and plain[match.start() - 1] in "个天年月上下后前一":
            continue
        found.append(_half(match))
    return found


def _half(match: re.Match[str]) -> Quantity:
    unit = match["unit"][-1]
    vague = bool(match["big"] or match["more"])
    start, end = match.span()
    if unit in "工天日":
        return Quantity(kind="W", start=start, end=end, value=0.5, unit="day", vague=vague)
    months = MONTHS_PER.get(match["unit"], 1) / 2
    return Quantity(kind="D", start=start, end=end, value=months, unit="month", vague=vague)


def _find_units(plain: str) -> list[Quantity]:
    """Find 一天, 每平方, /月 beside a price and 每人, 一个人."""
    found = []
    for match in _EACH_UNIT.finditer(plain):
        start, end = match.span()
        if match["each"] in "一1" and not _is_each(plain, start, end, match["each"]):
            continue
        if match["person"] and plain[start - 1 : start] in ("我", "俺", "己"):
            continue
        unit = match.lastgroup or ""
        kind = "E" if unit == "person" else "U"
        found.append(Quantity(kind=kind, start=start, end=end, value=1, unit=unit))
    found += [
        Quantity(kind="E", start=m.start(), end=m.end(), value=1, unit="person")
        for m in _PER_HEAD.finditer(plain)
    ]
    return found


def _is_each(plain: str, start: int, end: int, word: str) -> bool:
    before = plain[start - 1 : start] if start else ""
    if before and before in ("十第这那哪每零" if word == "一" else "0123456789.第"):
        return False
    return _follows_price(plain, start, end)


def _follows_price(plain: str, start: int, end: int) -> bool:
    return bool(
        _PRICE_BEFORE.search(plain[max(0, start - 6) : start]) or _PRICE_AFTER.match(plain, end)
    )


def _classify_all(plain: str, numbers: list[Number], taken: list[Quantity]) -> list[Quantity]:
    found: list[Quantity] = []
    units = {q.start for q in taken if q.kind in "UE"}
    covered = [(q.start, q.end) for q in taken if q.kind in "UE"]
    position = 0
    for number in numbers:
        if number.start < position or number.start in units:
            continue
        if any(start < number.end and number.start < end for start, end in covered):
            continue
        quantity = classify(plain, number)
        if quantity is not None:
            found.append(quantity)
            position = quantity.end
    return found
