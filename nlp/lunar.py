"""The farmers' calendar (农历): lunar days and months as solar dates, 1901 to 2099.

Workers count by it: 腊月, 正月十六, 年前. The table was generated from the astronomical library
sxtwl 2.0.7 (BSD) and agrees with it on every day; no library is needed to read it.
"""

from datetime import date, timedelta
from functools import lru_cache

_FIRST_YEAR = 1901
_WIDTH = 7
#: Seven hex figures a year: its leap month, which months have thirty days (lowest bit first),
#: and the days from 1 January to its new year.
_TABLE = (
    "007523100ea5265164a1c0064b2e00a9b2241556180056a2b00b59202175215007522861b251d00b253000a4b24"
    "514ab19002ad2c0056b2120b691600da92971d921f00e923200d252651a4d1b00a562e002b623415b517006d42b"
    "00ea92021e921600e922860d261d0052b2f00a5724512b61900b5a2c006d42230ec9170074929716931e00a9331"
    "0052b2660a5b1a00aad2d0056a2341b551800ba42b00b492021a931500a95287152d1c005362f00aad24515aa1a"
    "005b22c00da52131d4a1700d4a2a80a951e00a9730005562660ab51b00ad52d006d22340ea51800ea52b0064a20"
    "30c971400a9b277155a1d0056a2f00b6924517521a00b522d00b25214164b1600a4b29814ab1e002ad300056d25"
    "60b691b00da92e00d922341d251800d252ba1a4d2000a5632002b627605b51c006d52f00ea92451e921a00e922d"
    "00d262230a561600a5728814d61e0035a31006d525516c91b007492e00693234152b170052b2a00a5b1f2155a15"
    "0056a2771b551c00ba43000b492551a931900a952c0052d2140aad1600ab528915aa1e005d23100da52661d4a1b"
    "00d4a2e00c95234152e18005562a00ab51f215b215006d22860ea51c007252f0064b2450c971900cab2b0055a21"
    "30ad61600b6929b17521e00b523100b252661a4b1b00a4b2d004ab225055b17005ad2a00b6a1f21b521500d9228"
    "71d251d00d252f00a5524514ad19004b62c005b52030daa1600ec92981e921f00e923100d262660a561b00a572d"
    "0055622406d517007552a007492030e931400693277152b1c0052b2f00a5b235155a190056a2c00b65214174a16"
    "00b4a2981a951e00a95310052d2560aad1a00ab52d005aa2340ba51700da52a00d4a2031c951500c96277194e1c"
    "005562f00ab524515b219006d22c00ea52140e4a170068b2880c971d004ab300055b2560ad61a00b6a2d0075223"
    "417251800b452a00a8b1f2149b14"
)


def find_new_year(year: int) -> date | None:
    """Return the solar date of the lunar new year (春节) of a year."""
    row = _row(year)
    return row[2] if row else None


def to_solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Return the solar date of a lunar day, or None where the calendar has no such day."""
    first = _find_first(year, month, leap=leap)
    if first is None or not 1 <= day <= first[1]:
        return None
    return first[0] + timedelta(days=day - 1)


def find_month(year: int, month: int) -> tuple[date, date] | None:
    """Return the solar dates of the first and the last day of a lunar month."""
    first = _find_first(year, month, leap=False)
    return (first[0], first[0] + timedelta(days=first[1] - 1)) if first else None


def _find_first(year: int, month: int, *, leap: bool) -> tuple[date, int] | None:
    row = _row(year)
    if row is None or not 1 <= month <= 12:
        return None
    leap_month, lengths, first = row
    if leap and month != leap_month:
        return None
    index = month - 1 + (leap or bool(leap_month and month > leap_month))
    return first + timedelta(days=sum(lengths[:index])), lengths[index]


@lru_cache(maxsize=256)
def _row(year: int) -> tuple[int, tuple[int, ...], date] | None:
    start = (year - _FIRST_YEAR) * _WIDTH
    if not 0 <= start < len(_TABLE):
        return None
    word = _TABLE[start : start + _WIDTH]
    leap_month, bits, offset = int(word[0], 16), int(word[1:5], 16), int(word[5:], 16)
    months = 13 if leap_month else 12
    lengths = tuple(29 + (bits >> month & 1) for month in range(months))
    return leap_month, lengths, date(year, 1, 1) + timedelta(days=offset)
