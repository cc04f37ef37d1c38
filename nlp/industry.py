"""In which industry the work was (行业): words with weights that add up, the heaviest code wins."""

import re
from collections import defaultdict

from nlp.chains import find_chains
from nlp.normalize import Text
from nlp.understanding import Fact
from nlp.vocabulary import Hit, Sense, Vocabulary

_WORDS = Vocabulary("industry.tsv")

#: Words about something else: the child's school, the sickbed, the shop next door, the way home.
_ASIDE_BEFORE = re.compile(
    r"(?:孩子|小孩|儿子|女儿|娃|老婆|媳妇|老公|我妈|我爸|父亲|母亲)(?:在|上|的|是|读|住|要|哪个)*$"
    r"|(?:住|去|送|到|进)(?:了)?$|上(?=幼儿园|学校)|没有$|不是$|"
    r"(?:旁边|附近|隔壁|对面|门口)(?:的)?(?:有)?$"
)
_ASIDE_AFTER = re.compile(
    r"(?:的?饭菜?|死贵|太贵|难吃|太难吃|费|学费|旁边|附近|对面|门口|隔壁|回家|票|看病|治疗|住院|抢救|宿舍住|说话|大队|局)"
)
#: How one speaks to a stranger, in many provinces: 老师，我在…
_ADDRESS = re.compile(r"(?:^|[,，。!！\s]|[您你]好)老师(?=[,，:：!！]|您好|你好|我|请问)")
#: What is built is no trade: 酒店装修, 化工厂项目.
_BUILT = frozenset(
    {
        "catering",
        "retail",
        "education",
        "health",
        "manufacturing",
        "property_security_cleaning",
        "farm_forest",
        "haulage",
        "public_body",
    }
)
_BUILDS_AFTER = re.compile(
    r"(?:的|那个|新|二期|一期|整体|里)*(?:铺|贴|刷|吊顶|做吊顶|做防水|做消防|安装|装修|项目|工地|工程|改造|扩建|搬迁|厂房建|主体|建设"
    r"|施工|干钢|做钢|做装修)"
)
_BUILDS_BEFORE = re.compile(
    r"(?:[盖建修](?:着|了|中)?的|(?<!维)(?:[盖建修]|装修)(?:个|一个|一家|座|一座|栋|一栋)?)$"
)
#: A lone word about cranes or contractors shows no industry yet.
_LEAST = 2.0
_ONE_LETTER = re.compile(r"厂(?!家|门)|(?<=[在去给宜县市人])摘(?![要掉下牌录])|(?<=[在下进个的])矿")
_WORKS_AFTER = re.compile(r"(?:里|那里|那边)?(?:干|做|打工|上班|当|工作|帮)")
#: Codes whose words are also said of the speaker's life, not of his work.
_OF_LIFE = frozenset(
    {"education", "health", "retail", "catering", "domestic", "delivery", "aviation", "public_body"}
)


def find_industry(text: Text) -> list[Fact]:
    """Find the industry of the work, told by the heaviest words."""
    weights: dict[str, float] = defaultdict(float)
    best: dict[str, Hit] = {}
    places = [(chain.start, chain.end) for chain in find_chains(text.plain)]
    for hit in _WORDS.find(text.plain):
        code, weight = hit.sense
        if code == "none" or _is_across(hit, places):
            continue
        if code in _BUILT and _is_built(hit, text.plain):
            code, weight = "construction", 5.0
            hit = Hit(hit.start, hit.end, Sense(code, weight))
        if code in _OF_LIFE and _is_aside(hit, text.plain):
            continue
        weights[code] += weight
        if code not in best or weight > best[code].sense.weight:
            best[code] = hit
    if not weights or max(weights.values()) < _LEAST:
        return _by_one_letter(text)
    code = max(weights, key=lambda each: (weights[each], -best[each].start))
    hit = best[code]
    rivals = sorted(weights.values(), reverse=True)
    clear = len(rivals) == 1 or rivals[0] > 1.5 * rivals[1]
    return [
        Fact(
            field="industry",
            value=code,
            text=text.words((hit.start, hit.end)),
            span=(hit.start, hit.end),
            confidence=0.96 if clear else 0.85,
            rule=f"industry:{code}",
        )
    ]


def _is_across(hit: Hit, places: list[tuple[int, int]]) -> bool:
    """Whether the word stands in the name of a place, whole or half (巴中通江)."""
    return any(
        hit.start < end and start < hit.end and not (hit.start <= start and end <= hit.end)
        for start, end in places
    )


def _is_built(hit: Hit, plain: str) -> bool:
    """Whether the house named is what they build: 酒店装修, 正在盖的酒店."""
    before = plain[max(0, hit.start - 4) : hit.start]
    return bool(_BUILDS_AFTER.match(plain, hit.end) or _BUILDS_BEFORE.search(before))


def _is_aside(hit: Hit, plain: str) -> bool:
    if _WORKS_AFTER.match(plain, hit.end):
        return False
    if any(spoken.end() == hit.end for spoken in _ADDRESS.finditer(plain)):
        return True
    return bool(
        _ASIDE_BEFORE.search(plain[max(0, hit.start - 8) : hit.start])
        or _ASIDE_AFTER.match(plain, hit.end)
    )


def _by_one_letter(text: Text) -> list[Fact]:
    """Read 厂, 矿 and 摘 that stand in no longer word."""
    match = _ONE_LETTER.search(text.plain)
    if match is None:
        return []
    code = {"矿": "mining", "摘": "farm_forest"}.get(match[0], "manufacturing")
    return [
        Fact(
            field="industry",
            value=code,
            text=text.words(match.span()),
            span=match.span(),
            confidence=0.9,
            rule=f"industry:{code}-letter",
        )
    ]
