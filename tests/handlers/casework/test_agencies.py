"""Who has it and who answers: claimed, delivered, referred, sent back, disputed, handed over."""

from dataclasses import replace

from handlers.directory import Agency
from handlers.officer import PROGRAM
from handlers.phrases import Phrase
from tests.handlers.casework.desk import (
    ARBITER,
    DIRECTORY,
    HOUSING,
    HOUSING_OFFICER,
    INSPECTION,
    INTAKE,
    LEADER,
    NATIONWIDE,
    OFFICER,
    SECOND,
    SUPERVISOR,
    Desk,
    accepted,
    delivered,
    filed,
    officer,
    order,
    put,
    serve,
    today,
    verified,
    world,
)  # fmt: skip
from tests.handlers.casework.refusing import refused

TRIAGE_INTAKE = officer(40, "intake", agency=None, division=None)
OTHER = "430112-transport"
OTHER_OFFICER = officer(41, "officer", agency=OTHER)


def test_the_first_officer_of_the_lead_who_claims_it_delivers_it() -> None:
    desk = filed()

    desk.does(OFFICER, "claim")

    case = desk.case
    assert (case.main, case.status) == ("delivered", "delivered")
    assert desk.holder == OFFICER.username
    assert [hold.agency for hold in (case.held_by,) if hold] == [INSPECTION]
    assert case.delivered_at == case.lead.delivered_at is not None
    assert not desk.runs("unowned")
    assert desk.runs("agency_silent")
    assert desk.clock("inspection_lookback").state == "met"
    assert desk.clock("arbitration_limit").started_at == today(desk)
    assert desk.told == ["told-delivered-due"]


def test_of_two_claims_one_wins() -> None:
    desk = delivered()

    assert refused(desk.does, SECOND, "claim") == "held"
    assert refused(desk.does, OFFICER, "claim") == "held"


def test_a_co_agency_does_not_claim() -> None:
    desk = filed()
    assert refused(desk.does, HOUSING_OFFICER, "claim") == "not_lead"


def test_where_triage_leads_a_claim_leaves_it_filed() -> None:
    desk = filed(division=None)

    desk.does(TRIAGE_INTAKE, "claim")
    assert desk.case.main == "filed"
    desk.does(TRIAGE_INTAKE, "release", reason="换人")
    desk.does(NATIONWIDE, "claim")
    assert desk.case.main == "filed"
    assert desk.told == []


def test_an_intake_claims_for_an_agency_without_accounts_and_it_stays_filed() -> None:
    desk = filed()
    assert refused(desk.does, INTAKE, "claim") == "role"

    desk.world = world(staffed=frozenset())
    desk.does(INTAKE, "claim")

    assert desk.case.main == "filed"


def test_released_it_looks_for_an_owner_again() -> None:
    desk = delivered()

    assert refused(desk.does, SECOND, "release", reason="换人") == "not_held"
    assert refused(desk.does, OFFICER, "release", reason=" a ") == "422 reason"
    desk.does(OFFICER, "release", reason="换人")

    assert desk.case.held_by is None
    assert desk.case.last_holder is not None
    assert desk.runs("unowned")


def test_a_supervisor_assigns_to_who_can_have_it() -> None:
    desk = filed()
    gone = officer(50, "officer", active=False)
    away = officer(51, "officer", absent_until=desk.now.date())
    desk.world = world(officers=(OFFICER, SUPERVISOR, LEADER, HOUSING_OFFICER, gone, away))

    for to in ("nobody", gone.username, away.username, LEADER.username):
        assert refused(desk.does, SUPERVISOR, "assign", to=to) == "422 to"
    assert refused(desk.does, OFFICER, "assign", to=OFFICER.username) == "role"
    desk.does(SUPERVISOR, "assign", to=OFFICER.username)

    assert desk.case.main == "delivered"
    assert desk.holder == OFFICER.username
    assert desk.notices == [(OFFICER.username, "assigned")]


def test_assigned_to_a_co_agency_it_is_not_delivered() -> None:
    desk = filed()

    desk.does(SUPERVISOR, "assign", to=HOUSING_OFFICER.username)

    assert desk.case.main == "filed"
    assert desk.holder == HOUSING_OFFICER.username


def test_delivered_to_an_outside_system_with_its_number_or_a_file() -> None:
    desk = filed()

    assert refused(desk.does, INTAKE, "deliver", how="mail") == "422 number"
    assert refused(desk.does, HOUSING_OFFICER, "deliver", how="api", number="1") == "not_lead"
    desk.does(PROGRAM, "deliver", how="api", number="77", at="2026-11-25T09:00:00+08:00")

    assert desk.case.main == "delivered"
    assert desk.case.lead.number == "77"
    assert str(desk.case.delivered_at) == "2026-11-25 09:00:00+08:00"


