"""Conversations and transcripts: the ways back, what was said, what is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from handlers.errors import NotFound
from handlers.lead import ConversationId
from storage.queues import outbox
from storage.records import cases, conversations, evidence, messages
from storage.records.evidence import EvidenceRow
from storage.store import Rings, Store
from storage.transcript import Offered
from tests.storage.build import NOW, case, conversation, draw, message


async def test_a_conversation_is_found_by_key_code_and_address(store: Store) -> None:
    talk = conversation(door="telegram", address="4711")
    async with store.transaction() as work:
        await conversations.create(work, talk, "first key")
        await conversations.add_key(work, talk.id, "second key")
        await conversations.set_code(work, talk.id, "Bao-7K2M 9Q")

    async with store.reading() as reading:
        by_keys = [
            await conversations.find_by_key(reading, f"{n} key") for n in ("first", "second")
        ]
        by_code = await conversations.find_by_code(reading, "bao7k2m９q")
        by_address = await conversations.find_by_address(reading, "telegram", "4711")
        strangers = (
            await conversations.find_by_key(reading, "third key"),
            await conversations.find_by_code(reading, "bao7k2m9"),
            await conversations.find_by_address(reading, "web", "4711"),
        )
        found = await conversations.get(reading, talk.id)

    assert [*by_keys, by_code, by_address] == [talk.id] * 4
    assert strangers == (None, None, None)
    assert found == replace(talk, code="Bao-7K2M 9Q")


async def test_a_conversation_that_is_not_there_is_not_found(store: Store) -> None:
    async with store.reading() as reading:
        with pytest.raises(NotFound):
            await conversations.get(reading, ConversationId(1))


async def test_a_turn_saves_many_conversations_at_once(store: Store) -> None:
    talks = [conversation() for _ in range(50)]
    async with store.transaction() as work:
        await conversations.create_all(work, [(talk, None) for talk in talks])
    after = [
        replace(
            talk, state=f"{talk.id} 您说".encode(), last_seq=3, asking="headcount", many=True,
            offered=(Offered(id="alone", label="就我一个"),), numbered=False,
            updated_at=NOW + timedelta(seconds=1),
        )
        for talk in talks
    ]  # fmt: skip

    async with store.transaction() as work:
        await conversations.save(work, after)

    async with store.reading() as reading:
        found = await conversations.get_all(reading, [talk.id for talk in talks])
    assert list(found.values()) == after


async def test_an_address_moves_to_the_conversation_that_was_opened_there(store: Store) -> None:
    old, web = conversation(door="telegram", address="4711"), conversation()
    async with store.transaction() as work:
        await conversations.create_all(work, [(old, None), (web, "key")])
        await conversations.move_to(work, web.id, "telegram", "4711")

    async with store.reading() as reading:
        assert await conversations.find_by_address(reading, "telegram", "4711") == web.id
        assert (await conversations.get(reading, web.id)).address == "4711"
        assert (await conversations.get(reading, old.id)).address is None
        assert await conversations.find_by_key(reading, "key") == web.id


async def test_what_was_said_is_read_back_in_order_with_all_it_carried(store: Store) -> None:
    talk = conversation()
    said = [
        message(talk.id, 1, "老板欠我三万五", sender="worker", client_id="c" * 100, files=("f1",)),
        message(
            talk.id, 2, "一共几个人没拿到钱？", in_reply_to=1, asking="headcount", numbered=False,
            choices=(Offered(id="alone", label="就我一个"),), many=True,
            extras={"receipt": {"reference": "350-7214-6", "filed": [1, None, 2.5]}},
        ),
        message(talk.id, 3, "请补充", sender="officer", officer="监察员0417"),
    ]  # fmt: skip
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await messages.append(work, said)

    async with store.reading() as reading:
        assert await messages.after(reading, talk.id, 0) == said
        assert await messages.after(reading, talk.id, 1, limit=1) == said[1:2]
        assert await messages.after(reading, talk.id, 3) == []
        assert await messages.at_seq(reading, talk.id, 2) == said[1]
        assert await messages.find_client_id(reading, talk.id, "c" * 100) == 1
        assert await messages.find_client_id(reading, talk.id, "c2") is None
        with pytest.raises(NotFound):
            await messages.at_seq(reading, talk.id, 4)


async def test_waiting_readers_hear_only_of_what_was_committed(store: Store) -> None:
    talk = conversation()
    heard: list[Rings] = []
    store.on_commit.append(heard.append)
    async with store.transaction() as work:
        await conversations.create(work, talk)
    said = message(talk.id, 1, "您好")

    async def fails() -> None:
        async with store.transaction() as work:
            await messages.append(work, [said])
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await fails()
    before = list(heard)
    async with store.transaction() as work:
        await messages.append(work, [said])

    assert [rings.messages for rings in before] == [{}]
    assert heard[-1].messages == {talk.id: [said]}


async def test_hidden_words_are_gone_from_the_transcript(store: Store) -> None:
    talk = conversation()
    said = message(talk.id, 1, "身份证430112199001011234", sender="worker", files=("f1",))
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await messages.append(work, [said])
        await messages.mask(work, talk.id, 1, "身份证**************1234")

    async with store.reading() as reading:
        (found,) = await messages.after(reading, talk.id, 0)
    assert found == replace(said, text="身份证**************1234")


async def test_seen_only_ever_grows_and_counts_as_sent(store: Store) -> None:
    talk = conversation(last_seq=3)
    said = [
        message(talk.id, seq, "x", sender=sender)
        for seq, sender in enumerate(("bot", "worker", "bot"), 1)
    ]
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await messages.append(work, said)
        await conversations.mark_seen(work, {talk.id: 2})
        await conversations.mark_seen(work, {talk.id: 1})

    async with store.reading() as reading:
        assert (await conversations.get(reading, talk.id)).seen == 2
        shown = await messages.of_conversation(reading, talk.id)
        latest = await messages.of_conversation(reading, talk.id, last=1)
    assert [one.delivery for one in shown] == ["sent", None, "waiting"]
    assert [one.seq for one in latest] == [3]


async def test_a_message_nobody_fetched_for_days_is_found(store: Store) -> None:
    unread, read, pushed = (
        conversation(last_seq=1),
        conversation(last_seq=1, seen=1),
        conversation(last_seq=1, door="telegram", address="1"),
    )
    async with store.transaction() as work:
        for talk in (unread, read, pushed):
            await conversations.create(work, talk)
            await messages.append(work, [message(talk.id, 1, "x")])

    async with store.reading() as reading:
        assert await conversations.unread_since(reading, NOW) == []
        assert await conversations.unread_since(reading, NOW + timedelta(days=3)) == [unread.id]


async def test_forgetting_erases_the_draft_and_leaves_what_a_case_needs(store: Store) -> None:
    talk = conversation(state=b"{}", last_seq=5, code="abc", door="telegram", address="9")
    filed = case(conversation=talk.id)
    said = [message(talk.id, seq, f"{seq}") for seq in (1, 2)]
    receipt = message(talk.id, 3, "交上去了", case=filed.id)
    draft = [message(talk.id, seq, f"{seq}") for seq in (4, 5)]
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await cases.insert(work, [(filed, "check")])
        await messages.append(work, [*said, receipt, *draft])
        await outbox.add(
            work,
            [outbox.Push(id=draw(), message=draft[1], door="telegram", due_at=NOW)],
        )
        await evidence.add(
            work,
            [
                EvidenceRow(id="f1", conversation=talk.id, case=filed.id, at=NOW),
                EvidenceRow(id="f2", conversation=talk.id, at=NOW),
            ],
        )
        await conversations.forget(work, talk.id, everything=True)

    async with store.reading() as reading:
        left = await messages.after(reading, talk.id, 0)
        stub = await conversations.get(reading, talk.id)
        files = await evidence.of_conversation(reading, talk.id)
        assert await outbox.depth(reading) == 0
    assert [one.seq for one in left] == [1, 2, 3]
    assert (stub.state, stub.code, stub.last_seq) == (None, None, 5)
    assert [file.id for file in files] == ["f1"]


async def test_times_keep_their_moment_and_naive_ones_are_refused(store: Store) -> None:
    china = timezone(timedelta(hours=8))
    moment = datetime(2026, 11, 24, 0, 30, 15, 123456, tzinfo=china)
    talk = conversation(created_at=moment)
    async with store.transaction() as work:
        await conversations.create(work, talk)

    async with store.reading() as reading:
        found = await conversations.get(reading, talk.id)
    assert found.created_at == moment
    assert found.created_at.tzinfo is UTC

    async def naive() -> None:
        async with store.transaction() as work:
            await conversations.create(work, conversation(created_at=datetime(2026, 1, 1)))  # noqa: DTZ001

    with pytest.raises(StatementError, match="without zone"):
        await naive()


async def test_a_reading_cannot_write(store: Store) -> None:

    async def write() -> None:
        async with store.reading() as reading:
            await reading.connection.exec_driver_sql("DELETE FROM timers")

    with pytest.raises(DBAPIError):
        await write()


async def test_a_reading_sees_one_moment(store: Store) -> None:
    async with store.reading() as reading:
        talk = conversation()
        assert await conversations.get_all(reading, [talk.id]) == {}
        async with store.transaction() as work:
            await conversations.create(work, talk)
        assert await conversations.get_all(reading, [talk.id]) == {}
