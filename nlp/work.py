"""How much work is to be paid: days, hours, pieces, square metres."""

import re
from datetime import date

from nlp.confidence import trust
from nlp.measures import Quantity
from nlp.normalize import Text
from nlp.quantities import read_quantities
from nlp.sums import Role, read_sums
from nlp.understanding import Fact

_DONE = re.compile(
    r"(?:干|做|上|出|记|犁|耕|割|插|除|打|贴|砌|刷|铺|装|送|拉|运|跑|挖|绑|扎|焊|搬|卸|抹|挂|修|缝|剪|种|摘|砍"
    r"|收|有|共|总共|一共|合计|满|完|够|欠|值|点|工|是|量|代|教|带|摆|浇|支|拆|吊|喷|包|跟|洗"
    r"|勤|到)"
    r"(?:了|满|完|好|有|够|过|活|的|大概|差不多|整整|将近|快|工|一共|总共|共|得|是|到|班|出|足足"
    r"|也|就|砖|瓷砖|墙|漆|货|件|衣服|单|课|水泥|实际|,|[:：])*$"
)
_UNDONE = re.compile(r"_*(?:的)?(?:工钱|工资|活|钱|没[给发结付]|一分|工[,，。]|左右|多)")
_NOT_WORK = re.compile(
    r"(?:每|等|过|隔|歇|休|躺|住|饿|催|找|拖|再|前|这|那|还有|剩|迟到|请假|旷工|第|超过|不到|内"
    r"|受伤|每月|每周|一周|放假|放了|请了|睡|两三|法定|满一|耽误|走|坐|路上|限|宽限)(?:了|个|着"
    r"|班|够|满|,)*$"
)
_NOT_WORK_AFTER = re.compile(
    r"_*(?:内|之内|后(?!面)|以后|之后|以前|前|没吃|没睡|没喝|没回|没有消息|不?接|期限|工作制"
    r"|以内|假|试用|睡|吃|左右到|时间|就[给发](?!了)|没给答复|一[结发付]|下来|不见|联系)"
)
_COUNT_ONLY = re.compile(r"(?:一共|总共|共|有|是)$")
_DAILY_HOURS = re.compile(r"(?:U_*|每天|一天)[^M,]{0,6}$")


#: 剩十三天没给: the work that is left to be paid.
_LEFT_OVER = re.compile(r"(?:剩|还有|差|欠)(?:下|了|着)?(?:的)?$")
_UNPAID_AFTER = re.compile(r"_*(?:的)?(?:工资|工钱|钱)?(?:都|也|就)?没[给结发付]")
#: 干了六天就给了两天的钱: work that was paid.
_PAID = re.compile(r"(?:[只就才][给发结付]了?|[给发结付]了)[^W。]{0,3}$")
_PAID_AFTER = re.compile(r"_*的(?:钱|工资|工钱|工)")


def is_paid(sketch: str, quantity: Quantity) -> bool:
    """Whether this work is told as paid."""
    return bool(_PAID.search(sketch, 0, quantity.start) and _PAID_AFTER.match(sketch, quantity.end))


def find_work(text: Text, today: date) -> list[Fact]:
    """Find `worked`: the quantity to be paid, in the unit of the rate if there is one."""
    quantities = read_quantities(text)
    rate = next((s for s in read_sums(text) if s.role is Role.RATE), None)
    candidates = [
        q
        for q in quantities.at.values()
        if q.kind == "W"
        and q.value > 0
        and (rate or text.plain[q.end - 1] != "趟")
        and not is_paid(quantities.sketch, q)
    ]
    if not candidates:
        return []
    scored = [(_score(quantities.sketch, q, rate.unit if rate else ""), q) for q in candidates]
    best_score, best = max(scored, key=lambda pair: pair[0])
    if best_score < 2:
        return []
    span = (best.start, best.end)
    value = int(best.value) if best.value == int(best.value) else best.value
    return [
        Fact(
            field="worked",
            value=value,
            text=text.words(span),
            span=span,
            unit=best.unit,
            confidence=trust("worked"),
            approximate=best.vague or best.low is not None,
            low=int(best.low) if best.low else None,
            high=int(best.high) if best.high else None,
            rule="work: done",
        )
    ]


def _score(sketch: str, quantity: Quantity, unit: str) -> int:
    left = sketch[max(0, quantity.start - 12) : quantity.start]
    if _LEFT_OVER.search(left) and _UNPAID_AFTER.match(sketch, quantity.end):
        return 6 if not unit or quantity.unit == unit else 0
    if _NOT_WORK.search(left) or _NOT_WORK_AFTER.match(sketch, quantity.end):
        return 0
    if not unit and quantity.unit == "square_metre" and left.endswith("有"):
        return 0
    daily = unit == "hour" and quantity.unit == "day"
    if unit and unit != "month" and quantity.unit != unit and not daily:
        return 0
    if quantity.unit == "hour" and (unit != "hour" or _DAILY_HOURS.search(left)):
        return 0
    if not unit and quantity.unit in ("piece", "square_metre") and _COUNT_ONLY.search(left):
        return 0
    score = 2 if _DONE.search(left) else 0
    score += 1 if _UNDONE.match(sketch, quantity.end) else 0
    return score + (2 if unit and quantity.unit == unit else 0)
