"""The speaker puts something right: which field, and the value it should have had.

不对，是三万不是两万 · 说错了 8个人 · 改一下电话. The old value helps: what the correction denies
(不是两万) names the field it stands in, and what was asked last is the likeliest otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.answers import read_answer
from nlp.measures import Quantity
from nlp.normalize import Text, normalize
from nlp.quantities import read_quantities
from nlp.reader import understand
from nlp.understanding import Fact, FactValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What is to be put right; the field is None where only that something is wrong was said."""

    field: str | None = None
    fact: Fact | None = None


_SIGN = re.compile(
    r"不对|不是|不叫|说错|讲错|打错|写错|记错|弄错|搞错|错了|有错|口误|更正|纠正|改一下|改下"
    r"|改成|改为|改掉|改一改|我改|要改|修改|重新说|不止|没有?那么|应该是|其实是|哦不|啊不|更改"
    r"|换成|填错|听错"
)
_RIGHT = re.compile(r"[\s,]*(?:没有?错|没有?问题|没弄错|没说错|对的?|是的)[\s,。.!了啊的]*")
#: What stands before 说错了 is the old value, where a new one follows.
_BEFORE = re.compile(
    r"^(?P<old>[^,，。]{1,20}?)(?=说错|讲错|不对|错了|打错|写错"
    r"|记错)(?=.{3,}[0-9一二三四五六七八九十两百千万])"
)
_ASIDE = re.compile(
    r"不对|说错了?|讲错了?|打错了?|写错了?|记错了?|弄错了?|搞错了?|填错了?|听错了?|错了|口误"
    r"|更正一?下?|纠正一?下?|改一下|改下|改成|改为|我改一?下?|修改|应该是|其实是|哦不|啊不|换成"
    r"|更改为?|刚才|刚刚|前面|不好意思|对不起"
)
_DENIED = re.compile(
    r"(?:，|,|。)?(?:而)?(?:不是|不叫|没有|不止|别写)(?P<old>[^,，。;!?]{1,20}?)(?=[,，。;!?]|是"
    r"|$|应该)"
)
#: Within one breath: what stands before it is taken back (叫李强，不对，叫李刚).
_TURN = re.compile(
    r"[^,，。\s][,，。\s]*(?:哦|啊|额|呃)?(?:不对|错了|说错了|讲错了|打错了)[,，。、\s]+(?=\S)"
)
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (field, re.compile(words))
    for field, words in (
        ("name", "我叫|我姓|我的?名字"),
        ("foreman_phone", "(?:老板|工头|包工头|他).{0,3}(?:电话|手机|号码)"),
        ("phone", "电话|手机号?|号码|联系方式"),
        ("identity_number", "身份证"),
        ("bank_card", "银行卡|卡号"),
        ("headcount", "人数|几个人|多少人|P"),
        ("amount_per_worker_fen", "每个?人(?:欠|的)?(?:金额|钱|数)"),
        ("advance_fen", "借支|支了|预支|生活费|已经给|给过"),
        ("rate_fen", "单价|工价|一天多少|日薪|月薪|工资标准"),
        ("worked", "工数|天数|几个工|多少工"),
        (
            "amount_fen",
            "金额|钱数|数额|欠款|欠的?钱|总数|工资数|多少钱|欠薪"
            "|改[^,，。]{0,3}钱|钱(?:说|写|记|弄)?[错不]",
        ),
        ("period_start", "开始|起始|进场|入职|从哪"),
        ("period_end", "结束|离职|退场|截止|到哪"),
        ("months", "几个月|月数"),
        ("division", "地点|地方|地区|哪个区|哪个县|城市|位置"),
        ("address", "地址"),
        ("site", "工地|项目"),
        ("employer", "老板|公司|单位|厂名"),
        ("foreman", "工头|包工头|班组长|带班"),
        ("name", "名字|姓名|我叫"),
        ("industry", "行业|工种"),
    )
)
_KINDS = {
    "M": ("amount_fen", "amount_per_worker_fen", "advance_fen", "rate_fen", "project_payment_fen"),
    "P": ("headcount",),
    "W": ("worked",),
    "D": ("months",),
    "T": ("period_start", "period_end", "last_payment"),
}


