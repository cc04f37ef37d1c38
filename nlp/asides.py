"""Messages that tell nothing of the speaker's own work: adverts, hearsay, the news.

Their sums, places and trades are nobody's claim, so nothing is read from them.
"""

import re
from collections.abc import Mapping

from nlp.normalize import Text
from nlp.understanding import Fact

_HIRING = re.compile(
    r"(?:急?招(?:聘|募|收|工|人|普工|临时工|学徒|保安|保洁|服务员|骑手|司机|[大小木瓦电焊]工)|高薪诚聘|诚聘|长期招)"
    r"[^。]*?(?:联系|电话|微信|包吃|包住|待遇|男女不限|月薪|工资|日结|报名|有意|名额|\d{11})"
)
_SELLING = re.compile(
    r"(?:卖|出售|转让|出租|低价|求购|收购)[^。]*(?:联系|电话|微信|要的|有意)[^\d]{0,6}\d{7,11}"
)
_WEATHER = re.compile("下(?:大|暴|小)?[雨雪]|降温|台风|寒潮|天气预报|气温|路(?:都|也)?淹")
_WORKS = re.compile("工|活|干|钱|欠|薪|老板|厂|店|班|停|项目")
_HEARSAY = re.compile(
    r"(?:听说|听人说|听人讲|据说|据(?:新闻)?报道|据悉|新闻(?:上|里|说|报道)|刷到|网上(?:说|看到)|看到新闻|电视(?:上|里))"
)
_NEWS = re.compile("据|新闻|看到新闻|电视")
_SPEAKER = re.compile("我|俺|咱|本人")
#: With these the message is about the speaker after all.
_OWN = re.compile(r"我|俺|咱|本人|欠|拖|没[给发结付拿]|不[给发结付]|讨|投诉|举报")


def is_of_others(text: Text) -> bool:
    """Whether the message is an advert or tells only what was heard of others."""
    plain = text.plain
    if _HIRING.search(plain) or _SELLING.search(plain):
        return not _OWED.search(plain)
    if _WEATHER.search(plain) and not _WORKS.search(plain):
        return True
    heard = _HEARSAY.match(plain)
    if heard is None:
        return False
    own = _SPEAKER if _NEWS.match(plain) else _OWN
    return not own.search(plain, heard.end())


_OWED = re.compile(r"欠|拖|没[给发结付拿]|不[给发结付]|讨|投诉|举报|骗")


#: What may be touched on in a question that tells of no work: 国庆放几天假, 照片在哪发.
_TOUCHED = frozenset(
    {"industry", "evidence", "period_start", "period_end", "worked", "employer", "real_name_gate"}
)
_ASKS = re.compile(r"[?]|吗|怎么|咋|哪|什么|啥|几|多少|能不能|可不可以|是不是|有没有|要不要")
_TELLS = re.compile(r"我|俺|咱|本人|欠|拖|没[给发结付拿]|不[给发结]")


def is_idle(text: Text, facts: Mapping[str, Fact]) -> bool:
    """Whether a question only touches on things and tells nothing."""
    return (
        bool(facts)
        and facts.keys() <= _TOUCHED
        and _ASKS.search(text.plain) is not None
        and _TELLS.search(text.plain) is None
    )
