"""What the bot of the browser tests answers: one word asks for each thing a page can show."""

from collections.abc import Sequence

from storage.transcript import Offered
from tests.bot.channels.web.fakes import Answer, said_back


def offered(*pairs: tuple[str, str]) -> tuple[Offered, ...]:
    """Write choices briefly."""
    return tuple(Offered(id=choice, label=label) for choice, label in pairs)


_RECEIPT = {
    "reference": "350-7214-6", "kind": "complaint", "filed_at": "2026-11-19T14:41:00+08:00",
    "delivered_at": "2026-11-19T15:06:00+08:00", "accepted_at": None, "check": "Qm3x",
    "code": "K7QF-3M2P-W8RD-6TXA",
}  # fmt: skip
_CARD = [
    {"field": "amount_fen", "label": "欠多少钱", "value": "46,000 元"},
    {"field": "period_start", "label": "从哪天到哪天没给", "value": "2025年9月 到 2026年2月"},
    {"field": "site", "label": "在哪里干的活", "value": "长沙市望城区，公租房工地"},
    {"field": "employer", "label": "谁叫您来干活", "value": "老板刘强"},
    {"field": "general_contractor", "label": "总包是哪家公司", "value": None},
]
ANSWERS: dict[str, Sequence[Answer]] = {
    "卡片": [{
        "text": "都记下了。您看一遍，哪里不对就点“改”。\n还没有交。点了“交上去”才算交。\n"
        "只有管这件事的部门能看。", "asking": "review",
        "choices": offered(("file", "没错，交上去"), ("keep", "先存着，晚点再交")),
        "extras": {"card": _CARD},
    }],
    "回执": [{
        "text": "登记好了。下面是您的回执，请存一张图。", "asking": "none",
        "extras": {"receipt": _RECEIPT},
    }],
    "不想活了": [
        {
            "text": "您的命比工钱重要，钱的事我们一起想办法。\n您现在安全吗？身边有人吗？\n"
            "马上能打：110 120 12356",
            "extras": {"crisis": True},
        },
        {
            "text": "已经叫值班的人联系您，我在这儿。", "asking": "safety",
            "choices": offered(
                ("danger_now", "我现在有危险"), ("said_in_anger", "我没事，说的气话"),
                ("talk_to_someone", "想跟人说说话"),
            ),
        },
    ],
    "证据": [{
        "text": "手里还有这些吗？有几样选几样，没有也能交。", "asking": "evidence", "many": True,
        "choices": offered(
            ("iou", "欠条、结算单"), ("bank", "转账短信、银行流水"), ("payslip", "工资条、工资表"),
            ("attendance", "考勤、记工本"), ("chat", "跟老板的聊天记录"),
            ("witness", "一起干活的工友"), ("done", "选好了"), ("none", "都没有"),
        ),
    }],
    "进度": [{
        "text": "有人在办。11月26日是老板给钱的最后一天，到时我来问您。", "asking": "none",
        "choices": offered(("person", "找真人问"), ("receipt", "看回执")),
        "extras": {"progress": {
            "step": 3, "holder": "望城区劳动监察大队", "since": "2026-11-20T09:00:00+08:00",
            "next_at": "2026-11-26T18:00:00+08:00", "paid_fen": 0, "owed_fen": 820000,
        }},
    }],
    "监察员": [{
        "sender": "officer", "officer": "0417", "asking": "free",
        "text": "陈师傅，您这边一个月说好多少钱？按天算还是按月算？",
    }],
    "手机": [{
        "text": "不留名也能交。先问一句：这台手机是您自己的吗？", "asking": "own_phone",
        "choices": offered(("own", "是我自己的"), ("borrowed", "借别人的"), ("skip", "不想说")),
    }],
    "长": [{
        "text": "\n".join(f"第 {line} 句，说得很长很长。" for line in range(1, 40)),
        "asking": "story",
    }],
}  # fmt: skip


def answer(text: str) -> Sequence[Answer]:
    """Answer by the word that was said."""
    return ANSWERS.get(text) or said_back(text)
