"""What a worker wants of the talk itself: skip this, say it again, start over, stay unnamed.

A wish is only read from a short message that says nothing else, so that a story with "算了" in it
stays a story.
"""

import re

from nlp.lexicon import read_table, read_text, read_words
from nlp.normalize import normalize

#: Longer messages tell something; they are no mere wish.
_LONGEST = 24

#: Said around a wish without changing it.
_NOISE = re.compile(r"[\s,，。.!！?？、~～…;；:：“”\"]+")
_CLOSING = re.compile(r"(?<=.)[啊呀吧呢嘛哦噢哈了啦喔咯哟诶]+$")

#: Shorter clauses ask nothing by themselves (是吗).
_QUESTION = 5

_YES_FIRST = re.compile(r"\s*(?:对|是的|是啊|嗯|没错|好的|不错|正确|yes\b|right\b)(?!不)")

_FOR_ANOTHER = re.compile(
    r"(?:(?:我|想)(?:是)?(?:给|为)|(?:我|想)?(?:是)?(?:替|帮|代))(?:我(?:的)?)?(?:爸|妈|父|母|老公|老婆|丈夫|妻|哥|弟|姐|妹|叔|儿子|女儿"
    r"|朋友|亲戚|老乡|工友|同事|邻居|别人|他|她)[^,，。]{0,4}?(?:问|说|反映|投诉|举报|讨|要|打听|咨询|报)"
)
_OF_STAFF = re.compile(
    r"(?:办案|办事|经办|承办|监察员|工作人员|办我[^,，。]{0,6}的人|管这事的)[^。]{0,14}"
    r"(?:亲戚|表[哥弟姐妹]|堂[哥弟]|小舅子|一伙|熟人|关系|收[^,，。]{0,6}钱|态度|偏|不管|推脱|换人|回避)"
    r"|(?:换|回避)[个一]*(?:人|监察员|办事员)[来办]"
)
_ASKS = re.compile(r"[?？]|吗|能不能|可不可以|是不是|怎么办|咋办|怎么[要告算办]|该不该|多久|为什么")
_WAYS = (
    ("where", re.compile(
        r"(?:怎么|咋|怎样|如何)(?:去|才能|能)?(?:告|投诉|举报|维权|讨薪|反映|要回来?|讨回?|追回?)"
        r"|(?:去|到|上|在)?(?:哪里?|哪儿|哪个部门|什么地方|什么部门)(?:可以|能|才能|去)?(?:告|投诉|举报|反映|管|要钱|解决|说理)"
        r"|(?:该|应该|要|得|能)?(?:找|向|跟)谁(?:管|告|要|投诉|举报|反映|帮忙?|解决|说理|去)?(?=[^\u4e00-\u9fff]|$|呢|啊|呀)"
        r"|谁(?:能|会|来)?管(?=[^\u4e00-\u9fff]|$|呢|啊|呀|这|我)|(?:归|由)谁管|走什么(?:路|程序|途径)"
        r"|(?:找|去)(?:哪个|什么)(?:部门|单位|地方)|wheredoi(?:complain|go|report)|whodoi(?:ask|call)|howdoi(?:complain|sue)"
    )),
    ("cost", re.compile(
        r"(?:要不要|用不用|需不需要|收不收|花不花)(?:花|交|付|出|给)?(?:什么|多少)?(?:钱|费用?)"
        r"|(?:要|需要|得|会)(?:花|交|付|出|收|给)?(?:我)?(?:什么|多少|很多)?(?:钱|费用?)(?:吗|嘛|不|么)|(?:要|得)(?:花|交)多少钱"
        r"|(?:收|花)(?:钱|费)(?:吗|嘛|不|么|的吗)|免费(?:的)?(?:吗|嘛|么)|(?:费用|手续费|诉讼费)(?:是)?(?:多少|怎么算|贵)"
        r"|howmuchdoesit(?:cost)|isitfree|doesitcost"
    )),
    ("time", re.compile(
        r"(?:要|得|需要|还要)?(?:多久|多长时间|几天|多少天)(?:才|能|才能|可以|会)?(?:能)?(?:拿到?|到手|到账|给钱|给我|有(?:结果|消息|回音|钱)|办好?|办完|解决|下来|出结果|处理)"
        r"|(?:大概|一般|这个|那)?(?:要|得|需要|还要)(?:等)?(?:多久|多长时间)(?=[^\u4e00-\u9fff]|$|呢|啊|呀)"
        r"|(?:什么时候|啥时候|哪天|几时)(?:才|能|才能|可以|会)+(?:拿到?|到手|到账|给钱|给我|有(?:结果|消息|回音|钱)|办好?|办完|解决|处理)"
        r"|howlong(?:willit|doesit|untili)"
    )),
    ("trust", re.compile(r"骗子|骗人的?吧|真的假的|是真的吗|靠谱吗|靠得住吗|诈骗|有没有用|有用吗|isthisascam|isthisreal")),
)  # fmt: skip
_RUDE = re.compile(
    r"(?:你|给我|快)?(?:滚|滚蛋|滚开|去死|闭嘴|傻[逼比叉bB]|sb|SB|妈的|他妈的|你妈的?|操(?:你妈)?|草泥马|废物|垃圾|"
    r"神经病|有病|脑残|fuck(?:you|off)?)+(?:吧|啊|了)?"
)
_INJURED = re.compile(
    r"工伤|(?:摔|砸|压|烫|烧|割|轧|碰|撞|伤|弄)(?:断|伤|坏|折|破)(?:了|到)?(?:我的?)?(?:腿|手|胳膊|脚|腰|头|眼|骨|指|肋)"
    r"|(?:腿|手|胳膊|脚|手指|腰|肋骨)(?:被|都|也|给)?(?:机器)?(?:摔|砸|压|轧|割|绞|烫|伤)?(?:断|伤|骨折)了?"
    r"|(?:干活|上班|工地上?|厂里).{0,6}(?:受伤|受了伤|摔伤|砸伤|骨折)"
)
_KIN = (
    r"(?:老)?(?:爸|妈)(?:爸|妈)?|父亲|母亲|爹|娘|老公|老婆|丈夫|妻子|爱人|对象|哥哥?|弟弟?|姐姐?|妹妹?|姐夫|妹夫|嫂子"
    r"|叔叔?|伯伯|大伯|婶婶?|舅舅?|舅妈|姑姑?|姑父|姨妈?|姨父|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|儿子|女儿|侄子|外甥"
    r"|堂[哥弟姐妹]|表[哥弟姐妹]|朋友|亲戚|老乡|同乡|工友|同事|邻居|同学|男朋友|女朋友|孩子"
)
_OF_KIN = re.compile(
    rf"(?:我|俺)(?:的|家)?(?:一个|有个)?(?P<kin>{_KIN})(?!和|跟|带|介绍|叫|也|与|同|给|把|让|,|，|们?都|两|俩)(?P<rest>[^。！？!?]*)"
)
_KIN_WORKS = re.compile(
    r"在.{0,24}(?:干活?|上班|打工|做工|做|工作|洗碗|送|开车|扫|搬|装修|工地|厂)|的(?:工资|工钱|血汗钱)|被(?:老板|欠|拖|公司)"
    r"|没(?:拿到|给|发|领)(?:到)?(?:工)?(?:钱|资)|(?:给人|帮人|跟人|跟着|去)"
)
_SELF_TOO = re.compile(r"欠(?:了)?(?:我|俺)(?!的?(?:爸|妈|爹|娘|哥|弟|姐|妹|叔|舅|老|姑|姨))|我们|咱们?|俺们|我也|我俩|我自己|和我|跟我|我在|我的(?:工资|工钱)")
_CASE_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?(?:仲|民|劳人|执|调|初|终|审)[\u4e00-\u9fff]{0,6})?[(（〔\[【]20\d\d[)）〕\]】][\u4e00-\u9fff\dA-Za-z]{0,16}?第?\s*[\d-]{1,10}\s*号"
    r"|(?:案号|文号|编号|受理号)(?:是|为|:|：)?\s*[A-Za-z\d\u4e00-\u9fff〔〕（）()-]{3,30}"
)
_LATIN_PAY = re.compile(r"\b(?:pay|paid|salary|salaries|wages?|owes?|owed|boss|employer|unpaid|money)\b", re.I)
_LATIN_WORD = re.compile(r"[A-Za-z']{2,}")

