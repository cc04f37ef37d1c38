"""The grammar of what people are called: 刘强, 刘老板, 王总, 老张, 姓李的, 张某某.

A Chinese name has no mark where it ends, so the two characters behind a surname are taken for a
given name only until a word begins that goes on with the sentence (刘强欠我).
"""

import re
from typing import NamedTuple

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易"
    "乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴"
    "蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边"
    "卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼"
    "盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍"
    "辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植"
    "衡富尧闭由"
)
_COMMON = SURNAMES[:200]
_DOUBLE = "欧阳|上官|司马|诸葛|皇甫|夏侯|尉迟|东方|慕容|司徒|令狐|端木|公孙|买买提|阿不都"

#: Characters that go on with the sentence instead of ending a given name.
_ON = (
    "欠不没的是跑说拖叫让把被给了就和跟还也都总从在到这那有人手电我你他她们从至今现去今昨前后做干包找带老承因为以及与或"
    "于已未只才很太又再等各该及,，。、;；:：!！?？ ()（）\n\t0123456789个只其其姓要当卷失答每共差赖打骂躲转押扣发结付拿开管请收骗安排住家工负"
)
_GOES_ON = re.compile(
    rf"[{re.escape(_ON)}]|拖欠|先生|女士|老板|经理|师傅|说|一直|一共|一分|一个|两个|三个|几个|[一二三四五六七八九十]个|上个|下个|联系|电话|手机|微信|通过|介绍|招|雇|喊|答应|拉|组织|分包|承包|承接|承诺|挂靠|克扣|恶意|名下|代|签|雇佣|聘|所|处|那|聚|将|仅|却|便|向|同|对|时|年|月|号|日|由|用|一[人起家]|两人|[二三四五六]人|等人|班组|手下|手里|工地|施工|施|雇|工资|木工|钢筋|瓦工|水电|项目|上班"
)
#: Characters that also end given names (李平安, 刘有才), told by what follows them.
_ENDS_A_NAME = re.compile(r"[^欠的了是在不没给说跑让把就也都还这那干做打带拖接招叫去到来,，。;；:：、\s\d](?=[,，。;；]|$)|[安才发家和有开成住当前中承向由生](?:$|[欠没不跑拖说,，。;；]|的(?!工|项))")
_TITLE = "总|老板娘?|经理|工头|包工头|班长|队长|主任|厂长|老师|师傅|主管|组长|工|哥|姐|叔|老大|会计|科长|书记|村长|董事长|董|某某?|[xX×*]{1,2}|老[大二三四五六七八幺]|[大二三四五六]娃|麻子|胖子|瘸子|瞎子|聋子|矮子|光头"
_GIVEN = re.compile(rf"(?:{_DOUBLE}|[{SURNAMES}])([\u4e00-\u9fff])([\u4e00-\u9fff])?")
_TITLED = re.compile(
    rf"(?:{_DOUBLE}|[{SURNAMES}])(?:{_TITLE})(?![程地人作厂资队])|[老小大阿][{_COMMON}](?:头|哥|总|工头)?(?![\u4e00-\u9fff]?(?:区|县|市|乡|镇))"
)
_SURNAME_ONLY = re.compile(rf"姓(?:{_DOUBLE}|[{SURNAMES}])")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8}")
#: Words that begin like a name.
_NO_NAME = re.compile(
    r"(?:马上|方便|方式|高层|高速|高铁|高空|高新|单位|单价|单独|安装|安全|安排|安置|安徽|安阳|安庆|包工|包吃|包括|包干|包活|成都|成立|成天|全部|全家|全是|全年|全都|计件|计算|时候|时间|任何|何时|何况|常年|常常|常德|常州|应该|应付"
    r"|应得|应发|解决|解释|管理|管我|管吃|管事|管工|左右|路上|路费|路边|连续|连夜|连个|连人|连本|明天|明明|明年|来了|来的|来说|来找|来干|来电|来信|那个|那边|那里|那些|那么|都不|都是|都没|都有|都说|都在|相信|相关|干活|干完|干了|干部|干的|江苏|江西|江湖|河南"
    r"|河北|湖南|湖北|广东|广西|云南|海南|贵州|四川|平时|平均|平台|平米|平方|元钱|元整|文化|文件|万元|万块|万多|万科|石家|石材|黄金|黄石|金额|国家|国企|国庆|公司|公家|公安|公司|人员|工人|工地|工头|工资|工程|施工|施行|商量|商家|商场|商铺|商贸"
    r"|支付|支持|支模|支了|支出|由于|由他|和他|和我|和你|和老|和公|和工|向他|向老|向公|向我|但是|但他|位于|信访|信用|信息|信誉|信任|信不|农民|农村|农历|温州|毛坯|毛利|强行|强制|区别|区里|区政|项目|费用|费了|原因|原来|原告|封顶|封了|查询|查了|门口|门卫|门窗"
    r"|车间|车费|车票|车队|车子|司机|司法|师傅|白干|白天|白条|水电|木工|钢筋|瓦工|双方|开发|凭证|房子|房租|房地|房东|房屋|劳务|劳动|劳务|劳资|劳监|班组|班长|利息|阳台|孔洞|关门|关系|关于|关键|关机|归还|厉害|华人|富士|富力|宁可|宁夏|尚未|尚欠|幸好|幸亏"
    r"|干到|于是|于今|沈阳|苏州|郑州|武汉|徐州|杭州|兰州|福州|柳州|桂林|海口|海边|山东|山西|江阴|余款|余额|余下|程序|程度|龙湖|龙头|雷达|康复|乐意|南方|南通|南京|南宁|南昌|平安|古镇|景区|景观|甘肃|宿舍|宿迁|满意|满足|满了|展示|索要|索赔|储备|银行|阴历|阳历|黎明|简直|简单|简称|童工|符合|连云|荣誉|盛大|路桥|包头|楼上|楼下|楼盘|楼板|楼房|喻示|钱[大都给没不我也了多少的]|万达|万科|金地|金茂|金科)"
)


class Person(NamedTuple):
    """A person named in a text, or told of by surname or title alone."""

    start: int
    end: int
    full: bool


def read_person(plain: str, at: int) -> Person | None:
    """Read what somebody is called, if it begins exactly here."""
    if _NO_NAME.match(plain, at):
        return None
    for pattern, full in ((_FOREIGN, True), (_TITLED, False), (_SURNAME_ONLY, False)):
        match = pattern.match(plain, at)
        if match:
            return Person(at, match.end(), full)
    return _read_full(plain, at)


#: Where the words say that a name follows, one of no known surname is taken too (工头扎西不给钱).
_OTHER = re.compile(
    r"(?![我你他她它说不没欠跑也都就是在的给让拖带一现今去昨那这还又老有要把被从到跟和总共至电手姓叫])[\u4e00-\u9fff]{2,3}?(?=欠|不给|没给|不发|没发|跑了|说|拖|[,，。;；\s]|$)"
)


def read_called(plain: str, at: int) -> Person | None:
    """Read what somebody is called behind words like 包工头 or 叫."""
    person = read_person(plain, at)
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
