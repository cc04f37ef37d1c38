"""What is owed, received, a rate, a price, and what is no money at all."""

from datetime import date

import pytest

from nlp.reader import understand
from nlp.understanding import Fact

TODAY = date(2026, 11, 24)


def _facts(text: str) -> dict[str, Fact]:
    return dict(understand(text, TODAY).facts)


def _yuan(text: str, field: str) -> float | None:
    fact = _facts(text).get(field)
    return fact.value / 100 if fact and isinstance(fact.value, int) else None


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("老板欠我三万五", 35_000),
        ("欠我们7个人4万6", 46_000),
        ("还差我一万九千五没给", 19_500),
        ("差我900块钱", 900),
        ("工资七千三没给", 7300),
        ("三万多块钱工资老板就是不给", 30_000),
        ("欠款:￥12,800.00", 12_800),
        ("老板打了欠条两万八千六", 28_600),
        ("公司拖欠我2025年3月至8月工资共计34200元", 34_200),
        ("一共四万五只给了两万还差两万五", 25_000),
        ("欠我八千欠我老婆六千五", 14_500),
        ("欠我工资2万8,欠我表哥1万9,一共4万7", 47_000),
        ("押金五百没退工资欠了六千", 6000),
        ("身上只剩二十块钱了欠我一万二", 12_000),
        ("支过五千生活费还有一万八没给", 18_000),
        ("欠我工资四千八百六十块五毛", 4860.5),
        ("欠我两万,不对,是两万五", 25_000),
        ("欠我1,2800元", 12_800),
        ("老板垫了两万医药费工资三万四没给", 34_000),
        ("打了三张欠条一张八千一张一万二一张两万", 40_000),
        ("去年两万一没给今年一万六没给", 37_000),
        ("他欠我六千我欠他两百饭钱", 6000),
        ("三万五", 35_000),
        ("1.5w", 15_000),
        ("项目部拖了我两个月工资一万六", 16_000),
        ("小孩要交学费五千块,老板欠着我一万九不给", 19_000),
        ("老板qian我gongzi两万", 20_000),
        ("今天不给我工资我就不走,一万二", 12_000),
    ],
)
def test_the_sum_owed_is_read(text: str, yuan: float) -> None:
    assert _yuan(text, "amount_fen") == yuan


@pytest.mark.parametrize(
    ("text", "yuan", "working"),
    [
        ("一天二百六干了四十七个工支了三千", 9220, "260×47－3000＝9220"),
        ("我一天280干了43天支了3000块", 9040, "280×43－3000＝9040"),
        ("一个月四千,六个月", 24_000, "4000×6＝24000"),
        ("一个月四千,六个月没发", 24_000, "4000×6＝24000"),
        ("三块五一件做了两万件", 70_000, "3.5×20000＝70000"),
        ("每平米三十五块做了800平米", 28_000, "35×800＝28000"),
        ("一个工三百二干了五十八个半工借支了五千", 13_720, "320×58.5－5000＝13720"),
        ("我们五个人每人欠八千", 40_000, "8000×5＝40000"),
        ("总共工资五万二,过年给了两万,剩下的一直不给", 32_000, "52000－20000＝32000"),
        ("3个人,每人280一天,干了45天,总共支了8000", 29_800, "280×45×3－8000＝29800"),
        ("开挖掘机一个小时180干了126个小时给了一万", 12_680, "180×126－10000＝12680"),
        (
            "一共是五十六个工三百五一个还有点工八个两百五一个给了五千",
            16_600,
            "350×56＋250×8－5000＝16600",
        ),
        ("今年1-8月份工资未发放,月工资3200元", 25_600, "3200×8＝25600"),
        ("我在工地看大门一个月三千二,看了一年零两个月,就发了八个月", 19_200, "3200×6＝19200"),
        ("应得工资31500元,仅支付8000元", 23_500, "31500－8000＝23500"),
    ],
)
def test_a_sum_that_follows_is_computed_with_its_working(
    text: str, yuan: float, working: str
) -> None:
    fact = _facts(text)["amount_fen"]

    assert (fact.value, fact.derived, fact.working) == (yuan * 100, True, working)


