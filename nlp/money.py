"""The money facts of a story: what is owed, for each, received, the rate, the contract price."""

import re
from datetime import date
from itertools import pairwise

from nlp.confidence import trust
from nlp.measures import Quantity
from nlp.normalize import Text
from nlp.quantities import read_quantities
from nlp.sums import Role, Sum, read_sums
from nlp.understanding import Fact, Span

_TALKS_OF_DEBT = re.compile(
    r"说.{0,14}给|求求|说好|答应|保证|承诺|要了|欠|没给|没发|没结|没付|不给|不发|不结|未付|未发"
    r"|不认|未结|没拿到|拿不到|要不|拖|没开|没钱发|跑路?|讨薪|赖"
)
_HURT = re.compile(r"受伤|轧断|压断|骨折|摔|住院|医药")
_TALKS_OF_WAGES = re.compile(r"工资|工钱|薪|欠|一天|没结")
_AROUND_LONE = re.compile(
    r"(?:大概|大约|金额|总额|差不多|就|一共|总共|少说|怎么|也有?|至少|吧|记不清了?|都有可能|可能|左右|的样子|样子|整|小|约|嗯"
    r"|哦|是|应该|欠条|点|块|元|钱|我想想|好像|估计|不到|将近|M_*|[,，。.!?、~ ])*"
)
_VAGUE_LEFT = re.compile(
    r"(?:大概|大约|差不多|将近|接近|快|近|约|估摸|估计|可能|好像|小|上|不到|起码|至少|大致|应该"
    r"|得有|有个|怎么也有|最少|超过|估算)(?:还?欠|还?差|有|是|要)?(?:我们?|俺们?)?$"
)
_VAGUE_RIGHT = re.compile(
    r"(?:块钱?|元|多)?(?:左右|上下|出头|不到|的样子|吧|多|来块|往上|以上|挂零|好几)"
)
_MONTHS_BEFORE = re.compile(r"D_*(?:多)?的?(?:工资|工钱|薪水|薪)[^,，。]{0,4}$")
_PERSON = re.compile(
    r"我|俺|老婆|老公|媳妇|爱人|对象|弟|哥|姐|妹|爸|妈|儿子|他|她|工友|老乡|另外|另一|和|加上"
    r"|还有|又|师傅|T|D|加班|奖金|提成|[大小]的"
)
_OWN_TRADE = re.compile(r"我(?:是|做|干|当)的?(大工|小工|普工|技工|师傅|中工)")
_TRADE_LEFT = re.compile(r"(大工|小工|普工|技工|师傅|中工)(?:U_*)?[^,，。]{0,3}$")


def find_money(text: Text, today: date) -> list[Fact]:
    """Find the sums that were said: owed, for each, received, price, and the rate."""
    sums = read_sums(text)
    if not sums:
        lone = _lone(text)
        return [lone] if lone else []
    found = [
        _owed(text, sums),
        _each(text, sums),
        _advance(text, sums),
        _rate(text, sums),
        _price(text, sums),
    ]
    return [fact for fact in found if fact]


def _lone(text: Text) -> Fact | None:
    """The whole message is a sum: what else than what is owed."""
    quantities = read_quantities(text)
    sums = [q for q in quantities.at.values() if q.kind == "M" and q.value >= 10_000]
    if not sums or not _AROUND_LONE.fullmatch(quantities.sketch):
        return None
    last = Sum(quantity=sums[-1], role=Role.OWED, rule="lone")
    return to_fact(text, "amount_fen", last)


def to_fact(text: Text, field: str, sum_: Sum, *, rule: str = "") -> Fact:
    """Make a fact of one sum."""
    quantity = sum_.quantity
    span = (quantity.start, quantity.end)
    ranged = quantity.low is not None and quantity.high is not None
    return Fact(
        field=field,
        value=round(quantity.value),
        text=text.words(span),
        span=span,
        confidence=trust(field, rule or sum_.rule),
        approximate=is_vague(text, quantity),
        low=round(quantity.low) if ranged and quantity.low is not None else None,
        high=round(quantity.high) if ranged and quantity.high is not None else None,
        unit=sum_.unit or None,
        rule=f"money: {rule or sum_.rule}",
    )


def is_vague(text: Text, quantity: Quantity) -> bool:
    """Whether a figure was given as about so much."""
    if quantity.vague or quantity.low is not None:
        return True
    left = text.plain[max(0, quantity.start - 6) : quantity.start]
    return bool(_VAGUE_LEFT.search(left) or _VAGUE_RIGHT.match(text.plain, quantity.end))


