"""How many months were not paid, told from months worked and from how long it is late.

压了仨月 and 三个月没发 are unpaid months; 拖了大半年 is a delay; 干了三个半月只给了一个月的
leaves the rest.
"""

import re
from typing import NamedTuple

from nlp.measures import Quantity
from nlp.normalize import Text
from nlp.quantities import Quantities, read_quantities
from nlp.sums import Role, read_sums
from nlp.understanding import Span

_OWED_MONTHS = re.compile(
    r"(?:欠|拖欠|停发|停薪|停了|白干|白做|压|差|没发|没给|没结|未发|未付|扣着?|扣了|还有|少发|少给|不发|不给|欠着|欠薪"
    r"|拖薪|积压|冇出粮|没出粮|不出粮|唔出粮|不结|还剩)(?:了|着|我们?|俺们?|咱们?|他们?|她们?"
    r"|大家|大伙|P_*|E_*|工人|的|工资|有|已经|已|将近|快|整整|整|大概|差不多|近|工钱|足足|都"
    r"|至少|也|,|俾我|给我|俩|各|两口子|夫妻|最后|后面|前面|头|前|这|那|剩下|上|长达|达|薪)*(?P<a>D)(?!_*(?:之?前"
    r"|后再|内))"
    r"|(?<!试用期)(?P<b>[DU])_*(?:多)?(?:的)?(?:试用期|基本)?(?:的)?(?:工资|工钱|薪水|薪资|薪|血汗钱|辛苦钱|底薪|劳务费)"
    r"|(?P<c>D)_*(?:了|多|都|就|还|一直|也|全|我们?|俺们?|老板|公司|他|厂里|工地|单位|平台|的|,|一分钱?|一毛钱?|分文"
    r"|钱|工资|到现在|O_*)*(?:没|未|不|冇)(?:有)?(?:给|发|结|付|开|拿|领|见|支|打|转|到账"
    r"|着落|工资|收入|工钱|出粮|出薪|关饷)(?![交上买缴签办入])"
    r"|(?P<f>D)_*(?:都|全|算|就|等于)*白[干做忙]"
    r"|(?P<e>D)_*(?:一共|总共|共|合计)(?:是)?M_*(?:块钱?|元|多)*[^MTD。]{0,4}(?:没|未|不)"
    r"|(?:拖|拖了)(?P<d>D)_*(?:的)?(?:工资|工钱|薪)"
)
_WORKED_MONTHS = re.compile(
    r"(?<![不没未])(?:干|做(?:[^MTDU,。]{2,4}(?=D))?|(?<![下过后])来(?=了D)|上班|打工|工作|出海|出差|跟船|待|跑|上|送|带|修|挖|砌|刷|焊|搬|种|摘|洗|煮|炒|养|喂|护理|伺候|照顾|教"
    r"|开车|打|看|守|站|当|扫)(?:了|满|有|够|过|着|的|到|活|大概|差不多|整整|快|将近|接近|近|工"
    r"|车|他家|孩子|老人|一共|总共)*(?P<a>D)"
)
#: 一个月两千一，拖了七个月了: no sum is told that could have been late, so the months are unpaid.
_DELAYED_PAY = re.compile(
    r"(?<!房租)(?<!房贷)拖(?:了|着|欠|我们?|俺们?)*(?:快|已经|将近|整整)*(?P<a>D)"
)
_BESIDE_RATE = re.compile(
    r"(?<![a-z])U_*[^UDTM。]{0,6}[MN]_*(?:块钱?|元|的|左右|,|，|一共|总共"
    r"|共)*(?P<a>D)(?!_*(?:之?前|后|内))|(?P<b>D)_*[,，]?(?:的|每人|按)?U_*[^UDTM,。]{0,3}M"
    r"|(?P<c>D)_*[,，](?:月工资|月薪|每月|底薪|基本工资)[^UDTM,。]{0,4}M"
    r"|(?:T_*[,，]?(?:一?共|总共|共计|合计)|T_*[^TMD,。]{0,2}O_*[,，]?)(?P<d>D)"
)
_DELAY = re.compile(
    r"(?:[不没未][干做]?满|拖|等|过|催|讨|要|找|跑|闹|告|干完|做完|完工|结束|完|失业|歇|躺|住院|休息?"
    r"|停工|离职|走|推|耗|都快|打官司)(?:了|有|着|快|都|已经|将近|又|钱|他|薪|工资)*$"
)
#: 做满三个月发工资: when pay is due.
_BEFORE_PAY = re.compile(r"_*(?:才|就|再|以?后)*[发给结](?![了过])")
_AFTER_DELAY = re.compile(
    r"_*(?:之?前|后(?!面)|以后|之后|以前|内|之内|的时间|没[吃睡回]|没见(?!到?着?过?(?:钱|工资|一分))|没有?活|期限|试用|合同)"
)
_TALKS_OF_DEBT = re.compile(
    r"年薪|已支?付|实发|没钱|欠|没给|没发|没结|没付|不给|不发|不结|未付|未发|未结|没拿|拿不到|要不|拖|没开|赖|拿走|卷走|卷款|没影|封条"
    r"|[只就才][给发结付]了|一分|U|冇"
)
#: 欠薪两年多了: how long it has been owed.
_YEARS_LONG = re.compile(r".多?(?:了|还|$|[,，。])")
_RATED = re.compile(
    r"_*(?:的)?(?:工资|工钱|薪水|薪)?(?:是|给|有|才|就|大概|标准)*M(?!_*(?:块钱?|元"
    r"|多)*[^M。]{0,4}(?:没|未|不))"
)
_SINCE_THEN = re.compile(r"_*(?:多)?了")
_PART_PAID = re.compile(
    r"[^D。;]{0,12}?(?:(?:只|才|就|已经?)(?:给开|给|发|结|付|开|领|拿)[了到]?[^MTD,。]{0,3}"
    r"|[给发结付领拿][了到](?=D_*的))(?P<d>D)"
)


