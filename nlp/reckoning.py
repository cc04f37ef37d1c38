"""What follows exactly from what was said: rate times work less what was received.

The working is shown; a sum that was said wins. Nothing is computed from disputed parts (fines,
deductions).
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nlp.confidence import trust
from nlp.due_work import hull, months_of, paid_work, work_for
from nlp.money import is_vague, received_sums, subtract, yuan
from nlp.normalize import Text
from nlp.quantities import read_quantities
from nlp.sums import Role, Sum, read_sums
from nlp.understanding import Fact, Span

_NOTHING_PAID = re.compile(
    r"(?:一分|一毛|分文|一个子|一点)[钱都]?(?:也|都)?[没不未]|(?:都|全|还)?没[给发结付拿领]"
    r"|不[给发结]|未[付发]|欠|拖|压"
)
_ALREADY_LESS = re.compile(r"(?:还|净|尚|下)(?:欠|差|剩)|剩|余")
_AFTERWARDS = re.compile(
    r"(?:第.次|分X_*给|后来|才|只|就|之后|期间|中间|过年|年底|中途|但|可|现在|先|总共|已经|目前"
    r"|已|T_*|,)[^M]{0,8}$"
)
_TOGETHER = re.compile(r"(?:一共|总共|共|合计|加起来|全部|几个人)[^MW]{0,6}$")
#: 老板量了一百八，我量的二百一: the work itself is disputed.
_DISPUTED_WORK = re.compile(
    r"(?:老板|包工头|他|公司|项目部|工头)(?:只|才|就)?[量算记认报]了?[^W。]{0,4}W.*[WNM]|[只才](?:肯|愿意?)?[算认量记]了?W"
)
#: 底薪四千加提成, 回来只给一半: what follows is not exact.
_INEXACT = re.compile(
    r"[加+](?:提成|绩效|计件|奖金|全勤)|[给发结付]了?(?:我们?|俺们?)?(?:一半|一部分|部分|一点|一些)(?![^,，]{0,4}[\d一二三四五六七八九])"
)
_DISPUTED = re.compile(r"扣|罚|克扣")


def reckon(text: Text, facts: Mapping[str, Fact], today: date) -> list[Fact]:
    """Find the sums that follow from the facts, those that were said left as they are."""
    sums = read_sums(text)
    if not sums:
        return []
    found = dict(facts)
    for rule in (
        _less_received,
        _earned_less_received,
        _each_less_received,
        _rate_times_work,
        _part_of_year,
        _each_times_heads,
        _whole_by_heads,
    ):
        fact = rule(text, found, sums)
        if fact and (fact.field not in found or rule is _less_received):
            found[fact.field] = fact
    if found.get("amount_fen") is not facts.get("amount_fen"):
        _add_months(text, found)
    return [fact for field, fact in found.items() if facts.get(field) is not fact]


def _add_months(text: Text, found: dict[str, Fact]) -> None:
    """Tell the months as well that a monthly rate was multiplied by."""
    rate = found.get("rate_fen")
    if rate is None or rate.unit != "month" or "months" in found:
        return
    if months := months_of(found):
        found["months"] = replace(months, text=text.words(months.span), rule="reckoning: months")


def _advances(sums: tuple[Sum, ...]) -> list[Sum]:
    return received_sums(sums)


def _less_received(text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]) -> Fact | None:
    """欠四万五，后来给了两万: the debt as it first was, less what came later."""
    owed, received = facts.get("amount_fen"), _advances(sums)
    if owed is None or owed.derived or not received or not isinstance(owed.value, int):
        return None
    said = next((s for s in sums if s.quantity.start == owed.span[0]), None)
    if said is None or said.role is not Role.OWED or any(s.role is Role.REMAINS for s in sums):
        return None
    sketch = read_quantities(text).sketch
    later = [s for s in received if s.quantity.start > owed.span[1]]
    before = sketch[max(0, owed.span[0] - 8) : owed.span[0]]
    if len(later) != len(received) or _ALREADY_LESS.search(before):
        return None
    gap = sketch[owed.span[1] : later[0].quantity.start].lstrip("_")
    if "。" in gap or (said.rule != "right owed" and not _AFTERWARDS.search(gap)):
        return None
    if said.rule == "right owed" or sum(s.quantity.value for s in later) >= owed.value:
        return None
    return subtract(text, "amount_fen", said, later)


def _earned_less_received(
    text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]
) -> Fact | None:
    """总共四万五，只给了两万."""
    if "amount_fen" in facts or any(s.role is Role.PRICE for s in sums):
        return None
    earned = [s for s in sums if s.role in (Role.EARNED, Role.PAY) and not s.each]
    received = _advances(sums)
    if not earned or not received:
        return None
    whole = next((s for s in earned if s.total), earned[-1])
    if whole.role is Role.PAY and whole.quantity.value < 1.2 * received[0].quantity.value:
        return None
    if sum(s.quantity.value for s in received) >= whole.quantity.value:
        return None
    return subtract(text, "amount_fen", whole, received)


def _rate_times_work(text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]) -> Fact | None:
    rate = facts.get("rate_fen")
    if rate is None or "amount_fen" in facts or "amount_per_worker_fen" in facts:
        return None
    if _DISPUTED_WORK.search(read_quantities(text).sketch) or _INEXACT.search(text.plain):
        return None
    rates = [s for s in sums if s.role is Role.RATE]
    if any(s.role in (Role.OWED, Role.REMAINS, Role.EARNED) for s in sums) or _is_worse_rate(sums):
        return None
    if len({s.quantity.value for s in rates}) > 1:
        return _shortfall(text, facts, rates) or _sum_of_products(text, rates, sums)
    work = work_for(text, facts, rate)
    if work is None or not isinstance(rate.value, int) or not isinstance(work.value, int | float):
        return None
    if rate.low is not None or work.low is not None or not _nothing_else_paid(text, sums):
        return None
    return _product(text, facts, rate, work, sums)


def _each_less_received(
    text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]
) -> Fact | None:
    """一天三百干了七十二天，每人支了四千: what one worker is owed."""
    rate, received = facts.get("rate_fen"), [s for s in sums if s.role is Role.ADVANCE and s.each]
    if (
        rate is None
        or len(received) != 1
        or "amount_fen" in facts
        or "amount_per_worker_fen" in facts
    ):
        return None
    work = work_for(text, facts, rate)
    if work is None or not isinstance(rate.value, int) or not isinstance(work.value, int | float):
        return None
    advance = received[0].quantity
    value = round(rate.value * work.value - advance.value)
    if value <= 0 or rate.approximate or work.approximate or is_vague(text, advance):
        return None
    working = f"{yuan(rate.value)}×{_figure(work.value)}－{yuan(advance.value)}＝{yuan(value)}"
    span = hull(hull(rate.span, work.span), (advance.start, advance.end))
    return _derived(
        text, "amount_per_worker_fen", value, working, "rate times work", span, vague=False
    )


def _nothing_else_paid(text: Text, sums: tuple[Sum, ...]) -> bool:
    return not _DISPUTED.search(text.plain) or bool(_advances(sums))


def _product(
    text: Text, facts: Mapping[str, Fact], rate: Fact, work: Fact, sums: tuple[Sum, ...]
) -> Fact | None:
    assert isinstance(rate.value, int) and isinstance(work.value, int | float)  # noqa: S101, PT018
    received = _advances(sums)
    done = work.value - paid_work(text, work)
    value = rate.value * done
    parts = [yuan(rate.value), _figure(done)]
    spans = [rate.span, work.span, *((s.quantity.start, s.quantity.end) for s in received)]
    heads = facts.get("headcount")
    if heads and isinstance(heads.value, int) and heads.value > 1 and _for_each(text, rate, work):
        value *= heads.value
        parts.append(_figure(heads.value))
        spans.append(heads.span)
    less = sum(s.quantity.value for s in received)
    if value - less <= 0:
        return None
    working = "×".join(parts) + "".join(f"－{yuan(s.quantity.value)}" for s in received)
    return _derived(
        text,
        "amount_fen",
        round(value - less),
        f"{working}＝{yuan(value - less)}",
        "rate times work",
        (min(s[0] for s in spans), max(s[1] for s in spans)),
        vague=rate.approximate
        or work.approximate
        or any(is_vague(text, s.quantity) for s in received),
    )


#: 五个人一天一千五: the rate of all together.
_GROUP_RATE = re.compile(r"P_*U_*[^M,，。]{0,2}$")
_REALLY = re.compile(r"(?:只[发给]|实际|实发|才[发给])[^M]{0,6}$")


def _shortfall(text: Text, facts: Mapping[str, Fact], rates: list[Sum]) -> Fact | None:
    """月薪8500，实际每月只发3000，差了七个月: what each month is short of."""
    months = facts.get("months")
    if (
        len(rates) != 2
        or {r.unit for r in rates} != {"month"}
        or months is None
        or months.approximate
    ):
        return None
    agreed, paid = (r.quantity for r in rates)
    if paid.value >= agreed.value or not isinstance(months.value, int | float):
        return None
    if not _REALLY.search(read_quantities(text).sketch[max(0, paid.start - 12) : paid.start]):
        return None
    value = round((agreed.value - paid.value) * months.value)
    working = f"({yuan(agreed.value)}－{yuan(paid.value)})×{_figure(months.value)}＝{yuan(value)}"
    span = hull((agreed.start, paid.end), months.span)
    return _derived(text, "amount_fen", value, working, "rate times work", span, vague=False)


def _is_worse_rate(sums: tuple[Sum, ...]) -> bool:
    """说好三百五一天，只给二百八: the rate itself is disputed."""
    return len(received_sums(sums)) < sum(s.role is Role.ADVANCE and not s.each for s in sums)


def _sum_of_products(text: Text, rates: list[Sum], sums: tuple[Sum, ...]) -> Fact | None:
    """五十六个工三百五一个，八个点工两百五一个: as many rates as kinds of work."""
    works = [q for q in read_quantities(text).at.values() if q.kind == "W"]
    if len(works) != len(rates) or any(w.unit != r.unit for w, r in zip(works, rates, strict=True)):
        return None
    received = _advances(sums)
    less = sum(s.quantity.value for s in received)
    value = sum(w.value * r.quantity.value for w, r in zip(works, rates, strict=True)) - less
    quantities = [*works, *(s.quantity for s in (*rates, *received))]
    if value <= 0 or any(is_vague(text, q) for q in quantities):
        return None
    products = (
        f"{yuan(r.quantity.value)}×{_figure(w.value)}" for w, r in zip(works, rates, strict=True)
    )
    working = "＋".join(products) + "".join(f"－{yuan(s.quantity.value)}" for s in received)
    span = (min(q.start for q in quantities), max(q.end for q in quantities))
    return _derived(
        text,
        "amount_fen",
        round(value),
        f"{working}＝{yuan(value)}",
        "rate times work",
        span,
        vague=False,
    )


def _part_of_year(text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]) -> Fact | None:
    """年薪八万，做了十个月给了三万: the months' part of a yearly wage, to the whole yuan."""
    year = next((s for s in sums if s.role is Role.RATE and s.unit == "year"), None)
    months = facts.get("months")
    if year is None or months is None or "amount_fen" in facts:
        return None
    if not isinstance(months.value, int | float) or months.value > 12 or months.approximate:
        return None
    received = _advances(sums)
    less = sum(s.quantity.value for s in received)
    value = round((year.quantity.value * months.value / 12 - less) / 100) * 100
    if value <= 0:
        return None
    working = f"{yuan(year.quantity.value)}÷12×{_figure(months.value)}"
    working += "".join(f"－{yuan(s.quantity.value)}" for s in received) + f"＝{yuan(value)}"
    spans = [(s.quantity.start, s.quantity.end) for s in (year, *received)]
    span = (
        min(months.span[0], *(s[0] for s in spans)),
        max(months.span[1], *(s[1] for s in spans)),
    )
    return _derived(text, "amount_fen", value, working, "rate times work", span, vague=True)


