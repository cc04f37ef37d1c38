"""What a place is to the story: where the work was, home, a firm's seat, an authority, an errand.

Told by the words before and behind; each pattern before a place is tried only where the last
character fits, for most places stand behind 在 and nothing else.
"""

import re

from nlp.chains import Chain, Role
from nlp.cue import Ending

_NO_PLACE_AFTER = re.compile(
    r"(?:[东西南北中一二三四五六]{0,2}(?:路(?!桥|段|面|基|口修|改|灯)|街(?!道|上)|大道|大街"
    r"|胡同|大桥|立交)"
    r"|银行|话|口音|时间|牌|车牌|移动|联通"
    r"|电信|卫视|日报|晚报"
    r"|[vV]\d|的?士|号码|卡|号(?!楼|线|地|院|门|工)|轿车|汽车$|户口|身份|老乡|籍|妹子|媳妇"
    r"|婆娘|女人|小伙|兄弟|师傅|老板|包工头|工头|带班"
    r"|老表|帮(?=[派的会人])|工人|民工|农民工|班组)"
)
#: Food called after a city or province (兰州拉面); behind 县 or 区 it is where they cook.
_DISH_AFTER = re.compile(r"拉面|小吃|火锅|米粉|小面|烧饼|烩面|螺蛳粉|烤鸭")
_FIRM_AFTER = re.compile(
    r"(?:省|市|区|县)?[^\s,，。;；:：、!！?？的在做干一这那给打搞欠说是]{0,14}?"
    r"(?:有限责任公司|有限公司|公司|集团|建工|城建(?!局)|路桥|建投|交投|城投|水投|铁投|股份"
    r"|劳务|建司|建筑队|工程局|工程队|设计院|农商行"
    r"|[一二三四五六七八九十]建(?!筑|设)|[\u4e00-\u9fff]{2}建设(?=$|[,，。欠拖的]))"
)
_FIRM_SIGNS = frozenset("司团工城路建投股劳局队院行")
_GROUPS = ("建", "建设", "建工", "集团", "城建", "路桥", "建投", "工程局")
_OFFICE_AFTER = re.compile(
    r"[省市县区州镇乡]?(?:人民|人社|人力资源|劳动|劳监|社保|住建|住房|建设局|城建局"
    r"|交通[运输]*局|水利局|教育局|信访|法院|中院|公安|派出所"
    r"|政府|总?工会|仲裁|检察|[县市区省镇]?委|领导|书记|市长|县长|区长|省长|镇长|纪委|监委"
    r"|街道办|管委会|12345|便民|热线|农民工维权|法律援助"
    r"|根治欠薪|电视台|媒体|记者|司法|巡视|督导|国资委|招商局)(?!集团)"
)
_OFFICE_BEFORE = Ending("的求请望议致", r"(?:尊敬的|敬爱的|请求|恳请|希望|建议|致|请)")
_HOME_BEFORE = Ending(
    "家是在住地为:：口贯于自到乡上址国证籍",
    r"(?:老家(?:就?是|在|住)?|(?<!东)家(?:在|住|是|乡是?)|户籍(?:地|所在地)?(?:是|在|为|[:：])?"
    r"|户口(?:是|在)?"
    r"|籍贯(?:是|为|[:：])?|出生[在于]|来自(?:于)?|人是|嫁到|娘家(?:是|在)?|住址(?:是|[:：])?"
    r"|身份证(?:地址)?(?:是|上是)?"
    r"|家庭(?:住址|地址)[是:：]?)(?:中国)?",
)
_IS_BEFORE = Ending(
    "是我俺们咱都",
    r"(?:(?:我|俺|咱|们|都|他|她|本人|全|也|一个|人|头|板)是|我|俺|我们|俺们|咱们|都)",
)
_HOME_AFTER = re.compile(
    r"(?:那边|这边|省|市|县)?(?:人(?!民|社|力|才|行|员|家|工|事|防|多|少|手|都?说)|籍|来的"
    r"|过来的?|出来的?|来打工|来的|"
    r"(?:的)?(?:(?:一[名个位])?(?:普通)?(?:的)?(?:农民|农村|老乡|乡下|村民|外地|打工[的者人]"
    r"|民工|务工|工人|木工"
    r"|瓦工|钢筋工|电工|小工|普通|外出)|一[名个位](?=$|[,，。])|,|，|。|!|$|我|在))"
)
_FROM_BEFORE = Ending("从打由自", r"(?:从|打|由|自)")
_FROM_AFTER = re.compile(
    r"(?:那边|老家|这边|农村|乡下)?(?:来|到|过来|出来|去|跑|坐|赶|带|叫|喊|招)"
)
_SEAT_BEFORE = Ending(
    "是在住回去了躲到于",
    r"(?:公司|总部|总公司|注册地址?|法人|老板|老总|包工头|工头|经理|他|她"
    r"|(?<![本工个帮些群伙多拨号])人)(?:现在|人|就|都"
    r"|也|家|本人|已经|可能|听说)*"
    r"(?:是|在|住|住在|回|去了?|躲在?|躲到|注册在|设在|位于|总部在|跑[到去回]了?|逃到)",
)
_WORK_SOON = re.compile(
    r"[^,，。;；!！?？]{0,9}?(?:工地|项目|工程|包[了过的]|承包|接[了的]|盖|修|建|开|干活|做活|给人|架|装|砌|绑|挖"
    r"|施工|厂|店|酒店|打工|做工|上班|务工|干[了过的]?|做[了过]?|搬砖)"
)
_AWAY_BEFORE = Ending(
    "到去回跑躲在了票往开",
    r"(?:跑到|拉到|送到|运到|发到|告到|跑去|跑回|跑|逃到|躲到|躲在|回到|回去|回了?|票到|车费到|车票|寄到|嫁到|转到"
    r"|搬到|搬去|赶到|赶往|返回|离开)",
)
_GOING_BEFORE = Ending("去了过", r"(?:去|去了|去过)")
_ERRAND_AFTER = re.compile(
    r"(?:的)?(?:投诉|告|找|上访|要(?!求)|讨|看|过年|玩|住院|检查|打官司|出差|办|拿|票|车票"
    r"|路费|反映|了$|躲|旅游)"
)
_NOT_BEFORE = Ending(
    "是在过到个非", r"(?:不是|不在|没在|并非|而不是|不是在|没去过?|没到过?)(?:在|那个)?"
)
_WORK_BEFORE = re.compile(
    r"(?:在|到|去|来|至|于|位于|地址|地点|地方|工地|项目|工程|[:：]|跟.{0,3}到|进|往|就是"
    r"|改成|改为|应该是|应是|是在|,|，|。)(?:我们|咱们?|的|[是:：])?$"
)
_WORK_AFTER = re.compile(
    r"[^,，。;；!！?？]{0,12}?(?:工地|项目|工程|打工|干|做|上班|务工|厂|搬砖|装修|施工|楼"
    r"|小区|路|隧道|高速|桥|站|送外卖|跑|修|建|盖|店|矿|医院|学校|安装|绑|扎|砌|刷|拆|挖|保安"
    r"|保洁|住宅|公租房|安置|广场|别墅|码头|机场|水库)"
)


