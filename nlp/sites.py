"""Words by which a site (工地) would be found: 望城那个公租房工地, 万科那个工地, 御景湾三期.

工地 alone is none, nor a place or a builder's name alone before it; a seller's name (万科) is one,
since people call the site by what will be sold there.
"""

import re
from collections.abc import Sequence

from nlp.chains import leading_places
from nlp.cue import Cue, either
from nlp.divisions import find_names
from nlp.firms import SELLERS, Firm, FirmKind
from nlp.understanding import Span

_SELLER = Cue(
    "万碧恒保融绿中龙华世金招富雅新阳旭佳蓝正祥荣奥远首建美时卓越鲁宝吾弘海合泰俊邦领康永居",
    rf"(?:{SELLERS})[\u4e00-\u9fff]{{0,6}}?(?:的|那个|这个|那边的?|一期|二期|三期"
    rf"|四期)*(?:工地|项目|楼盘|工程|房子)|(?<=在)(?:{SELLERS})(?=[干做打上那这,，]|$)",
)
_HEAD = Cue(
    "盖建修地目程盘区段园苑馆场厦城村庭府寓期点际号邸庄邦",
    r"正在[盖建修]的(?:酒店|医院|学校|商场|楼房?|厂房|小区)|"
    r"(?:建筑|施工)?工地(?!址)|项目(?!经理|部经理|负责|款|资金|上班|多|少|没|完|结|已|验|的钱"
    r"|方|都|名称|名|部?老板)(?:部(?!的人))?|工程(?!款|队|师|量|局|有限|公司|部|完|没|结|已"
    r"|都|上|验|的钱|集团|建设|管理|名|咨询|监理|机械|质量|技术|承包)"
    r"|楼盘|小区|标段|花园(?:小区)?|家园|佳苑|公馆|广场(?!舞|砖|后面|旁边|对面|附近|边上"
    r"|门口)|大厦|商城|新村|新城(?![区县]"
    r"|建)|雅苑|豪庭|华府|壹号院?|华庭|花苑|家苑|尚城|首府|学府|悦府|御府|名邸|豪园|山庄|城邦"
    r"|华苑|嘉苑|嘉园|新苑|御园|澜庭|公寓|名城|名苑|国际城|安置点"
    r"|[一二三四五六七八九]期(?!工程|项目|工资|间|限)",
)
_STOP = re.compile(
    r"(?:投资|承建|开发|中标|出钱|出资)的|在|到(?!处)|去(?!年)|谁|管(?!网|道|廊)|给|跟|向(?!阳|荣)|承建|我们?|俺们?|咱们?|他们?"
    r"|她|你们?|了(?!解)"
    r"|是|从|欠|把|被|叫|干|做|打(?!磨|桩)|包(?!头|河|装)|接(?!待)|承|有(?!色)|没|不|就|还"
    r"|都(?=[没不是在有给欠拖干说要能跑])|去年|今年|前年|[前昨明今]天|\d+年"
    r"|[\d一二三四五六七八九十]+[月号日](?:份)?"
    r"|[,，。;；:：、!！?？\s\"“”（）()《》\n]|由|于(?!都|洪|田)|这个|这边|参与|从事|负责"
    r"|来(?!宾|安|凤)|进(?!贤)|同一|一个|一处|一家|各个|别的|其他|现|属|该|系(?!统)"
    r"|[\d一二三四五六七八九十两]点(?!缀)|[明今]早|今晚|明晚|为|因|建(?=的)|修(?=的)|盖(?=的)"
    r"|老板|公司(?:的)?|单位|老家|人(?!民|大|才|社)|工资|跑|换|转(?!盘)|待|住(?!宅|院)"
    r"|过(?!桥)|说|开(?!发|福|平|州|封|阳|原|化|江|远|鲁|县)|完|着|至|就|以前?|之前|上一?个"
    r"|及|(?<=[我他们])和|和(?=我|他|老|公司|另)(?!平|静|县"
    r"|田|顺|政|谐|府)|与|上(?=[在到])|看|问|找|叫做|名|要|想|让"
)
_FILLER = re.compile(
    r"(?:柬埔寨|西港|老挝|缅甸|越南|泰国|非洲|安哥拉|沙特|阿联酋|迪拜|印尼|马来西亚|新加坡"
    r"|俄罗斯|国外|海外|埃塞俄比亚|刚果|赞比亚|尼日利亚|以色列|日本|韩国|蒙古国|哈萨克斯坦"
    r"|菲律宾|巴基斯坦|孟加拉|伊拉克|阿尔及利亚)|那个|这个|那边|这边|那里|这里|的|那|这|一"
    r"|里面|附近|旁边|边上|里|上|下面|之前|市区|城区|县城|省|市|区|县|镇|乡|某|等|一个"
)
_NOTHING = re.compile(f"(?:{either('site_nothing')})*")
_QUOTED = Cue(
    '"”」』',
    r"[\"“「『]([\u4e00-\u9fffA-Za-z0-9·\-]{2,20})[\"”」』][^\s,，。;；]{0,6}?(?:项目|工地"
    r"|工程(?![款队])|小区|楼盘)",
)
_LABEL = Cue(
    "名叫",
    r"(?:项目|工程|工地|楼盘)(?:的)?(?:名称|名字|名)(?:是|为|叫"
    r"|[:：])\s?([\u4e00-\u9fffA-Za-z0-9（）()\-—]{3,40})|(?:工地|项目|楼盘"
    r"|小区)(?:名字)?叫(?:做)?([\u4e00-\u9fffA-Za-z0-9]{2,16}?)(?=$|[,，。;；\s]|的|老板|我"
    r"|欠|是|在)",
)


