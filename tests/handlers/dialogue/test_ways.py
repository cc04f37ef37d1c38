"""Which way to the money, asked at any moment; and what else tired people say in between."""

import pytest

from handlers.dialogue.effects import Say
from handlers.paths import PATHS
from handlers.phrases import Day, Phrase
from locales.words import Words
from tests.worker import Worker

STORY = "我在望城区公租房工地做木工，老板刘强欠我三万，今年7月到9月"


def telling() -> Worker:
    return Worker().say(STORY).press("yes")


@pytest.mark.parametrize("words", ["怎么告他", "去哪告", "找谁管", "我该找谁", "去哪里投诉"])
def test_where_to_go_is_answered_with_the_path_and_the_question_stands(words: str) -> None:
    worker = telling()
    asked = worker.asking

    worker.say(words)

    assert worker.keys[0] == "path-wages_clear"
    assert worker.asking == asked
    assert worker.keys[-1] == f"ask-{asked}-again"


@pytest.mark.parametrize("words", ["要花钱吗", "你们要钱吗", "要不要花钱", "收费吗"])
def test_the_cost_is_answered(words: str) -> None:
    assert telling().say(words).keys[0] == "way-cost-free"


@pytest.mark.parametrize("words", ["多久能拿到", "要多久", "什么时候能拿到钱"])
def test_how_long_it_takes_is_answered_and_is_no_name_of_a_boss(words: str) -> None:
    worker = Worker().say("老板欠我一万二，在望城区").press("yes")
    assert worker.asking == "employer"

    worker.say(words)

    assert worker.keys[0] == "way-time-inspection_investigate"
    assert worker.fact("employer") is None


def test_a_paper_in_hand_leads_to_the_court_and_its_fee() -> None:
    worker = Worker().say("老板在望城区欠我三万，打了欠条").press("yes")

    assert worker.say("怎么告他").keys[0] == "path-paper_in_hand"
    assert worker.say("要花钱吗").keys[0] == "way-cost-property_fee"


def test_every_path_has_words_for_its_cost_and_its_time() -> None:
    words = Words.load("zh-CN")
    wanted = {f"way-cost-{path.cost}" for path in PATHS.values()}
    wanted |= {f"way-time-{path.takes}" for path in PATHS.values()}

    assert [key for key in sorted(wanted) if not words.has(key)] == []


def test_a_question_within_a_story_is_answered_in_brief_before_the_mirror() -> None:
    worker = Worker().say(STORY + "，没签合同能要工资吗")

    assert worker.keys == ["article-brief", "mirror"]


def test_a_way_asked_within_a_story_is_answered_before_the_mirror() -> None:
    assert Worker().say(STORY + "，我该去哪告").keys[0] == "path-wages_clear"


def test_an_insult_is_let_pass_and_is_nobodys_name() -> None:
    worker = telling().press("alone")
    assert worker.asking == "name"

    worker.say("滚蛋")

    assert worker.keys[0] == "calm"
    assert worker.fact("name") is None


@pytest.mark.parametrize("words", ["随便", "保密", "交上去", "不想留"])
def test_words_that_are_no_name_are_not_taken_for_one(words: str) -> None:
    worker = telling().press("alone").say(words)

    assert worker.fact("name") is None


def test_a_name_told_after_its_question_was_left_is_taken() -> None:
    worker = telling().press("alone").press("skip")

    worker.say("陈德水")

    assert worker.fact("name") == "陈德水"


def test_who_wants_to_file_in_the_middle_gets_the_card() -> None:
    assert telling().say("交上去").asking == "review"


def test_what_is_not_understood_at_the_card_does_not_bring_the_whole_card_again() -> None:
    worker = telling().press("alone").say("陈德水").press("skip").press("dont_know")
    assert worker.asking == "review"

    worker.say("咕噜咕噜")

    assert worker.keys == ["not-understood-1", "again-review"]
    assert "回1就交上去" in worker.text


def test_a_corrected_part_gives_a_new_sum_and_the_old_one_is_kept() -> None:
    worker = Worker().say("在雨花区工地，一天280，干了63天，拿了5000生活费").press("yes")

    worker.say("不是63天是65天")

    assert "65天" in worker.text
    assert "13,200" in worker.text
    assert worker.fact("amount_fen") == 1_320_000
    assert worker.state.facts["amount_fen"].earlier[0].value == 1_264_000


def test_who_takes_back_a_name_in_one_breath_means_the_second() -> None:
    worker = Worker().say("老板欠我一万二，在望城区").press("yes")

    worker.say("老板叫李强，不对，叫李刚")

    assert worker.fact("employer") == "李刚"


def test_a_place_only_mentioned_does_not_move_the_work() -> None:
    worker = Worker().say("我在杭州余杭区送外卖，欠我上个月工资六千").press("yes")

    worker.say("饿了么的，站点叫五常站")

    assert worker.fact("division") == "330110"
    assert worker.fact("employer") == "饿了么"


def test_a_contractors_price_and_his_workers_pay_are_said_apart() -> None:
    worker = Worker().say("我包的活，在天心区，总包还差我38万工程款，我手下12个工人工资18万没发")

    assert "您的工程款还差380,000" in worker.text
    assert "您手下工人的工钱还差180,000" in worker.text


