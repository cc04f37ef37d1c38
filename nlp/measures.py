"""What one number counts: money, heads, work done, a stretch of time, or something else.

The words behind a number decide (47个工, 七个人, 三块五), then those before it (车牌, 拨打), then
its size: a bare large number may be money, which only the sums can tell.
"""

import re
from typing import NamedTuple

from nlp.dates import Moment
from nlp.identifiers import Identifier
from nlp.numerals import ONE_OF_A_WORD, Number, find_numbers

#: What work is counted in: the unit of a rate and its words.
WORK_UNITS = {
    "day": (
        r"工日(?!工资|薪)|班(?![组长里上主])|工(?=钱[都也还就一没])|工(?![地程人友资作钱种头厂伤序段队龄期艺具棚会费商])"
        r"|天(?!天)|日(?![子常期])"
    ),
    "hour": r"小时|钟头|钟(?!头)",
    "square_metre": r"平方米|平米|平方|平(?![时常均安台])|㎡|m2|m²",
    "piece": (
        r"件(?!事)|套(?!房)|单(?![位子独价])|吨|立方米|立方|方(?![便面案式法])"
        r"|车(?![上间票费站])|趟|公斤|斤|根|米(?!多)|桶|台(?!阶)|条(?!件)|棵|块砖|箱|双(?!方)"
        r"|节(?![约日点省目奏能气]|课)|节课|课时|亩(?!产)|口(?=井)|场(?![地所子面合馆])|只(?=鸡|鸭|猪|鞋|箱)|户(?!口)|张(?=板|图|皮|单)|包(?=水泥|货|药)"
    ),
}
#: What is made or set by the piece: 一根桩二十块.
PIECES = "(?:桩|杆|柱|梁|管子?|线|树苗?|墙|窗|门|灯|井|棚|洞|沟|坑|板)?"
PEOPLE = (
    r"(?:农民工|民工|工友|工人|员工|老乡|兄弟|弟兄|姐妹|师傅|伙计|同事|同乡|乡亲|小工|大工|木工"
    r"|瓦工|钢筋工|电工|焊工|普工"
    r"|架子工|泥工|泥瓦工|油漆工|技工|保安|保洁|服务员|骑手|司机|保姆|老师|护士|护工|男工|女工"
    r"|杂工|派遣工|临时工|合同工|外包工|学徒工|暑假工|寒假工|正式工|帮工|包装工|缝纫工|车位工|挡车工|搬运工|装卸工"
    r"|清洁工|环卫工|采茶工|贴砖工|防水工|水电工|安装工|力工|壮工|辅工|操作工|组装工|厨师|教师|医生|大姐|大妈|阿姨|大叔|妇女|姑娘|小伙子?|年轻人|学徒|人(?!家|头|工(?!资|钱)|民|社|力|资|行|生|事(?!部)))"
)
_AFTER = re.compile(
    rf"""[ ]?(?:
      (?P<money>块钱|块(?!砖|地|板|儿地)|元钱|元整|元|圆|rmb|人民币|大洋|蚊|(?:毛|角)(?:钱)?)(?:整)?
    | (?P<people>(?:多|来|余)?[ ]?(?:几)?(?:个|名|位|号|口)?[ ]?(?:多|来)?{PEOPLE}|号(?=人)
        |口子|名(?![字单])|位(?![于置]))
    | (?P<span>(?:多|来)?(?:个)?(?:多|来|半|把)?(?P<spanunit>月(?!份)|星期|礼拜
        |周(?![转末边岁年])|年(?![级前后底初末终代关纪轻货三夜])|季度)(?P<half>半|多)?(?:(?:零|又
        |加)?(?P<rest>(?:[1-9]|1[01]|[一二两三四五六七八九仨])个(?:半)?月))?(?:(?:零|又
        |加)(?P<days>(?:\d{{1,2}}|[一二三]?十?[一二两三四五六七八九]|[二三]?十)天(?!没)))?(?!之前
        |前|后|以前)(?P<ago>)?)
    | (?P<work>(?P<vague>多|来)?(?:个)?(?P<halfwork>半)?(?P<vague2>多
        |来)?(?:(?P<day>{WORK_UNITS["day"]})|(?P<hour>{WORK_UNITS["hour"]})
        |(?P<square_metre>{WORK_UNITS["square_metre"]})
            |(?P<piece>{WORK_UNITS["piece"]}))(?P<halfday>半)?)
    | (?P<other>周?岁|[栋幢座]|层|楼|室|[次回遍](?!去|来)|度|%|‰|级|路|弄|届|点(?![多半工钱])
        |点(?=多|半)|分钟|秒|成(?!立)|倍|期|标段|标|队|组|班|线|区|局|公司|冶|建
        |个?(?:孩子|娃|小孩|女儿|儿子|老人|学生)|[个位名](?:项目|工地|电话|字|房间|手机|老板
            |包工头|工头|经理|领导|地方|部门|单位|家|亲人|证人|手印|章|厂|班|点|方面|问题|办法
            |红绿灯|轮子|说法)
        |公里|千米|寸|条线|口人|家|份|号|下|句|种|样|顿|票|页|头(?![发上])|眼|边|手|者|方
            |楼|代|胎|婚|姑|叔|伯|哥|姐|弟|妹|舅|爷|嫂|婶|黑|维|轮|金|险|角|分之)
    )""",
    re.VERBOSE,
)
_CHANGE = re.compile(
    r"(?P<jiao>[0-9一二两三四五六七八九])(?P<mark>毛"
    r"|角)?(?:(?P<fen>[0-9一二两三四五六七八九])分?)?"
)
_CLAIMS_CHANGE = re.compile(r" ?(?:个|[天件平方米吨单人工月小车条双套万千百十零\d]|/)")
_HOTLINES = {
    "12345",
    "12333",
    "12348",
    "12351",
    "12356",
    "12328",
    "12315",
    "12318",
    "110",
    "120",
    "119",
    "122",
    "996",
    "114",
    "10086",
    "12389",
    "12320",
    "12338",
}
#: What may be counted in hundreds without being money.
_STANDS = re.compile(r"周?岁|[栋幢座]|层|楼|室|度|%|‰|级|路|弄|号|分钟|公里|千米|[个位名]")
#: A trade beside a large figure is the next who is paid: 大工三百五小工两百二.
_TRADE = re.compile("[大小木瓦焊电泥普技男女杂].{0,2}工|师傅|钢筋工")
#: 点工八个, 出工26个, but not 缝纫工三十个.
_WORK_BEFORE = re.compile(r"(?:[点出做记计上用欠整日天小大夜白加]|^)工$")
_BAD_LEFT = re.compile(
    r"(?:[a-z]-?|\d-|号码|工号|编号|密码|车牌|尾号|房号|邮编|热线|拨打?|微信|qq|楼|栋|座"
    r"|单元|电话|手机|标段|第|[国省县]道|航班|车次|期|卡号|证号|代码|验证码|年级|公司|京"
    r"|沪)[是:： ]?$"
)
MONTHS_PER = {"月": 1.0, "年": 12.0, "季度": 3.0, "星期": 7 / 30, "礼拜": 7 / 30, "周": 7 / 30}
_SIGN = re.compile(r"[¥￥]|rmb ?$")


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


