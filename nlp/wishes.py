"""What a worker wants of the talk itself: skip this, say it again, start over, stay unnamed.

A wish is only read from a short message that says nothing else, so that a story with "算了" in it
stays a story.
"""

import re

from nlp.lexicon import read_table, read_text, read_words
from nlp.names import read_person
from nlp.normalize import normalize

#: Longer messages tell something; they are no mere wish.
_LONGEST = 24

#: Said around a wish without changing it.
_NOISE = re.compile(r"[\s,，。.!！?？、~～…;；:：“”\"]+")
_CLOSING = re.compile(r"(?<=.)[啊呀吧呢嘛哦噢哈了啦喔咯哟诶]+$")

_LONGEST_NAME = 4

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
_TELLS = {name: re.compile(pattern) for name, pattern in read_table("ways.tsv")}
_WAYS = ("where", "cost", "time", "trust")
_KIN = (
    r"(?:老)?(?:爸|妈)(?:爸|妈)?|父亲|母亲|爹|娘|老公|老婆|丈夫|妻子|爱人|对象|哥哥?|弟弟?|姐姐?|妹妹?|姐夫|妹夫|嫂子"
    r"|叔叔?|伯伯|大伯|婶婶?|舅舅?|舅妈|姑姑?|姑父|姨妈?|姨父|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|儿子|女儿|侄子|外甥"
    r"|堂[哥弟姐妹]|表[哥弟姐妹]|朋友|亲戚|老乡|同乡|工友|同事|邻居|同学|男朋友|女朋友|孩子"
)
_OF_KIN = re.compile(
    rf"(?:我|俺)(?:的|家)?(?:一个|有个)?(?P<kin>{_KIN})(?!和|跟|带|介绍|叫|也|与|同|给|把|让|,|，|们?都|两|俩)(?P<rest>[^。！？!?]*)"
)
_LATIN_PAY = re.compile(
    r"\b(?:pay|paid|salary|salaries|wages?|owes?|owed|boss|employer|unpaid|money)\b", re.I
)
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
        way for way in _WAYS if any(_TELLS[way].search(clause) for clause in asked)
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
    return _TELLS["rude"].fullmatch(text) is not None


def tells_injury(original: str) -> bool:
    """Whether a message tells of an injury at work, beside whatever else it tells."""
    return _TELLS["injury"].search(normalize(original).plain) is not None


def tells_of_another(original: str) -> bool:
    """Whether a message tells of another boss beside the one of the story."""
    return _TELLS["another"].search(normalize(original).plain) is not None


def told_for(original: str) -> str | None:
    """Return for whom a story is told, by the word the speaker has for him: 舅舅, 妈."""
    plain = normalize(original).plain
    asked = _FOR_ANOTHER.search(plain)
    if asked is not None:
        kin = re.search(_KIN, asked[0])
        return _call(kin[0]) if kin else ""
    for match in _OF_KIN.finditer(plain):
        if _TELLS["works"].match(match["rest"]) and not _TELLS["self"].search(plain):
            return _call(match["kin"])
    return None


def _call(kin: str) -> str:
    """Call a relative as one does to somebody else: 妈 is 妈妈."""
    return kin * 2 if len(kin) == 1 and kin not in "爹娘" else kin


def is_person(original: str) -> bool:
    """Whether a message is a person's name and nothing else, by its surname."""
    text = re.sub(r"^(?:我|他|她)?(?:是|叫|姓名)?[:：]?", "", _NOISE.sub("", original))
    person = read_person(text, 0)
    return bool(person and person.full and person.end == len(text) <= _LONGEST_NAME)


def find_case_number(original: str) -> tuple[int, int] | None:
    """Return where a message names the number of a case at arbitration or a court."""
    match = _TELLS["number"].search(original)
    return match.span() if match else None


def door_of_number(number: str) -> str:
    """Return which door gives numbers like this one: arbitration, a court, or another."""
    if "仲" in number:
        return "arbitration"
    return "court" if re.search("民|执|初|终", number) else "other"


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