def _for_each(text: Text, rate: Fact, work: Fact) -> bool:
    """Whether every one of several did this work at this rate, not all of them together."""
    left = read_quantities(text).sketch[max(0, work.span[0] - 12) : work.span[0]]
    if _GROUP_RATE.search(read_quantities(text).sketch, 0, rate.span[0]):
        return False
    return text.plain[work.span[1] - 1] in "天月年" and not _TOGETHER.search(left)


def _figure(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _each_times_heads(text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]) -> Fact | None:
    each, heads = facts.get("amount_per_worker_fen"), facts.get("headcount")
    if each is None or heads is None or "amount_fen" in facts:
        return None
    if not isinstance(each.value, int) or not isinstance(heads.value, int):
        return None
    if each.low is not None or heads.low is not None:
        return None
    value = each.value * heads.value
    working = f"{yuan(each.value)}×{heads.value}＝{yuan(value)}"
    return _derived(
        text,
        "amount_fen",
        value,
        working,
        "each times heads",
        hull(each.span, heads.span),
        vague=each.approximate or heads.approximate,
    )


def _whole_by_heads(text: Text, facts: Mapping[str, Fact], sums: tuple[Sum, ...]) -> Fact | None:
    """How many, where the sum and each one's share were said: 每人八千一共四万."""
    each, whole = facts.get("amount_per_worker_fen"), facts.get("amount_fen")
    if each is None or whole is None or "headcount" in facts or whole.derived:
        return None
    if not isinstance(each.value, int) or not isinstance(whole.value, int) or each.value <= 0:
        return None
    heads, rest = divmod(whole.value, each.value)
    if rest or not 2 <= heads <= 500 or each.approximate or whole.approximate:
        return None
    working = f"{yuan(whole.value)}÷{yuan(each.value)}＝{heads}"
    fact = _derived(
        text,
        "headcount",
        heads,
        working,
        "whole by each",
        hull(each.span, whole.span),
        vague=False,
    )
    return replace(fact, confidence=0.85)


def _derived(
    text: Text, field: str, value: int, working: str, rule: str, span: Span, *, vague: bool
) -> Fact:
    return Fact(
        field=field,
        value=value,
        text=text.words(span),
        span=span,
        confidence=trust(field, rule),
        approximate=vague,
        derived=True,
        working=working,
        rule=f"reckoning: {rule}",
    )
