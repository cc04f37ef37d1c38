"""How many people's pay is told of, the speaker among them."""

import re
from datetime import date

from nlp.confidence import trust
from nlp.measures import Quantity
from nlp.normalize import Text
from nlp.quantities import read_quantities
from nlp.understanding import Fact

_US = (
    r"(?:我们|俺们|咱们|咱|俺|我们这|我们那|我们班组|我们班|我们组|我们队|我们车间|大家|大伙"
    r"|工友们|兄弟们|工人们|老乡们)"
)
_KIN = (
    r"(?:老婆|媳妇|老公|爱人|对象|妻子|丈夫|女朋友|男朋友|我?弟弟?|哥哥?|姐姐?|妹妹?|爸爸?"
    r"|妈妈?|父亲|母亲|儿子|女儿|表弟|表哥|堂弟|堂哥|姐夫|妹夫|小舅子|侄子|老乡|工友|同事|同乡"
    r"|朋友|我爸|我妈|嫂子|叔叔?|舅舅?|我儿|婆娘|屋里人|堂客|孩子他?[爸妈])"
)
_OTHERS = re.compile(
    r"(?:老板|包工头|经理|领导|股东|警察|老人|孩子|受伤|死|打手|来了|派了|叫了|一家|家里"
    r"|负责人|合伙人|找了|招了|劝|监察|接待|工作人员|管理|开发商|打我|威胁|几次|家人"
    r"|问了)[^M,。P]{0,3}$"
)
_NOT_AFTER = re.compile(
    r"(?:能?作证|证明|被?埋|可以作|给我?作|吃饭|生活|要养|受伤|死|摔|打我|来打|拦|堵|看着|威胁"
    r"|管|住一|一间|合伙|股东|的?公司|来找|动手|围)"
)
_TWO = re.compile(
    rf"(?:我|俺|咱)?(?:和|跟|同|与|还有|带着|连同?)(?:我|俺|咱)?(?:的)?(?:一个|另一个)?{_KIN}"
    rf"|{_KIN}(?:和|跟)我|(?:我们?|俺们?|咱们?)(?:两口子|夫妻俩?|夫妇|俩口子|父子俩?|兄弟俩"
    rf"|姐妹俩|母子|爷俩|娘俩|哥俩|姐俩|小两口|俩|二人)"
    r"|夫妻俩|夫妻两|两口子|夫妻双方|父子俩"
)
_PAIR_STARTS = re.compile(
    rf"(?:我|俺)(?:和|跟|同|与|还有|带着|跟着)(?:我|俺)?(?:的)?(?!老乡|工友|同事|朋友|同乡){_KIN}"
    rf"(?![一二三四五六七八九十两]|家|们)"
)
_ALONE = re.compile(
    r"(?:就|只有?|只欠|单|就是|光)(?:是)?(?:我|俺|本人)(?:自己)?(?:一|1)?个?(?:人)?(?=$"
    r"|[,。;!?，]|没|被|欠|一个|了)(?<!就我们)|(?<![是止光])(?:我|俺)(?:一|1)个人(?=$|[,。;!?]|的|没|被"
    r"|欠)|(?:我|俺)自己一个人?"
)
_PLUS_ME = re.compile(
    r"(?:我|俺)(?:和|跟|同|还有|加上|以及|与)(?:另外?|其他|其余|还有|别的|我的?|同村的?|一起的?"
    r"|一块的?|几个|同乡|老家的?|带的)*(?P<p>P)|(?:还有|另外(?:还有)?|其他"
    r"|其余)(?P<p2>P)_*[^M,。]{0,6}?(?:也|都|一样|跟我|和我)"
)
_WITH_ME = re.compile(
    r"(?:连我|加我|加上我|算上我|包括我|连我自己|带我)[^M,。]{0,4}?(?:一共|总共|共)?(?P<p>P|N)"
)
_CONTRACTS = re.compile(
    r"(?:手下|手底下|下面|底下|带了?|请了?|雇了?|叫了|领着?|招了?)(?:着|有)?(?:我的"
    r"|的)?[^M,。]{0,4}?(?P<p>P)"
)
_US_N = re.compile(
    rf"{_US}[^M,。TD]{{0,6}}?(?P<p>N)|(?:一共|总共|共|拢共|就)(?:是|有|欠)?(?P<n>N)_*(?:个|口"
    rf"|名)(?!月)"
)
_DISTANCE_US = re.compile(rf"{_US}[^M。;]{{0,10}}$")
_COUNTED = re.compile(
    r"(?:一共|总共|共|合计|全部|全班组|整个班组|班组|全队|全厂|车间|欠|拖欠|有|还有|大概|差不多"
    r"|将近|涉及|几十|工地上|剩|等|名单|代表|人数[:：是为]?|计|这边|这|那)[^M,。]{0,4}$"
)
_PAY_AFTER = re.compile(
    r"[^。;]{0,14}(?:工资|工钱|没[给发拿领结付]|欠|血汗钱|的钱|都没|一分|干活|干了|做了|一起|被)"
)
_TALKS_OF_PAY = re.compile(r"给了|拿到|工资|工钱|钱|欠|薪|没[给发结]|干活|做工|工地|活|M|U")
_APART = re.compile(r"[,，。 :：]$")
_APART_AFTER = re.compile(r"_*(?:[,，。 ]|$|一共|总共|共|都|全)")
_THEN_EACH = re.compile(r"_*[,，]?(?:都|平均)?E")
_WORKERS = re.compile(r"工人|农民工|民工|工友|员工|兄弟|老乡|姐妹")
_PAID_ALREADY = re.compile(r"其中(?:有)?(?P<p>P)_*[^MTD。]{0,6}?(?:给了|拿到|结了|发了|给过|结清)")
_LONE = re.compile(
    r"[ ]*(?:我们|一共|总共|共|就|大概|差不多|有|是|嗯|哦|应该|我们一共)*(?P<p>[PN])_*(?:个|名"
    r"|位|口|人|吧|了|左右|[。.,! ])*"
)
_GROUP_COUNT = re.compile(
    r"(?P<us>我们|俺们|咱们|咱|兄弟|姐妹|工友|老乡|还有|另外|一共|总共|共|就|欠|有"
    r"|这)(?P<gap>[^一二三四五六七八九十百\d工点M]{0,2}?|[\u4e00-\u9fff]{0,4}(?:工|员|师傅|队|班|组))$"
)
_MEASURE = re.compile(
    r"(?:多|来)?(?:个|口|号|位|名)(?![月小钟半点]|工(?![资钱])|[星礼孩娃楼项工电字房亿头多]|老板|包工|人)"
    r"|(?=[,，。]|$|都|全|每)"
)


