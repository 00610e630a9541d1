"""Samples of one moment, read together."""

from __future__ import annotations

import math

import pytest

from controlroom.domain.course import RegisterPoint, climb, plausible, with_register
from controlroom.domain.metering import (
    CURRENT,
    OFFERED,
    POWER,
    REGISTER,
    SOC,
    VOLTAGE,
    Sample,
    readings,
)
from tests.domain.charging import at, register


def test_samples_are_grouped_by_their_moment() -> None:
    found = readings([register(5, 200), register(0, 100), Sample(at(5), SOC, 40, "Percent")])
    assert [(r.at, r.register_wh, r.soc) for r in found] == [(at(0), 100, None), (at(5), 200, 40)]


def test_the_sum_goes_before_its_phases() -> None:
    samples = [Sample(at(0), POWER, w, "W", p) for p, w in (("L1", 1), ("L2", 2), ("", 10))]
    assert readings(samples)[0].power_w == 10


def test_phases_are_added_and_the_neutral_is_not() -> None:
    samples = [register(0, wh, phase=p) for p, wh in (("L1", 100), ("L2", 200), ("N", 999))]
    assert readings(samples)[0].register_wh == 300


def test_the_outlet_goes_before_other_places() -> None:
    samples = [register(0, 900, location="Inlet"), register(0, 800)]
    assert readings(samples)[0].register_wh == 800
    assert readings(samples[:1])[0].register_wh == 900


def test_power_is_made_of_current_and_voltage_where_it_is_not_told() -> None:
    samples = [
        Sample(at(0), CURRENT, 16, "A", "L1"),
        Sample(at(0), CURRENT, 10, "A", "L2"),
        Sample(at(0), VOLTAGE, 230, "V", "L1-N"),
    ]
    assert readings(samples)[0].power_w == 16 * 230


def test_signed_data_is_no_number() -> None:
    signed = [
        register(0, 0, signed="OCMF|…"),
        Sample(at(0), CURRENT, 0, "A", "L1", signed="OCMF|…"),
        Sample(at(0), OFFERED, 11_000, "W"),
    ]
    reading = readings(signed)[0]
    assert (reading.register_wh, reading.current_a, reading.offered_w) == (None, None, 11_000)


@pytest.mark.parametrize("value", (math.nan, math.inf, -math.inf))
def test_what_is_no_number_says_nothing(value: float) -> None:
    assert readings([register(0, value)]) == []
    assert readings([register(0, value), Sample(at(0), SOC, 1, "Percent")])[0].register_wh is None


def test_a_register_is_a_whole_number_of_watt_hours() -> None:
    assert readings([Sample(at(0), REGISTER, 1234.6, "Wh")])[0].register_wh == 1235


def test_registers_that_no_meter_has() -> None:
    assert [plausible(wh) for wh in (None, -1, 0, 10**12, 10**12 + 1)] == [
        None,
        None,
        0,
        10**12,
        None,
    ]


def test_a_climb_adds_what_rises() -> None:
    assert climb([]) == (0, False)
    assert climb([5, 5, 9]) == (4, False)
    assert climb([5, 9, 0, 3]) == (7, True)


def test_points_keep_the_ends_of_every_climb() -> None:
    points: tuple[RegisterPoint, ...] = ()
    values = [0, *range(100, 2000, 100), 50, *range(60, 3000, 100)]
    for minute, wh in enumerate(values):
        points = with_register(points, at(minute), wh)
    assert len(points) == 16
    assert climb([wh for _at, wh in points]) == climb(values)
    assert with_register(points, *points[3]) is points
