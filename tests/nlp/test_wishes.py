"""What a worker wants of the talk itself, and what only sounds like it."""

import pytest

from nlp.wishes import (
    begins_with_yes,
    complains_of_staff,
    count_digits,
    is_about_another,
    is_english,
    is_question,
    is_traditional,
    read_wishes,
    speaks_for_another,
    wants_no_name,
)

MEANT = (
    ("跳过", "skip"), ("不想说", "skip"), ("不知道", "dont_know"), ("记不清了", "dont_know"),
    ("对", "yes"), ("嗯嗯，没问题", "yes"), ("是的。", "yes"), ("不对", "no"), ("没有", "no"),
    ("再说一遍", "repeat"), ("你说什么？", "repeat"), ("重新来", "restart"), ("/start", "restart"),
    ("算了，不报了", "cancel"), ("撤回", "withdraw"), ("先存着", "keep"), ("全删掉", "delete"),
    ("设个暗号", "code_word"), ("清空聊天记录", "clear"), ("我不想留名", "unnamed"),
    ("匿名", "unnamed"), ("没错，交上去", "file"), ("接着说", "resume"), ("没收到", "paid_none"),
    ("都收到了", "paid_all"), ("只收到一部分", "paid_part"), ("催一下", "urge"),
    ("我没事，说的气话", "said_in_anger"), ("救命", "danger_now"), ("您好", "greet"),
    ("谢谢您", "thanks"), ("投诉电话是多少", "numbers"), ("是我自己的", "own"),
    ("借别人的", "borrowed"), ("同一件事", "same"), ("說錯了", "fix"),
)  # fmt: skip

#: Stories and answers with a wish's words inside.
NOT_MEANT = (
    "老板说算了不给了", "我在望城区公租房工地做木工，老板刘强欠我三万，去年9月到12月",
    "他不知道跑哪去了，电话也打不通", "三万五", "刘强", "7个人", "老板让我们再等等，一直没给钱",
)  # fmt: skip


@pytest.mark.parametrize(("words", "wish"), MEANT)
def test_a_short_message_that_says_nothing_else_is_a_wish(words: str, wish: str) -> None:
    assert wish in read_wishes(words)


@pytest.mark.parametrize("words", NOT_MEANT)
def test_a_story_or_an_answer_is_no_wish(words: str) -> None:
    assert read_wishes(words) == frozenset()


def test_a_silent_or_endless_message_wishes_nothing() -> None:
    assert read_wishes("。。。") == frozenset()
    assert read_wishes("算了" * 40) == frozenset()


def test_who_will_not_be_named_says_so_in_the_midst_of_a_story() -> None:
    assert wants_no_name("厂里三个月没发工资，我不敢留名")
    assert not wants_no_name("老板的名字我不知道")


def test_danger_of_another_is_told_from_ones_own() -> None:
    assert is_about_another("有个工友爬到塔吊上了")
    assert not is_about_another("我不想活了")


def test_a_helper_a_question_a_yes_at_the_beginning() -> None:
    assert speaks_for_another("我替我爸问一下")
    assert not speaks_for_another("老板欠我爸和我两个人工资")
    assert is_question("你们会告诉老板吗")
    assert not is_question("老板不给钱")
    assert begins_with_yes("对，还有一个月没给")
    assert not begins_with_yes("不对，是两万")


def test_an_officer_with_an_interest_is_complained_of() -> None:
    assert complains_of_staff("办我这个事的人是老板的表哥，我要换人")
    assert not complains_of_staff("老板的表哥欠我三万")


def test_scripts_and_digits() -> None:
    assert is_traditional("老闆欠我錢")
    assert not is_traditional("老板欠我钱")
    assert is_english("my boss owes me")
    assert not is_english("ok")
    assert count_digits("138 0000 123") == 10
    assert count_digits("三万五") == 0
