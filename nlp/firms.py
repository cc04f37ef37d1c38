"""Firms in a text: 鑫达劳务公司, 宏达鞋厂, 中建三局; where a name begins and what it is."""

import re
from enum import StrEnum
from typing import NamedTuple

from nlp.chains import leading_places
from nlp.cue import Cue, either
from nlp.divisions import look_up
from nlp.lexicon import read_text
from nlp.vocabulary import Vocabulary


class FirmKind(StrEnum):
    """What a firm is by its name alone."""

    GROUP = "group"
    """A big building group: 中建三局 and its like."""
    LABOR = "labor"
    FIRM = "firm"
    WORKS = "works"
    """A factory, shop or house with a name of its own."""
    BRAND = "brand"
    SELLER = "seller"
    """A builder of homes, whose name alone means his site (万科那个工地)."""


class Firm(NamedTuple):
    """A firm named in a text."""

    start: int
    end: int
    kind: FirmKind


_TRADES = Vocabulary("industry.tsv")
_NUMBER = "[一二三四五六七八九十廿\\\\d]{1,3}"


def _group_pattern() -> re.Pattern[str]:
    lines = (line.strip() for line in read_text("central_groups.txt").splitlines())
    patterns = [
        line.replace("{n}", _NUMBER.replace("\\\\", "\\"))
        for line in lines
        if line[:1] not in ("", "#")
    ]
    tail = (
        r"(?:(?:建设|工程|建筑|城市|投资|发展)*(?:集团)?(?:股份)?(?:有限责任公司|有限公司"
        r"|公司|集团))?(?:[\u4e00-\u9fff]{2,4}分公司)?"
    )
    return re.compile(f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))}){tail}")


_GROUP = _group_pattern()
_CENTRAL = re.compile("中[建铁交国冶电水能核机煤化]|葛洲|水电")
_GROUP_SIGN = re.compile(r"[中铁建局冶水葛路城工投西一二三四五六七八九信]")
_SUFFIX = Cue(
    "司团所局队社务",
    r"(?:集团)?(?:股份)?有限(?:责任)?公司|集团公司|分公司|公司|集团(?!军|股份|有限|公司)"
    r"|事务所|工程局|建筑队(?!友|长)|工程队(?!友|长)|合作社|劳务(?=欠|拖|的老板|老板|没|不给"
    r"|招|,|，|。|$)",
)
_WORKS = Cue(
    "厂店馆院矿场园业校楼锅烤厅市心构所vV浴庄",
    r"(?:电子|服装|制衣|皮鞋|鞋|玩具|家具|五金|塑料|塑胶|纺织|印染|食品|砖|水泥|钢|铝|化工"
    r"|机械|汽配|纸|造纸|印刷|包装|木材|木|陶瓷|玻璃|药|酒|模具|注塑|电池|灯具|箱包|皮具|加工"
    r"|针织|毛织|石材|饲料|面粉|机电|电器|烟花|花炮|鞭炮|门窗|板|纱|袜)厂"
    r"|饭庄|酒店|饭店|宾馆|餐厅|酒楼|火锅店|火锅|烧烤店|烧烤|面馆|餐馆|大酒店|超市|商场"
    r"|幼儿园|培训中心|培训学校|培训机构|学校|医院|诊所|物业|KTV|ktv|会所|足浴|洗浴中心|煤矿"
    r"|铁矿|金矿|采石场|养殖场|农场|林场|美容院|养老院|(?<=[\u4e00-\u9fff]{2})(?:店|厂|矿"
    r"|馆)(?=$|[,，。的欠拖没不里上做干打当])",
)
#: Words that stand before a firm's name and do not belong to it.
_STOP = re.compile(
    r"麻烦|问一?下|咨询|一[家所间]|修(?!水|武|文|理|正)|盖|砌|[上下]班|路上|车祸|[半一两几]年|出(?!版|租|口)"
    r"|有家|有个|这家|那家|这个|那个"
    r"|哪家|某家|一个|家叫|名叫|名为|叫做|叫|单位|老板"
    r"|[总分承发]包[方商]|承建方|开发商|供应商|公司|[甲乙对]方|业主|方(?=是|叫|为)"
    r"|受雇于|就职于|任职于|供职于|在|给|跟|是|被|由|的|到|去|从|找|欠|了|我们?|俺们?|咱们?|他们?|她|说|着|把|让"
    r"|(?<!方)向(?!阳|上|荣|华)|及|与|(?<![华有大])为了?|替|帮|(?<!先)进入?(?!步|达|取)|入职"
    r"|投诉|举报|反映|(?<!广)告(?!诉)|拖|请|通过|介绍|派(?!遣)|属于|挂靠|承包|转包|发包|隶属"
    r"|签|开(?![发元拓源封平原州福江鲁远化])|(?<=[我他她们板])和|就"
    r"|(?<![成首商古于昌丰江宜花])都(?!市|江)|还|有(?![限色为道友利])"
    r"|没|不|干|做|打(?!磨)|来(?!宾)|但|因|经(?!纬|典|济|开|贸)|(?<!新)时(?!代|尚)|后|过|以"
    r"|自(?!然|强|力|贡)|[\d一二三四五六七八九十]+[年月日号]|名下|上面|下面|老家|今年|去年"
    r"|现(?!代)在?"
    r"|之前|一直|其中|另外|尊敬|实际|受雇|雇|招(?!商|金)|应聘|所在|担任|系(?!统)"
    r"|(?<![中平草太])原(?!野|点)|该|本人?|此|你们?|您|其|对|[名位]|楼盘|项目|工地|里(?!面)"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()（）·&]+$")
