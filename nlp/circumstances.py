"""How the work stood (用工情况): contract, way of pay, reach of the boss, card, gate, address.

Each is read only where it is said; a word that could be either way stays silent.
"""

import re
from typing import NamedTuple

from nlp.chains import TOWN_MARK, leading_places
from nlp.cue import Cue
from nlp.lexicon import read_text
from nlp.normalize import Text
from nlp.understanding import Fact, Span


class _Reading(NamedTuple):
    """A pattern that says a value of a field."""

    field: str
    value: str
    sure: float
    cue: Cue


_LEADER = r"(?:包工头子?|工头|班组长|带班的?|包工老板|包活的)(?!队)"


def _load() -> tuple[_Reading, ...]:
    rows = (
        line.split("\t")
        for line in read_text("circumstances.tsv").splitlines()
        if line and not line.startswith("#")
    )
    return tuple(
        _Reading(field, value, float(sure), Cue(needs, pattern.replace("{leader}", _LEADER)))
        for field, value, sure, needs, pattern in rows
    )


_READINGS = _load()

_WHO = re.compile(
    r"(老板|包工头|工头|班组长|带班的?|公司|劳务公司|项目部|总包|厂里|财务|会计|中介"
    r"|个人)(?:都|是|就|每月|每次|直接|用|通过|以|的|从|给我们?|给|微信|支付宝|银行卡|现金"
    r"|平时|一直|自己)*$"
)
_SPEAKER_LEADS = re.compile(
    r"我(?:自己)?(?:就)?是(?:个|一个|一名|这个)?(?:小)?(?:包工头|工头|班组长|带班)|本人(?:是"
    r"|系)(?:班组长|包工头)"
)
_ROAD = r"[\u4e00-\u9fff]{1,8}?(?:大道|大街|公路|路|街(?!道)|巷|胡同)"
_ADDRESS = re.compile(
    rf"(?:(?:工地|项目|工作|详细|具体|施工|公司|厂|工程|店)?(?:地址|地点|位置)(?:就?在|是|为"
    rf"|[:：])\s?([^,，。;；!！?？\n]{{4,40}})|位于\s?([^,，。;；!！?？\n]{{4,40}}?)(?:的"
    rf"|[,，。;；\n]|$)|(?:在|到|去)([^,，。;；!！?？\s在]{{0,16}}?{_ROAD}(?:与|和"
    rf"|跟){_ROAD}(?:的)?(?:交叉口|交汇处|路口|交界处|十字路口)?"
    rf"|[^,，。;；!！?？\s在到去]{{0,16}}?{_ROAD}\d{{1,5}}号?(?:院|楼|附\d号)?(?!线)"
    rf"|[^,，。;；!！?？\s在]{{2,12}}?(?:镇|乡|街道)[\u4e00-\u9fff]{{1,5}}?村(?!民|里人|委|支"
    rf"|长)))"
)
_NOT_A_ROAD = re.compile(r"修|铺|建(?!设|国|业|工|新|康|军)|做|这条|那条|跑|走|回|半|一路|公路$|拖")


def find_circumstances(text: Text) -> list[Fact]:
    """Find how the work stood, one fact a field, and the address of the work."""
    plain = text.plain
    letters = frozenset(plain)
    found: dict[str, Fact] = {}
    for reading in _READINGS:
        if reading.field in found:
            continue
        match = reading.cue.search(plain, letters)
        if match and not _is_moot(reading, plain, match):
            found[reading.field] = _fact(reading, match, text)
    address = _find_address(text)
    return [*found.values(), *([address] if address else [])]


def _is_moot(reading: _Reading, plain: str, match: re.Match[str]) -> bool:
    """Whether it is asked, or told of the speaker in the other part."""
    if reading.field == "relation" and reading.value == "foreman":
        return bool(_SPEAKER_LEADS.search(plain))
    return False


def _fact(reading: _Reading, match: re.Match[str], text: Text) -> Fact:
    who = (
        _WHO.search(text.plain[max(0, match.start() - 8) : match.start()])
        if reading.field == "paid_by"
        else None
    )
    return Fact(
        field=reading.field,
        value=reading.value,
        text=text.words(match.span()),
        span=match.span(),
        confidence=reading.sure,
        who=who[1] if who else None,
        rule=f"circumstance:{reading.field}-{reading.value}",
    )


def _find_address(text: Text) -> Fact | None:
    match = _ADDRESS.search(text.plain) if not _SIGNS.isdisjoint(text.plain) else None
    if match is None:
        return None
    group = next(number for number in (1, 2, 3) if match[number])
    span = match.span(group)
    if re.search("某|雇|欠|拖|我|农村|一个", match[group]) or _is_division(text.plain, span):
        return None
    if group == 3 and _NOT_A_ROAD.search(match[3]):
        return None
    return Fact(
        field="address",
        value=text.words(span),
        text=text.words(span),
        span=span,
        confidence=0.85,
        rule=f"address:{group}",
    )


def _is_division(plain: str, span: Span) -> bool:
    """Whether the words name a division and nothing inside it."""
    places = leading_places(plain, *span)
    return bool(places) and len(TOWN_MARK.sub("", plain[places[-1][1] : span[1]])) < 3


_SIGNS = frozenset("路街道巷村址置位")
