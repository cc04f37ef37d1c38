"""The sums that are rates: three hundred a day, four thousand five hundred a month."""

import re

from nlp.measures import PIECES
from nlp.quantities import Quantities

_UNIT_WORDS = re.compile(
    r"(?P<day>日薪|日结|日工资|天工资|点工|天工|按天|天天)|(?P<month>月薪|包月|(?<![当本该个])月工资"
    r"|底薪|保底|基本工资|基础工资|月结|试用期|转正后?)|(?P<hour>时薪|小时工|小时工资)"
    r"|(?P<any>工价|单价|工资标准)"
)
_RATE_LEFT = re.compile(
    rf"U_*{PIECES}[ ]?(?:的|每人|[EP]_*|我们?|工资|工钱|底薪|保底|说好|谈好|讲好|讲的|谈的|给我?们?"
    r"|给开|开"
    r"|是|才|就|只有|实际|只[给发]|实发|算|按|能?挣|大概|差不多|平均|工价|管饭|包吃包?住?|包伙食"
    r"|固定|到手|都|定的|约定?|标准|工资标准|税前|税后|工|拿|发|提|也|能|应该|该|左右|不到|[:: ])*"
    r"(?P<m>[MN])(?!_*(?:块钱?|元)?的?(?:生活费|饭钱|补贴|补助))"
)
#: 就打了一个月的三千二: a payment for a month, no rate.
_PAID_FOR = re.compile(
    r"(?:[打发给结付]了|[只就才][打发给结付]|最后|剩下?|[押压欠扣拖][了着]?(?:我们?|俺们?|咱们?)?|差)$"
)
_RATE_RIGHT = re.compile(r"(?P<m>[MN])_*(?:钱|左右|多|的|工资|包吃|包住|给|算|[ /])*(?:U|每U)")
#: 一个小时十二块一天八小时: the unit right before, where another stands behind.
_RATE_TIGHT = re.compile(r"(?P<u>U)_*[是给才就]?(?P<m>[MN])_*[,，]?U_*W")
_RATE_WORD = re.compile(
    rf"(?:{_UNIT_WORDS.pattern})(?:D_*|工资|[是为给按开才就都说谈讲好的算有定:: ]|标准|税前"
    rf"|税后|到手|大概|固定|只有|差不多|一个|U_*)*(?P<m>[MN])"
)
_RATE_AFTER = re.compile(r"(?P<m>[MN])_*(?:块钱?|元|的|左右)*(?:月薪|日薪|时薪|底薪|保底)")
#: 欠我三个月，工资是四千五: what a month brings, beside the months.
_RATE_BESIDE = re.compile(
    r"D_*(?:的)?(?:工资|工钱)?(?:没[给发结付](?:我们?)?(?:工资|工钱|钱)?了?|了)?(?:[,，。 ]|然后)+"
    r"(?:我的?)?(?:包吃包?住?|工资|月薪|底薪|薪水|税前|税后|到手|说好的?|讲好的?|谈好的?)"
    r"(?:是|才|有|大概|税前|税后|标准|也就)*(?P<m>M)(?!_*(?:块钱?|元)?(?:都|也|还|一直)?[没未不])"
)
_LEAST_MONTHLY, _MOST_MONTHLY = 80_000, 3_000_000
_INSIDE = re.compile(r"其中(?:的|包括|有)?$")
_YEARLY = re.compile(r"年薪(?:是|为|大概|说好|税前|[:：])*(?P<m>M)")


def find_rates(quantities: Quantities) -> dict[int, str]:
    """Find where rates stand, each with its unit."""
    sketch, rates = quantities.sketch, dict[int, str]()
    for match in _RATE_WORD.finditer(sketch):
        value = quantities.at[match.start("m")].value
        unit = next((name for name in ("day", "month", "hour") if match[name]), "")
        if "U" in match[0] and not unit:
            unit = quantities.at[match.start() + match[0].rindex("U")].unit
        if _INSIDE.search(sketch, 0, match.start()):
            continue
        if unit or value < 100_000:
            rates.setdefault(match.start("m"), unit or "day")
    if "U" in sketch:
        _add_rates_by_unit(rates, quantities)
    for match in _RATE_BESIDE.finditer(sketch):
        if _LEAST_MONTHLY <= quantities.at[match.start("m")].value <= _MOST_MONTHLY:
            rates.setdefault(match.start("m"), "month")
    for match in _RATE_AFTER.finditer(sketch):
        words = _UNIT_WORDS.search(sketch, match.start("m"))
        rates.setdefault(match.start("m"), (words and words.lastgroup) or "month")
    told = {
        start: _unit(quantities, start, unit) for start, unit in rates.items() if unit != "year"
    }
    return told | {match.start("m"): "year" for match in _YEARLY.finditer(sketch)}


def _add_rates_by_unit(rates: dict[int, str], quantities: Quantities) -> None:
    """Add the sums that stand beside one unit of work (一天三百, 三百一天)."""
    sketch = quantities.sketch
    for match in _RATE_TIGHT.finditer(sketch):
        rates.setdefault(match.start("m"), quantities.at[match.start("u")].unit)
    for match in _RATE_RIGHT.finditer(sketch):
        unit = quantities.at[sketch.index("U", match.start("m"))].unit
        rates.setdefault(match.start("m"), unit)
    for match in _RATE_LEFT.finditer(sketch):
        if _PAID_FOR.search(sketch, max(0, match.start() - 4), match.start()):
            continue
        rates.setdefault(match.start("m"), quantities.at[match.start()].unit)


def _unit(quantities: Quantities, start: int, unit: str) -> str:
    """Read 三百五一个: the unit of the work counted nearest."""
    if unit != "any":
        return unit
    works = [q for q in quantities.at.values() if q.kind == "W"]
    return min(works, key=lambda q: abs(q.start - start)).unit if works else "piece"
