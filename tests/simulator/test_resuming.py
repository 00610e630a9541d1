"""A fleet that goes on: former charges are ended by their stations, and as many charge as ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.messages import stamp
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import QUIET, Habits, Version
from controlroom.simulator.resuming import Interrupted, take_up
from tests.simulator.desk import BEGIN, TOKENS, Desk, spec

VERSIONS: tuple[Version, ...] = ("1.6", "2.0.1")
HALF_PAST_TWO = BEGIN + 9.5 * 3600
USUAL_S = 5400.0
BUSY = Habits(
    arrivals=6.0, faults_per_day=0.0, emergency_stops_per_day=0.0, link_losses_per_day=0.0
)


def cut(at: float = BEGIN, **changes: object) -> Interrupted:
    found = Interrupted(
        charge_point="T-01",
        outlet=2,
        transaction="4711",
        token=TOKENS[1],
        started=datetime.fromtimestamp(at - 1800, UTC),
        meter_start=1000,
        register=9000,
        at=datetime.fromtimestamp(at, UTC),
        sequence=17,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def charging(points: Sequence[ChargePoint]) -> int:
    phases = [outlet.phase for point in points for outlet in point.outlets]
    return sum(phase in (Phase.BEGUN, Phase.CHARGING, Phase.FULL) for phase in phases)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_end_of_what_was_under_way_is_told_out_of_the_queue(version: Version) -> None:
    desk = Desk(spec(version, registers=(0, 9000)))
    take_up([desk.point], [cut()], 1, start=BEGIN, usual_s=USUAL_S)
    desk.link()
    assert desk.boot_reason is not None
    told = desk.last("StopTransaction" if version == "1.6" else "TransactionEvent").payload
    assert told["timestamp"] == stamp(BEGIN)
    if version == "1.6":
        assert (told["transactionId"], told["meterStop"]) == (4711, 9000)
        assert (told["reason"], told["idTag"]) == ("Reboot", TOKENS[1])
    else:
        assert (told["eventType"], told["seqNo"], told["offline"]) == ("Ended", 17, True)
        assert told["transactionInfo"]["transactionId"] == "4711"
        assert told["transactionInfo"]["stoppedReason"] == "Reboot"
        (value,) = told["meterValue"][0]["sampledValue"]
        assert value["value"] == 9000
    assert len([s for s in desk.said if s.action != "StatusNotification"]) == 1


def test_what_no_station_knows_is_left_alone() -> None:
    desk = Desk(spec())
    others = [cut(charge_point="T-02"), cut(outlet=3), cut(outlet=0)]
    take_up([desk.point], others, 1, start=BEGIN, usual_s=USUAL_S)
    assert len(desk.point.outbox) == 0


def test_as_many_charge_as_if_it_had_always_lived() -> None:
    specs = [spec(model="AC22x2", habits=BUSY, identity=f"F-{n:02d}") for n in range(40)]
    start = HALF_PAST_TWO
    lived = [ChargePoint(one, 5, start - USUAL_S, start) for one in specs]
    begun = [ChargePoint(one, 5, start - 10, start) for one in specs]
    open_ = [
        cut(start - 10, charge_point=f"F-{n:02d}", outlet=1 + n % 2, token=TOKENS[n % 2])
        for n in range(5)
    ]
    take_up(begun, open_, 5, start=start, usual_s=USUAL_S)
    for point in (*lived, *begun):
        point.advance(start + 60)
    usual = charging(lived)
    assert usual >= 10
    assert abs(charging(begun) - usual) <= 2
    again = [p.outlets[n % 2].transaction for n, p in enumerate(begun[:5])]
    # Those who were cut off are among them, with the same card.
    assert [t.token for t in again if t is not None] == [one.token for one in open_]
    alone = [ChargePoint(one, 5, start - 10, start) for one in specs]
    for point in alone:
        point.advance(start + 60)
    assert charging(alone) < usual / 2


def test_a_fleet_that_lives_its_usual_time_first_gets_nobody_else() -> None:
    desk = Desk(spec(habits=QUIET))
    take_up([desk.point], [cut()], 1, start=BEGIN + USUAL_S, usual_s=USUAL_S)
    desk.pass_time(600)
    assert charging([desk.point]) == 0
    assert len(desk.point.outbox) == 1


@pytest.mark.parametrize(("ago_s", "waits"), ((60.0, True), (3 * 3600.0, False)))
def test_nobody_waits_for_hours(ago_s: float, waits: bool) -> None:
    start = HALF_PAST_TWO
    specs = [spec(habits=BUSY, identity=f"F-{n:02d}") for n in range(10)]
    points = [ChargePoint(one, 5, start - 60, start) for one in specs]
    old = cut(start - ago_s, charge_point="F-00", outlet=1, token="04AA03")
    take_up(points, [old], 5, start=start, usual_s=USUAL_S)
    for point in points:
        point.advance(start)
    running = points[0].outlets[0].transaction
    assert (running is not None and running.token == "04AA03") == waits
