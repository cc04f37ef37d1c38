"""Dates as people say them, and what they are on the day they are said.

`find_moments` reads the words (去年腊月, 正月十六, 7到9月, 国庆那会儿); `resolve` makes solar
dates of them, as exact as said. A year that was not said is the latest that has passed.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from nlp import lunar
from nlp.numerals import parse_number

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二两]?十[一二三四五六七八九]|二十"
    r"|廿[一二三四五六七八九]?|[一二三四五六七八九十])"
)
_YEAR_WORDS = {
    "大前年": -3, "前年": -2, "去年": -1, "上年": -1, "头年": -1, "旧年": -1, "上一年": -1,
    "今年": 0, "本年": 0, "当年": 0, "明年": 1, "去岁": -1, "昨年": -1,
}  # fmt: skip
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{2}|(?<![\d.])[012]\d"
    r"|[一二][零〇一二三四五六七八九])"
    r"[ ]?年(?!多|半|了|的?时间|来|前|级|龄)(?:度|份)?"
    rf"|(?P<rel>{'|'.join(_YEAR_WORDS)})(?!(?:都|已经"
    rf"|快)?[0-9一二三四五六七八九十]{{1,3}}(?:周?岁|了?[,，。上在就才])))"
)
_NOT_DAY = r"(?!车间|工地|工区|公馆|[楼地线院门厂桥坑塔栋标店区仓库])"
_FESTIVALS = {
    "三八": (3, 8), "五一": (5, 1), "六一": (6, 1),
    "七一": (7, 1), "八一": (8, 1), "十一": (10, 1), "双十一": (11, 11),
}  # fmt: skip
_SURE_FESTIVALS = {"国庆": (10, 1), "元旦": (1, 1), "清明": (4, 5), "劳动节": (5, 1)}
_LUNAR_FESTIVALS = {
    "春节": (1, 1), "过年": (1, 1), "大年初一": (1, 1), "元宵": (1, 15), "端午": (5, 5),
    "七夕": (7, 7), "中秋": (8, 15), "八月十五": (8, 15), "重阳": (9, 9), "腊八": (12, 8),
    "小年": (12, 23), "除夕": (12, 30),
    "年三十": (12, 30), "大年三十": (12, 30), "正月十五": (1, 15),
}  # fmt: skip
_PARTS = {
    "上半年": (1, 6), "下半年": (7, 12), "年底": (12, 12), "年末": (12, 12), "年尾": (12, 12),
    "岁末": (12, 12), "年初": (1, 1), "年中": (6, 6), "一季度": (1, 3), "二季度": (4, 6),
    "三季度": (7, 9), "四季度": (10, 12), "第一季度": (1, 3), "第二季度": (4, 6),
    "第三季度": (7, 9), "第四季度": (10, 12),
}  # fmt: skip
_NEAR_NEW_YEAR = {
    "过年前": 12,
    "春节前": 12,
    "年前": 12,
    "年后": 1,
    "过完年": 1,
    "开年": 1,
    "开春": 2,
    "年跟前": 12,
    "年关": 12,
}
_NEAR_DAYS = {
    "今天": 0,
    "今儿": 0,
    "昨天": -1,
    "昨儿": -1,
    "昨晚": -1,
    "前天": -2,
    "大前天": -3,
    "明天": 1,
    "后天": 2,
}
_NEAR_MONTHS = {
    "上上个月": -2, "上上月": -2, "前个月": -2, "前月": -2, "大上个月": -2, "上个月": -1,
    "上月": -1, "上一个月": -1,
    "这个月": 0, "本月": 0, "这月": 0, "下个月": 1, "下月": 1,
}  # fmt: skip


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_LIST_GAP = r"[ ]?[、,和跟及/][ ]?"
_TO = r"[ ]?(?:到|至|-|~|—|–|～)+[ ]?"
_EXPRESSION = re.compile(
    rf"""
    (?=[0-9一二三四五六七八九十正腊冬大前去上头旧今本明昨农阴古元清劳国双春过年除重端中秋夏小开第下这到至截直迄岁后])(?:
    (?P<open>(?:一?直?到|至|截止|截至|直至)(?:了)?(?:现在|目前|如今|今天|今日|今儿|这会儿?
        |眼下|当前|此刻)|至今(?!年|日|天|后)|迄今|到今(?!年|天))
  | (?P<iso>(?<!\d)(?P<iy>(?:19|20)\d\d)(?P<sep>[-./])(?P<im>1[0-2]
      |0?[1-9])(?:(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9])(?!\d))?(?![\d]))
  | (?:{_YEAR}(?:的|[ ])?)?(?P<lunar>农历|阴历|旧历|古历)?
    (?: (?!五月端午|八月中秋|九月重阳|正月元宵|腊月小年)
        (?P<lm>正月|大年(?=初)|腊月|冬月|{_MONTH}月(?=初[一二三四五六七八九十]
        |廿))(?P<lp>初(?![一二三四五六七八九十])|底|里|间|份)?
          (?P<ld>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|三十
              |二?十几|二?十[一二三四五六七八九]?|二十|[12]\d|30)?(?!个月)(?:那天|号|日)?
      | (?P<fest0>八月十五(?![号日]))
      | (?<![\d.百千万])(?P<mlist>{_MONTH}(?:月份?)?(?:{_LIST_GAP}{_MONTH}(?:月份?)?)+(?<=[月份])
          |{_MONTH}月份?(?:(?:{_LIST_GAP})?{_MONTH}月份?)+
          |{_MONTH}(?:{_LIST_GAP}{_MONTH})+(?=[ ]?[二两三四五六仨2-6]个?月)
          |(?<![一二三四五六七八九十百千万])(?:[一二三四五六七八九](?=[二三四五六七八九十])){{1,3}}(?:[二三四五六七八九]
              |十[一二]?)(?=月|[二两三四仨]个?月)(?:月份?)?)
      | (?P<mfrom>{_MONTH}){_TO}(?P<mto>{_MONTH})月份?(?!\d)
      | (?<![\d.一二三四五六七八九十百千万])(?!五月端午|八月中秋|九月重阳)
        (?P<month>{_MONTH})(?<!工资一)(?<!每一)[ ]?月(?!有余|之久)(?P<mp>份
          |初|底|末|上旬|中旬|下旬|里|头)?(?:的)?(?:(?P<day>{_DAY})[ ]?(?P<dmark>[号日]){_NOT_DAY}
          |(?P<day2>{_DAY})(?=进|退|到|开|下|离|入|来|走|停|干|[,。，]|$|一共|那天))?
      | (?P<part>{_any(_PARTS)})
      | (?<![0-9一二两三四五六七八九十几半多])(?P<newyear>{_any(_NEAR_NEW_YEAR)})
      | (?P<fest>(?:{_any(_LUNAR_FESTIVALS)})
          |五月端午|八月中秋|九月重阳|正月元宵|腊月小年|(?<!叫[\u4e00-\u9fff])(?:{_any(_SURE_FESTIVALS)})(?![路街村镇小大])
          |(?:{_any(_FESTIVALS)})(?=节|期间|那|前|后|放假|以|之|到|开|进|来|就|假|的时候))(?:节
          |期间)?
      | (?P<fest2>(?<=[年到至])(?:{_any(_FESTIVALS)})(?:节)?)
      | (?P<season>春天|夏天|秋天|冬天|春季|夏季|秋季|冬季)
      | (?P<yearend>(?<=年)底|(?<=年)初)
    )
  | {_YEAR.replace("year>", "year2>").replace("rel>", "rel2>")}
  | (?P<nearmonth>{_any(_NEAR_MONTHS)})(?P<nmd>(?P<nmday>{_DAY})[号日]{_NOT_DAY})?
  | (?P<nearday>{_any(_NEAR_DAYS)})
  | (?<![\d.第一二三四五六七八九十])(?P<dayonly>{_DAY})(?:号{_NOT_DAY}|日(?![子常前均薪结工]))
  | (?P<week>上上?个?(?:周|星期|礼拜)|这个?(?:周|星期|礼拜)|本周))
    """,
    re.VERBOSE,
)
_QUICK = re.compile(r"[月年号日天节旦秋午明夕宵庆一今前周星礼八季端]|\d[-./]\d")
_ROUND = re.compile(r"(?:那会儿?|那阵子?|那时候?|的时候|前后|左右|附近|期间|头上|那段时间|份|以来)")


class Moment(NamedTuple):
    """A time as it was said, not yet a date."""

    start: int
    end: int
    kind: str = "date"
    """`date`, `open` (到现在), `near` (今天), `pay_day` (15号) or `week`."""
    year: int | None = None
    year_shift: int | None = None
    """去年 -1, 今年 0."""
    months: tuple[int, ...] = ()
    """The months named; first and last bound the time."""
    listed: bool = False
    """The months were named one by one and may be counted."""
    day: int | None = None
    lunar: bool = False
    festival: bool = False
    shift_months: int | None = None
    shift_days: int | None = None
    approximate: bool = False

    @property
    def has_year(self) -> bool:
        """Whether the words bind the year."""
        return any(
            v is not None for v in (self.year, self.year_shift, self.shift_months, self.shift_days)
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A moment on the calendar: its first and last day or month, as exact as said."""

    first: str
    last: str


