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
from typing import NamedTuple

from nlp.dates import Moment, find_moments
from nlp.identifiers import Identifier, find_identifiers
from nlp.normalize import Text
from nlp.numerals import Number, find_numbers

_WORK_UNITS = {
    "day": "工日|班(?![组长里上主])|工(?![地程人友资作钱种头厂伤序段队龄期艺具棚会费商])|天(?!天)|日(?![子常期])",
    "hour": "小时|钟头|钟(?!头)",
    "square_metre": "平方米|平米|平方|平(?![时常均安台])|㎡|m2|m²",
    "piece": "件(?!事)|套(?!房)|单(?![位子独价])|吨|立方米|立方|方(?![便面案式法])|车(?![上间票费站])|趟|公斤|斤|根|米(?!多)|桶|台(?!阶)|条(?!件)|棵|块砖|箱|双(?!方)|节课|课时|只(?=鸡|鸭|猪|鞋|箱)|户(?!口)|张(?=板|图|皮|单)|包(?=水泥|货|药)",
}  # fmt: skip
_PEOPLE = (
    r"(?:农民工|民工|工友|工人|员工|老乡|兄弟|弟兄|姐妹|师傅|伙计|同事|同乡|乡亲|小工|大工|木工|瓦工|钢筋工|电工|焊工|普工"
    r"|架子工|泥工|泥瓦工|油漆工|技工|保安|保洁|服务员|骑手|司机|保姆|老师|护士|护工|男工|女工|杂工|人(?!家|工(?!资|钱)|民|社|力|资|行|生|事(?!部)))"
)
_AFTER = re.compile(
    rf"""[ ]?(?:
      (?P<money>块钱|块(?!砖|地|板|儿地)|元钱|元整|元|圆|rmb|人民币|大洋|蚊|(?:毛|角)(?:钱)?)(?:整)?
    | (?P<people>(?:多|来|余)?[ ]?(?:几)?(?:个|名|位|号|口)?[ ]?(?:多|来)?{_PEOPLE}|号(?=人)|口子|名(?![字单])|位(?![于置]))
    | (?P<span>(?:多|来)?(?:个)?(?:多|来|半|把)?(?P<spanunit>月(?!份)|星期|礼拜|周(?![转末边岁年])|年(?![级前后底初末终代关纪轻货三夜])|季度)(?P<half>半|多)?(?:(?:零|又|加)?(?P<rest>(?:[1-9]|1[01]|[一二两三四五六七八九仨])个(?:半)?月))?(?:(?:零|又|加)(?P<days>(?:\d{{1,2}}|[一二三]?十?[一二两三四五六七八九]|[二三]?十)天(?!没)))?(?!之前|前|后|以前)(?P<ago>)?)
    | (?P<work>(?P<vague>多|来)?(?:个)?(?P<halfwork>半)?(?P<vague2>多|来)?(?:(?P<day>{_WORK_UNITS["day"]})|(?P<hour>{_WORK_UNITS["hour"]})
        |(?P<square_metre>{_WORK_UNITS["square_metre"]})|(?P<piece>{_WORK_UNITS["piece"]}))(?P<halfday>半)?)
    | (?P<other>周?岁|[栋幢座]|层|楼|室|[次回遍](?!去|来)|度|%|‰|级|路|弄|届|点(?![多半工钱])|点(?=多|半)|分钟|秒|成(?!立)|倍|期|标段|标|队|组|班|线|区|局|公司|冶|建
        |个?(?:孩子|娃|小孩|女儿|儿子|老人|学生)|[个位名](?:项目|工地|电话|字|房间|手机|老板|包工头|工头|经理|领导|地方|部门|单位|家|亲人|证人|手印|章|厂|班|点|方面|问题|办法|红绿灯|轮子|说法)
        |公里|千米|寸|亩|条线|口人|家|份|号|下|句|种|样|顿|票|页|头(?![发上])|眼|边|手|者|方|楼|代|胎|婚|姑|叔|伯|哥|姐|弟|妹|舅|爷|嫂|婶|黑|维|轮|金|险|角|分之)
    )""",
    re.VERBOSE,
)
_CHANGE = re.compile(r"(?P<jiao>[0-9一二两三四五六七八九])(?P<mark>毛|角)?(?:(?P<fen>[0-9一二两三四五六七八九])分?)?")
_CLAIMS_CHANGE = re.compile(r" ?(?:个|[天件平方米吨单人工月小车条双套万千百十零\d]|/)")
_IDIOM = re.compile(
    r"百分之?百|百分之[\d零一二三四五六七八九十百点.]+|[一二三四五六七八九十\d]+分之[一二三四五六七八九十\d]+|千万(?=别|不|要|记|帮|给|请)"
    r"|(?<![一二两三四五六七八九十几])万一|十分(?!钟)|三番[五两]次|三天两头|一五一十|乱七八糟|七上八下|五险一金|五险|[这那前过隔等]两[天年个月日]|两[清口頭头码]|二话|一二[把手]"
    r"|八百年|一百个|百般|百姓|五金|四处|四面|三轮|三更半夜|一分一毛|一分钱|一毛钱|一块钱?(?=[没都也不])|[一半](?=分没|毛没)|一心|二维码|三方"
    r"|一天到晚|有一天|哪一天|第[一二三四五六七八九十\d]+|\d+(?::|：)\d+|二十四小时|24小时|7\*24|365天|三百六十五天|三百六十行|九牛|八成|七七八八|十有八九|十之八九|一三五|二四六"
)
_HOTLINES = {"12345", "12333", "12348", "12351", "12356", "12328", "12315", "12318", "110", "120", "119", "122", "996", "114", "10086", "12389", "12320", "12338"}  # fmt: skip
#: What may be counted in hundreds without being money.
_STANDS = re.compile(r"周?岁|[栋幢座]|层|楼|室|度|%|‰|级|路|弄|号|分钟|公里|千米|亩|[个位名]")
#: A trade beside a large figure is the next who is paid: 大工三百五小工两百二.
_TRADE = re.compile("[大小木瓦焊电泥普技男女杂].{0,2}工|师傅|钢筋工")
_BAD_LEFT = re.compile(
    r"(?:[a-z]-?|\d-|号码|工号|编号|密码|车牌|尾号|房号|邮编|热线|拨打?|打了?|微信|qq|楼|栋|座|单元|电话|手机|标段|第|[国省县]道|航班|车次|期|卡号|证号|代码|验证码|年级|公司|京|沪)[是:： ]?$"
)
_EACH_UNIT = re.compile(
    rf"""(?P<each>(?:平均)?每|/|一|1)[ ]?(?:个)?[ ]?(?:
      (?P<day>工作日|{_WORK_UNITS["day"]})|(?P<month>月(?!份))|(?P<year>年(?![级前后底初末终代关]))|(?P<hour>{_WORK_UNITS["hour"]})
    | (?P<square_metre>{_WORK_UNITS["square_metre"]})|(?P<piece>{_WORK_UNITS["piece"]}|产品|货|袋|瓶|页|节课|课时|节(?!约|日)|场)
    | (?P<person>{_PEOPLE})
    | (?P<any>(?<=个)(?=还|,|，|。|$|老板|干|做|一共|给|支|结|的)))""",
    re.VERBOSE,
)
_PER_HEAD = re.compile(r"人均|每一个人|每位|每名|各人|每个(?=都|欠|差|没|就|大概|是)")
_SINGLE = re.compile(r"(?<![第这那有哪每])(?:[一1])$")
_MONTHS_PER = {"月": 1.0, "年": 12.0, "季度": 3.0, "星期": 7 / 30, "礼拜": 7 / 30, "周": 7 / 30}
_HALF = re.compile(
    r"(?P<big>大|小)?半个?多?(?P<unit>月|年(?![前后])|天|个?工(?![地程人友资作钱])|日|星期|礼拜)(?P<more>多)?"
)
_SIGN = re.compile(r"[¥￥]|rmb ?$")
_ANY_FIGURE = re.compile(r"[0-9零一二两三四五六七八九十百千万几半仨俩廿每人月年今昨天壹贰叁肆伍陆柒捌玖拾佰仟过端秋旦庆节明到至]")


