"""Names of places that stand together (湖南长沙望城) and decide for each other what each means."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from nlp.divisions import (
    Entry,
    Kind,
    division_name,
    find_names,
    is_county,
    is_urban,
    is_within,
    look_up,
    towns_of,
)


class Role(IntEnum):
    """What a place is to the story; only the first two may be where the work was."""

    WORK = 2
    PLAIN = 1
    OFFICE = 0
    """Told as the seat of an authority: likely the place of the work, if none is told."""
    OTHER = -1


class Chain(NamedTuple):
    """Names that stand together, with the codes that the last of them may mean."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: Kind
    levels: int = 1
    role: Role = Role.PLAIN
    score: float = 0.0


_GAP = re.compile(
    r"[\s,，、·\-—/]?(?:的|这边的?|那边的?|这里的?|那里的?|下面的?|下边的?|底下的?|下辖的?"
    r"|辖区的?|境内的?|市|省|市区的?)?[\s,，、]?"
)
_MARKET = re.compile(r"[场政](?!府)|[南北中]区")
#: Two characters that are one word: no name begins at the second (完成都, 合同安排, 修建水池).
_WORD_ACROSS = frozenset(
    [
        "完成",
        "一定",
        "建成",
        "变成",
        "达成",
        "形成",
        "组成",
        "造成",
        "收成",
        "构成",
        "其中",
        "之中",
        "马上",
        "晚上",
        "早上",
        "路上",
        "网上",
        "身上",
        "手上",
        "线上",
        "加上",
        "以上",
        "楼上",
        "厂上",
        "修建",
        "新建",
        "扩建",
        "承建",
        "在建",
        "改建",
        "筹建",
        "搭建",
        "工资",
        "大包",
        "小包",
        "老包",
        "保安",
        "公安",
        "治安",
        "房东",
        "股东",
        "合同",
        "相同",
        "一同",
        "共同",
        "不同",
        "陪同",
        "当天",
        "今天",
        "每天",
        "天天",
        "昨天",
        "明天",
        "前天",
        "平方",
        "地方",
        "对方",
        "双方",
        "我方",
        "官方",
        "老乡",
        "家乡",
        "人民",
        "农民",
        "居民",
        "村民",
        "市民",
        "现金",
        "奖金",
        "押金",
        "资金",
        "定金",
        "佣金",
        "楼房",
        "住房",
        "平房",
        "厂房",
        "库房",
        "因为",
        "认为",
        "作为",
        "电话",
        "公司",
        "大理",
        "生活",
        "通过",
        "经过",
        "年龄",
    ]
)
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万两几半")
#: A name and what makes another word of it (大理石, 四平方, 西安装).
_NO_NAME = re.compile(
    r"宁德时代|北京现代|上海大众|广州本田|大理[石论会想]|新都会|和田玉|普洱茶"
    r"|[修建]水[管库渠池沟塔电泥井]|开化[工肥]|南充电|石狮子|黄石公|大同[小事]"
    r"|[河湖济海][南北][侧岸]|江西[侧岸]|山[西东][侧岸]|昌平稳|资阳历|保定[期金]"
    r"|[\u4e00-\u9fff]{1,2}(?:安[装排置全]|阳台|平[方米均时]|门[窗口卫锁框]|河[道边堤沟]|海鲜"
    r"|山东西)|长安[车汽]|中山[装陵]|上海滩|东至[今]|固始终|新建[项工小厂学医的楼房住商]|清新[的空]|临海边|天门[山]"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾韦付邹孟熊秦邱侯薛雷龙段郝孔邵史毛常万顾赖武康贺严尹钱"
    "施牛洪龚汤陶黎温莫"
)
_DISTRICT = re.compile(
    r"高新(?:技术)?(?:产业)?(?:开发|园)?区|经济(?:技术)?开发区|经开区|开发区|高新(?=区|那|的"
    r"|干|做|工|一)"
)
TOWN_MARK = re.compile(r"街道(?:办事处)?|地区|镇|乡|苏木")


