from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.desktop.desk.status import (
    Age,
    age_of,
    box_of,
    mark_of,
    place_beside,
    point_row,
    worst,
)
from controlroom.desktop.kit.connector_boxes import Box, MarkedBox
from controlroom.desktop.kit.marks import Mark
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.charging.charge_point import (
    ChargePoint,
    Connector,
    ConnectorStatus,
    Registration,
    Site,
)
from controlroom.domain.charging.network import Network

NOW = datetime(2026, 11, 20, 13, 32, tzinfo=UTC)
HYL = Registration("HYL-01", "Hyllie", rated_w=150_000)


def alarm(priority: int, state: AlarmState, minutes: int = 1) -> Alarm:
    at = NOW - timedelta(minutes=minutes)
    return Alarm(minutes, "CON-FAULT", priority, state, "HYL-01", 1, 1, "Hyllie", at, at)


def network(*connectors: Connector, connected: bool = True, silent: bool = False) -> Network:
    made = Network()
    made.load(
        sites=[Site("Hyllie", place="Malmö")],
        registrations=[HYL],
        charge_points=[ChargePoint("HYL-01", connected=connected, silent=silent)],
        connectors=connectors,
    )
    return made


def connector(number: int, status: ConnectorStatus, **more: object) -> Connector:
    made = Connector("HYL-01", number, number, status)
    for name, value in more.items():
        object.__setattr__(made, name, value)
    return made


@pytest.mark.parametrize("status", ConnectorStatus)
def test_every_status_has_a_box(status: ConnectorStatus) -> None:
    assert isinstance(box_of(Connector("A", 1, 1, status), known=True), Box)
    assert box_of(Connector("A", 1, 1, status), known=False) is Box.UNKNOWN


@pytest.mark.parametrize("status", ConnectorStatus)
def test_every_connector_is_counted_once(status: ConnectorStatus) -> None:
    row = point_row(network(connector(1, status)), HYL, [], NOW)
    assert row.counts.total == 1
    assert len(row.boxes) == 1


def test_a_standing_alarm_marks_its_connector() -> None:
    faulted = connector(1, ConnectorStatus.FAULTED)
    standing = alarm(2, AlarmState.ACKNOWLEDGED)
    assert box_of(faulted, known=True, alarm=standing) == MarkedBox(Mark(2))
    returned = alarm(2, AlarmState.RETURNED)
    assert box_of(faulted, known=True, alarm=returned) is Box.OUT


@pytest.mark.parametrize(("connected", "silent"), ((False, False), (True, True)))
def test_nothing_is_known_of_a_charge_point_that_is_not_heard(
    connected: bool, silent: bool
) -> None:
    charging = connector(1, ConnectorStatus.CHARGING)
    row = point_row(network(charging, connected=connected, silent=silent), HYL, [], NOW)
    assert row.counts.unknown == 1
    assert row.power_w is None


def test_a_charge_point_that_never_spoke_has_one_unknown_connector() -> None:
    row = point_row(network(connected=False), HYL, [], NOW)
    assert row.boxes == (Box.UNKNOWN,)


def test_power_is_that_of_sessions_with_a_value_that_counts() -> None:
    fresh = NOW - timedelta(seconds=10)
    gone = NOW - timedelta(minutes=6)
    row = point_row(
        network(
            connector(1, ConnectorStatus.CHARGING, transaction="1", power_w=50e3, measured=fresh),
            connector(2, ConnectorStatus.CHARGING, transaction="2", power_w=70e3, measured=gone),
            connector(3, ConnectorStatus.AVAILABLE, power_w=90e3, measured=fresh),
        ),
        HYL,
        [],
        NOW,
    )
    assert row.power_w == 50e3


def test_an_idle_charge_point_gives_nothing() -> None:
    assert point_row(network(connector(1, ConnectorStatus.AVAILABLE)), HYL, [], NOW).power_w == 0


@pytest.mark.parametrize(
    ("seconds", "age"), ((0, Age.FRESH), (120, Age.FRESH), (121, Age.LATE), (301, Age.GONE))
)
def test_values_grow_old(seconds: int, age: Age) -> None:
    assert age_of(NOW - timedelta(seconds=seconds), NOW) is age
    assert age_of(None, NOW) is Age.GONE


def test_worst_alarm_first() -> None:
    alarms = [
        alarm(3, AlarmState.UNACKNOWLEDGED, 9),
        alarm(2, AlarmState.ACKNOWLEDGED, 8),
        alarm(2, AlarmState.RETURNED, 7),
        alarm(2, AlarmState.UNACKNOWLEDGED, 6),
    ]
    order = []
    while (first := worst(alarms)) is not None:
        order.append(first.id)
        alarms.remove(first)
    assert order == [6, 7, 8, 9]


@pytest.mark.parametrize(
    ("state", "mark"),
    (
        (AlarmState.UNACKNOWLEDGED, Mark(2, unacknowledged=True)),
        (AlarmState.ACKNOWLEDGED, Mark(2)),
        (AlarmState.RETURNED, Mark(2, present=False, unacknowledged=True)),
    ),
)
def test_a_state_has_its_mark(state: AlarmState, mark: Mark) -> None:
    assert mark_of(alarm(2, state)) == mark


def test_a_place_is_not_said_twice() -> None:
    assert place_beside("Hyllie", Site("Hyllie", place="Malmö")) == "Malmö"
    assert place_beside("Hyllie, Malmö", Site("Hyllie, Malmö", place="Malmö")) == ""
    assert place_beside("Hyllie", None) == ""


def test_connector_zero_is_the_whole_and_no_outlet() -> None:
    whole = replace(connector(1, ConnectorStatus.AVAILABLE), evse=0, connector=0)
    row = point_row(network(whole, connector(1, ConnectorStatus.AVAILABLE)), HYL, [], NOW)
    assert row.counts.total == 1
