"""The directory edited from outside: rows over the shipped ones, with history, undo and preview."""

from bot.services.directory import Directories
from bot.services.world import Worlds
from handlers.world import Duty
from storage.defaults import load_calendar, load_directory
from tests.bot.desk.api.outside import INSPECTION, Outside

AGENCY = {
    "id": INSPECTION, "name": "望城区劳动监察大队", "source": "区政府网站", "checked": "2026-11-24",
}  # fmt: skip
#: Manufacturing in this county goes to the township first.
ROW = {"row": "900", "division": "430112", "when": "matter=wages industry=manufacturing",
       "lead": "township", "instead": "yes"}  # fmt: skip


async def test_a_row_is_written_over_the_shipped_one_and_taken_back(outside: Outside) -> None:
    admin = await outside.everywhere("admin", "admin")
    officer = await outside.person("officer.0417", "officer")
    worlds = outside.stage.product.worlds

    assert (await officer.post("directory/agency", AGENCY)).code == "role"
    assert (await admin.post("directory/agency", AGENCY)).body == {"key": INSPECTION}
    assert worlds.directory.agencies[INSPECTION].name == "望城区劳动监察大队"
    renamed = {**AGENCY, "name": "望城区监察局", "reason": "改名"}
    await admin.post("directory/agency", renamed)
    past = (await admin.get(f"directory/agency/{INSPECTION}/history")).body["changes"]
    assert [change["after"]["name"] for change in past] == ["望城区监察局", "望城区劳动监察大队"]
    assert past[0]["reason"] == "改名"
    assert (await admin.post(f"directory/agency/{INSPECTION}/actions/undo")).status == 200
    assert worlds.directory.agencies[INSPECTION].name == "望城区劳动监察大队"
    assert (await admin.post(f"directory/agency/{INSPECTION}/actions/remove")).status == 200
    assert INSPECTION not in worlds.directory.agencies
    await admin.post(f"directory/agency/{INSPECTION}/actions/undo")
    assert INSPECTION in worlds.directory.agencies


async def test_a_wrong_row_is_named_and_an_administrator_stays_in_his_place(
    outside: Outside,
) -> None:
    admin = await outside.everywhere("admin", "admin")
    local = await outside.person("local", "admin", agency=None)

    for kind, row, field in (
        ("agency", {**AGENCY, "id": "x"}, "id"), ("agency", {**AGENCY, "name": ""}, "name"),
        ("agency", {**AGENCY, "moon": "1"}, "moon"), ("threshold", {"name": "x"}, "division"),
        ("clock", {"name": "x", "division": "430112", "length": "?"}, "length"),
        ("calendar", {"year": "2027", "days": "2026-01-01,off"}, "days"),
        ("crime_line", {"division": "430000", "one_worker_fen": "x"}, "row"),
    ):  # fmt: skip
        refused = await admin.post(f"directory/{kind}", row)
        assert (refused.status, refused.body["error"]["field"]) == (422, field), (kind, row)
    contradictory = {"row": "901", "division": "000000", "when": "matter=wages", "lead": "police"}
    fault = await admin.post("directory/routing", contradictory)
    assert (fault.status, fault.code) == (422, "fault")
    assert (await admin.post("directory/moon", {})).status == 404
    assert (await local.post("directory/agency", AGENCY)).status == 200
    assert (await local.post("directory/agency", {**AGENCY, "id": "430103-housing"})).code == "role"
    nationwide = {"name": "collective_heads", "division": "000000", "value": "20"}
    assert (await local.post("directory/threshold", nationwide)).code == "role"


async def test_a_routing_row_shows_what_it_would_move_before_it_does(outside: Outside) -> None:
    admin = await outside.everywhere("admin", "admin", "officer")
    moved = await outside.file(admin, industry="manufacturing")
    await outside.file(admin)

    shown = (await admin.post("directory/routing/preview", ROW)).body["moved"]

    assert [one["reference"] for one in shown] == [moved]
    assert shown[0]["after"]["lead_agency"]["kind"] == "township"
    await admin.post("directory/routing", ROW)
    new = await admin.post("cases", {"text": "厂里欠薪", "facts": {
        "division": "430112", "industry": "manufacturing", "amount_fen": 100_000}})  # fmt: skip
    assert new.body["routing"]["lead_agency"]["kind"] == "township"


async def test_a_year_s_calendar_is_loaded_and_provisional_clocks_are_counted_anew(
    outside: Outside,
) -> None:
    admin = await outside.everywhere("admin", "admin", "officer")
    outside.stage.clock.advance(days=35)
    reference = await outside.file(admin)
    before = {clock["name"]: clock for clock in
              (await admin.get(f"cases/{reference}")).body["clocks"]}  # fmt: skip
    assert before["inspection_accept"]["provisional"]
    days = "\n".join(f"2027-01-0{day},off" for day in range(1, 9))

    answer = await admin.post("directory/calendar", {"year": "2027", "days": days})

    assert answer.body == {"key": "2027"}
    assert not outside.stage.product.worlds.calendar.is_provisional(outside.stage.clock().date())
    await outside.stage.settle()
    after = {clock["name"]: clock for clock in
             (await admin.get(f"cases/{reference}")).body["clocks"]}  # fmt: skip
    assert not after["inspection_accept"]["provisional"]
    assert after["inspection_accept"]["due_at"] > before["inspection_accept"]["due_at"]


async def test_another_process_takes_up_what_was_changed(outside: Outside) -> None:
    admin = await outside.everywhere("admin", "admin", "author")
    await admin.post("directory/agency", AGENCY)
    canned = {"name": "received", "title": "收到", "text": "您的材料收到了。", "action": "message"}
    await admin.post("directory/canned", canned)
    await admin.post("directory/article", {"id": "wage-arrears", "reviewed": "2026-11-24"})
    product = outside.stage.product
    worlds = Worlds(load_directory(), load_calendar(), product.worlds.articles, Duty())

    await Directories(product.store, worlds, product.casework, product.clock).refresh()

    assert worlds.directory.agencies[INSPECTION].name == "望城区劳动监察大队"
    assert [one["title"] for one in worlds.canned] == ["收到"]