def find_moments(plain: str) -> list[Moment]:
    """Find all dates from left to right."""
    if not _QUICK.search(plain):
        return []
    return [moment for match in _EXPRESSION.finditer(plain) if (moment := _moment(match))]


def _moment(match: re.Match[str]) -> Moment | None:
    start, end = match.span()
    if start == end:
        return None
    words = match.groupdict()
    tail = _ROUND.match(match.string, end)
    approximate = bool(tail and tail[0] != "份")
    base = Moment(start=start, end=end, approximate=approximate)
    if words["open"]:
        return base._replace(kind="open")
    if words["iso"]:
        day = int(words["id"]) if words["id"] else None
        return base._replace(year=int(words["iy"]), months=(int(words["im"]),), day=day)
    if words["nearmonth"]:
        day = _to_int(words["nmday"]) if words["nmday"] else None
        return base._replace(shift_months=_NEAR_MONTHS[words["nearmonth"]], day=day)
    if words["nearday"]:
        return base._replace(kind="near", shift_days=_NEAR_DAYS[words["nearday"]])
    if words["dayonly"]:
        return base._replace(kind="pay_day", day=_to_int(words["dayonly"]))
    if words["week"]:
        return base._replace(kind="week")
    base = _with_year(base, words)
    return _with_month(base, words)