def find_site(plain: str, letters: frozenset[str], firms: Sequence[Firm]) -> Span | None:
    """Find the words that would lead somebody to the site."""
    label = _LABEL.search(plain, letters)
    if label:
        return label.span(1) if label.start(1) >= 0 else label.span(2)
    quoted = _QUOTED.search(plain, letters)
    if quoted:
        return quoted.span(1)
    for match in _HEAD.find(plain, letters):
        span = _read_back(plain, match, firms)
        if span:
            return span
    seller = _SELLER.search(plain, letters)
    return seller.span() if seller else None


def _read_back(plain: str, head: re.Match[str], firms: Sequence[Firm]) -> Span | None:
    start = max(0, head.start() - 32)
    for stop in _STOP.finditer(plain, start, head.start()):
        start = stop.end()
    pointed = plain.startswith(("那个", "这个"), max(start - 2, 0)) or plain.startswith(
        ("那个", "这个"), start
    )
    start = _skip_rank(plain, start)
    while (filler := _FILLER.match(plain, start, head.start())) and filler[0] in (
        "那个",
        "这个",
        "的",
        "那",
        "这",
        "里",
        "上",
    ):
        start = filler.end()
    if any(
        firm.start < head.end()
        and firm.end > start
        and firm.kind not in (FirmKind.BRAND, FirmKind.SELLER)
        for firm in firms
    ):
        return None
    own = plain[start : head.start()]
    bare = _bare(own)
    if not own or _NOTHING.fullmatch(bare):
        return None
    placed = any(first == 0 for first, *_ in find_names(own))
    if not placed and not pointed and _KIND_ONLY.fullmatch(bare):
        return None
    tail = _TAIL.match(plain, head.end())
    return _skip_places(plain, start, head.start()), tail.end() if tail else head.end()


def _skip_rank(plain: str, start: int) -> int:
    """Leave a rank away whose name was cut off (你们县的农贸市场项目)."""
    return start + 2 if plain[start : start + 2] in ("县的", "市的", "区的", "镇的") else start


def _skip_places(plain: str, start: int, end: int) -> int:
    """Leave places away before a proper name; before 公租房 keep the county that finds it."""
    places = leading_places(plain, start, end)
    if not places:
        return start
    last, at = places[-1]
    town = _TOWN.match(plain, at, end)
    bare = town.end() if town else at
    rank = _RANK.match(plain, bare, end)
    bare = rank.end() if rank else bare
    rest = plain[bare:end]
    proper = len(rest) > 1 and rest[0] not in "某那这" and not _KIND_ONLY.fullmatch(rest)
    return bare if proper and not _NOTHING.fullmatch(rest) else last


_RANK = re.compile(r"(?:街道(?:办事处)?|镇|乡)?(?:高新区|经开区|开发区|工业园区?)?(?:的|那边的?)?")
_TOWN = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道(?:办事处|办)?|经开区|高新区|开发区|新区|示范区|工业园区?)"
)


#: What is built, where no name tells which: found only with a place or a 那个 before it.
_KIND_ONLY = re.compile(f"(?:{either('site_kind')})*")
_TAIL = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}(?:期|标段|号地块|标))?(?:的|那个|那边的?)?"
    r"(?:(?:装修|建筑|施工)?(?:工地|项目部?|工程(?![款队]))"
    r"|[^\s,，。;；的在做干了是欠我]{1,8}(?:项目|工程(?![款队])))"
    r"|[一二三四五六七八九十\d]{1,2}(?:期|标段)"
)


def _bare(words: str) -> str:
    """Take the names of places and the filling words away."""
    kept, at = [], 0
    for start, end, _ in find_names(words):
        kept.append(words[at:start])
        at = end
    return _FILLER.sub("", "".join((*kept, words[at:])))
