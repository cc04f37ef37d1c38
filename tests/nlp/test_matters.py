"""What the trouble is about, alone and beside something else."""

from datetime import date

import pytest

from nlp.categories import find_categories
from nlp.matters import find_matter
from nlp.normalize import normalize
from nlp.signals import find_signals
from nlp.understanding import Fact, Matter


def _matter(words: str) -> tuple[Matter, tuple[Matter, ...]]:
    text = normalize(words)
    return find_matter(text, {}, find_signals(text, date(2026, 11, 24)))


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("欠我三万五", Matter.WAGES),
        ("这活累死了工资也不给", Matter.WAGES),
        ("干了仨月一分钱没给", Matter.WAGES),
        ("包工头拖着我们的血汗钱", Matter.WAGES),
        ("没签合同能要工资吗", Matter.WAGES),
        ("公司没给我交社保", Matter.SOCIAL_INSURANCE),
        ("被公司无故辞退，没有补偿", Matter.SEVERANCE),
        ("在工地摔断了腿，老板不赔医药费", Matter.INJURY),
        ("我承包的工程，工程款三年没结", Matter.PROJECT_PAYMENT),
        ("我借给朋友两万，他一直不还", Matter.PRIVATE_DEBT),
        ("小区电梯坏了三个月，物业管理不到位", Matter.OTHER_COMPLAINT),
        ("你好", Matter.UNKNOWN),
        ("不给钱我今天就从塔吊跳下去", Matter.UNKNOWN),
        ("不对，是两万", Matter.UNKNOWN),
        ("今天天气不错", Matter.UNKNOWN),
    ],
)
def test_a_matter_is_found(words: str, matter: Matter) -> None:
    assert _matter(words)[0] is matter


def test_wages_beside_another_matter_are_both_told() -> None:
    main, also = _matter("公司拖欠我三个月工资，社保也一直没交")

    assert {main, *also} == {Matter.WAGES, Matter.SOCIAL_INSURANCE}


def test_a_contractors_price_and_his_workers_pay_are_two_matters() -> None:
    main, also = _matter("我包的工程款38万没结，底下12个工人的工资也没发")

    assert {main, *also} == {Matter.WAGES, Matter.PROJECT_PAYMENT}


def test_wages_only_mentioned_by_a_householder_are_not_the_matter() -> None:
    letter = (
        "标题：请问何时复工\n内容：我是某小区业主，2022年购房，合同约定2024年交房，"
        "开发商延期交房至今，听说是施工单位拖欠工人工资，工人都走了，请政府督促复工。"
    )

    assert _matter(letter) == (Matter.OTHER_COMPLAINT, ())


def test_a_price_that_is_the_bosss_excuse_is_no_matter() -> None:
    assert _matter("老板说等工程款下来就给，工资拖了大半年没发") == (Matter.WAGES, ())


def test_a_bare_answer_tells_nothing_of_the_matter() -> None:
    said = Fact(
        field="amount_fen",
        value=3500000,
        text="三万五",
        span=(0, 3),
        confidence=0.9,
        rule="answer: sum",
    )

    assert find_matter(normalize("三万五"), {"amount_fen": said}, ())[0] is Matter.UNKNOWN


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("一个月到手比最低工资还低，低于最低工资", "below_minimum"),
        ("加班费从来没给过", "overtime"),
        ("押金五百不退", "deduction_fine_deposit"),
        ("拿白酒抵工资", "paid_in_kind"),
        ("一直没签劳动合同", "no_contract"),
        ("厂子快倒闭了，怕他发不出工资", "risk_not_yet_due"),
        ("劳动监察大队推来推去不管", "staff_conduct"),
    ],
)
def test_a_side_category_is_heard(words: str, category: str) -> None:
    assert category in find_categories(normalize(words), {})


def test_what_is_owed_already_is_no_risk() -> None:
    owed = Fact(field="months", value=2, text="两个月", span=(0, 3), confidence=0.9)

    heard = find_categories(normalize("两个月没发，怕老板跑路"), {"months": owed})

    assert "risk_not_yet_due" not in heard
