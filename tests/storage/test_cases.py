"""Cases: found by whom they concern, invisible to all others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from handlers.case import AgencyPart, Case, Hold, Mark, Status
from handlers.errors import Invalid, NotFound
from handlers.facts import Known
from handlers.officer import PROGRAM, Grant, OfficerId, Role, Scope
from storage.records import cases, conversations, history, reads, search
from storage.records.cases import Filter
from storage.seal import BrokenSealError
from storage.store import Store
from tests.storage.build import NATIONWIDE, NOW, case, clock, conversation, entry


def _scope(*grants: Grant, officer: int = 7) -> Scope:
    return Scope(grants=grants, officer=OfficerId(officer))


def _officer(division: str | None = None, agency: str | None = None, **more: int) -> Scope:
    return _scope(Grant(role=Role.OFFICER, division=division, agency=agency), **more)


async def _file(store: Store, *filed: Case) -> None:
    async with store.transaction() as work:
        await cases.insert(work, [(one, f"check-{one.id}") for one in filed])


async def _listed(store: Store, scope: Scope, **narrowed: object) -> list[str]:
    async with store.reading() as reading:
        found, _ = await cases.list_cards(reading, scope, Filter(**narrowed))  # type: ignore[arg-type]
    return [one.reference for one in found]


async def test_a_case_comes_back_as_it_was_filed(store: Store) -> None:
    filed = case(
        marks=(
            Mark(name="ask_more", since=NOW, by="officer.0417", args={"field": ["a", 1, None]}),
        ),
        facts={"evidence": Known(value=("iou", "chat")), "months": Known(value=2.5)},
    )
    await _file(store, filed)

    async with store.reading() as reading:
        found = await cases.get(reading, filed.reference, NATIONWIDE)
        by_check = await cases.get_by_check(reading, f"check-{filed.id}")
        nobody = await cases.get_by_check(reading, "another")

    assert found == filed
    assert by_check == filed
    assert nobody is None


async def test_a_change_is_kept_and_seen_in_lists(store: Store) -> None:
    filed = case()
    await _file(store, filed)

    async with store.transaction() as work:
        lent = await cases.lock_by_reference(work, filed.reference, NATIONWIDE)
        mark = Mark(name="listed", since=NOW, by="leader")
        await cases.save(work, [replace(lent, main=Status.ACCEPTED, marks=(mark,), version=2)])

    assert await _listed(store, NATIONWIDE, status="listed") == [filed.reference]
    assert await _listed(store, NATIONWIDE, status="accepted") == [filed.reference]
    assert await _listed(store, NATIONWIDE, status="filed") == []
    assert await _listed(store, NATIONWIDE, status="no such status") == []


@pytest.mark.parametrize(
    ("scope", "sees"),
    [
        (_officer(), True),
        (_officer("430000"), True),
        (_officer("430100"), True),
        (_officer("430112"), True),
        (_officer("430111"), False),
        (_officer("440000"), False),
        (_officer("430112", "430112-labor_inspection"), True),
        (_officer("430000", "430112-labor_inspection"), True),
        (_officer("430112", "430112-housing"), True),
        (_officer("430112", "430112-water"), False),
        (_officer("430111", "430111-labor_inspection"), False),
        (_officer("430112001", "430112-labor_inspection"), False),
        (_officer(officer=99), False),
        (_scope(), False),
    ],
)
async def test_a_case_is_seen_by_agency_and_division_with_all_above(
    store: Store, scope: Scope, sees: bool
) -> None:
    filed = case(
        agencies=(
            AgencyPart(agency="430112-labor_inspection", kind="labor_inspection", role="lead"),
            AgencyPart(agency="430112-housing", kind="housing", role="co"),
            AgencyPart(agency="430112-water", kind="water", role="co", left_at=NOW),
        ),
        barred=(OfficerId(99),),
    )
    await _file(store, filed)

    listed = await _listed(store, scope)

    assert listed == ([filed.reference] if sees else [])
    async with store.transaction() as work:
        if sees:
            assert await cases.lock_by_reference(work, filed.reference, scope) == filed
        else:
            with pytest.raises(NotFound):
                await cases.lock_by_reference(work, filed.reference, scope)


async def test_an_operator_sees_what_he_filed_wherever_it_went(store: Store) -> None:
    far = case("650102-labor_inspection", filed_by=OfficerId(7))
    await _file(store, far)
    intake = _scope(Grant(role=Role.INTAKE, division="430112"))

    assert await _listed(store, intake) == [far.reference]


async def test_a_case_that_is_referred_leaves_the_sight_of_who_had_it(store: Store) -> None:
    filed = case()
    await _file(store, filed)
    async with store.transaction() as work:
        (lent,) = (await cases.lock(work, [filed.id])).values()
        old = replace(lent.agencies[0], left_at=NOW)
        new = AgencyPart(agency="430111-labor_inspection", kind="labor_inspection", role="lead")
        await cases.save(work, [replace(lent, agencies=(old, new))])

    assert await _listed(store, _officer("430112")) == []
    assert await _listed(store, _officer("430111")) == [filed.reference]


async def test_pages_come_next_due_first_without_gap_or_repetition(store: Store) -> None:
    filed = [
        case(
            "430112-labor_inspection" if n % 2 else "430111-labor_inspection",
            clocks=(clock(f"2026-12-{10 + n % 5}"),),
        )
        for n in range(23)
    ]
    await _file(store, *filed)
    scope = _scope(
        Grant(role=Role.OFFICER, division="430112"), Grant(role=Role.OFFICER, division="430111")
    )

    pages, cursor = [], None
    async with store.reading() as reading:
        while True:
            found, cursor = await cases.list_cards(reading, scope, None, cursor, limit=5)
            pages.append([one.id for one in found])
            if cursor is None:
                break

    expected = sorted(filed, key=lambda one: (one.clocks[0].due_at, one.id))
    assert [len(page) for page in pages] == [5, 5, 5, 5, 3]
    assert [one for page in pages for one in page] == [one.id for one in expected]


async def test_a_foreign_cursor_is_refused(store: Store) -> None:
    async with store.reading() as reading:
        for cursor in ("x", "é", "MjAyNi0xMi0wMSAx", "////"):
            with pytest.raises(Invalid):
                await cases.list_cards(reading, NATIONWIDE, None, cursor)


async def test_a_list_can_be_narrowed(store: Store) -> None:
    hold = Hold(
        officer=OfficerId(7), username="officer.0417", name="监察员", agency=None, since=NOW
    )
    mine, other = case(held_by=hold, level="P1"), case("440111-labor_inspection")
    await _file(store, mine, other)

    assert await _listed(store, NATIONWIDE, held_by="officer.0417") == [mine.reference]
    assert await _listed(store, NATIONWIDE, held_by=OfficerId(7)) == [mine.reference]
    assert await _listed(store, NATIONWIDE, unheld=True) == [other.reference]
    assert await _listed(store, NATIONWIDE, level="P1", kind="complaint") == [mine.reference]
    assert await _listed(store, NATIONWIDE, division="440000") == [other.reference]
    assert await _listed(store, NATIONWIDE, division="x") == []
    assert await _listed(store, NATIONWIDE, agency="440111-labor_inspection") == [other.reference]
    assert await _listed(store, NATIONWIDE, due_before="2026-12-01") == []
    assert await _listed(store, NATIONWIDE, due_before="next week") == []
    assert len(await _listed(store, NATIONWIDE, due_before="2026-12-02T00:00:00+08:00")) == 2


@pytest.mark.parametrize(
    "query",
    ["恒达建筑", "公租房", "陈大山", "13812345678", "5678", " 138 1234 5678 ", "扣了身份证"],
)
async def test_a_case_is_found_by_firm_site_name_telephone_and_story(
    store: Store, query: str
) -> None:
    filed = case()
    other = case(facts={"employer": Known(value="广州某某电子厂")}, claimants=())
    await _file(store, filed, other)
    async with store.transaction() as work:
        await search.add_words(work, filed.id, ["他还扣了身份证不让走"])
        await search.add_words(work, filed.id, ["他还扣了身份证不让走，天天催"])

    assert await _listed(store, NATIONWIDE, q=query) == [filed.reference]
    assert await _listed(store, NATIONWIDE, q=filed.reference) == [filed.reference]
    assert await _listed(store, NATIONWIDE, q="不存在的公司") == []


async def test_a_corrected_firm_is_found_by_its_new_name_only(store: Store) -> None:
    filed = case()
    await _file(store, filed)
    async with store.transaction() as work:
        (lent,) = (await cases.lock(work, [filed.id])).values()
        facts = {**lent.facts, "employer": Known(value="长沙顺风建设公司")}
        await cases.save(work, [replace(lent, facts=facts)])

    assert await _listed(store, NATIONWIDE, q="顺风建设") == [filed.reference]
    assert await _listed(store, NATIONWIDE, q="恒达建筑") == []


async def test_nothing_personal_can_be_read_in_the_database_file(store: Store) -> None:
    if store.dialect != "sqlite":
        pytest.skip("reads the file itself")
    await _file(store, case())
    async with store.transaction() as work:
        talk = conversation(door="telegram", address="987654321", state="陈大山".encode())
        await conversations.create(work, talk, "the bearer's key")

    path = store.url.removeprefix("sqlite+aiosqlite:///")
    await store.close()
    with open(path, "rb") as file:  # noqa: PTH123
        content = file.read()

    secrets = ("陈大山", "13812345678", "恒达", "公租房", "987654321", "the bearer's key")
    assert [secret for secret in secrets if secret.encode() in content] == []
    assert b"site_wages" in content


async def test_a_sealed_case_copied_onto_another_does_not_open(store: Store) -> None:
    one, two = case(), case()
    await _file(store, one, two)
    async with store.transaction() as work:
        await work.connection.exec_driver_sql(
            f"UPDATE cases SET body = (SELECT body FROM cases WHERE id = {one.id}) "
            f"WHERE id = {two.id}"
        )

    async with store.reading() as reading:
        assert await cases.get(reading, one.reference, NATIONWIDE) == one
        with pytest.raises(BrokenSealError):
            await cases.get(reading, two.reference, NATIONWIDE)


async def test_leads_about_one_firm_are_counted(store: Store) -> None:
    await _file(store, case(), case(), case(facts={"site": Known(value="望城公租房 工地")}))
    since = NOW - timedelta(days=30)

    async with store.reading() as reading:
        firm = await cases.similar(
            reading, employer="湖南恒达建筑劳务有限公司", site=None, since=since
        )
        both = await cases.similar(reading, employer="别家", site="望城公租房工地", since=since)
        later = await cases.similar(
            reading, employer="湖南恒达建筑劳务有限公司", site=None, since=NOW + timedelta(1)
        )

    assert (firm, both, later) == (2, 3, 0)


async def test_views_count_open_cases_in_sight(store: Store) -> None:
    hold = Hold(officer=OfficerId(7), username="o", name="o", agency=None, since=NOW)
    await _file(
        store,
        case(held_by=hold, clocks=(clock("2026-11-20"),)),
        case(clocks=(clock("2026-11-24"),), level="P1"),
        case(main=Status.CLOSED, outcome="paid"),
        case("440111-labor_inspection"),
    )

    async with store.reading() as reading:
        seen = await cases.count_views(reading, _officer("430112"), OfficerId(7), NOW)
        nothing = await cases.count_views(reading, _scope(), OfficerId(7), NOW)

    assert seen["all"] == 2
    assert (seen["mine"], seen["unowned"]) == (1, 1)
    assert (seen["overdue"], seen["today"], seen["urgent"]) == (1, 2, 1)
    assert set(nothing.values()) == {0}


async def test_a_conversation_lends_its_cases_latest_last(store: Store) -> None:
    talk = conversation()
    async with store.transaction() as work:
        await conversations.create(work, talk)
    one, two = case(conversation=talk.id), case(conversation=talk.id)
    await _file(store, two, one)

    async with store.transaction() as work:
        lent = await cases.of_conversations(work, [talk.id])

    assert lent == {talk.id: (one, two)}


async def test_who_opened_a_case_is_written_down(store: Store) -> None:

    filed = case()
    await _file(store, filed)
    async with store.transaction() as work:
        await reads.add(work, filed.id, PROGRAM, Role.OFFICER, NOW)

    async with store.reading() as reading:
        (one,) = await reads.of_case(reading, filed.id)

    assert (one.by, one.role, one.at) == ("program", "officer", NOW)


async def test_an_untouched_history_proves_itself(store: Store) -> None:
    one, two = case(last_seq=3), case(last_seq=1)
    await _file(store, one, two)
    async with store.transaction() as work:
        await history.append(work, one.id, [entry(1, "filed")])
        await history.append_all(work, {one.id: [entry(2), entry(3, undoes=2)], two.id: [entry(1)]})
        assert await history.anchor(work, NOW.date(), NOW) == 2
        assert await history.anchor(work, NOW.date(), NOW) == 0

    async with store.reading() as reading:
        entries = await history.of_case(reading, one.id)
        assert await history.verify(reading) is None
        assert await history.verify(reading, two.id) is None

    assert [e.seq for e in entries] == [1, 2, 3]
    assert entries[1].undone_by == 3
    assert len({e.fingerprint for e in entries}) == 3


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("UPDATE history SET content = chain WHERE case_id = {case} AND seq = 2", "chain"),
        ("UPDATE history SET action = 'paid' WHERE case_id = {case} AND seq = 2", "chain"),
        ("DELETE FROM history WHERE case_id = {case} AND seq = 2", "gap"),
        ("DELETE FROM history WHERE case_id = {case} AND seq = 3", "cut"),
        (
            "UPDATE history_bodies SET body = (SELECT body FROM history_bodies AS other "
            "WHERE other.case_id = {case} AND other.seq = 1) WHERE case_id = {case} AND seq = 2",
            "content",
        ),
    ],
)
async def test_a_changed_history_names_its_first_broken_entry(
    store: Store, damage: str, why: str
) -> None:
    filed = case(last_seq=3)
    await _file(store, filed)
    async with store.transaction() as work:
        await history.append(work, filed.id, [entry(1), entry(2), entry(3)])
    async with store.transaction() as work:
        if store.dialect == "sqlite":
            for event in ("update", "delete"):
                await work.connection.exec_driver_sql(f"DROP TRIGGER history_no_{event}")
            await work.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            await work.connection.exec_driver_sql("SET session_replication_role = replica")
        if "DELETE FROM history " in damage:
            seq = damage[-1]
            await work.connection.exec_driver_sql(
                f"DELETE FROM history_bodies WHERE case_id = {filed.id} AND seq = {seq}"
            )
        await work.connection.exec_driver_sql(damage.format(case=filed.id))

    async with store.reading() as reading:
        broken = await history.verify(reading)
        alone = await history.verify(reading, filed.id)

    assert broken == alone
    assert broken is not None
    assert (broken.case, broken.why) == (filed.id, why)
    assert broken.seq == (3 if why in ("gap", "cut") else 2)


async def test_a_cut_end_shows_against_the_anchor_even_if_the_case_was_changed_too(
    store: Store,
) -> None:
    filed = case(last_seq=2)
    await _file(store, filed)
    async with store.transaction() as work:
        await history.append(work, filed.id, [entry(1), entry(2)])
        await history.anchor(work, NOW.date(), NOW)
    async with store.transaction() as work:
        if store.dialect == "sqlite":
            await work.connection.exec_driver_sql("DROP TRIGGER history_no_delete")
        else:
            await work.connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in (
            "DELETE FROM history_bodies WHERE seq = 2",
            "DELETE FROM history WHERE seq = 2",
            "UPDATE cases SET last_seq = 1",
        ):
            await work.connection.exec_driver_sql(statement)

    async with store.reading() as reading:
        broken = await history.verify(reading)

    assert broken == history.BrokenEntry(case=filed.id, seq=2, why="anchor")


async def test_words_can_be_erased_and_the_chain_still_holds(store: Store) -> None:
    filed = case(last_seq=2)
    await _file(store, filed)
    async with store.transaction() as work:
        await history.append(work, filed.id, [entry(1), entry(2)])
        await history.erase_words(work, filed.id)

    async with store.reading() as reading:
        assert await history.of_case(reading, filed.id) == []
        assert await history.verify(reading) is None


@pytest.mark.parametrize("table", ["history", "anchors", "anchored_heads", "reads"])
@pytest.mark.parametrize("order", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
async def test_history_can_only_be_added_to(store: Store, table: str, order: str) -> None:

    filed = case(last_seq=1)
    await _file(store, filed)
    async with store.transaction() as work:
        await history.append(work, filed.id, [entry(1)])
        await history.anchor(work, NOW.date(), NOW)
        await reads.add(work, filed.id, PROGRAM, Role.OFFICER, NOW)
    column = "day" if table == "anchors" else "case_id"

    async def damage() -> None:
        async with store.transaction() as work:
            await work.connection.exec_driver_sql(order.format(table=table, column=column))

    with pytest.raises(DBAPIError, match="append-only"):
        await damage()
