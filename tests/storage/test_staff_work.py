"""Alarms and tasks: seen by whom they concern, one open alarm a conversation."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from handlers.alarm import Alarm, AlarmId, AlarmState
from handlers.errors import NotFound
from handlers.facts import HeardSignal
from handlers.lead import ConversationId
from handlers.officer import Grant, OfficerId, Role, Scope
from handlers.task import Task, TaskId
from storage.records import alarms, cases, conversations, tasks
from storage.store import Store
from tests.storage.build import NATIONWIDE, NOW, case, conversation, draw


def _scope(role: Role, division: str | None = None, agency: str | None = None) -> Scope:
    grant = Grant(role=role, division=division, agency=agency)
    return Scope(grants=(grant,), officer=OfficerId(7))


async def _talk(store: Store) -> ConversationId:
    talk = conversation()
    async with store.transaction() as work:
        await conversations.create(work, talk)
    return talk.id


def _alarm(talk: ConversationId, division: str | None, **changed: object) -> Alarm:
    plain = Alarm(
        id=AlarmId(draw()), kind="distress", conversation=talk, division=division,
        signals=(HeardSignal(value="distress", text="不想活了", span=(0, 4), seq=3),),
        opened_at=NOW, due_at=NOW + timedelta(minutes=5), phone="13812345678",
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "known_place", "unknown_place"),
    [
        (_scope(Role.DUTY, "430112"), True, True),
        (_scope(Role.SUPERVISOR, "430000"), True, True),
        (_scope(Role.OFFICER, "430112"), True, False),
        (_scope(Role.OFFICER, None, "430112-labor_inspection"), True, False),
        (_scope(Role.INTAKE), True, True),
        (_scope(Role.OFFICER, "430111"), False, False),
        (_scope(Role.DUTY, "440000"), False, True),
        (_scope(Role.LEADER), False, False),
        (_scope(Role.ADMIN), False, False),
    ],
)
async def test_an_alarm_is_seen_by_those_who_could_go_there(
    store: Store, scope: Scope, known_place: bool, unknown_place: bool
) -> None:
    known = _alarm(await _talk(store), "430112")
    unknown = _alarm(await _talk(store), None)
    async with store.transaction() as work:
        await alarms.insert(work, [known, unknown])

    async with store.reading() as reading:
        found, following = await alarms.list_(reading, scope)
        expected = [known] * known_place + [unknown] * unknown_place
        assert found == expected
        assert following is None
        assert await alarms.count_open(reading, scope) == len(expected)
        for alarm, seen in ((known, known_place), (unknown, unknown_place)):
            if seen:
                assert await alarms.get(reading, alarm.id, scope) == alarm
            else:
                with pytest.raises(NotFound):
                    await alarms.get(reading, alarm.id, scope)


async def test_a_conversation_has_one_open_alarm_and_another_after_its_review(
    store: Store,
) -> None:
    talk = await _talk(store)
    first, second = _alarm(talk, None), _alarm(talk, None)
    async with store.transaction() as work:
        await alarms.insert(work, [first])

    async def twice() -> None:
        async with store.transaction() as work:
            await alarms.insert(work, [second])

    with pytest.raises(IntegrityError):
        await twice()
    async with store.transaction() as work:
        assert await alarms.open_of(work, [talk]) == {talk: first}
        await alarms.save(work, [replace(first, state=AlarmState.REVIEWED)])
        assert await alarms.open_of(work, [talk]) == {}
        await alarms.insert(work, [second])
        assert await alarms.open_of(work, [talk]) == {talk: second}


async def test_an_alarm_nobody_took_in_time_is_due(store: Store) -> None:
    waiting = _alarm(await _talk(store), None)
    taken = _alarm(await _talk(store), None, state=AlarmState.TAKEN)
    async with store.transaction() as work:
        await alarms.insert(work, [waiting, taken])

    async with store.transaction() as work:
        early = await alarms.due(work, NOW + timedelta(minutes=4))
        late = await alarms.due(work, NOW + timedelta(minutes=5))

    assert early == []
    assert late == [waiting]


async def test_alarms_come_page_by_page(store: Store) -> None:
    raised = [
        _alarm(await _talk(store), None, opened_at=NOW + timedelta(seconds=n % 2)) for n in range(5)
    ]
    async with store.transaction() as work:
        await alarms.insert(work, raised)

    async with store.reading() as reading:
        first, cursor = await alarms.list_(reading, NATIONWIDE, limit=3)
        rest, end = await alarms.list_(reading, NATIONWIDE, cursor=cursor, limit=3)

    assert first + rest == sorted(raised, key=lambda one: (one.opened_at, one.id))
    assert end is None


def _task(kind: str = "call", **changed: object) -> Task:
    plain = Task(
        id=TaskId(draw()), kind=kind, role="officer", made_at=NOW, division="430112",
        agency="430112-labor_inspection", args={"phone": "138****5678"},
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (_scope(Role.OFFICER, "430112"), ["call"]),
        (_scope(Role.OFFICER, None, "430112-labor_inspection"), ["call"]),
        (_scope(Role.OFFICER, None, "430112-housing"), []),
        (_scope(Role.SUPERVISOR, "430100"), ["call"]),
        (_scope(Role.INTAKE), ["call", "question"]),
        (_scope(Role.AUTHOR, "430112"), ["question"]),
        (_scope(Role.LEADER), []),
    ],
)
async def test_a_task_is_seen_by_those_who_do_it(
    store: Store, scope: Scope, kinds: list[str]
) -> None:
    made = [_task(), _task("question", role="author", agency=None, division=None)]
    async with store.transaction() as work:
        await tasks.insert(work, made)

    async with store.reading() as reading:
        found, _ = await tasks.list_(reading, scope)
    assert sorted(one.kind for one in found) == kinds


async def test_tasks_are_listed_next_due_first_and_narrowed(store: Store) -> None:
    never, day, hour = (
        _task(),
        _task(due_at="2026-11-30"),
        _task("visit", due_at="2026-11-30T10:00:00+08:00"),
    )
    done = _task(state="done")
    async with store.transaction() as work:
        await tasks.insert(work, [never, day, hour, done])

    async with store.reading() as reading:
        found, _ = await tasks.list_(reading, NATIONWIDE)
        finished, _ = await tasks.list_(reading, NATIONWIDE, "done")
        visits, _ = await tasks.list_(reading, NATIONWIDE, None, "visit")
        nothing, _ = await tasks.list_(reading, NATIONWIDE, "no such state")
    assert found == [hour, day, never]
    assert (finished, visits, nothing) == ([done], [hour], [])


async def test_a_task_that_was_taken_and_done_is_kept(store: Store) -> None:
    made = _task()
    async with store.transaction() as work:
        await tasks.insert(work, [made])

    async with store.transaction() as work:
        lent = await tasks.lock(work, made.id, NATIONWIDE)
        taken = replace(lent, state="taken", held_by=OfficerId(7), holder="officer.0417")
        await tasks.save(work, [taken])
        assert await tasks.held_by(work, 7) == [taken]
        with pytest.raises(NotFound):
            await tasks.lock(work, made.id, _scope(Role.OFFICER, "440000"))


async def test_a_barred_officer_sees_no_task_of_the_case(store: Store) -> None:
    filed = case(barred=(OfficerId(7),))
    async with store.transaction() as work:
        await cases.insert(work, [(filed, "check")])
        await tasks.insert(work, [_task(case=filed.id)])

    async with store.reading() as reading:
        found, _ = await tasks.list_(reading, NATIONWIDE)
        (of_case,) = await tasks.of_case(reading, filed.id)
    assert found == []
    assert of_case.case == filed.id
