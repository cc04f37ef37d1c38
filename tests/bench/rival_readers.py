"""What other people's parts read in a message; run by `rivals.py` with an interpreter of its own.

Each is used as its documentation says, with the plainest rule to choose among what it finds: the
largest sum is what is owed, the first stretch of time is what is unpaid. Arguments: the name of a
rival; a message a line as JSON on the standard input, its facts a line on the standard output, and
the seconds that reading took on the last line.
"""

import contextlib
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache

NOW = datetime(2026, 11, 24)  # noqa: DTZ001
Facts = dict[str, object]
_SUM = re.compile(r"(\d+(?:\.\d+)?)(万|千|w|k)?\s?(?:多|余|来)?(?:块|元|人民币)?")
_HEADS = re.compile(r"(\d+)个?(?:工)?人")
_MONTHS = re.compile(r"(\d+(?:\.\d+)?)个月")
_OWED = frozenset(("欠", "拖欠", "差", "还差", "没给", "没发", "没结", "不给", "一共", "总共"))
_DATED = re.compile(r"(今年|去年|前年)?(\d{1,2})月份?")
_YEARS = {"今年": 0, "去年": 1, "前年": 2}
_TIMES = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000}


def jionlp_reader() -> Callable[[str], Facts]:
    """Sums, times and places by jionlp."""
    import jionlp  # type: ignore[import-not-found]

    base = {"year": NOW.year, "month": NOW.month, "day": NOW.day}

    def read(text: str) -> Facts:
        sums = jionlp.ner.extract_money(text, with_parsing=True) or []
        times = jionlp.ner.extract_time(text, time_base=base, with_parsing=True) or []
        place = jionlp.parse_location(text)
        facts = _largest(float(_first(one["detail"]["num"])) for one in sums)
        for one in times:
            if one["type"] in ("time_point", "time_span"):
                start, end = one["detail"]["time"]
                if "inf" not in (start, end):
                    facts |= {"period_start": start[:7], "period_end": end[:7]}
                    break
        parts = (place["province"], place["city"], place["county"])
        name = "".join(dict.fromkeys(part for part in parts if part))
        return facts | ({"place": name} if name else {})

    return read


def recognizers_reader() -> Callable[[str], Facts]:
    """Sums and times by recognizers-text."""
    from recognizers_suite import recognize_currency, recognize_datetime  # type: ignore[import-not-found]
    from recognizers_text import Culture  # type: ignore[import-not-found]

    def read(text: str) -> Facts:
        sums = [one.resolution for one in recognize_currency(text, Culture.Chinese)]
        facts = _largest(float(one["value"]) for one in sums if one and one.get("value"))
        for one in recognize_datetime(text, Culture.Chinese, reference=NOW):
            for value in (one.resolution or {}).get("values", ()):
                if "start" in value and "end" in value:
                    start, end = value["start"][:7], _month_before(value["end"])
                    return facts | {"period_start": start, "period_end": end}
        return facts

    return read


def cn2an_reader() -> Callable[[str], Facts]:
    """Numbers by cn2an, sorted by the word behind them."""
    import cn2an  # type: ignore[import-not-found]

    def read(text: str) -> Facts:
        try:
            plain = cn2an.transform(text, "cn2an")
        except ValueError:
            plain = text
        facts = _largest(_sums(plain))
        if heads := _HEADS.search(plain):
            facts["headcount"] = int(heads[1])
        if months := _MONTHS.search(plain):
            facts["months"] = float(months[1])
        return facts

    return read


def cpca_reader() -> Callable[[str], Facts]:
    """Places by cpca."""
    import cpca  # type: ignore[import-not-found]

    def read(text: str) -> Facts:
        (row,) = cpca.transform([text]).to_dict("records")
        return {"division": row["adcode"]} if row["adcode"] else {}

    return read


def jieba_reader() -> Callable[[str], Facts]:
    """Keyword rules over jieba's words, the numbers written out by cn2an."""
    import cn2an
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()

    def read(text: str) -> Facts:
        with contextlib.suppress(ValueError):
            text = cn2an.transform(text, "cn2an")
        words = jieba.lcut(text)
        plain = "".join(words)
        owed = [at for at, word in enumerate(words) if word in _OWED]
        facts = _largest(_sums("".join(words[owed[0] :]))) if owed else {}
        facts = facts or _largest(_sums(plain))
        if heads := _HEADS.search(plain):
            facts["headcount"] = int(heads[1])
        if months := _MONTHS.search(plain):
            facts["months"] = float(months[1])
        if told := _DATED.findall(plain):
            year, spans = NOW.year, []
            for name, month in told:
                year = NOW.year - _YEARS[name] if name else year
                spans.append(f"{year}-{int(month):02}")
            facts |= {"period_start": spans[0], "period_end": spans[-1]}
        return facts

    return read


def together_reader() -> Callable[[str], Facts]:
    """The best part of each: sums and times, heads, places."""
    parts = [cn2an_reader(), jionlp_reader(), recognizers_reader(), cpca_reader()]

    def read(text: str) -> Facts:
        facts: Facts = {}
        for part in parts:
            facts |= part(text)
        return facts

    return read


READERS = {
    "jionlp": jionlp_reader, "recognizers-text": recognizers_reader, "cn2an": cn2an_reader,
    "cpca": cpca_reader, "jieba and keywords": jieba_reader, "their best together": together_reader,
}  # fmt: skip


def _largest(sums: Iterable[float]) -> Facts:
    found = list(sums)
    return {"amount_fen": round(max(found) * 100)} if found else {}


def _sums(plain: str) -> Iterable[float]:
    for number, scale in _SUM.findall(plain):
        value = float(number) * _TIMES.get(scale, 1)
        if value >= 100 and not 2000 <= value <= 2030:
            yield value


def _first(told: object) -> str:
    return str(told[0] if isinstance(told, list) else told)


@cache
def _month_before(end: str) -> str:
    """Return the last month of a stretch whose end is the first day after it."""
    year, month, day = (int(part) for part in end.split("-")[:3])
    if day > 1:
        return f"{year:04}-{month:02}"
    return f"{year - (month == 1):04}-{(month - 2) % 12 + 1:02}"


def main(name: str) -> None:
    """Read every message; a message that a rival breaks on holds nothing."""
    warnings.filterwarnings("ignore")
    read, spent = READERS[name](), 0.0
    for line in sys.stdin:
        text = json.loads(line)
        began = time.perf_counter()
        try:
            facts = read(text)
        except Exception:
            facts = {}
        spent += time.perf_counter() - began
        print(json.dumps(facts, ensure_ascii=False))
    print(json.dumps(spent))


if __name__ == "__main__":
    main(sys.argv[1])
