"""Every repair of domain.md §5.4 and its neighbours, one at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from handlers.case import Request, Status
from handlers.dialogue.effects import (
    AskStaff,
    ClearChat,
    FileLead,
    Forget,
    Mask,
    OfferSecurePage,
    Quote,
    Say,
)
from handlers.dialogue.events import Failed, FileKept, Told
from handlers.dialogue.state import DialogueState, Mode
from handlers.lead import LeadKind
from handlers.officer import OfficerId
from handlers.phrases import Phrase
from handlers.world import Door, Duty
from tests.worker import NOW, TERMINAL, Worker

STORY = "我在望城区公租房工地做木工，老板刘强欠我三万，去年9月到12月"


def telling() -> Worker:
    """A worker whose story was mirrored and confirmed: the head count is asked."""
    return Worker().say(STORY).press("yes")


def at_card() -> Worker:
    """A worker who sees the card."""
    worker = telling().press("alone").say("陈德水").press("skip").press("dont_know")
    assert worker.asking == "review", worker.asking
    return worker


def filed() -> Worker:
    return at_card().press("file")


# Corrections


def test_a_correction_keeps_the_old_value_and_shows_the_mirror_anew() -> None:
    worker = Worker().say(STORY)

    worker.say("不对，是两万")

    assert worker.keys == ["corrected", "mirror"]
    assert worker.state.facts["amount_fen"].earlier[0].value == 3_000_000


def test_an_unclear_correction_shows_the_three_latest_answers() -> None:
    worker = telling()

    worker.say("说错了")

    assert worker.asking == "fix"
    assert len(worker.choices) == 3
    assert set(worker.choices) <= set(worker.state.facts)


def test_the_chosen_fact_is_asked_again_and_the_talk_returns_to_the_card() -> None:
    worker = at_card().press("fix").press("headcount")
    assert worker.asking == "headcount"

    worker.say("5个人")

    assert worker.fact("headcount") == 5
    assert worker.asking == "review"


def test_the_name_of_a_fact_on_the_card_asks_it_again() -> None:
    worker = at_card().press("amount_fen")
    assert worker.asking == "amount_fen"

    worker.say("四万")

    assert worker.fact("amount_fen") == 4_000_000
    assert worker.asking == "review"


def test_not_knowing_or_skipping_never_erases() -> None:
    worker = at_card().press("amount_fen")

    worker.press("dont_know")

    assert worker.fact("amount_fen") == 3_000_000
    assert worker.asking == "review"


# Nothing asked that was said, nothing asked again


def test_a_skipped_question_is_not_asked_again() -> None:
    worker = telling().say("不知道")

    for _ in range(3):
        worker.press("dont_know")

    assert worker.asked.count("headcount") == 1


def test_several_facts_in_one_answer_are_taken_and_named_once() -> None:
    worker = telling()

    worker.say("7个人，我叫陈德水，电话13800001234")

    assert worker.fact("headcount") == 7
    assert worker.fact("phone") == "13800001234"
    assert worker.keys[0] == "noted"
    assert "phone" not in worker.asked


def test_a_bare_number_is_the_answer_where_a_number_is_asked() -> None:
    worker = telling()
    said = worker.says[-1]
    assert isinstance(said, Say)
    assert not said.numbered

    worker.say("12")

    assert worker.fact("headcount") == 12


def test_a_city_without_its_county_asks_only_for_the_county() -> None:
    worker = Worker().say("我在长沙一个工地干活，老板刘强欠我三万").press("yes")
    assert worker.asking == "division"
    assert worker.keys == ["ask-division-county"]

    worker.say("望城区")

    assert worker.fact("division") == "430112"


# Digressions


def test_a_question_in_the_middle_is_answered_then_the_open_one_comes_back_shortened() -> None:
    worker = telling()

    worker.say("没签合同能要工资吗")

    assert worker.keys == ["article", "ask-headcount-again"]
    assert worker.asking == "headcount"


def test_a_person_on_request_is_promised_only_for_when_one_is_there() -> None:
    worker = telling()

    worker.say("找人工")

    assert worker.one(AskStaff).kind == "call_asked"
    assert "11月25日" in worker.text
    assert worker.asking == "headcount"


def test_in_office_hours_a_person_answers_today() -> None:
    worker = telling().wait(hours=13)

    worker.say("我要找真人")

    assert "今天" in worker.text


def test_a_message_that_failed_is_said_and_the_question_stays() -> None:
    worker = telling().play(Failed(seq=3))

    assert worker.keys[0] == "failed"
    assert worker.asking == "headcount"


def test_repeat_says_the_open_question_in_full() -> None:
    worker = telling()

    worker.say("再说一遍")

    assert worker.keys == ["ask-headcount"]


def test_what_is_not_understood_is_said_plainly_and_never_twice_alike() -> None:
    worker = telling()

    worker.say("嘎嘎嘎嘎嘎嘎")
    first = worker.keys[0]
    assert worker.asking == "headcount"
    worker.say("呱呱呱呱呱呱")

    assert first.startswith("not-understood")
    assert worker.keys[0] == "left-open"
    assert worker.asking != "headcount"


def test_a_telephone_with_ten_digits_gets_one_clear_sentence() -> None:
    worker = telling().press("alone").say("陈德水")
    assert worker.asking == "phone"

    worker.say("1380000123")

    assert "少了1位，手机号是11位" in worker.text
    assert worker.asking == "phone"


def test_a_stale_choice_gets_one_sentence_and_the_open_question() -> None:
    worker = telling()

    worker.press("own_wages")

    assert worker.keys == ["stale-choice", "ask-headcount-again"]


# Leaving and coming back


def test_cancel_asks_what_becomes_of_it_and_keep_hands_out_the_way_back() -> None:
    worker = telling().say("算了")
    assert worker.asking == "cancel"

    worker.press("keep")

    said = worker.says[-1]
    assert isinstance(said, Say)
    assert said.way_back
    assert worker.state.mode is Mode.KEPT
    worker.say("接着")
    assert worker.asking == "resume"


def test_delete_forgets_the_draft() -> None:
    worker = telling().say("算了").press("delete")

    assert worker.forgotten
    assert not worker.state.facts
    worker.say(STORY)
    assert worker.asking == "confirm"


def test_afraid_at_cancel_goes_on_without_a_name() -> None:
    worker = telling().say("算了").press("stay_unnamed")

    assert worker.state.unnamed
    assert "unnamed-means" in worker.keys
    worker.press("own")
    assert worker.asking == "headcount"


def test_back_after_hours_gets_a_summary_and_one_question() -> None:
    worker = telling().wait(hours=8)

    worker.say("在吗")

    assert worker.keys == ["resume-summary", "resume"]
    assert worker.asking == "resume"


def test_facts_told_on_coming_back_are_taken() -> None:
    worker = telling().wait(hours=30)

    worker.say("一共7个人")

    assert worker.fact("headcount") == 7
    assert worker.asking == "resume"


def test_reminders_after_a_day_and_a_week_then_deletion_after_thirty_days() -> None:
    worker = Worker().say(STORY)
    assert worker.timers == {
        "nudge_day": NOW + timedelta(hours=24),
        "nudge_week": NOW + timedelta(days=7),
        "draft_end": NOW + timedelta(days=30),
    }

    worker.ring("nudge_day")
    assert worker.asking == "resume"
    assert not any(word in worker.text for word in ("钱", "老板", "工地"))
    worker.ring("draft_end")

    assert worker.all(Forget)
    assert not worker.state.facts


def test_a_filed_conversation_is_not_reminded() -> None:
    worker = filed()

    worker.ring("nudge_day")

    assert worker.says == []


def test_restart_asks_what_becomes_of_the_draft() -> None:
    worker = telling()

    worker.say("重新来")

    assert worker.asking == "cancel"


# Several messages, one story


def test_a_story_in_five_messages_gets_one_answer() -> None:
    worker = Worker()
    parts = ["老板欠我工资", "在望城区", "去年9月到12月", "我们7个人", "欠我们三万五"]

    for part in parts[:-1]:
        worker.say(part, more_waiting=True)
        assert worker.says == []
    worker.say(parts[-1])

    assert worker.asking == "confirm"
    assert worker.fact("headcount") == 7
    assert worker.fact("amount_fen") == 3_500_000


def test_an_album_is_one_answer_with_its_number() -> None:
    worker = telling()

    worker.send("a", more=True).send("b", more=True)
    worker.send("c", "d")

    assert "收到4张" in worker.text


def test_a_file_that_could_not_be_kept_is_told() -> None:
    worker = telling()

    worker.play(FileKept(file="f", problem="too_large"))

    assert worker.keys[0] == "file-too_large"
    assert worker.asking == "headcount"


# Unnamed, sealed, safe


def test_staying_unnamed_at_the_card_files_a_tip_with_its_meaning_said_before() -> None:
    worker = telling().press("alone").press("skip").press("dont_know").press("dont_know")
    assert worker.asking == "review"
    assert "没法告诉您结果" in worker.text

    worker.press("stay_unnamed")

    assert worker.lead.kind is LeadKind.TIP


def test_a_named_draft_files_without_its_name_where_he_wants_it() -> None:
    worker = at_card().press("stay_unnamed")

    assert worker.lead.kind is LeadKind.TIP
    assert "name" not in worker.lead.facts


def test_a_helper_files_a_tip_unless_he_names_the_worker() -> None:
    worker = Worker().press("for_other").say(STORY).press("yes").press("alone")
    assert worker.keys == ["ask-name-other"]

    worker.press("skip")
    while worker.asking != "review":
        worker.press("dont_know")
    worker.press("file")

    assert worker.lead.kind is LeadKind.TIP


def test_sealed_fields_are_never_asked_over_telegram() -> None:
    worker = filed()
    worker.door = Door(kind="telegram", sealed_fields=False)

    worker.hear(Told(case=1, text="身份证号", officer="监察员0417", asking="identity_number"))

    assert worker.one(OfferSecurePage).field == "identity_number"
    assert worker.state.asking == "none"


def test_consent_comes_before_a_sealed_field_on_the_web() -> None:
    worker = filed()

    worker.hear(Told(case=1, text="身份证号", officer="监察员0417", asking="identity_number"))
    assert worker.asking == "consent"
    worker.press("agree")
    assert worker.asking == "identity_number"
    worker.say("11010519491231002X")

    assert worker.one(Mask).spans == ((0, 18),)
    assert worker.orders[0].body["field"] == "identity_number"


def test_a_code_word_locks_the_talk_after_a_silence() -> None:
    worker = filed().say("设个暗号").say("南瓜")
    assert worker.state.code_word == "南瓜"

    worker.wait(minutes=20).say("我的进度")
    assert worker.keys == ["locked-1"]
    worker.hear(Told(case=1, text="已经要求老板给钱", officer="监察员0417"))
    assert worker.keys == ["something-new"]
    worker.say("土豆")
    assert worker.keys == ["locked-2"]
    worker.say("南瓜")

    assert "已经要求老板给钱" in worker.text


def test_danger_passes_the_lock() -> None:
    worker = filed().say("设个暗号").say("南瓜").wait(minutes=20)

    worker.say("我不想活了")

    assert worker.asking == "safety"


def test_clearing_the_chat_says_what_it_could_not_do() -> None:
    worker = telling()
    worker.say("清空聊天记录")
    assert worker.keys[0] == "not-cleared"

    worker.door = Door(kind="telegram", sealed_fields=False, can_clear=True)
    worker.say("清空聊天记录")

    assert worker.all(ClearChat)


def test_secret_words_are_shown_only_after_it_is_clear_whose_telephone_this_is() -> None:
    worker = telling().say("口令")
    assert worker.asking == "own_phone"

    worker.press("borrowed")

    said = worker.says[0]
    assert isinstance(said, Say)
    assert said.way_back
    assert worker.asking == "headcount"


# Crisis


def test_after_anger_the_tone_falls_and_the_money_waits_for_his_word() -> None:
    worker = telling().say("不给钱我就跳楼")

    worker.press("said_in_anger")
    assert worker.asking == "none"
    worker.say("7个人")
    assert worker.asking == "none"
    assert worker.state.crisis is not None
    worker.say("接着说")

    assert worker.state.crisis is None
    assert worker.fact("amount_fen") == 3_000_000
    assert worker.fact("headcount") == 7
    assert worker.asking == "name"


def test_what_was_told_beside_the_danger_is_not_lost() -> None:
    worker = Worker().say("我在望城区公租房工地，老板刘强欠我三万，他说要打断我的腿")
    assert worker.asking == "safety"

    worker.say("接着说")

    assert worker.asking == "confirm"
    assert "30,000 元" in worker.text


def test_dates_told_for_the_bosss_name_are_no_name() -> None:
    worker = Worker().say("老板欠我一万二，在望城区").press("yes")
    assert worker.asking == "employer"

    worker.say("9月到10月")

    assert worker.fact("employer") is None
    assert worker.fact("period_start") == "2026-09"


def test_another_on_the_roof_gets_rescue_numbers_first() -> None:
    worker = Worker()

    worker.say("有个工友爬到塔吊上要跳下来")

    assert worker.keys == ["crisis-other"]
    assert worker.text.startswith("先打110、119")


def test_in_a_crisis_only_safety_place_and_telephone_are_asked() -> None:
    worker = telling().say("老板的人把我们关着不让走")
    allowed = {"safety", "division", "site", "address", "phone", "none"}

    for words in ("在望城区", "三万五", "怎么办", "13800001234", "他们打人", "嗯"):
        worker.say(words)
        assert worker.asking in allowed, words


def test_nobody_taking_the_alarm_is_said_honestly() -> None:
    worker = Worker(duty=Duty(staffed=True, paged=True)).say("我不想活了")

    worker.ring("alarm_waiting")

    assert worker.keys[0] == "crisis-waiting"
    assert "110" in worker.text


def test_a_taken_alarm_needs_no_such_line() -> None:
    worker = Worker(duty=Duty(staffed=True, paged=True)).say("我不想活了")
    worker.alarm_taken = True

    worker.ring("alarm_waiting")

    assert worker.says == []


# After filing


def test_progress_shows_the_card_of_the_case() -> None:
    worker = filed().say("我的进度")

    said = worker.says[0]
    assert isinstance(said, Say)
    assert said.progress == 1


def test_what_is_said_after_filing_joins_the_case() -> None:
    worker = filed().say("一共8个人")

    assert worker.orders[0].action == "worker_answer"
    assert worker.orders[0].body["field"] == "headcount"
    assert worker.orders[0].body["value"] == 8


def test_a_story_about_another_boss_asks_once_whether_it_is_the_same() -> None:
    worker = filed().say("老板张伟欠我两万，我在岳麓区梅溪湖工地")
    assert worker.asking == "same_case"

    worker.press("different")
    assert worker.asking == "confirm"
    assert worker.fact("employer") == "张伟" or worker.fact("foreman") == "张伟"
    worker.press("yes")
    while worker.asking != "review":
        worker.press(worker.choices[-1])
    worker.press("file")

    assert len(worker.cases) == 2


def test_withdrawing_asks_why_and_is_ordered_once() -> None:
    worker = filed().say("撤回")
    assert worker.asking == "withdraw_reason"

    worker.press("settled")
    assert worker.orders[0].body == {"why": "settled", "text": "settled"}
    request = Request(
        id="r1", action="withdraw", by="worker", by_officer=OfficerId(1), at=worker.now, body={},
        needs="withdraw",
    )  # fmt: skip
    case = worker.cases[0]
    worker.cases = (replace(case, requests=(request,)),)
    worker.say("撤回")

    assert worker.orders == []


def test_hurrying_counts_once_a_day() -> None:
    worker = filed().say("催一下")
    assert [order.action for order in worker.orders] == ["urge"]

    worker.say("催一下")

    assert worker.orders == []
    assert worker.keys[0].startswith("progress")


def test_paid_is_answered_by_press_or_word() -> None:
    worker = filed().move(Status.PAID)

    worker.hear(Told(case=1, phrase=Phrase("story-again"), asking="paid"))
    assert worker.choices == ("paid_all", "paid_part", "paid_none")
    worker.say("只收到一部分")

    assert worker.orders[0].body == {"answer": "part"}


def test_an_officers_typed_question_is_answered_into_its_field() -> None:
    worker = filed().hear(
        Told(case=1, text="说好一天多少？", officer="监察员0417", asking="rate_fen")
    )
    quote = worker.says[-1]
    assert isinstance(quote, Quote)
    assert quote.asking == "rate_fen"

    worker.say("260一天")

    assert worker.orders[0].body["field"] == "rate_fen"
    assert worker.orders[0].body["value"] == 26_000
    assert worker.keys == ["thanks"]


def test_not_knowing_is_an_answer_to_an_officer() -> None:
    worker = filed().hear(
        Told(case=1, text="总包是谁？", officer="监察员0417", asking="general_contractor")
    )

    worker.press("dont_know")

    assert worker.orders[0].body["field"] == "general_contractor"
    assert "value" not in worker.orders[0].body


def test_an_officers_free_question_takes_any_words() -> None:
    worker = filed().hear(Told(case=1, text="还有别的吗？", officer="监察员0417", asking="free"))

    worker.say("没有别的了")

    assert worker.orders[0].body["text"] == "没有别的了"


def test_something_told_while_a_question_is_open_leaves_it_open() -> None:
    worker = telling().hear(Told(case=None, text="我在看", officer="监察员0417"))

    assert worker.asking == "headcount"
    assert isinstance(worker.says[0], Quote)


# The card, and the rest


def test_more_asks_at_most_five_and_comes_back_to_the_card() -> None:
    worker = at_card().press("more")
    asked = 0
    while worker.asking != "review":
        worker.press(worker.choices[-1])
        asked += 1

    assert asked == 5
    assert "more" not in worker.choices


def test_details_say_who_reads_it_and_the_card_comes_back() -> None:
    worker = at_card().press("details")

    assert worker.keys[0] == "consent-details"
    assert worker.asking == "review"


def test_typing_yes_at_the_card_files() -> None:
    worker = at_card().say("好的")

    assert worker.all(FileLead)


@pytest.mark.parametrize("locale", ["en", "zh-Hant"])
def test_other_languages_carry_the_whole_path(locale: str) -> None:
    worker = Worker(locale=locale).say(STORY).press("yes")

    while worker.asking != "review":
        assert worker.text
        worker.press(worker.choices[-1])
    worker.press("file")

    assert "350-7204-6" in worker.text


def test_traditional_script_is_answered_in_traditional_script() -> None:
    worker = Worker().say("我喺望城區個地盤做嘢，老闆劉強欠我三萬蚊，去年9月到12月")

    assert worker.state.locale == "zh-Hant"
    assert "對嗎" in worker.text


def test_the_memory_of_a_conversation_is_json_and_comes_back_the_same() -> None:
    adapter = TypeAdapter(DialogueState)
    worker = at_card().say("设个暗号").say("南瓜").say("不想活了").wait(minutes=1)

    kept = adapter.dump_json(worker.state)

    assert adapter.validate_json(kept) == worker.state


def test_the_terminal_does_not_ask_whose_telephone_it_is() -> None:
    worker = Worker(TERMINAL).say(STORY).say("我不想留名")

    assert worker.asking == "confirm"
    assert worker.state.unnamed


def test_a_door_that_draws_no_card_reads_it_out() -> None:
    worker = Worker(TERMINAL).say(STORY).press("yes").press("alone").say("陈德水").press("skip")

    worker.press("dont_know")

    assert worker.keys == ["card", "review"]
    assert "欠多少钱：30,000 元" in worker.text
    assert "您的电话：还不知道" in worker.text


def test_parts_told_one_after_the_other_are_reckoned_and_shown() -> None:
    worker = Worker().say("我在望城区一个工地干小工，老板刘强不给钱，280一天")
    assert "说好一天280 元" in worker.text
    worker.press("yes")
    assert worker.asking == "worked"

    worker.say("43天")

    assert worker.fact("amount_fen") == 1_204_000
    assert "280×43" in worker.text
    assert "amount_fen" not in worker.asked


def test_what_was_already_received_comes_off_a_reckoned_sum() -> None:
    worker = Worker().say("我在望城区一个工地干小工，老板刘强不给钱，280一天").press("yes")

    worker.say("43天").say("已经拿过3000生活费")

    assert worker.fact("amount_fen") == 904_000


def test_a_question_he_puts_instead_of_an_answer_is_answered_as_one() -> None:
    worker = telling()

    worker.say("你们会告诉老板吗")

    assert worker.one(AskStaff).kind == "question"
    assert worker.asking == "headcount"


def test_who_speaks_for_his_father_is_a_helper() -> None:
    worker = Worker().say("我替我爸问，他在武汉江夏区当保安，三个月没发工资，一个月2800")

    assert worker.state.helper


def test_english_is_answered_in_english() -> None:
    worker = Worker().say("My boss owes me three months of wages")

    assert worker.state.locale == "en"


def test_a_name_given_beside_its_number_is_read() -> None:
    worker = telling().press("alone")
    assert worker.asking == "name"

    worker.say("陈德水 13800001234")

    assert worker.fact("name") == "陈德水"
    assert worker.fact("phone") == "13800001234"


def test_yes_and_one_thing_more_confirms_and_takes_it() -> None:
    worker = Worker().say(STORY)

    worker.say("对，我们一共7个人")

    assert worker.fact("headcount") == 7
    assert worker.asking == "name"


def test_more_told_instead_of_yes_is_shown_back() -> None:
    worker = Worker().say(STORY)

    worker.say("我们一共7个人")

    assert worker.keys == ["mirror"]
    assert "7个人" in worker.text


def test_after_filing_a_correction_reaches_the_case() -> None:
    worker = filed().say("不对，是两万不是三万")

    assert worker.orders[0].body["field"] == "amount_fen"
    assert worker.orders[0].body["value"] == 2_000_000


def test_an_officer_named_as_the_bosss_cousin_is_reported() -> None:
    worker = filed()

    worker.say("办我这个事的人是老板的表哥，我要换人")

    assert worker.one(AskStaff).kind == "conflict"
    assert worker.keys == ["conflict-noted"]


def test_a_place_with_two_readings_is_asked_with_both() -> None:
    worker = Worker().say("我在朝阳区干活，老板欠我两万").press("yes")
    assert worker.asking == "division"
    assert set(worker.choices) >= {"110105", "220104"}

    worker.press("220104")

    assert worker.fact("division") == "220104"
    assert worker.asking != "division"


def test_saying_cancel_twice_deletes_nothing() -> None:
    worker = telling().say("算了").say("算了")

    assert worker.asking == "cancel"
    assert worker.state.facts


def test_no_money_for_food_gets_its_sentence_first() -> None:
    worker = filed()
    worker.hear(Told(case=1, text="吃住的钱够吗？", officer="监察员0417", asking="living_money"))

    worker.press("no")

    assert worker.keys[0] == "care-hardship"


def test_a_foreman_of_twenty_is_asked_how_he_stands_and_his_workers_pay_stays_wages() -> None:
    worker = Worker().say("我们20个人在望城区工地做木工，老板刘强工资一共40万没发").press("yes")
    assert worker.asking == "standing"

    worker.press("contracts")

    assert worker.fact("amount_fen") == 40_000_000
    assert worker.fact("project_payment_fen") is None


def test_numbers_to_call_come_with_their_hours_and_the_day_they_were_checked() -> None:
    worker = telling()

    worker.say("投诉电话是多少")

    assert worker.keys == ["numbers", "ask-headcount-again"]
    assert "12333" in worker.text
    assert "2026年11月24日核对" in worker.text


def test_a_question_that_tells_a_story_is_answered_and_the_story_taken() -> None:
    worker = Worker().press("ask_rights")

    worker.say("刘强欠我三万，没签合同能要工资吗，活是在望城区干的")

    assert worker.keys[0] == "article"
    assert worker.asking == "confirm"
    assert worker.fact("amount_fen") == 3_000_000


def test_a_photo_with_words_is_thanked_for_and_its_words_are_the_answer() -> None:
    worker = telling()

    worker.send("f1", text="我们一共7个人")

    assert worker.keys == ["got-files", "ask-name"]
    assert worker.fact("headcount") == 7


def test_a_photo_with_the_whole_story_begins_a_draft() -> None:
    worker = Worker()

    worker.send("f1", text=STORY)

    assert worker.keys == ["got-files", "mirror"]


def test_a_photo_with_words_of_danger_gets_the_fixed_words_alone() -> None:
    worker = telling()

    worker.send("f1", text="我不想活了")

    assert worker.keys == ["crisis"]
