"""Evidence rows, uploads, keys of orders, directory rows and figures."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from handlers.case import Status
from handlers.claimant import Claimant, PaidAnswer, Payment
from handlers.jsonable import Json
from handlers.officer import Grant, OfficerId, Role, Scope
from storage import files
from storage.moments import CHINA
from storage.records import (
    cases,
    conversations,
    directory,
    evidence,
    figures,
    history,
    idempotency,
    ledger,
    uploads,
)
from storage.records.evidence import EvidenceRow
from storage.records.uploads import Upload
from storage.store import Store
from tests.storage.build import NATIONWIDE, NOW, case, clock, conversation, entry


async def _bytes() -> AsyncIterator[bytes]:
    yield b"x"


async def test_a_file_announced_is_filled_in_when_it_has_come(store: Store) -> None:
    talk, filed = conversation(), case()
    row = EvidenceRow(
        id="f1", conversation=talk.id, name="告示牌.jpg", type="image/jpeg", size=9,
        digest=b"d" * 32, at=NOW, seq=3, text="总包",
    )  # fmt: skip
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await cases.insert(work, [(filed, "check")])
        await evidence.keep(work, "f1", talk.id, filed.id, "notice_board", NOW)
        announced = await evidence.get(work, "f1")
        await evidence.add(work, [row])
        found = await evidence.get(work, "f1")

    assert announced is not None
    assert not announced.kept
    assert found == replace(row, case=filed.id, kind="notice_board", seq=None)


async def test_files_join_the_case_that_was_filed(store: Store) -> None:
    talk, filed, other = conversation(), case(), case()
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await cases.insert(work, [(filed, "check"), (other, "check2")])
        await evidence.add(
            work,
            [
                EvidenceRow(id="f1", conversation=talk.id, at=NOW),
                EvidenceRow(id="f2", conversation=talk.id, case=other.id, at=NOW),
            ],
        )
        await evidence.attach_to_case(work, talk.id, filed.id)
        mine = await evidence.of_case(work, filed.id)
        talked = await evidence.of_conversation(work, talk.id)

    assert [file.id for file in mine] == ["f1"]
    assert [file.id for file in talked] == ["f1", "f2"]


async def test_files_nobody_speaks_of_are_swept_after_their_time(
    store: Store, tmp_path: Path
) -> None:
    talk, root = conversation(), tmp_path / "evidence"
    for name in ("f1", "orphan", "u1.0", "gone.0"):
        await files.write_sealed(store.keys, root, name, _bytes())
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await evidence.add(work, [EvidenceRow(id="f1", conversation=talk.id, at=NOW)])
        await uploads.create(
            work, Upload(id="u1", conversation=talk.id, name="a", type="", size=1, at=NOW)
        )

    now = datetime.now(UTC)
    early = await evidence.sweep(store, root, now - timedelta(days=1))
    late = await evidence.sweep(store, root, now + timedelta(days=1))

    assert (early, late) == (0, 2)
    assert await files.older_than(root, now + timedelta(days=1)) == ["f1", "u1.0"]


async def test_an_upload_goes_on_where_it_broke_off(store: Store) -> None:
    talk = conversation()
    begun = Upload(id="u1", conversation=talk.id, name="录像.mp4", type="", size=10, at=NOW)
    async with store.transaction() as work:
        await conversations.create(work, talk)
        await uploads.create(work, begun)
        first = await uploads.advance(work, "u1", 0, 4)
        again = await uploads.advance(work, "u1", 0, 4)
        too_early = await uploads.finish(work, "u1")
        last = await uploads.advance(work, "u1", 4, 6)
        done = (await uploads.finish(work, "u1"), await uploads.finish(work, "u1"))
        found = await uploads.get(work, "u1")

    assert (first, again, too_early, last, done) == (True, False, False, True, (True, False))
    assert found == replace(begun, received=10, pieces=(0, 4), finished=True)
    async with store.transaction() as work:
        assert await uploads.drop_stale(work, NOW + timedelta(days=1)) == 1
        assert await uploads.get(work, "u1") is None


async def test_a_key_of_an_order_is_known_for_a_day(store: Store) -> None:
    me, other = OfficerId(7), OfficerId(8)
    order: list[Json] = ["350-1", "claim", {"b": 1, "a": [None]}]
    same_order: list[Json] = ["350-1", "claim", {"a": [None], "b": 1}]
    other_order: list[Json] = ["350-1", "close", {}]
    async with store.transaction() as work:
        new = await idempotency.remember(work, me, "k", order, NOW)
        same = await idempotency.remember(work, me, "k", same_order, NOW)
        another = await idempotency.remember(work, me, "k", other_order, NOW)
        of_other = await idempotency.remember(work, other, "k", order, NOW)
        next_day = await idempotency.remember(work, me, "k", order, NOW + timedelta(hours=25))

    assert (new, same, another, of_other, next_day) == (None, True, False, None, None)


async def test_a_directory_row_stands_over_the_last_one_with_its_past(store: Store) -> None:
    row = directory.DirectoryRow(
        kind="agency", key="430112-housing", body={"name": "望城区住建局"}, at=NOW, by="admin"
    )
    async with store.transaction() as work:
        await directory.put(work, row, "named")
        await directory.put(work, replace(row, body={"name": "望城区住房和城乡建设局"}))
        await directory.put(work, replace(row, body={}, removed=True))

    async with store.reading() as reading:
        (stands,) = await directory.load(reading)
        past = await directory.changes(reading, "agency", "430112-housing")
    assert stands.removed
    assert [(change.before, change.after) for change in reversed(past)] == [
        (None, {"name": "望城区住建局"}),
        ({"name": "望城区住建局"}, {"name": "望城区住房和城乡建设局"}),
        ({"name": "望城区住房和城乡建设局"}, None),
    ]


def _paid(amount: int, answer: PaidAnswer | None = None) -> Claimant:
    payment = Payment(
        id="p1", amount_fen=amount, paid_at="2026-11-01", source="employer", proof=(), by="o"
    )
    return Claimant(id="c1", stated_fen=100, payments=(payment,), paid_answer=answer)


async def test_figures_count_cases_of_the_period_without_duplicates(store: Store) -> None:
    filed = [
        case(last_seq=1, reopened=1, claimants=(_paid(40),), clocks=(clock("2026-11-20"),),
             facts={}),
        case(
            main=Status.CLOSED, outcome="paid", claimants=(_paid(100, PaidAnswer.NONE),),
            facts={}, clocks=(),
        ),
        case("440111-housing", claimants=(), facts={}, main=Status.DECLINED),
        case(main=Status.DUPLICATE),
        case(filed_at=NOW - timedelta(days=365), facts={}),
        case(filed_at=NOW - timedelta(days=60)),
    ]  # fmt: skip
    async with store.transaction() as work:
        await cases.insert(work, [(one, f"{one.id}") for one in filed])
        await history.append(work, filed[0].id, [entry(1, "send_back")])
    period = (date(2026, 11, 1), date(2026, 11, 30))

    async with store.reading() as reading:
        everywhere = await figures.count(reading, NATIONWIDE, *period, "division", CHINA, NOW)
        grant = Grant(role=Role.OFFICER, division="440000")
        of_province = await figures.count(
            reading, Scope(grants=(grant,), officer=OfficerId(7)), *period, "month", CHINA, NOW
        )

    zero = dict.fromkeys(("overdue", "returned", "reopened", "contested"), 0)
    assert everywhere.rows == [
        {
            "key": "430112", "cases": 2, "workers": 2, "owed_fen": 200, "paid_fen": 140,
            "overdue": 1, "returned": 1, "reopened": 1, "contested": 1, "resolved": 1,
            "no_result": 0, "last_year": {"cases": 1},
        },
        {
            "key": "440111", "cases": 1, "workers": 0, "owed_fen": 0, "paid_fen": 0, **zero,
            "resolved": 0, "no_result": 1, "last_year": {"cases": 0},
        },
    ]  # fmt: skip
    assert [(row["key"], row["cases"]) for row in of_province.rows] == [("2026-11", 1)]


async def test_a_ledger_goes_through_the_cases_of_a_scope_in_the_order_of_filing(
    store: Store,
) -> None:
    first, other, second = (
        case(filed_at=NOW - timedelta(days=1)),
        case("440111-housing"),
        case(),
    )
    async with store.transaction() as work:
        await cases.insert(work, [(one, f"{one.id}") for one in (second, other, first)])
    scope = Scope(grants=(Grant(role=Role.OFFICER, division="430000"),), officer=OfficerId(7))

    async with store.reading() as reading:
        everything = [one async for one in ledger.all_cases(reading, scope)]
        today = [one async for one in ledger.all_cases(reading, scope, filed_from=NOW)]
        before = [one async for one in ledger.all_cases(reading, scope, filed_before=NOW)]
        nobody = [
            one async for one in ledger.all_cases(reading, Scope(grants=(), officer=OfficerId(7)))
        ]
    assert (everything, today, before, nobody) == ([first, second], [second], [first], [])
