"""A database with rows in every table, as after some days of use."""

from datetime import date, timedelta

from sqlalchemy import func, select

from handlers.alarm import Alarm, AlarmId
from handlers.case import Mark
from handlers.facts import HeardSignal
from handlers.officer import PROGRAM, Grant, Officer, OfficerId, Role
from handlers.task import Task, TaskId
from storage.queues import inbox, jobs, outbox, timers
from storage.records import (
    alarms,
    cases,
    conversations,
    directory,
    evidence,
    history,
    idempotency,
    messages,
    officers,
    reads,
    sessions,
    tasks,
    tokens,
    uploads,
)
from storage.store import Store, Work
from storage.tables.catalog import ALL_TABLES
from tests.storage.build import NOW, case, conversation, draw, entry, item, message


async def fill(store: Store) -> None:
    """Write at least one row into every table."""
    async with store.transaction() as work:
        await _fill_talk(work)
        await _fill_case(work)
        await _fill_staff(work)


async def count_rows(store: Store) -> dict[str, int]:
    """Return how many rows each table has."""
    async with store.reading() as reading:
        return {
            table.name: await reading.connection.scalar(select(func.count()).select_from(table))
            or 0
            for table in ALL_TABLES
        }


async def _fill_talk(work: Work) -> None:
    talk = conversation(door="telegram", address="4711", code="abc", last_seq=1)
    said = message(talk.id, 1, "您好")
    await conversations.create(work, talk, "key")
    await messages.append(work, [said])
    await inbox.add(work, [item(talk.id, "老板欠我三万五"), item(talk.id, "七个人")])
    await outbox.add(work, [outbox.Push(id=draw(), message=said, door="telegram", due_at=NOW)])
    await jobs.add(work, [jobs.NewJob(id=draw(), kind="fetch", body="{}", due_at=NOW)])
    await timers.put(
        work, [timers.Timer(subject_kind="conversation", subject=talk.id, what="x", due_at=NOW)]
    )
    await evidence.add(
        work, [evidence.EvidenceRow(id="f1", conversation=talk.id, name="告示牌.jpg", at=NOW)]
    )
    await uploads.create(
        work,
        uploads.Upload(id="u1", conversation=talk.id, name="a", type="", size=9, at=NOW),
    )
    signal = HeardSignal(value="distress", text="不想活了", span=(0, 4), seq=1)
    await alarms.insert(
        work,
        [
            Alarm(
                id=AlarmId(draw()), kind="distress", signals=(signal,), conversation=talk.id,
                opened_at=NOW, due_at=NOW + timedelta(minutes=5),
            )
        ],
    )  # fmt: skip


async def _fill_case(work: Work) -> None:
    filed = case(last_seq=2, barred=(OfficerId(9),), marks=(Mark(name="x", since=NOW, by="p"),))
    await cases.insert(work, [(filed, "check")])
    await history.append(work, filed.id, [entry(1), entry(2)])
    await history.anchor(work, date(2026, 11, 24), NOW)
    await reads.add(work, filed.id, PROGRAM, Role.OFFICER, NOW)
    await tasks.insert(
        work, [Task(id=TaskId(draw()), kind="call", role="officer", made_at=NOW, case=filed.id)]
    )
    row = directory.DirectoryRow(kind="agency", key="a", body={"name": "x"}, at=NOW, by="admin")
    await directory.put(work, row)
    await idempotency.remember(work, OfficerId(7), "k", ["order"], NOW)


async def _fill_staff(work: Work) -> None:
    officer = Officer(
        id=OfficerId(draw()), username="officer.0417", name="监察员0417",
        grants=(Grant(role=Role.OFFICER, division="430112"),),
    )  # fmt: skip
    await officers.add(work, officers.Account(officer=officer), [draw()], NOW)
    await officers.set_recovery_codes(work, officer.id, ["a", "b"])
    await officers.log_sign_in(work, draw(), officer.id, "signed_in", None, NOW)
    session = sessions.Session(
        officer=officer.id, csrf="c", stage="full", made_at=NOW, seen_at=NOW, agent="x"
    )
    await sessions.open_session(work, "secret", session)
    link = sessions.Link(purpose="first", officer=officer.id, body="x")
    await sessions.add_link(work, "link", link, NOW)
    token = tokens.Token(
        id=draw(), name="ledger", scopes=frozenset({"cases:read"}), officer=officer.id, made_at=NOW
    )
    await tokens.add(work, token, "token")
