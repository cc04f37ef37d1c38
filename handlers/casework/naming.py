"""How agencies and other codes are named in what the worker hears: as phrases, never as words."""

from handlers.casework.acts import Act
from handlers.phrases import Arg, Phrase, Place


def agency_name(act: Act, agency: str) -> Arg:
    """Name an agency as the directory does, else by its place and kind."""
    named = act.world.directory.agencies.get(agency)
    if named is not None:
        return named.name
    division, _, kind = agency.partition("-")
    if division == "000000":
        return Phrase(f"agency-{kind}")
    return Phrase(
        "told-agency", {"place": Place(division), "kind": Phrase(f"agency-{kind}")}
    )


def lead_name(act: Act) -> Arg:
    """Name the agency that leads."""
    return agency_name(act, act.case.lead.agency)