class Quantity(NamedTuple):
    """One figure with its unit."""

    kind: str
    start: int
    end: int
    value: float = 0
    """Fen for money, months for D, heads, or units of work."""
    low: float | None = None
    high: float | None = None
    vague: bool = False
    unit: str = ""
    """Of U and W: day, month, year, hour, piece, square_metre; of D: month, year, week, day."""
    bare: bool = False
    """Money without 元 or 块: only its surroundings make it money."""
    moment: Moment | None = None
    identifier: Identifier | None = None


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
        Quantity(kind="X", start=found.start, end=found.end, identifier=found) for found in find_identifiers(plain)
    ]
    masked = _mask(plain, taken)
    for match in _IDIOM.finditer(masked):
        taken.append(Quantity(kind="X", start=match.start(), end=match.end()))
    masked = _mask(masked, taken)
    taken += _find_times(masked)
    masked = _mask(masked, taken)
    numbers = find_numbers(masked)
    taken += _find_units(masked)
    taken += _classify_all(_mask(masked, [q for q in taken if q.kind in "UE"], keep_marks=True), numbers, taken)
    taken = _put_right(plain, sorted(taken, key=lambda quantity: quantity.start))
    return Quantities(sketch=_draw(plain, taken), at={quantity.start: quantity for quantity in taken})