@pytest.mark.parametrize(
    "text",
    [
        "打12345没用",
        "我的车牌是京A12345",
        "工地在建设路188号,一共有5栋楼28层",
        "我今年58岁",
        "百分百是骗子",
        "这是死工资",
        "说好两清了",
        "三番五次去找他",
        "我在3号楼1202室干活",
        "电话13812345678",
        "那个楼有三万五千平方",
        "工号3521",
        "千万别签字",
        "万一不给怎么办",
        "五险一金没交",
        "每天早上六点就开工",
        "2024年的事了",
        "G107国道旁边",
        "中建三局的项目",
        "身上只剩二十块钱了",
        "我借给朋友两万块钱",
        "过两天再说",
        "一共来了三次",
    ],
)
def test_what_is_no_wage_is_no_sum(text: str) -> None:
    assert "amount_fen" not in _facts(text)
    assert "advance_fen" not in _facts(text)


@pytest.mark.parametrize(
    ("text", "yuan", "unit"),
    [
        ("一天二百六", 260, "day"),
        ("每天工资三百包吃住", 300, "day"),
        ("260一天", 260, "day"),
        ("月薪六千五", 6500, "month"),
        ("八千一月", 8000, "month"),
        ("工资一月八千", 8000, "month"),
        ("三块五一件", 3.5, "piece"),
        ("时薪18", 18, "hour"),
        ("8块一平", 8, "square_metre"),
        ("一吨650", 650, "piece"),
        ("日工资260元", 260, "day"),
        ("一小时25块", 25, "hour"),
        ("一平三十五", 35, "square_metre"),
        ("计件的一件三毛五", 0.35, "piece"),
        ("一单4块5", 4.5, "piece"),
        ("一斤十二块", 12, "piece"),
        ("四十五一平", 45, "square_metre"),
        ("我工资是6800一个月", 6800, "month"),
        ("一个班180", 180, "day"),
        ("底薪三千", 3000, "month"),
    ],
)
def test_a_rate_has_its_unit(text: str, yuan: float, unit: str) -> None:
    fact = _facts(text)["rate_fen"]

    assert (fact.value, fact.unit) == (round(yuan * 100), unit)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("支了三千", 3000),
        ("借支了五千", 5000),
        ("中间支了六千生活费", 6000),
        ("只给了两万还差三万", 20_000),
        ("已支付30000元,至今尚欠38000元", 30_000),
        ("老板娘微信转了我3000还欠9500", 3000),
        ("给了3000又给了2000", 5000),
    ],
)
def test_what_was_received_is_an_advance(text: str, yuan: float) -> None:
    assert _yuan("工资没结清," + text, "advance_fen") == yuan


@pytest.mark.parametrize(
    "text",
    [
        "一分没给",
        "说好三百五一天,只给二百八",
        "我给大家垫了生活费两万,总包还欠我们二十三万",
        "答应先给五千",
    ],
)
def test_nothing_received_is_no_advance(text: str) -> None:
    assert "advance_fen" not in _facts(text)


def test_a_contractors_claim_is_project_payment() -> None:
    facts = _facts("我带了15个工人干的活总价二十六万八给了十五万还差十一万八")

    assert facts["project_payment_fen"].value == 11_800_000
    assert "amount_fen" not in facts
    assert "advance_fen" not in facts


def test_workers_pay_inside_a_price_is_owed() -> None:
    facts = _facts("2024年的工程款38万没结清我是分包的下面12个工人工资15万")

    assert facts["project_payment_fen"].value == 38_000_000
    assert facts["amount_fen"].value == 15_000_000


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("大概欠我三四万吧", 3_500_000, 3_000_000, 4_000_000),
        ("欠我一万二三", 1_250_000, 1_200_000, 1_300_000),
    ],
)
def test_a_range_is_approximate_and_keeps_its_ends(
    text: str, value: int, low: int, high: int
) -> None:
    fact = _facts(text)["amount_fen"]

    assert (fact.value, fact.low, fact.high, fact.approximate) == (value, low, high, True)


@pytest.mark.parametrize(
    "text",
    ["欠我两万多", "欠我小两万", "欠我两万左右", "欠我两万出头", "欠我两万好几", "大概欠我两万"],
)
def test_about_so_much_keeps_the_base(text: str) -> None:
    fact = _facts(text)["amount_fen"]

    assert (fact.value, fact.approximate) == (2_000_000, True)


def test_nothing_is_computed_from_a_disputed_deduction() -> None:
    facts = _facts("做了三百二十平方瓷砖一平三十五他说质量不行扣我两千")

    assert "amount_fen" not in facts
    assert facts["rate_fen"].value == 3500
    assert facts["worked"].value == 320


def test_a_sum_that_was_said_wins() -> None:
    fact = _facts("一共48个工,每个工300,总共14400,已经支取2000,还欠12400元")["amount_fen"]

    assert (fact.value, fact.derived) == (1_240_000, False)