_NO_NAME = re.compile(
    r"(?:不敢|不想|不愿意?|不要|别|不能)(?:让人知道是我|实名|(?:留|写|透露|说|露)(?:出)?我?的?(?:姓名|真名|名字|名))"
    r"|匿名|anonymous"
)

_WISHES = tuple((wish, re.compile(pattern)) for wish, pattern in read_table("wishes.tsv"))
_OTHERS = read_words("about_others.txt")
_TRADITIONAL = frozenset(read_text("simplified.txt").splitlines()[1])


def read_wishes(original: str) -> frozenset[str]:
    """Return every wish the message may mean; the open question decides between them."""
    parts = [part for part in _NOISE.split(normalize(original).plain) if part]
    text = "".join(parts)
    if not text or len(text) > _LONGEST:
        return frozenset()
    whole = _match(text)
    return whole or frozenset.intersection(*map(_match, parts))


def _match(text: str) -> frozenset[str]:
    bare = _CLOSING.sub("", text)
    return frozenset(
        wish for wish, pattern in _WISHES if pattern.fullmatch(text) or pattern.fullmatch(bare)
    )


def is_about_another(original: str) -> bool:
    """Whether a message about danger speaks of somebody else's."""
    plain = normalize(original).plain
    return any(word in plain for word in _OTHERS)