#: What is left of a name that says only what the firm does.
_GENERIC = re.compile(rf"(?:[\u4e00-\u9fff]{{2,3}}(?:省|市|区|县|镇))*(?:{either('trade')})*")
_BRAND = re.compile(either("brand"))


_WORKS_PATTERN = _WORKS.pattern
#: 在一家小龙虾加工厂: what is told of one of many is no name.
_ANY_OF_MANY = re.compile("[一某这那][家个间所]$")
_CALLED = Cue(
    "叫",
    r"(?<=叫)(?:做|作)?[\"“「]?([\u4e00-\u9fff]{2,10}?)[\"”」]?的(?:一家|一个)?(?:公司|饭店"
    r"|工厂|[\u4e00-\u9fff]{0,2}厂子?|店|酒店"
    r"|餐馆|餐厅|超市|商场|物业|劳务|平台|中介)"
    r"|(?:厂子?|公司|单位|酒店|饭店|工厂|店)(?:的)?(?:名字|名称|名)?(?:就)?叫(?:做)?(?![我俺你他她大人去等停不没来回])"
    r"([\u4e00-\u9fff]{2,10}?)(?=$|[,，。;；\s])",
)
#: A firm told without the word for a firm (给宏运物流跑长途).
_SHORT = Cue(
    "流业饰务政筑设技媒安洁力饮产育运输工织衣品械子装刷材源电疗构",
    r"(?<=[给在是叫跟到的县市区镇:：])([\u4e00-\u9fff]{2,4}?)(?:物流|物业|装饰|劳务|家政|建筑|建设|科技"
    r"|传媒|保安|保洁|人力|餐饮|地产|置业|教育|快运|货运|运输|矿业|化工|实业|纺织|服饰|制衣|鞋业|食品|机械|电子|包装"
    r"|印刷|建材|农业|牧业|新能源|光电|医疗|重工|钢构)(?=$"
    r"|[,，。跑欠做干上打拖当开送])",
)


SELLERS = either("seller")
_SELLER = Cue(
    "万碧恒保融绿中龙华世金招富雅新阳旭佳蓝正祥荣奥远首建美时卓越鲁宝吾弘海合泰俊邦领康永居",
    f"(?:{SELLERS})(?:地产|集团|置业|房地产|物业)?",
)


