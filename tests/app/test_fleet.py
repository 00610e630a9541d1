"""The demonstration begins on an ordinary day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from controlroom.app.fleet import _ordinary, usual_power
from controlroom.simulator.fleet import Fleet, Tally

MONDAY = int(datetime(2026, 11, 30, 14, tzinfo=UTC).timestamp()) // 900
DAY = 96


class Day:
    """A fleet that draws so much."""

    def __init__(self, power_w: float) -> None:
        self.power_w = power_w

    def tally(self) -> Tally:
        return Tally(1, 0, 0, 0, 0, 0, 0, 0, 0, self.power_w)


def test_what_is_usual_is_told_by_the_same_hour_of_the_same_kind_of_day() -> None:
    """Of every day, one that is 1 kWh larger than the one before; week-ends draw 100 times more."""
    sums = []
    for days in range(1, 29):
        weekend = (datetime(2026, 11, 30) - timedelta(days=days)).weekday() >= 5  # noqa: DTZ001 - a weekday
        for quarter in range(-DAY // 2, DAY // 2):
            wh = 1000 * (29 - days) * (100 if weekend else 1)
            sums.append((MONDAY - DAY * days + quarter, wh if abs(quarter) <= 2 else 10**9))
    low, high = usual_power(sums, MONDAY) or (0.0, 0.0)
    assert 4_000 <= low <= 16_000
    assert 96_000 <= high <= 112_000
    assert usual_power(sums[:5], MONDAY) is None
    assert usual_power([], MONDAY) is None


def test_midnight_lies_between_two_days() -> None:
    midnight = MONDAY - MONDAY % DAY + DAY * 2
    sums = [(midnight - DAY * days + near, 1000) for days in (7, 8) for near in range(-2, 3)] * 2
    assert usual_power(sums, midnight) == (4000.0, 4000.0)


@pytest.mark.parametrize(
    ("powers", "chosen"),
    (
        ((0.9e6,), 0.9e6),
        ((2.4e6, 0.3e6, 0.8e6, 0.7e6), 0.8e6),
        ((2.4e6, 1.3e6, 0.1e6), 1.3e6),
        ((0.61e6, 0.7e6), 0.7e6),
        ((1.09e6, 0.9e6), 0.9e6),
    ),
)
def test_the_first_ordinary_day_is_taken_else_the_one_that_comes_closest(
    powers: tuple[float, ...], chosen: float
) -> None:
    """0.6 to 1.1 MW is usual, and more people come in the first minutes."""
    days = dict(zip(map(str, range(len(powers))), map(Day, powers), strict=True))
    found = _ordinary(days, lambda seed: cast("Fleet", days[seed]), (0.6e6, 1.1e6))
    assert cast("Day", found).power_w == chosen


def test_where_nothing_is_known_any_day_will_do() -> None:
    day = cast("Fleet", Day(5e6))
    assert _ordinary(["a", "b"], lambda _seed: day, None) is day
