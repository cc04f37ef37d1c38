"""Random sequences of repairs: no dead end, nothing lost, nothing asked that was said."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pydantic import TypeAdapter

from handlers.dialogue.effects import FileLead, Say
from handlers.dialogue.questions import BY_FIELD, has_county
from handlers.dialogue.state import DialogueState, Mode
from tests.worker import Worker

#: What a worker may tell at any moment, by the fact it tells.
TELLS: dict[str, dict[str, object]] = {
    "amount_fen": {"老板一共欠我三万五": 3_500_000, "还差我两万块工钱": 2_000_000},
    "headcount": {"我们一共7个人": 7, "我们12个人没拿到钱": 12},
    "division": {"活在长沙市望城区": "430112", "我在岳麓区干的活": "430104"},
    "phone": {"我的电话是13800001234": "13800001234"},
}

#: How each open question is answered in words.
ANSWERS = {
    "division": ("望城区", "430112"), "amount_fen": ("三万五", 3_500_000), "headcount": ("7", 7),
    "period_start": ("去年9月到12月", "2025-09"), "name": ("陈德水", "陈德水"),
    "phone": ("13800001234", "13800001234"), "employer": ("刘强", "刘强"),
}  # fmt: skip

#: Contract: everything the bot may wait for.
ASKINGS = {
    "story", "confirm", "review", "consent", "safety", "cancel", "resume", "standing", "fix",
    "own_phone", "code_word", "none", "same_case", *BY_FIELD,
}  # fmt: skip

DIGRESSIONS = (
    "没签合同能要工资吗", "找人工", "我的进度", "再说一遍", "你好", "谢谢", "嘎嘎嘎嘎嘎", "你是谁",
    "看我的数据",
)  # fmt: skip

SAFE = ("none", "safety", "division", "site", "address", "phone")


class AnyOrder(RuleBasedStateMachine):
    """A worker who does anything at any moment; `told` is what the draft must hold."""

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker()
        self.told: dict[str, object] = {}
        self.unclear = ""
        self.seen = self.worker.turn
        self.renewed = ""
        """The fact whose question he has asked for again, by its name."""

    @property
    def state(self) -> DialogueState:
        return self.worker.state

    def is_telling(self) -> bool:
        return self.state.crisis is None and self.state.mode in (Mode.OPENING, Mode.TELLING)

    @precondition(is_telling)
    @rule(field=st.sampled_from(sorted(TELLS)), data=st.data())
    def tell(self, field: str, data: st.DataObject) -> None:
        words = data.draw(st.sampled_from(sorted(TELLS[field])))
        self.worker.say(words)
        if field != "phone" or not self.state.unnamed:
            self.told[field] = TELLS[field][words]

    @precondition(lambda self: self.worker.asking in ANSWERS and self.state.crisis is None)
    @rule()
    def answer(self) -> None:
        field = str(self.worker.asking)
        words, value = ANSWERS[field]
        self.worker.say(words)
        if field != "employer":
            self.told[field] = value

    @precondition(lambda self: bool(self.worker.choices) and self.state.crisis is None)
    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        choice = data.draw(st.sampled_from(self.worker.choices))
        asking = self.worker.asking
        if choice in ("file", "for_other") or (choice, asking) == ("stay_unnamed", "review"):
            return
        before = self.worker.state
        self.worker.press(choice)
        self.renewed = choice if asking in ("fix", "confirm", "review") else ""
        self._follow(before, str(asking), choice)

    def _follow(self, before: DialogueState, asking: str, choice: str) -> None:
        if asking == "cancel" and choice == "delete":
            self.told = {}
        if choice == "stay_unnamed":
            self.told.pop("name", None)
            self.told.pop("phone", None)
        if asking == "headcount" and choice == "alone":
            self.told["headcount"] = 1
        if asking == "standing":
            self.told.pop("amount_fen", None)

    @rule(words=st.sampled_from(DIGRESSIONS))
    def digress(self, words: str) -> None:
        self.worker.say(words)

    @precondition(lambda self: "amount_fen" in self.told and self.state.crisis is None)
    @precondition(lambda self: self.state.mode is Mode.TELLING)
    @rule()
    def correct(self) -> None:
        self.worker.say("不对，不是欠我那么多，是欠我一万八")
        self.told["amount_fen"] = 1_800_000

    @precondition(lambda self: self.state.crisis is None)
    @rule()
    def cancel(self) -> None:
        self.worker.say("算了，不报了")

    @precondition(lambda self: self.state.crisis is None)
    @rule()
    def stay_unnamed(self) -> None:
        self.worker.say("我不想留名")
        self.told.pop("name", None)
        self.told.pop("phone", None)

    @rule()
    def despair(self) -> None:
        self.worker.say("不给钱我就跳楼")
        assert self.worker.asking == "safety"

    @precondition(lambda self: self.state.crisis is not None)
    @rule()
    def calm_down(self) -> None:
        self.worker.say("我没事，说的气话").say("接着说")
        assert self.state.crisis is None

    @rule(hours=st.sampled_from((1, 7, 100)))
    def wait(self, hours: int) -> None:
        self.worker.wait(hours=hours).say("在吗")

    @rule(words=st.sampled_from(("", "这是欠条", "没签合同能要工资吗", "嘎嘎嘎")))
    def send_photo(self, words: str) -> None:
        self.worker.send("f", text=words)

    @invariant()
    def one_question_a_turn_on_its_last_message(self) -> None:
        says = [said for said in self.worker.says if isinstance(said, Say)]
        assert says
        assert says[-1].asking in ASKINGS
        assert all(said.asking is None for said in says[:-1])

    @invariant()
    def there_is_always_a_way_on(self) -> None:
        if self.worker.asking == "none":
            waiting = self.state.crisis is not None or self.state.mode is not Mode.TELLING
            assert waiting, self.worker.keys

    @invariant()
    def in_danger_no_form_question(self) -> None:
        if self.state.crisis is not None:
            assert self.worker.asking in SAFE

    @invariant()
    def nothing_told_is_lost(self) -> None:
        for field, value in self.told.items():
            known = self.state.facts.get(field)
            assert known is not None, field
            assert known.value == value or value in [old.value for old in known.earlier], field

    @invariant()
    def nothing_is_asked_that_was_said(self) -> None:
        asked, again = self.worker.asking, self.renewed or self.state.back
        if asked in self.told and not again and self.state.crisis is None:
            assert asked == "division", asked
            assert not has_county(self.state)

    @invariant()
    def nothing_is_asked_again_after_it_was_declined(self) -> None:
        assert self.worker.asking not in self.state.declined or self.state.crisis is not None

    @invariant()
    def not_understood_is_never_said_twice_alike(self) -> None:
        if self.worker.turn is self.seen:
            return
        self.seen = self.worker.turn
        key = next((key for key in self.worker.keys if key.startswith("not-understood")), "")
        assert not key or key != self.unclear
        self.unclear = key

    def teardown(self) -> None:
        """Whatever happened, he can still file, and his memory is plain JSON."""
        adapter = TypeAdapter(DialogueState)
        assert adapter.validate_json(adapter.dump_json(self.state)) == self.state
        if self.state.crisis is not None:
            self.calm_down()
        for _ in range(30):
            if self.worker.all(FileLead):
                return
            self._step()
        raise AssertionError(f"never filed: {self.worker.asking} {self.worker.keys}")

    def _step(self) -> None:
        if self.worker.asking in ("none", "story"):
            self.worker.say("老板刘强欠我三万五")
            return
        wanted = (
            "file", "yes", "resume", "own", "keep", "dont_know", "skip", "done", "none", "later",
        )  # fmt: skip
        first = self.worker.choices[0]
        self.worker.press(next((each for each in wanted if each in self.worker.choices), first))


AnyOrder.TestCase.settings = settings(
    max_examples=80, stateful_step_count=30, deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
TestAnyOrder = AnyOrder.TestCase
