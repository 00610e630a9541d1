"""Which connectors can be used: one definition for every screen and report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from controlroom.domain.charging.availability import USABLE, Counts, Use, connectors_of, use_of
from controlroom.domain.charging.charge_point import (
    ChargePoint,
    Connector,
    ConnectorStatus,
    Phase,
    Registration,
)
from controlroom.domain.charging.network import Network

IDLE = Connector("P", 1, 1, status=ConnectorStatus.AVAILABLE)


@pytest.mark.parametrize("status", ConnectorStatus)
def test_what_is_usable_is_what_is_counted_as_usable(status: ConnectorStatus) -> None:
    connector = replace(IDLE, status=status)
    counts = Counts.of([use_of(connector, heard=True)])
    assert (counts.usable, counts.total) == (int(status in USABLE), 1)
    assert use_of(connector, heard=False) is Use.UNKNOWN, "its word does not hold"


def test_out_of_use_is_what_nobody_can_charge_at() -> None:
    out = {ConnectorStatus.UNAVAILABLE, ConnectorStatus.FAULTED, ConnectorStatus.UNKNOWN}
    assert frozenset(ConnectorStatus) - out == USABLE


def test_counts_add_up() -> None:
    uses = [Use.CHARGING, Use.FREE, Use.FREE, Use.CHANGING, Use.FAULT, Use.OUT, Use.UNKNOWN]
    one = Counts.of(uses)
    both = Counts.sum([one, Counts(unknown=1)])
    assert both == Counts(1, 2, 1, 1, 1, 2)
    assert (both.total, both.usable, both.availability) == (8, 4, 0.5)
    assert Counts().availability is None


def test_a_point_is_up_while_its_link_is_open_and_it_speaks() -> None:
    assert ChargePoint("P", connected=True).heard
    assert not ChargePoint("P", connected=True, silent=True).heard
    assert not ChargePoint("P").heard


def test_a_retired_point_is_not_in_service() -> None:
    assert [p for p in Phase if not Registration("P", "S", phase=p).in_service] == [Phase.RETIRED]


def test_the_point_as_a_whole_is_no_connector() -> None:
    network = Network()
    second, whole = replace(IDLE, connector=2), replace(IDLE, evse=0, connector=0)
    network.load(connectors=[second, IDLE, whole])
    assert connectors_of(network, "P") == [IDLE, second]
    assert connectors_of(network, "Q") == []