def test_triage_has_nowhere_to_deliver() -> None:
    desk = filed(division=None)
    assert refused(desk.does, NATIONWIDE, "deliver", how="api", number="1") == "gate lead"


def test_referred_it_is_filed_again_with_the_other_agency() -> None:
    desk = delivered()

    assert refused(desk.does, OFFICER, "refer", role="lead", agency=INSPECTION, reason="不归") == (
        "422 agency"
    )
    assert refused(desk.does, OFFICER, "refer", role="lead", agency="x-y", reason="不归我们") == (
        "422 agency"
    )
    assert refused(desk.does, OFFICER, "refer", agency=OTHER, reason="不归我们") == "422 role"
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")

    case = desk.case
    assert (case.main, case.status, case.held_by) == ("filed", "referred", None)
    assert case.lead.agency == OTHER
    assert case.lead.referred_from == INSPECTION
    assert desk.runs("referral_return")
    assert desk.runs("unowned")
    assert desk.told == ["told-referred"]
    assert refused(desk.does, OFFICER, "note", text="还能看吗") == "not_found"


def test_referred_to_another_inspection_its_clock_runs_anew() -> None:
    desk = accepted()
    desk.wait(days=3)

    desk.does(OFFICER, "refer", role="lead", agency="430103-labor_inspection", reason="不在本区")

    assert desk.clock("inspection_accept").state == "running"
    assert desk.clock("inspection_accept").started_at == today(desk)
    assert desk.clock("inspection_investigate").state == "stopped"


def test_a_served_order_keeps_the_lead_where_it_is() -> None:
    desk = verified()
    served = order(desk)
    serve(desk, served)
    desk.case = put(desk.case, "verifying")

    code = refused(desk.does, OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")

    assert code == f"gate measures/{served}"


def test_a_triage_case_takes_the_place_of_its_new_lead() -> None:
    desk = filed(division=None)
    desk.does(NATIONWIDE, "claim")

    desk.does(NATIONWIDE, "refer", role="lead", agency=INSPECTION, reason="工地在望城")
    assert desk.case.division == "430112"

    desk.does(OFFICER, "claim")
    assert desk.case.main == "delivered"
    assert desk.case.marks == ()
    assert desk.clock("referral_return").state == "met"
    assert refused(desk.does, OFFICER, "accept", text="受理") == "gate division"


def test_a_co_agency_gets_its_task_and_date() -> None:
    desk = delivered()

    body = {"role": "co", "task": "查专户", "reason": "协办"}
    assert refused(desk.does, OFFICER, "refer", agency=HOUSING, **body) == "422 agency"
    desk.does(OFFICER, "refer", role="co", agency=OTHER, task="查路", reason="协办",
              due=today(desk, 9))  # fmt: skip

    part = desk.case.agencies[-1]
    assert (part.agency, part.role, part.due) == (OTHER, "co", today(desk, 9))
    assert desk.clock("co_task", OTHER).due_at == today(desk, 9)


def test_wrongly_referred_it_goes_back_within_a_working_day() -> None:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")

    desk.does(OTHER_OFFICER, "send_back", reason="也不归我们")

    assert (desk.case.main, desk.case.status) == ("delivered", "delivered")
    assert desk.case.lead.agency == INSPECTION
    assert desk.case.lead.delivered_at is not None
    assert desk.runs("unowned")
    assert refused(desk.does, OFFICER, "send_back", reason="不归我们") == "never_referred"


def test_sent_back_to_triage_it_is_filed() -> None:
    desk = filed(division=None)
    desk.does(NATIONWIDE, "claim")
    desk.does(NATIONWIDE, "refer", role="lead", agency=INSPECTION, reason="工地在望城")
    desk.does(OFFICER, "send_back", reason="不在望城")

    assert desk.case.main == "filed"
    assert desk.case.lead.kind == "triage"


def test_only_the_present_lead_sends_back() -> None:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")
    assert refused(desk.does, HOUSING_OFFICER, "send_back", reason="不归我们") == "not_lead"


def test_a_second_send_back_is_a_dispute_and_the_receiver_works_on() -> None:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")
    desk.does(OTHER_OFFICER, "send_back", reason="也不归我们")
    desk.does(OFFICER, "claim")
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="就归你们")
    desk.does(OTHER_OFFICER, "send_back", reason="还是不归我们")

    assert desk.case.has_mark("disputed")
    assert desk.case.lead.agency == OTHER
    assert desk.runs("dispute_decide")
    assert refused(desk.does, OTHER_OFFICER, "send_back", reason="还是不归") == "never_referred"


