"""What can go wrong for a caller, by what he can do about it. Each has a stable code."""

from collections.abc import Mapping


class ProductError(Exception):
    """Something went wrong that the caller can do something about."""

    code = "error"

    def __init__(self, code: str | None = None, **details: object) -> None:
        super().__init__(code or self.code)
        self.code = code or type(self).code
        self.details: Mapping[str, object] = details


class NotFound(ProductError):
    """There is no such thing, or it is out of the asker's sight."""

    code = "not_found"


class Conflict(ProductError):
    """Somebody was faster: look again and decide anew."""

    code = "conflict"


class NotAllowed(ProductError):
    """This may not be done by this person, from here, now; the details say what may."""

    code = "role"


class Invalid(ProductError):
    """A value is wrong; `field` in the details names it."""

    code = "wrong"

    def __init__(self, field: str, code: str = "wrong", **details: object) -> None:
        super().__init__(code, field=field, **details)
        self.field = field


class RetryLater(ProductError):
    """The other side is busy: try again after the named seconds."""

    code = "retry_later"

    def __init__(self, after: float) -> None:
        super().__init__(after=after)
        self.after = after


class Unreachable(ProductError):
    """The other side cannot be reached at all, and trying again will not help."""

    code = "unreachable"
