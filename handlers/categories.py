"""What kind of trouble a lead is (domain.md §2.6): one main category and any number beside it."""

from handlers.facts import words
from handlers.lead import Lead
from nlp.understanding import Matter

#: Wages by industry; every other industry, and an unknown one, is service.
_BY_INDUSTRY = {
    **dict.fromkeys(("manufacturing", "fireworks", "mining"), "factory_wages"),
    **dict.fromkeys(("delivery", "haulage"), "transport_delivery"),
    **dict.fromkeys(
        (
            "construction", "transport_works", "water_works", "farmland_works", "railway",
            "energy", "telecom", "aviation", "land_restoration",
        ),
        "site_wages",
    ),
    "farm_forest": "farm_forest",
    "domestic": "domestic_personal",
}  # fmt: skip

#: What goes before the industry, the first that was heard.
_GRAVE = {
    "overseas": "overseas_project",
    "detained": "forced_or_detained",
    "child": "child_or_juvenile",
}

_RISK = "risk_not_yet_due"

#: Categories that are main where the matter is not wages.
_NOT_OWED = (_RISK, "staff_conduct", "follow_up")


def find_categories(lead: Lead) -> tuple[str, tuple[str, ...]]:
    """Return the main category and those beside it."""
    main = _find_main(lead)
    beside = dict.fromkeys([*_grave(lead), *lead.categories, *_told(lead)])
    return main, tuple(category for category in beside if category != main)


def _find_main(lead: Lead) -> str:
    if lead.question_only:
        return "question_only"
    if lead.matter is Matter.WAGES:
        risk = [category for category in lead.categories if category == _RISK]
        industry = words(lead.facts, "industry") or ""
        return next(iter([*_grave(lead), *risk]), _BY_INDUSTRY.get(industry, "service_wages"))
    heard = [category for category in _NOT_OWED if category in lead.categories]
    grave = _grave(lead) if lead.matter is Matter.UNKNOWN else []
    return next(iter([*grave, *heard]), lead.matter.value)


def _grave(lead: Lead) -> list[str]:
    heard = {signal.value for signal in lead.signals}
    return [category for signal, category in _GRAVE.items() if signal in heard]


def _told(lead: Lead) -> list[str]:
    """What stands beside the main category because a fact or another matter says so."""
    facts = lead.facts
    told = {
        "card_or_id_held": any(heard.value == "card_or_id_held" for heard in lead.signals),
        "dispatch_agency": words(facts, "relation") == "dispatch",
        "no_contract": words(facts, "contract") == "no"
        or words(facts, "relation") == "no_contract",
    }
    matters = [matter.value for matter in lead.also if matter is not Matter.WAGES]
    return [*(category for category, holds in told.items() if holds), *matters]
