"""Where the work was (工作地): provinces to townships in a story, apart from home towns and firms' names.

Names that stand together make a chain (湖南长沙望城) and decide for each other; each chain gets a role
from the words around it, and only a place of work becomes the fact `division`. A name that several
places share is decided by the other places told, else asked back.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from nlp.divisions import (
    Entry,
    Kind,
    ancestors,
    division_name,
    find_names,
    find_towns,
    is_county,
    is_urban,
    is_within,
    look_up,
    parent_of,
    towns_of,
)
from nlp.normalize import Text
from nlp.understanding import AsksBack, Fact

__all__ = ["ancestors", "division_name", "find_places", "is_county", "parent_of"]


class _Role(IntEnum):
    """What a place is to the story; only the first two may be where the work was."""

    WORK = 2
    PLAIN = 1
    OFFICE = 0
    """Told as the seat of an authority: likely the place of the work, if none is told."""
    OTHER = -1


class _Chain(NamedTuple):
    """Names that stand together, with the codes that the last of them may mean."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: Kind
    levels: int = 1
    role: _Role = _Role.PLAIN
    score: float = 0.0


_GAP = re.compile(
    r"[\s,，、·\-—/]?(?:的|这边的?|那边的?|这里的?|那里的?|下面的?|下边的?|底下的?|下辖的?|辖区的?|境内的?|市|省|市区的?)?[\s,，、]?"
)
_NO_PLACE_AFTER = re.compile(
    r"(?:[东西南北中一二三四五六]{0,2}(?:路(?!桥|段|面|基|口修|改|灯)|街(?!道|上)|大道|大街|胡同|大桥|立交)"
    r"|银行|拉面|小吃|火锅|米粉|小面|烧饼|烩面|螺蛳粉|烤鸭|话|口音|时间|牌|车牌|移动|联通|电信|卫视|日报|晚报"
    r"|[vV]\d|的?士|号码|卡|号(?!楼|线|地|院|门|工)|轿车|汽车$|户口|身份|老乡|籍|妹子|媳妇|婆娘|女人|小伙|兄弟|师傅|老板|包工头|工头|带班"
    r"|老表|帮(?=[派的会人])|工人|民工|农民工|班组)"
)
_MARKET = re.compile(r"[场政](?!府)|[南北中]区")
#: Two characters that are one word, so that no name begins at the second (完成都, 合同安排, 修建水池).
_WORD_ACROSS = frozenset(
    "完成 建成 变成 达成 形成 组成 造成 收成 构成 其中 之中 马上 晚上 早上 路上 网上 身上 手上 线上 加上 以上 楼上 厂上 修建 新建 扩建 承建 在建 改建 筹建 搭建 工资 保安 公安 治安 房东 股东"
    " 合同 相同 一同 共同 不同 陪同 当天 今天 每天 天天 昨天 明天 前天 平方 地方 对方 双方 我方 官方 老乡 家乡 人民 农民 居民 村民 市民 现金 奖金 押金 资金 定金 佣金 楼房 住房 平房 厂房 库房 因为 认为 作为 电话 公司 大理 生活 通过 经过 年龄".split()
)
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万两几半")
#: A name and what makes another word of it (大理石, 四平方, 西安装).
_NO_NAME = re.compile(
    r"大理[石论会想]|新都会|和田玉|普洱茶|[修建]水[管库渠池沟塔电泥井]|开化[工肥]|南充电|石狮子|黄石公|大同[小事]|[河湖济海][南北][侧岸]|江西[侧岸]|山[西东][侧岸]|昌平稳|资阳历|保定[期金]"
    r"|[\u4e00-\u9fff]{1,2}(?:安[装排置全]|阳台|平[方米均时]|门[窗口卫锁框]|河[道边堤沟]|海鲜|山东西)|长安[车汽]|中山[装陵]|上海滩|东至[今]|固始终|清新[的空]|临海边|天门[山]"
)
_FIRM_AFTER = re.compile(
    r"(?:省|市|区|县)?[^\s,，。;；:：、!！?？的在做干一这那给打搞欠说是]{0,14}?"
    r"(?:有限责任公司|有限公司|公司|集团|建工|城建(?!局)|路桥|建投|交投|城投|水投|铁投|股份|劳务|建司|建筑队|工程局|工程队|设计院|农商行"
    r"|[一二三四五六七八九十]建(?!筑|设)|[\u4e00-\u9fff]{2}建设(?=$|[,，。欠拖的]))"
)
_GROUPS = ("建", "建设", "建工", "集团", "城建", "路桥", "建投", "工程局")
_OFFICE_AFTER = re.compile(
    r"[省市县区州镇乡]?(?:人民|人社|人力资源|劳动|劳监|社保|住建|住房|建设局|城建局|交通[运输]*局|水利局|教育局|信访|法院|中院|公安|派出所"
    r"|政府|总?工会|仲裁|检察|[县市区省镇]?委|领导|书记|市长|县长|区长|省长|镇长|纪委|监委|街道办|管委会|12345|便民|热线|农民工维权|法律援助"
    r"|根治欠薪|电视台|媒体|记者|司法|巡视|督导|国资委|招商局)(?!集团)"
)
_OFFICE_BEFORE = re.compile(r"(?:尊敬的|敬爱的|请求|恳请|希望|建议|致|请)$")
_HOME_BEFORE = re.compile(
    r"(?:老家(?:就?是|在|住)?|家(?:在|住|是|乡是?)|户籍(?:地|所在地)?(?:是|在|为|[:：])?|户口(?:是|在)?"
    r"|籍贯(?:是|为|[:：])?|出生[在于]|来自(?:于)?|人是|嫁到|娘家(?:是|在)?|住址(?:是|[:：])?|身份证(?:地址)?(?:是|上是)?"
    r"|家庭(?:住址|地址)[是:：]?)(?:中国)?$"
)
_IS_BEFORE = re.compile(r"(?:(?:我|俺|咱|们|都|他|她|本人|全|也|一个|人|头|板)是|我|俺|我们|俺们|咱们|都)$")
_HOME_AFTER = re.compile(
    r"(?:那边|这边|省|市|县)?(?:人(?!民|社|力|才|行|员|家|工|事|防|多|少|手|都?说)|籍|来的|过来的?|出来的?|来打工|来的|"
    r"(?:的)?(?:一[名个位]|农民|农村|老乡|乡下|村民|外地|打工[的者人]|民工|务工|工人|木工|瓦工|钢筋工|电工|小工|普通|,|，|。|!|$|我|在))"
)
_FROM_BEFORE = re.compile(r"(?:从|打|由|自)$")
_FROM_AFTER = re.compile(r"(?:那边|老家|这边|农村|乡下)?(?:来|到|过来|出来|去|跑|坐|赶|带|叫|喊|招)")
_SEAT_BEFORE = re.compile(
    r"(?:公司|总部|总公司|注册地址?|法人|老板|老总|包工头|工头|经理|他|她|人)(?:现在|人|就|都|也|家|本人|已经|可能|听说)*"
    r"(?:是|在|住|住在|回|去了?|躲在?|躲到|注册在|设在|位于|总部在|跑[到去回]了?|逃到)$"
)
_WORK_SOON = re.compile(
    r"[^,，。;；!！?？]{0,9}?(?:工地|项目|工程|包[了过的]|承包|接[了的]|盖|修|建|开|干活|做活|施工|厂|店|酒店|打工|做工|上班|务工|干[了过的]?|做[了过]?|搬砖)"
)
_AWAY_BEFORE = re.compile(
    r"(?:跑到|跑去|跑回|跑|逃到|躲到|躲在|回到|回去|回了?|票到|车费到|车票|寄到|嫁到|转到|搬到|搬去|赶到|赶往|返回|离开)$"
)
_GOING_BEFORE = re.compile(r"(?:去|去了|去过)$")
_ERRAND_AFTER = re.compile(
    r"(?:的)?(?:投诉|告|找|上访|要(?!求)|讨|看|过年|玩|住院|检查|打官司|出差|办|拿|票|车票|路费|反映|了$|躲|旅游)"
)
_NOT_BEFORE = re.compile(r"(?:不是|不在|没在|并非|而不是|不是在|没去过?|没到过?)(?:在|那个)?$")
_WORK_BEFORE = re.compile(
    r"(?:在|到|去|来|至|于|位于|地址|地点|地方|工地|项目|工程|[:：]|跟.{0,3}到|进|往|就是|改成|改为|应该是|应是|是在|,|，|。)(?:我们|咱们?|的|[是:：])?$"
)
_WORK_AFTER = re.compile(
    r"[^,，。;；!！?？]{0,12}?(?:工地|项目|工程|打工|干|做|上班|务工|厂|搬砖|装修|施工|楼|小区|路|隧道|高速|桥|站|送外卖|跑|修|建|盖|店|矿|医院|学校|安装|绑|扎|砌|刷|拆|挖|保安|保洁|住宅|公租房|安置|广场|别墅|码头|机场|水库)"
)
_UNPAID = re.compile(r"欠|拖|没给|没发|不给|不发|没结|不结|没拿到|未付|未发|未结|没付|克扣|要不到|讨薪|拿不到")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾韦付邹孟熊秦邱侯薛雷龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫"
)
_BARE = re.compile(r"(?:那个|就|是|就是|在|在的|应该是|我在|工地在|工地是|地点是|地址是|地方是)?$")
_BARE_AFTER = re.compile(r"(?:那边|这边|那里|这里|那|那块|那儿|下面)?(?:的)?(?:吧|啊|呀|哦|嘛|呢|了)?[。.!！~]*$")
_DISTRICT = re.compile(r"高新(?:技术)?(?:产业)?(?:开发|园)?区|经济(?:技术)?开发区|经开区|开发区|高新(?=区|那|的|干|做|工|一)")
_SUFFIX = re.compile(r"街道(?:办事处)?|地区|镇|乡|苏木")