def find_headcount(text: Text, today: date) -> list[Fact]:
    """Find the number of those whose pay is told of."""
    quantities = read_quantities(text)
    sketch = quantities.sketch
    for reader in (_labelled, _with_me, _plus_me, _counted, _unmeasured, _pair, _alone, _lone):
        fact = reader(text, sketch)
        if fact:
            return [fact]
    return []


#: 人数:6, 人数搞错了，是六个.
_LABEL = re.compile(r"(?:人数|工人数量)(?:[^MTDW,。\d]{0,6})[,，]?(?:是|为|有|[:： ])*(?P<p>[PN])")


def _labelled(text: Text, sketch: str) -> Fact | None:
    match = _LABEL.search(sketch)
    return _fact(text, _at(text, match.start("p")), rule="labelled") if match else None


def _with_me(text: Text, sketch: str) -> Fact | None:
    match = _WITH_ME.search(sketch)
    return _fact(text, _at(text, match.start("p")), rule="with me") if match else None


def _plus_me(text: Text, sketch: str) -> Fact | None:
    match = _PLUS_ME.search(sketch)
    if match is None:
        return None
    name = "p" if match["p"] else "p2"
    if name == "p2" and any(
        q.kind == "P" for q in read_quantities(text).at.values() if q.start < match.start()
    ):
        return None
    quantity = _at(text, match.start(name))
    words = text.plain[match.start() : quantity.end + 4]
    together = re.search(
        r"我[和跟同](?:我的?)?P_*(?:一共|总共|一起)?", sketch[match.start() : quantity.end + 2]
    )
    if together and re.search(r"两个?人$|俩人?$|2个人$", words[: quantity.end - match.start()]):
        return None
    span = (match.start(), quantity.end)
    return _fact(text, quantity, rule="plus me", add=1, span=span)


def _counted(text: Text, sketch: str) -> Fact | None:
    best: tuple[int, Quantity] | None = None
    for quantity in read_quantities(text).at.values():
        if quantity.kind != "P":
            continue
        score = _score(sketch, quantity, text.plain[quantity.start : quantity.end])
        if score > 0 and (best is None or score > best[0]):
            best = (score, quantity)
    if best is None:
        return None
    paid = _PAID_ALREADY.search(sketch, best[1].end)
    less = int(_at(text, paid.start("p")).value) if paid else 0
    if paid and 0 < less < best[1].value:
        return _fact(
            text, best[1], rule="less paid", add=-less, span=(best[1].start, paid.end("p"))
        )
    return _fact(text, best[1], rule="counted")


