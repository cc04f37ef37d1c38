"""A short reply to one question: 七个, 35000, 去年9月, 陈德水, 联系不上.

Where the field asked is a number, a sum or a date, a bare number is the answer.
"""

import re
from collections.abc import Callable
from datetime import date

from nlp.circumstances import find_circumstances
from nlp.dates import Moment, Stretch, find_moments, resolve
from nlp.doors import find_doors
from nlp.evidence import find_evidence
from nlp.funding import find_funding
from nlp.headcount import find_headcount
from nlp.identifiers import find_identifiers
from nlp.industry import find_industry
from nlp.measures import Quantity
from nlp.money import find_money, is_vague
from nlp.normalize import Text, normalize
from nlp.numerals import find_numbers
from nlp.people import find_people
from nlp.periods import find_periods
from nlp.places import find_places
from nlp.quantities import read_quantities
from nlp.understanding import Fact, FactValue, Span
from nlp.work import find_work

Reader = Callable[[str, Text, date], Fact | None]

_SURE = 0.97
_LIKELY = 0.9


def read_answer(field: str, text: str, today: date, *, place: str | None = None) -> Fact | None:
    """Read a reply to the open question for a field, or None where it holds no answer."""
    message = normalize(text)
    if not message.plain.strip():
        return None
    if field == "division":
        return next((fact for fact in find_places(message, place)[0] if fact.field == field), None)
    reader = _READERS.get(field)
    return reader(field, message, today) if reader else None


def _fact(
    field: str,
    text: Text,
    value: FactValue,
    span: Span,
    *,
    confidence: float = _SURE,
    rule: str = "bare",
) -> Fact:
    return Fact(
        field=field, value=value, text=text.words(span), span=span, confidence=confidence, rule=rule
    )


def _read_sum(field: str, text: Text, today: date) -> Fact | None:
    said = next((fact for fact in find_money(text, today) if fact.field == field), None)
    if said:
        return said
    sums = [q for q in read_quantities(text).at.values() if q.kind in "MN" and q.value > 0]
    if not sums or len({q.value for q in sums}) > 1:
        return None
    quantity = sums[0]
    fen = quantity.value if quantity.kind == "M" else quantity.value * 100
    factor = 1 if quantity.kind == "M" else 100
    span = (quantity.start, quantity.end)
    return Fact(
        field=field,
        value=round(fen),
        text=text.words(span),
        span=span,
        confidence=_SURE,
        approximate=is_vague(text, quantity),
        rule="bare",
        low=round(quantity.low * factor) if quantity.low is not None else None,
        high=round(quantity.high * factor) if quantity.high is not None else None,
    )


_ALONE = re.compile(
    r"^[\s,]*(?:就|只有?|只|光)?(?:是)?(?:我|俺|本人)?(?:自己)?(?:一"
    r"|1)?个?(?:人)?[\s。,!.了呢啊吧]*$"
)
_SAYS_ALONE = re.compile(r"我|俺|自己|一个|1个|本人|独|单")
_PAIR = re.compile(r"俩|两口子|夫妻|两个")


def _read_heads(field: str, text: Text, today: date) -> Fact | None:
    said = next(iter(find_headcount(text, today)), None)
    if said:
        return said
    if _ALONE.match(text.plain) and (match := _SAYS_ALONE.search(text.plain)):
        return _fact(field, text, 1, match.span())
    counts = [q for q in read_quantities(text).at.values() if q.kind in "PNM" and q.value >= 1]
    if len(counts) == 1:
        return _heads_of(field, text, counts[0])
    numbers = find_numbers(text.plain)
    if len(numbers) == 1 and 1 <= numbers[0].value < 100_000:
        return _fact(field, text, int(numbers[0].value), (numbers[0].start, numbers[0].end))
    match = _PAIR.search(text.plain)
    return _fact(field, text, 2, match.span()) if match else None


def _heads_of(field: str, text: Text, quantity: Quantity) -> Fact | None:
    scale = 100 if quantity.kind == "M" else 1
    if quantity.kind == "M" and not quantity.bare:
        return None
    span = (quantity.start, quantity.end)
    low, high = quantity.low, quantity.high
    return Fact(
        field=field,
        value=int(quantity.value / scale),
        text=text.words(span),
        span=span,
        confidence=_SURE,
        approximate=quantity.vague or low is not None,
        rule="bare",
        low=int(low / scale) if low is not None else None,
        high=int(high / scale) if high is not None else None,
    )


def _read_months(field: str, text: Text, today: date) -> Fact | None:
    said = next((fact for fact in find_periods(text, today) if fact.field == field), None)
    if said:
        return said
    spans = [q for q in read_quantities(text).at.values() if q.kind == "D"]
    if len(spans) == 1:
        value = spans[0].value
        number: FactValue = int(value) if value == int(value) else round(value, 2)
        return _fact(field, text, number, (spans[0].start, spans[0].end))
    numbers = find_numbers(text.plain)
    if len(numbers) == 1 and 0 < numbers[0].value <= 120:
        number = (
            int(numbers[0].value) if numbers[0].value == int(numbers[0].value) else numbers[0].value
        )
        return _fact(field, text, number, (numbers[0].start, numbers[0].end))
    return None


