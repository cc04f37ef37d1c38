"""Who hired, who built, who leads (用工的人和单位): persons and firms, each in its part.

A firm stands before its boss; a name stands for a part only where the words say which (老板刘强,
包工头王军, 总包是中建三局). A seller's name before a site names the site, not the employer.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.cue import Cue
from nlp.divisions import look_up
from nlp.firms import Firm, FirmKind, find_firms
from nlp.names import SURNAMES, Person, read_called, read_person, read_sounds
from nlp.normalize import Text
from nlp.sites import find_site
from nlp.understanding import Fact, Span


class _Part(NamedTuple):
    """Somebody in a part."""

    field: str
    start: int
    end: int
    sure: float
    rule: str


_LEADS = (
    "包工头子?|包工队(?:的)?头头?|[大小]包头|包工老板|班组长|班组负责人|班组老板|小?工头"
    "|[带领]工的|带班(?:的|长"
    "|人)?(?:师傅)?|工长|领班|施工队长|包队长|队长|小包|大包|承包人|班长|包活的|包工的"
)
_RULES = (
    "老板(?:娘|儿(?!子|媳))?|老总|负责人|法人代?表?|法定代表人|实际控制人|项目经理|总?经理|厂长|店长|雇主"
    "|东家|用工方|欠款人|欠薪人|店主|矿长|场长|校长|主家"
    "|房东|户主|院长|董事长|管事的?|招工的?|中介"
)
_CALLED = (
    r"(?:的)?(?:名字|姓名|大名|全名|真名)?就?(?:叫做?|是叫|是|名叫|为|[:：(（])?(?:个叫"
    r"|一个叫|一个|我们老乡|老乡|本地人|外号)?(?:叫)?\s?"
)
_LEADER = Cue("头长班包领带", rf"(?:{_LEADS})(?:人)?(?:老板)?{_CALLED}")
_BOSS = Cue("板总人法理长主东方房户校院董事管招中家", rf"(?:{_RULES})(?:人)?{_CALLED}")
_LEADER_AFTER = re.compile(
    rf"(?:(?:干|做|干活|打工)?(?:的活)?[,，]?(?:他|她|这人|这个人)?(?:就)?是|这个|那个|的)?"
    rf"(?:个|我们的?|工地的?|我的|这个|那个|一个|的)*(?:{_LEADS})"
)
_BOSS_AFTER = re.compile(
    r"(?:这个|那个)?(?:老板|老总|经理|厂长)|[,，]?(?:他|她|这人)?(?:就)?是(?:个|我们的?"
    r"|这个)*(?:老板|负责人|法人|老总|厂长|经理)"
)
_BY_NAME = Cue(
    "叫",
    rf"叫([\u4e00-\u9fff]{{2,4}}?)的(?:一个)?(?:小|大|私人|本地|外地|二)?(?:老板|经理|负责人"
    rf"|{_LEADS})",
)
_OWES_IS = Cue(
    "欠",
    r"欠(?:我们?|俺们?|咱们?)?[^,，。;；]{0,8}?的(?:那个)?(?:人|老板)?(?:就)?(?:是"
    r"|叫)(?:个?[^,，。;；]{0,6}?[,，]?叫)?",
)
_HE_IS_CALLED = Cue(
    "叫",
    r"(?:(?:他|她|那人|这人|名字|本名)(?:的)?(?:名字|真名|全名)?(?:就)?"
    r"|(?<=[,，])(?:名字)?)(?:叫做?|名叫)(?=[\u4e00-\u9fff]{2})",
)
_OWES = Cue(
    "欠给发结扣赖跑接联应诺拖那手",
    r"(?:这个|那个)?(?:人|老板|经理)?(?:还|就|总共|一共|共|至今|仍然?|现在|却|拖|尚|也|一直"
    r"|他|就是|到现在|老是|死活|恶意|已经|总是)*(?:欠|拖欠|不给|没给|没发|不发|不结|没结|拖着"
    r"|克扣|扣了|那[里儿边](?:干|做|打工|上班)|手[下里](?:干|做)|赖账|跑了|跑路|不接|失联|答应|承诺)",
)
_FOR = Cue(
    "跟给替帮被在由是",
    r"(?:跟[着随]?(?:(?:我们?|俺们?|咱们?)?(?:同?村|老家|本村|镇上|老乡|邻村)(?:里)?的?)?|给|替"
    r"|帮|被|在|由|是)(?:一个叫|个叫)?(?=[\u4e00-\u9fff])",
)
_FOR_AFTER = re.compile(
    r"(?:老板|师傅)?(?:手下|手里|手底下|那里|那儿|那边|家(?=干|做|打|里干|里做)|叫|招|雇|喊"
    r"|带|打工|干|做|打零工|承包|一起(?:干|做)|(?:去|到|来|出来|出去)[^,，。]{0,16}?(?:干|做"
    r"|修|盖|打工|建)|的(?:工地|队伍|班组|活|厂|店))"
)
_TITLED = Cue(
    "板总理长头",
    rf"(?<![\u4e00-\u9fff])(?:这个|那个)?[{SURNAMES}](?:老板"
    rf"|总(?![共是包公工体计部额算数会之裁])|经理|厂长)"
    rf"|(?<=[在给跟是的找叫被让欠,，。\s])[{SURNAMES}](?:老板"
    rf"|总(?![共是包公工体计部额算数会之裁])|经理|厂长|工头|包工头|班长|队长)"
    rf"|^[{SURNAMES}](?:工头|包工头|班长|队长)",
)
_EDGE = frozenset("在是的给了被,，。;；:：、!！?？ \n\t地叫位找跟让向由（(家人板头长方后")
_NAMED = Cue(
    "叫名人署者",
    r"(?:我(?:的)?(?:名字|姓名|大名)?(?:就?叫做?|是叫)|本人(?:姓名|叫|名叫)|我的?(?:名字"
    r"|姓名)(?:是|[:：])|俺叫|我姓[\u4e00-\u9fff][,，]?(?:我)?叫|(?:^|[\n,，。;； ])(?:姓名"
    r"|申请人|投诉人|反映人|举报人|来信人"
    r"|署名|信访人|联系人|投诉者|求助人|留言人)(?:是|叫|[:：])?)[:：,，]?\s?(?=[^我])",
)
_I_AM = Cue(
    "是本", r"(?:^|[,，。!！\s好])(?:我是|俺是|本人)(?=[\u4e00-\u9fff]{2,3}(?:[,，。;； \n]|$))"
)
_A_TRADE = re.compile(r"[工人员的家师手兵民生长妹嫂农匠队组里边头板]$")
_HELPS = Cue(
    "替帮代为给",
    r"(?:替|帮|代|为|给)(?:我|俺|他|她|不识字的|不会用手机的|不会打字的|我们?)*(?:老?爸爸?"
    r"|老?妈妈?|父亲|母亲|爹|娘|老公|丈夫|老婆|妻子|媳妇|儿子|女儿|哥哥?|弟弟?|姐姐?|妹妹?"
    r"|叔叔?|舅舅?|公公|婆婆|岳父|老丈人|亲戚|老乡|工友|朋友|同乡|表哥|表弟|邻居|对象|爷爷"
    r"|村里人|别人|家人)们?"
    r"(?:[^,，。]{0,8}?)(?:问|投诉|反映|举报|填|写|讨|要|维权|报|登记|咨询|求助|申诉|来)",
)
_KIN = Cue(
    "是",
    r"我是(?:他|她|工人|农民工|[\u4e00-\u9fff]{2,3})?的?(?:儿子|女儿|女婿|儿媳|侄子|外甥|妻子"
    r"|老婆|丈夫|妹妹|弟弟|哥哥|姐姐|爱人|家属)[,，]?(?:我?叫|[:：])?",
)
_KIN_NAME = Cue(
    "叫:：是",
    r"(?:我|俺)(?:老?爸爸?|老?妈妈?|父亲|母亲|爹|老公|丈夫|老婆|妻子|儿子|女儿|哥哥?|弟弟?"
    r"|叔叔?|舅舅?|公公|岳父|表哥|表弟)(?:名?叫|[:：])|(?:工人|受害人|当事人|本人)(?:姓名"
    r"|名字)?(?:叫|是|[:：])",
)
_ROLE_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "general_contractor",
        re.compile(
            r"(?:总承?包(?:单位|方|商|公司|人|企业)?|施工(?:总承包)?(?:单位|方|企业)|承建(?:单位"
            r"|方|商)|中标(?:单位|方|公司))(?:就?是|为|叫|名称|[:：])*\s?$"
        ),
    ),
    (
        "subcontractor",
        re.compile(
            r"(?:(?:劳务|专业)?分包(?:单位|方|商|公司|队伍)?|二包|转包(?:单位|方|商)?|(?:又|再|转"
            r"|分)?包给了?|转给了?|分给了?)(?:了|就?是|为|叫|名称|[:：])*(?:一家)?\s?$"
        ),
    ),
    (
        "project_owner",
        re.compile(
            r"(?:建设(?:单位|方)|甲方|业主(?:单位|方)?|开发商|发包(?:单位|方|人)|投资方"
            r"|开发单位)(?:就?是|为|叫|名称|[:：])*\s?$"
        ),
    ),
)
_ROLE_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("general_contractor", re.compile(r"(?:这个|作为|是|做|的|负责|来)*(?:总承?包|承建|中标)")),
    ("subcontractor", re.compile(r"(?:作为|是|做|负责|从.{0,8})?(?:(?:劳务|专业)?分包(?!给))")),
    (
        "project_owner",
        re.compile(r"(?:是|作为)?(?:开发的|投资建设|建设单位|甲方|业主|发包|的(?:楼盘|房子))"),
    ),
)
_OWNER = Cue(
    "局会府部院学中委投",
    r"(?:建设单位|建设方|甲方|业主(?:单位|方)?|发包方|发包单位)(?:就?是|为|[:：])?\s?"
    r"([\u4e00-\u9fff]{1,16}?(?:局|委员会|住建委|政府|管委会|指挥部|医院|学校|大学|中学|小学|中心"
    r"|村委会|[城交水铁建]投(?:公司|集团)?))(?=[,，。;；\s的]|$)",
)
_TOLD_AS_LABOR = re.compile(r"劳务(?:公司|单位|方|队|班组)?(?:就?是|叫|为|[:：])\s?$")
_THIRD = re.compile(
    r"(?:打给|告到|投诉到|保险|银行|律师|律所|法院|鉴定|检测|送到|住在|看病|住院|上学|吃饭"
    r"|旁边的?|附近的?|对面的?|门口)$"
)
_OUTSIDER = re.compile(r"保险|银行|律师|移动|联通|电信|信用社|法律|担保|支付|平安普惠|小额贷")
_TREATED = re.compile(r"(?:看病|治疗|住院|抢救|做手术|检查|鉴定|上学|读书|门口|旁边|附近)")


def find_people(text: Text) -> list[Fact]:
    """Find the parts that persons and firms play, one fact a field, and the site."""
    plain = text.plain
    letters = frozenset(plain)
    firms = find_firms(plain, letters)
    site = find_site(plain, letters, firms)
    owner = _OWNER.search(plain, letters)
    own_names = _own_names(plain, letters)
    taken = [(f.start, f.end) for f in firms] + [(n.start, n.end) for n in own_names]
    parts = [
        *([_Part("project_owner", *owner.span(1), 0.94, "owner-body")] if owner else []),
        *_firm_parts(plain, firms, site),
        *_person_parts(plain, letters, taken),
        *own_names,
    ]
    if site:
        parts.append(_Part("site", *site, 0.9, "site"))
    return [_fact(part, text) for part in _choose(parts).values()]


def _fact(part: _Part, text: Text) -> Fact:
    words = text.words((part.start, part.end))
    return Fact(
        field=part.field,
        value=words,
        text=words,
        span=(part.start, part.end),
        confidence=part.sure,
        rule=f"people:{part.rule}",
    )


def _choose(parts: Sequence[_Part]) -> dict[str, _Part]:
    """Keep the surest part a field, the first among equals."""
    chosen: dict[str, _Part] = {}
    for part in parts:
        known = chosen.get(part.field)
        if known is None or part.sure > known.sure:
            chosen[part.field] = part
    return chosen


def _firm_parts(plain: str, firms: Sequence[Firm], site: Span | None) -> list[_Part]:
    return [
        part
        for firm in firms
        if (part := _firm_part(plain, firm))
        and not (part.field == "employer" and _is_inside(firm, site))
        and not _OUTSIDER.search(plain, firm.start, firm.end)
        and not _THIRD.search(plain[max(0, firm.start - 8) : firm.start])
        and not _TREATED.match(plain, firm.end)
    ]


def _is_inside(firm: Firm, site: Span | None) -> bool:
    return site is not None and site[0] <= firm.start and firm.end <= site[1]


def _firm_part(plain: str, firm: Firm) -> _Part | None:
    before = plain[max(0, firm.start - 14) : firm.start]
    for field, pattern in _ROLE_BEFORE:
        if pattern.search(before):
            return _Part(field, firm.start, firm.end, 0.96, f"{field}-before")
    for field, pattern in _ROLE_AFTER:
        if pattern.match(plain, firm.end):
            return _Part(field, firm.start, firm.end, 0.95, f"{field}-after")
    if firm.kind == FirmKind.SELLER:
        return None
    if firm.kind == FirmKind.GROUP:
        return _Part("general_contractor", firm.start, firm.end, 0.93, "group")
    if firm.kind == FirmKind.LABOR and _TOLD_AS_LABOR.search(before) and "总包" in plain:
        return _Part("subcontractor", firm.start, firm.end, 0.9, "labor-under-general")
    if before.endswith(("用工单位是", "用工单位为", "用工单位:", "用工单位：")):
        return _Part("employer", firm.start, firm.end, 0.85, "user")
    owes = bool(_OWES.match(plain, firm.end))
    sure = 0.95 if owes else 0.88 if firm.kind == FirmKind.BRAND else 0.91
    return _Part("employer", firm.start, firm.end, sure, f"firm-{firm.kind}")


class _Cast:
    """The persons found so far: nobody plays two parts."""

    def __init__(self, taken: Iterable[Span]) -> None:
        self.parts: list[_Part] = []
        self._taken = list(taken)

    def add(self, field: str, person: Person | None, sure: float, rule: str) -> None:
        """Give a person a part unless he has one."""
        if person is None or any(
            person.start < end and start < person.end for start, end in self._taken
        ):
            return
        self._taken.append((person.start, person.end))
        sure = sure if person.full else sure - 0.04
        self.parts.append(_Part(field, person.start, person.end, sure, rule))


def _person_parts(plain: str, letters: frozenset[str], taken: Iterable[Span]) -> list[_Part]:
    cast = _Cast(taken)
    for cast_by in (_cast_by_part, _cast_by_name, _cast_by_deed, _cast_by_title):
        cast_by(cast, plain, letters)
    return cast.parts


def _cast_by_part(cast: _Cast, plain: str, letters: frozenset[str]) -> None:
    """Read the name beside the word for the part: 包工头王军, 老板叫刘强, 张老四这个包工头."""
    for match in _LEADER.find(plain, letters):
        before = _name_before(plain, _skip_this(plain, match.start()))
        cast.add("foreman", read_called(plain, match.end()), 0.95, "leader")
        cast.add("foreman", before, 0.9, "leader-behind")
    for match in _BOSS.find(plain, letters):
        person = read_person(plain, match.end())
        if person and _LEADER_AFTER.match(plain, person.end):
            cast.add("foreman", person, 0.9, "boss-leads")
        cast.add("employer", person, 0.88, "boss")
        cast.add("employer", _name_before(plain, match.start()), 0.86, "boss-behind")


def _cast_by_name(cast: _Cast, plain: str, letters: frozenset[str]) -> None:
    """Read the name that is told after the part: 一个叫吴贵宝的小老板, 他叫王磊."""
    for match in _BY_NAME.find(plain, letters):
        person = read_person(plain, match.start(1))
        if person and person.end == match.end(1):
            field = "foreman" if _LEADER_AFTER.match(plain, person.end + 1) else "employer"
            cast.add(field, person, 0.88, "by-name")
    for match in _HE_IS_CALLED.find(plain, letters):
        field = "foreman" if _LEADER.search(plain, letters) else "employer"
        if _HELPS.search(plain, letters) or _KIN.search(plain, letters) or _is_kin(plain, match):
            field = "name"
        cast.add(field, read_person(plain, match.end()), 0.85, "he-is-called")


def _is_kin(plain: str, match: re.Match[str]) -> bool:
    """Whether 他 is the speaker's kinsman: told of last before."""
    told = [m.lastgroup for m in _WHO_IS_HE.finditer(plain, 0, match.start())]
    return bool(told) and told[-1] == "kin"