def _score(sketch: str, quantity: Quantity, words: str) -> int:
    left = sketch[max(0, quantity.start - 14) : quantity.start]
    right = sketch[quantity.end : quantity.end + 18]
    if quantity.value < 1 or _OTHERS.search(left) or _NOT_AFTER.match(right):
        return 0
    if re.search(r"(?:每|任何|第|哪|同)$|一$", left):
        return 0
    score = 0
    if _WORKERS.search(words):
        score += 1
    if _DISTANCE_US.search(left) or _THEN_EACH.match(right):
        score += 4
    if _COUNTED.search(left):
        score += 2
    if _PAY_AFTER.match(right) or re.search(r"欠[^,。]{0,6}$", left):
        score += 2
    if _APART.search(left) and _APART_AFTER.match(right) and _TALKS_OF_PAY.search(sketch):
        score += 2
    if _CONTRACTS.search(left + "P"):
        score += 3
    if quantity.value == 1:
        score -= 3
    return score if score >= 4 or _TALKS_OF_PAY.search(sketch) else 0


def _unmeasured(text: Text, sketch: str) -> Fact | None:
    """Read 我们五个, 一共八个: a number whose people are not named."""
    for quantity in read_quantities(text).at.values():
        if quantity.kind != "N" or quantity.value < 2:
            continue
        if _GROUP_COUNT.search(sketch[max(0, quantity.start - 9) : quantity.start]) and re.match(
            r"(?:多|来)?(?:个|口|号|位|名)(?![月小钟半点]|工(?![资钱])|[星礼孩娃楼项电字房])",
            sketch[quantity.end :],
        ):
            return _fact(text, quantity, rule="unmeasured")
    return None


def _pair(text: Text, sketch: str) -> Fact | None:
    family = re.search(r"一家(?P<n>[三四五])口(?:人)?(?=都|全|在)", text.plain)
    if family:
        return Fact(
            field="headcount",
            value="三四五".index(family["n"]) + 3,
            text=text.words(family.span()),
            span=family.span(),
            confidence=trust("headcount", "pair"),
            rule="headcount: family",
        )
    match = _PAIR_STARTS.search(text.plain) or re.search(
        r"(?:我们?|俺们?|咱们?)?(?:两口子|夫妻俩?|夫妇俩?|俩口子|父子俩?|兄弟俩|兄弟两个?|姐妹俩"
        r"|母子俩?|爷俩|娘俩|哥俩|小两口|老两口)|(?:我们?|俺们?|咱们?)(?:哥|姐|爷|娘)?(?:俩|仨"
        r"|二人|两个(?=[人都的,，]|$))",
        text.plain,
    )
    if match is None:
        return None
    span = match.span()
    value = 3 if "仨" in match[0] else 2
    return Fact(
        field="headcount",
        value=value,
        text=text.words(span),
        span=span,
        confidence=trust("headcount", "pair"),
        rule="headcount: pair",
    )


def _alone(text: Text, sketch: str) -> Fact | None:
    match = _ALONE.search(text.plain)
    if match is None:
        return None
    span = match.span()
    return Fact(
        field="headcount",
        value=1,
        text=text.words(span),
        span=span,
        confidence=trust("headcount", "alone"),
        rule="headcount: alone",
    )


def _lone(text: Text, sketch: str) -> Fact | None:
    """The whole message is a number of heads."""
    match = _LONE.fullmatch(sketch)
    if match is None:
        return None
    quantity = _at(text, match.start("p"))
    counts = quantity.kind == "P" or "个" in sketch[quantity.end :]
    return _fact(text, quantity, rule="lone") if counts else None


def _at(text: Text, start: int) -> Quantity:
    return read_quantities(text).at[start]


def _fact(
    text: Text, quantity: Quantity, *, rule: str, add: int = 0, span: tuple[int, int] | None = None
) -> Fact:
    place = span or (quantity.start, quantity.end)
    ranged = quantity.low is not None and quantity.high is not None
    return Fact(
        field="headcount",
        value=int(quantity.value) + add,
        text=text.words(place),
        span=place,
        confidence=trust("headcount", rule),
        approximate=quantity.vague or ranged,
        low=int(quantity.low) + add if ranged and quantity.low else None,
        high=int(quantity.high) + add if ranged and quantity.high else None,
        derived=bool(add),
        rule=f"headcount: {rule}",
    )
