"""Where the work was: told, hidden among other places, shared by namesakes, or not told at all."""

import pytest

from nlp.divisions import division_name, is_county
from nlp.lexicon import read_text
from nlp.normalize import normalize
from nlp.places import find_places

#: What is said, the code of the place of work (empty: none is told), a place known before.
SAID: tuple[tuple[str, str, str | None], ...] = (
    ("我在望城区那个公租房工地做木工，去年9月到腊月，老板刘强欠我们7个人4万6", "430112", None),
    ("我在湖南长沙望城干活", "430112", None),
    ("邢台桥西区", "130503", None),
    ("长春净月区", "220102", None),
    ("中山小榄", "442000118", None),
    ("石家庄桥东区工地", "130102", None),
    ("青岛市南区的饭店", "370202", None),
    ("示范县建设项目欠工资", "", None),
    ("铺大理石地板", "", None),
    ("完成都没给钱", "", None),
    ("四平方米的宿舍", "", None),
    ("他说修建水池的钱没给", "", None),
    ("我是河南人，在长沙望城工地上干活欠我三万五", "430112", None),
    ("我是河南的，在新疆乌鲁木齐修路", "650100", None),
    ("老家四川的，在东莞长安一家电子厂上班", "441900119", None),
    ("来自贵州毕节，在浙江温州打工", "330300", None),
    ("湖南建工欠我们工资", "", None),
    ("在湖南建工的望城项目干活", "430112", None),
    ("我在呼市干工地", "150100", None),
    ("魔都搬砖三个月没发工资", "310000", None),
    ("在郑州航空港那边盖安置房", "410184", None),
    ("望城的", "430112", None),
    ("长沙", "430100", None),
    ("在望城", "430112", None),
    ("石家庄新华区的工地", "130105", None),
    ("新华区", "130105", "130100"),
    ("我在河北石家庄，工地在新华区", "130105", None),
    ("杭州江干区的工地欠钱", "330102", None),
    ("在重庆渝北区干装修", "500157", None),
    ("重庆江北区那个楼盘", "500157", None),
    ("宁波江北区那个楼盘", "330205", None),
    ("老板是温州人，在株洲天元区包的工程", "430211", None),
    ("老板跑到海南去了，我在株洲干的活", "430200", None),
    ("公司在深圳，工地在惠州大亚湾", "441303", None),
    ("深圳市鹏程建筑公司欠我工资", "", None),
    ("我在深圳打工", "440300", None),
    ("在兰州拉面馆干了三个月", "", None),
    ("去长沙人社局投诉过，没人管", "430100", None),
    ("尊敬的望城区领导：我们是农民工", "430112", None),
    ("我是湖南邵阳人，现在在佛山顺德做工", "440606", None),
    ("苏州工业园区那边一个厂", "320506", None),
    ("苏州园区", "320506", None),
    ("西安高新区盖楼", "610113", None),
    ("成都高新区送外卖", "510107", None),
    ("长沙经开区的三一重工厂房", "430121", None),
    ("我们都是甘肃定西的，从定西到新疆喀什干活", "653100", None),
    ("从四川来到西藏林芝修路", "540400", None),
    ("昆山花桥镇一个电子厂", "320583104", None),
    ("在北京朝阳区干保安", "110105", None),
    ("辽宁朝阳的工地", "211300", None),
    ("长春朝阳区工地", "220104", None),
    ("厚街镇的鞋厂", "441900122", None),
    ("平凉市崆峒区的工地欠钱", "620802", None),
    ("不是长沙，是株洲", "430200", None),
    ("我们在长沙县干的", "430121", None),
    ("海南三亚海棠区", "460202", None),
    ("吉林市的工地", "220200", None),
    ("吉林的工地", "220000", None),
    ("在工地干活，资源公司欠我钱，合作的老板跑了", "", None),
    ("这个平安建筑的老板比如说", "", None),
    ("石棉瓦是我们装的", "", None),
    ("在中山路干活", "", None),
    ("在南京路那边的工地", "", None),
    ("郫县的工地", "510117", None),
    ("成都郫县的工地", "510117", None),
    ("徐州贾汪区江庄镇的光伏工地", "320305107", None),
    ("工人秀英说老板李建平欠钱", "", None),
    ("回四川过年没钱", "", None),
    ("内蒙古鄂尔多斯东胜区修路", "150602", None),
    ("恩施州利川市", "422802", None),
    ("湘西州凤凰县修民宿", "433123", None),
    ("我是四川凉山的彝族，在广东东莞大朗镇的毛织厂", "441900113", None),
    ("天津滨海新区", "120116", None),
    ("塘沽那边工地", "120116", None),
    ("我在上海浦东张江干装修", "310115", None),
    ("武汉光谷那个工地", "420111", None),
    ("在武汉江夏区", "420115", None),
    (
        "河南省驻马店市平舆县老家的，2025年3月在安徽省合肥市肥西县上派镇XX小区做外墙",
        "340123100",
        None,
    ),
    ("老板你好，我是去年在南宁良庆区五象新区总部基地那边绑钢筋的，工钱到现在没结", "450108", None),
    ("额是陕西汉中的，在宝鸡眉县给人摘猕猴桃，一天一百二", "610326", None),
    ("阿拉在宁波鄞县做模具", "330212", None),
    ("俺在青岛黄岛西海岸新区的造船厂打磨", "370211", None),
    ("我喺深圳宝安區沙井做嘢，老闆走佬咗", "440306022", None),
    ("工地在漳州市漳浦县古雷石化", "350623115", None),
    ("我在苏州相城区黄埭镇的一家电子厂，叫立讯，干了两个月", "320507102", None),
    ("老板是广东汕头人 厂子在江西赣州南康区 做家具的", "360703", None),
    ("我们公司总部在北京，项目在石家庄正定县", "130123", None),
    (
        "这个项目是中国电建集团中标的，包给了湖北宜昌的一家劳务公司，劳务公司老板姓覃，在湖北恩施利川市修水库",
        "422802",
        None,
    ),
    ("在武汉东西湖区干的，将军路那边", "420112", None),
    ("我住在丰台区，在大兴区干活", "110115", None),
    ("河北廊坊固安县大卫城项目，中建一局总包，北京某某劳务，工头李建军", "131022", None),
    ("江苏省盐城市滨海县滨海港镇", "320922112", None),
    ("临时工，在杭州萧山机场三期搬砖", "330109", None),
    ("四川攀枝花市仁和区", "510411", None),
    ("老家邵阳的，来长沙五六年了，今年在星沙一个楼盘做油漆", "430121", None),
    ("我是在山东打工的河南人，工地在烟台开发区八角", "370611", None),
    ("安徽芜湖繁昌县新港镇", "340212104", None),
    ("我在合肥滨湖新区工地", "340111", None),
    ("长沙市雨花区人社局不受理我的投诉，我在湘潭干的活", "430300", None),
    ("西安长安区韦曲", "610116001", None),
    ("在兰州新区中川镇修机场", "620122108", None),
    ("我在广东打工", "440000", None),
    ("在甘肃", "620000", None),
    ("北京市朝阳区三里屯街道", "110105004", None),
    ("西乡塘区那边", "450107", None),
    ("我老家是湖北黄冈蕲春的，目前在新疆和田地区于田县修渠", "653226", None),
    ("乌鲁木齐市新市区的小区物业", "650104", None),
    ("阜阳", "341200", None),
    ("沈阳和平区那个饭店", "210102", None),
    ("天津和平区", "120101", None),
    ("济宁任城区金城街道", "370811008", None),
    ("我们在贵州黔西南州兴义市马岭镇水库工地", "", None),
    ("凉山州西昌市", "513401", None),
    ("黑龙江佳木斯郊区", "230811", None),
    ("山西省晋城市城区", "140502", None),
    ("大同市矿区口泉街道", "140214018", None),
    ("广东中山小榄镇灯饰厂", "442000118", None),
    ("海南儋州洋浦港", "460400", None),
    ("甘肃嘉峪关酒钢", "620200", None),
    ("湖北天门市", "429006", None),
    ("新疆石河子", "659001", None),
    ("新疆阿拉尔市十团", "659002", None),
    ("女儿在武汉上大学学费都交不起，我在宜昌猇亭区化工园做保温", "420505", None),
    ("去重庆江津区德感工业园的摩托车厂", "500116002", None),
    ("厂在昆山，公司注册在上海", "320583", None),
    ("包工头让我们去内蒙古乌海，结果到了是宁夏石嘴山", "640200", None),
    ("车票是从成都到拉萨，工地在林芝米林县派镇", "540481101", None),
    ("在徐州铜山县", "320312", None),
    ("在临安市（现在叫临安区）", "330112", None),
    ("我在增城市新塘镇牛仔裤厂", "440118101", None),
    ("我在杭州下城区做保安", "330105", None),
    ("富阳市的造纸厂", "330111", None),
    ("余杭区良渚街道", "330110010", None),
    ("在长春双阳区奢岭街道", "220112003", None),
)


