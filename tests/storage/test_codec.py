"""Whatever the rules hand over comes back equal, union by union, type by type."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.alarm import Alarm, AlarmId, HandOn
from handlers.case import Case, Entry
from handlers.dialogue.events import Chose, Elapsed, Event, FileKept, Joined, Said, Started, Told
from handlers.dialogue.state import DialogueState
from handlers.facts import Known
from handlers.lead import ConversationId
from handlers.phrases import Day, Fen, Listing, Moment, Month, Phrase, Place
from nlp.understanding import Fact
from storage import codec
from tests.storage.build import NOW, case, entry

NESTED = Phrase(
    key="mirror",
    args={
        "sum": Fen(3_500_000),
        "day": Day(date(2026, 12, 1)),
        "at": Moment(datetime(2026, 12, 1, 4, 5, 6, tzinfo=UTC)),
        "month": Month("2026-03"),
        "place": Place("430112"),
        "said": "三万五",
        "count": 7,
        "all": Listing((Phrase(key="a"), "乙", Phrase(key="b", args={"x": Fen(1)}))),
    },
)


@pytest.mark.parametrize(
    "event",
    [
        Started(),
        Said(seq=1, text="老板欠我三万五\u2028"),
        Chose(seq=2, choices=("alone", "dont_know"), stale=True),
        Told(case=None, phrase=NESTED, asking="paid", files=("f1",), entry=3),
        FileKept(
            file="f1",
            facts=(Fact(field="site", value="x", text="x", span=(0, 1), confidence=0.9),),
        ),
        Elapsed(what="nudge_day"),
        Joined(door="telegram"),
    ],
)
def test_an_event_comes_back_as_itself(event: Event) -> None:
    assert codec.load_union(Event, codec.dump(Event, event)) == event


def test_phrases_nest_and_keep_their_kinds() -> None:
    assert codec.load(Phrase, codec.dump(Phrase, NESTED)) == NESTED


def test_an_empty_dialogue_comes_back() -> None:
    assert codec.load(DialogueState, codec.dump(DialogueState, DialogueState())) == DialogueState()


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.integers(-(2**62), 2**62),
        st.floats(allow_nan=False, allow_infinity=False),
        st.lists(st.sampled_from(["iou", "chat"])).map(tuple),
    )
)
def test_a_fact_keeps_value_and_type(value: str | int | float | tuple[str, ...]) -> None:
    known = Known(value=value, span=(1, 2), text="x")

    found = codec.load(Known, codec.dump(Known, known, lean=True))

    assert found == known
    assert type(found.value) is type(value)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["a", "b"]), json_values))
def test_an_entry_keeps_whatever_json_it_was_given(args: dict[str, object]) -> None:
    made = entry(3, args=args)

    assert codec.load(Entry, codec.dump(Entry, made, lean=True)) == made


def test_a_case_and_an_alarm_come_back_lean() -> None:
    filed = case()
    alarm = Alarm(
        id=AlarmId(1), kind="distress", signals=(), conversation=ConversationId(2), opened_at=NOW,
        due_at=NOW, handed_on=(HandOn(to=None, at=NOW, by="program", reason="roster"),),
    )  # fmt: skip

    assert codec.load(Case, codec.dump(Case, filed, lean=True)) == filed
    assert codec.load(Alarm, codec.dump(Alarm, alarm, lean=True)) == alarm


def test_a_body_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        codec.load(Case, b'{"id": "x"}')
