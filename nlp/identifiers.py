"""Numbers that name somebody: telephones, identity numbers, bank cards; each told by its check.

They are found first, so that none of their figures is read as money, and the transcript is
masked by them.
"""

import re
from dataclasses import dataclass
from datetime import date

from nlp.normalize import Text
from nlp.understanding import Fact, Span

_SPOKEN = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "幺": "1",
}
_TO_FIGURES = str.maketrans(_SPOKEN)
_FIGURES = re.compile(
    r"(?<![\da-z.])(?:\+?86[- ]?)?\d(?:[ -]?\d){6,21}(?:[ -]?x(?![a-z]))?(?![\d])"
    r"|(?<![零〇一二三四五六七八九幺])[零〇一二三四五六七八九幺]{11,18}(?![零〇一二三四五六七八九幺十百千万])"
)
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?<!\d)\(?(0\d{2,3})\)?[- ]?([2-8]\d{6,7})(?!\d)")
_SERVICE = re.compile(r"[48]00\d{7}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
_CARD_WORDS = re.compile(
    r"卡号|银行卡|账号|帐号|农行|工行|建行|中行|邮政|信用社|农商|打到|转到|户头"
)
_ID_WORDS = re.compile(r"身份证|证件号")
_OTHERS_PHONE = re.compile(
    r"(?:老板|包工头|工头|班长|班组长|带班|经理|他|她|领导|队长|总|公司|对方|欠钱的|项目部"
    r"|负责人|厂长|店长|财务|会计|劳资员|那人|那个人)"
    r"[^。;!?;]{0,8}(?:电话|手机|号码|号|联系方式|微信)?[^,。;!?;\d]{0,4}$"
)
_OWN_PHONE = re.compile(
    r"(?:我的?|本人|自己的?|联系我|打我|找我|我家|俺的?)(?:的)?(?:联系)?(?:电话|手机|号码|号"
    r"|微信|方式)*[^,。;!?;\d]{0,4}$"
)
_OFFICE_PHONE = re.compile(r"(?:劳资专?员|维权|监督|举报|投诉|热线|监察)[^。;]{0,12}$")
_OTHERS_AFTER = re.compile(
    r"[ ,，]?(?:是|这是|就是)?(?:不是我的|老板|包工头|工头|他的|她的|经理|班长)"
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch of figures that names somebody."""

    start: int
    end: int
    kind: str
    """`phone`, `identity_number`, `bank_card` or `figures` (long, but nothing known)."""
    figures: str


def find_identifiers(plain: str) -> list[Identifier]:
    """Find all long stretches of figures, from left to right."""
    found = [_identify(plain, match) for match in _FIGURES.finditer(plain)]
    return [identifier for identifier in found if identifier]


def _identify(plain: str, match: re.Match[str]) -> Identifier | None:
    figures = re.sub(r"[^\dx]", "", match[0].translate(_TO_FIGURES))
    start, end = match.span()
    if mobile := _MOBILE.fullmatch(figures):
        return Identifier(start, end, "phone", mobile[1])
    if is_identity_number(figures):
        return Identifier(start, end, "identity_number", figures.upper())
    around = plain[max(0, start - 12) : start]
    if len(figures) in (15, 17, 18) and _ID_WORDS.search(around):
        return Identifier(start, end, "identity_number", figures.upper())
    if is_bank_card(figures) or (15 <= len(figures) <= 21 and _CARD_WORDS.search(around)):
        return Identifier(start, end, "bank_card", figures)
    return _other_figures(match, figures)


def _other_figures(match: re.Match[str], figures: str) -> Identifier | None:
    words, (start, end) = match[0], match.span()
    if landline := _LANDLINE.fullmatch(words):
        return Identifier(start, end, "phone", f"{landline[1]}-{landline[2]}")
    if _SERVICE.fullmatch(figures):
        return Identifier(start, end, "phone", figures)
    if len(figures) >= 10 and not re.search(r"[ -]", words):
        return Identifier(start, end, "figures", figures)
    return None


def is_identity_number(figures: str) -> bool:
    """Whether this is a resident identity number (GB 11643): a real birthday and a right check."""
    if len(figures) != 18 or not figures[:17].isdigit() or figures[0] not in "12345678":
        return False
    try:
        date(int(figures[6:10]), int(figures[10:12]), int(figures[12:14]))
    except ValueError:
        return False
    total = sum(int(figure) * weight for figure, weight in zip(figures, _WEIGHTS, strict=False))
    return figures[17].lower() == _CHECKS[total % 11]


def is_bank_card(figures: str) -> bool:
    """Whether this is a bank card number: 16 to 19 figures with a right check (Luhn)."""
    if not 16 <= len(figures) <= 19 or not figures.isdigit() or figures[0] not in "34569":
        return False
    total = 0
    for place, figure in enumerate(reversed(figures)):
        value = int(figure) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def find_sealed(text: Text) -> list[tuple[str, Span]]:
    """Find what must be masked: identity numbers and bank cards, with their places."""
    return [
        (found.kind, (found.start, found.end))
        for found in find_identifiers(text.plain)
        if found.kind in ("identity_number", "bank_card")
    ]


def find_identities(text: Text, today: date) -> list[Fact]:
    """Find telephones (the speaker's or another's), the identity number and the bank card."""
    facts: dict[str, Fact] = {}
    for found in find_identifiers(text.plain):
        field = _owner_field(text.plain, found) if found.kind == "phone" else found.kind
        if field in ("figures", "") or field in facts:
            continue
        span = (found.start, found.end)
        facts[field] = Fact(
            field=field,
            value=found.figures,
            text=text.words(span),
            span=span,
            confidence=0.95,
            rule=found.kind,
        )
    return list(facts.values())


def _owner_field(plain: str, found: Identifier) -> str:
    left = plain[max(0, found.start - 16) : found.start]
    if _OFFICE_PHONE.search(left):
        return ""
    if _OWN_PHONE.search(left):
        return "phone"
    if _OTHERS_PHONE.search(left) or _OTHERS_AFTER.match(plain, found.end):
        return "foreman_phone"
    return "phone"
