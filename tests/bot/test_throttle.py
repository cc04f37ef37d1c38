"""Limits in messages a minute."""

from bot.throttle import Throttle


def test_a_minutes_worth_passes_at_once_and_the_next_must_wait() -> None:
    throttle = Throttle(per_address=0, per_conversation=60, ticks=lambda: 0.0)

    waits = [throttle.take("a", 1) for _ in range(61)]

    assert waits == [0.0] * 60 + [1.0]


def test_the_bucket_refills_steadily() -> None:
    now = [0.0]
    throttle = Throttle(per_address=60, per_conversation=0, ticks=lambda: now[0])
    for _ in range(60):
        throttle.take("a")
    assert throttle.take("a") > 0

    now[0] = 1.5

    assert throttle.take("a") == 0
    assert throttle.take("a") == 0.5


def test_zero_is_off() -> None:
    throttle = Throttle(per_address=0, per_conversation=0)

    assert {throttle.take("a", 1) for _ in range(10_000)} == {0.0}


def test_one_conversation_does_not_use_up_anothers_share() -> None:
    throttle = Throttle(per_address=0, per_conversation=1, ticks=lambda: 0.0)
    throttle.take("a", 1)

    assert throttle.take("a", 1) > 0
    assert throttle.take("a", 2) == 0


def test_a_crisis_passes_when_both_are_used_up() -> None:
    throttle = Throttle(per_address=1, per_conversation=1, ticks=lambda: 0.0)
    throttle.take("a", 1)

    assert throttle.take("a", 1, crisis=True) == 0


def test_what_is_full_again_is_forgotten() -> None:
    now = [0.0]
    throttle = Throttle(per_address=60, per_conversation=0, ticks=lambda: now[0])
    for number in range(50_000):
        throttle.take(str(number))
    now[0] = 60.0

    throttle.take("one more")

    assert len(throttle._address._left) == 1
