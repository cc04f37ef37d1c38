"""Every number of a sentence: Arabic, Chinese, formal, mixed, and as people say them.

A word list cuts 三万五五个人 anywhere; this grammar knows that a last digit after 百, 千 or 万 is
short for the next unit (三万五 = 35 000) unless a measure word claims it (五个人).
"""

import re
from typing import NamedTuple

_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "两": 2, "幺": 1},
    **{str(value): value for value in range(10)},
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸億", "一二三四五六七八九十百千万二三六亿")
_FORMAL_SIGN = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬貳參陸億]")

_START = re.compile(r"[0-9零〇一二两三四五六七八九十百千万幺仨俩廿卅个]")
_ARABIC = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d{1,3},\d{4}(?=元|块)|\d{1,3}(?: \d{3})+(?![ \d])"
    r"|\d+(?:\.\d+)?"
)
_DIGIT_RUN = re.compile(r"[零〇一二两三四五六七八九幺]+")
_SCALE = re.compile(r" ?([多几来余]?)([万亿]|[wk](?![a-z])|千(?!万|克|米|瓦|斤)|百(?!分))")
_VAGUE = re.compile(
    r"好几|大几|多(?!少|次|久|名|家|亏|方|半)|余(?!款|额|下)|(?<=十)几|几(?![个天人年月回次])"
    r"|来(?=[块元个万天号人年斤吨平方名位岁件条])|挂零|冒头"
)
_VAGUE_BEFORE_SCALE = re.compile(r"([多几来余])(万|亿)")
_COLLOQUIAL = re.compile(
    r"(?P<ones>[百千万])(?:把|来)(?=[块元个人])|百十(?:来|多)?(?=[块元个人号斤天])"
    r"|百八十(?=[块元个人天])"
    r"|千[儿]?八百|万[儿]?八千|千百(?=[块元])|个把(?=月|星期|礼拜|小时)"
)
_COLLOQUIAL_ENDS = {
    "百十": (100, 110), "百八": (80, 100), "千八": (800, 1000), "千儿": (800, 1000),
    "万八": (8000, 10_000), "万儿": (8000, 10_000), "千百": (100, 1000), "个把": (1, 1),
}  # fmt: skip
#: A measure word claims the digit before it: in 三万五个人 the five counts people.
CLAIMED = re.compile(
    r" ?(?:个(?!税|体)|[天吨亩趟栋双条届]|人(?!家|工|民|社|力)|年(?![底前后初终关])"
    r"|月(?![底初中])|名(?!字|单)"
    r"|位(?!于|置)|口(?!头|气|袋)|号(?!称|码)|平(?![时常台均安])|方(?![便面案式])|小时|周(?!转"
    r"|末|边)|礼拜|星期"
    r"|[层台件](?!事)|次(?!性)|回(?=[一二两三四五六七八九\d])|户(?!口|外)|日(?![子常])|点(?![点儿钱工子])|车(?!上|间|费|票)"
    r"|单(?!位|子|独|价)"
    r"|班(?!组|长)|家(?!里|人|具|属|长)|排(?!除)|张|根|桶|立方|公里|分钟|钟头|来个|多个|[年月]半)"
)
#: The 一 of a word that goes on (三万一直没给) is no figure.
ONE_OF_A_WORD = re.compile(r"一(?:[直共起样定下些旦般律概并切边毛分点次来再向味]|个(?:子|字))")
_PAIRS = {(n, n + 1) for n in range(1, 9)} | {(3, 5)}


class Number(NamedTuple):
    """A number as it stands in a sentence."""

    start: int
    end: int
    value: float
    low: float | None = None
    high: float | None = None
    vague: bool = False
    """A base with more or less (两万多, 万把)."""
    scale: int = 1
    """The largest unit named: 10 000 in 三万五 and 3.5w."""
    digits: str = ""
    """The bare figures, where it was written in figures alone: 13800001111, 二零二五."""


def find_numbers(plain: str) -> list[Number]:
    """Find all numbers from left to right, none overlapping."""
    if _FORMAL_SIGN.search(plain):
        plain = plain.translate(_FORMAL)
    found: list[Number] = []
    position = 0
    while match := _START.search(plain, position):
        number = _read(plain, match.start())
        if number is None:
            position = match.end()
            continue
        found.append(number)
        position = number.end
    return _join_ranges(plain, found) if len(found) > 1 else found


def parse_number(words: str) -> float | None:
    """Return the number that these words are, from end to end."""
    numbers = find_numbers(words)
    if len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(words)):
        return numbers[0].value
    return None


