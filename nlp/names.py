"""The grammar of what people are called: 刘强, 刘老板, 王总, 老张, 张某某.

A Chinese name has no mark where it ends, so the two characters behind a surname are taken for a
given name only until a word begins that goes on with the sentence (刘强欠我).
"""

import re
from typing import NamedTuple

from nlp.cue import either

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向"
    "汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷"
    "盛曲翁冉骆蓝路游辛靳管柴"
    "蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米"
    "柏宗瞿桂全佟应臧闵苟邬边"
    "卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原"
    "栗燕楚鄢劳谌奚皮粟冼蔺楼"
    "盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈"
    "晁芮都普阙浦戈伏鹿薄邸雍"
    "辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯"
    "元束檀衣信展阴昝智幸奉植"
    "衡富尧闭由"
)
_COMMON = SURNAMES[:200]
#: Family names of two characters; those of the Yi stand before given names of one or two.
_DOUBLE = (
    "吉克|吉木|吉子|吉伍|沙马|马海|曲比|曲木|阿尔|阿力|阿苏|尔古|海来|罗洪|俄木|勒格|木乃|莫色|恩扎"
    "|苏呷|贾巴|约其|欧阳|上官|司马|诸葛|皇甫|夏侯|尉迟|东方|慕容|司徒|令狐|端木|公孙|买买提"
    "|阿不都"
)

#: Characters that go on with the sentence instead of ending a given name.
_ON = (
    "欠不没的是跑说拖叫让把被给了就和跟还也都总从在到这那有人手电我你他她们从至今现去今昨前后"
    "做干包找带老承因为以及与或"
    "于已未只才很太又再等各该及,，。、;；:：!！?？ ()（）\n\t0123456789个只其其姓要当卷失答每"
    "共差赖打骂躲转押扣发结付拿开管请收骗安排住家工负"
)
_GOES_ON = re.compile(
    rf"[{re.escape(_ON)}]|拖欠|先生|女士|老板|经理|师傅|说|一直|一共|一分|一个|两个|三个|几个"
    rf"|[一二三四五六七八九十]个|上个|下个|联系|电话|手机|微信|通过|介绍|招|雇|喊|答应|拉|组织"
    rf"|分包|承包|承接|承诺|挂靠|克扣|恶意|名下|代|签|雇佣|聘|所|处|那|聚|将|仅|却|便|向|同|对"
    rf"|硬是|时|年|月|号|日(?=薪|工资|结|前)|由|用|一[人起家]|两人|[二三四五六]人|等人|班组|手下|手里|工地|施工|施"
    rf"|雇|工资|木工|钢筋|瓦工|水电|项目|上班"
)
#: Characters that also end given names (李平安, 刘有才), told by what follows them.
_ENDS_A_NAME = re.compile(
    r"[^欠的了是在不没给说跑让把就也都还这那干做打带拖接招叫去到来,，。;；:：、\s\d](?="
    r"[,，。;；]|$)|[安才发家和有开成住当前中承向由生](?:$|[欠没不跑拖说,，。;；]|的(?!工|项))"
)
_TITLE = (
    "总|老板娘?|经理|工头|包工头|班长|队长|主任|厂长|老师|师傅|主管|组长|工|哥|姐|叔|老大"
    "|会计|科长|书记|村长|董事长|董|某某?|[xX×*]{1,2}|老[大二三四五六七八幺]"
    "|[大二三四五六]娃|麻子|胖子|大个子?|瘸子|瞎子|聋子|矮子|光头"
)
_GIVEN = re.compile(rf"(?:{_DOUBLE}|[{SURNAMES}])([\u4e00-\u9fff])([\u4e00-\u9fff])?")
_TITLED = re.compile(
    rf"(?:{_DOUBLE}|[{SURNAMES}])(?:{_TITLE})(?![程地人作厂资队])|[老小大阿][{_COMMON}](?:头"
    rf"|哥|总|工头)?(?![\u4e00-\u9fff]?(?:区|县|市|乡|镇))"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8}")
#: Words that begin like a name.
_NO_NAME = re.compile(f"(?:{either('no_name')})")


class Person(NamedTuple):
    """A person named in a text, or told of by surname or title alone."""

    start: int
    end: int
    full: bool


def read_person(plain: str, at: int) -> Person | None:
    """Read what somebody is called, if it begins exactly here."""
    if _NO_NAME.match(plain, at):
        return None
    for pattern, full in ((_FOREIGN, True), (_TITLED, False)):
        match = pattern.match(plain, at)
        if match:
            return Person(at, match.end(), full)
    return _read_full(plain, at)


#: Where the words say that a name follows, one of no known surname is taken too (工头扎西不给钱).
_OTHER = re.compile(
    r"(?!"
    r"[我你他她它说不没欠跑也都就是在的给让拖带一现今去昨那这还又老有要把被从到跟和总共至电手姓叫]"
    r")[\u4e00-\u9fff]{2,3}?(?=欠|不给|没给|不发|没发|跑了|说|拖|[,，。;；\s]|$)"
)


#: A fourth character that ends a name of another people before a stop (吉克阿力).
_FOURTH = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})[^吗呢吧啊呀了的欠不没说跑,，。;；\s\d](?=[,，。;；]|$)"
)


#: A name of another people, written with the characters that are used for its sounds.
_SOUNDS = re.compile(
    r"[阿艾买麦热古吐依努克合力汗山扎西卓玛多吉才让次仁顿珠巴桑尼拉木提尔江肉孜吾斯曼迪丽亚哈里帕沙地布都"
    r"卡赛如衣玉素甫]{4,9}(?=[,，。;；\s]|$)"
)


def read_sounds(plain: str, at: int) -> Person | None:
    """Read a name that is written by its sound."""
    sounds = _SOUNDS.match(plain, at)
    return Person(at, sounds.end(), True) if sounds else None


def read_called(plain: str, at: int) -> Person | None:
    """Read what somebody is called behind words like 包工头 or 叫."""
    sounds = read_sounds(plain, at)
    if sounds:
        return sounds
    person = read_person(plain, at)
    if person and person.full and _FOURTH.match(plain, person.end):
        return Person(at, person.end + 1, True)
    if person or _NO_NAME.match(plain, at):
        return person
    other = _OTHER.match(plain, at)
    if other is None or any(character in _ON for character in other[0]):
        return None
    return Person(*other.span(), False)


def _read_full(plain: str, at: int) -> Person | None:
    match = _GIVEN.match(plain, at)
    if not match:
        return None
    first, second = match.start(1), match.start(2)
    if plain[first] in _ON and plain[first] not in "家有和安开成为发明":
        return None
    if second < 0 or (_GOES_ON.match(plain, second) and not _ENDS_A_NAME.match(plain, second)):
        return Person(at, first + 1, True)
    return Person(at, second + 1, True)