def begins_with_yes(original: str) -> bool:
    """Whether a longer message begins by agreeing: 对，还有一个月没给."""
    return _YES_FIRST.match(normalize(original).plain) is not None


def speaks_for_another(original: str) -> bool:
    """Whether the speaker tells of somebody else's pay: 我替我爸问."""
    return _FOR_ANOTHER.search(normalize(original).plain) is not None


def complains_of_staff(original: str) -> bool:
    """Whether a message says that who works on the case has an interest in it, or works badly."""
    return _OF_STAFF.search(normalize(original).plain) is not None


def ways_asked(original: str) -> tuple[str, ...]:
    """Return what a short message, or a clause of a longer one, asks of the way to the money.

    `where` to go, what it costs (`cost`), how long it takes (`time`), whether this can be trusted.
    """
    plain = normalize(original).plain
    clauses = [plain] if len(plain) <= _LONGEST else re.split(r"[,，。!！?？;；\n]", plain)
    asked = [clause.replace(" ", "") for clause in clauses]
    return tuple(
        way for way, pattern in _WAYS if any(pattern.search(clause) for clause in asked)
    )  # fmt: skip


def questions_in(original: str) -> tuple[str, ...]:
    """Return the clauses of a story that ask something: …，没签合同能要吗."""
    clauses = re.split(r"[,，。!！;；\n]|(?<=[?？])", original)
    return tuple(
        clause.strip() for clause in clauses if len(clause.strip()) >= _QUESTION and asks(clause)
    )


def is_rude(original: str) -> bool:
    """Whether a message is nothing but an insult."""
    text = _NOISE.sub("", normalize(original).plain)
    return _RUDE.fullmatch(text) is not None


def tells_injury(original: str) -> bool:
    """Whether a message tells of an injury at work, beside whatever else it tells."""
    return _INJURED.search(normalize(original).plain) is not None


def told_for(original: str) -> str | None:
    """Return for whom a story is told, by the word the speaker has for him: 舅舅, 妈."""
    plain = normalize(original).plain
    asked = _FOR_ANOTHER.search(plain)
    if asked is not None:
        kin = re.search(_KIN, asked[0])
        return kin[0] if kin else ""
    for match in _OF_KIN.finditer(plain):
        if _KIN_WORKS.match(match["rest"]) and not _SELF_TOO.search(plain):
            return match["kin"]
    return None


def find_case_number(original: str) -> tuple[int, int] | None:
    """Return where a message names the number of a case at arbitration or a court."""
    match = _CASE_NUMBER.search(original)
    return match.span() if match else None


def tells_of_pay(original: str) -> bool:
    """Whether an English message is about pay; what it says of it is asked one by one."""
    return len(_LATIN_PAY.findall(original)) > 1


def is_english(original: str) -> bool:
    """Whether a message is written in English, a Chinese name or place in it or not."""
    words = len(_LATIN_WORD.findall(original))
    chinese = sum(ord(sign) > 0x2E7F for sign in original)
    return words > max(2, chinese)


def wants_no_name(original: str) -> bool:
    """Whether a message, however long, says that the speaker will not be named."""
    return _NO_NAME.search(normalize(original).plain) is not None


def count_digits(original: str) -> int:
    """Return how many digits a message has that is nothing but digits and blanks, else 0."""
    text = re.sub(r"[\s-]", "", normalize(original).plain)
    return len(text) if text.isdigit() else 0


def is_question(original: str) -> bool:
    """Whether the message asks something, by its mark or its closing particle."""
    plain = normalize(original).plain.strip()
    return plain.endswith(("?", "吗", "么", "呢", "怎么办", "咋办", "为什么", "多少", "多久"))


def asks(original: str) -> bool:
    """Whether any part of a message is a question, and be it in the midst of a story."""
    return _ASKS.search(normalize(original).plain) is not None


def is_traditional(original: str) -> bool:
    """Whether a message is written in traditional script: two characters of it exist only there."""
    return sum(sign in _TRADITIONAL for sign in original) > 1