def _pick(sums: tuple[Sum, ...], *roles: Role) -> list[Sum]:
    return [s for s in sums if s.role in roles and not s.each]


def _owed(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    remains = _pick(sums, Role.REMAINS)
    if _pick(sums, Role.PRICE):
        remains = [s for s in remains if _is_pay(text, s)]
    inside = [
        s
        for s in _pick(sums, Role.PART)
        if s.rule != "right part" and _pick(sums, Role.PRICE) and _is_pay(text, s)
    ]
    listed = any(s.rule == "listed" for s in sums)
    for candidates in (
        inside,
        remains,
        [] if listed else [s for s in _pick(sums, Role.OWED) if s.total],
        _pick(sums, Role.OWED),
    ):
        if candidates:
            return _joined(text, "amount_fen", candidates)
    return _owed_without_verb(text, sums)


def _is_pay(text: Text, sum_: Sum) -> bool:
    start = sum_.quantity.start
    return bool(re.search(r"工资|工钱|人工", text.plain[max(0, start - 8) : start]))


def _owed_without_verb(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    """A sum beside 工资, or after 一共, in a story of debt, where nothing was received."""
    if _pick(sums, Role.ADVANCE, Role.PRICE):
        return None
    candidates = _pick(sums, Role.EARNED, Role.PAY)
    candidates = [s for s in candidates if s.total] or candidates
    debt = _TALKS_OF_DEBT.search(text.plain)
    if (
        len(candidates) != 1
        or not (debt or candidates[0].total or candidates[0].rule == "pay" or _alone(text, sums))
        or is_monthly_pay(text, candidates[0], sums)
    ):
        return None
    has_rate = any(s.role is Role.RATE for s in sums)
    if candidates[0].rule == "alone" and (has_rate or candidates[0].quantity.value < 30_000):
        return None
    return to_fact(text, "amount_fen", candidates[0])


#: 包工头姚三娃，到现在19500: what else than what is owed.
_AT_WORK = re.compile(r"包工头|老板|工头|班组|工地|老板娘|公司|厂")
_LEAST_OWED = 50_000


def _alone(text: Text, sums: tuple[Sum, ...]) -> bool:
    """Whether it is the only sum, told beside who owes it."""
    return (
        len(sums) == 1
        and sums[0].rule == "alone"
        and sums[0].quantity.value >= _LEAST_OWED
        and bool(_AT_WORK.search(text.plain))
    )


def is_monthly_pay(text: Text, sum_: Sum, sums: tuple[Sum, ...]) -> bool:
    """Whether 工资四千 is what a month brings, because months are counted beside it."""
    if sum_.role is not Role.PAY or not 80_000 <= sum_.quantity.value <= 3_000_000:
        return False
    sketch = read_quantities(text).sketch
    if _MONTHS_BEFORE.search(sketch[: sum_.quantity.start]):
        return False
    has_months = any(q.kind == "D" and q.unit == "month" for q in read_quantities(text).at.values())
    return has_months and sum_.rule == "pay"


#: 少的一万，多的两万: what some are owed, no sum of all.
_SOME_MORE = re.compile(r"(?:少的|多的|最少|最多|高的|低的)(?:有|是|欠)?$")
_BY_NOW = re.compile(r"(?:现在|如今|目前|眼下|最后)[^M,，。]{0,4}$")


def _joined(text: Text, field: str, sums: list[Sum]) -> Fact | None:
    """Add sums that belong to different people or months; otherwise the first stands."""
    if len(sums) == 1:
        return to_fact(text, field, sums[0])
    values = [s.quantity.value for s in sums]
    sketch = read_quantities(text).sketch
    if any(_SOME_MORE.search(sketch, 0, s.quantity.start) for s in sums):
        return None
    listed = all(s.rule == "listed" for s in sums[1:]) and len(sums) > 1
    wholes = [s for s in (sums[:1] if listed else sums) if sum(values) == 2 * s.quantity.value]
    if not wholes and _BY_NOW.search(sketch, 0, sums[-1].quantity.start):
        wholes = sums[-1:]
    if wholes:
        return to_fact(text, field, wholes[0])
    gaps = [sketch[a.quantity.end : b.quantity.start] for a, b in pairwise(sums)]
    if len(set(values)) == 1 and not all(_PERSON.search(gap) for gap in gaps):
        return to_fact(text, field, sums[0])
    if not listed and not all(_PERSON.search(gap) for gap in gaps):
        return to_fact(text, field, sums[0])
    return add_sums(text, field, sums)


def add_sums(text: Text, field: str, sums: list[Sum]) -> Fact:
    """Add sums into one derived fact with the working shown."""
    span: Span = (sums[0].quantity.start, sums[-1].quantity.end)
    total = round(sum(s.quantity.value for s in sums))
    working = "＋".join(yuan(s.quantity.value) for s in sums) + f"＝{yuan(total)}"
    return Fact(
        field=field,
        value=total,
        text=text.words(span),
        span=span,
        confidence=trust(field, "added"),
        approximate=any(is_vague(text, s.quantity) for s in sums),
        derived=True,
        working=working,
        rule="money: added",
    )


def yuan(fen: float) -> str:
    """Write a sum as a worker would: 35000, 3.5."""
    amount = round(fen) / 100
    return f"{amount:.2f}".rstrip("0").rstrip(".")


def _each(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    owed = [
        s for s in sums if s.each and s.role in (Role.OWED, Role.REMAINS, Role.PAY, Role.EARNED)
    ]
    return to_fact(text, "amount_per_worker_fen", owed[0], rule="each") if owed else None


def _advance(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    advances = received_sums(sums)
    if _HURT.search(text.plain) and not _TALKS_OF_WAGES.search(text.plain):
        return None
    if not advances or _pick(sums, Role.PRICE):
        return None
    return (
        to_fact(text, "advance_fen", advances[0])
        if len(advances) == 1
        else add_sums(text, "advance_fen", advances)
    )


def received_sums(sums: tuple[Sum, ...]) -> list[Sum]:
    """What was received; 只给 less than a day's or a month's rate is a worse rate, no advance."""
    rates = [(s.quantity.value, s.unit) for s in sums if s.role is Role.RATE]
    return [s for s in _pick(sums, Role.ADVANCE) if not any(_is_worse(s, *rate) for rate in rates)]


def _is_worse(sum_: Sum, rate: float, unit: str) -> bool:
    least = {"day": 0.0, "month": rate / 2}.get(unit)
    return sum_.scant and least is not None and least <= sum_.quantity.value < rate


def _rate(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    rates = [s for s in sums if s.role is Role.RATE]
    for sum_ in _own_rates(text, rates):
        if sum_.unit in ("day", "month", "hour", "piece", "square_metre"):
            return to_fact(text, "rate_fen", sum_)
    if rates:
        return None
    pay = [s for s in sums if is_monthly_pay(text, s, sums)]
    if len(pay) == 1 and not _pick(sums, Role.OWED, Role.REMAINS):
        return to_fact(
            text,
            "rate_fen",
            Sum(quantity=pay[0].quantity, role=Role.RATE, unit="month", rule="pay"),
        )
    return None


def _own_rates(text: Text, rates: list[Sum]) -> list[Sum]:
    """Of 大工三百小工两百 the speaker's own, or none where he does not say what he is."""
    if len(rates) < 2:
        return rates
    sketch = read_quantities(text).sketch
    trades = [_TRADE_LEFT.search(sketch, 0, s.quantity.start) for s in rates]
    if not all(trades):
        return rates
    own = _OWN_TRADE.search(sketch)
    return [
        s for s, trade in zip(rates, trades, strict=True) if own and trade and trade[1] == own[1]
    ]


def _price(text: Text, sums: tuple[Sum, ...]) -> Fact | None:
    """What is still owed of a contract price."""
    prices = _pick(sums, Role.PRICE)
    if not prices:
        return None
    owed = [s for s in prices if s.rule == "contractor owed"]
    if owed and len(prices) > 1:
        return to_fact(text, "project_payment_fen", owed[0])
    remains, received = _pick(sums, Role.REMAINS), _pick(sums, Role.ADVANCE)
    remains = [s for s in remains if not _is_pay(text, s)]
    if remains:
        return to_fact(text, "project_payment_fen", remains[0])
    less = sum(s.quantity.value for s in received)
    if received and less < prices[0].quantity.value:
        return subtract(text, "project_payment_fen", prices[0], received)
    return to_fact(text, "project_payment_fen", prices[0])


def subtract(text: Text, field: str, whole: Sum, parts: list[Sum]) -> Fact:
    """Take what was received from a sum, with the working shown."""
    value = round(whole.quantity.value - sum(p.quantity.value for p in parts))
    working = "－".join(yuan(s.quantity.value) for s in (whole, *parts)) + f"＝{yuan(value)}"
    quantities = [whole.quantity, *(p.quantity for p in parts)]
    span = (min(q.start for q in quantities), max(q.end for q in quantities))
    return Fact(
        field=field,
        value=value,
        text=text.words(span),
        span=span,
        confidence=trust(field, "less received"),
        approximate=any(is_vague(text, q) for q in quantities),
        derived=True,
        working=working,
        rule="reckoning: less received",
    )