def _read_work(field: str, text: Text, today: date) -> Fact | None:
    said = next(iter(find_work(text, today)), None)
    if said:
        return said
    work = [q for q in read_quantities(text).at.values() if q.kind in "WU"]
    if len(work) == 1:
        value: FactValue = (
            int(work[0].value) if work[0].value == int(work[0].value) else work[0].value
        )
        span = (work[0].start, work[0].end)
        return Fact(
            field=field,
            value=value,
            text=text.words(span),
            span=span,
            confidence=_SURE,
            unit=work[0].unit,
            rule="bare",
        )
    numbers = find_numbers(text.plain)
    if len(numbers) == 1 and numbers[0].value > 0:
        value = (
            int(numbers[0].value) if numbers[0].value == int(numbers[0].value) else numbers[0].value
        )
        return _fact(field, text, value, (numbers[0].start, numbers[0].end), confidence=_LIKELY)
    return None


_BARE_MONTH = re.compile(r"^\s*(?:从)?\s*(1[0-2]|0?[1-9])\s*$")


def _read_date(field: str, text: Text, today: date) -> Fact | None:
    said = next((fact for fact in find_periods(text, today) if fact.field == field), None)
    if said and field != "last_payment":
        return said
    moments = [moment for moment in find_moments(text.plain) if moment.kind not in ("open", "week")]
    if not moments and (match := _BARE_MONTH.match(text.plain)):
        moments = [Moment(start=match.start(1), end=match.end(1), months=(int(match[1]),))]
    if not moments:
        return None
    moment = moments[-1] if field == "period_end" else moments[0]
    stretch = _resolve(moment, today)
    if stretch is None:
        return None
    value = stretch.first if field == "period_start" else stretch.last
    return _fact(field, text, value, (moment.start, moment.end))


def _resolve(moment: Moment, today: date) -> Stretch | None:
    if moment.kind == "near" and moment.shift_days is not None:
        day = date.fromordinal(today.toordinal() + moment.shift_days).isoformat()
        return Stretch(day, day)
    if moment.kind == "pay_day" and moment.day:
        month = (
            today
            if moment.day <= today.day
            else date.fromordinal(today.replace(day=1).toordinal() - 1)
        )
        try:
            day = month.replace(day=moment.day).isoformat()
        except ValueError:
            return None
        return Stretch(day, day)
    return resolve(moment, today)


def _read_phone(field: str, text: Text, today: date) -> Fact | None:
    return _read_identifier(field, text, "phone")


def _read_identity(field: str, text: Text, today: date) -> Fact | None:
    return _read_identifier(field, text, field)


def _read_identifier(field: str, text: Text, kind: str) -> Fact | None:
    found = next((i for i in find_identifiers(text.plain) if i.kind == kind), None)
    return _fact(field, text, found.figures, (found.start, found.end)) if found else None


_NO = re.compile(
    r"没(?!问题|错|事)|不(?!错|少)|否|失联|关机|停机|跑了|拉黑|打不通|找不|联系不|空号|躲|nope?"
    r"|木有|冇|唔|还没|未|扣着|在(?:老板|工头|包工头|班长|公司|厂里|他|别人)|老板拿|工头拿|吃不"
)
_YES = re.compile(
    r"^[\s,]*(?:有|是|对|能|可以|会|嗯|好|行|在|签了?|ok|yes|y\b|还能|还行|联系得|打得通|接|够"
    r"|刷|要刷|我拿|自己|我自己|中|得|要的|差不多|有的|肯定)|能联系|联系得上|打得通|有钱|签过"
    r"|签了|在我|还有|够吃|够用|微信上?有?回|见过|要刷脸|打卡"
)
_UNSURE = re.compile(r"不知道|不清楚|不晓得|说不准|不确定|不好说|记不|忘了")
_CASH = re.compile(r"现金|现钱")
_BANK = re.compile(r"银行|打卡|卡里|转账|工资卡|对公|农商|建行|工行")
_PHONE_PAY = re.compile(r"微信|支付宝|手机|转给")


def _read_yes_no(field: str, text: Text, today: date) -> Fact | None:
    said = next((fact for fact in find_circumstances(text) if fact.field == field), None)
    if said:
        return said
    if _UNSURE.search(text.plain):
        return None
    no, yes = _NO.search(text.plain), _YES.search(text.plain)
    if no and not (yes and yes.start() == 0 and yes.end() - yes.start() > 1):
        return _fact(field, text, "no", no.span(), confidence=_LIKELY)
    return _fact(field, text, "yes", yes.span(), confidence=_LIKELY) if yes else None


def _read_paid_by(field: str, text: Text, today: date) -> Fact | None:
    for code, pattern in (("cash", _CASH), ("phone", _PHONE_PAY), ("bank", _BANK)):
        if match := pattern.search(text.plain):
            return _fact(field, text, code, match.span(), confidence=_LIKELY)
    return None