class Months(NamedTuple):
    """A number of months and its words."""

    value: float
    span: Span
    vague: bool = False


def read_months(text: Text) -> Months | None:
    """Read how many months were not paid."""
    quantities = read_quantities(text)
    if "D" not in quantities.sketch and "U" not in quantities.sketch:
        return None
    return _owed(quantities) or _worked(text, quantities)


def _owed(quantities: Quantities) -> Months | None:
    for match in _OWED_MONTHS.finditer(quantities.sketch):
        rule = next(name for name in "abcdef" if match[name])
        quantity = quantities.at[match.start(rule)]
        if not _is_other_time(quantities.sketch, match, quantity, rule):
            return _left_over(quantities, quantity) or _months(quantity)
    return None


def _is_other_time(sketch: str, match: re.Match[str], quantity: Quantity, rule: str) -> bool:
    """Whether the words tell of a rate, a delay or how long it has been owed."""
    if quantity.unit == "week":
        return True
    if rule == "a":
        years = quantity.unit == "year" and _YEARS_LONG.match(sketch, quantity.end - 1)
        return bool(years) or _owed_since(sketch, match, quantity)
    if rule == "b" and quantity.kind == "U":
        return quantity.unit not in ("month", "year") or bool(_RATED.match(sketch, quantity.end))
    if rule == "c" and quantity.unit == "year" and _YEAR_SINCE.search(sketch, 0, quantity.start):
        return True
    if rule == "c":
        until_now = sketch[: quantity.start].rstrip("_").endswith("O")
        return until_now or _is_delay(sketch, quantity)
    return False


#: 欠我四万，今年一年没给: how long it has been owed.
_YEAR_SINCE = re.compile(r"M.*T_*$")


def _worked(text: Text, quantities: Quantities) -> Months | None:
    """Read months worked where a debt is told of, months late, months beside a rate."""
    sketch = quantities.sketch
    if not _TALKS_OF_DEBT.search(sketch):
        return None
    for match in _WORKED_MONTHS.finditer(sketch):
        quantity = quantities.at[match.start("a")]
        if _BEFORE_PAY.match(sketch, quantity.end):
            continue
        if (
            quantity.value <= 18
            and quantity.unit != "week"
            and not _AFTER_DELAY.match(sketch, quantity.end)
        ):
            return _left_over(quantities, quantity) or _months(quantity)
    for match in _DELAYED_PAY.finditer(sketch):
        quantity = quantities.at[match.start("a")]
        if quantity.unit == "month" and not quantity.vague and not _tells_sum(text):
            return _months(quantity)
    beside = _BESIDE_RATE.search(sketch)
    if beside is None:
        return None
    return _months(quantities.at[next(beside.start(name) for name in "abcd" if beside[name])])


def _tells_sum(text: Text) -> bool:
    return any(s.role not in (Role.RATE, Role.OTHER, Role.PAY) for s in read_sums(text))


def _months(quantity: Quantity) -> Months:
    value = 12.0 if quantity.kind == "U" and quantity.unit == "year" else quantity.value
    return Months(value, (quantity.start, quantity.end), quantity.vague or quantity.low is not None)


def _owed_since(sketch: str, match: re.Match[str], quantity: Quantity) -> bool:
    """欠我一万二，欠了快一年了: how long it has been owed, beside the sum that is owed."""
    return bool(
        "M" in sketch
        and _SINCE_THEN.match(sketch, quantity.end)
        and match[0].startswith(("欠了D", "欠了快", "欠了将近", "欠着"))
    )


def _left_over(quantities: Quantities, worked: Quantity) -> Months | None:
    """干了三个半月，只给了一个月的: the months that are left."""
    match = _PART_PAID.match(quantities.sketch, worked.end)
    if match is None:
        return None
    paid = quantities.at[match.start("d")]
    if paid.value >= worked.value:
        return None
    vague = worked.vague or paid.vague
    return Months(worked.value - paid.value, (worked.start, paid.end), vague)


def _is_delay(sketch: str, quantity: Quantity) -> bool:
    left = sketch[max(0, quantity.start - 8) : quantity.start]
    return bool(_DELAY.search(left)) or bool(_AFTER_DELAY.match(sketch, quantity.end))
