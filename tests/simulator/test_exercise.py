"""The faults of an exercise."""

from __future__ import annotations

import pytest

from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.simulator.customers import demo_customers
from controlroom.simulator.demonstration import demo_stations
from controlroom.simulator.exercise import START_S, calm, faults
from controlroom.simulator.profile import StationSpec
from controlroom.simulator.scenario import Scenario
from controlroom.simulator.sites import demo_sites

MINUTES = 20.0


@pytest.fixture(scope="module")
def fleet() -> tuple[StationSpec, ...]:
    sites = demo_sites(1)
    keys = {point.id: "key" for site in sites for point in site.points}
    return demo_stations(sites, demo_customers(1, sites), keys=keys)


@pytest.mark.parametrize("seed", range(20))
def test_faults_can_be_seen_and_found_in_time(fleet: tuple[StationSpec, ...], seed: int) -> None:
    found = faults(fleet, seed, MINUTES, CATALOGUE)

    Scenario(events=found).check(fleet)
    assert len(found) >= 4
    assert [e.at for e in found] == sorted(e.at for e in found)
    assert found[0].at >= START_S
    assert found[-1].at < MINUTES * 60 * 0.9
    for event in found:
        assert set(event.behaviour.alarms) & set(CATALOGUE)


def test_each_fault_is_at_a_site_of_its_own(fleet: tuple[StationSpec, ...]) -> None:
    places = [event.targets(fleet, 1)[0].site for event in faults(fleet, 5, 120.0, CATALOGUE)]

    assert len(places) == len(set(places)) >= 20


def test_the_same_seed_is_the_same_exercise(fleet: tuple[StationSpec, ...]) -> None:
    assert faults(fleet, 4, MINUTES, CATALOGUE) == faults(fleet, 4, MINUTES, CATALOGUE)
    assert faults(fleet, 4, MINUTES, CATALOGUE) != faults(fleet, 5, MINUTES, CATALOGUE)


def test_nothing_is_planted_that_nobody_could_tell(fleet: tuple[StationSpec, ...]) -> None:
    assert {e.behaviour.name for e in faults(fleet, 1, MINUTES, {"HW-ESTOP"})} == {"emergency-stop"}
    assert faults(fleet, 1, MINUTES, ()) == ()
    # Its alarm takes longer than the exercise.
    assert faults(fleet, 1, 5.0, {"CP-SILENT"}) == ()


def test_a_whole_site_may_fall_silent_where_that_is_an_alarm_soon(
    fleet: tuple[StationSpec, ...],
) -> None:
    names = {e.behaviour.name for seed in range(5) for e in faults(fleet, seed, 60, {"CP-SILENT"})}

    assert {"silence", "power-loss", "frozen"} >= names > set()
    assert names & {"silence", "power-loss"}


def test_a_calm_fleet_has_visitors_and_nothing_else(fleet: tuple[StationSpec, ...]) -> None:
    for spec in calm(fleet):
        habits = spec.habits
        assert habits.faults_per_day == habits.link_losses_per_day == 0
        assert habits.first_fault_s is habits.lost_after_s is None
        assert not habits.deaf
    assert sum(spec.habits.arrivals for spec in calm(fleet)) > 100