_PART = re.compile(r"部分|一半|点|些|只[给发收]|还差|没给完|没给全|没付清|少了|先给|少给|没全")
_NONE = re.compile(r"没有|没收|没给|没到|还没|没见|一分|没拿|没发|未|不给|没|冇")
_ALL = re.compile(
    r"全|都|收到|到账|结清|付清|给了|拿到|收齐|齐了|完了|够了|到了|够数|付了|发了|对|是"
)


def _read_paid(field: str, text: Text, today: date) -> Fact | None:
    for code, pattern in (("paid_part", _PART), ("paid_none", _NONE), ("paid_all", _ALL)):
        if match := pattern.search(text.plain):
            if code == "paid_none" and re.search(r"没问题|没少", text.plain):
                continue
            return _fact(field, text, code, match.span(), confidence=_LIKELY)
    return None


_NAME = re.compile(
    r"^[\s,]*(?:我|俺|他|她|老板|工头|包工头|姓名|名字|本人|我的?名字|他的?名字)?[\s:：]*(?:姓名"
    r"|名字)?(?:叫做?|是|就是|姓名|名字|名叫|:"
    r"|：)?[\s:：]*(?P<name>[\u3400-\u9fff·]{2,6}?)[\s。.,!了啊呀呢的]*$"
)
_NOT_NAME = re.compile(
    r"不|没|什么|知道|清楚|怎么|为什么|可以|谁|哪|先|跳过|算了|好的|好吧|你好|您好|老板|工头"
    r"|公司|想|问|说|要|吗|谢"
)


def _read_name(field: str, text: Text, today: date) -> Fact | None:
    match = _NAME.match(text.plain)
    if match is None or _NOT_NAME.search(match["name"]):
        return None
    span = match.span("name")
    return _fact(field, text, text.words(span), span, confidence=_LIKELY)


_WHO_PREFIX = re.compile(
    r"^[\s,]*(?:(?:我们?|俺们?)?(?:的)?(?:老板|公司|单位|厂子?|工头|包工头|班组长|带班的?|总包"
    r"|劳务公司|开发商|建设单位|工地|项目|地址)?(?:的)?(?:名字|姓名|名称|全称)?(?:就?叫做?|是"
    r"|就是|名叫|在|:|：)[\s:：]*)?(?P<words>[^,。;!?，]{2,40}?)[\s。.,!了啊呀呢]*$"
)
_NO_WHO = re.compile(
    r"^(?:我?不|没|没有|不知|不清|不晓|记不|忘|说不|跳过|哪个|谁|什么|怎么|算了|好的?|老板"
    r"|包工头|工头|公司|我也不|为啥|工地|厂里?)$|不知道|不清楚|不晓得|不记得|记不清|忘了|说不准"
    r"|没见过|搞不清|吗$|？|\?"
)


def _read_words(field: str, text: Text, today: date) -> Fact | None:
    """Read a name or a place in the worker's own words."""
    said = next((fact for fact in find_people(text) if fact.field == field), None)
    if said:
        return said
    match = _WHO_PREFIX.match(text.plain)
    if match is None or _NO_WHO.search(match["words"].strip()):
        return None
    span = match.span("words")
    words = text.words(span)
    return (
        _fact(field, text, words, span, confidence=0.85)
        if re.search(r"[\u3400-\u9fff\w]", words)
        else None
    )


_FINDERS: dict[str, Callable[[Text], list[Fact]]] = {
    "evidence": find_evidence,
    "doors_tried": find_doors,
    "industry": find_industry,
    "funding": find_funding,
    "relation": find_circumstances,
}


def _read_code(field: str, text: Text, today: date) -> Fact | None:
    return next((fact for fact in _FINDERS[field](text) if fact.field == field), None)


_DATES = ("period_start", "period_end", "last_payment")
_SUMS = ("amount_fen", "amount_per_worker_fen", "rate_fen", "advance_fen", "project_payment_fen")
_YES_NO = ("boss_reachable", "living_money", "contract", "card_in_hand", "real_name_gate")
_WORDS = (
    "employer",
    "general_contractor",
    "subcontractor",
    "project_owner",
    "foreman",
    "site",
    "address",
    "home_address",
    "industry_authority",
    "wage_officer",
)
_READERS: dict[str, Reader] = {
    **dict.fromkeys(_SUMS, _read_sum),
    **dict.fromkeys(_DATES, _read_date),
    **dict.fromkeys(_YES_NO, _read_yes_no),
    **dict.fromkeys(_WORDS, _read_words),
    **dict.fromkeys(("name", "helper_name", "worker_name"), _read_name),
    **dict.fromkeys(("phone", "foreman_phone", "wage_officer_phone"), _read_phone),
    **dict.fromkeys(("identity_number", "bank_card"), _read_identity),
    **dict.fromkeys(("evidence", "doors_tried", "industry", "funding", "relation"), _read_code),
    "headcount": _read_heads,
    "months": _read_months,
    "worked": _read_work,
    "paid_by": _read_paid_by,
    "paid": _read_paid,
}
