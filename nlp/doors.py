"""At which doors the worker has knocked (投诉渠道): told as done, not as a wish or a threat."""

import re

from nlp.normalize import Text
from nlp.understanding import Fact
from nlp.vocabulary import Hit, Vocabulary

_WORDS = Vocabulary("doors.tsv")
_WISH_BEFORE = re.compile(
    r"(?:想|要(?!求|了|过)|准备|打算|能不能|可不可以|可以|能|是不是|是否|怎么|如何|再不"
    r"|不给[^,，]{0,4}就|我就|就要|就去|应该|该|去哪|建议|让我们?|叫我们?|喊我们?|说去|不敢"
    r"|没有?去|没有?找|没有?打|没报|还没|未|不知道|(?<!申)请|希望|盼望|请求|恳求"
    r"|呼吁|愿|会|将|否则|不然|威胁|别|不用|需要|只好|只能|必须|尊敬的|敬爱的|致|随便你?|你"
    r"|有本事|不怕|不想|明天|后天|下周|马上|过几天|什么时候|哪个|如果|要是"
    r"|万一)[^,，。;；!！?？过了]{0,7}$"
)
_DONE_BEFORE = re.compile(
    r"(?:找|去|打|报|向|到|跟|给|在|通过|经|拨|上|往|跑|联系|投诉|反映|举报|申请|过|了|已"
    r"|先后|多次|都|也|曾|告到|由|走)[^,，。;；!！?？]{0,8}$"
)
_DONE_AFTER = re.compile(
    r"[^。;；!！?？]{0,12}?(?:过|了|[多几数两三四五六]次|不管|没用|没人|不受理|推|受理|立案|回复|答复|说(?!不定)"
    r"|让|叫|踢|登记|投诉|反映|举报|没有?结果|没下文|没解决|没消息|无果|未果|来人|来了|调解"
    r"|判|裁决|赢|协调|没有?回|不作为|不理|还是|至今|报案|介入|也没|都没|都不)"
)
_FUTURE_AFTER = re.compile(
    r"(?:[^,，。;；!！]{0,6})?(?:有用吗|行吗|可以吗|管不管|管吗|能管|要带|几天|多久|多长"
    r"|什么时候|需要带|几天|多久|多长|什么时候|带什么|流程"
    r"|怎么走|怎么打"
    r"|电话是?多少|在哪|地址|吗|？|\?|告你|告他|见)|[^,，。;；]{0,6}(?:下周|明天|要来|会来"
    r"|过几天|后天|门口|大门|楼下|楼顶)"
)
#: Words that also name someone else's part in the story, not a door.
_WEAK = frozenset(
    {
        "甲方",
        "业主",
        "镇上",
        "镇里",
        "村里",
        "乡里",
        "社区",
        "公安",
        "警察",
        "新闻",
        "媒体",
        "记者",
        "人社",
        "判决",
        "工会",
        "法庭",
        "调解过",
        "律师",
        "建委",
        "城管",
        "派出",
        "村委会",
        "居委会",
        "政府部门",
        "司法局",
        "开庭",
        "仲裁",
        "热线节目",
        "曝光",
        "上访",
        "留言板",
    }
)
_SPOKEN = re.compile(
    r"找|投诉|反映|举报|打(?:了|过|电话)|去|报|告|上访|求助|申请|起诉|来了?|过|曝光|走"
)


#: Who takes part in the building is a door only where the worker went to him.
_PARTIES = frozenset({"甲方", "业主"})
_ASKED = re.compile(r"(?:找|去|问|告|跟|向|到)(?:了|过|到|的)?[^,，。]{0,2}$")
_COURTS = frozenset({"仲裁", "工会", "公安", "警察", "人社", "判决"})
_ANSWERS_AFTER = re.compile(
    r"(?:那边|委|院|局)?(?:赢|胜诉|输了|说|裁决|判|不受理|驳回|支持|没受理|答复|回复|让我)"
)
#: He stands before it now: 已经在仲裁了, 正在打官司.
_GOING_ON = re.compile(r"(?:已经|正|现在|早就|都)在(?:打|走|申请|搞|办)?$")
_BEEN = re.compile(r"(?:找|去|投诉|联系|报|反映|举报|打|问)[过了]|正在$")
_CLAUSE = re.compile(r"[,，。;；!！?？\n]")


def find_doors(text: Text) -> list[Fact]:
    """Find the doors tried, as one list in the order told."""
    plain = text.plain
    tried: dict[str, Hit] = {}
    for hit in _WORDS.find(plain):
        if hit.sense.code not in tried and _is_whole(hit, plain) and _is_tried(hit, plain):
            tried[hit.sense.code] = hit
    if not tried:
        return []
    hits = list(tried.values())
    span = (hits[0].start, max(hit.end for hit in hits))
    return [
        Fact(
            field="doors_tried",
            value=tuple(tried),
            text=text.words(span),
            span=span,
            confidence=0.92,
            rule="doors:" + "+".join(tried),
        )
    ]


def _is_whole(hit: Hit, plain: str) -> bool:
    """Whether a number to call is no part of a longer figure (11000元)."""
    around = plain[max(0, hit.start - 1) : hit.start] + plain[hit.end : hit.end + 1]
    return not (plain[hit.start].isdigit() and any(map(str.isdigit, around)))


def _is_tried(hit: Hit, plain: str) -> bool:
    before = _CLAUSE.split(plain[max(0, hit.start - 12) : hit.start])[-1]
    word = plain[hit.start : hit.end]
    if word in ("报了警", "报过警", "打过警"):
        return True
    if _WISH_BEFORE.search(before) or _FUTURE_AFTER.match(plain, hit.end):
        return False
    done_before, done_after = _DONE_BEFORE.search(before), _DONE_AFTER.match(plain, hit.end)
    if word.endswith("过") or (word in _COURTS and _ANSWERS_AFTER.match(plain, hit.end)):
        return True
    if _GOING_ON.search(before):
        return True
    if word in _PARTIES and not _ASKED.search(before):
        return False
    if word in _WEAK:
        near = before[-5:] + plain[hit.end : hit.end + 5]
        return bool(_SPOKEN.search(near) and (done_after or _BEEN.search(before)))
    return bool(done_after or (done_before and re.search("[过了已曾]|多次|先后", before)))