def judge(chain: Chain, plain: str) -> Chain:
    """Give a chain its role, and a score of how much the words around speak of work there."""
    before, after = plain[max(0, chain.start - 12) : chain.start], chain.end
    role = _role(chain, before, plain, after)
    if role != Role.PLAIN:
        return chain._replace(role=role)
    works = _WORK_AFTER.match(plain, after) is not None
    told = not before or _WORK_BEFORE.search(before) is not None
    return chain._replace(
        role=Role.WORK if told and works else Role.PLAIN, score=0.5 * told + 1.0 * works
    )


def _role(chain: Chain, before: str, plain: str, after: int) -> Role:
    if _OFFICE_AFTER.match(plain, after):
        return Role.OTHER if _NOT_BEFORE.search(before) else Role.OFFICE
    if (
        _NO_PLACE_AFTER.match(plain, after)
        or (
            chain.levels == 1
            and plain[after - 1] not in "县市区"
            and _DISH_AFTER.match(plain, after)
        )
        or _NOT_BEFORE.search(before)
        or _is_in_a_firm(chain, before, plain, after)
        or _is_home(before, plain, after)
        or _is_away(before, plain, after)
    ):
        return Role.OTHER
    if _OFFICE_BEFORE.search(before) and not _WORK_SOON.match(plain, after):
        return Role.OFFICE
    return Role.PLAIN


def _is_in_a_firm(chain: Chain, before: str, plain: str, after: int) -> bool:
    """Whether a firm's name begins here; one that begins with a county tells where it works."""
    if _FIRM_SIGNS.isdisjoint(plain[after : after + 20]):
        return False
    firm = _FIRM_AFTER.match(plain, after)
    return (
        firm is not None
        and "某" not in firm[0]
        and (
            chain.levels == 1
            or firm[0].endswith(_GROUPS)
            or ("有限" in firm[0] and not before.endswith("在"))
        )
    )


def _is_home(before: str, plain: str, after: int) -> bool:
    if _HOME_BEFORE.search(before):
        return True
    if _FROM_BEFORE.search(before) and _FROM_AFTER.match(plain, after):
        return True
    home = _HOME_AFTER.match(plain, after)
    if not home:
        return False
    said = home[0].strip("那边这省市县")
    if said[:1] in ("人", "籍", "来", "过", "出"):
        return not before.endswith(("在", "到", "去")) or said[:1] in ("人", "籍")
    return bool(_IS_BEFORE.search(before)) and bool(before.strip())


def _is_away(before: str, plain: str, after: int) -> bool:
    seat = _SEAT_BEFORE.search(before)
    if seat and not before.endswith(("在", "是")):
        return True
    if seat and not _WORK_SOON.match(plain, after):
        return True
    if _GOING_BEFORE.search(before):
        return bool(_ERRAND_AFTER.match(plain, after))
    return bool(_AWAY_BEFORE.search(before)) and not _WORK_SOON.match(plain, after)
