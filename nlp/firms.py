"""Firms in a text: 鑫达劳务公司, 宏达鞋厂, 中建三局, 富士康; where a firm's name begins and what it is."""

import re
from enum import StrEnum
from typing import NamedTuple

from nlp.cue import Cue
from nlp.divisions import find_names, look_up
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
    patterns = [line.replace("{n}", _NUMBER.replace("\\\\", "\\")) for line in lines if line[:1] not in ("", "#")]
    tail = r"(?:(?:建设|工程|建筑|城市|投资|发展)*(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司|集团))?(?:[\u4e00-\u9fff]{2,4}分公司)?"
    return re.compile(f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))}){tail}")


_GROUP = _group_pattern()
_CENTRAL = re.compile("中[建铁交国冶电水能核机煤化]|葛洲|水电")
_GROUP_SIGN = re.compile(r"[中铁建局冶水葛路城工投西一二三四五六七八九信]")
_SUFFIX = Cue(
    "司团所局队社务",
    r"(?:集团)?(?:股份)?有限(?:责任)?公司|集团公司|分公司|公司|集团(?!军|股份|有限|公司)|事务所|工程局|建筑队(?!友|长)|工程队(?!友|长)|合作社|劳务(?=欠|拖|的老板|老板|没|不给|招|,|，|。|$)"
)
_WORKS = Cue(
    "厂店馆院矿场园业校楼锅烤厅市心构所vV浴庄",
    r"(?:电子|服装|制衣|皮鞋|鞋|玩具|家具|五金|塑料|塑胶|纺织|印染|食品|砖|水泥|钢|铝|化工|机械|汽配|纸|造纸|印刷|包装|木材|木|陶瓷|玻璃|药|酒|模具|注塑|电池|灯具|箱包|皮具|加工|针织|毛织|石材|饲料|面粉|机电|电器|烟花|花炮|鞭炮|门窗|板|纱|袜)厂"
    r"|饭庄|酒店|饭店|宾馆|餐厅|酒楼|火锅店|火锅|烧烤店|烧烤|面馆|餐馆|大酒店|超市|商场|幼儿园|培训中心|培训学校|培训机构|学校|医院|诊所|物业|KTV|ktv|会所|足浴|洗浴中心|煤矿|铁矿|金矿|采石场|养殖场|农场|林场|美容院|养老院|(?<=[\u4e00-\u9fff]{2})(?:店|厂|矿|馆)(?=$|[,，。的欠拖没不里上做干打当])"
)
#: Words that stand before a firm's name and do not belong to it.
_STOP = re.compile(
    r"一家|有家|有个|这家|那家|这个|那个|哪家|某家|一个|家叫|名叫|名为|叫做|叫|单位|老板|[总分承发]包[方商]|承建方|开发商|供应商|公司|[甲乙对]方|业主|方(?=是|叫|为)"
    r"|在|给|跟|是|被|由|的|到|去|从|找|欠|了|我们?|俺们?|咱们?|他们?|她|说|着|把|让|(?<!方)向(?!阳|上|荣|华)|及|与|(?<![华有大])为了?|替|帮|(?<!先)进入?(?!步|达|取)|入职"
    r"|投诉|举报|反映|(?<!广)告(?!诉)|拖|请|通过|介绍|派(?!遣)|属于|挂靠|承包|转包|发包|隶属|签|开(?![发元拓源封平原州福江鲁远化])|(?<=[我他她们板])和|就|(?<![成首商古于昌丰江宜花])都(?!市|江)|还|有(?![限色为道友利])"
    r"|没|不|干|做|打(?!磨)|来(?!宾)|但|因|经(?!纬|典|济|开|贸)|(?<!新)时(?!代|尚)|后|过|以|自(?!然|强|力|贡)|[\d一二三四五六七八九十]+[年月日号]|名下|上面|下面|老家|今年|去年|现(?!代)在?"
    r"|之前|一直|其中|另外|尊敬|实际|受雇|雇|招(?!商|金)|应聘|所在|担任|系(?!统)|(?<![中平草太])原(?!野|点)|该|本人?|此|你们?|您|其|对|[名位]|楼盘|项目|工地|里(?!面)"
)
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()（）·&]+$")
#: What is left of a name that says only what the firm does.
_GENERIC = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}(?:省|市|区|县|镇))*(?:什么|一|个|家|某|各|这|那|哪|大|小|新|老|外|本|总|分|子|母|劳务派?遣?|劳动|派遣|人力资源|人力|建筑|建设|装修|装饰|装潢|家政|物业|保安|保洁|电子|服装|外包|工程|施工|运输|物流|快递"
    r"|外卖|保险|开发|房地产|地产|中介|中小|私人|私营|民营|国有|国营|上市|建工|网络|科技|贸易|餐饮|食品|机械|安装|市政|园林|绿化|路桥|路|桥|水利|电力|通信|投资|城投|建投|承包|总承包|分包|施工|责任|有限|股份|集团|旅游|钢构|钢结构|清洁|家装|模具|五金|汽车|制衣|培训|教育|安保|货运|连锁|管理|咨询|服务|业主|第三方|劳务分包|央|企|供电|幕墙|消防|防水|光伏|广告|火锅|烧烤|医药|美容|珠宝|影视|直播|游戏|软件|互联网|互联|软件开发|it|IT|四五|大型|正规|好|什么|哪个|当地|本地|同|多|两|三|几|黑|皮包|空壳|关联|上|下|医院|酒店|工厂|学校|饭店|超市|商场|幼儿园|奶茶|烤鱼|烤鸭|水果|手机|理发|美发|火锅|早餐|面包|蛋糕|咖啡|鞋|毛织|织布|纺织|印染|玩具|家具|塑料|塑胶|食品|砖|水泥|钢|铝|化工|机械|纸|造纸|印刷|包装|木材|木|陶瓷|玻璃|药|酒|注塑|电池|灯具|箱包|皮具|加工|针织|石材|饲料|面粉|机电|电器|烟花|花炮|鞭炮|门窗|板|连锁|商务|海鲜|川菜|湘菜|粤菜|烩|面|小吃|快餐|自助|拉面|家电|便利|养猪|养鸡|砂石|铁|煤|金|高端|星级|连锁|民办|私立|公立|乡|村|镇|县|市|区|省|街|里|门口|人民|中心|中|小学|大学|高)*"
)
_BRAND = re.compile(
    r"富士康|比亚迪|华为|立讯(?:精密)?|蓝思科技|京东方|宁德时代|格力|美的|海尔|三一重工|中联重科|伯恩光学|和硕|仁宝|广达|海底捞|沃尔玛|永辉|美团|饿了么|滴滴|货拉拉|顺丰|京东(?:物流|快递)?|(?:圆通|中通|申通|韵达|极兔)(?:快递|速递)|菜鸟驿站|蜜雪冰城|肯德基|麦当劳|隆基|晶科|通威|天合光能|中芯国际|歌尔|比亚迪电子|吉利汽车|奇瑞|长城汽车|上汽|特斯拉|蜂巢能源|信利"
)


