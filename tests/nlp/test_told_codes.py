"""Industry, proof, doors tried and funding, each by the words that show it."""

import pytest

from nlp.doors import find_doors
from nlp.evidence import find_evidence
from nlp.funding import find_funding
from nlp.industry import find_industry
from nlp.normalize import normalize


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("在公租房工地做木工", "construction"),
        ("绑钢筋的", "construction"),
        ("给人贴瓷砖", "construction"),
        ("干水电安装", "construction"),
        ("酒店装修工地", "construction"),
        ("化工厂项目上干钢结构", "construction"),
        ("在修高速公路", "transport_works"),
        ("打隧道的", "transport_works"),
        ("水库大坝加固", "water_works"),
        ("修高标准农田", "farmland_works"),
        ("土地整治项目", "land_restoration"),
        ("高铁站工地", "railway"),
        ("光伏电站", "energy"),
        ("装5g基站", "telecom"),
        ("在电子厂流水线", "manufacturing"),
        ("厂里压了三个月", "manufacturing"),
        ("烟花厂上班", "fireworks"),
        ("饭店后厨洗碗", "catering"),
        ("给人家当保姆", "domestic"),
        ("送外卖的", "delivery"),
        ("开货车跑长途", "haulage"),
        ("小区物业当保安", "property_security_cleaning"),
        ("做保洁", "property_security_cleaning"),
        ("煤矿下井", "mining"),
        ("机场扩建", "aviation"),
        ("摘棉花", "farm_forest"),
        ("超市收银员", "retail"),
        ("幼儿园老师", "education"),
        ("在医院做护工", "health"),
        ("程序员", "technology"),
        ("编外人员", "public_body"),
        ("塔吊司机", "construction"),
        ("老板欠我三万", ""),
        ("孩子上幼儿园交不起学费", ""),
        ("坐火车回老家", ""),
        ("水电都被停了", ""),
        ("跪在市政府门口", ""),
    ],
)
def test_the_industry_is_that_of_the_work(said: str, code: str) -> None:
    assert [fact.value for fact in find_industry(normalize(said))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("有欠条和微信聊天记录", ("iou", "chat")),
        ("没有欠条", ()),
        ("欠条我有", ("iou",)),
        ("老板不给打欠条", ()),
        ("有考勤表和录音", ("attendance", "recording")),
        ("什么证据都没有", ()),
        ("工资条都留着", ("payslip",)),
        ("有银行流水", ("bank",)),
        ("拍了维权告示牌", ("notice_board",)),
        ("工友可以作证", ("witness",)),
        ("包工头打的欠条还有效吗", ()),
        ("施工单位没人管", ()),
        ("有结算单，视频也拍了", ("settlement", "video")),
        ("没签合同", ()),
    ],
)
def test_proof_is_what_the_worker_holds(said: str, held: tuple[str, ...]) -> None:
    assert [fact.value for fact in find_evidence(normalize(said))] == ([held] if held else [])


@pytest.mark.parametrize(
    ("said", "tried"),
    [
        ("去过劳动局没人管", ("labor_inspection",)),
        ("打了12345也没用", ("hotline_12345",)),
        ("报警了，警察说是经济纠纷", ("police",)),
        ("想去仲裁，不知道怎么走", ()),
        ("已经申请仲裁了还没开庭", ("arbitration",)),
        ("让我们去法院告他", ()),
        ("再不给就去上访", ()),
        ("劳动监察大队已经受理了", ("labor_inspection",)),
        ("请劳动监察大队帮帮我们", ()),
        ("去找过工会", ("union",)),
        ("在全国根治欠薪平台登记过", ("national_platform",)),
        ("记者说下周来采访", ()),
        ("去劳动监察投诉要带啥", ()),
        ("镇政府去过两次没结果", ("township",)),
    ],
)
def test_a_door_counts_when_it_was_knocked_at(said: str, tried: tuple[str, ...]) -> None:
    assert [fact.value for fact in find_doors(normalize(said))] == ([tried] if tried else [])


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("政府工程", "government"),
        ("我们是给政府修的安置房", "government"),
        ("国企项目", "state_firm"),
        ("私人老板的活", "private"),
        ("不是政府项目", ""),
        ("公租房工地", ""),
    ],
)
def test_funding_is_read_only_where_it_is_said(said: str, code: str) -> None:
    assert [fact.value for fact in find_funding(normalize(said))] == ([code] if code else [])