def test_a_helper_is_noticed_from_the_story_and_the_other_one_is_asked_for() -> None:
    worker = Worker().say("我舅舅在安徽砀山县工地干活，包工头欠他两万三，从3月到6月")
    assert "您替舅舅说" in worker.text

    worker.press("yes").say("孙老板").press("alone")

    assert worker.keys[-1] == "ask-name-other"
    worker.say("他叫马文才")
    assert worker.fact("name") == "马文才"
    assert worker.fact("employer") == "孙老板"


@pytest.mark.parametrize(
    "words", ["我哥带我在望城工地干活，欠我2万", "我和我老婆在望城饭店干活，欠3万"]
)
def test_a_relative_beside_the_speaker_makes_no_helper(words: str) -> None:
    assert not Worker().say(words).state.helper


def test_an_injury_beside_the_pay_gets_one_sentence_and_the_pay_goes_on() -> None:
    worker = Worker().say("我在望城工地摔断了腿，工资也没给，老板王军，欠一万八")
    assert worker.keys == ["care-injury", "mirror"]

    worker.press("yes").say("腿断了，住院了")

    assert "care-injury" not in worker.keys


def test_a_pasted_list_is_taken_wherever_the_talk_stands() -> None:
    worker = telling().press("alone")

    worker.say("张三 3个月 18000\n李四 2个月 12000\n王五")

    assert [row.name for row in worker.state.claimants] == ["张三", "李四", "王五"]
    assert worker.asking == "claimants"


def test_three_messages_without_a_story_offer_a_person() -> None:
    worker = Worker().say("咕噜").say("咕噜咕噜").say("咕噜咕噜咕噜")

    assert "person" in worker.choices


def test_a_day_rate_with_months_asks_for_the_days() -> None:
    worker = Worker().say("在广州白云区装卸，干了一个月没给钱，一天200").press("yes")

    assert worker.asking == "worked"


def test_the_number_of_an_arbitration_is_kept_in_words_the_officer_sees_and_is_no_sum() -> None:
    worker = Worker().say("我申请仲裁了，案号是长劳人仲案字〔2026〕第123号，老板不给，在开福区餐馆")

    known = worker.state.facts["doors_tried"]
    assert known.value == ("arbitration",)
    assert "长劳人仲案字〔2026〕第123号" in known.text
    assert worker.fact("amount_fen") is None
    assert "number-kept" in worker.keys


def test_a_number_told_after_filing_joins_the_case() -> None:
    worker = telling().say("交上去").press("file")

    worker.say("仲裁的案号是长劳人仲案字〔2026〕第123号")

    [order] = worker.orders
    assert order.action == "worker_answer"
    assert order.body["field"] == "doors_tried"
    assert "第123号" in str(order.body["text"])


def test_one_press_marks_a_kind_of_evidence_and_the_next_takes_it_back() -> None:
    worker = telling().press("alone").say("陈德水").press("skip").press("dont_know").press("more")
    while worker.asking != "evidence":
        worker.press("dont_know")

    worker.press("chat")
    assert worker.fact("evidence") == ("chat",)
    assert "跟老板的聊天记录" in worker.text
    worker.press("bank").press("chat")
    assert worker.fact("evidence") == ("bank",)
    worker.press("done")
    assert worker.asking != "evidence"


def test_an_english_story_about_pay_is_a_story() -> None:
    worker = Worker().say("My boss did not pay my salary for three months")

    assert worker.asking == "division"


def test_a_head_is_no_day_of_work() -> None:
    worker = Worker().say("在广州白云区装卸，干了一个月没给钱，一天200").press("yes").say("一个人")

    assert worker.fact("headcount") == 1
    assert worker.fact("worked") is None


def test_a_number_of_people_is_nobodys_name() -> None:
    worker = telling()
    while worker.asking != "name":
        worker.press("dont_know")

    worker.say("7个人")

    assert worker.fact("headcount") == 7
    assert worker.fact("name") is None


def test_another_boss_told_before_filing_does_not_overwrite_this_one() -> None:
    worker = telling()

    worker.say("还有一个老板叫王五的在雨花区也欠我5000")

    assert worker.keys[0] == "one-at-a-time"
    assert worker.fact("employer") == "刘强"
    assert worker.fact("amount_fen") == 3_000_000


@pytest.mark.parametrize("words", ["我没事，气话", "说的气话", "就是气话"])
def test_words_said_in_anger_lower_the_tone(words: str) -> None:
    worker = telling().say("不给钱我就跳楼").say(words)

    assert worker.state.crisis is not None
    assert worker.state.crisis.toned_down


def test_who_cannot_write_is_told_how_it_goes_without() -> None:
    assert telling().say("俺不识字").keys[0] == "no-letters"


def test_what_to_do_about_pay_is_answered_with_the_path() -> None:
    assert Worker().say("老板不给钱怎么办").keys[0] == "path-wages_clear"


def test_the_next_day_that_is_told_is_still_to_come() -> None:
    worker = telling().say("交上去").press("file").wait(days=30)

    worker.say("我的进度")

    day = next(say for say in worker.says if isinstance(say, Say)).phrase.args["next"]
    told = day.args.get("day") if isinstance(day, Phrase) else None
    assert told is None or (isinstance(told, Day) and told.day >= worker.now.date())
