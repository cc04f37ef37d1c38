"""How many messages a minute are taken: loose per address, where a whole dormitory shares one, and
counted per conversation. A message that speaks of a life in danger always passes."""

import time
from collections.abc import Callable

#: When so many buckets are kept, the full ones are forgotten: they say nothing.
_MANY = 50_000


class Throttle:
    """Two limits in messages a minute, 0 is off; each is a bucket that refills steadily."""

    def __init__(
        self,
        per_address: int,
        per_conversation: int,
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = _Buckets(per_address)
        self._conversation = _Buckets(per_conversation)
        self._ticks = ticks

    def take(self, address: str, conversation: object = None, *, crisis: bool = False) -> float:
        """Count one message; return 0 if it passes, else the seconds until one would."""
        now = self._ticks()
        waits = [self._address.take(address, now)]
        if conversation is not None:
            waits.append(self._conversation.take(conversation, now))
        return 0.0 if crisis else max(waits)


class _Buckets:
    """A bucket a key: holds a minute's worth, refills evenly."""

    def __init__(self, per_minute: int) -> None:
        self._size = per_minute
        self._left: dict[object, tuple[float, float]] = {}

    def take(self, key: object, now: float) -> float:
        if not self._size:
            return 0.0
        rate = self._size / 60
        left, then = self._left.get(key, (float(self._size), now))
        left = min(self._size, left + (now - then) * rate)
        if left < 1:
            self._left[key] = (left, now)
            return (1 - left) / rate
        self._left[key] = (left - 1, now)
        if len(self._left) > _MANY:
            self._forget_full(now, rate)
        return 0.0

    def _forget_full(self, now: float, rate: float) -> None:
        self._left = {
            key: (left, then)
            for key, (left, then) in self._left.items()
            if left + (now - then) * rate < self._size
        }
