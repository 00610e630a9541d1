from __future__ import annotations

import pytest

from controlroom.simulator.profile import Supply
from controlroom.simulator.vehicle import (
    EFFICIENCY,
    HYBRID,
    VEHICLES,
    Vehicle,
    acceptance,
    charge,
    curve,
    soc_after,
    wanted_w,
)

FAMILY = VEHICLES[2]


def test_direct_current_tapers_as_the_battery_fills() -> None:
    shares = [acceptance(Supply.DC, soc / 100) for soc in range(10, 101)]

    assert shares[0] == 1.0
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.1


def test_alternating_current_is_full_until_nearly_the_end() -> None:
    assert acceptance(Supply.AC, 0.9) == 1.0
    assert acceptance(Supply.AC, 1.0) < 0.5


def test_a_cold_battery_takes_less_at_a_fast_charger_only() -> None:
    assert wanted_w(FAMILY, Supply.DC, 0.3, 0.7) == pytest.approx(
        0.7 * wanted_w(FAMILY, Supply.DC, 0.3)
    )
    assert wanted_w(FAMILY, Supply.AC, 0.3, 0.7) == wanted_w(FAMILY, Supply.AC, 0.3)


def test_state_of_charge_never_exceeds_one() -> None:
    assert soc_after(FAMILY, 0.5, FAMILY.battery_wh / EFFICIENCY / 4) == pytest.approx(0.75)
    assert soc_after(FAMILY, 0.9, FAMILY.battery_wh) == 1.0


@pytest.mark.parametrize("limit_w", (11_000, 50_000, 150_000))
def test_a_charge_in_one_go_brings_the_energy_that_the_battery_took(limit_w: int) -> None:
    steps = charge(curve(FAMILY, Supply.DC, limit_w, 1.0), 0.1, 0.8, 100_000)

    energy_wh = sum(seconds * watts for seconds, watts in steps) / 3600
    assert energy_wh == pytest.approx(0.7 * FAMILY.battery_wh / EFFICIENCY, rel=0.01)
    assert max(watts for _, watts in steps) <= limit_w


def test_a_charge_that_is_cut_short_lasts_exactly_so_long() -> None:
    steps = charge(curve(FAMILY, Supply.DC, 50_000, 1.0), 0.1, 0.8, 600)

    assert sum(seconds for seconds, _ in steps) == 600


def test_nothing_to_charge_is_no_step() -> None:
    assert charge(curve(HYBRID, Supply.AC, 11_000, 1.0), 0.8, 0.8, 600) == ()


@pytest.mark.parametrize("vehicle", VEHICLES, ids=lambda v: v.name)
def test_every_vehicle_is_plausible(vehicle: Vehicle) -> None:
    assert vehicle.ac_phases in (1, 3)
    assert vehicle.ac_w <= vehicle.ac_phases * 32 * 230
    assert vehicle.dc_w <= vehicle.battery_wh * 4
