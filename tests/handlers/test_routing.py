"""Who answers for a lead: every rule of the routing contract, on the shipped rows."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.case import Routing
from handlers.directory import INDUSTRIES, RoutingRow
from handlers.lead import Lead, LeadKind, lead_of
from handlers.routing import needs_funding, route
from nlp.understanding import Fact, FactValue, Intent, Matter, Signal, Understanding
from storage.defaults import load_calendar, load_directory
from tests.handlers.leads import make_lead

DIRECTORY, CALENDAR = load_directory(), load_calendar()
TODAY = date(2026, 11, 24)
COUNTY = "430112"


def decide(lead: Lead, today: date = TODAY) -> Routing:
    return route(lead, DIRECTORY, CALENDAR, today)


def shares(routing: Routing) -> set[str]:
    return {share.kind for share in routing.co_agencies}


def codes(routing: Routing) -> set[str]:
    return {reason.code for reason in routing.reasons}


SHARED = {
    "construction": {"housing"}, "transport_works": {"transport"}, "water_works": {"water"},
    "farmland_works": {"agriculture"}, "railway": {"railway_authority"},
    "aviation": {"aviation_authority"}, "energy": {"energy"}, "telecom": {"industry_information"},
    "land_restoration": {"natural_resources"}, "fireworks": {"emergency_management"},
    "mining": {"emergency_management"}, "education": {"education"}, "health": {"health"},
    "domestic": {"legal_aid"},
}  # fmt: skip

CATEGORIES = {
    "manufacturing": "factory_wages", "fireworks": "factory_wages", "mining": "factory_wages",
    "delivery": "transport_delivery", "haulage": "transport_delivery",
    "farm_forest": "farm_forest", "domestic": "domestic_personal",
    **dict.fromkeys(
        ["construction", "transport_works", "water_works", "farmland_works", "railway", "energy",
         "telecom", "aviation", "land_restoration"], "site_wages"),
}  # fmt: skip


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_labor_inspection_leads_and_the_industrys_authority_shares(industry: str) -> None:
    routing = decide(make_lead(division=COUNTY, industry=industry))

    assert routing.desk == "430112-labor_inspection"
    assert shares(routing) == SHARED.get(industry, set())
    assert routing.category == CATEGORIES.get(industry, "service_wages")
    assert ("industry" in codes(routing)) == bool(SHARED.get(industry))


def test_wages_of_an_unknown_industry_are_service_wages_by_the_first_row() -> None:
    routing = decide(make_lead(division=COUNTY))

    assert (routing.lead_kind, routing.category, routing.rule) == (
        "labor_inspection", "service_wages", "row 1",
    )  # fmt: skip
    assert routing.co_agencies == ()


@pytest.mark.parametrize(
    ("funding", "added"),
    [
        ("government", {"finance", "development_reform", "owner"}),
        ("state_firm", {"state_assets"}),
        ("private", set()),
    ],
)
def test_the_funding_adds_its_authorities(funding: str, added: set[str]) -> None:
    routing = decide(make_lead(division=COUNTY, industry="construction", funding=funding))

    assert shares(routing) == {"housing"} | added


@pytest.mark.parametrize(
    ("signal", "added"),
    [
        ("violence", {"police"}),
        ("detained", {"police"}),
        ("boss_fled", {"police"}),
        ("hardship", {"civil_affairs"}),
        ("limit_near", {"arbitration", "legal_aid"}),
        ("collective", set()),
        ("petition", set()),
    ],
)
def test_what_is_also_present_adds_agencies(signal: str, added: set[str]) -> None:
    assert shares(decide(make_lead(division=COUNTY, signals=[signal]))) == added


def test_no_money_to_live_on_is_hardship_also_when_it_was_asked() -> None:
    assert shares(decide(make_lead(division=COUNTY, living_money="no"))) == {"civil_affairs"}


@pytest.mark.parametrize(
    ("door", "added"),
    [
        ("arbitration", {"arbitration", "legal_aid"}),
        ("court", {"court", "legal_aid"}),
        ("hotline_12345", set()),
    ],
)
def test_who_is_there_already_gets_it_and_legal_aid(door: str, added: set[str]) -> None:
    assert shares(decide(make_lead(division=COUNTY, doors_tried=(door,)))) == added


def test_a_boss_who_does_not_answer_has_not_fled() -> None:
    assert shares(decide(make_lead(division=COUNTY, boss_reachable="no"))) == set()


def test_police_join_when_an_order_was_not_obeyed_and_not_because_of_the_sum() -> None:
    lead = make_lead(division=COUNTY, amount_fen=9_000_000, months=6)

    plain = decide(lead)
    disobeyed = route(lead, DIRECTORY, CALENDAR, TODAY, order_disobeyed=True)

    assert "crime_line" in codes(plain)
    assert shares(plain) == set()
    assert shares(disobeyed) == {"police"}


@pytest.mark.parametrize("employer", ["好帮手家政", "长沙洁净服务有限公司"])
def test_domestic_work_through_a_firm_is_inspections_alone(employer: str) -> None:
    assert shares(decide(make_lead(division=COUNTY, industry="domestic", employer=employer))) == (
        set()
    )


def test_domestic_work_for_a_person_brings_legal_aid() -> None:
    routing = decide(make_lead(division=COUNTY, industry="domestic", employer="王太太"))

    assert shares(routing) == {"legal_aid"}


def test_a_farm_co_operative_brings_agriculture() -> None:
    farm = make_lead(division=COUNTY, industry="farm_forest", employer="丰收种植合作社")
    person = make_lead(division=COUNTY, industry="farm_forest", employer="老周")

    assert shares(decide(farm)) == {"agriculture"}
    assert shares(decide(person)) == set()


@pytest.mark.parametrize(("owner", "added"), [("望城一中", "education"), ("区人民医院", "health")])
def test_schools_and_hospitals_as_owners_bring_their_superior(owner: str, added: str) -> None:
    routing = decide(make_lead(division=COUNTY, industry="construction", project_owner=owner))

    assert shares(routing) == {"housing", added}


def test_work_abroad_is_led_by_commerce_without_a_county() -> None:
    routing = decide(make_lead(industry="construction", signals=["overseas", "hardship"]))

    assert routing.desk == "000000-commerce"
    assert shares(routing) == {"labor_inspection", "consulate"}
    assert routing.category == "overseas_project"
    assert (routing.campaign_class, routing.due, routing.division) == ("none", {}, None)


@pytest.mark.parametrize(
    ("matter", "lead"),
    [(Matter.SEVERANCE, "arbitration"), (Matter.PROJECT_PAYMENT, "court")],
)
def test_matters_that_are_not_wages_go_to_their_own_path_with_legal_aid(
    matter: Matter, lead: str
) -> None:
    routing = decide(make_lead(matter=matter, division=COUNTY, industry="construction"))

    assert routing.desk == f"430112-{lead}"
    assert shares(routing) == {"legal_aid"}
    assert (routing.category, routing.campaign_class, routing.due) == (matter.value, "none", {})


def test_the_agency_that_leads_does_not_share_too() -> None:
    routing = decide(make_lead(matter=Matter.SEVERANCE, division=COUNTY, signals=["limit_near"]))

    assert routing.lead_kind == "arbitration"
    assert shares(routing) == {"legal_aid"}


def test_workers_wages_inside_a_contract_claim_keep_moving() -> None:
    lead = make_lead(matter=Matter.PROJECT_PAYMENT, also=(Matter.WAGES,), division=COUNTY)

    assert shares(decide(lead)) == {"legal_aid", "labor_inspection"}


@pytest.mark.parametrize(
    "matter",
    [Matter.INJURY, Matter.SOCIAL_INSURANCE, Matter.PRIVATE_DEBT, Matter.OTHER_COMPLAINT],
)
def test_matters_without_a_row_go_to_a_person(matter: Matter) -> None:
    routing = decide(make_lead(matter=matter, division=COUNTY, signals=["boss_fled"]))

    assert routing.desk == "430112-triage"
    assert routing.co_agencies == ()
    assert "no_row" in codes(routing)
    assert routing.due == {}


def test_an_unknown_matter_goes_to_a_person_under_inspections_clock() -> None:
    routing = decide(make_lead(matter=Matter.UNKNOWN, division=COUNTY))

    assert (routing.desk, routing.rule) == ("430112-triage", "triage")
    assert codes(routing) == {"unknown_matter"}
    assert routing.due == {"inspection_accept": "2026-12-01"}


@pytest.mark.parametrize(
    ("facts", "desk"),
    [
        ({}, "000000-triage"),
        ({"division": "430000"}, "430000-triage"),
        ({"division": "430100"}, "430100-triage"),
        ({"division": "4301"}, "4301-triage"),
    ],
)
def test_without_a_county_a_person_decides(facts: dict[str, FactValue], desk: str) -> None:
    routing = decide(make_lead(facts, industry="construction", funding="government"))

    assert routing.desk == desk
    assert routing.co_agencies == ()
    assert routing.division == facts.get("division")
    assert "unknown_place" in codes(routing)
    assert routing.rule == "triage"
    assert routing.due["inspection_accept"] == "2026-12-01"


@pytest.mark.parametrize(
    ("division", "desk"),
    [
        ("441900", "441900-labor_inspection"),
        ("441900003", "441900-labor_inspection"),
        ("429004", "429004-labor_inspection"),
        ("430112001", "430112-labor_inspection"),
    ],
)
def test_a_city_without_counties_counts_as_one_and_a_township_lies_in_its_county(
    division: str, desk: str
) -> None:
    routing = decide(make_lead(division=division))

    assert (routing.desk, routing.division) == (desk, division)


def test_a_question_is_answered_and_not_routed() -> None:
    routing = decide(make_lead(division=COUNTY, question_only=True, signals=["boss_fled"]))

    assert (routing.desk, routing.level, routing.category) == (
        "430112-triage", "P4", "question_only",
    )  # fmt: skip
    assert (routing.campaign_class, routing.due, routing.co_agencies) == ("none", {}, ())


def test_a_question_from_somebody_in_danger_is_danger() -> None:
    assert decide(make_lead(question_only=True, signals=["distress"])).level == "P0"


def test_shares_are_due_in_ten_working_days_and_acceptance_in_five() -> None:
    routing = decide(make_lead(division=COUNTY, industry="construction"))

    assert routing.co_agencies[0].due == "2026-12-08"
    assert routing.co_agencies[0].task == "check_wage_account"
    assert routing.due["inspection_accept"] == "2026-12-01"


def test_a_places_shorter_clock_holds_for_acceptance() -> None:
    routing = decide(make_lead(division="410102"), today=date(2026, 9, 30))

    assert routing.due["inspection_accept"] == "2026-10-08"


class TestCampaign:
    @pytest.mark.parametrize(
        ("facts", "class_", "due"),
        [
            ({"funding": "government"}, "year_end", "2026-12-31"),
            ({"funding": "state_firm", "period_end": "2026-10"}, "year_end", "2026-12-31"),
            ({"funding": "government", "period_end": "2026-10-31"}, "year_end", "2026-12-31"),
            (
                {"funding": "government", "period_end": "2026-11-01"},
                "spring_festival",
                "2027-02-05",
            ),
            ({"funding": "government", "period_start": "2026-11"}, "spring_festival", "2027-02-05"),
            ({"funding": "government", "period_start": "2025-09"}, "year_end", "2026-12-31"),
            ({"funding": "private", "period_end": "2026-05"}, "spring_festival", "2027-02-05"),
            ({}, "spring_festival", "2027-02-05"),
        ],
    )
    def test_old_debts_of_the_state_come_first_all_others_before_new_year(
        self, facts: dict[str, FactValue], class_: str, due: str
    ) -> None:
        routing = decide(make_lead(facts, division=COUNTY))

        assert (routing.campaign_class, routing.due["campaign"]) == (class_, due)

    @pytest.mark.parametrize(
        ("today", "runs"),
        [
            (date(2026, 11, 14), False),
            (date(2026, 11, 15), True),
            (date(2027, 2, 5), True),
            (date(2027, 2, 6), False),
            (date(2026, 7, 1), False),
        ],
    )
    def test_it_runs_from_15_november_to_the_day_before_new_year(
        self, today: date, runs: bool
    ) -> None:
        routing = decide(make_lead(division=COUNTY), today=today)

        assert (routing.campaign_class != "none") == runs
        assert ("campaign" in routing.due) == runs


class TestRows:
    def with_rows(self, *rows: RoutingRow) -> Routing:
        directory = replace(DIRECTORY, rows=(*DIRECTORY.rows, *rows))
        lead = make_lead(division=COUNTY, industry="construction", funding="government")
        return route(lead, directory, CALENDAR, TODAY)

    def test_a_local_row_adds_up_with_the_nationwide_ones(self) -> None:
        township = RoutingRow(number=90, division=COUNTY, shares=(("township", "mediate"),))

        assert shares(self.with_rows(township)) == {
            "township", "housing", "finance", "development_reform", "owner",
        }  # fmt: skip

    def test_a_local_row_may_say_instead(self) -> None:
        alone = RoutingRow(
            number=90, division="430100", instead=True, shares=(("park", "mediate"),)
        )

        assert shares(self.with_rows(alone)) == {"park"}

    def test_the_more_specific_place_names_who_leads(self) -> None:
        city = RoutingRow(number=90, division="430100", lead="housing")
        county = RoutingRow(number=91, division=COUNTY, lead="transport")

        routing = self.with_rows(county, city)

        assert (routing.lead_kind, routing.rule) == ("transport", "row 91")

    def test_a_row_of_another_place_does_not_count(self) -> None:
        elsewhere = RoutingRow(number=90, division="430111", lead="housing")

        assert self.with_rows(elsewhere).lead_kind == "labor_inspection"

    def test_a_row_may_leave_it_to_a_person(self) -> None:
        routing = self.with_rows(RoutingRow(number=90, division=COUNTY, lead="triage"))

        assert (routing.lead_kind, routing.rule, routing.co_agencies) == ("triage", "row 90", ())


class TestCategories:
    @pytest.mark.parametrize(
        ("signals", "main", "beside"),
        [
            (["overseas", "detained"], "overseas_project", ("forced_or_detained",)),
            (["child", "detained"], "forced_or_detained", ("child_or_juvenile",)),
            (["child"], "child_or_juvenile", ()),
            (["card_or_id_held"], "site_wages", ("card_or_id_held",)),
        ],
    )
    def test_what_is_grave_goes_before_the_industry(
        self, signals: list[str], main: str, beside: tuple[str, ...]
    ) -> None:
        lead = make_lead(division=COUNTY, industry="construction", signals=signals)

        routing = decide(lead)

        assert (routing.category, routing.also_categories) == (main, beside)

    def test_pay_that_is_not_yet_due_is_a_risk(self) -> None:
        lead = make_lead(division=COUNTY, categories=("risk_not_yet_due", "overtime"))

        routing = decide(lead)

        assert (routing.category, routing.also_categories) == ("risk_not_yet_due", ("overtime",))
        assert routing.lead_kind == "labor_inspection"

    def test_a_complaint_about_staff_is_its_own_category(self) -> None:
        lead = make_lead(matter=Matter.OTHER_COMPLAINT, categories=("staff_conduct",))

        assert decide(lead).category == "staff_conduct"

    def test_being_locked_in_is_a_category_though_nobody_spoke_of_pay(self) -> None:
        assert decide(make_lead(matter=Matter.UNKNOWN, signals=["detained"])).category == (
            "forced_or_detained"
        )

    def test_facts_and_other_matters_stand_beside_the_main_category(self) -> None:
        lead = make_lead(
            division=COUNTY,
            also=(Matter.INJURY, Matter.WAGES),
            relation="dispatch",
            contract="no",
        )

        assert decide(lead).also_categories == ("dispatch_agency", "no_contract", "injury")

    def test_only_works_need_to_know_who_pays_for_them(self) -> None:
        assert needs_funding(make_lead(industry="construction"))
        assert not needs_funding(make_lead(industry="construction", funding="private"))
        assert not needs_funding(make_lead(industry="catering"))


class TestLeadOfAMessage:
    UNDERSTOOD = Understanding(
        intent=Intent.REPORT,
        matter=Matter.WAGES,
        facts={
            "division": Fact(
                field="division", value=COUNTY, text="望城", span=(0, 2), confidence=0.9
            )
        },
        signals=(Signal(value="boss_fled", text="跑了", span=(4, 6), confidence=0.9),),
    )

    def test_a_message_is_routed_like_a_lead(self) -> None:
        routing = decide(lead_of(self.UNDERSTOOD))

        assert (routing.desk, routing.level) == ("430112-labor_inspection", "P1")
        assert routing.reasons[0].args == {"signal": "boss_fled", "seq": None}

    def test_without_a_name_it_is_a_tip_and_with_one_a_complaint(self) -> None:
        name = Fact(field="name", value="陈志强", text="陈志强", span=(0, 3), confidence=0.9)
        named = replace(self.UNDERSTOOD, facts={"name": name})

        assert lead_of(self.UNDERSTOOD).kind is LeadKind.TIP
        assert lead_of(named, seq=2).kind is LeadKind.COMPLAINT
        assert lead_of(named, seq=2).facts["name"].seq == 2

    def test_a_rights_question_is_a_question(self) -> None:
        assert lead_of(replace(self.UNDERSTOOD, intent=Intent.RIGHTS)).question_only
