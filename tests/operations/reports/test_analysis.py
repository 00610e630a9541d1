"""Usable connectors and running sessions by quarter-hour."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isnan

import pytest

from controlroom.domain.charging.charge_point import (
    ChargePoint,
    Connector,
    ConnectorStatus,
    Phase,
    Registration,
)
from controlroom.domain.charging.network import Network
from controlroom.domain.quarter_hours import quarter_of
from controlroom.operations.ports.reports import StatusTurn
from controlroom.operations.reports.analysis import (
    MOST_TURNS,
    Now,
    availability,
    newer_steps,
    read_availability,
    running,
)
from tests.store.facts import NOON, at, session

MONDAY = quarter_of(datetime(2026, 11, 16, tzinfo=UTC))


def test_running_sessions_are_counted_at_the_end_of_each_quarter() -> None:
    steps = [(MONDAY - 50, 2), (MONDAY - 1, -1), (MONDAY + 1, 3), (MONDAY + 2, -2), (MONDAY + 9, 1)]
    assert running(steps, MONDAY - 99, MONDAY, MONDAY + 4) == [1, 4, 2, 2]
    late = running(steps, MONDAY + 2, MONDAY, MONDAY + 4)
    assert all(map(isnan, late[:2]))
    assert late[2:] == [2, 2]
    assert all(map(isnan, running([], MONDAY + 99, MONDAY, MONDAY + 4)))


def turn(quarter: int, word: str, point: str = "P", evse: int = 1) -> StatusTurn:
    where = 0 if word[:4] in {"Link", "Fell", "Hear"} else evse
    return StatusTurn(MONDAY + quarter, point, where, where, word)


def shares(turns: list[StatusTurn], now: Now, known: int = 0) -> list[float | None]:
    found = availability(turns, now, MONDAY + known, MONDAY, MONDAY + 5)
    return [None if isnan(share) else round(share, 2) for share in found]


TWO = Now({"P": True, "Q": True}, {("P", 1, 1): True, ("Q", 1, 1): True})


def test_what_does_not_turn_is_as_it_is_now() -> None:
    assert shares([], TWO) == [1.0] * 5
    assert shares([], TWO, known=3) == [None] * 3 + [1.0] * 2
    silent = Now({"P": True, "Q": False}, TWO.usable)
    assert shares([], silent) == [0.5] * 5
    assert shares([], Now({}, {})) == [None] * 5


def test_a_fault_takes_a_connector_away_until_it_is_over() -> None:
    turns = [turn(0, "Available"), turn(1, "Faulted"), turn(3, "Charging")]
    assert shares(turns, TWO) == [1.0, 0.5, 0.5, 1.0, 1.0]


def test_a_point_that_is_not_heard_cannot_be_used() -> None:
    turns = [turn(0, "LinkOpened", "Q"), turn(1, "FellSilent", "Q"), turn(2, "HeardAgain", "Q")]
    assert shares([*turns, turn(4, "LinkClosed", "Q")], TWO) == [1.0, 0.5, 1.0, 1.0, 0.5]


def test_what_was_before_the_first_turn_is_not_known() -> None:
    assert shares([turn(2, "Faulted"), turn(3, "Available")], TWO) == [None, None, 0.5, 1.0, 1.0]
    assert shares([turn(2, "LinkOpened", "Q")], TWO) == [None, None, 1.0, 1.0, 1.0]
    strangers = [
        turn(1, "Faulted", "gone"),
        turn(1, "Faulted", evse=7),
        turn(1, "Unavailable", evse=0),
    ]
    assert shares(strangers, TWO) == [1.0] * 5, "of what is no longer there"


def network() -> Network:
    made = Network()
    points = [Registration("P", "S"), Registration("Q", "T"), Registration("R", "S")]
    made.load(
        registrations=[*points, Registration("OLD", "S", phase=Phase.RETIRED)],
        charge_points=[ChargePoint(p.id, connected=p.id != "R") for p in points],
        connectors=[
            Connector("P", 1, 1, status=ConnectorStatus.AVAILABLE),
            Connector("P", 2, 1, status=ConnectorStatus.FAULTED),
            Connector("Q", 1, 1, status=ConnectorStatus.CHARGING),
            Connector("R", 1, 1, status=ConnectorStatus.RESERVED),
            Connector("OLD", 1, 1, status=ConnectorStatus.AVAILABLE),
        ],
    )
    return made


def test_what_is_now_is_told_by_the_network() -> None:
    assert Now.of(network(), "S") == Now(
        {"P": True, "R": False},
        {("P", 1, 1): True, ("P", 2, 1): False, ("R", 1, 1): True},
    )
    assert Now.of(network(), None).heard == {"P": True, "Q": True, "R": False}


class Turns:
    """The store's part that availability asks."""

    def __init__(self, *turns: StatusTurn) -> None:
        self.turns = list(turns)
        self.asked: list[tuple[datetime, str | None, int]] = []

    async def status_turns(
        self, start: datetime, *, site: str | None = None, limit: int = 100_000
    ) -> list[StatusTurn]:
        self.asked.append((start, site, limit))
        return self.turns


async def test_availability_of_a_site_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(turn(1, "Available"), turn(2, "Faulted"), turn(3, "Available"))
    asking = read_availability(turns, network(), "T", MONDAY, MONDAY + 2)  # type: ignore[arg-type]
    assert await asking == [1.0, 1.0]
    assert turns.asked == [(datetime(2026, 11, 16, tzinfo=UTC), "T", MOST_TURNS)]
    # As many as could be asked for: the quarter-hour of the oldest is not whole.
    monkeypatch.setattr("controlroom.operations.reports.analysis.MOST_TURNS", 3)
    asking = read_availability(turns, network(), "T", MONDAY, MONDAY + 4)  # type: ignore[arg-type]
    found = await asking
    assert [isnan(share) for share in found] == [True, True, False, False]


def test_what_ended_since_the_store_was_asked_is_in_the_network() -> None:
    made = Network()
    long_ago, lately = at(60), at(1800)
    made.load(
        sessions=[
            session("P", "1", started=NOON),
            session("P", "2", started=at(900), ended=lately),
            session("P", "3", started=NOON, ended=long_ago),
        ]
    )
    first = quarter_of(NOON)
    found = [(step.quarter - first, step.change) for step in newer_steps(made, None, lately)]
    assert sorted(found) == [(0, 1), (1, 1), (2, -1)]
    assert [*newer_steps(made, "Norra", None)] == [(first, 1)], "nothing was asked yet"
    assert [*newer_steps(made, "Södra", lately)] == []
