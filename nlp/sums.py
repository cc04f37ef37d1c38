"""The sums of a story and the part each plays: owed, left over, received, a rate, a price, none.

Read over the sketch: the verb nearest to a sum gives its role (支了M an advance, 还差M what is
left, M没给 owed). What no rule claims is no money.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from nlp.measures import Quantity
from nlp.normalize import Text
from nlp.quantities import Quantities, read_quantities
from nlp.rates import find_rates

_PRIVATE_USE = (
    r"(?:押金|罚款|罚了?|路费|车费|车票|房租|房贷|车贷|学费|医药费|医疗费|药费|药钱|饭钱|饭费"
    r"|伙食费|中介费|介绍费|培训费|服装费|体检费|利息|赔偿金?|补偿金?|经济补偿|保证金|质保金"
    r"|注册资本|最低工资|社保|公积金|彩礼|手术费|住院费?|生活都|红包|定金|订金|违约金|律师费"
    r"|诉讼费|材料费|电费|水费|电话费|话费|油费|油钱|伙食|保险)"
)
_LEFT = re.compile(
    rf"""(?P<excuse>(?:工程款|进度款)[^,M]{{0,3}}(?:下来|到位|到账|拨|批|没给他)
      |[等说][^M。,]{{0,14}}[就再](?:会)?给(?:我们?|俺们?|大家)?(?:钱|结|发)?,)
  | (?P<written>(?:结算单|欠条|条子|白条|单子|账)上?[写记算签]的?是?)
  | (?P<remains>还差|还欠|尚欠|下欠|还剩|剩下|剩余|剩|余下|余款|余额|尾款|还有(?=[^,]{{0,8}}$)
      |差额|净欠|尚未支付)
  | (?P<price>工程(?:尾|进度)?款|工程费|租金|承包费|承包价|合同价款?|合同金额|总造价|造价
      |工程总?价|总价|结算价
      |决算|包干价?|包了?这?个?活|进度款|质保金|苗木款|(?:钢材|材料|砂石|砂浆|水泥|混凝土|货|设备|挖机|租赁
      |机械)(?:的)?(?:款|钱|租?费)|分包款|包工款|包工费)
  | (?P<other>{_PRIVATE_USE}[^M,]{{0,2}}[差缺](?!我)
      |说值|价值|只值|[少多]则|{_PRIVATE_USE}|借给|借出
      |[跟向找]我借|借我(?!支)|全款|首付|房款|垫资|垫[^M]{{0,9}}$|垫付?了?
      |我欠(?:他|她|老板|别人|人家|亲戚|银行|朋友|外面|了)|垫进去|投了|(?:身上
      |包里|钱包里?|兜里|口袋里?|卡里|手里|手上|手头|微信里|账户里)(?:就|只|还|总共|一共|现在)*[剩有]?|花了
      |用了|借钱|贷款|网贷|高利贷|找.借|亲戚|利润|赚了?|学徒|身价|存款|看病|交了|买了|(?<!外)卖
      |低于|标准|少了|涨到?|降到?|押了?(?=[^一两三四五六七八九十\d]{{0,2}}$))
  | (?P<docked>(?<!克)扣(?![着押除])了?)
  | (?P<promise>答应|承诺|保证|许诺|说先|打算|准备|只肯|只愿|想让|私了|让我们?少|打折
      |先给(?=.{{0,2}}$)(?<=答应先给))
  | (?P<advance>(?<![没不未])(?:借支|预支|支取|支付?[了过]|支走|支|借了?过?|预付
      |先[给拿领付发打支结]了?|[给付发结打转拿领汇]过|只[给发付结打拿领转见]了?到?
      |才[给发付结打拿领]了?到?|就[给发付结打]了|就给(?=.{{0,3}}$)|光给了
      |(?<!白条)(?<!欠条)[给付发结打转拿领汇补还开](?:我们?|俺们?|咱们?|大家|大伙|他们)?[了完](?!还|账|工)|除了?给的|(?:除去|减去|去掉|刨去|刨掉|扣除)[^M,]{{0,4}}|塞给?了?我?
      |(?<![么啥哪几多])(?:时|时候|那天)给(?=.{{0,2}}$)|实[发付到]
      |实际(?:发|付|给|到手)了?|收[到了]|拿到|领到|已(?:经)?[给付发领结支打拿收]过?了?到?|到账
      |(?:总共|一共|[才只就]|实际)到手|到手(?:了|就|才|只有|只|一共|总共)|生活费|零花钱?|烟钱|(?<![说应该要])(?:他|她|老板娘?|公司|工头|厂里|只|才
      |就)给(?:我们?|俺们?)(?=.{{0,2}}$)(?!们?开|们?算)|给[我俺](?:转|打|发|结|付)[了过]
      |转给?[我俺]))
  | (?P<earned>应[发付得结]|该给|应该(?:给|发|得|拿|有|是)|应当|总工资|总工钱|工资总额|算下来
      |算了算|算账|算了|结算|结账|对账|对完账|核算|核对|挣了?|工资一共|工钱一共|工资总共|工钱总共
      |说好(?:的)?给?|谈好|讲好|约定|合计工资)
  | (?P<owed>拖欠|要(?:回)?(?:那|这|我(?:们)?的)(?=.{{0,3}}$)|qian|冇出粮|欠[薪款账条着]?
      |差(?![不点劲评距别])|该(?!给)|没[给发付结拿开领收到兑]|没有[给发付结拿开领]
      |未[付发结给支领]|不[给发付结]|拒[付发]|少[给发结算]了?|压(?![金力着])|压着(?:我们?|俺们?|大家|工人)|克扣|赖|昧|吞|黑|扣着|扣押
      |欠条|讨|追|要不[到回]|拿不[到回]|领不到|要回|血汗钱|辛苦钱|加班费|欠我们|一分[没不]|没着落
      |卷[走跑]了?|打了?欠条|白条)
  | (?P<pay>工资|gongzi|派费|跑单费|单钱|提成|绩效|工钱|薪水|薪资|工费|劳务费|人工费|钱)
  | (?P<total>一共|总共|共计?|合计|加起来|总计|拢共|拢总|统共|总数|总额|全部|加一块|加在一起
      |满打满算|零零总总|前前后后|大概一共|统统|一起|凑|(?:总|欠款|欠薪|拖欠)金额)
  | (?P<part>其中|包括|里头|里面|含|光)
    """,
    re.VERBOSE,
)
_RIGHT = re.compile(
    rf"""(?P<iou>(?:块钱?|元|的)*(?:欠条|白条|条子))
  | (?P<earned>[^,]{{0,2}}(?:应发|应得))
  | (?P<price>(?:块钱?|元|左右|的)*(?:工程款|承包价|进度款|质保金|苗木款|包工费|材料款|货款))
  | (?P<advance>(?:块钱?|元|左右|的)*(?:生活费|借支|预支|预付款?|零花|定金|订金))
  | (?P<other>(?:块钱?|元|左右|多|的)*{_PRIVATE_USE}
      |(?:块钱?|元|多)*的(?:料|货|砂石|钢材|水泥|砖)(?!款|钱|费))
  | (?P<part>(?:是|算)(?:去年|前年|T|加班|奖金|我的))
  | (?P<owed>.{{0,9}}?(?:[没不]退|(?:什么|啥|哪)时候?[给发结]|几时[给发结]
      |没(?:有)?[给发结付拿开领到要兑见着]|(?<!要)不[给发结付认]
      |未[付发结给领支]|拿不|要不[到回]|领不到|打水漂|赖[着账掉]|拖着|欠着|就是不|一直拖
      |[^,]{{0,3}}(?:要赖|都赖|要回|讨回)|要了(?=D|好|半)|拖到|拖欠|都没|也没|没影|泡汤|不了了之
      |血汗钱|辛苦钱|欠条|讨不|追不))
  | (?P<pay>(?:块钱?|元|左右|多|的)*(?:工资|工钱|薪水|薪资|劳务费|人工费|辛苦))
    """,
    re.VERBOSE,
)
_SCANT = re.compile(r"(?:只|才|就|实际|实发|按)[^M,，]{0,4}$")
#: 来了四个月只发了一万, 只拿过一千: for all the months, no worse rate.
_FOR_ALL = re.compile(r"D_*[,，]?[^M,，。]{0,8}$|过[^M,，。]{0,2}$")
_EACH_LEFT = re.compile(r"(?:E_*|每人|各)(?!.{0,3}[少多]则)[^M。;!?P]{0,8}?(?P<m>M)")
_EACH_RIGHT = re.compile(r"(?P<m>M)_*(?:左右|多|的)?(?:E|每人|一位)")
_TOTAL_BEFORE = re.compile(
    r"一共|总共|共|合计|加起来|总计|拢共|统共|总数|总额|全部|满打满算|拢总|加一块|加在一起"
)
_CORRECTED = re.compile(
    r"(?P<old>M)_*[^M。]{0,14}?(?:不对|说错了?|讲错了?|错了|哦不|啊不|不不+|更正|记错了?|口误"
    r"|打错了?|写错了?)[^MDTP]{0,10}(?P<new>M)"
    r"|(?<!还)不是(?P<old2>M)_*(?:块钱?|元)?[,，是 ]{0,3}是(?P<new2>M)"
    r"|(?P<new3>M)_*[,，]?(?:而?不是)(?P<old3>M)"
)
_BREAK = re.compile(r"[。;!?；！？\n]")
_TALKS_OF_PAY = re.compile(
    r"给|求求|gongzi|干|活|做|要了|拖|工资|工钱|薪|欠|血汗钱|劳务费|没给|不给|没结|没发"
)
_LISTED = re.compile(
    r"[,、和;，]?(?:我|他|她|还有|另外|[大小]的|T_*(?:的|是)?|X_*)?[\u4e00-\u9fff]{0,4}"
)
#: 八月份四千三，九月份三千九，十月份干了十天走的一千四: month after month.
_MONTH_AFTER_MONTH = re.compile(
    r"[,、和;，]?T_*(?:份|的|是|只?干了?W_*|走的?|[\u4e00-\u9fff]{0,3})*"
)
#: 一天三百五借支一千五: the word between two sums tells of the second.
_BETWEEN = re.compile(r"_+(?:块钱?|元)?(?:生活费|借支|预支)")
_ATTACHED = re.compile(
    rf"^_+(?:块钱?|元|的)*(?:{_PRIVATE_USE}|工程款|材料款|货款|进度款|生活费|借支|(?=[^_]))|^_+"
)


class Role(StrEnum):
    """What a sum is in the story."""

    OWED = "owed"
    REMAINS = "remains"
    EARNED = "earned"
    ADVANCE = "advance"
    RATE = "rate"
    PRICE = "price"
    PART = "part"
    PAY = "pay"
    """Stands beside 工资 without a verb: a monthly wage, or what is owed."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum and what it is."""

    quantity: Quantity
    role: Role
    unit: str = ""
    """Of a rate."""
    each: bool = False
    """For one worker of several."""
    total: bool = False
    """Said with 一共, 总共."""
    rule: str = ""
    scant: bool = False
    """Said with 只, 才: less than was due."""


