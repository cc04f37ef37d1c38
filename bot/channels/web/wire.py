"""A message as contracts.md writes it in JSON."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.jsonable import Json
from storage.transcript import Message


def to_wire(message: Message, zone: ZoneInfo) -> dict[str, Json]:
    """Return the JSON object of one message; what the turn came to stands in further keys."""
    wire: dict[str, Json] = {
        "seq": message.seq,
        "from": message.sender,
        "text": message.text,
        "at": write_time(message.at, zone),
    }
    if message.files:
        wire["files"] = list(message.files)
    if message.sender == "worker":
        wire["client_id"] = message.client_id
        return wire
    wire["choices"] = [{"id": offer.id, "label": offer.label} for offer in message.choices]
    wire["asking"] = message.asking
    if message.in_reply_to is not None:
        wire["in_reply_to"] = message.in_reply_to
    if message.officer is not None:
        wire["officer"] = message.officer
    if message.choices:
        wire["numbered"] = message.numbered
        wire["many"] = message.many
    wire.update(message.extras)
    return wire


def write_time(at: datetime, zone: ZoneInfo) -> str:
    """Write a moment as RFC 3339 with the offset of the place."""
    return at.astimezone(zone).isoformat(timespec="seconds")
