"""Anything at all after filing: no order that the rules refuse, no message without an answer."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from handlers.case import Status
from handlers.dialogue.effects import Order, Quote, Say
from handlers.dialogue.events import Told
from handlers.dialogue.questions import BY_FIELD
from handlers.phrases import Phrase
from tests.worker import TERMINAL, WEB, Worker

WORDS = (
    "我的进度", "没收到", "都收到了", "只收到一部分", "催一下", "撤回", "算了不告了",
    "重新办", "一共8个人", "不对，是两万不是三万", "我叫王小红 13900002222",
    "老板张伟欠我两万，我在岳麓区梅溪湖工地", "没签合同能要工资吗", "找人工", "好的",
    "嘎嘎嘎嘎", "260一天", "我不想留名", "说错了", "再说一遍", "监察员是老板亲戚，我要换人",
    "不知道", "清空聊天记录", "口令", "改一下", "交上去", "已经拿过3000生活费",
    "我的身份证号11010519491231002X", "投诉电话是多少", "全删掉",
)  # fmt: skip

#: Where a case may stand while the worker talks.
STATUSES = (
    Status.FILED, Status.DELIVERED, Status.ACCEPTED, Status.VERIFYING, Status.ORDERED,
    Status.PAYING, Status.PAID, Status.CLOSED, Status.DECLINED, Status.WITHDRAWN,
)  # fmt: skip

ASKED = (
    "rate_fen", "employer", "free", "paid", "reopen", "identity_number", "phone", "evidence",
    "living_money", "period_end", None,
)  # fmt: skip

ASKINGS = {
    "none", "paid", "reopen", "free", "same_case", "withdraw_reason", "safety", "consent",
    "own_phone", "code_word", "confirm", "review", "fix", "cancel", "resume", "story", *BY_FIELD,
}  # fmt: skip


class AfterFiling(RuleBasedStateMachine):
    """A worker with a case, an officer who asks, a status that moves."""

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker().say("我在望城区公租房工地做木工，老板刘强欠我三万，去年9月到12月")
        self.worker.press("yes").press("alone").press("skip").press("dont_know")
        self.worker.press("dont_know").press("file")
        assert self.worker.cases
        self.heard = True

    @rule(words=st.sampled_from(WORDS))
    def say(self, words: str) -> None:
        self.worker.say(words)
        self.heard = bool(self.worker.says) or bool(self.worker.all(Order))

    @precondition(lambda self: bool(self.worker.choices))
    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        self.worker.press(data.draw(st.sampled_from(self.worker.choices)))
        self.heard = bool(self.worker.says) or bool(self.worker.all(Order))

    @rule(choice=st.sampled_from(("paid_none", "file", "yes", "own_wages", "person")))
    def press_stale(self, choice: str) -> None:
        self.worker.press(choice)

    @rule(status=st.sampled_from(STATUSES))
    def move(self, status: Status) -> None:
        self.worker.move(status)

    @rule(field=st.sampled_from(ASKED))
    def officer_writes(self, field: str | None) -> None:
        case = int(self.worker.cases[-1].id)
        told = Told(case=case, text="请说一下", officer="监察员0417", asking=field)
        if field in ("paid", "reopen"):
            told = Told(case=case, phrase=Phrase("hello"), asking=field)
        self.worker.hear(told)

    @rule()
    def hear_all(self) -> None:
        known = [told for told in self.worker.waiting if told.phrase is None]
        self.worker.waiting = known
        self.worker.hear_all()

    @rule(door=st.sampled_from((WEB, TERMINAL)))
    def come_back(self, door: object) -> None:
        self.worker.wait(days=2).join(TERMINAL if door is TERMINAL else WEB)

    @rule()
    def send(self) -> None:
        self.worker.send("f")
        self.heard = bool(self.worker.says)

    @rule()
    def despair_and_calm_down(self) -> None:
        self.worker.say("我不想活了")
        assert self.worker.asking == "safety"
        self.worker.say("我没事，说的气话").say("接着说")
        assert self.worker.state.crisis is None

    @invariant()
    def every_message_is_answered(self) -> None:
        assert self.heard

    @invariant()
    def asking_stands_on_the_last_message_alone(self) -> None:
        says = [said for said in self.worker.says if isinstance(said, Say | Quote)]
        if says:
            assert says[-1].asking in ASKINGS, says[-1].asking
            assert all(said.asking is None for said in says[:-1])

    @invariant()
    def every_sentence_has_words(self) -> None:
        assert self.worker.text is not None


AfterFiling.TestCase.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
TestAfterFiling = AfterFiling.TestCase
