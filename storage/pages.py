"""Keyset pages: a page begins after the last row of the one before, whatever came in between."""

import base64
import binascii
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, literal, true, tuple_

from handlers.errors import Invalid


def starting_at(
    order: tuple[ColumnElement[datetime], ColumnElement[int]], cursor: str | None
) -> ColumnElement[bool]:
    """Return the condition that a row comes after the cursor, in the order of time and id."""
    if cursor is None:
        return true()
    at, row = read(cursor)
    return tuple_(*order) > tuple_(literal(at, order[0].type), literal(row, order[1].type))


def next_of(found: Sequence[tuple[datetime, int]], limit: int) -> str | None:
    """Return the cursor after a page for which one row too many was asked, none at the end."""
    if len(found) <= limit:
        return None
    at, row = found[limit - 1]
    return base64.urlsafe_b64encode(f"{at.isoformat()} {row}".encode()).decode()


def read(cursor: str) -> tuple[datetime, int]:
    """Return time and id of a cursor, or raise `Invalid`: it is not one of ours."""
    try:
        at, row = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        moment, number = datetime.fromisoformat(at), int(row)
        if moment.tzinfo is None or not 0 <= number < 2**63:
            raise Invalid("cursor")
        return moment.astimezone(UTC), number
    except (binascii.Error, ValueError, OverflowError):
        raise Invalid("cursor") from None
