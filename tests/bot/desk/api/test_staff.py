"""Accounts over the API: an administrator makes and closes them within his own grants."""

from tests.bot.desk.api.outside import COUNTY, INSPECTION, Outside


async def test_an_administrator_makes_accounts_within_his_place_and_not_beyond(
    outside: Outside,
) -> None:
    admin = await outside.person("admin", "admin", agency=None)
    officer = await outside.person("officer.0417", "officer")
    role = {"role": "officer", "agency": INSPECTION}

    made = await admin.post("staff", {"username": "new", "name": "新来的", "roles": [role]})

    assert made.status == 201
    assert made.body["link"].startswith("/desk/login?invite=")
    assert (await admin.post("staff", {"username": "new", "roles": [role]})).code == "taken"
    beyond = {"username": "x", "roles": [{"role": "officer", "division": "430000"}]}
    assert (await admin.post("staff", beyond)).code == "role"
    assert (await officer.post("staff", {"username": "x", "roles": [role]})).code == "role"
    assert (await officer.get("staff")).code == "role"
    known = {one["username"]: one for one in (await admin.get("staff")).body["staff"]}
    assert set(known) == {"admin", "new", "officer.0417"}
    assert known["new"]["roles"] == [
        {"role": "officer", "division": COUNTY, "agency": INSPECTION}
    ]  # fmt: skip
    for wrong in ({}, {"username": "a b", "roles": [role]}, {"username": "x", "roles": []},
                  {"username": "x", "roles": [{"role": "program"}]}):  # fmt: skip
        assert (await admin.post("staff", wrong)).status == 422, wrong


async def test_an_account_is_closed_opened_reset_and_given_other_roles(outside: Outside) -> None:
    admin = await outside.person("admin", "admin", agency=None)
    officer = await outside.person("officer.0417", "officer")
    far = await outside.person("far", "admin", division="430103", agency=None)
    path = "staff/officer.0417/actions"

    assert (await far.post(f"{path}/close")).status == 404
    assert (await admin.post("staff/admin/actions/close")).code == "same_person"
    assert (await admin.post(f"{path}/close")).status == 200
    assert (await officer.get("cases")).status == 401
    assert (await admin.post(f"{path}/open")).status == 200
    roles = {"roles": [{"role": "intake", "division": COUNTY}]}
    assert (await admin.post(f"{path}/set_roles", roles)).status == 200
    reference = await outside.file(officer)
    assert (await officer.act(reference, "verify", {})).code == "role"
    reset = await admin.post(f"{path}/reset")
    assert "invite=" in reset.body["link"]
    assert (await admin.post(f"{path}/fly")).status == 404
