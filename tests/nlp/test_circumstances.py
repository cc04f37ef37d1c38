"""Contract, way of pay, reach of the boss: read only where they are said."""

import pytest

from nlp.circumstances import find_circumstances
from nlp.normalize import normalize

SAID: tuple[tuple[str, dict[str, str]], ...] = (
    ("没签合同", {"contract": "no", "relation": "no_contract"}),
    ("我们都没签劳动合同", {"contract": "no", "relation": "no_contract"}),
    ("合同有，写的月薪8500", {"contract": "yes"}),
    ("我是跟公司直接签的合同", {"contract": "yes", "relation": "direct"}),
    ("厂里自己招的，不是中介", {"relation": "direct"}),
    ("劳务派遣过去的", {"relation": "dispatch"}),
    ("跟着包工头干活", {"relation": "foreman"}),
    ("包工头叫冯宝", {}),
    ("我是包工头，带了十五个人", {}),
    ("身份证被工头扣着", {}),
    ("包工头罗伟从今年年初到现在欠我26800元", {"relation": "foreman"}),
    ("老板电话打不通", {"boss_reachable": "no"}),
    ("把我拉黑了", {"boss_reachable": "no"}),
    ("微信不回", {"boss_reachable": "no"}),
    ("老板人间蒸发", {}),
    ("电话能打通就是不给钱", {"boss_reachable": "yes"}),
    ("每月发生活费500", {"living_money": "yes"}),
    ("连生活费都没有", {"living_money": "no"}),
    ("给了五千生活费", {}),
    ("工资卡在老板手里", {"card_in_hand": "no"}),
    ("工资卡在我自己手里", {"card_in_hand": "yes"}),
    ("进出都要刷脸", {"real_name_gate": "yes"}),
    ("工地没有实名制登记", {"real_name_gate": "no"}),
    ("都是发现金", {"paid_by": "cash"}),
    ("老板微信转给我的", {"paid_by": "phone"}),
    ("工资打到银行卡上", {"paid_by": "bank"}),
    ("微信转账记录我都存着", {}),
    ("在京东众包跑单", {"relation": "platform"}),
    ("工地地址在岳麓区麓谷大道188号", {"address": "岳麓区麓谷大道188号"}),
    ("工地在人民路与建设路交叉口", {"address": "人民路与建设路交叉口"}),
    ("在高速上修路", {}),
)


@pytest.mark.parametrize(("said", "read"), SAID)
def test_a_circumstance_is_read_only_where_it_is_said(said: str, read: dict[str, str]) -> None:
    facts = find_circumstances(normalize(said))

    assert {fact.field: fact.value for fact in facts} == read


def test_who_paid_is_told_with_the_way_of_pay() -> None:
    (fact,) = find_circumstances(normalize("工资是包工头微信转给我们的"))[-1:]

    assert (fact.value, fact.who) == ("phone", "包工头")
