"""The notice board at the gate: each label gives its field, the law's small print gives none."""

from nlp.board import read_board
from nlp.normalize import normalize

BOARD = """农民工工资支付维权告示牌
工程名称：望城区月亮岛公租房二期
建设单位：长沙市望城区住房保障中心
施工总承包单位：中建五局第三建设有限公司
劳务分包单位：湖南鑫达劳务有限公司
劳资专管员：周敏 联系电话：138 0000 1234
行业主管部门：望城区住房和城乡建设局
劳动保障监察投诉电话：12333
按条例第三十四条，施工总承包单位应当在施工现场设立告示牌
"""


def test_a_board_fills_its_fields() -> None:
    facts = {fact.field: fact.value for fact in read_board(normalize(BOARD))}

    assert facts == {
        "site": "望城区月亮岛公租房二期",
        "project_owner": "长沙市望城区住房保障中心",
        "general_contractor": "中建五局第三建设有限公司",
        "subcontractor": "湖南鑫达劳务有限公司",
        "wage_officer": "周敏",
        "wage_officer_phone": "13800001234",
        "industry_authority": "望城区住房和城乡建设局",
    }


def test_the_words_of_a_board_are_cut_from_its_text() -> None:
    for fact in read_board(normalize(BOARD)):
        assert BOARD[fact.span[0] : fact.span[1]] == fact.text


def test_the_small_print_of_the_law_is_no_label() -> None:
    print_only = "施工总承包单位应当对分包单位劳动用工进行监督，建设单位应当及时拨付"

    assert read_board(normalize(print_only)) == []


def test_labels_of_one_line_are_told_apart() -> None:
    line = "建设单位:市水利局  施工单位:中国水电八局  劳资专管员:李强 0731-88223344"

    facts = {fact.field: fact.value for fact in read_board(normalize(line))}

    assert facts == {
        "project_owner": "市水利局",
        "general_contractor": "中国水电八局",
        "wage_officer": "李强",
        "wage_officer_phone": "073188223344",
    }
