"""The demonstration's fleet, and what happens to it."""

from __future__ import annotations

import pytest

from controlroom import resources
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.simulator.customers import demo_customers
from controlroom.simulator.demonstration import demo_scenario, demo_stations
from controlroom.simulator.profile import StationSpec
from controlroom.simulator.run import stations
from controlroom.simulator.scenario import Event, read
from controlroom.simulator.sites import demo_sites

SHOWN_S = 600.0


@pytest.fixture(scope="module")
def fleet() -> tuple[StationSpec, ...]:
    sites = demo_sites(1)
    return demo_stations(sites, demo_customers(1, sites), keys={})


@pytest.fixture(scope="module")
def early(fleet: tuple[StationSpec, ...]) -> list[Event]:
    scene = read(resources.path("demo", "scenario.toml"))
    scene.check(fleet)
    return [event for event in scene.events if event.at < SHOWN_S]


def test_ten_minutes_show_an_alarm_of_every_priority(early: list[Event]) -> None:
    codes = {code for event in early for code in event.behaviour.alarms}

    assert {CATALOGUE[c].priority for c in codes if c in CATALOGUE} == {
        kind.priority for kind in CATALOGUE.values()
    }


def test_ten_minutes_show_alarms_that_go_away_again(early: list[Event]) -> None:
    over = {
        e.behaviour.name
        for e in early
        if e.behaviour.alarms and e.lasts is not None and e.at + e.lasts < SHOWN_S
    }
    assert len(over) >= 8


def test_ten_minutes_show_links_boots_and_sessions(early: list[Event]) -> None:
    names = {event.behaviour.name for event in early}

    assert names >= {"silence", "power-loss", "flapping", "boot-loop", "restart", "rush", "frozen"}
    assert any(event.site and event.behaviour.name == "silence" for event in early)


def test_nothing_happens_where_the_network_is_too_small(fleet: tuple[StationSpec, ...]) -> None:
    few = [spec for spec in fleet if spec.id.startswith("SLU")]
    scene = demo_scenario(few)

    assert 0 < len(scene.events) < len(demo_scenario(fleet).events)
    scene.check(few)


def test_one_is_new_and_one_knocks(fleet: tuple[StationSpec, ...]) -> None:
    registered = {point.id: point for site in demo_sites(1) for point in site.points}
    unknown = [spec for spec in fleet if spec.id not in registered]
    new = [point.id for point in registered.values() if point.new]

    assert [(spec.id, spec.key) for spec in unknown] == [("MOA-05", None)]
    assert new == ["MOA-04"]
    assert {spec.site for spec in fleet if spec.id in ("MOA-04", "MOA-05")} == {
        "Moraberg, Södertälje"
    }
    (site,) = (site for site in demo_sites(1) if site.code == "MOA")
    assert "MOA-04" not in {point.id for point in site.in_operation.points}


def test_the_example_can_be_played() -> None:
    scene = read(resources.path("demo", "example.toml"))
    count = int(scene.fleet["charge_points"])

    scene.check(scene.dressed(stations(count)))
