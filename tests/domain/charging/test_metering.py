"""Samples of one moment, read together."""

from __future__ import annotations

import math

import pytest

from controlroom.domain.charging.metering import (
    CURRENT,
    OFFERED,
    POWER,
    REGISTER,
    SOC,
    VOLTAGE,
    Sample,
    first_readings,
    readings,
)
from tests.domain.session_events import at, register


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


def _all(
    names: dict[str, float], context: str = "Sample.Periodic", location: str = "Outlet"
) -> list[Sample]:
    units = {CURRENT: "A", VOLTAGE: "V", POWER: "W", REGISTER: "Wh"}
    return [
        Sample(at(0), measurand, value, units[measurand], f"L{line}", context, location)
        for measurand, value in names.items()
        for line in (1, 2, 3)
    ]


@pytest.mark.parametrize("place", ("Outlet", "Body", "Inlet", "Cable", "EV"))
@pytest.mark.parametrize(
    "told",
    ({CURRENT: 16.0, VOLTAGE: 230.0}, {CURRENT: 16.0}, {POWER: 3680.0}),
)
def test_a_station_that_only_measures_elsewhere_is_read_there(
    place: str, told: dict[str, float]
) -> None:
    reading = readings(_all(told, location=place))[0]
    assert reading.power_w == 11_040
    assert reading.current_a == ((16, 16, 16) if CURRENT in told else None)


def test_places_go_in_their_order_for_every_measurand() -> None:
    places = ("Outlet", "Body", "Inlet", "Cable", "EV", "Roof")
    for first in range(len(places)):
        samples = [
            sample
            for number, place in reversed([*enumerate(places)][first:])
            for sample in _all({CURRENT: 1.0 + number, REGISTER: 100.0 * number}, location=place)
        ]
        reading = readings(samples)[0]
        assert reading.current_a == (1.0 + first,) * 3
        assert reading.register_wh == 300 * first


def test_the_neutral_counts_where_nothing_else_is_told() -> None:
    told = [Sample(at(0), CURRENT, 10, "A", "N"), Sample(at(0), VOLTAGE, 230, "V", "L1-N")]
    assert readings(told)[0].power_w == 2300
    assert readings(told)[0].current_a == (10, None, None)
    lines = [*told, *_all({CURRENT: 16.0})]
    assert readings(lines)[0].current_a == (16, 16, 16)
    assert readings([register(0, 500, phase="N")])[0].register_wh == 500


def test_one_voltage_without_a_phase_holds_for_all() -> None:
    told = [*_all({CURRENT: 16.0}), Sample(at(0), VOLTAGE, 231, "V")]
    assert readings(told)[0].power_w == 3 * 16 * 231


def test_a_direct_current_makes_no_power_without_its_voltage() -> None:
    assert readings([Sample(at(0), CURRENT, 125, "A")])[0].power_w is None
    # The register tells more than the grid's usual voltage.
    assert readings([*_all({CURRENT: 16.0}), register(0, 1)])[0].power_w is None


BEGIN, END = "Transaction.Begin", "Transaction.End"


@pytest.mark.parametrize("newer", ("Sample.Periodic", "Sample.Clock", "Trigger", "Other", END))
@pytest.mark.parametrize("turned", (False, True))
def test_of_one_moment_the_newest_context_counts(newer: str, turned: bool) -> None:
    samples = [
        register(0, 1_000_000, context=BEGIN),
        register(0, 1_006_190, context=newer),
        *_all({POWER: 0.0}, context=BEGIN),
        *_all({POWER: 3680.0}, context=newer),
    ]
    reading = readings(samples[::-1] if turned else samples)[0]
    assert (reading.register_wh, reading.begin_wh) == (1_006_190, 1_000_000)
    assert reading.power_w == 11_040


def test_the_end_is_newer_than_a_periodic_sample() -> None:
    samples = [register(0, 5, context=END), register(0, 4), register(0, 3, context=BEGIN)]
    for order in (samples, samples[::-1]):
        assert (readings(order)[0].register_wh, readings(order)[0].begin_wh) == (5, 3)


def test_a_context_is_newest_for_its_own_measurand_only() -> None:
    samples = [register(0, 7, context=BEGIN), Sample(at(0), SOC, 40, "Percent")]
    reading = readings(samples)[0]
    assert (reading.register_wh, reading.begin_wh, reading.soc) == (None, 7, 40)


def test_the_register_of_a_start_is_that_moments_at_the_start_only() -> None:
    samples = [register(0, 7, context=BEGIN), register(9, 7, context=BEGIN)]
    assert [r.register_wh for r in first_readings(samples, at(0))] == [7, None]