def _read(plain: str, start: int) -> Number | None:
    character = plain[start]
    if character.isascii():
        return _read_arabic(plain, start)
    if character in "仨俩":
        return Number(start, start + 1, 3 if character == "仨" else 2)
    if character in "百千万个":
        return _read_colloquial(plain, start)
    if character in "廿卅":
        tens = 20 if character == "廿" else 30
        ones = _DIGITS.get(plain[start + 1 : start + 2], 0)
        return Number(start, start + (2 if ones else 1), tens + ones, scale=10)
    run = _DIGIT_RUN.match(plain, start)
    if run and (spelled := _read_spelled(plain, run)):
        return spelled
    return _Reading(plain, start).read()


def _read_arabic(plain: str, start: int) -> Number | None:
    match = _ARABIC.match(plain, start)
    if match is None:
        return None
    figures = match[0].replace(",", "").replace(" ", "")
    value = float(figures) if "." in figures else int(figures)
    scale = _SCALE.match(plain, match.end())
    if scale is None or len(figures) > 9:
        return _with_vagueness(plain, Number(start, match.end(), value, digits=figures))
    unit = _UNITS[scale[2]]
    reading = _Reading(plain, start, position=scale.end(), total=value * unit, last_unit=unit)
    if scale[1]:
        return Number(start, scale.end(), value * unit, vague=True, scale=unit)
    return reading.read()


def _read_colloquial(plain: str, start: int) -> Number | None:
    match = _COLLOQUIAL.match(plain, start)
    if match is None or (start and plain[start - 1] in "几数成"):
        return None
    if match["ones"]:
        unit = _UNITS[match["ones"]]
        return Number(start, match.end(), unit, vague=True, scale=unit)
    low, high = _COLLOQUIAL_ENDS[match[0][:2]]
    value = high if high < 1000 or match[0][0] != "千" else (low + high) // 2
    return Number(start, match.end(), value, low=low, high=high, vague=True, scale=10)


def _read_spelled(plain: str, run: re.Match[str]) -> Number | None:
    """Read figures said one by one: 二零二五, 幺三八…, 二六零."""
    words = run[0]
    figures = "".join(str(_DIGITS[word]) for word in words)
    unit_follows = plain[run.end() : run.end() + 1] in _UNITS
    if unit_follows or len(words) < 3:
        return None
    if len(words) == 3 and not (words[-1] in "零〇" and words[0] not in "零〇"):
        return None
    if len(words) > 4 and len(words) < 7:
        return None
    return Number(run.start(), run.end(), int(figures), digits=figures)


def _with_vagueness(plain: str, number: Number) -> Number:
    match = _VAGUE.match(plain, number.end)
    if match is None or number.value < 3:
        return number
    return number._replace(end=match.end(), vague=True)