def disputed() -> Desk:
    desk = delivered()
    desk.does(OFFICER, "refer", role="lead", agency=OTHER, reason="不归我们")
    desk.wait(days=4).does(OTHER_OFFICER, "send_back", reason="也不归我们")
    return desk


def test_late_it_is_a_dispute_that_the_arbiter_decides_for_good() -> None:
    desk = disputed()
    assert desk.case.has_mark("disputed")

    assert refused(desk.does, ARBITER, "decide_dispute", agency="000000-triage", reason="定了") == (
        "422 agency"
    )
    desk.does(ARBITER, "decide_dispute", agency=INSPECTION, reason="归人社")

    assert desk.case.lead.agency == INSPECTION
    assert desk.case.main == "delivered"
    assert desk.case.marks == ()
    assert desk.told == ["told-referred"]
    assert desk.clock("dispute_decide").state == "met"
    assert refused(desk.does, OFFICER, "send_back", reason="不归我们") == "never_referred"


def test_a_dispute_may_leave_the_lead_where_it_is() -> None:
    desk = disputed()

    desk.does(ARBITER, "decide_dispute", agency=OTHER, reason="归交通")

    assert desk.case.lead.agency == OTHER
    assert desk.case.main == "filed"
    assert desk.told == []


def test_a_dispute_may_move_it_to_a_third_one() -> None:
    desk = disputed()
    desk.does(ARBITER, "decide_dispute", agency=HOUSING, reason="归住建")
    assert desk.case.lead.agency == HOUSING
    assert desk.clock("co_task", HOUSING).state == "stopped"
    assert [part.left_at is None for part in desk.case.agencies if part.agency == HOUSING] == [
        False, True,
    ]  # fmt: skip


def test_an_agency_is_named_as_the_directory_does() -> None:
    desk = filed()
    named = Agency(id=INSPECTION, division="430112", kind="labor_inspection", name="望城区大队")
    desk.world = world(directory=replace(DIRECTORY, agencies={INSPECTION: named}))
    desk.does(OFFICER, "claim")
    assert str(desk.phrases[0].args["agency"]) == "望城区大队"

    desk.does(OFFICER, "refer", role="lead", agency="000000-triage", reason="不知道归谁")
    assert desk.phrases[0].args["agency"] == Phrase("agency-triage")


def test_where_no_inspection_answers_no_date_is_told() -> None:
    desk = filed()
    desk.case = replace(desk.case, clocks=())
    desk.does(OFFICER, "claim")
    assert desk.told == ["told-delivered"]
    assert not desk.runs("arbitration_limit"), "a limit that does not run is not renewed"


def test_an_agency_has_a_name_of_the_contracts_form() -> None:
    desk = delivered()
    for wrong in (5, "4301-police", "430112-magic", "４３０１１２-police", "430112"):
        body = {"role": "co", "task": "查", "reason": "协办", "agency": wrong}
        assert refused(desk.does, OFFICER, "refer", **{**body, "task": "查账"}) == "422 agency"


def test_accepting_ends_a_dispute() -> None:
    desk = disputed()
    desk.does(OTHER_OFFICER, "claim")

    desk.does(OTHER_OFFICER, "accept", text="受理")

    assert not desk.case.has_mark("disputed")
    assert not desk.runs("dispute_decide")
    assert not desk.runs("inspection_investigate"), "only inspection has that clock"


def test_an_officer_bars_himself_and_a_supervisor_anyone() -> None:
    desk = delivered()

    other = {"officer": SECOND.username, "reason": "亲戚"}
    assert refused(desk.does, OFFICER, "bar", barred=True, **other) == "role"
    assert refused(desk.does, SUPERVISOR, "bar", barred="yes", **other) == "422 barred"
    assert refused(desk.does, SUPERVISOR, "bar", barred=False, **other) == "422 barred"
    desk.does(OFFICER, "bar", officer=OFFICER.username, barred=True, reason="老板是亲戚")

    assert desk.case.held_by is None
    assert desk.told == ["told-other-officer"]
    assert refused(desk.does, OFFICER, "claim") == "not_found"
    desk.does(SUPERVISOR, "bar", officer=OFFICER.username, barred=False, reason="弄错了")
    assert desk.told == []
    assert desk.does(OFFICER, "claim").case.held_by is not None


def test_everything_held_passes_to_a_deputy() -> None:
    desk = accepted()

    desk.does(SUPERVISOR, "hand_over", to=SECOND.username)
    assert desk.holder == SECOND.username
    assert desk.history[-1].action == "hand_over"

    desk.does(SUPERVISOR, "bar", officer=OFFICER.username, barred=True, reason="亲戚")
    desk.does(SUPERVISOR, "hand_over", to=OFFICER.username)
    assert desk.case.held_by is None
    assert desk.runs("unowned")
    assert desk.notices == [("supervisor", "hand_over")]