_CALLED = Cue(
    "叫",
    r"(?<=叫)(?:做|作)?([\u4e00-\u9fff]{2,8}?)的(?:一家|一个)?(?:公司|饭店|工厂|厂子?|店|酒店|餐馆|餐厅|超市|商场|物业|劳务|平台|中介)"
)
#: A firm told without the word for a firm (给宏运物流跑长途).
_SHORT = Cue(
    "流业饰务政筑设技媒安洁力饮产育运输",
    r"(?<=[给在是叫跟到])([\u4e00-\u9fff]{2,4}?)(?:物流|物业|装饰|劳务|家政|建筑|建设|科技|传媒|保安|保洁|人力|餐饮|地产|置业|教育|快运|货运|运输)(?=$|[,，。跑欠做干上打拖当开送])"
)


SELLERS = (
    "万科|碧桂园|恒大|保利|融创|绿地|中海(?!油)|龙湖|华润|万达|世茂|金地|招商|绿城|富力|雅居乐|新城控股|阳光城|中梁|旭辉|金科|佳兆业|蓝光|正荣|祥生|荣盛"
    "|奥园|远洋|首创|建业|美的置业|时代中国|卓越|中南置地|金茂|越秀|华侨城|鲁能|宝龙|吾悦|弘阳|新力|海伦堡|合景|泰禾|俊发|邦泰|领地|华夏幸福|康桥|正商|永威|居然之家"
)
_SELLER = Cue("万碧恒保融绿中龙华世金招富雅新阳旭佳蓝正祥荣奥远首建美时卓越鲁宝吾弘海合泰俊邦领康永居", f"(?:{SELLERS})(?:地产|集团|置业|房地产|物业)?")


def find_firms(plain: str, letters: frozenset[str]) -> list[Firm]:
    """Find the firms that have a name of their own, from left to right."""
    found = _find_groups(plain)
    for match in _SUFFIX.find(plain, letters):
        _add(found, _read_back(plain, match))
    for match in _WORKS.find(plain, letters):
        firm = _read_back(plain, match)
        _add(found, firm and firm._replace(kind=FirmKind.WORKS))
    for match in _CALLED.find(plain, letters):
        _add(found, Firm(*match.span(1), FirmKind.WORKS))
    for match in _SHORT.find(plain, letters):
        if not _GENERIC.fullmatch(match[1]):
            _add(found, Firm(match.start(), match.end(), FirmKind.FIRM))
    for match in _SELLER.find(plain, letters):
        _add(found, Firm(*match.span(), FirmKind.SELLER))
    for match in _BRAND.finditer(plain):
        _add(found, Firm(match.start(), match.end(), FirmKind.BRAND))
    return sorted(found)


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村|路|经开区|高新区|开发区|工业园)")


def skip_places(plain: str, start: int, end: int) -> int:
    """Return where the places that begin a name end."""
    for first, last, _ in find_names(plain[start:end]):
        if first > 1:
            break
        town = _TOWN.match(plain, start + last, end)
        return skip_places(plain, town.end() if town else start + last, end)
    town = _TOWN.match(plain, start, end)
    return town.end() if town else start


def _find_groups(plain: str) -> list[Firm]:
    if not _GROUP_SIGN.search(plain):
        return []
    return [
        Firm(_with_home(plain, match.start()), match.end(), FirmKind.GROUP)
        for match in _GROUP.finditer(plain)
    ]


def _with_home(plain: str, start: int) -> int:
    """Take the province that a regional group has before its name (浙江中天建设)."""
    home = look_up(plain[start - 2 : start]) if start >= 2 and not _CENTRAL.match(plain, start) else None
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
    bare = skip_places(plain, start, suffix.start())
    own = plain[bare : suffix.start()].strip("()（）")
    if len(plain[start : suffix.start()]) < 2 or _GENERIC.fullmatch(own) or own[:1] in "什哪某" or _TRADES.knows(plain[bare : suffix.end()]):
        return None
    if bare - start > 4 and "有限" not in suffix[0]:
        start = bare
    whole = plain[start : suffix.end()]
    kind = FirmKind.LABOR if re.search("劳务|人力|派遣", whole) else FirmKind.FIRM
    return Firm(start, suffix.end(), kind)
