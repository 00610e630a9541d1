"""Numbers behind the network graphs."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from controlroom.desktop.charging.graphs.network_picture import Span, picture
from controlroom.desktop.charging.graphs.quarters import (
    WEEK,
    WEEKS,
    Energy,
    Powers,
    Values,
    band,
    by_day,
    deviation,
    local,
    usual,
)
from controlroom.domain.quarter_hours import QUARTERS, quarter_of

MONDAY = quarter_of(datetime(2026, 11, 16, tzinfo=UTC))
FOUR = WEEKS * WEEK


def test_the_week_begins_on_monday_in_sweden() -> None:
    midnight = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
    assert local(quarter_of(midnight), 1)[0] % WEEK == 0
    summer = datetime(2026, 7, 5, 22, 0, tzinfo=UTC)
    assert local(quarter_of(summer), 1)[0] % WEEK == 0


def test_power_is_kept_by_site_and_added_up() -> None:
    powers = Powers(MONDAY, 10)
    powers.take([("A", MONDAY + 2, 250), ("B", MONDAY + 4, 1000), ("A", MONDAY + 99, 5)])
    powers.take([("A", MONDAY - 1, 7)])
    nan = np.nan
    expected = [nan, nan, 1000.0, 0.0, 0.0]
    assert np.array_equal(powers.power("A", MONDAY, MONDAY + 5), expected, equal_nan=True)
    whole = [nan, nan, 1000.0, 0.0, 4000.0, 0.0]
    assert np.array_equal(powers.power(None, MONDAY, MONDAY + 6), whole, equal_nan=True)
    assert np.isnan(powers.power("C", MONDAY, MONDAY + 5)).all()
    powers.take([("A", MONDAY + 2, 500), ("A", MONDAY, 1)])
    assert powers.power("A", MONDAY, MONDAY + 3).tolist() == [4.0, 0.0, 2000.0], "in its place"
    assert np.isnan(powers.power("A", MONDAY + 10, MONDAY + 12)).all(), "no room, no knowledge"
    assert np.isnan(Powers(MONDAY, 0).power(None, MONDAY, MONDAY + 2)).all()


def test_many_sites_have_room() -> None:
    powers = Powers(MONDAY, 4)
    powers.take([(f"S{number}", MONDAY, 250) for number in range(100)])
    assert powers.power(None, MONDAY, MONDAY + 1)[0] == 100_000
    assert powers.power("S99", MONDAY, MONDAY + 1)[0] == 1000


def weekly(first: int, count: int) -> Values:
    """10 kW at weekends, 40 kW on other days, by Swedish time."""
    days = local(first, count) // QUARTERS % 7
    return np.where(days >= 5, 10_000.0, 40_000.0)


def test_usual_is_by_the_day_of_the_week() -> None:
    edges = usual(weekly(MONDAY - FOUR, FOUR), MONDAY - FOUR)
    assert edges is not None
    saturday, tuesday = 5 * QUARTERS + 48, QUARTERS + 48
    assert (edges[0][saturday], edges[1][saturday]) == (10_000, 10_000)
    assert (edges[0][tuesday], edges[1][tuesday]) == (40_000, 40_000)
    low, high = band(edges, MONDAY + 44, 8)
    assert low.tolist() == high.tolist() == [40_000.0] * 8


def test_usual_is_ten_to_ninety_percent_with_neighbours() -> None:
    """Against numpy's own percentiles."""
    chance = np.random.default_rng(7)
    first = MONDAY - FOUR - 3
    watts = chance.uniform(0, 100, FOUR)
    watts[:5] = np.nan
    edges = usual(watts, first)
    assert edges is not None
    places = local(first, FOUR)
    for place in (200, 300, 671 - 2):
        near = np.abs(places % WEEK - place) <= 2
        low, high = np.nanpercentile(watts[near], (10, 90))
        assert (edges[0][place], edges[1][place]) == (pytest.approx(low), pytest.approx(high))


def test_usual_falls_back_to_any_day_and_then_to_nothing() -> None:
    days = np.full(5 * QUARTERS, 8_000.0)
    edges = usual(days, MONDAY)
    assert edges is not None
    assert set(edges[0]) == {8_000.0}
    assert usual(days[: 2 * QUARTERS], MONDAY) is None
    assert usual(np.full(FOUR, np.nan), MONDAY - FOUR) is None


def test_usual_of_fifty_sites_is_fast() -> None:
    watts = weekly(MONDAY - FOUR, FOUR)
    usual(watts, MONDAY - FOUR)
    begun = time.perf_counter()
    for _site in range(50):
        usual(watts, MONDAY - FOUR)
    assert time.perf_counter() - begun < 2.0, "a seventh of a second on an idle machine"


def test_deviation_is_measured_in_widths_of_the_band() -> None:
    assert deviation(50.0, 0.0, 100.0) == 0
    assert deviation(None, 0.0, 100.0) == 0
    assert deviation(30_000.0, 10_000.0, 20_000.0) == 1.0
    assert deviation(5_000.0, 10_000.0, 20_000.0) == 0.5
    assert deviation(500.0, 0.0, 0.0) == 0.5, "half a kilowatt is no alarm"
    assert deviation(500.0, np.nan, np.nan) == 0