@lru_cache(maxsize=16)
def find_chains(plain: str) -> tuple[Chain, ...]:
    """Find the chains from left to right, each with the zone or town that stands right behind."""
    chains: list[Chain] = []
    for start, stop, named in find_names(plain):
        end, entry = _trim(plain, start, stop, named)
        last = chains[-1] if chains else None
        if not (last and last.end == start) and _is_no_name(plain, start, end, entry):
            continue
        joined = _join(last, start, end, entry, plain) if last else None
        if last and last.end == start and not joined and entry.kind in (Kind.NICK, Kind.ZONE):
            continue
        if not joined and _is_town_name(plain, end, entry):
            continue
        if joined:
            chains[-1] = joined
        else:
            chains.append(Chain(start, end, _usual(entry), entry.kind))
    return tuple(_extend(chain, plain) for chain in chains)


def _is_town_name(plain: str, end: int, entry: Entry) -> bool:
    """Whether a short county name is rather a town's of the same name (新都区大丰街道)."""
    short = entry.kind in (Kind.SHORT, Kind.WORD)
    return short and plain.startswith(("镇", "乡", "街道"), end)


def leading_places(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the names stand that begin a longer name, each inside the one before.

    黄冈市黄州区黄冈中学 begins with two, for the third is the school's own.
    """
    spans: list[tuple[int, int]] = []
    outer: tuple[str, ...] = ()
    for first, stop, entry in find_names(plain[start:end]):
        at = spans[-1][1] if spans else start
        near = start + first <= at + (0 if spans else 2)
        nested = not spans or any(is_within(c, o) and c != o for c in entry.codes for o in outer)
        on_road = plain[start + stop : start + stop + 1] in ("路", "街")
        if not near or not nested or on_road or entry.kind == Kind.WORD:
            break
        spans.append((start + first, start + stop))
        outer = entry.codes
    return spans


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


def _join(last: Chain, start: int, end: int, entry: Entry, plain: str) -> Chain | None:
    gap = plain[last.end : start]
    if len(gap) > 5 or not _GAP.fullmatch(gap):
        return None
    named = (*entry.codes, *entry.was)
    inner = tuple(c for c in named if any(is_within(c, o) and c != o for o in last.codes))
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


def _extend(chain: Chain, plain: str) -> Chain:
    """Add a development zone or a town that stands right behind."""
    if len(chain.codes) > 1 and len({code[:4] for code in chain.codes}) == 1:
        chain = chain._replace(codes=tuple(filter(is_urban, chain.codes))[:1] or chain.codes)
    if len(chain.codes) != 1:
        return chain
    if len(chain.codes[0]) > 6:
        rank = TOWN_MARK.match(plain, chain.end)
        return chain._replace(end=rank.end()) if rank else chain
    code, end = chain.codes[0], chain.end
    zone = _DISTRICT.match(plain, end + 1 if plain[end : end + 1] == "的" else end)
    if zone:
        return chain._replace(end=zone.end(), codes=(_zone_county(code, zone[0]),))
    return _extend_town(chain, code, plain)


def _zone_county(code: str, words: str) -> str:
    if not code.endswith("00") or (
        code.endswith("0000") and code[:2] not in ("11", "12", "31", "50")
    ):
        return code
    stem = division_name(code).rsplit("省", 1)[-1].rsplit("区", 1)[-1].removesuffix("市")
    kind = "高新区" if words.startswith("高新") else "经开区"
    for name in (stem + kind, stem + ("开发区" if kind == "经开区" else kind)):
        entry = look_up(name)
        if entry and is_within(entry.codes[0], code):
            return entry.codes[0]
    return code


def _extend_town(chain: Chain, code: str, plain: str) -> Chain:
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


_ROAD_AFTER = re.compile(r"[东西南北中一二三四]{0,2}(?:路|街(?!道)|大道|大街|银行|大桥)")
_AFTER_SHORT_TOWN = re.compile(
    r"$|[\s,，。;；、的那这工做打干一搞上修盖当附某厂镇街送装]|地铁|项目|小区|我|老板|包工头|欠|有"
)


def _is_town(word: str, plain: str, end: int, code: str, skip: str) -> bool:
    if TOWN_MARK.search(word) and len(word) > 2:
        return True
    if skip or _ROAD_AFTER.match(plain, end) or plain[end : end + 1] in ("市", "区", "县"):
        return False
    entry = look_up(word)
    if entry and entry.kind == Kind.WORD:
        return False
    return is_county(code) or bool(_AFTER_SHORT_TOWN.match(plain, end))