_TAKEN_BACK = re.compile(r"_*[^a-z。]{0,4}(?:不对|说错了?|讲错了?|错了|哦不|啊不|不不+|记错了?|口误|打错了?|写错了?)[^MDTP。]{0,6}$")


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
            and _TAKEN_BACK.fullmatch(plain[before.end : quantity.start])
        ):
            kept[-1] = quantity._replace(start=before.start)
        else:
            kept.append(quantity)
    return kept


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
    months = _MONTHS_PER.get(match["unit"], 1) / 2
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
        Quantity(kind="E", start=m.start(), end=m.end(), value=1, unit="person") for m in _PER_HEAD.finditer(plain)
    ]
    return found


_PRICE_BEFORE = re.compile(r"(?:[0-9一二三四五六七八九十百千万kw]|块钱?|元|多|[毛角]|左右|工资|的|包吃包?住?|给)[ ,，]?$")
_PRICE_AFTER = re.compile(
    r"[ ]?(?:的)?(?:我们?|工资|工钱|底薪|保底|说好|谈好|讲好|讲的|谈的|给我?们?|给开|开|是|才|就|只有|算|按|能?挣|大概|差不多|平均|工价|管饭|包吃包?住?|包伙食|固定|到手|都|定的|约|约定|谈|欠|差|应该|发|要|还|还差|还欠|拖欠|没给){0,3}[:：]?[ ]?[0-9一二两三四五六七八九十百千]"
)


def _is_each(plain: str, start: int, end: int, word: str) -> bool:
    before = plain[start - 1 : start] if start else ""
    if before and before in ("十第这那哪每零" if word == "一" else "0123456789.第"):
        return False
    return _follows_price(plain, start, end)


def _follows_price(plain: str, start: int, end: int) -> bool:
    return bool(_PRICE_BEFORE.search(plain[max(0, start - 6) : start]) or _PRICE_AFTER.match(plain, end))


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
        quantity = _classify(plain, number)
        if quantity is not None:
            found.append(quantity)
            position = quantity.end
    return found


def _classify(plain: str, number: Number) -> Quantity | None:
    if _SIGN.search(plain[max(0, number.start - 4) : number.start]):
        return _money(plain, number, number.end)
    match = _AFTER.match(plain, number.end)
    if number.digits in _HOTLINES and not (match and match["money"]):
        return Quantity(kind="X", start=number.start, end=number.end, unit="hotline")
    if match is None:
        return _counted_work(plain, number) or _bare(plain, number)
    if match["money"]:
        return _money(plain, number, match.end(), match["money"])
    base = Quantity(
        kind="X", start=number.start, end=match.end(), value=number.value, low=number.low, high=number.high,
        vague=number.vague, unit="other",
    )  # fmt: skip
    if match["people"] and not (number.value >= 100 and _TRADE.fullmatch(match["people"])):
        return base._replace(kind="P", vague=number.vague or match["people"][0] in "多来余", unit="person")
    if match["people"]:
        return _bare(plain, number)
    if match["span"]:
        return _time_span(base, match)
    if match["work"]:
        return _work(base, number, match)
    if number.value >= 100 and not _STANDS.match(match["other"]):
        return _bare(plain, number)
    return base