class _Reading:
    """Reads one Chinese numeral from the left and stops where the next one must begin."""

    def __init__(
        self, plain: str, start: int, *, position: int = 0, total: float = 0, last_unit: int = 0
    ) -> None:
        self.plain = plain
        self.start = start
        self.at = position or start
        self.total: float = total
        self.section: float = 0
        self.last_unit = last_unit
        self.scale = last_unit or 1
        self.spread: float = 0
        self.zero = False
        self.done = False

    def read(self) -> Number | None:
        while not self.done and self.at < len(self.plain):
            character = self.plain[self.at]
            if character in "零〇" and self._after_unit():
                self._take_zero()
            elif character in _DIGITS:
                self._take_digit(_DIGITS[character])
            elif (
                character == "十" and not self.section and self.last_unit in (0, 100, 1000, 10_000)
            ):
                self._take_ten()
            elif character in "万亿" and self.section:
                self._take_high_unit(character)
            else:
                break
        return self._finish()

    def _after_unit(self) -> bool:
        return self.last_unit >= 100 or (self.last_unit == 0 and self.at > self.start)

    def _next(self, offset: int = 1) -> str:
        return self.plain[self.at + offset : self.at + offset + 1]

    def _take_zero(self) -> None:
        following = self._next()
        if following and following in _DIGITS:
            self.zero, self.at = True, self.at + 1
        else:
            self.done = True

    def _take_ten(self) -> None:
        self._add(1, 10, 1)

    def _add(self, digit: float, unit: int, length: int, spread: float = 0) -> None:
        self.section += digit * unit
        self.spread = spread * unit
        self.last_unit, self.zero = unit, False
        self.scale = max(self.scale, unit)
        self.at += length

    def _take_high_unit(self, character: str) -> None:
        unit = _UNITS[character]
        self.total = (
            (self.total + self.section) * unit
            if unit > self.scale
            else self.total + self.section * unit
        )
        self.spread *= unit
        self.section, self.last_unit, self.zero = 0, unit, False
        self.scale = max(self.scale, unit)
        self.at += 1

    def _take_digit(self, digit: int) -> None:
        if self.plain[self.at].isascii() and self._takes_figures():
            return
        if self.last_unit >= 100 and ONE_OF_A_WORD.match(self.plain, self.at):
            self.done = True
            return
        following = self._next()
        unit = _UNITS.get(following, 0)
        if unit and self._unit_fits(unit):
            self._take_with_unit(digit, unit, 2)
            return
        if unit and self.last_unit:
            self.done = True
            return
        second = _DIGITS.get(following, 0)
        if (digit, second) in _PAIRS and following not in "两":
            beyond = _UNITS.get(self._next(2), 0)
            if beyond and self._unit_fits(beyond):
                self._take_with_unit(digit, beyond, 3, spread=second - digit)
                return
            if self._take_last(digit, 2, spread=second - digit):
                return
        self._take_last(digit, 1)

    def _takes_figures(self) -> bool:
        """After a unit figures come one by one (4万6) or four at once (3万5000)."""
        match = re.compile(r"\d+").match(self.plain, self.at)
        if match is None or len(match[0]) == 1:
            return False
        if (len(match[0]) == 4 and self.last_unit >= 10_000) or (len(match[0]) == 3 and self.zero):
            self.section += int(match[0])
            self.at = match.end()
        self.done = True
        return True

    def _unit_fits(self, unit: int) -> bool:
        if unit >= 10_000:
            return self.scale < unit or self.last_unit > unit
        return self.last_unit == 0 or unit < self.last_unit

    def _take_with_unit(self, digit: int, unit: int, length: int, spread: float = 0) -> None:
        if self.last_unit and self._skips(unit) and not self.zero:
            # 一万二十个: a unit was skipped without 零, so the digit belongs to the number before
            if not self._take_last(digit, 1):
                self.done = True
            return
        if unit >= 10_000:
            self.section += digit
            self.spread = spread
            self.at += length - 1
            self._take_high_unit(self.plain[self.at])
            return
        self._add(digit, unit, length, spread)

    def _skips(self, unit: int) -> bool:
        return unit * 10 < self.last_unit <= 10_000

    def _take_last(self, digit: int, length: int, spread: float = 0) -> bool:
        """Take a final digit, or stop before it; whether it was taken."""
        end = self.at + length
        claimed = CLAIMED.match(self.plain, end) is not None
        if self.last_unit == 0 or self.last_unit == 10 or self.zero:
            value: float = 1
        elif claimed or digit == 0 or self.plain[self.at] == "两":
            self.done = True
            return False
        else:
            value = self.last_unit / 10
        if self.last_unit == 0 and self.at > self.start:
            self.done = True
            return False
        if length == 2 and claimed and self.last_unit >= 100:
            return False
        self.section += digit * value
        self.spread = spread * value
        self.at = end
        following = self._next(0)
        self.done = not (self.last_unit in (0, 10) and following in "万亿" and following)
        return True

    def _finish(self) -> Number | None:
        if self.at == self.start:
            return None
        value = self.total + self.section
        vague = False
        if match := _VAGUE_BEFORE_SCALE.match(self.plain, self.at):
            unit = _UNITS[match[2]]
            if unit > self.scale:
                self.at, vague = match.end(), True
                value, self.scale = value * unit, unit
        low, high = (value, value + self.spread) if self.spread else (None, None)
        number = Number(self.start, self.at, value + self.spread / 2, low, high, vague, self.scale)
        if vague or number.scale == 1:
            return number
        return _with_vagueness(self.plain, number)


_CONNECTOR = re.compile(r" ?(?:到|至|-|~|—|–|～|或者?|、)+ ?$")


def _join_ranges(plain: str, numbers: list[Number]) -> list[Number]:
    """Join 三万到四万, 3-4万, 两千五到三千 into one range each."""
    joined: list[Number] = []
    for number in numbers:
        before = joined[-1] if joined else None
        range_ = _range_of(plain, before, number) if before else None
        if range_:
            joined[-1] = range_
        else:
            joined.append(number)
    return joined


def _range_of(plain: str, first: Number, second: Number) -> Number | None:
    gap = plain[first.end : second.start]
    if not 0 < len(gap) <= 3 or first.low is not None or second.low is not None:
        return None
    if not _CONNECTOR.fullmatch(gap) or max(second.scale, second.value) < 100:
        return None
    low = first.value
    if low < 10 and first.scale == 1 and second.value / second.scale < 1000:
        low *= second.scale
    if not low < second.value <= low * 3 or low < 100:
        return None
    middle = (low + second.value) / 2
    return Number(first.start, second.end, middle, low, second.value, False, second.scale)