_STRONG_RIGHT = {
    "price": Role.PRICE,
    "advance": Role.ADVANCE,
    "other": Role.OTHER,
    "part": Role.PART,
}


@lru_cache(maxsize=64)
def read_sums(text: Text) -> tuple[Sum, ...]:
    """Give every sum of a text its role."""
    quantities = read_quantities(text)
    if not any(quantity.kind in "MN" for quantity in quantities.at.values()):
        return ()
    corrected = _find_corrected(quantities.sketch)
    rates = find_rates(quantities)
    each = _find_each(quantities.sketch)
    sums = []
    for start, quantity in quantities.at.items():
        if start in corrected.values():
            continue
        if start in rates:
            sums.append(
                Sum(quantity=_in_fen(quantity), role=Role.RATE, unit=rates[start], rule="rate")
            )
        elif quantity.kind == "M" and (
            found := _read_role(quantities, quantity, start in each, corrected.get(start, start))
        ):
            sums.append(_inherit(quantities.sketch, sums[-1], found) if sums else found)
    sums = _inherit_backwards(quantities.sketch, sums)
    return tuple(_tell_price(quantities.sketch, sums))


#: Whoever contracts claims a price: 分包的活, 连工带料, 甲方欠我, unless it is said to be wages.
_CONTRACTOR = re.compile(
    r"我是[^,，。]{0,4}(?:包工头|分包|承包|包活)|我们?是?(?:供|送|租|卖)[^,，。M]{0,4}(?:料|材|石|砂|沙|砖|钢筋|水泥|混凝土|设备|机械|苗木?|管|菜)的|分包的活|包清工|清包|包给我|我们?公司|连工带料|包工包料|承包了|挖机费|机械费"
)
_WAGES_LEFT = re.compile(r"(?:工资|工钱|人工费?)[^,，。M]{0,8}$")
_WAGES_PART = re.compile(r"(?:工资|工钱|人工费?)(?:占|里头有|有)$")


