"""The calls of the desk API: order of checks, sight, versions, keys, cursors, files, hand-over."""

from io import BytesIO
from typing import Any

import pytest
from aiohttp import FormData

from bot.desk.guard import SCOPES
from tests.bot.channels.web.fakes import PNG
from tests.bot.desk.api.outside import COUNTY, INSPECTION, Caller, Outside

AUDITORS_NINE = {
    "reference", "version", "status", "resumes_as", "phase", "marks", "clocks", "next_due",
    "moves", "history",
}  # fmt: skip


async def claimed(outside: Outside) -> tuple[Caller, str]:
    """An officer of the lead agency with a case he holds."""
    officer = await outside.person("officer.0417", "officer")
    reference = await outside.file(officer)
    assert (await officer.act(reference, "claim")).body["status"] == "delivered"
    return officer, reference


async def test_a_body_is_read_before_anybody_is_asked_who_he_is(outside: Outside) -> None:
    nobody = outside.nobody()
    reader = await outside.person("reader", "officer", scopes=["cases:read"])

    for raw in (b"{", b"[]", b'{"a": NaN}', b"\xff", b'{"a": "\\ud800"}', b"[" * 5000):
        answer = await nobody.call("POST", "cases", data=raw)
        assert (answer.status, answer.code) == (400, "bad_request"), raw
    assert (await nobody.post("cases", {})).status == 401
    assert (await nobody.get("cases")).code == "unauthorized"
    forged = Caller(outside=outside, token="xs_forged")
    assert (await forged.get("cases")).status == 401
    assert (await reader.act("350-0000-0", "fly")).code == "scope"
    assert (await reader.call("DELETE", "cases")).code == "method"
    assert (await reader.get("nowhere")).code == "not_found"
    large = await nobody.call("POST", "cases", data=BytesIO(b" " * (2 << 20)))
    assert (large.status, large.code) == (413, "too_large")


async def test_an_operator_files_what_a_caller_says_and_a_given_fact_wins(
    outside: Outside,
) -> None:
    operator = await outside.everywhere("operator", "intake")

    answer = await operator.post(
        "cases", {"text": "在望城区工地干活，七个人欠三万五", "facts": {"amount_fen": 4_000_000}}
    )

    assert answer.status == 201
    assert answer.body["channel"] == "phone"
    assert answer.body["facts"]["amount_fen"]["value"] == 4_000_000
    assert answer.body["facts"]["headcount"]["value"] == 7
    assert answer.body["kind"] == "tip"
    for wrong, field in (
        ({}, "text"), ({"text": " "}, "text"), ({"facts": []}, "facts"),
        ({"text": "x", "story": 1}, "story"), ({"facts": {"amount_fen": -1}}, "facts/amount_fen"),
        ({"facts": {"moon": 1}}, "facts/moon"), ({"text": "x", "unnamed": 1}, "unnamed"),
    ):  # fmt: skip
        refused = await operator.post("cases", wrong)
        assert (refused.status, refused.body["error"]["field"]) == (422, field), wrong
    leader = await outside.everywhere("leader", "leader")
    assert (await leader.post("cases", {"text": "x"})).code == "role"


async def test_out_of_scope_does_not_exist_and_a_barred_officer_sees_nothing(
    outside: Outside,
) -> None:
    officer, reference = await claimed(outside)
    stranger = await outside.person("stranger", "officer", division="430103",
                                    agency="430103-labor_inspection")  # fmt: skip
    supervisor = await outside.person("boss", "supervisor")

    assert (await stranger.get(f"cases/{reference}")).status == 404
    assert (await stranger.act(reference, "release", {"reason": "不归我"})).status == 404
    assert (await stranger.get("cases")).body == {"cases": [], "next": None}
    barred = await supervisor.act(
        reference, "bar", {"officer": "officer.0417", "barred": True, "reason": "亲戚"}
    )
    assert barred.body["held_by"] is None
    assert (await officer.get(f"cases/{reference}")).status == 404
    assert (await officer.get("cases")).body["cases"] == []
    assert (await officer.get("cases", q=reference)).body["cases"] == []


