"""Idle time is what the meter says: no minute counts while energy flows, whatever the status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.charging.charge_point import ConnectorStatus
from controlroom.domain.charging.events import MeterSampled
from controlroom.domain.charging.metering import POWER, Sample
from controlroom.domain.charging.session import ChargingState
from controlroom.domain.charging.session_rules import judged
from controlroom.domain.event import Event
from tests.domain.session_events import (
    after,
    at,
    begun,
    meter,
    over,
    readings_of,
    start,
    status,
    stop,
    told,
    updated,
)

CHARGING = ConnectorStatus.CHARGING
FULL = ConnectorStatus.SUSPENDED_EV
FINISHING = ConnectorStatus.FINISHING


def power(minutes: float, watts: float) -> MeterSampled:
    return replace(meter(minutes, 0), samples=(Sample(at(minutes), POWER, watts, "W"),))


def idle(*events: Event, rated_w: int | None = 22_000) -> float:
    """Idle minutes, which must be the same when what follows the start comes in reverse."""
    session = after(*events, rated_w=rated_w)
    turned = after(events[0], *events[:0:-1], rated_w=rated_w)
    assert told(session) == told(turned) == told(judged(session))
    return session.idle_seconds(at(1000)) / 60


def climbing(
    begin: int, end: int, watts: int, before: int = 0, step: int = 1
) -> list[MeterSampled]:
    points = range(begin, end + 1, step)
    return list(readings_of((m, before + watts * (m - begin) // 60) for m in points))


@pytest.mark.parametrize("rated_w", (None, 22_000, 11_000))
@pytest.mark.parametrize("step", (1, 5, 15, 60))
@pytest.mark.parametrize("state", (FULL, FINISHING))
@pytest.mark.parametrize("since", (0, 1))
def test_an_hour_of_11_kw_under_another_status_is_not_idle(
    rated_w: int | None, step: int, state: ConnectorStatus, since: int
) -> None:
    samples = climbing(0, 60, 11_000, step=step)
    events = [start(0, 0), status(since, state), *samples, stop(60, 11_000)]
    assert idle(*events, rated_w=rated_w) == 0
    assert idle(start(0, 0), status(since, state), stop(60, 11_000), rated_w=rated_w) == 0


@pytest.mark.parametrize("step", (1, 5))
def test_a_flow_that_goes_on_after_the_status_is_no_idle_time_until_it_ends(step: int) -> None:
    samples = climbing(0, 75, 11_000, step=step)
    rest = readings_of((m, 13_750) for m in range(80, 121, step))
    events = [start(0, 0), status(0.1, CHARGING), *samples, status(60, FULL), *rest]
    assert idle(*events, stop(120, 13_750)) == 45
    assert after(*events).idle_since == at(75)
    assert after(*events[:-1]).idle_since == at(75)


def test_while_energy_flows_no_idle_time_runs() -> None:
    samples = climbing(0, 75, 11_000)
    session = after(start(0, 0), status(0.1, CHARGING), *samples, status(60, FULL))
    assert (session.idle_s, session.idle_since) == (0, None)
    assert session.idle_seconds(at(500)) == 0


def test_a_status_at_the_end_of_the_flow_counts_from_its_own_moment() -> None:
    samples = [*climbing(0, 60, 11_000), *readings_of((m, 11_060) for m in range(61, 108))]
    events = [start(0, 0), status(0.1, CHARGING), *samples, status(60.5, FULL)]
    assert idle(*events, stop(107.5, 11_060)) == 47


@pytest.mark.parametrize("watts", (0, 5, 60, 120))
def test_what_a_sleeping_vehicle_draws_is_no_flow(watts: int) -> None:
    rest = climbing(60, 120, watts, before=11_000)
    events = [start(0, 0), status(0.1, CHARGING), *climbing(0, 60, 11_000), status(60, FULL)]
    assert idle(*events, *rest, stop(120, 11_000 + watts)) == 60


def coarse(messages: list[MeterSampled]) -> list[MeterSampled]:
    """The same in tenths of a kWh."""
    return [
        replace(
            message,
            samples=tuple(
                s._replace(value=s.value // 100 * 100, step=100) for s in message.samples
            ),
        )
        for message in messages
    ]


@pytest.mark.parametrize("watts", (1400, 3700, 11_000))
def test_a_coarse_register_counts_from_step_to_step(watts: int) -> None:
    flowing = coarse(climbing(0, 120, watts))
    assert idle(start(0, 0), status(0.1, FULL), *flowing, stop(120, 2 * watts)) == 0
    rest = coarse(climbing(61, 120, 0, before=watts))
    states = [status(0.1, CHARGING), status(60, FULL)]
    assert idle(start(0, 0), *states, *flowing[:61], *rest, stop(120, watts)) >= 58


def test_a_station_that_tells_power_only() -> None:
    """Half an hour of a right status, then half an hour of a wrong one, then rest."""
    powers = [power(m, 11_000) for m in range(60)]
    rest = [power(m, 40) for m in range(60, 91)]
    events = [start(0, 0), status(0.1, CHARGING), *powers, status(30, FULL), *rest]
    for rated_w in (None, 11_000, 22_000):
        assert idle(*events, stop(91, 11_000), rated_w=rated_w) == 31


def test_without_readings_the_status_counts() -> None:
    events = [start(0, 0), status(1, CHARGING), status(61, FULL), stop(71, 9000)]
    assert idle(*events) == 10


def test_a_pause_between_two_charges_is_idle_and_a_wrong_one_is_not() -> None:
    states = [status(0.1, CHARGING), status(30, FULL), status(50, CHARGING), status(60, FULL)]
    flows = [*climbing(0, 30, 6000), *readings_of((m, 3000) for m in range(31, 50))]
    flows += climbing(50, 90, 6000, before=3000)
    assert idle(start(0, 0), *states, *flows, stop(90, 7000)) == 20


def test_long_sessions_stay_right_when_readings_are_let_go() -> None:
    states = [status(0.1, CHARGING), status(200, FULL)]
    flows = climbing(0, 400, 6000)
    rest = readings_of((m, 40_000) for m in range(401, 600))
    assert idle(start(0, 0), *states, *flows, *rest, stop(600, 40_000)) == 200


def test_ocpp_201_says_it_by_its_charging_state() -> None:
    said = ChargingState.SUSPENDED_EV
    samples = [updated(m, 11_000 * m // 60, seq_no=m) for m in range(2, 60)]
    events = [begun(0, 0), updated(1, 183, said, seq_no=1), *samples, over(60, 11_000, seq_no=99)]
    assert idle(*events) == 0


def test_an_hour_of_no_flow_under_charging_is_not_idle_either() -> None:
    # Only what is said to be a pause can be one.
    rest = readings_of((m, 0) for m in range(60))
    assert idle(start(0, 0), status(0.1, CHARGING), *rest, stop(60, 1)) == 0
