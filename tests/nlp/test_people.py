"""Who hired, who built, who leads, and by what words the site would be found."""

import pytest

from nlp.normalize import normalize
from nlp.people import find_people

SAID: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "我在望城区那个公租房工地做木工，去年9月到腊月，老板刘强欠我们7个人4万6",
        {"employer": "刘强", "site": "望城区那个公租房工地"},
    ),
    ("老板跑了", {}),
    ("老板欠我三万五", {}),
    ("包工头王军带我们在万科那个工地干活", {"foreman": "王军", "site": "万科那个工地"}),
    (
        "中建三局的项目，劳务公司是鑫达劳务公司，包工头叫李四",
        {"general_contractor": "中建三局", "employer": "鑫达劳务公司", "foreman": "李四"},
    ),
    (
        "总包是中铁十二局，分包给了恒通建筑劳务有限公司",
        {"general_contractor": "中铁十二局", "subcontractor": "恒通建筑劳务有限公司"},
    ),
    ("我叫王建国，老板张伟不给钱", {"name": "王建国", "employer": "张伟"}),
    ("我是替我爸问的，我叫刘小芳，我爸叫刘德贵", {"helper_name": "刘小芳", "name": "刘德贵"}),
    ("在富士康打工欠我工资", {"employer": "富士康"}),
    ("在东莞宏达鞋厂上班三个月没发", {"employer": "东莞宏达鞋厂"}),
    ("刘强欠我三万块", {"employer": "刘强"}),
    ("跟着刘强干了半年", {"employer": "刘强"}),
    ("跟着刘强干，他是包工头", {"foreman": "刘强"}),
    ("王总一直拖着", {"employer": "王总"}),
    ("刘老板欠我们工资", {"employer": "刘老板"}),
    ("班组长小李说没钱", {"foreman": "小李"}),
    ("包工头老张跑了", {"foreman": "老张"}),
    ("欠钱的是金辉装饰工程有限公司，老板叫陈辉", {"employer": "金辉装饰工程有限公司"}),
    (
        "开发商是恒大地产集团，总包中建五局",
        {"project_owner": "恒大地产集团", "general_contractor": "中建五局"},
    ),
    ("我在碧桂园工地刮腻子", {"site": "碧桂园工地"}),
    ("在御景湾三期贴瓷砖", {"site": "御景湾三期"}),
    ("我在工地干活", {}),
    ("我是农民工，在一个建筑公司干", {}),
    ("我是王小明，想问下工资", {"name": "王小明"}),
    ("工头说过两天给", {}),
    ("包工头不给钱", {}),
    ("包工头姓李", {}),
    ("老板是王德发，电话打不通", {"employer": "王德发"}),
    ("带班的张师傅叫我们等", {"foreman": "张师傅"}),
    ("你好我叫张三，在阳光花园小区做装修", {"name": "张三", "site": "阳光花园小区"}),
    ("负责人赵国强承诺腊月二十八给", {"employer": "赵国强"}),
    ("湖南建工欠我们工资", {"general_contractor": "湖南建工"}),
    ("施工单位是四川华西集团有限公司", {"general_contractor": "四川华西集团有限公司"}),
    (
        "中建二局二公司总包的人民医院项目",
        {"general_contractor": "中建二局二公司", "site": "人民医院项目"},
    ),
    ("在海底捞当服务员", {"employer": "海底捞"}),
    ("我跟着老乡刘二柱在工地干活，刘二柱欠我一万二", {"employer": "刘二柱"}),
    ("欠我工资的人叫李国庆", {"employer": "李国庆"}),
    ("老板娘周丽华说没钱", {"employer": "周丽华"}),
    ("施工队长孙大勇跑了", {"foreman": "孙大勇"}),
    ("公司名称：四川省宏源建筑工程有限公司", {"employer": "四川省宏源建筑工程有限公司"}),
    (
        "甲方是县住建局，施工单位是湖南省衡阳市第三建筑有限公司",
        {"project_owner": "县住建局", "general_contractor": "湖南省衡阳市第三建筑有限公司"},
    ),
    ("业主是长沙市轨道交通集团有限公司", {"project_owner": "长沙市轨道交通集团有限公司"}),
    ("包工头陈师傅和老板吴总互相推", {"foreman": "陈师傅", "employer": "吴总"}),
    ("我爸叫赵四，在工地干活没拿到钱，我是他女儿赵小燕", {"helper_name": "赵小燕", "name": "赵四"}),
    ("我叫王芳是来帮我老公反映的", {"helper_name": "王芳"}),
    (
        "中铁四局二公司的工地，劳务队老板叫何勇",
        {"general_contractor": "中铁四局二公司", "employer": "何勇"},
    ),
    (
        "总包是中铁四局,劳务是安徽鼎力劳务公司",
        {"general_contractor": "中铁四局", "subcontractor": "安徽鼎力劳务公司"},
    ),
    ("工头扎西不给钱", {"foreman": "扎西"}),
    ("老板李平安欠我钱", {"employer": "李平安"}),
    ("老板姓周，名字不知道", {}),
    ("工头是我们村的", {}),
    ("厂长不认账", {}),
    ("老板何时给钱", {}),
    ("班长马上给我们结", {}),
    ("找谁要工资", {}),
    ("在永辉超市上班", {"employer": "永辉超市"}),
    ("我姓黄,叫黄秋菊", {"name": "黄秋菊"}),
    ("张老四这个包工头带我们九个人干活", {"foreman": "张老四"}),
    (
        "建设单位市城投公司，施工单位湖南五建",
        {"project_owner": "市城投公司", "general_contractor": "湖南五建"},
    ),
    ("在一家电子厂上班", {}),
    ("劳务公司欠我们钱", {}),
    ("在工地干了三个月", {}),
    ("工头叫曾兵，工地在南昌县莲塘镇澄湖壹号", {"foreman": "曾兵", "site": "澄湖壹号"}),
    ("项目名称：孝昌县人民医院整体搬迁项目", {"site": "孝昌县人民医院整体搬迁项目"}),
)


@pytest.mark.parametrize(("said", "parts"), SAID)
def test_each_plays_the_part_that_the_words_give_him(said: str, parts: dict[str, str]) -> None:
    facts = find_people(normalize(said))

    assert {fact.field: fact.value for fact in facts} == parts
    assert all(fact.text == said[fact.span[0] : fact.span[1]] for fact in facts)
