"""Which time was not paid: from when, until when, how many months, and when money last came.

Dates and durations come from the sketch; the verbs beside them tell unpaid time from time worked,
from promises (说好年底给), delays (拖了大半年) and mere events.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nlp.confidence import trust
from nlp.dates import Moment, Stretch, resolve
from nlp.measures import Quantity
from nlp.months import Months, read_months
from nlp.normalize import Text
from nlp.quantities import Quantities, read_quantities
from nlp.understanding import Fact, Span
from nlp.unpaid_time import score

_TAIL = r"_*(?:份|左右|前后|那会儿?|那阵子?|的时候|时候|期间|中旬|上旬|下旬|底|初)*"
_RANGE = re.compile(
    rf"(?P<a>T){_TAIL}[^TM。;!?\n]{{0,10}}?(?:到|至|[-~—–～])+(?:了|T_*(?:的"
    rf"|那))?[^TMO,。;]{{0,5}}?(?P<b>T)(?!_*[^,。的]{{0,2}}(?:才|还没|都没|也没|为止都))"
    rf"|(?P<a2>T){_TAIL}(?:进[场厂的]|入职|入场|开的?工|去的|来的|来|去|上班|到(?:的)?工地|到这|开始"
    rf"|起|上工|干起)[^TM。\n]{{0,16}}?(?P<b2>T){_TAIL}[^TM,。]{{0,4}}(?:完工|干完|做完|结束|走"
    rf"|离职|退场|撤场|离开|离场|辞|停工|放假|收工|竣工|散伙|封的?顶|不干|回家|回来|回的|下山|被辞|出来|完)"
    rf"|(?P<a5>T)_*[^TM,。]{{0,4}}M_*[^T。]{{0,6}}(?:T_*[^TM,。]{{0,8}}M_*[^T。]{{0,6}})*(?P<b5>T)_*[^TM,。]{{0,3}}(?:W_*[^TM,。]{{0,3}})?M"
    rf"|(?P<a6>T)_*份?[^TM。;]{{0,4}}(?:没|未|不)(?:有)?[发给结][^TM。;]{{0,6}}[,，]?(?P<b6>T)_*份?(?:也|还|又|都)[没未不]"
    rf"|(?P<a4>T){_TAIL}[^T。;]{{0,60}}?(?:干|做|工作|施工|上班?|[,，])[到至]了?(?P<b4>T)"
    rf"|(?P<a3>T)_*(?:[、,和跟及 ]+T_*)*[、,和跟及 ]+(?P<b3>T)"
)
_OPEN = re.compile(rf"(?P<a>T){_TAIL}[^TM。;!?\n]{{0,24}}?(?P<o>O)")
_SINCE = re.compile(
    rf"(?:从|自从?|打)?(?P<a>T){_TAIL}(?!就?(?:给|发|结|付)(?![了过]))(?:开始|起|以后|之后|以来"
    rf"|过后|后|就)(?:就|到|都|一直|我们?|工资|老板|公司|再也?)*[^TM。;]{{0,10}}?(?:没|未|不|欠"
    rf"|拖|停(?!缴|保|交|产)|只发)"
    rf"|(?:从|自从?|打)(?P<b>T){_TAIL}[^TM。;]{{0,12}}?(?:没|未|不|欠|拖|停(?!缴|保|交|产)|只发)"
)
_BEGAN = re.compile(
    rf"(?:从|自从?|打)?(?P<a>T){_TAIL}[^TM,。;]{{0,4}}?(?:进的?[场厂]|入职|入场|开的?工|去的|来的"
    rf"|来(?!的?[钱电])|到(?:的|这|那|工地|厂)|开始|起(?!诉)|上班|上工|进来|跟着|去了?(?!年)|应聘"
    rf"|进公司|经|到岗|接的?活)"
)
_ENDED = re.compile(
    rf"(?:干|做)?到?(?P<a>T){_TAIL}[^TM,。;]{{0,4}}?(?:完工|完的|干完|做完|结束|走的?|离职|退场"
    rf"|撤场|离开|离场|辞职|辞工|辞退|停工|收工|竣工|封的?顶|不干|被辞|被开|交工|交房|验收|离厂)"
    rf"|(?:干|做|上班?)[到至](?P<b>T)"
)
_LEFT_WORK = re.compile(r"^_*[^TM,。;]{0,3}(?:离职|走|辞|离开|离厂|不干|被开)")
_LAST = re.compile(
    r"(?:(?:上次|最后一次|上一次|最近一次|最后(?=X_|发|给|一笔)|上回|最近)[^。,;T]{0,8}?(?:发|给|结|领|打|到账|拿"
    r"|收)[^T。;M]{0,8}?|(?:只|就|才|工资|钱)(?:给|我们?)?(?:发|结|给|付|开)[到至]了?)(?P<a>T)"
    r"|(?P<b>T)_*(?:份)?[^TM。,;]{0,3}(?:最后|发了?最后|给了?最后)(?:一次|发|给|一笔)"
    r"|(?P<c>T)_*(?:份)?(?:是|就是)?(?:最后一次|上一次)"
)
_PAID_UP_TO = re.compile(r"(?:发|结|给|付|开)[到至]了?$")
_NOT_TIME = {"week", "near"}
_BEFORE = re.compile(r"_*(?:之|以)?前[^,。]{0,2}(?:干|做)")
_UNTIL = re.compile(r"(?<![领拿收得等])[到至]$")
#: From this score on the words tell of pay themselves.
_SURE = 5
_TALKS_OF_WORK = re.compile(
    r"欠|没|未|(?<!能)不(?!能)|拖|工资|工钱|钱|薪|干|做|活|[MDWP]|压|扣|班|工|入职|进[场厂]|来|去|起|[,，]|^T_*.?$|到"
)
_PAY_OF = re.compile(r"T_*[^TM,，]{0,3}(?:工资|工钱)")
_SINCE_WORD = re.compile(r"[从自打]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that was not paid, from one end to the other, as far as it was said."""

    start: str | None = None
    start_span: Span | None = None
    end: str | None = None
    end_span: Span | None = None
    rule: str = ""
    vague: bool = False
    named: Months | None = None
    """Months that were named one by one (七八九月) and may be counted."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: int
    start: Quantity | None
    end: Quantity | None
    rule: str


def find_periods(text: Text, today: date) -> list[Fact]:
    """Find `period_start`, `period_end`, `months` and `last_payment`."""
    quantities = read_quantities(text)
    if not any(q.kind in "TDU" for q in quantities.at.values()):
        return []
    facts = _last_payment(text, quantities, today)
    period = read_period(text, today)
    if period.start and period.start_span:
        facts.append(_fact(text, "period_start", period.start, period.start_span, period))
    if period.end and period.end_span:
        facts.append(_fact(text, "period_end", period.end, period.end_span, period))
    said = read_months(text)
    if months := said or period.named:
        facts.append(_months_fact(text, months, counted=said is None))
    return facts


def _fact(text: Text, field: str, value: str, span: Span, period: Period) -> Fact:
    return Fact(
        field=field,
        value=value,
        text=text.words(span),
        span=span,
        confidence=trust(field, period.rule),
        approximate=period.vague,
        rule=f"period: {period.rule}",
    )


def _months_fact(text: Text, months: Months, *, counted: bool) -> Fact:
    value = int(months.value) if months.value == int(months.value) else round(months.value, 2)
    return Fact(
        field="months",
        value=value,
        text=text.words(months.span),
        span=months.span,
        confidence=trust("months", "counted" if counted else "said"),
        approximate=months.vague,
        derived=counted,
        rule="period: months",
    )


@lru_cache(maxsize=64)
def read_period(text: Text, today: date) -> Period:
    """Read from when until when nothing was paid."""
    best = max(_candidates(read_quantities(text)), key=lambda c: c.score, default=None)
    return _resolve(best, today) if best and best.score > 0 else Period()


def _count_named(best: _Candidate) -> Months | None:
    moment = best.start.moment if best.start else None
    if moment and moment.listed and best.end in (None, best.start):
        return Months(float(len(moment.months)), (moment.start, moment.end))
    return None


def _candidates(quantities: Quantities) -> list[_Candidate]:
    sketch = quantities.sketch
    if "T" not in sketch:
        return []
    found: list[_Candidate] = []
    used: set[int] = set()
    for rule, reader in (
        ("range", _ranges),
        ("open", _opens),
        ("last", _lasts),
        ("since", _sinces),
    ):
        for start, end in reader(quantities):
            if any(q is not None and q.start in used for q in (start, end)):
                continue
            used |= {q.start for q in (start, end) if q}
            if rule != "last":
                worth = score(sketch, start, end)
                bonus = 2 if rule == "since" else int(worth > 0)
                found.append(_Candidate(worth + bonus, start, end, rule))
    for quantity in quantities.at.values():
        if quantity.kind == "T" and quantity.start not in used:
            found += _single(sketch, quantity)
    return found


def _usable(quantity: Quantity) -> bool:
    return quantity.moment is not None and quantity.moment.kind not in _NOT_TIME


def _ranges(quantities: Quantities) -> list[tuple[Quantity | None, Quantity | None]]:
    found: list[tuple[Quantity | None, Quantity | None]] = []
    for match in _RANGE.finditer(quantities.sketch):
        first, last = next(
            (match.start(f"a{n}"), match.start(f"b{n}"))
            for n in ("", "2", "3", "4", "5", "6")
            if match[f"a{n}"]
        )
        start, end = quantities.at[first], quantities.at[last]
        if _usable(start) and _usable(end):
            found.append((start, end))
    return found


def _opens(quantities: Quantities) -> list[tuple[Quantity | None, Quantity | None]]:
    return [
        (quantities.at[match.start("a")], None)
        for match in _OPEN.finditer(quantities.sketch)
        if _usable(quantities.at[match.start("a")])
        and re.search(
            r"(?:从|自|打)[^T]{0,2}$|开始|起|就|干|做|[,到]?_*$",
            quantities.sketch[: match.start("a")][-4:]
            + quantities.sketch[match.start("a") : match.start("o")][-4:],
        )
        and not re.search(
            r"[。;前]|的[^TM,，]{0,4}(?:工资|工钱|钱)|付清|结清|还清|说好|走的|离职|离开|不干|完工|干完|结束|停工",
            quantities.sketch[match.start("a") : match.start("o")],
        )
        and not _is_pay_of(quantities.sketch, match)
    ]


def _is_pay_of(sketch: str, match: re.Match[str]) -> bool:
    """Whether it is the pay of that time which has not come until now (9月的进度工资到现在没发)."""
    since = _SINCE_WORD.search(sketch, 0, match.start("a"))
    return not since and bool(_PAY_OF.match(sketch, match.start("a")))


def _lasts(quantities: Quantities) -> list[tuple[Quantity | None, Quantity | None]]:
    return [
        (quantities.at[_last_place(match)], None) for match in _LAST.finditer(quantities.sketch)
    ]


def _last_place(match: re.Match[str]) -> int:
    return next(match.start(name) for name in ("a", "b", "c") if match[name])


def _sinces(quantities: Quantities) -> list[tuple[Quantity | None, Quantity | None]]:
    return [
        (quantities.at[match.start("a" if match["a"] else "b")], None)
        for match in _SINCE.finditer(quantities.sketch)
        if _usable(quantities.at[match.start("a" if match["a"] else "b")])
    ]


def _single(sketch: str, quantity: Quantity) -> list[_Candidate]:
    moment = quantity.moment
    if (
        moment is None
        or not _usable(quantity)
        or moment.kind == "pay_day"
        or max(moment.shift_months or 0, moment.year_shift or 0) > 0
    ):
        return []
    worth = score(sketch, quantity, None)
    if worth < _SURE and not _TALKS_OF_WORK.search(sketch):
        return []
    if _BEGAN.match(sketch, quantity.start):
        return [_Candidate(worth, quantity, None, "began")]
    if _BEFORE.match(sketch, quantity.end) or _UNTIL.search(sketch, 0, quantity.start):
        return [_Candidate(worth, None, quantity, "before")]
    ended = _ENDED.search(sketch, max(0, quantity.start - 3))
    if ended and ended.start("a" if ended["a"] else "b") == quantity.start:
        leaves = _LEFT_WORK.search(sketch[quantity.end : quantity.end + 8])
        return [] if leaves else [_Candidate(worth, None, quantity, "ended")]
    if moment.festival and moment.approximate:
        return [_Candidate(worth, quantity, None, "about then")]
    if moment.shift_months is not None and moment.day is None:
        return [_Candidate(worth, quantity, None, "near month")]
    return [_Candidate(worth, quantity, quantity, "single")]


def _resolve(best: _Candidate, today: date) -> Period:
    first = best.start.moment if best.start else None
    last = best.end.moment if best.end else None
    start, end = _bounds(first, last, today)
    if start is None and end is None:
        return Period()
    vague = bool((first and first.approximate) or (last and last.approximate))
    return Period(
        start=start.first if start and best.start else None,
        start_span=(best.start.start, best.start.end) if best.start else None,
        end=end.last if end and best.end else None,
        end_span=_end_span(best),
        rule=best.rule,
        vague=vague,
        named=_count_named(best),
    )


def _end_span(best: _Candidate) -> Span | None:
    quantity = best.end or best.start
    return (quantity.start, quantity.end) if quantity else None


def _bounds(
    first: Moment | None, last: Moment | None, today: date
) -> tuple[Stretch | None, Stretch | None]:
    if first is None or last is None or first is last:
        stretch = _resolve_one(first or last, today)
        return stretch, stretch
    if last.kind == "pay_day" and first.months:
        last = _same_month(first, last)
    if first.has_year:
        start = _resolve_one(first, today)
        end = resolve(last, today, not_before=start.first if start else "")
        return start, end
    end = _resolve_one(last, today)
    start = resolve(first, today, not_after=end.first if end else "")
    return start, end


def _same_month(first: Moment, last: Moment) -> Moment:
    return Moment(
        start=last.start,
        end=last.end,
        year=first.year,
        year_shift=first.year_shift,
        months=first.months,
        day=last.day,
    )


def _resolve_one(moment: Moment | None, today: date) -> Stretch | None:
    return resolve(moment, today) if moment else None


def _last_payment(text: Text, quantities: Quantities, today: date) -> list[Fact]:
    for match in _LAST.finditer(quantities.sketch):
        quantity = quantities.at[_last_place(match)]
        stretch = _resolve_one(quantity.moment, today)
        if stretch:
            span = (quantity.start, quantity.end)
            return [
                Fact(
                    field="last_payment",
                    value=stretch.last,
                    text=text.words(span),
                    span=span,
                    confidence=trust("last_payment"),
                    rule="period: last payment",
                )
            ]
    return []