def read_correction(
    text: str, today: date, known: Mapping[str, FactValue], latest: Sequence[str]
) -> Correction | None:
    """Read a correction of what is known; `latest` are the fields last asked, the newest first."""
    message = normalize(text)
    if not _SIGN.search(message.plain) or _RIGHT.fullmatch(message.plain):
        return None
    kept = _keep_new(message)
    named = _named_field(message, known)
    denied = _denied_field(message, known)
    told = {
        field: fact for field, fact in understand(kept, today).facts.items() if _is_new(fact, known)
    }
    for field in (denied, named):
        if field is not None:
            return Correction(
                field=field, fact=_in_place(told.get(field) or _answer(field, kept, today), message)
            )
    if told:
        field = _likeliest(told, known, latest)
        return Correction(field=field, fact=_in_place(told[field], message))
    return _by_kind(message, kept, today, known, latest)


def _keep_new(message: Text) -> str:
    """Blank out what is denied and the words of correcting, length for length."""
    plain = message.original
    turns = list(_TURN.finditer(message.plain))
    if turns:
        plain = " " * turns[-1].end() + plain[turns[-1].end() :]
    for pattern in (_BEFORE, _DENIED):
        for match in pattern.finditer(message.plain):
            start, end = match.span("old")
            plain = plain[:start] + " " * (end - start) + plain[end:]
    for pattern in (_DENIED, _ASIDE):
        for match in pattern.finditer(message.plain):
            plain = (
                plain[: match.start()] + " " * (match.end() - match.start()) + plain[match.end() :]
            )
    return re.sub(r"(?<![\u3400-\u9fff])是(?=[0-9一二三四五六七八九十两百千万])", " ", plain)


def _in_place(fact: Fact | None, message: Text) -> Fact | None:
    """Quote the message itself, of which the reading had blanks."""
    return (
        replace(fact, text=message.words(fact.span), rule=f"correction: {fact.rule}")
        if fact
        else None
    )


def _is_new(fact: Fact, known: Mapping[str, FactValue]) -> bool:
    return not fact.derived and known.get(fact.field) != fact.value


def _named_field(message: Text, known: Mapping[str, FactValue]) -> str | None:
    sketch = read_quantities(message).sketch
    for field, words in _WORDS:
        if words.search(sketch):
            if field == "phone" and "foreman_phone" in known and "phone" not in known:
                return "foreman_phone"
            if field == "headcount" and re.search(r"P_*的", sketch) and "M" in sketch:
                continue
            return field
    return None


def _denied_field(message: Text, known: Mapping[str, FactValue]) -> str | None:
    """Find the field that holds the value which is denied."""
    match = _DENIED.search(message.plain)
    if match is None:
        return None
    start, end = match.span("old")
    words = message.original[start:end]
    for field, value in known.items():
        if isinstance(value, str) and value and value in words:
            return field
    held = (
        _holder(quantity, known)
        for quantity in read_quantities(message).at.values()
        if start <= quantity.start < end
    )
    return next((field for field in held if field), None)


def _holder(quantity: Quantity, known: Mapping[str, FactValue]) -> str | None:
    for field, value in known.items():
        if not isinstance(value, int | float):
            continue
        said = quantity.value * (100 if quantity.kind == "N" and field.endswith("_fen") else 1)
        if said == value and (quantity.kind == "N" or field in _KINDS.get(quantity.kind, ())):
            return field
    return None


def _likeliest(
    told: Mapping[str, Fact], known: Mapping[str, FactValue], latest: Sequence[str]
) -> str:
    for field in latest:
        if field in told:
            return field
    return next((field for field in told if field in known), next(iter(told)))


def _by_kind(
    message: Text, kept: str, today: date, known: Mapping[str, FactValue], latest: Sequence[str]
) -> Correction:
    """A bare value: the latest answered field of its kind."""
    quantities = list(read_quantities(normalize(kept)).at.values())
    kinds = [q.kind for q in quantities]
    fields = [field for kind in kinds for field in _KINDS.get(kind, ())]
    candidates = [f for f in latest if f in fields] + [f for f in fields if f in known]
    if "N" in kinds and not candidates:
        candidates = [f for f in latest if f in known and isinstance(known[f], int | float)]
    if candidates:
        return Correction(
            field=candidates[0], fact=_in_place(_answer(candidates[0], kept, today), message)
        )
    if fields and not known:
        return Correction(field=fields[0], fact=_in_place(_answer(fields[0], kept, today), message))
    return Correction()


def _answer(field: str, text: str, today: date) -> Fact | None:
    return read_answer(field, text, today)