def test_a_year_becomes_days() -> None:
    midnight = quarter_of(datetime(2026, 10, 23, 22, 0, tzinfo=UTC))
    # 24, 25 hours and 24 hours: the clock is put back on the 25th.
    values = np.concatenate([np.full(96, 1.0), np.full(100, 2.0), np.full(96, 3.0)])
    values[:10] = np.nan
    values[20] = 9.0
    days = by_day(values, midnight)
    assert abs(len(days.at) - 3) <= 1
    assert days.low[0] == 1.0
    assert days.high[0] == 9.0
    assert days.mean[-1] == 3.0
    nothing = by_day(np.full(200, np.nan), midnight)
    assert np.isnan(nothing.mean).all()
    assert np.isnan(nothing.low).all()


def test_sums_become_watts() -> None:
    nan = np.nan
    energy = Energy(MONDAY + 5)
    assert energy.begun is False
    assert np.isnan(energy.power(MONDAY, MONDAY + 5)).all()
    energy.take(MONDAY, MONDAY + 5, [(MONDAY + 3, 500), (MONDAY + 1, 250)])
    assert energy.known_from == MONDAY
    watts = energy.power(MONDAY - 1, MONDAY + 6)
    # Nobody knows what was before the first energy; after it there was none.
    assert np.array_equal(watts[:6], [nan, nan, 1000.0, 0.0, 2000.0, 0.0], equal_nan=True)
    # Read again later: what is told no more is over, what came since is new.
    energy.take(MONDAY + 3, MONDAY + 7, [(MONDAY + 4, 750), (MONDAY + 6, 1)])
    assert np.array_equal(energy.power(MONDAY + 2, MONDAY + 7), [0.0, 0.0, 3000.0, 0.0, 4.0])
    empty = Energy(MONDAY)
    empty.take(MONDAY - 9, MONDAY, [])
    assert empty.begun
    assert np.isnan(empty.power(MONDAY - 9, MONDAY)).all()


def test_parts_are_joined_from_the_newest_backwards() -> None:
    energy = Energy(MONDAY)
    energy.take(MONDAY - 2, MONDAY, [(MONDAY - 1, 500)])
    assert energy.known_from == MONDAY - 2
    expected = np.array([np.nan, np.nan, 2000.0])
    assert np.array_equal(energy.power(MONDAY - 3, MONDAY), expected, equal_nan=True)
    energy.take(MONDAY - 6, MONDAY - 2, [(MONDAY - 6, 250), (MONDAY - 5, 250)])
    assert energy.known_from == MONDAY - 6
    joined = [1000.0, 1000.0, 0.0, 0.0, 0.0, 2000.0]
    assert np.array_equal(energy.power(MONDAY - 6, MONDAY), joined)


class Flat:
    """The same power, sessions and availability at all times."""

    def power(self, first: int, last: int) -> Values:
        return np.full(last - first, 40_000.0)

    def sessions(self, first: int, last: int) -> Values:
        return np.arange(float(last - first))

    def availability(self, first: int, last: int) -> Values:
        shares = np.full(last - first, 0.9)
        shares[: (last - first) // 2] = np.nan
        return shares


@pytest.mark.parametrize(("span", "points"), ((Span.DAY, 96), (Span.WEEK, 672), (Span.MONTH, 2688)))
def test_a_picture_has_a_value_for_each_quarter_hour(span: Span, points: int) -> None:
    now = datetime(2026, 11, 20, 13, 37, tzinfo=UTC)
    edges = (np.full(WEEK, 30_000.0), np.full(WEEK, 50_000.0))
    shown = picture(Flat(), edges, span, now.timestamp())
    columns = (shown.at, shown.power, shown.low, shown.high, shown.sessions, shown.availability)
    assert {len(column) for column in columns} == {points}
    assert (shown.power[0], shown.low[0], shown.high[0]) == (40.0, 30.0, 50.0)
    assert shown.availability[-1] == pytest.approx(90.0)
    assert shown.at[-1] == datetime(2026, 11, 20, 13, 30, tzinfo=UTC).timestamp()
    assert shown.known_since(shown.availability) == shown.at[points // 2]
    assert shown.known_since(shown.power) is None
    assert not shown.empty


def test_a_year_is_drawn_by_days() -> None:
    now = datetime(2026, 11, 20, 13, 37, tzinfo=UTC)
    begun = time.perf_counter()
    shown = picture(Flat(), None, Span.YEAR, now.timestamp())
    assert time.perf_counter() - begun < 0.3
    assert shown.daily
    assert 365 <= len(shown.at) <= 367
    assert (shown.power[0], shown.low[5], shown.high[5]) == (40.0, 40.0, 40.0)
    assert shown.at[-1] <= now.timestamp()
    assert shown.at[1] - shown.at[0] == pytest.approx(timedelta(days=1).total_seconds(), rel=1)
