"""What proof the worker has (证据): papers, records and witnesses that he says he holds.

A paper that was refused, wished for or is in the boss's hands is no proof of his.
"""

import re

from nlp.normalize import Text
from nlp.understanding import Fact
from nlp.vocabulary import Hit, Vocabulary

_WORDS = Vocabulary("evidence.tsv")
_NOT_BEFORE = re.compile(
    r"(?:剪|没有?|没给|无|未|不(?!光|仅|但|止|清|起|到|得|完|了)|不肯|不愿|不给|没人|拿不出|缺|丢了|弄丢了?|哪有"
    r"|从没|也没|还没|不让|拒绝|拒不|不敢|要求|让他|叫他|要他|想要|能不能|需要|是不是要|怎么"
    r"|哪里|哪儿|在哪"
    r"|如何|要不要|要有|得有|补签|补"
    r")[^,，。;；!！?？有]{0,6}$"
)
_NOT_AFTER = re.compile(
    r"[价款额]|约定|是什么|是啥|什么意思|[了满]?[\d一二两三四五六七八九十]+个?[天工小]|[^,，。;；!！?？]{0,4}?(?:没有|都?没|也没|丢了|不见|不给|不肯|不签|不打"
    r"|不写|不愿|不认|没签|没打|没写|未签|未|不敢|在(?:老板|公司|他|包工头|工头)|被(?:收|拿"
    r"|没收|撕|删)|要吗|行吗|可以吗|有用吗|算吗|作废|怎么办|在哪|哪里|怎么查)"
    r"|[^。;；!！?？\n]{0,14}?吗(?=[?？。]|$)"
)
_HELD_BEFORE = re.compile(
    r"(?:有|留|存|保|拍|录|在手|提供|打了?|写了?|给了?|签了?|开了?|出具|附|拿着|带|还有|和|跟"
    r"|、|,|，|及|以及|证据[是:：]?)[^。;；!！?？]{0,8}$"
)
_HELD_AFTER = re.compile(
    r"[^。;；!！?？]{0,6}?(?:都?有|还在|都在|在我|在手|我有|我留|为证|作证|证明|为凭|为据"
    r"|可查|可以查|能查|能证|证据|拍了|拍下|存着|留着|留的|保存|记得|记着|清清楚楚|可以提供"
    r"|可提供|齐全|俱全|佐证)"
)
#: 一直没给，打了欠条: what was not given is something else.
_GIVEN = re.compile(r"(?:打|写|开|签|留|立)了(?:个|张|一张)?$")
_RULE = 0.94


def find_evidence(text: Text) -> list[Fact]:
    """Find the proofs held, as one list in the order told."""
    plain = text.plain
    held: dict[str, Hit] = {}
    for hit in _WORDS.find(plain):
        if hit.sense.code not in ("none", *held) and _is_held(hit, plain):
            held[hit.sense.code] = hit
    if not held:
        return []
    hits = list(held.values())
    span = (hits[0].start, max(hit.end for hit in hits))
    return [
        Fact(
            field="evidence",
            value=tuple(held),
            text=text.words(span),
            span=span,
            confidence=_RULE,
            rule="evidence:" + "+".join(held),
        )
    ]


def _is_held(hit: Hit, plain: str) -> bool:
    before = plain[max(0, hit.start - 10) : hit.start]
    if plain[hit.start + 1 : hit.start + 2] == "了":
        before = ""
    if (_NOT_BEFORE.search(before) and not _GIVEN.search(before)) or _NOT_AFTER.match(
        plain, hit.end
    ):
        return False
    if hit.sense.weight >= 1:
        return True
    return bool(_HELD_BEFORE.search(before) or _HELD_AFTER.match(plain, hit.end))
