"""Outbox, jobs and timers: in order, at least once, leased, given up in the open."""

import asyncio
from datetime import timedelta

from handlers.lead import ConversationId
from storage.queues import jobs, outbox, timers
from storage.queues.jobs import NewJob
from storage.queues.outbox import Push
from storage.queues.timers import Timer
from storage.records import conversations, messages
from storage.store import Store
from tests.storage.build import NOW, conversation, draw, message

LEASE = timedelta(seconds=30)


async def _talk_with_pushes(store: Store, number: int) -> ConversationId:
    talk = conversation(door="telegram", address=str(draw()))
    said = [message(talk.id, seq, f"第{seq}句") for seq in range(1, number + 1)]
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await messages.append(work, said)
        await outbox.add(
            work, [Push(id=draw(), message=one, door="telegram", due_at=NOW) for one in said]
        )
    return talk.id


async def _claim(store: Store, seconds: float = 0) -> list[outbox.Due]:
    async with store.transaction() as work:
        return await outbox.claim(work, 10, NOW + timedelta(seconds=seconds), LEASE)


async def test_a_conversation_has_one_message_in_flight_and_the_next_after_it(
    store: Store,
) -> None:
    one, two = await _talk_with_pushes(store, 2), await _talk_with_pushes(store, 1)

    first = await _claim(store)
    nothing = await _claim(store)
    async with store.transaction() as work:
        await outbox.sent(work, first[0].id, "77", NOW)
    then = await _claim(store)

    assert [(due.conversation, due.message.text, due.tries) for due in first] == [
        (one, "第1句", 1),
        (two, "第1句", 1),
    ]
    assert first[0].address is not None
    assert nothing == []
    assert [due.message.text for due in then] == ["第2句"]


async def test_a_lease_that_ran_out_sends_the_same_message_again(store: Store) -> None:
    await _talk_with_pushes(store, 2)

    await _claim(store)
    early = await _claim(store, seconds=29)
    (again,) = await _claim(store, seconds=30)

    assert early == []
    assert (again.message.text, again.tries) == ("第1句", 2)


async def test_a_retry_holds_back_what_comes_after_it_and_a_dead_one_does_not(
    store: Store,
) -> None:
    await _talk_with_pushes(store, 2)
    (first,) = await _claim(store)

    async with store.transaction() as work:
        await outbox.retry(work, first.id, NOW + timedelta(seconds=5), "429")
    early = await _claim(store, seconds=4)
    (again,) = await _claim(store, seconds=5)
    async with store.transaction() as work:
        await outbox.dead(work, again.id, "blocked", NOW)
    (second,) = await _claim(store, seconds=5)

    assert early == []
    assert again.tries == 2
    assert second.message.text == "第2句"
    async with store.reading() as reading:
        shown = await messages.of_conversation(reading, first.conversation)
        assert await outbox.depth(reading) == 1
    assert [one.delivery for one in shown] == ["dead", "waiting"]


async def test_four_senders_send_each_message_once_and_in_order(store: Store) -> None:
    talks = [await _talk_with_pushes(store, 6) for _ in range(5)]
    sent: list[outbox.Due] = []

    async def sender() -> None:
        while True:
            batch = await _claim(store)
            for due in batch:
                sent.append(due)
                async with store.transaction() as work:
                    await outbox.sent(work, due.id, None, NOW)
            if not batch:
                async with store.reading() as reading:
                    if await outbox.depth(reading) == 0:
                        return

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(sender())

    for talk in talks:
        assert [due.message.seq for due in sent if due.conversation == talk] == [1, 2, 3, 4, 5, 6]


def _job(kind: str = "fetch", key: str | None = None) -> NewJob:
    return NewJob(id=draw(), kind=kind, body='{"file":"AgAC"}', due_at=NOW, dedupe_key=key)


async def test_an_errand_is_leased_retried_and_done(store: Store) -> None:
    wanted = _job()
    async with store.transaction() as work:
        await jobs.add(work, [wanted, _job("page"), _job("fetch", "same"), _job("fetch", "same")])

    async with store.transaction() as work:
        leased = await jobs.claim(work, ["fetch"], 10, NOW, LEASE)
        again = await jobs.claim(work, ["fetch"], 10, NOW, LEASE)
        await jobs.done(work, leased[1].id)
        await jobs.retry(work, wanted.id, NOW + timedelta(seconds=1), "timeout")
    async with store.transaction() as work:
        (retried,) = await jobs.claim(work, ["fetch"], 10, NOW + timedelta(seconds=1), LEASE)
        await jobs.dead(work, wanted.id, "gone")

    assert [job.body for job in leased] == [wanted.body, wanted.body]
    assert again == []
    assert (retried.tries, retried.error) == (2, "timeout")
    async with store.reading() as reading:
        assert await jobs.depth(reading) == {"page": 1}


def _timer(what: str, seconds: float, subject: int = 1) -> Timer:
    return Timer(
        subject_kind="conversation", subject=subject, what=what,
        due_at=NOW + timedelta(seconds=seconds),
    )  # fmt: skip


async def test_a_timer_of_the_same_name_replaces_itself(store: Store) -> None:
    async with store.transaction() as work:
        await timers.put(work, [_timer("nudge", 5), _timer("nudge", 9), _timer("end", 1)])
        await timers.put(work, [_timer("nudge", 3), _timer("nudge", 4, subject=2)])

    async with store.reading() as reading:
        mine = await timers.of_subject(reading, "conversation", 1)
        soonest = await timers.next_at(reading)

    assert mine == [_timer("end", 1), _timer("nudge", 3)]
    assert soonest == NOW + timedelta(seconds=1)


async def test_a_timer_fires_once_when_its_time_has_come(store: Store) -> None:
    async with store.transaction() as work:
        await timers.put(work, [_timer("a", 1), _timer("b", 2), _timer("c", 3), _timer("d", 1, 2)])
        await timers.drop(work, [("conversation", 2, "d"), ("case", 9, "never set")])

    async with store.transaction() as work:
        early = await timers.due(work, NOW, 10)
        first = await timers.due(work, NOW + timedelta(seconds=2), 1)
        rest = await timers.due(work, NOW + timedelta(seconds=2), 10)
        nothing = await timers.due(work, NOW + timedelta(seconds=2), 10)

    assert (early, nothing) == ([], [])
    assert [timer.what for timer in first + rest] == ["a", "b"]


async def test_a_timer_taken_in_a_failed_unit_fires_again(store: Store) -> None:
    async with store.transaction() as work:
        await timers.put(work, [_timer("a", 0)])

    async def fails() -> None:
        async with store.transaction() as work:
            assert len(await timers.due(work, NOW, 10)) == 1
            raise ConnectionError

    try:
        await fails()
    except ConnectionError:
        async with store.transaction() as work:
            assert len(await timers.due(work, NOW, 10)) == 1
