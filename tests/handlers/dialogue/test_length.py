"""How long it takes: the card after six messages, filed within ten, all tiers within fourteen."""

import pytest

from handlers.dialogue.effects import FileLead
from tests.worker import Worker

#: Average stories: three to five things are told, the rest is asked.
STORIES = (
    "老板欠我三万五，在长沙望城区工地干了半年没给钱",
    "我在深圳宝安一个电子厂上班，今年7月到9月工资没发，一共一万八",
    "我送外卖的，杭州余杭区，站点欠我一个月六千多",
    "我们8个人在新疆阿克苏摘棉花，干完不给钱，一共三万多",
    "我在武汉江夏区当保安，物业公司三个月没发工资，一个月2800",
    "在郑州中牟县一个工地搬砖，老板欠我两个月工钱六千",
    "餐馆老板欠我工资八千，在南京鼓楼区",
    "老板欠我工资",
)

ANSWERS = {
    "division": "望城区", "amount_fen": "三万", "employer": "刘强", "period_start": "去年9月到12月",
    "headcount": "3个人", "name": "陈德水", "phone": "13800001234",
}  # fmt: skip


def answer(worker: Worker) -> None:
    """Answer the open question the way people do."""
    asking = str(worker.asking)
    if asking == "confirm":
        worker.press("yes")
    elif asking in ANSWERS:
        worker.say(ANSWERS[asking])
    elif asking == "evidence":
        worker.press("chat", "attendance", "done")
    elif asking in ("claimants", "notice_board"):
        worker.press("later")
    else:
        worker.press(worker.choices[0])


@pytest.mark.parametrize("story", STORIES)
def test_fileable_after_six_messages_filed_within_ten(story: str) -> None:
    worker = Worker().say(story)

    while worker.asking != "review":
        answer(worker)

    assert worker.messages <= 6
    assert "file" in worker.choices
    worker.press("file")
    assert worker.all(FileLead)
    assert worker.messages <= 10


@pytest.mark.parametrize("story", STORIES)
def test_all_tiers_within_fourteen_and_nothing_asked_twice(story: str) -> None:
    worker = Worker().say(story)
    while worker.asking != "review":
        answer(worker)

    worker.press("more")
    while worker.asking != "review":
        answer(worker)
    worker.press("file")

    assert worker.all(FileLead)
    assert worker.messages <= 14
    asked = [field for field in worker.asked if field != "review"]
    assert sorted(asked) == sorted(set(asked))


def test_a_full_story_is_asked_only_what_routing_and_people_lack() -> None:
    worker = Worker().say(
        "我叫张大山，电话13811112222，在望城区金科城项目干瓦工，包工头李强，总包中建五局，今年3月到8月，"
        "还差26000，就我一个人，政府的工程，李强电话打不通，打过12345，考勤和聊天记录都有"
    )

    while worker.asking != "review":
        answer(worker)

    assert not {"name", "phone", "division", "amount_fen", "headcount", "employer"} & set(
        worker.asked
    )
    assert worker.messages <= 4