def _tell_price(sketch: str, sums: list[Sum]) -> list[Sum]:
    """Tell a contractor's price from his workers' pay inside it."""
    if not _CONTRACTOR.search(sketch):
        return sums
    parted = [bool(_WAGES_PART.search(sketch, 0, s.quantity.start)) for s in sums]
    told = []
    for sum_, part in zip(sums, parted, strict=True):
        wages = part or (not any(parted) and _WAGES_LEFT.search(sketch, 0, sum_.quantity.start))
        if part:
            told.append(replace(sum_, role=Role.OWED, rule="left owed"))
        elif sum_.role in (Role.OWED, Role.EARNED, Role.PAY) and not wages and not sum_.each:
            owed = " owed" if sum_.role is Role.OWED else ""
            told.append(replace(sum_, role=Role.PRICE, rule=f"contractor{owed}"))
        else:
            told.append(sum_)
    return told


def _inherit_backwards(sketch: str, sums: list[Sum]) -> list[Sum]:
    """In a list with its verb at the end (3月4200，4月4500，均未发) all are what the last is."""
    if len(sums) < 2 or sums[-1].rule != "right owed":
        return sums
    for place in range(len(sums) - 2, -1, -1):
        gap = sketch[sums[place].quantity.end : sums[place + 1].quantity.start].lstrip("_")
        if sums[place].rule not in ("alone", "pay") or not _LISTED.fullmatch(gap):
            break
        sums[place] = replace(sums[place], role=Role.OWED, rule="listed")
        sums[-1] = replace(sums[-1], rule="listed")
    return sums