@pytest.mark.parametrize(("said", "code", "place"), SAID)
def test_the_place_of_work_is_read(said: str, code: str, place: str | None) -> None:
    facts, _ = find_places(normalize(said), place)

    assert [fact.value for fact in facts] == ([code] if code else [])


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("我在新华区干活老板跑了", ("130105", "130902", "410402")),
        ("在朝阳干保安", ("110105", "220104", "211300")),
        ("在和平区一个饭店", ("120101", "210102")),
    ],
)
def test_a_name_that_several_counties_share_is_asked_back(
    said: str, codes: tuple[str, ...]
) -> None:
    facts, asks = find_places(normalize(said), None)

    assert facts == []
    assert [ask.values for ask in asks] == [codes]


def test_a_known_city_decides_between_namesakes() -> None:
    facts, asks = find_places(normalize("在和平区一个饭店"), "210100")

    assert [fact.value for fact in facts] == ["210102"]
    assert asks == []


def test_a_fact_carries_its_own_words_and_full_name() -> None:
    said = "我在湖南长沙望城区那个工地"

    (fact,) = find_places(normalize(said), None)[0]

    assert fact.text == "湖南长沙望城区" == said[fact.span[0] : fact.span[1]]
    assert fact.name == "湖南省长沙市望城区"


COUNTIES = tuple(
    line[:6] for line in read_text("divisions.tsv").splitlines()[1:] if is_county(line[:6])
)
_SENTENCES = (
    "我在{}一个工地干活，老板欠我三万",
    "我是四川人，在{}做木工",
    "老家河南的，跟包工头到{}绑钢筋",
    "工地在{}",
    "就是{}的",
    "不是，是{}",
    "本人于2025年3月至8月在{}务工，至今拖欠工资",
)


def test_every_county_is_found_by_its_full_name_in_any_sentence() -> None:
    counties = [code for code in COUNTIES if not code.endswith("00")]
    missed = []

    for number, code in enumerate(counties):
        said = _SENTENCES[number % len(_SENTENCES)].format(division_name(code))
        facts, _ = find_places(normalize(said), None)
        if [fact.value for fact in facts] != [code]:
            missed.append(said)

    assert len(counties) > 2800
    assert len(missed) <= len(counties) // 200, missed
