"""How much the words around a time say that it was not paid.

The verbs beside a date tell unpaid time from promises (说好年底给), delays and mere events.
"""

import re

from nlp.measures import Quantity

_PROMISE_LEFT = re.compile(
    r"(?:答应|承诺|保证|许诺|讲好|约定|等到?|拖到|推到|推|推迟到|改到|打算|准备|要到|得到|要等"
    r"|说是?|说好|通知|规定|每月|每个月|赶在|身份证[是上]?|回老?家|落款|日期|签于|定在|到时|下|限"
    r"|还是)(?:[^TM,。;]{0,6})$|(?:又|都|也)?快要?$"
)
_PROMISE_RIGHT = re.compile(
    r"(?:之?前)?[^TM,。;]{0,4}?(?:(?<![没不未停])(?:一定|就|再|会|肯定|才|能)?(?:给|结清?|发|付"
    r"|还(?![没未不欠差有是在剩])|结账|算账|兑现|解决)(?![我俺不]|了?工资|到|的|了|过)"
    r"|(?<![没不未停])(?:给钱|结账|发工资|发薪|还钱))"
)
_PROMISE_NEXT = re.compile(
    r"了|上班三薪|三薪|三倍|怕是|恐怕|(?:之?前|左右)?(?:说|讲|答应)[^TM,。;]{0,3}(?:给|结|发|付)|(?:过节)?(?:(?:钱|费)(?![^TM,。]{0,4}[没未不])"
    r"|红包)|(?:之?前|左右)?(?:一定|就|再|会|肯定|才|统一|都)*(?:给|结|发|付"
    r"|还(?![没未不欠差有是在剩]))(?:清|完|钱|我们?)?(?![了过到的工资])"
)
_EVENT_RIGHT = re.compile(
    r"[结算对]的?账|[都也]?过[了完]|干了M|参加工作|出来打工|跳楼|[^TM,。;]{0,32}(?:受伤|掉下|压断|截肢|被砸|工伤|骨折|出事"
    r"|摔[断伤]|购买|买了|供应|供货)|(?:的时候|晚上|那天|下午|早上|老板|他|公司|才|又|只|就|已经|已)*(?:给|发|结|转"
    r"|打|付|还)(?:了|过|我)|[^TM,。;]{0,7}(?:被?征收|打的(?!工)|拉过?横幅|住院|做过?手术|交房|购房|退休|受伤|摔|出事|出生|投诉"
    r"|报警|报案|打电话|打了|找过?|去找|仲裁|起诉|判决|判的?|开庭|调解|立案|签|写|打[了的]?(?:个"
    r"|张|一张)?(?:欠|白)|给[了我们]*打|出具|开学|回家|车票|过生日|跑|失联|联系不上|倒闭|关门|说"
    r"|讲|才知道|拉横幅|堵|到期|生的|领证|结婚|拉黑|换了?|承诺|答应|上访|去了?(?:劳动|法院|信访)"
    r"|交了?|问)"
)
_UNPAID_LEFT = re.compile(
    r"(?:欠|拖欠|欠着|没发|没给|没结|差|剩(?!下的)|压|未发|未付|还有|少发|扣|不给|不发|克扣|要"
    r"|讨)(?:了|着|我们?|俺们?|P_*|大家|的|从|自|在|是|到)*[^TM,。;]{0,5}$"
)
_UNPAID_RIGHT = re.compile(
    r"_*(?:份|的|这|那|D_*|期间|以来|两个月|整个)*(?:的)?(?:工资|工钱|薪水|薪|钱|劳务费|活|账"
    r"|款)|[^TM。;]{0,12}?(?:没|未|不)(?:有)?(?:再)?(?:发|给|结|付|开|拿|领|支)"
    r"|[^TM。;]{0,6}?(?:欠|拖欠)(?!条|[^M,。]{0,8}T)|[^TM,。;]{0,4}?一分"
)
_WORKED = re.compile(r"干|做|进[场厂]|入职|上班|打工|来|去|跟|开工|工作|施工|送")
_OWN_PAY = re.compile(r"(?:份|的)*(?:工资|工钱|薪)[^TM,。]{0,2}(?:说好|说是|答应|本来)")
_WAITS = re.compile(r"(?:等到?|拖到|推到|推迟到|熬到)$")
#: 这个月底不发: a condition, nothing is late yet.
_IF_NOT = re.compile(r"[底末内里]|再不|要是|如果")
_ALL_YEAR = re.compile(r"(?:D_*|一整年|整年|都|也|还|又|就)*(?:没|未|不)")
#: 这个月工资准时发了: nothing is owed of it.
_PAID = re.compile(
    r"(?:份|的)*(?:工资|工钱|钱)(?:已经|准时|按时|都|也|刚刚?|全部?)*(?:[发给结]了|到账)"
)
_SIGNED = re.compile(r"今欠|欠条|条子|借条|白条|欠款人")


def score(sketch: str, start: Quantity | None, end: Quantity | None) -> int:
    """Tell how much the words around a time say that it was not paid, 0 where it is none."""
    first, last = start or end, end or start
    if first is None or last is None:
        return 0
    left = sketch[max(0, first.start - 12) : first.start]
    right = sketch[last.end : last.end + 40].lstrip("_")
    if first is last and _is_told_of_else(sketch, first, right):
        return 0
    if first is last and _OWN_PAY.match(right):
        return 5
    if first is last and (
        _WAITS.search(left) or _PROMISE_NEXT.match(right) or _is_signature(sketch, first, right)
    ):
        return 0
    if _UNPAID_LEFT.search(left):
        return 6
    if first is last and (
        _PROMISE_LEFT.search(left) or _PROMISE_RIGHT.match(right) or _EVENT_RIGHT.match(right)
    ):
        return 0
    if _UNPAID_RIGHT.match(right):
        return 5
    return _score_of_work(first, left, right, lone=first is last)


def _score_of_work(first: Quantity, left: str, right: str, *, lone: bool) -> int:
    """Tell how likely it is the time that was worked."""
    moment = first.moment
    if moment and moment.festival and left.rstrip("_").endswith("M"):
        return 0
    whole_year = moment is not None and not moment.months and lone
    return (1 if whole_year else 2) + bool(_WORKED.search(left[-6:] + right[:8]))


def _is_told_of_else(sketch: str, quantity: Quantity, right: str) -> bool:
    """Whether that time was paid, only passed, or stands in a condition."""
    moment = quantity.moment
    if _PAID.match(right) or _is_delay(sketch, quantity, right):
        return True
    return moment is not None and moment.shift_months == 0 and bool(_IF_NOT.match(right))


def _is_delay(sketch: str, quantity: Quantity, right: str) -> bool:
    """Whether a year is told in which the sum told before was not paid (今年一年没给)."""
    moment = quantity.moment
    bare = moment is not None and not moment.months and moment.year_shift == 0
    return bare and "M" in sketch[: quantity.start] and bool(_ALL_YEAR.match(right))


def _is_signature(sketch: str, quantity: Quantity, right: str) -> bool:
    """The date at the end of a written debt, or a year of birth (我2012年的)."""
    left = sketch[: quantity.start]
    if left.endswith("我") and right.startswith(("的,", "的，", "生", "出生")):
        return True
    return not right.strip("。. ") and "M" in left and bool(_SIGNED.search(left))