def find_places(text: Text, place: str | None) -> tuple[list[Fact], list[AsksBack]]:
    """Find where the work was; `place` is a division already known that decides between namesakes."""
    chains = [_judge(chain, text.plain) for chain in _find_chains(text.plain, place)]
    chains = _add_towns(chains, text.plain, place)
    if not chains:
        return [], []
    chains = _decide(chains, text.plain, place)
    best = _choose(chains, text.plain)
    if best is None:
        return [], []
    if len(best.codes) == 1:
        return [_fact(best, text)], []
    if best.kind == Kind.WORD or len(best.codes[0]) > 6 and len(best.codes) > 3:
        return [], []
    return [], [AsksBack(field="division", values=best.codes[:3])]


def _fact(chain: _Chain, text: Text) -> Fact:
    code = chain.codes[0]
    span = (chain.start, chain.end)
    sure = 0.98 if chain.role == _Role.WORK else 0.93 if chain.role == _Role.PLAIN else 0.7
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


def _find_chains(plain: str, place: str | None) -> list[_Chain]:
    chains: list[_Chain] = []
    for start, stop, entry in find_names(plain):
        end, entry = _trim(plain, start, stop, entry)
        if _NO_PLACE_AFTER.match(plain, end) and not _OFFICE_AFTER.match(plain, end):
            role = _Role.OTHER
        elif not (chains and chains[-1].end == start) and _is_no_name(plain, start, stop, entry):
            continue
        else:
            role = _Role.PLAIN
        joined = _join(chains[-1], start, end, entry, plain) if chains else None
        if joined:
            chains[-1] = joined._replace(role=role)
        else:
            codes = _usual(entry)
            chains.append(_Chain(start, end, codes, entry.kind, role=role))
    return [_extend(chain, plain, place) for chain in chains]


