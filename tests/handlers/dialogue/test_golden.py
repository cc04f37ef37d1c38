"""The golden conversations of domain.md §7, as far as the dialogue goes."""

from handlers.case import Status
from handlers.dialogue.effects import (
    AskStaff,
    KeepFile,
    Mask,
    OfferPaper,
    RaiseAlarm,
    Say,
    UpdateAlarm,
)
from handlers.lead import LeadKind
from handlers.routing import route
from handlers.world import Duty
from nlp.understanding import Matter
from storage.defaults import load_calendar, load_directory
from tests.worker import NOW, TERMINAL, Worker, labels

STORY = "我在望城区那个公租房工地做木工，去年9月到腊月，老板刘强欠我们7个人4万6"


def ready(worker: Worker) -> Worker:
    """Tell the whole story and answer the four questions: the card is shown."""
    worker.say(STORY).press("yes").say("陈德水").say("13800001234").press("government")
    return worker.press("yes")


def test_one_mirror_four_questions_and_it_is_filed() -> None:
    worker = Worker()

    ready(worker)
    assert worker.asking == "review"
    assert worker.messages == 6
    worker.press("file")

    lead = worker.lead
    assert worker.asked == [
        "story", "confirm", "name", "phone", "funding", "boss_reachable", "review",
    ]  # fmt: skip
    assert lead.kind is LeadKind.COMPLAINT
    told = {
        "amount_fen": 4_600_000, "headcount": 7, "division": "430112", "industry": "construction",
        "period_start": "2025-09", "period_end": "2026-02", "name": "陈德水",
    }  # fmt: skip
    assert {name: lead.facts[name].value for name in told} == told
    routing = route(lead, load_directory(), load_calendar(), NOW.date())
    assert routing.desk == "430112-labor_inspection"
    assert "housing" in {agency.kind for agency in routing.co_agencies}
    assert routing.campaign_class == "year_end"


def test_the_receipt_says_number_next_date_and_what_not_to_sign() -> None:
    worker = ready(Worker())

    worker.press("file")

    receipt = worker.says[0]
    assert isinstance(receipt, Say)
    assert receipt.receipt == 1
    assert receipt.way_back
    assert "350-7204-6" in worker.text
    assert "12月1日" in worker.text
    assert "已结清" in worker.text
    assert worker.asking == "none"


def test_a_voice_message_is_kept_and_the_talk_goes_on_with_buttons() -> None:
    worker = Worker()

    worker.send("f1", kind="voice")

    assert worker.one(KeepFile).kind == "recording"
    assert "got-voice" in worker.keys
    assert worker.choices
    worker.press("dont_know").press("dont_know").press("dont_know").press("dont_know")
    worker.press("dont_know").press("file")
    assert worker.lead.kind is LeadKind.TIP


def test_a_photo_alone_opens_a_draft_and_asks_how_much() -> None:
    worker = Worker()

    worker.send("f1")

    assert worker.asking == "amount_fen"
    assert worker.one(KeepFile).file == "f1"


def test_a_threat_to_jump_gets_the_fixed_words_and_an_alarm_in_one_turn() -> None:
    worker = Worker(duty=Duty(staffed=True, paged=True)).say(STORY)

    worker.say("不给钱我今天就从塔吊跳下去")

    assert worker.keys == ["crisis"]
    assert worker.asking == "safety"
    assert worker.one(RaiseAlarm).kind == "distress"
    assert worker.one(RaiseAlarm).division == "430112"
    said = worker.says[0]
    assert isinstance(said, Say)
    assert said.extras == {"crisis": True}
    assert worker.choices == ("danger_now", "said_in_anger", "talk_to_someone")
    assert "您的命比工钱重要" in worker.text
    assert "已经叫值班的人联系您" in worker.text
    assert worker.fact("amount_fen") == 4_600_000


def test_without_a_duty_post_nobody_is_said_to_have_been_called() -> None:
    worker = Worker(duty=Duty(staffed=False))

    worker.say("我不想活了")

    assert "110" in worker.text
    assert "已经叫" not in worker.text


def test_dead_tired_is_an_ordinary_story() -> None:
    worker = Worker()

    worker.say("这活累死了工资也不给")

    assert not worker.all(RaiseAlarm)
    assert worker.asking == "division"


def test_a_pasted_list_is_counted_and_held_against_the_total() -> None:
    worker = ready(Worker()).press("more")
    while worker.asking != "claimants":
        worker.press(worker.choices[-1])

    worker.press("paste").say("\n".join(["张三 3个月 18000", "李四 20000", "王小五 5000", "赵六"]))

    assert [row.name for row in worker.state.claimants] == ["张三", "李四", "王小五", "赵六"]
    assert worker.state.claimants[0].stated_fen == 1_800_000
    assert "claimants-without" in worker.keys
    assert "claimants-differ" in worker.keys
    assert "3,000 元" in worker.text


def test_a_contractor_by_the_square_metre_is_split_from_his_workers_wages() -> None:
    worker = Worker()

    worker.say("我包了望城区一个小区的木工，按平方结，老板还欠我38万工程款，手下12个工人")
    worker.press("yes").press("contracts")
    assert worker.asking == "amount_fen"
    assert "工人的工钱" in worker.text
    worker.say("15万")

    assert worker.state.matter is Matter.PROJECT_PAYMENT
    assert Matter.WAGES in worker.state.also
    assert worker.fact("project_payment_fen") == 38_000_000
    assert worker.fact("amount_fen") == 15_000_000