def classify(plain: str, number: Number) -> Quantity | None:
    """Tell what a number counts, or None where it is no figure of the story."""
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
        kind="X",
        start=number.start,
        end=match.end(),
        value=number.value,
        low=number.low,
        high=number.high,
        vague=number.vague,
        unit="other",
    )
    if match["people"] and not (number.value >= 100 and _TRADE.fullmatch(match["people"])):
        return base._replace(
            kind="P", vague=number.vague or match["people"][0] in "多来余", unit="person"
        )
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
    if plain[number.end : number.end + 1] != "个" or not _WORK_BEFORE.search(
        plain[max(0, number.start - 3) : number.start]
    ):
        return None
    return Quantity(
        kind="W", start=number.start, end=number.end + 1, value=number.value, unit="day"
    )


def _time_span(base: Quantity, match: re.Match[str]) -> Quantity:
    unit, words = match["spanunit"], match["span"]
    extra = (
        0.5
        if "半" in words.partition("月" if unit == "年" else "\n")[0]
        and not (match["rest"] and "半" in match["rest"])
        else 0.0
    )
    months = (base.value + extra) * MONTHS_PER[unit]
    if match["rest"]:
        rest = find_numbers(match["rest"])[0].value + (0.5 if "半" in match["rest"] else 0)
        months += rest if unit == "年" else 0
    if match["days"] and unit != "年":
        months += round(find_numbers(match["days"])[0].value / 30, 2)
    per = MONTHS_PER[unit]
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
    if (
        unit in ("块", "毛", "角", "元")
        and change
        and not _CLAIMS_CHANGE.match(plain, change.end())
        and not ONE_OF_A_WORD.match(plain, end)
    ):
        if small:
            value += int(_figure(change["jiao"])) / 100
        elif unit == "块" or change["mark"]:
            value += int(_figure(change["jiao"])) / 10 + int(_figure(change["fen"] or "0")) / 100
        if small or unit == "块" or change["mark"]:
            end = change.end()
    return _as_money(number, value, end)


def _figure(character: str) -> str:
    return (
        character
        if character.isascii()
        else str("零一二三四五六七八九".find(character.replace("两", "二")))
    )


def _as_money(number: Number, value: float, end: int, *, bare: bool = False) -> Quantity:
    low, high = (
        (number.low * 100, number.high * 100)
        if number.low is not None and number.high
        else (None, None)
    )
    return Quantity(
        kind="M",
        start=number.start,
        end=end,
        value=value * 100,
        low=low,
        high=high,
        vague=number.vague,
        bare=bare,
    )


def _bare(plain: str, number: Number) -> Quantity | None:
    left = plain[max(0, number.start - 4) : number.start]
    if number.digits and (
        _BAD_LEFT.search(left)
        or (
            plain[number.end : number.end + 1].isascii()
            and plain[number.end : number.end + 1].islower()
        )
    ):
        return Quantity(kind="X", start=number.start, end=number.end, unit="code")
    if len(number.digits) >= 8 or (number.digits.startswith("0") and len(number.digits) > 1):
        return Quantity(kind="X", start=number.start, end=number.end, unit="code")
    if number.value <= 2 and number.low is None:
        return None
    if number.scale >= 100 or number.value >= 100:
        return _as_money(number, number.value, number.end, bare=True)
    return Quantity(
        kind="N",
        start=number.start,
        end=number.end,
        value=number.value,
        low=number.low,
        high=number.high,
        vague=number.vague,
        bare=True,
    )
