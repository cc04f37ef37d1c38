"""Signs of danger and weight: what must be heard, and what only sounds like it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.lexicon import read_table
from nlp.normalize import normalize
from nlp.signals import add_collective, find_signals
from nlp.understanding import Fact
from tests.nlp.make_needs import TABLES, find_needs

TODAY = date(2026, 11, 24)

HEARD = [
    ("distress", "不给钱我今天就从塔吊跳下去"),
    ("distress", "我不想活了"),
    ("distress", "真的活不下去了，老婆孩子都等着这笔钱"),
    ("distress", "再不给钱我就死给他看"),
    ("distress", "我也不想给家里添麻烦了"),
    ("distress", "药我都买好了"),
    ("distress", "遗书都写好了"),
    ("distress", "这是最后一次给你们发消息"),
    ("distress", "我现在在楼顶"),
    ("distress", "有个工友已经爬上塔吊了，说不给钱不下来"),
    ("distress", "工友在天台上坐着，谁劝都不听"),
    ("distress", "你们再不管我就喝农药"),
    ("distress", "百草枯我买了一瓶放床底下"),
    ("distress", "不给工资我就割腕"),
    ("distress", "要是我死了这工资能给我老婆吗"),
    ("distress", "下辈子再也不打工了，你们保重"),
    ("distress", "活着还有什么意思"),
    ("distress", "死了算了"),
    ("distress", "我就吊死在项目部门口"),
    ("distress", "明天我就去跳河"),
    ("distress", "别逼我跳楼"),
    ("distress", "我老婆说她不想活了"),
    ("distress", "一瓶汽油浇身上，看他给不给"),
    ("distress", "真的撑不下去了，想解脱"),
    ("distress", "我不在了以后请把钱给我女儿"),
    ("distress", "来给我收尸吧"),
    ("distress", "这条命不要了也要讨个说法"),
    ("distress", "我只有死路一条了"),
    ("distress", "想一了百了"),
    ("distress", "我爬到塔吊上等你们来"),
    ("distress", "要不到钱我們就上塔吊"),
    ("distress", "不想拖累家里人了"),
    ("violence", "再不给我就拿刀砍了他"),
    ("violence", "大不了同归于尽"),
    ("violence", "我要绑了他儿子看他给不给"),
    ("violence", "保安把我们打了"),
    ("violence", "去要工资被老板叫人打了一顿"),
    ("violence", "工头带了一帮人拿钢管打我们"),
    ("violence", "老板威胁说要打断我的腿"),
    ("violence", "昨天讨薪挨打了，头上缝了五针"),
    ("violence", "他们动手打人"),
    ("violence", "我一把火把他厂烧了"),
    ("violence", "弄死他我也不亏"),
    ("violence", "我要跟他拼命"),
    ("detained", "他们把我们关在宿舍不让走"),
    ("detained", "老板派人看着不让出门，手机也收了"),
    ("detained", "被锁在厂里三天了"),
    ("detained", "不让我们出厂区大门"),
    ("detained", "我弟被他们扣在那边不放人"),
    ("medical_emergency", "工友刚从架子上摔下来了，昏迷不醒"),
    ("medical_emergency", "他现在吐血，没人管"),
    ("medical_emergency", "宿舍有人煤气中毒了"),
    ("boss_fled", "老板跑了"),
    ("boss_fled", "包工头卷钱跑路"),
    ("boss_fled", "厂子一夜之间搬空了，老板人间蒸发"),
    ("boss_fled", "老板已经失联半个月"),
    ("boss_fled", "工头人不见了"),
    ("boss_fled", "他们连夜把设备拉走了"),
    ("boss_fled", "老板带着钱跑国外去了"),
    ("hardship", "现在吃饭的钱都没有，没钱吃饭"),
    ("hardship", "家里揭不开锅了"),
    ("hardship", "没有路费回家"),
    ("hardship", "孩子学费还没交上，学费都交不起"),
    ("hardship", "我妈等着钱做手术"),
    ("hardship", "晚上睡桥洞"),
    ("hardship", "房租交不起被赶出来"),
    ("child", "我今年15岁在火锅店端盘子干了两个月没给工资"),
    ("child", "我儿子才十四岁在厂里打工不给钱"),
    ("child", "厂里还用童工"),
    ("child", "我2011年出生的，在工地干了一个月"),
    ("card_or_id_held", "身份证被工头扣着不给"),
    ("card_or_id_held", "老板扣了我的身份证"),
    ("card_or_id_held", "工资卡一直在包工头手里"),
    ("card_or_id_held", "护照让他们收走了"),
    ("card_or_id_held", "把我们的银行卡都拿走了"),
    ("card_or_id_held", "押着电工证不退"),
    ("gathering_now", "我们现在堵在项目部门口"),
    ("gathering_now", "明天早上我们去拉横幅"),
    ("gathering_now", "三十多个工人都在大门口坐着"),
    ("gathering_now", "今天下午准备去围售楼部"),
    ("media", "我已经找了记者"),
    ("media", "再不解决我就发到抖音上"),
    ("media", "电视台来采访过"),
    ("petition", "不行我就去北京上访"),
    ("petition", "我们准备去省里告"),
    ("reprisal", "我怕老板报复"),
    ("reprisal", "谁投诉就开除谁"),
    ("reprisal", "不敢留名，怕被开除"),
    ("reprisal", "老板威胁我们不许报警"),
    ("limit_near", "我离职快一年了"),
    ("limit_near", "我是去年12月离职的，工资一直没给"),
    ("limit_near", "仲裁时效马上就到了"),
    ("limit_near", "离开公司十一个月了"),
    ("overseas", "我在柬埔寨工地干活，老板不给工资"),
    ("overseas", "被派到安哥拉修路，欠了八个月"),
    ("overseas", "出国务工被骗"),
    ("collective", "全班组的工资都没发"),
    ("collective", "我们一起去找老板"),
    ("collective", "几十个工人都没拿到钱"),
    ("collective", "厂里全体员工三个月没发工资"),
]

NOT_HEARD = [
    ("distress", "这活累死了工资也不给"),
    ("distress", "气死人了"),
    ("distress", "热死了也没有高温费"),
    ("distress", "要命的是合同也没签"),
    ("distress", "我拿的是死工资"),
    ("distress", "店里跳楼价甩卖"),
    ("distress", "我想跳槽"),
    ("distress", "新闻里说有人跳楼讨薪"),
    ("distress", "听说隔壁工地有人爬塔吊"),
    ("distress", "爬塔吊讨薪犯法吗"),
    ("distress", "我是开塔吊的，欠我两个月工资"),
    ("distress", "放心，我不会想不开的"),
    ("distress", "急死我了什么时候能发"),
    ("distress", "老板死活不给钱"),
    ("distress", "老板死不承认"),
    ("distress", "我爸前年喝农药走的，家里就靠我"),
    ("distress", "我在楼顶做防水，欠我一万二"),
    ("distress", "公司说撑不下去了要破产"),
    ("distress", "忙死了没空去劳动局"),
    ("distress", "死皮赖脸就是不给"),
    ("distress", "饿死胆小的撑死胆大的"),
    ("distress", "往死里干才挣这么点"),
    ("distress", "我没有不想活，就是要工钱"),
    ("violence", "老板把工价砍了一半"),
    ("violence", "别再砍价了"),
    ("violence", "打死也不给钱"),
    ("violence", "给老板打电话不接"),
    ("violence", "打了欠条"),
    ("violence", "工资没打到卡上"),
    ("violence", "我在山上砍树，一天两百"),
    ("violence", "拼命干活不给钱"),
    ("violence", "我在杀猪厂上班"),
    ("violence", "他们答应打款一直没打"),
    ("violence", "把我的工资打了八折"),
    ("violence", "被打发回来好几次"),
    ("violence", "砍了我两千块工资"),
    ("detained", "押着一个月工资不让走"),
    ("detained", "电话关机了"),
    ("detained", "提离职老板不让走"),
    ("detained", "厂子关门了"),
    ("detained", "身份证被扣了"),
    ("detained", "工资被扣了五百"),
    ("medical_emergency", "我去年摔断了腿现在好了"),
    ("boss_fled", "为这钱我跑了十几趟"),
    ("boss_fled", "老板让我跑了三趟"),
    ("boss_fled", "怕老板跑了"),
    ("boss_fled", "老板电话打不通"),
    ("boss_fled", "老板没跑，就是不给"),
    ("boss_fled", "我跑了半年外卖"),
    ("boss_fled", "我给他跑了五趟车"),
    ("hardship", "老板说没钱"),
    ("hardship", "公司没钱发工资"),
    ("hardship", "他说账上没有钱"),
    ("child", "我儿子15岁上学等着交学费"),
    ("child", "我50岁了在工地干活"),
    ("child", "我16岁进厂"),
    ("child", "干了15天没给钱"),
    ("card_or_id_held", "我的身份证号后面发给你"),
    ("card_or_id_held", "身份证丢了"),
    ("card_or_id_held", "工资没打到银行卡"),
    ("card_or_id_held", "扣了我五百块钱"),
    ("gathering_now", "我们七个人没拿到钱"),
    ("gathering_now", "上个月去堵过一次门"),
    ("media", "在抖音上看到招工信息就去了"),
    ("media", "快手上找的活"),
    ("petition", "我不想上访，只想要钱"),
    ("reprisal", "老板一直拖着"),
    ("limit_near", "我去年三月离职"),
    ("overseas", "老板跑到国外去了"),
    ("overseas", "我们厂的货出口到越南"),
    ("collective", "就我一个人"),
    ("collective", "我们三个人都没给"),
]


def _heard(words: str) -> set[str]:
    return {signal.value for signal in find_signals(normalize(words), TODAY)}


@pytest.mark.parametrize(("value", "words"), HEARD)
def test_a_signal_is_heard(value: str, words: str) -> None:
    assert value in _heard(words)


@pytest.mark.parametrize(("value", "words"), NOT_HEARD)
def test_what_only_sounds_like_a_signal_is_none(value: str, words: str) -> None:
    assert value not in _heard(words)


@pytest.mark.parametrize("words", [words for _, words in HEARD])
def test_a_signal_shows_the_very_words(words: str) -> None:
    for signal in find_signals(normalize(words), TODAY):
        assert signal.text == words[slice(*signal.span)] != ""


@pytest.mark.parametrize(("heads", "collective"), [(9, False), (10, True), (23, True)])
def test_ten_people_are_collective(heads: int, collective: bool) -> None:
    told = Fact(field="headcount", value=heads, text="人", span=(0, 1), confidence=0.9)

    signals = add_collective([], {"headcount": told})

    assert (["collective"] if collective else []) == [signal.value for signal in signals]


@pytest.mark.parametrize("table", TABLES)
def test_a_pattern_is_tried_wherever_it_could_match(table: str) -> None:
    for row in read_table(table):
        assert row[4] == find_needs(row[5]), "run: python -m tests.nlp.make_needs"


@given(st.text(alphabet="我老板打死活不跳楼给钱身份证扣关门在上了的,。1十五岁", max_size=60))
def test_no_words_whatever_break_the_listening(words: str) -> None:
    for signal in find_signals(normalize(words), TODAY):
        assert signal.text == words[slice(*signal.span)]
