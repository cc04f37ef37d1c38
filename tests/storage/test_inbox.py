"""The inbox: once, in order, never by two."""

import asyncio
from datetime import timedelta

import pytest

from storage.queues import inbox
from storage.records import conversations
from storage.store import Store
from tests.storage.build import NOW, conversation, item


async def _opened(store: Store, number: int = 1) -> list[conversations.Conversation]:
    talks = [conversation() for _ in range(number)]
    async with store.transaction() as work:
        await conversations.create_all(work, [(talk, f"key-{talk.id}") for talk in talks])
    return talks


async def test_the_same_key_three_times_is_one_item(store: Store) -> None:
    (talk,) = await _opened(store)
    first, again, other = (item(talk.id, "欠我三万五", key) for key in ("a", "a", "b"))

    async with store.transaction() as work:
        accepted = await inbox.add(work, [first, again])
    async with store.transaction() as work:
        later = await inbox.add(work, [again, other])

    assert accepted == {first.id}
    assert later == {other.id}


async def test_what_was_stored_comes_back_as_it_was(store: Store) -> None:
    (talk,) = await _opened(store)
    sent = item(talk.id, "老板欠我三万五，干了半年 \U00020bb7\x00")
    async with store.transaction() as work:
        await inbox.add(work, [sent])

    async with store.transaction() as work:
        (head,) = await inbox.take_heads(work, 10, NOW)

    assert head.conversation == talk
    assert head.item.body == sent.body
    assert not head.more_waiting


async def test_only_the_oldest_of_a_conversation_is_taken(store: Store) -> None:
    one, two = await _opened(store, 2)
    async with store.transaction() as work:
        await inbox.add(work, [item(one.id, "1a"), item(two.id, "2a"), item(one.id, "1b")])

    async with store.transaction() as work:
        heads = await inbox.take_heads(work, 10, NOW)

    assert [(head.item.body, head.more_waiting) for head in heads] == [("1a", True), ("2a", False)]


async def test_a_later_item_waits_behind_one_that_is_to_be_tried_again(store: Store) -> None:
    (talk,) = await _opened(store)
    first, second = item(talk.id, "first"), item(talk.id, "second")
    async with store.transaction() as work:
        await inbox.add(work, [first, second])
        await inbox.retry(work, first.id, tries=1, due_at=NOW + timedelta(seconds=5))

    async with store.transaction() as work:
        at_once = await inbox.take_heads(work, 10, NOW)
        (later,) = await inbox.take_heads(work, 10, NOW + timedelta(seconds=5))

    assert at_once == []
    assert later.item.id == first.id
    assert later.item.tries == 1


async def test_a_dead_item_lets_the_next_one_go_on_and_can_be_revived(store: Store) -> None:
    (talk,) = await _opened(store)
    first, second = item(talk.id, "first"), item(talk.id, "second")
    async with store.transaction() as work:
        await inbox.add(work, [first, second])
        await inbox.bury(work, first.id)

    async with store.transaction() as work:
        (head,) = await inbox.take_heads(work, 10, NOW)
        await inbox.settle(work, [head.item.id])
        await inbox.revive(work, first.id, NOW)
        (again,) = await inbox.take_heads(work, 10, NOW)

    assert head.item.id == second.id
    assert again.item.body == "first"


async def test_a_settled_item_keeps_its_key_and_loses_its_words(store: Store) -> None:
    (talk,) = await _opened(store)
    sent = item(talk.id, "13812345678", "k")
    async with store.transaction() as work:
        await inbox.add(work, [sent])
        await inbox.settle(work, [sent.id])

    async with store.transaction() as work:
        assert await inbox.add(work, [item(talk.id, "again", "k")]) == set()
        assert await inbox.waiting(work) == inbox.Backlog(count=0, oldest_at=None)
        assert await inbox.forget_keys(work, NOW + timedelta(days=7)) == 1
    async with store.transaction() as work:
        assert len(await inbox.add(work, [item(talk.id, "new", "k")])) == 1


async def test_a_unit_of_work_that_fails_leaves_nothing(store: Store) -> None:
    (talk,) = await _opened(store)

    async def fails() -> None:
        async with store.transaction() as work:
            await inbox.add(work, [item(talk.id, "lost")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()

    async with store.reading() as reading:
        assert (await inbox.waiting(reading)).count == 0


async def test_eight_stations_take_every_item_once_and_each_conversation_in_order(
    store: Store,
) -> None:
    talks = await _opened(store, 12)
    sent = [item(talk.id, f"{talk.id}/{n}") for n in range(10) for talk in talks]
    async with store.transaction() as work:
        await inbox.add(work, sent)
    taken: list[inbox.Item] = []

    async def station() -> None:
        while True:
            async with store.transaction() as work:
                heads = await inbox.take_heads(work, 5, NOW)
                await inbox.settle(work, [head.item.id for head in heads])
                await asyncio.sleep(0)
            taken.extend(head.item for head in heads)
            if not heads:
                async with store.reading() as reading:
                    if (await inbox.waiting(reading)).count == 0:
                        return

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for _ in range(8):
            group.create_task(station())

    assert sorted(one.id for one in taken) == sorted(one.id for one in sent)
    for talk in talks:
        mine = [one.body for one in taken if one.conversation == talk.id]
        assert mine == [f"{talk.id}/{n}" for n in range(10)]


async def test_a_conversation_being_worked_on_is_left_to_its_owner(store: Store) -> None:
    if store.dialect == "sqlite":
        pytest.skip("one writer at a time: nobody can look at a half-done unit")
    (talk,) = await _opened(store)
    async with store.transaction() as work:
        await inbox.add(work, [item(talk.id, "a")])

    async with store.transaction() as owner:
        (head,) = await inbox.take_heads(owner, 10, NOW)
        async with store.transaction() as other:
            assert await inbox.take_heads(other, 10, NOW) == []
        async with store.transaction() as intake:
            accepted = await inbox.add(intake, [item(talk.id, "b")])
        await inbox.settle(owner, [head.item.id])

    assert len(accepted) == 1