def find_firms(plain: str, letters: frozenset[str]) -> list[Firm]:
    """Find the firms that have a name of their own, from left to right."""
    found = _find_groups(plain)
    for match in _SUFFIX.find(plain, letters):
        _add(found, _read_back(plain, match))
    for match in _WORKS.find(plain, letters):
        firm = _read_back(plain, match)
        _add(found, firm and firm._replace(kind=FirmKind.WORKS))
    for match in _CALLED.find(plain, letters):
        _add(found, Firm(*match.span(1 if match[1] else 2), FirmKind.WORKS))
    for match in _SHORT.find(plain, letters):
        if not _GENERIC.fullmatch(match[1]):
            _add(found, Firm(match.start(), match.end(), FirmKind.FIRM))
    for match in _SELLER.find(plain, letters):
        _add(found, Firm(*match.span(), FirmKind.SELLER))
    for match in _BRAND.finditer(plain):
        _add(found, Firm(match.start(), match.end(), FirmKind.BRAND))
    return sorted(found)


def _says_nothing(words: str, own: str, suffix: str) -> bool:
    """Whether what stands before 公司 or 厂 is no name, but says what is done there."""
    return bool(
        len(words) < 2
        or _GENERIC.fullmatch(own)
        or _NO_FIRM.search(own)
        or _is_product(own, suffix)
        or _TRADES.knows(own + suffix)
    )


_NO_FIRM = re.compile("^[什哪某没]|送|裁员|辞退|开除|楼[上下]|隔壁|哪个|什么|哪家|儿子|女儿")
_PRODUCT = frozenset(
    "车裤衣帽机器具料品材件灯饰布线管瓶盒伞笔表镜刀锁板纸油糖茶米面肉鱼瓷瓦石沙煤铁钢铜铝金银"
    "池膜胶漆药酒烟花草木竹皮革毛丝棉麻饮炉阀泵柜床椅桌袋箱"
)


def _is_product(own: str, suffix: str) -> bool:
    """Whether the words before 厂 or 店 say only what is made or sold there."""
    return len(suffix) == 1 and (len(own) < 3 or (len(own) < 4 and own[-1] in _PRODUCT))


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村|路|经开区|高新区|开发区|工业园)")


def _skip_places(plain: str, start: int, end: int) -> int:
    """Return where the places that begin a name end."""
    places = leading_places(plain, start, end)
    after = places[-1][1] if places else start
    town = _TOWN.match(plain, after, end)
    return town.end() if town else after


def _find_groups(plain: str) -> list[Firm]:
    if not _GROUP_SIGN.search(plain):
        return []
    return [
        Firm(_with_home(plain, match.start()), match.end(), FirmKind.GROUP)
        for match in _GROUP.finditer(plain)
    ]


def _with_home(plain: str, start: int) -> int:
    """Take the province that a regional group has before its name (浙江中天建设)."""
    home = (
        look_up(plain[start - 2 : start])
        if start >= 2 and not _CENTRAL.match(plain, start)
        else None
    )
    return start - 2 if home and home.codes[0].endswith("0000") else start


def _add(found: list[Firm], firm: Firm | None) -> None:
    if firm and not any(firm.start < other.end and other.start < firm.end for other in found):
        found.append(firm)


def _read_back(plain: str, suffix: re.Match[str]) -> Firm | None:
    """Read a firm's name backwards from its last word to the word before the name."""
    run = _HAN.search(plain, max(0, suffix.start() - 22), suffix.start())
    if not run:
        return None
    start = run.start()
    for stop in _STOP.finditer(plain, start, suffix.start()):
        start = stop.end()
    start += plain[start : start + 1] in ("(", "（")
    bare = _skip_places(plain, start, suffix.start())
    own = plain[bare : suffix.start()].strip("()（）")
    formal = "有限" in suffix[0] and bare > start
    if suffix.re is _WORKS_PATTERN and _ANY_OF_MANY.search(plain[max(0, start - 2) : start]):
        return None
    if not formal and _says_nothing(plain[start : suffix.start()], own, suffix[0]):
        return None
    if bare - start > 4 and "有限" not in suffix[0]:
        start = bare
    whole = plain[start : suffix.end()]
    kind = FirmKind.LABOR if re.search("劳务|人力|派遣", whole) else FirmKind.FIRM
    return Firm(start, suffix.end(), kind)