_WHO_IS_HE = re.compile(
    r"(?P<kin>(?:我|俺)[大二三四小老]?(?:叔叔?|伯伯?|爸爸?|妈妈?|爹|娘|哥哥?|弟弟?|姐姐?|妹妹?|舅舅?|姨"
    r"|姑|老公|老婆|丈夫|爱人|儿子|女儿|表哥|表弟|堂哥|堂弟|侄子|父亲|母亲|岳父|老汉儿?|老伴|老头子?))"
    r"|(?P<boss>老板|工头|经理|负责人|班组长|带班|中介)"
)


def _cast_by_deed(cast: _Cast, plain: str, letters: frozenset[str]) -> None:
    """Read who owes and for whom one worked: 欠我钱的是马三, 跟着刘强干, 刘强欠我."""
    for match in _OWES_IS.find(plain, letters):
        cast.add("employer", read_person(plain, match.end()), 0.88, "owes-is")
    for match in _FOR.find(plain, letters):
        person = read_person(plain, match.end())
        if person and not (match[0] == "在" and look_up(plain[person.start : person.end])):
            _add_patron(cast, plain, person)
    for match in _OWES.find(plain, letters):
        cast.add("employer", _name_before(plain, match.start()), 0.84, "owes")


def _cast_by_title(cast: _Cast, plain: str, letters: frozenset[str]) -> None:
    """Read a surname with a title: 王总, 刘老板, 张工头."""
    for match in _TITLED.find(plain, letters):
        if not match[0].endswith("包工头") or len(match[0]) > 3:
            leads = match[0].endswith(("头", "班长", "队长"))
            person = Person(*match.span(), False)
            cast.add("foreman" if leads else "employer", person, 0.86, "titled")