def _counted_work(plain: str, number: Number) -> Quantity | None:
    """Read 点工八个, 出工26个: the unit stands before."""
    if plain[number.start - 1 : number.start] not in ("工",) or plain[number.end : number.end + 1] != "个":
        return None
    return Quantity(kind="W", start=number.start, end=number.end + 1, value=number.value, unit="day")


def _time_span(base: Quantity, match: re.Match[str]) -> Quantity:
    unit, words = match["spanunit"], match["span"]
    extra = 0.5 if "半" in words.partition("月" if unit == "年" else "\n")[0] and not (match["rest"] and "半" in match["rest"]) else 0.0
    months = (base.value + extra) * _MONTHS_PER[unit]
    if match["rest"]:
        rest = find_numbers(match["rest"])[0].value + (0.5 if "半" in match["rest"] else 0)
        months += rest if unit == "年" else 0
    if match["days"] and unit != "年":
        months += 0.5 if find_numbers(match["days"])[0].value == 15 else 0
    per = _MONTHS_PER[unit]
    vague = base.vague or "多" in words or "来" in words
    code = {"月": "month", "年": "year", "季度": "month"}.get(unit, "week")
    low, high = (base.low * per, base.high * per) if base.low and base.high else (None, None)
    return base._replace(kind="D", value=months, vague=vague, unit=code, low=low, high=high)


def _work(base: Quantity, number: Number, match: re.Match[str]) -> Quantity | None:
    unit = next(name for name in ("day", "hour", "square_metre", "piece") if match[name])
    value = number.value + (0.5 if match["halfwork"] or match["halfday"] else 0)
    vague = number.vague or bool(match["vague"] or match["vague2"])
    return base._replace(kind="W", value=value, vague=vague, unit=unit)


def _money(plain: str, number: Number, end: int, unit: str = "元") -> Quantity:
    value = number.value
    small = unit[0] in "毛角"
    if small:
        value /= 10
    change = _CHANGE.match(plain, end)
    if unit in ("块", "毛", "角", "元") and change and not _CLAIMS_CHANGE.match(plain, change.end()):
        if small:
            value += int(_figure(change["jiao"])) / 100
        elif unit == "块" or change["mark"]:
            value += int(_figure(change["jiao"])) / 10 + int(_figure(change["fen"] or "0")) / 100
        if small or unit == "块" or change["mark"]:
            end = change.end()
    return _as_money(number, value, end)


def _figure(character: str) -> str:
    return character if character.isascii() else str("零一二三四五六七八九".find(character.replace("两", "二")))


def _as_money(number: Number, value: float, end: int, *, bare: bool = False) -> Quantity:
    low, high = (number.low * 100, number.high * 100) if number.low is not None and number.high else (None, None)
    return Quantity(
        kind="M", start=number.start, end=end, value=value * 100, low=low, high=high, vague=number.vague, bare=bare
    )  # fmt: skip


def _bare(plain: str, number: Number) -> Quantity | None:
    left = plain[max(0, number.start - 4) : number.start]
    if number.digits and (_BAD_LEFT.search(left) or plain[number.end : number.end + 1].isascii() and plain[number.end : number.end + 1].islower()):
        return Quantity(kind="X", start=number.start, end=number.end, unit="code")
    if len(number.digits) >= 8 or number.digits.startswith("0") and len(number.digits) > 1:
        return Quantity(kind="X", start=number.start, end=number.end, unit="code")
    if number.value <= 2 and number.low is None:
        return None
    if number.scale >= 100 or number.value >= 100:
        return _as_money(number, number.value, number.end, bare=True)
    return Quantity(
        kind="N", start=number.start, end=number.end, value=number.value, low=number.low, high=number.high,
        vague=number.vague, bare=True,
    )  # fmt: skip