def test_an_afraid_worker_files_a_tip_and_is_named_later() -> None:
    worker = Worker()

    worker.say("我在东莞长安镇一个电子厂上班，三个月没发工资了，怕老板报复，不敢留名")
    assert "care-reprisal" in worker.keys
    assert "unnamed-means" in worker.keys
    assert worker.asking == "own_phone"
    worker.press("own").press("yes")
    while worker.asking != "review":
        worker.press("dont_know")
    assert "name" not in worker.asked
    worker.press("file")
    assert worker.lead.kind is LeadKind.TIP
    assert "name" not in worker.lead.facts

    worker.wait(days=5).say("我叫王小红 13900002222")

    assert [order.action for order in worker.orders] == ["worker_name"]
    assert worker.orders[0].body == {"name": "王小红", "phone": "13900002222"}


def test_with_an_iou_the_court_comes_first_and_the_paper_is_written() -> None:
    worker = Worker()

    worker.say("我在望城区给人装修，老板刘强欠我两万，2026年8月的，欠条我有").press("yes")
    while worker.asking != "review":
        worker.press(worker.choices[-1])
    worker.press("file")

    assert "path-paper_in_hand" in worker.keys
    assert worker.one(OfferPaper).paper == "iou_claim"


def test_eleven_months_after_leaving_the_limit_is_named_with_arbitration_and_legal_aid() -> None:
    worker = Worker()

    worker.say("我去年10月到12月在望城区一个厂里干活，永盛电子厂欠我一万五").press("yes")
    while worker.asking != "review":
        worker.press(worker.choices[-1])
    worker.press("file")

    assert "path-limit_near" in worker.keys
    assert "limit-arbitration_limit" in worker.keys
    assert "12348" in worker.text


def test_already_in_arbitration_is_told_kindly_and_filed_all_the_same() -> None:
    worker = Worker()

    worker.say("我在望城区永盛电子厂，2026年5月到8月没发工资，欠我一万五，已经申请劳动仲裁了")
    worker.press("yes")
    while worker.asking != "review":
        worker.press(worker.choices[-1])
    worker.press("file")

    assert "arbitration" in worker.lead.facts["doors_tried"].value  # type: ignore[operator]
    assert "path-running" in worker.keys


def test_two_corrections_a_question_between_and_back_after_four_days_at_another_door() -> None:
    worker = Worker().say("我在望城区公租房工地做木工，老板刘强欠我三万，去年9月到12月")

    worker.say("不对，是两万")
    assert worker.fact("amount_fen") == 2_000_000
    worker.say("说错了，是两万五")
    assert worker.fact("amount_fen") == 2_500_000
    earlier = worker.state.facts["amount_fen"].earlier
    assert [old.value for old in earlier] == [3_000_000, 2_000_000]
    worker.say("没签合同能要工资吗")
    assert worker.keys[0] == "article"
    assert worker.asking == "confirm"
    worker.press("yes")
    worker.wait(days=4).join(TERMINAL)

    assert worker.asking == "resume"
    assert "25,000 元" in worker.text
    worker.press("resume")
    assert worker.asking == "headcount"


def test_a_child_of_fifteen_rings_the_alarm_and_the_talk_goes_on() -> None:
    worker = Worker()

    worker.say("我今年15岁，在深圳龙华一家餐馆打工，老板欠我两个月工资五千块")

    assert worker.one(RaiseAlarm).kind == "child"
    assert worker.keys[0] == "care-child"
    assert worker.asking == "confirm"


def test_work_in_cambodia_asks_no_county() -> None:
    worker = Worker()

    worker.say("我在柬埔寨干工程，老板欠我三个月工资四万五").press("yes")
    while worker.asking != "review":
        worker.press(worker.choices[-1])
    worker.press("file")

    assert "division" not in worker.asked
    assert "path-work_abroad" in worker.keys
    assert "12308" in worker.text


def test_a_question_alone_is_answered_with_an_article_and_the_offer_to_file() -> None:
    worker = Worker()

    worker.say("没签合同能要工资吗")

    said = worker.says[0]
    assert isinstance(said, Say)
    assert said.extras["article"] == "no-contract-double-pay"
    assert worker.asking == "story"
    assert "report" in worker.choices


def test_a_question_without_an_article_goes_to_people_and_says_so() -> None:
    worker = Worker()

    worker.press("ask_rights").say("老板的狗咬了我的饭盒算不算违法")

    assert worker.one(AskStaff).kind == "question"
    said = worker.says[0]
    assert isinstance(said, Say)
    assert said.extras == {"person": True}


def test_not_received_after_closing_is_handed_to_the_case() -> None:
    worker = ready(Worker()).press("file").move(Status.CLOSED)

    worker.say("没收到")

    assert worker.orders[0].action == "worker_paid"
    assert worker.orders[0].body == {"answer": "none"}


def test_an_identity_number_sent_unasked_is_masked_and_not_kept() -> None:
    worker = Worker()

    worker.say("我身份证号11010519491231002X，老板刘强欠我两万")

    assert worker.one(Mask).spans == ((5, 23),)
    assert "identity_number" not in worker.state.facts


def test_where_he_is_goes_to_the_rescuers_and_no_pay_is_asked() -> None:
    worker = Worker().say("老板欠我8个月工资").say("我不想活了")

    worker.press("danger_now")
    assert worker.asking == "address"
    worker.say("望城区公租房工地3号楼顶")
    assert worker.one(UpdateAlarm).place
    assert worker.asking == "phone"
    worker.say("13800001234")

    assert worker.one(UpdateAlarm).phone == "13800001234"
    assert worker.asking == "none"


def test_the_labels_of_the_card_say_what_happens() -> None:
    worker = ready(Worker())

    said = worker.says[-1]

    assert isinstance(said, Say)
    assert labels(said)[0] == "没错，交上去"
    assert dict(said.card)["amount_fen"] is not None
    assert "general_contractor" not in dict(said.card)