_THIS = re.compile(r"(?:[这那][个位]|是(?:我们的?|个|我们工地的?)?)$")


def _skip_this(plain: str, end: int) -> int:
    """Step back over 这个 and 那个 (张老四这个包工头)."""
    said = _THIS.search(plain[max(0, end - 5) : end])
    return end - len(said[0]) if said else end


def _add_patron(cast: _Cast, plain: str, person: Person | None) -> None:
    if person is None:
        return
    if _LEADER_AFTER.match(plain, person.end):
        cast.add("foreman", person, 0.9, "patron-leads")
    elif _FOR_AFTER.match(plain, person.end) or _BOSS_AFTER.match(plain, person.end):
        cast.add("employer", person, 0.8, "patron")


def _name_before(plain: str, end: int) -> Person | None:
    """Read a name that ends here and begins behind an edge."""
    for size in (3, 2, 4):
        start = end - size
        if start >= 0 and (start == 0 or plain[start - 1] in _EDGE):
            person = read_person(plain, start)
            if person and person.end == end:
                return person
    return None


def _own_names(plain: str, letters: frozenset[str]) -> list[_Part]:
    """Find the speaker's name, and the worker's where the speaker files for him."""
    named = _NAMED.search(plain, letters)
    person = (
        (read_sounds(plain, named.end()) or read_person(plain, named.end()))
        if named
        else _named_bare(plain, letters)
    )
    kin = _KIN.search(plain, letters)
    helps = kin or _HELPS.search(plain, letters)
    parts = []
    if kin and not person:
        person = read_person(plain, kin.end())
    if person:
        parts.append(
            _Part("helper_name" if helps else "name", person.start, person.end, 0.95, "own-name")
        )
    worker = _KIN_NAME.search(plain, letters) if helps else None
    of_kin = read_person(plain, worker.end()) if worker else None
    if of_kin and of_kin != person:
        parts.append(_Part("name", of_kin.start, of_kin.end, 0.9, "kin-name"))
    return parts


def _named_bare(plain: str, letters: frozenset[str]) -> Person | None:
    match = _I_AM.search(plain, letters)
    person = read_person(plain, match.end()) if match else None
    if person is None or not person.full or _A_TRADE.search(plain[person.start : person.end]):
        return None
    if plain[person.end : person.end + 1] not in ("", ",", "，", "。", ";", " ", "\n") or look_up(
        plain[person.start : person.end]
    ):
        return None
    return person
