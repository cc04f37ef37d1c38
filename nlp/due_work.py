"""The work that a rate is multiplied by: days, hours, pieces or months, less what was paid."""

import re
from collections.abc import Mapping
from dataclasses import replace

from nlp.normalize import Text
from nlp.quantities import read_quantities
from nlp.understanding import Fact, Span
from nlp.work import is_paid

_HOURS_A_DAY = re.compile(r"(?:U_*|每天|一天|天天)[^MW,。]{0,4}(?P<w>W)")
_OTHER_HAND = re.compile(r"(?:老表|老婆|老公|弟|哥|姐|妹|老乡|工友|儿子|他|她|爸|妈)(?:做|干)了?$")


def work_for(text: Text, facts: Mapping[str, Fact], rate: Fact) -> Fact | None:
    """Find the work or the months in the unit of the rate."""
    if rate.unit == "month":
        return facts.get("months") or months_of(facts)
    work = facts.get("worked")
    if work and rate.unit == "hour" and work.unit == "day":
        return _hours(text, work)
    return work if work and work.unit == rate.unit and not _is_one_of_many(text, work) else None


def _hours(text: Text, days: Fact) -> Fact | None:
    """Count the hours of so many days (一天八小时)."""
    quantities = read_quantities(text)
    match = _HOURS_A_DAY.search(quantities.sketch)
    hours = quantities.at[match.start("w")] if match else None
    if hours is None or hours.unit != "hour" or hours.vague or not isinstance(days.value, int):
        return None
    span = hull(days.span, (hours.start, hours.end))
    value = hours.value * days.value
    return replace(days, value=value, span=span, unit="hour", text=text.words(span))


def _is_one_of_many(text: Text, work: Fact) -> bool:
    """Whether another's work is told as well (我做了十九天，老表做了二十一天)."""
    sketch = read_quantities(text).sketch
    return any(
        q.kind == "W"
        and q.unit == work.unit
        and q.value != work.value
        and _OTHER_HAND.search(sketch, 0, q.start)
        for q in read_quantities(text).at.values()
    )


def months_of(facts: Mapping[str, Fact]) -> Fact | None:
    """Count the months from the first to the last that was not paid."""
    start, end = facts.get("period_start"), facts.get("period_end")
    if start is None or end is None or start.approximate or end.approximate:
        return None
    first, last = str(start.value), str(end.value)
    if len(first) != 7 or len(last) != 7:
        return None
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    if not 1 <= months <= 36:
        return None
    return replace(
        start, field="months", value=months, derived=True, span=hull(start.span, end.span)
    )


def paid_work(text: Text, work: Fact) -> float:
    """Return how much of the work was paid (干了六天就给了两天的钱)."""
    quantities = read_quantities(text)
    paid = [
        q.value
        for q in quantities.at.values()
        if q.kind == "W" and q.unit == work.unit and is_paid(quantities.sketch, q)
    ]
    return sum(paid)


def hull(first: Span, second: Span) -> Span:
    """Return the one stretch that holds both."""
    return min(first[0], second[0]), max(first[1], second[1])