def _inherit(sketch: str, before: Sum, found: Sum) -> Sum:
    """In a list (老李八千老王九千) a sum without a verb is what the one before it is."""
    gap = sketch[before.quantity.end : found.quantity.start].lstrip("_")
    if (
        found.rule != "alone"
        or before.role not in (Role.OWED, Role.ADVANCE)
        or not (_LISTED.fullmatch(gap) or _MONTH_AFTER_MONTH.fullmatch(gap))
    ):
        return found
    return replace(found, role=before.role, rule="listed")


def _in_fen(quantity: Quantity) -> Quantity:
    """Read a bare small number as yuan."""
    if quantity.kind == "M":
        return quantity
    low, high = quantity.low, quantity.high
    return quantity._replace(
        value=quantity.value * 100, low=low and low * 100, high=high and high * 100
    )


def _find_corrected(sketch: str) -> dict[int, int]:
    """Find sums that the speaker put right in the same breath: the new one to the old."""
    corrected = {}
    for match in _CORRECTED.finditer(sketch):
        for mark in ("", "2", "3"):
            if match[f"new{mark}"]:
                corrected[match.start(f"new{mark}")] = match.start(f"old{mark}")
    return corrected


def _find_each(sketch: str) -> set[int]:
    if "E" not in sketch and "每人" not in sketch and "各" not in sketch:
        return set()
    each = {match.start("m") for match in _EACH_LEFT.finditer(sketch)}
    return each or {match.start("m") for match in _EACH_RIGHT.finditer(sketch)}


