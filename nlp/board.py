"""The rights notice board at the gate (维权告示牌), read off a photograph: who builds, who answers.

A label counts at the beginning of a line or before a colon, for the small print of the law holds
every label word; figures are taken as they are read, never mended.
"""

import re

from nlp.normalize import Text
from nlp.understanding import Fact, Span

_LABELS: tuple[tuple[str, str], ...] = (
    (
        "wage_officer",
        r"(?:劳资专管员|劳资专员|劳资管理员|劳资员|劳动工资专管员|工资专管员"
        r"|农民工工资专管员)(?:姓名)?",
    ),
    (
        "wage_officer_phone",
        r"(?:劳资专管员|劳资专员|劳资员|劳资管理员|工资专管员)(?:联系|投诉)?(?:电话|方式)",
    ),
    (
        "industry_authority",
        r"(?:行业(?:主管|监管|监督管理)(?:部门|单位)|(?:工程建设)?行业主管|项目主管部门"
        r"|行业工程主管部门|主管部门)(?:名称)?",
    ),
    (
        "general_contractor",
        r"(?:施工总承包(?:单位|企业)?|总承包(?:单位|企业)|总包(?:单位|企业)?|施工单位"
        r"|承建单位)(?:名称)?",
    ),
    (
        "subcontractor",
        r"(?:(?:劳务|专业)?分包(?:单位|企业)|劳务(?:单位|企业|公司)|(?:劳务"
        r"|专业)分包)(?:名称)?",
    ),
    ("project_owner", r"(?:建设单位|业主单位|业主|开发单位|建设方|发包单位)(?:名称)?"),
    ("site", r"(?:工程|项目)名称"),
    ("address", r"(?:工程|项目)(?:地址|地点)|建设地点"),
    ("foreman", r"(?:班组长|劳务负责人|班组负责人)(?:姓名)?"),
)
_ANY = "|".join(label for _, label in _LABELS)
_PHONE = re.compile(
    r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8}(?!\d)|(?<!\d)[2-8]\d{6,7}(?!\d)"
    r"|12333|12345"
)
_END = re.compile(
    rf"[\n;；|]|[ \t]{{2}}|(?:\s|(?<=\d))(?=(?:{_ANY}|联系电话|电话|负责人|监理|维权|投诉)[:： ])"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")
_LINES = tuple(
    (
        field,
        re.compile(
            rf"(?:^|[\n;；|]|[ \t]{{2}})[ \t]{{0,4}}[\d一二三四五六七八九十]{{0,2}}[、.．)]?"
            rf"[ \t]{{0,4}}"
            rf"(?:{label})[ \t]{{0,4}}[:：\s][ \t]{{0,4}}|(?:{label})[ \t]{{0,4}}[:：][ \t]{{0,4}}"
        ),
    )
    for field, label in _LABELS
)
_TELEPHONE = re.compile(r"(?:联系)?(?:电话|方式|手机)[ \t]{0,4}[:：]?[ \t]{0,4}")


def read_board(text: Text) -> list[Fact]:
    """Read the facts of a board's text, one a field, the first that is told."""
    facts: dict[str, Fact] = {}
    for field, label in _LINES:
        for match in label.finditer(text.plain):
            span = _value_span(text.plain, match.end(), field)
            if span and field not in facts:
                facts[field] = _fact(field, span, text)
                if field == "wage_officer" and "wage_officer_phone" not in facts:
                    _add_phone(facts, span[1], text)
    return list(facts.values())


def _fact(field: str, span: Span, text: Text) -> Fact:
    words = text.words(span)
    value = re.sub(r"[\s-]", "", words) if field.endswith("phone") else words
    return Fact(
        field=field,
        value=value,
        text=words,
        span=span,
        confidence=0.9,
        rule=f"board:{field}",
    )


def _value_span(plain: str, start: int, field: str) -> Span | None:
    end = _END.search(plain, start)
    stop = end.start() if end else len(plain)
    if field.endswith("phone"):
        phone = _PHONE.match(plain, start)
        return phone.span() if phone else None
    if field in ("wage_officer", "foreman"):
        name = _NAME.match(plain, start, stop)
        return name.span() if name else None
    value = plain[start:stop]
    telephone = _TELEPHONE.search(value) or _PHONE.search(value)
    length = len(value[: telephone.start()] if telephone else value)
    words = value[:length].strip(" ,，、。()（")
    if len(words) < 2:
        return None
    first = plain.index(words, start)
    return first, first + len(words)


def _add_phone(facts: dict[str, Fact], after: int, text: Text) -> None:
    """Take the telephone behind the officer's name, in the same line or the next."""
    window = text.plain[after : after + 24]
    phone = _PHONE.search(window)
    if phone and not re.search(r"[\u4e00-\u9fff]{5,}", window[: phone.start()]):
        span = (after + phone.start(), after + phone.end())
        facts["wage_officer_phone"] = _fact("wage_officer_phone", span, text)
