from __future__ import annotations

import pytest

from controlroom.simulator.clock import EARLIEST_S, HEAD_START_S, Clock


class Time:
    def __init__(self) -> None:
        self.passed = 0.0

    def clock(self, speed: float, begin: float | None = None) -> Clock:
        return Clock(speed, begin, wall=lambda: 1e9, ticks=lambda: self.passed)


def test_at_lifes_pace_simulated_time_is_the_time() -> None:
    time = Time()
    clock = time.clock(1.0)
    time.passed = 12.5

    assert clock.now() == 1e9 + 12.5
    assert clock.until(1e9 + 20) == pytest.approx(7.5)
    assert not clock.caught_up


def test_a_fast_fleet_begins_in_the_past_and_never_reaches_the_future() -> None:
    time = Time()
    clock = time.clock(60.0)

    assert clock.now() == 1e9 - 59 * HEAD_START_S
    time.passed = 10.0
    assert clock.now() == 1e9 - 59 * HEAD_START_S + 600
    assert clock.until(clock.now() + 120) == pytest.approx(2.0)
    time.passed = 2 * HEAD_START_S
    assert clock.now() == 1e9 + 2 * HEAD_START_S
    assert clock.caught_up
    assert clock.until(clock.now() + 120) == pytest.approx(120)


def test_however_fast_a_fleet_begins_within_a_month() -> None:
    assert Time().clock(1e6).now() == 1e9 - EARLIEST_S


def test_a_moment_that_is_past_is_not_waited_for() -> None:
    assert Time().clock(1.0).until(0) == 0


@pytest.mark.parametrize("speed", (0.0, -1.0, float("inf"), float("nan")))
def test_an_impossible_speed_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed must be a number above 0"):
        Clock(speed)


def test_a_beginning_in_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="in the future"):
        Time().clock(1.0, begin=2e9)


def test_the_pace_is_the_speed_until_the_present_is_reached() -> None:
    time = Time()
    clock = time.clock(10.0)

    assert clock.pace == 10.0
    time.passed = HEAD_START_S - 1
    assert not clock.caught_up
    # A moment that lies beyond the present is not reached at the fast pace.
    time.passed = HEAD_START_S + 1
    assert clock.pace == 1.0


@pytest.mark.parametrize("speed", (0.5, 1.0, 7.0, 1000.0))
def test_simulated_time_never_stands_still_runs_back_or_leads(speed: float) -> None:
    time = Time()
    clock = time.clock(speed)
    before = clock.now()
    for _ in range(2000):
        time.passed += 5.0
        now = clock.now()
        assert before < now <= 1e9 + time.passed
        before = now