def _with_year(base: Moment, words: dict[str, str | None]) -> Moment:
    spelled, relative = words["year"] or words["year2"], words["rel"] or words["rel2"]
    if relative:
        return base._replace(year_shift=_YEAR_WORDS[relative])
    if spelled:
        figures = "".join(_figure(character) for character in spelled)
        year = int(figures)
        return base._replace(year=year if year > 1900 else 2000 + year)
    return base


def _figure(character: str) -> str:
    return (
        character
        if character.isdigit() and character.isascii()
        else str("零一二三四五六七八九".find(character.replace("〇", "零")))
    )


def _with_month(base: Moment, words: dict[str, str | None]) -> Moment | None:
    for name, read in _READERS:
        if word := words[name]:
            return read(base, words, word)
    return base if base.has_year else None


def _read_lunar(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    month = {"正月": 1, "大年": 1, "腊月": 12, "冬月": 11}.get(word) or _to_int(
        word.removesuffix("月")
    )
    day = words["ld"]
    number = _to_int(day.removeprefix("初")) if day and not day.endswith("几") else None
    return base._replace(months=(month,), day=number, lunar=True)


def _read_list(base: Moment, words: dict[str, str | None], word: str) -> Moment | None:
    months = tuple(_to_int(part) for part in re.findall(_MONTH, word))
    if len(set(months)) != len(months):
        return None
    return base._replace(months=months, listed=True)


def _read_span(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    return base._replace(months=(_to_int(word), _to_int(words["mto"] or "")))


def _read_month(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    day = words["day"] or words["day2"]
    if words["lunar"]:
        return base._replace(months=(_to_int(word),), day=_to_int(day) if day else None, lunar=True)
    return base._replace(months=(_to_int(word),), day=_to_int(day) if day else None)


def _read_part(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    return base._replace(months=_PARTS[word])


def _read_year_end(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    return base._replace(months=(12,) if word == "底" else (1,))


def _read_new_year(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    month = _NEAR_NEW_YEAR[word]
    return base._replace(months=(month,), lunar=True, festival=True, approximate=True)


_LUNAR_MONTH = re.compile("^(?:[五八九正腊]月)(?=[\u4e00-\u9fff]{2}节?$)")


def _read_festival(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    word = _LUNAR_MONTH.sub("", word)
    word = word.removesuffix("节") if word not in ("春节", "劳动节") else word
    if word in _LUNAR_FESTIVALS:
        month, day = _LUNAR_FESTIVALS[word]
        return base._replace(months=(month,), day=day, lunar=True, festival=True)
    month, day = (_FESTIVALS | _SURE_FESTIVALS)[word]
    return base._replace(months=(month,), festival=True)


def _read_season(base: Moment, words: dict[str, str | None], word: str) -> Moment:
    """A season of a year is three months, the winter's last two in the next; else no date."""
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[word[0]]
    if not base.has_year:
        return base._replace(kind="week")
    return base._replace(months=(first, (first + 1) % 12 + 1), approximate=True)


_READERS = (
    ("lm", _read_lunar),
    ("fest0", _read_festival),
    ("mlist", _read_list),
    ("mfrom", _read_span),
    ("month", _read_month),
    ("part", _read_part),
    ("yearend", _read_year_end),
    ("newyear", _read_new_year),
    ("fest", _read_festival),
    ("fest2", _read_festival),
    ("season", _read_season),
)


def _to_int(words: str) -> int:
    return int(parse_number(words) or 0)


def resolve(
    moment: Moment, today: date, *, not_before: str = "", not_after: str = ""
) -> Stretch | None:
    """Return the moment's dates; a missing year is the latest that has begun by today.

    `not_before` and `not_after` are the other end of a range, which binds a year that was not said.
    """
    if moment.shift_days is not None:
        return None
    if moment.shift_months is not None:
        year, month = divmod(today.year * 12 + today.month - 1 + moment.shift_months, 12)
        return _stretch_of(moment._replace(months=(month + 1,)), year)
    if moment.year is not None:
        return _stretch_of(moment, moment.year)
    if moment.year_shift is not None:
        return _resolve_relative(moment, today, moment.year_shift)
    return _resolve_bare(moment, today, not_before, not_after)


def _resolve_relative(moment: Moment, today: date, shift: int) -> Stretch | None:
    stretch = _stretch_of(moment, today.year + shift)
    if moment.lunar and stretch and shift < 0 and stretch.first > today.isoformat():
        return _stretch_of(moment, today.year + shift - 1)
    return stretch


def _resolve_bare(moment: Moment, today: date, not_before: str, not_after: str) -> Stretch | None:
    if not moment.months:
        return None
    now = not_after or today.isoformat()
    years = range(today.year + 1, today.year - 12, -1)
    stretches = [stretch for year in years if (stretch := _stretch_of(moment, year))]
    if not_before:
        later = [s for s in stretches if s.first[: len(not_before)] >= not_before[: len(s.first)]]
        return later[-1] if later else None
    for stretch in stretches:
        bound = stretch.first if moment.lunar else stretch.last
        if bound <= now[: len(bound)]:
            return stretch
    return None


def _stretch_of(moment: Moment, year: int) -> Stretch | None:
    if not moment.months:
        return Stretch(f"{year:04}", f"{year:04}")
    if moment.lunar:
        return _lunar_stretch(moment, year)
    first, last = moment.months[0], moment.months[-1]
    if moment.day is None:
        last_year = year + 1 if last < first else year
        return Stretch(f"{year:04}-{first:02}", f"{last_year:04}-{last:02}")
    try:
        day = date(year, first, moment.day).isoformat()
    except ValueError:
        return None
    return Stretch(day, day)


def _lunar_stretch(moment: Moment, year: int) -> Stretch | None:
    month = moment.months[0]
    bounds = lunar.find_month(year, month)
    if bounds is None:
        return None
    if moment.day is None:
        return Stretch(bounds[0].isoformat()[:7], bounds[1].isoformat()[:7])
    day = lunar.to_solar(year, month, moment.day) or bounds[1]
    words = day.isoformat()[:7] if moment.festival else day.isoformat()
    return Stretch(words, words)