async def test_each_role_is_shown_its_part_and_the_rest_is_absent(outside: Outside) -> None:
    _, reference = await claimed(outside)
    auditor = await outside.everywhere("auditor", "auditor")
    leader = await outside.everywhere("leader", "leader")
    admin = await outside.everywhere("admin", "admin")
    author = await outside.everywhere("author", "author")
    duty = await outside.everywhere("duty", "duty")

    seen = (await auditor.get(f"cases/{reference}")).body
    assert set(seen) == AUDITORS_NINE
    assert "reason" not in seen["history"][0]
    assert seen["moves"] == []
    assert set((await leader.get(f"cases/{reference}")).body) == AUDITORS_NINE - {"history"}
    for person in (admin, author, duty):
        assert (await person.get(f"cases/{reference}")).code == "role"
        assert (await person.get("cases")).body["cases"] == []


async def test_a_read_is_written_down_and_shown_to_whom_it_concerns(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    supervisor = await outside.person("boss", "supervisor")
    before = (await officer.get(f"cases/{reference}")).body["version"]

    reads = (await supervisor.get(f"cases/{reference}/reads")).body["reads"]

    assert [(read["by"], read["role"]) for read in reads] == [("officer.0417", "officer")]
    assert (await officer.get(f"cases/{reference}/reads")).code == "role"
    assert (await officer.get(f"cases/{reference}")).body["version"] == before


async def test_a_stale_page_hears_who_was_faster_and_what_happened(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    supervisor = await outside.person("boss", "supervisor")
    seen = (await officer.get(f"cases/{reference}")).body["version"]
    await supervisor.act(reference, "set_level", {"level": "P4", "reason": "不急"})

    by_header = await officer.act(
        reference, "accept", {"number": "1号"}, headers={"If-Match": f'"{seen}"'}
    )
    by_body = await officer.act(reference, "accept", {"number": "1号", "version": seen})

    for answer in (by_header, by_body):
        assert (answer.status, answer.code) == (409, "stale")
        error = answer.body["error"]
        assert (error["version"], error["by"]) == (seen + 1, "boss")
        assert [entry["action"] for entry in error["since"]] == ["set_level"]
    wrong = await officer.act(reference, "accept", {}, headers={"If-Match": "x"})
    assert wrong.status == 400
    now = {"If-Match": f'"{seen + 1}"'}
    assert (await officer.act(reference, "accept", {"number": "1号"}, headers=now)).status == 200


async def test_of_two_claims_one_wins_and_the_other_hears_who(outside: Outside) -> None:
    _, reference = await claimed(outside)
    slow = await outside.person("slow", "officer")

    answer = await slow.act(reference, "claim")

    assert (answer.status, answer.code) == (409, "held")
    assert answer.body["error"]["held_by"]["username"] == "officer.0417"
    assert answer.body["error"]["held_by"]["since"]


async def test_the_same_key_orders_once_and_another_body_is_refused(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    key = {"Idempotency-Key": "k1"}

    first = await officer.act(reference, "note", {"text": "看过"}, headers=key)
    again = await officer.act(reference, "note", {"text": "看过"}, headers=key)
    other = await officer.act(reference, "note", {"text": "没看"}, headers=key)

    assert first.body == again.body
    assert (other.status, other.code) == (422, "idempotency")
    filed = [await officer.post("cases", {"text": "欠薪三千"}, headers={"Idempotency-Key": "k2"})
             for _ in range(2)]  # fmt: skip
    assert [answer.status for answer in filed] == [201, 201]
    assert filed[0].body == filed[1].body
    assert len((await officer.get("cases")).body["cases"]) == 1
    long = {"Idempotency-Key": "k" * 300}
    assert (await officer.act(reference, "note", {"text": "x"}, headers=long)).status == 400


async def test_a_referred_case_is_shown_once_more_and_then_gone(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    key = {"Idempotency-Key": "k"}
    body = {"agency": "430103-labor_inspection", "role": "lead", "reason": "在天心区"}

    answer = await officer.act(reference, "refer", body, headers=key)

    assert answer.status == 200
    assert answer.body["status"] == "referred"
    assert (await officer.get(f"cases/{reference}")).status == 404
    assert (await officer.act(reference, "refer", body, headers=key)).status == 200


async def test_lists_are_cut_into_pages_and_foreign_cursors_refused(outside: Outside) -> None:
    officer = await outside.person("officer.0417", "officer")
    filed = {await outside.file(officer) for _ in range(5)}

    seen: list[str] = []
    query: dict[str, Any] = {"limit": 2}
    while True:
        page = (await officer.get("cases", **query)).body
        seen += [card["reference"] for card in page["cases"]]
        if page["next"] is None:
            break
        query["cursor"] = page["next"]

    assert len(seen) == 5
    assert set(seen) == filed
    cursor = query["cursor"]
    for wrong in ({"limit": 0}, {"limit": 201}, {"limit": "x"}, {"cursor": "x"}, {"cursor": ""},
                  {"cursor": "c.eyJh"}):  # fmt: skip
        assert (await officer.get("cases", **wrong)).status == 400, wrong
    assert (await officer.get("tasks", cursor=cursor)).status == 400
    for nothing in (
        {"status": "moon"}, {"held_by": "x"}, {"due_before": "x"}, {"q": "\x00"},
        {"division": "99"}, {"kind": "x"}, {"level": "P9"}, {"agency": "x"},
    ):  # fmt: skip
        assert (await officer.get("cases", **nothing)).body["cases"] == [], nothing
    assert len((await officer.get("cases", division=COUNTY)).body["cases"]) == 5
    assert len((await officer.get("cases", agency=INSPECTION)).body["cases"]) == 5


async def test_a_sealed_field_opens_with_a_reason_and_the_scope_for_it(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    supervisor = await outside.person(
        "boss", "supervisor", scopes=[s for s in SCOPES if s != "identity:read"]
    )
    body = {"field": "phone", "reason": "要打电话"}

    assert (await supervisor.act(reference, "reveal", body)).code == "scope"
    opened = (await officer.act(reference, "reveal", body)).body

    assert "13800001234" in opened["revealed"].values()
    assert opened["facts"]["phone"] == {"value": "138****1234", "sealed": True}
    seen = (await officer.get(f"cases/{reference}")).body
    assert "revealed" not in seen
    assert "13800001234" not in str(seen)
    assert seen["history"][-1]["action"] == "reveal"


async def test_a_file_is_kept_with_its_case_and_comes_back_as_it_was(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    leader = await outside.everywhere("leader", "leader")

    def photo() -> FormData:
        form = FormData(quote_fields=False)
        form.add_field("file", PNG, filename="工牌.png", content_type="image/png")
        return form

    kept = await officer.call("POST", f"cases/{reference}/files", data=photo())

    assert kept.status == 201
    assert set(kept.body) == {"file"}
    listed = (await officer.get(f"cases/{reference}/files")).body["files"]
    assert [(file["file"], file["name"]) for file in listed] == [(kept.body["file"], "工牌.png")]
    assert (await officer.get(f"cases/{reference}/files/{kept.body['file']}")).body == PNG
    assert (await leader.call("POST", f"cases/{reference}/files", data=photo())).code == "role"
    empty = FormData()
    empty.add_field("other", b"x", filename="x")
    assert (await officer.call("POST", f"cases/{reference}/files", data=empty)).status == 422
    assert (await officer.post(f"cases/{reference}/files", {})).status == 400


async def test_everything_held_passes_to_the_deputy_in_one_action(outside: Outside) -> None:
    officer, reference = await claimed(outside)
    second = await outside.file(officer)
    await officer.act(second, "claim")
    deputy = await outside.person("deputy", "officer")
    boss = await outside.person("boss", "supervisor")
    other = await outside.person("other", "supervisor", division="430103", agency=None)
    path = f"staff/{officer.officer.username}/actions/hand_over"  # type: ignore[union-attr]
    body = {"to": "deputy", "until": "2026-12-01", "reason": "休假"}

    assert (await deputy.post(path, body)).code == "role"
    assert (await other.post(path, body)).status == 404
    assert (await boss.post("staff/nobody/actions/hand_over", body)).status == 404
    assert (await boss.post("staff/officer.0417/actions/fly", body)).status == 404
    for wrong in ({}, {**body, "to": "officer.0417"}, {**body, "to": "x"}, {**body, "until": "x"}):
        assert (await boss.post(path, wrong)).status == 422, wrong
    done = await boss.post(path, body, headers={"Idempotency-Key": "k"})

    assert (done.status, done.body) == (200, {"handed_over": 2})
    again = await boss.post(path, body, headers={"Idempotency-Key": "k"})
    assert again.body == {"handed_over": 2}
    for each in (reference, second):
        seen = (await deputy.get(f"cases/{each}")).body
        assert seen["held_by"]["username"] == "deputy"
        assert seen["history"][-1]["action"] == "hand_over"
    back = await boss.act(reference, "assign", {"to": "officer.0417"})
    assert (back.status, back.body["error"]["field"]) == (422, "to"), "he is away"


async def test_figures_name_what_they_count(outside: Outside) -> None:
    officer, _ = await claimed(outside)
    operator = await outside.person("operator", "intake", agency=None)
    admin = await outside.everywhere("admin", "admin")

    seen = (await officer.get("figures", by="division")).body

    assert {"from", "to", "by", "rows", "total"} == set(seen)
    (row,) = seen["rows"]
    assert (row["key"], row["name"], row["cases"], row["owed_fen"]) == (
        COUNTY, "望城区", 1, 700_000,
    )  # fmt: skip
    by_agency = (await officer.get("figures", by="agency")).body["rows"]
    assert by_agency[0]["name"].endswith("劳动监察")
    assert (await operator.get("figures")).body["total"]["cases"] == 0
    await outside.file(operator)
    assert (await operator.get("figures")).body["total"]["cases"] == 1
    assert (await admin.get("figures")).body["total"]["cases"] == 0
    for wrong in ({"by": "moon"}, {"from": "x"}, {"from": "2026-12-01", "to": "2026-11-01"},
                  {"to": "9999-12-31"}):  # fmt: skip
        assert (await officer.get("figures", **wrong)).status == 400, wrong


async def test_an_alarm_carries_the_whole_words_and_is_taken_by_one(outside: Outside) -> None:
    worker = await outside.stage.open()
    await worker.say("老板不给钱，我站在楼顶，不想活了")
    duty = await outside.everywhere("duty", "duty")
    other = await outside.everywhere("other", "duty")
    boss = await outside.everywhere("boss", "supervisor")
    officer = await outside.person("officer.0417", "officer")

    (alarm,) = (await duty.get("alarms")).body["alarms"]
    assert alarm["last_words"] == [{"seq": 2, "text": "老板不给钱，我站在楼顶，不想活了"}]
    assert (await officer.get("alarms")).body["alarms"] == [], "its place is unknown"
    path = f"alarms/{alarm['alarm']}/actions"
    taken = await duty.post(f"{path}/take")

    assert (taken.body["state"], taken.body["taken_by"]) == ("taken", "duty")
    held = await other.post(f"{path}/take")
    assert (held.status, held.code) == (409, "held")
    assert (await officer.post(f"{path}/take")).status == 404
    assert (await other.post(f"{path}/message", {"text": "在吗"})).code == "role"
    assert (await duty.post(f"{path}/message", {})).status == 422
    assert (await duty.post(f"{path}/message", {"text": "我在，别挂"})).status == 200
    await outside.stage.settle()
    assert [message.sender for message in await worker.heard()] == ["officer"]
    assert (await duty.post(f"{path}/review", {})).code == "role"
    over = await boss.post(f"{path}/review", {"outcome": "safe", "text": "人没事"})
    assert over.body["state"] == "reviewed"
    assert (await boss.get("alarms")).body["alarms"] == []
    assert len((await boss.get("alarms", state="reviewed")).body["alarms"]) == 1
    assert (await boss.post(f"{path}/review", {})).code == "not_from_here"
    assert (await boss.post("alarms/x/actions/take")).status == 404


async def test_a_task_is_taken_and_what_it_found_is_written(outside: Outside) -> None:
    officer = await outside.person("officer.0417", "officer")
    other = await outside.person("other", "officer")
    reference = await outside.file(officer, funding=None)

    (task,) = (await officer.get("tasks", kind="find_funding")).body["tasks"]
    path = f"tasks/{task['task']}/actions"

    assert (task["reference"], task["state"], task["held_by"]) == (reference, "open", None)
    assert (await officer.post(f"{path}/done", {})).code == "not_from_here"
    assert (await officer.post(f"{path}/take")).body["held_by"] == "officer.0417"
    assert (await other.post(f"{path}/take")).code == "held"
    assert (await officer.post(f"{path}/done", {"result": "moon"})).status == 422
    done = await officer.post(f"{path}/done", {"result": "government"})
    assert (done.body["state"], done.body["result"]) == ("done", "government")
    seen = (await officer.get(f"cases/{reference}")).body
    assert seen["facts"]["funding"]["value"] == "government"
    assert (await officer.get("tasks", state="done")).body["tasks"] != []


@pytest.mark.parametrize("path", ["cases", "alarms", "tasks", "figures", "cases/%00"])
async def test_answers_about_people_are_never_kept(outside: Outside, path: str) -> None:
    officer = await outside.person("officer.0417", "officer")

    answer = await officer.get(path)

    assert answer.status in (200, 404)
    assert answer.headers["Cache-Control"] == "no-store"