def _trim(plain: str, start: int, end: int, entry: Entry) -> tuple[int, Entry]:
    """Leave the city's mark to 市场 and 市政."""
    if plain[end - 1] == "市" and end - start > 2 and _MARKET.match(plain, end):
        shorter = look_up(plain[start : end - 1])
        if shorter:
            return end - 1, shorter
    return end, entry


def _is_in_a_name(plain: str, start: int, entry: Entry) -> bool:
    """Whether a two-character county is rather the given name behind a surname (李建平)."""
    return (
        entry.kind in (Kind.SHORT, Kind.WORD)
        and not entry.codes[0].endswith("00")
        and start > 0
        and plain[start - 1] in _SURNAMES
        and (start == 1 or plain[start - 2] not in "在到去")
    )


def _is_no_name(plain: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the characters are part of other words, or of somebody's name."""
    if start and plain[start - 1 : start + 1] in _WORD_ACROSS:
        return True
    if plain[start] in _NUMERALS and start and plain[start - 1] in _NUMERALS:
        return True
    if entry.kind != Kind.FULL and _NO_NAME.match(plain, start) and end - start == 2:
        return True
    return _is_in_a_name(plain, start, entry)


def _usual(entry: Entry) -> tuple[str, ...]:
    """Take the highest rank alone: 吉林 is the province unless its city is told."""
    if entry.kind == Kind.NICK:
        return entry.codes[:1]
    if entry.kind not in (Kind.SHORT, Kind.WORD):
        return entry.codes
    zeros = [len(code) - len(code.rstrip("0")) for code in entry.codes]
    rank = 4 if zeros[0] >= 4 else 2 if entry.codes[0].endswith("00") else 0
    same = [code for code in entry.codes if (rank == 0) == (not code.endswith("00"))]
    return tuple(same[:1]) if rank else tuple(same)


def _join(last: _Chain, start: int, end: int, entry: Entry, plain: str) -> _Chain | None:
    gap = plain[last.end : start]
    if len(gap) > 5 or not _GAP.fullmatch(gap):
        return None
    inner = tuple(c for c in entry.codes if any(is_within(c, o) and c != o for o in last.codes))
    if inner:
        kind = Kind.FULL if entry.kind == Kind.WORD and not gap else entry.kind
        if entry.kind == Kind.WORD and gap:
            return None
        return last._replace(end=end, codes=_highest(inner), kind=kind, levels=last.levels + 1)
    if set(entry.codes) & set(last.codes) and not gap.strip("市省区县"):
        both = tuple(code for code in entry.codes if code in last.codes)
        return last._replace(end=end, codes=both)
    narrowed = tuple(c for c in last.codes if any(is_within(c, o) and c != o for o in entry.codes))
    if narrowed and gap and last.kind != Kind.WORD:
        return last._replace(end=end, codes=narrowed, levels=last.levels + 1)
    return None


def _highest(codes: tuple[str, ...]) -> tuple[str, ...]:
    cities = tuple(code for code in codes if code.endswith("00"))
    return cities or codes


def _extend(chain: _Chain, plain: str, place: str | None) -> _Chain:
    """Add a development zone or a town that stands right behind."""
    if len(chain.codes) > 1 and len({code[:4] for code in chain.codes}) == 1:
        chain = chain._replace(codes=tuple(filter(is_urban, chain.codes))[:1] or chain.codes)
    if len(chain.codes) != 1:
        return chain
    if len(chain.codes[0]) > 6:
        rank = _SUFFIX.match(plain, chain.end)
        return chain._replace(end=rank.end()) if rank else chain
    code, end = chain.codes[0], chain.end
    zone = _DISTRICT.match(plain, end + 1 if plain[end : end + 1] == "的" else end)
    if zone:
        return chain._replace(end=zone.end(), codes=(_zone_county(code, zone[0]),))
    return _extend_town(chain, code, plain)


def _zone_county(code: str, words: str) -> str:
    if not code.endswith("00") or code.endswith("0000") and code[:2] not in ("11", "12", "31", "50"):
        return code
    stem = division_name(code).rsplit("省", 1)[-1].rsplit("区", 1)[-1].removesuffix("市")
    kind = "高新区" if words.startswith("高新") else "经开区"
    for name in (stem + kind, stem + ("开发区" if kind == "经开区" else kind)):
        entry = look_up(name)
        if entry and is_within(entry.codes[0], code):
            return entry.codes[0]
    return code


def _extend_town(chain: _Chain, code: str, plain: str) -> _Chain:
    if not plain[chain.end : chain.end + 2]:
        return chain
    names = towns_of(code)
    if not names:
        return chain
    for skip in ("", "的", "那边的", "那边", ","):
        if not plain.startswith(skip, chain.end):
            continue
        start = chain.end + len(skip)
        for size in range(min(9, len(plain) - start), 1, -1):
            word = plain[start : start + size]
            codes = names.get(word)
            if codes and _is_town(word, plain, start + size, code, skip):
                if len(codes) > 1:
                    return chain
                return chain._replace(end=start + size, codes=codes, levels=chain.levels + 1)
    return chain


_AFTER_SHORT_TOWN = re.compile(
    r"$|[\s,，。;；、的那这工做打干一搞上修盖当附某厂镇街送装]|地铁|项目|小区|我|老板|包工头|欠|有"
)


def _is_town(word: str, plain: str, end: int, code: str, skip: str) -> bool:
    if _SUFFIX.search(word) and len(word) > 2:
        return True
    if skip or _NO_PLACE_AFTER.match(plain, end) or plain[end : end + 1] in "市区县":
        return False
    entry = look_up(word)
    if entry and entry.kind == Kind.WORD:
        return False
    return is_county(code) or bool(_AFTER_SHORT_TOWN.match(plain, end))


def _judge(chain: _Chain, plain: str) -> _Chain:
    if chain.role == _Role.OTHER:
        return chain
    before, after = plain[max(0, chain.start - 12) : chain.start], chain.end
    role = _role(chain, before, plain, after)
    score = 0.0
    if role == _Role.WORK:
        score = 2.0
    elif role == _Role.PLAIN:
        works = bool(_WORK_AFTER.match(plain, after))
        told = bool(_WORK_BEFORE.search(before)) or not before
        score = 0.5 * told + 1.0 * works
        role = _Role.WORK if told and works else role
    return chain._replace(role=role, score=score)


def _role(chain: _Chain, before: str, plain: str, after: int) -> _Role:
    if _NOT_BEFORE.search(before):
        return _Role.OTHER
    if _OFFICE_AFTER.match(plain, after) or (
        _OFFICE_BEFORE.search(before) and not _WORK_SOON.match(plain, after)
    ):
        return _Role.OFFICE
    firm = _FIRM_AFTER.match(plain, after)
    if firm and (
        chain.levels == 1
        or firm[0].endswith(_GROUPS)
        or ("有限" in firm[0] and not before.endswith("在"))
    ):
        return _Role.OTHER
    if _is_home(before, plain, after) or _is_away(before, plain, after):
        return _Role.OTHER
    return _Role.PLAIN


def _is_home(before: str, plain: str, after: int) -> bool:
    if _HOME_BEFORE.search(before):
        return True
    if _FROM_BEFORE.search(before) and _FROM_AFTER.match(plain, after):
        return True
    home = _HOME_AFTER.match(plain, after)
    if not home:
        return False
    said = home[0].strip("那边这省市县")
    if said[:1] in ("人", "籍", "来", "过", "出"):
        return not before.endswith(("在", "到", "去")) or said[:1] in ("人", "籍")
    return bool(_IS_BEFORE.search(before)) and bool(before.strip())


def _is_away(before: str, plain: str, after: int) -> bool:
    seat = _SEAT_BEFORE.search(before)
    if seat and not before.endswith(("在", "是")):
        return True
    if seat and not _WORK_SOON.match(plain, after):
        return True
    if _GOING_BEFORE.search(before):
        return bool(_ERRAND_AFTER.match(plain, after))
    return bool(_AWAY_BEFORE.search(before)) and not _WORK_SOON.match(plain, after)


def _add_towns(chains: list[_Chain], plain: str, place: str | None) -> list[_Chain]:
    """Find towns by their full name, and short ones in the place already known."""
    found = []
    for mark in _SUFFIX.finditer(plain):
        end = mark.end()
        if any(chain.start < end <= chain.end for chain in chains):
            continue
        for size in range(min(9, end), 1, -1):
            codes = find_towns(plain[end - size : end])
            if codes and end - size >= 0:
                clear = [c for c in chains if not (c.start < end and c.end > end - size)]
                chain = _Chain(end - size, end, codes, Kind.FULL)
                chains, found = clear, [*found, _judge(chain, plain)]
                break
    if place and not chains and not found:
        found = _bare_town(plain, place)
    return sorted([*chains, *found], key=lambda chain: chain.start)


def _bare_town(plain: str, place: str) -> list[_Chain]:
    word = _BARE_AFTER.sub("", plain.strip())
    codes = towns_of(place).get(word, ())
    start = plain.find(word)
    return [_Chain(start, start + len(word), codes, Kind.SHORT, role=_Role.WORK)] if codes else []


def _decide(chains: list[_Chain], plain: str, place: str | None) -> list[_Chain]:
    """Decide between namesakes by the other places told, the places of work before the rest."""
    if all(len(chain.codes) == 1 and chain.kind != Kind.WORD for chain in chains):
        return chains
    told = [c for c in sorted(chains, key=lambda c: -c.role) if len(c.codes) == 1]
    outer = [c.codes[0] for c in told if c.role >= _Role.OFFICE] + ([place] if place else [])
    outer += [c.codes[0] for c in told if c.role == _Role.OTHER and c.levels]
    return [
        decided
        for chain in chains
        if (decided := _narrow(chain, outer)) and _is_believable(decided, chain, plain)
    ]


def _narrow(chain: _Chain, outer: Sequence[str]) -> _Chain:
    if len(chain.codes) == 1 and chain.kind != Kind.WORD:
        return chain
    for code in outer:
        for wider in (code, *ancestors(code)):
            inner = tuple(c for c in chain.codes if is_within(c, wider) and c != wider)
            if inner and len(inner) <= len(chain.codes) and (len(inner) == 1 or wider == code):
                return chain._replace(codes=inner, kind=_surer(chain, code, inner[0]))
    return chain


def _surer(chain: _Chain, told: str, code: str) -> Kind:
    """An ordinary word becomes a place where its own city is told."""
    return Kind.SHORT if told != code and is_within(code, told) else chain.kind


def _is_believable(chain: _Chain, before: _Chain, plain: str) -> bool:
    if chain.kind != Kind.WORD or chain.levels > 1:
        return True
    return bool(
        _BARE.fullmatch(plain[: chain.start]) and _BARE_AFTER.match(plain, chain.end)
    ) and len(chain.codes) <= 3


def _choose(chains: Sequence[_Chain], plain: str) -> _Chain | None:
    able = [chain for chain in chains if chain.role > _Role.OTHER]
    if any(chain.role > _Role.OFFICE for chain in able):
        able = [chain for chain in able if chain.role > _Role.OFFICE]
    if not able:
        return None
    if len(able) == 1:
        return able[0]
    unpaid = _UNPAID.search(plain)
    at = unpaid.start() if unpaid else len(plain)
    best = max(able, key=lambda c: (c.score + _nearness(c, able, at), -c.start))
    return _deepen(best, able)


def _nearness(chain: _Chain, able: Iterable[_Chain], unpaid: int) -> float:
    """Prefer the last place told before what is unpaid is told."""
    before = [c.start for c in able if c.end <= unpaid]
    return 0.8 if before and chain.start == max(before) else 0.0


def _deepen(best: _Chain, able: Sequence[_Chain]) -> _Chain:
    """Take the most exact place inside the best one."""
    for chain in able:
        if len(best.codes) == 1 and chain is not best:
            inner = tuple(c for c in chain.codes if is_within(c, best.codes[0]))
            if inner and len(inner) == 1 and inner[0] != best.codes[0]:
                best = chain._replace(codes=inner)
    return best
