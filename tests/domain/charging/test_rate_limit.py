from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from controlroom.domain.charging.rate_limit import (
    BYTES_MOST,
    BYTES_PER_S,
    MESSAGES_MOST,
    MESSAGES_PER_S,
    Allowance,
    TokenBucket,
    full,
)

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_a_bucket_fills_up_to_its_bound() -> None:
    bucket = TokenBucket(10, 2, 100)
    assert bucket.left(100) == 10
    assert bucket.left(1000) == 10
    assert bucket.take(4, 1000) == 0
    assert bucket.left(1001) == 8
    assert bucket.left(1002) == 10


def test_what_is_taken_beyond_is_waited_for() -> None:
    bucket = TokenBucket(10, 2, 0)
    assert bucket.take(16, 0) == 3
    assert bucket.left(0) == -6
    assert bucket.take(2, 3) == 1
    assert bucket.take(0, 4) == 0


def test_only_what_is_there_is_taken_where_that_is_asked() -> None:
    bucket = TokenBucket(2, 1, 0)
    assert [bucket.try_take(1, 0) for _ in range(3)] == [True, True, False]
    assert bucket.try_take(1, 1)


@pytest.mark.parametrize(
    ("left", "messages", "seconds", "then"),
    (
        (0, 0, 10, (10 * BYTES_PER_S, 10 * MESSAGES_PER_S)),
        (-BYTES_PER_S, -5, 1, (0, MESSAGES_PER_S - 5)),
        (0, 0, 10**6, (BYTES_MOST, MESSAGES_MOST)),
        (7, 8, -5, (7, 8)),
    ),
)
def test_an_allowance_fills_up_as_time_goes_by(
    left: int, messages: int, seconds: int, then: tuple[int, int]
) -> None:
    later = Allowance("CP1", NOON, left, messages).by(NOON + timedelta(seconds=seconds))
    assert (later.bytes_left, later.messages_left) == then


def test_the_scarcer_part_counts() -> None:
    assert full("CP1", NOON).part_left == 1
    assert Allowance("CP1", NOON, BYTES_MOST // 2, MESSAGES_MOST).part_left == 0.5
    owing = Allowance("CP1", NOON, BYTES_MOST, -4)
    assert (owing.part_left, owing.used_up) == (0, True)


def test_an_ordinary_station_never_comes_to_its_end() -> None:
    """Fifteen samples each second at ten connectors: 30 kB and ten messages a second."""
    size, messages = TokenBucket(BYTES_MOST, BYTES_PER_S, 0), TokenBucket(10_000, 20, 0)
    for second in range(86_400):
        assert size.take(10 * 3_000, second) == 0
        assert messages.take(10, second) == 0


def test_the_queue_of_a_night_passes_at_once() -> None:
    size, messages = TokenBucket(BYTES_MOST, BYTES_PER_S, 0), TokenBucket(10_000, 20, 0)
    for _ in range(5_000):
        assert size.take(1_600, 0) == 0
        assert messages.take(1, 0) == 0
