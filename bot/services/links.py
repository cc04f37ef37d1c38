"""Links that lead from a plain chat to a page that may be opened once, and what they stand for.

A link holds all it means, sealed for its conversation, so nothing is stored before it is used.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from handlers.errors import NotFound
from handlers.lead import ConversationId
from storage.seal import BrokenSealError, Keys

#: How long a link opens its page: as long as its use is remembered.
LASTS = timedelta(hours=24)

What = Literal["field", "upload", "paper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link opens: the page of a sealed field, the chat for a large file, a paper."""

    conversation: ConversationId
    what: What
    argument: str
    until: datetime

    @property
    def path(self) -> str:
        """Return the part of the address that says what kind of page it is."""
        return "/paper/" if self.what == "paper" else "/once/"


def write_link(keys: Keys, link: Link) -> str:
    """Write a link as the path of its page."""
    told = json.dumps([link.what, link.argument, int(link.until.timestamp())])
    whose = link.conversation.to_bytes(8, "big")
    sealed = keys.seal("links", "link", link.conversation, told)
    return link.path + base64.urlsafe_b64encode(whose + sealed).rstrip(b"=").decode()


def read_link(keys: Keys, token: str, now: datetime) -> Link:
    """Read what a link stands for; raises NotFound where it is forged or too old."""
    try:
        raw = base64.urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
        conversation = ConversationId(int.from_bytes(raw[:8], "big"))
        told = keys.open_("links", "link", conversation, raw[8:])
    except (BrokenSealError, binascii.Error, ValueError, IndexError) as forged:
        raise NotFound("link_unknown") from forged
    what, argument, until = json.loads(told)
    link = Link(
        conversation=conversation, what=what, argument=argument,
        until=datetime.fromtimestamp(until, now.tzinfo),
    )  # fmt: skip
    if link.until < now:
        raise NotFound("link_unknown")
    return link