def _read_role(quantities: Quantities, quantity: Quantity, each: bool, place: int) -> Sum | None:
    """Read a sum's role from the words around it; a corrected sum takes the place of the old."""
    sketch = quantities.sketch
    left = _left_of(sketch, min(place, quantity.start))
    right = _right_of(sketch, quantity.end)
    total = bool(_TOTAL_BEFORE.search(left))
    last = _last_word(left)
    first = _RIGHT.match(right)
    role, rule = _decide(last, first.lastgroup if first else None, total)
    if role is None and each:
        role, rule = Role.OWED, "each"
    if role is None and not _TALKS_OF_PAY.search(sketch):
        return None
    if role is None:
        role, rule = Role.PAY, "alone"
    scant = bool(_SCANT.search(left)) and not _FOR_ALL.search(left)
    return Sum(quantity=quantity, role=role, each=each, total=total, rule=rule, scant=scant)


def _left_of(sketch: str, start: int) -> str:
    left = sketch[max(0, start - 24) : start]
    cut = max(left.rfind("M"), *(m.end() - 1 for m in _BREAK.finditer(left)), -1)
    left = left[cut + 1 :]
    return left if _BETWEEN.fullmatch(left) else _ATTACHED.sub("", left)


def _right_of(sketch: str, end: int) -> str:
    right = sketch[end : end + 14]
    cut = right.find("M")
    right = right if cut < 0 else right[:cut]
    stop = _BREAK.search(right)
    return right[: stop.start()] if stop else right


_MEANT = {"excuse": None, "written": "owed"}


def _last_word(left: str) -> str | None:
    last: str | None = None
    for match in _LEFT.finditer(left):
        if match.lastgroup == "pay" and last not in (None, "total", "price"):
            continue
        if match.lastgroup == "total" and last is not None:
            last = "total" if last == "other" and "工资" in left else last
            continue
        if last == "price" and match.lastgroup in ("owed", "pay"):
            last = "price" if match.lastgroup == "owed" else "pay"
            continue
        last = match.lastgroup
    return _MEANT.get(last, last) if last else None


#: What two words around a sum say together.
_TOGETHER: dict[tuple[str | None, str | None], tuple[Role, str]] = {
    ("advance", "price"): (Role.OTHER, "taken"),
    ("other", "advance"): (Role.OTHER, "left other"),
    ("docked", "owed"): (Role.OWED, "right owed"),
}
_NOTHING_OWED = ("promise", "docked")


def _decide(left: str | None, right: str | None, total: bool) -> tuple[Role | None, str]:
    if right == "iou":
        return Role.OWED, "right owed"
    if (left, right) in _TOGETHER:
        return _TOGETHER[left, right]
    if right in _STRONG_RIGHT and not (right == "price" and left == "other"):
        return _STRONG_RIGHT[right], f"right {right}"
    if left in _NOTHING_OWED:
        return Role.OTHER, f"left {left}"
    if right == "owed" and left in (None, "pay", "total", "earned", "remains", "part"):
        return (Role.REMAINS if left == "remains" else Role.OWED), "right owed"
    if left in ("remains", "price", "other", "advance", "earned", "owed", "part"):
        return Role(left), f"left {left}"
    if right == "earned":
        return Role.EARNED, "right earned"
    if left == "total":
        return Role.EARNED, "total"
    if left == "pay" or right == "pay":
        return (Role.EARNED if total else Role.PAY), "pay"
    return None, ""
