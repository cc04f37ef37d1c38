"""The whole reader: golden conversations, heads, telephones, answers, corrections."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.answers import read_answer
from nlp.corrections import read_correction
from nlp.identifiers import find_sealed, is_bank_card, is_identity_number
from nlp.normalize import normalize
from nlp.quantities import read_quantities
from nlp.reader import understand
from nlp.understanding import FactValue

TODAY = date(2026, 11, 24)


def _value(text: str, field: str) -> FactValue | None:
    fact = understand(text, TODAY).facts.get(field)
    return fact.value if fact else None


def test_the_first_golden_conversation_is_read_exactly() -> None:
    facts = understand(
        "我在望城区那个公租房工地做木工,去年9月到腊月,老板刘强欠我们7个人4万6", TODAY
    ).facts

    assert facts["amount_fen"].value == 4_600_000
    assert facts["headcount"].value == 7
    assert (facts["period_start"].value, facts["period_end"].value) == ("2025-09", "2026-02")
    assert facts["division"].value == "430112"


def test_the_words_of_a_fact_are_the_words_at_its_span() -> None:
    text = "老板跑了，欠我三万五"

    fact = understand(text, TODAY).facts["amount_fen"]

    assert (fact.text, fact.span) == ("三万五", (7, 10))


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("我们七个人没拿到钱", 7),
        ("我和老婆在厂里干活没发工资", 2),
        ("就我一个人没给", 1),
        ("欠我们两口子一万六", 2),
        ("我和三个老乡的工资没给", 4),
        ("我们班组12个人没发工资", 12),
        ("连我一共6个人没拿到钱", 6),
        ("厂里两百多号人三个月没发工资了", 200),
        ("欠薪人数23人", 23),
        ("我们五个每人欠八千", 5),
        ("欠我们三个人工资一共五万四", 3),
        ("一共八个人,其中三个人的已经给了", 5),
        ("我和同村的六个人没拿到钱", 7),
        ("欠俺们哥仨一人一万二", 3),
        ("七个", 7),
        ("我带了15个工人干活没给钱", 15),
        ("我们俩的工钱没给", 2),
        ("欠我们二十几个人一百多万", 20),
    ],
)
def test_heads_are_counted_with_the_speaker(text: str, heads: int) -> None:
    assert _value(text, "headcount") == heads


@pytest.mark.parametrize(
    "text",
    [
        "工地塌了有两个工友埋在下面",
        "老板叫了五个人打我",
        "我家三口人吃饭",
        "有两个工友能作证",
        "来了两个警察",
        "欠我三万五",
    ],
)
def test_other_people_are_not_counted(text: str) -> None:
    assert _value(text, "headcount") is None


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("我的电话13812345678", "phone", "13812345678"),
        ("老板电话13812345678", "foreman_phone", "13812345678"),
        ("我电话138 1234 5678", "phone", "13812345678"),
        ("联系我幺三八零零幺三八零零零", "phone", "13800138000"),
        ("包工头王大拿,电话13012345670,不是我的", "foreman_phone", "13012345670"),
        ("打我+86 13812345678", "phone", "13812345678"),
        ("身份证430112199003074419", "identity_number", "430112199003074419"),
        ("卡号6222021234567890128", "bank_card", "6222021234567890128"),
    ],
)
def test_telephones_and_numbers_of_persons_are_told_apart(
    text: str, field: str, value: str
) -> None:
    assert _value(text, field) == value


def test_checks_refuse_a_wrong_figure() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("110105194913310021")
    assert is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112")


def test_what_must_be_masked_is_found_with_its_place() -> None:
    text = normalize("我叫张三，身份证是11010519491231002X，卡4111 1111 1111 1111")

    found = find_sealed(text)

    assert [(field, text.words(span)) for field, span in found] == [
        ("identity_number", "11010519491231002X"),
        ("bank_card", "4111 1111 1111 1111"),
    ]


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("headcount", "七个", 7),
        ("headcount", "就我一个", 1),
        ("headcount", "12", 12),
        ("headcount", "我和我老公", 2),
        ("headcount", "二十多个", 20),
        ("headcount", "连我三个", 3),
        ("amount_fen", "35000", 3_500_000),
        ("amount_fen", "三万五", 3_500_000),
        ("amount_fen", "500", 50_000),
        ("amount_fen", "80", 8000),
        ("amount_fen", "大概两万多吧", 2_000_000),
        ("amount_fen", "不知道", None),
        ("period_start", "去年9月到腊月", "2025-09"),
        ("period_end", "去年9月到腊月", "2026-02"),
        ("period_start", "9", "2026-09"),
        ("period_end", "上个月", "2026-10"),
        ("period_end", "昨天", "2026-11-23"),
        ("last_payment", "今年5月", "2026-05"),
        ("months", "3", 3),
        ("months", "半年", 6),
        ("worked", "四十七个工", 47),
        ("worked", "47", 47),
        ("rate_fen", "260", 26_000),
        ("name", "陈德水", "陈德水"),
        ("name", "我叫陈德水", "陈德水"),
        ("name", "不想说", None),
        ("employer", "不知道", None),
        ("employer", "刘强", "刘强"),
        ("boss_reachable", "联系不上", "no"),
        ("boss_reachable", "能联系上", "yes"),
        ("boss_reachable", "不知道", None),
        ("living_money", "没有了", "no"),
        ("living_money", "还有点", "yes"),
        ("contract", "没签", "no"),
        ("contract", "签了", "yes"),
        ("card_in_hand", "在老板那", "no"),
        ("paid", "都收到了", "paid_all"),
        ("paid", "只给了一半", "paid_part"),
        ("paid", "没收到", "paid_none"),
        ("evidence", "欠条有", ("iou",)),
        ("doors_tried", "打过12345", ("hotline_12345",)),
        ("phone", "13812345678", "13812345678"),
        ("division", "长沙县", "430121"),
        ("headcount", "  ", None),
        ("unknown_field", "三万", None),
    ],
)
def test_a_short_reply_answers_the_open_question(
    field: str, text: str, value: FactValue | None
) -> None:
    fact = read_answer(field, text, TODAY)

    assert (fact.value if fact else None) == value


_KNOWN: dict[str, FactValue] = {
    "amount_fen": 2_000_000,
    "headcount": 7,
    "period_start": "2026-03",
    "employer": "刘强",
    "phone": "13812345678",
    "division": "430112",
}


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("不对，是三万不是两万", "amount_fen", 3_000_000),
        ("说错了 8个人", "headcount", 8),
        ("改一下电话", "phone", None),
        ("不对", None, None),
        ("说错了,是三万二", "amount_fen", 3_200_000),
        ("不是7个人是9个", "headcount", 9),
        ("不是刘强,是王刚", "employer", "王刚"),
        ("电话错了,是13987654321", "phone", "13987654321"),
        ("应该是去年9月开始的", "period_start", "2025-09"),
        ("从四月份开始的不是三月", "period_start", "2026-04"),
        ("错了,应该是长沙县", "division", "430121"),
        ("人数不对", "headcount", None),
        ("7个人说错了是17个", "headcount", 17),
        ("金额写错了，35000", "amount_fen", 3_500_000),
        ("说错了八个", "headcount", 8),
    ],
)
def test_a_correction_names_its_field(
    text: str, field: str | None, value: FactValue | None
) -> None:
    correction = read_correction(text, TODAY, _KNOWN, ["period_start", "headcount", "amount_fen"])

    assert correction is not None
    assert correction.field == field
    assert (correction.fact.value if correction.fact else None) == value


@pytest.mark.parametrize("text", ["对的", "没错", "没有错", "我在长沙干活"])
def test_no_correction_is_heard_where_there_is_none(text: str) -> None:
    assert read_correction(text, TODAY, _KNOWN, []) is None


def test_a_bare_answer_is_read_for_the_field_asked() -> None:
    assert understand("35000", TODAY, asking="advance_fen").facts["advance_fen"].value == 3_500_000


_WORDS = (
    "老板",
    "欠",
    "我",
    "我们",
    "三万五",
    "一万二三",
    "一天",
    "二百六",
    "干了",
    "四十七个工",
    "支了",
    "7个人",
    "去年9月",
    "到",
    "腊月",
    "没给",
    "每人",
    "一共",
    "还差",
    "，",
    "。",
    "8块一平",
    "13812345678",
    "不对",
    "是",
    "三个月",
    "工资",
    "半",
    "几",
    "多",
    "万",
    "1.5w",
    "￥",
    "2026.3",
    "正月十六",
    "工程款",
    "一",
    "个",
    "月",
    " ",
    "叁萬",
    "年前",
    "６千",
    "0",
    "岁",
    "零",
    "110105194912310021",
)
_STORIES = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_STORIES, st.text(max_size=120)))
def test_every_span_points_at_its_words(text: str) -> None:
    understanding = understand(text, TODAY)

    for fact in understanding.facts.values():
        start, end = fact.span
        assert 0 <= start < end <= len(text)
        assert fact.text == text[start:end]
        assert 0 < fact.confidence <= 1
    for signal in understanding.signals:
        assert signal.text == text[signal.span[0] : signal.span[1]]


@settings(max_examples=100, deadline=None)
@given(_STORIES)
def test_the_sketch_is_as_long_as_the_text(text: str) -> None:
    message = normalize(text)

    assert len(read_quantities(message).sketch) == len(text) == len(message.plain)


@settings(max_examples=200, deadline=None)
@given(st.integers(100, 9_999_999))
def test_a_sum_in_figures_reads_back(yuan: int) -> None:
    for said in (f"{yuan}元", f"{yuan:,}元", f"￥{yuan}", f"{yuan}块钱"):
        assert _value(f"老板欠我{said}", "amount_fen") == yuan * 100


@settings(max_examples=60, deadline=None)
@given(
    _STORIES,
    st.sampled_from(
        [
            "amount_fen",
            "headcount",
            "period_start",
            "name",
            "employer",
            "boss_reachable",
            "paid",
            "evidence",
        ]
    ),
)
def test_no_answer_or_correction_raises(text: str, field: str) -> None:
    fact = read_answer(field, text, TODAY)
    read_correction(text, TODAY, _KNOWN, ["amount_fen"])

    assert fact is None or fact.text == text[fact.span[0] : fact.span[1]]


@pytest.mark.parametrize(
    "pattern",
    [
        "一",
        "1",
        "一万",
        "欠",
        "一天",
        "，",
        "三月到",
        "M_",
        "T到",
        "1 ",
        "1,111",
        "个",
        "不是三万",
        "每人",
        "半年",
        "没",
        "欠我一万,",
        "老板",
        "啊",
        "去年",
        "一二三四五六七八九",
    ],
)
def test_a_thousand_characters_take_no_more_than_fifty_milliseconds(pattern: str) -> None:
    text = (pattern * 1000)[:1000]
    spent = []
    for _ in range(3):
        read_quantities.cache_clear()
        before = time.process_time()
        understand(text, TODAY)
        spent.append(time.process_time() - before)

    assert min(spent) <= 0.05
