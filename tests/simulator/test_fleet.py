from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from controlroom.simulator.fleet import Fleet
from controlroom.simulator.profile import QUIET, Habits, Version
from controlroom.simulator.station import Backoff, LinkState, Station
from tests.simulator.central import Central
from tests.simulator.desk import charging, spec

FAST = Backoff(0.02, 0.05)


async def test_a_fleet_connects_and_stops() -> None:
    versions: tuple[Version, ...] = ("1.6", "2.0.1")
    specs = [replace(spec(versions[n % 2]), id=f"F-{n:02d}") for n in range(20)]
    async with Central() as central:
        async with Fleet(central.url, specs, ramp=1000.0) as fleet:
            await central.until(lambda: fleet.tally().online == 20)
            tally = fleet.tally()
            assert (tally.stations, tally.refused, tally.charging) == (20, 0, 0)
            assert tally.sent >= 20
        await central.until(lambda: not central.links)
        assert set(central.closed_with) == {1001}
        assert central.wrong == []


async def test_stations_connect_one_after_the_other() -> None:
    specs = [replace(spec(), id=f"F-{n:02d}") for n in range(10)]
    async with Central() as central, Fleet(central.url, specs, ramp=20.0) as fleet:
        await asyncio.sleep(0.15)
        assert 1 <= len(central.opened) <= 5
        await central.until(lambda: fleet.tally().online == 10)


async def test_a_fleet_that_lived_before_delivers_what_happened_then() -> None:
    specs = [
        replace(spec("2.0.1", "DC50", habits=replace(QUIET, arrivals=8.0)), id=f"F-{n:02d}")
        for n in range(6)
    ]
    begin = datetime(2026, 11, 16, 15, tzinfo=UTC)
    fleet = Fleet("ws://nowhere", specs, begin=begin, warm_up=timedelta(hours=6))
    async with Central() as central:
        fleet = Fleet(central.url, specs, begin=begin, warm_up=timedelta(hours=6), ramp=1000.0)
        async with fleet:
            await central.until(lambda: fleet.tally().online == 6 and not fleet.tally().waiting)
        events = [f.payload for f in central.heard if f.action == "TransactionEvent"]
        times = [datetime.fromisoformat(e["timestamp"]) for e in events]
        # Whatever lies before the beginning was queued, and says so.
        assert min(times) < begin - timedelta(hours=2)
        assert all(
            e.get("offline", False) for e, at in zip(events, times, strict=True) if at < begin
        )
        statuses = [f.payload for f in central.heard if f.action == "StatusNotification"]
        assert all(datetime.fromisoformat(s["timestamp"]) >= begin for s in statuses)


async def test_the_same_seed_gives_the_same_fleet() -> None:
    async def life() -> list[tuple[str, str, str]]:
        specs = [replace(spec("1.6", "AC22x2", habits=Habits(arrivals=4.0)), id="F-01")]
        async with Central() as central:
            begin = datetime(2026, 11, 16, 9, tzinfo=UTC)
            fleet = Fleet(central.url, specs, seed=5, begin=begin, warm_up=timedelta(days=2))
            async with fleet:
                await central.until(lambda: fleet.tally().online == 1 and not fleet.tally().waiting)
            return [
                (f.action, f.payload.get("timestamp", ""), str(f.payload.get("meterStop", "")))
                for f in central.heard
                if f.action in ("StartTransaction", "StopTransaction")
            ]

    first = await life()
    assert len(first) >= 4
    assert first == await life()


async def test_a_fast_fleet_never_stamps_the_future() -> None:
    of = spec("1.6", "DC50", habits=charging())
    async with Central() as central, Fleet(central.url, [of], speed=500.0) as fleet:
        await central.until(lambda: central.has("T-01", ["MeterValues"]))
        assert fleet.now < datetime.now(UTC)
        stamps = [f.payload["timestamp"] for f in central.of("T-01", action="StatusNotification")]
        assert all(datetime.fromisoformat(s) < datetime.now(UTC) for s in stamps)


async def test_a_station_that_fails_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = Station.run

    async def run(self: Station) -> None:
        if self.point.spec.id == "F-01":
            raise ZeroDivisionError
        await whole(self)

    monkeypatch.setattr(Station, "run", run)
    specs = [replace(spec(), id=name) for name in ("F-01", "F-02")]
    async with Central() as central, Fleet(central.url, specs) as fleet:
        await central.until(lambda: fleet.tally().online == 1)
        assert fleet.tally().broken == 1
        assert fleet.stations[0].state is LinkState.BROKEN
        assert "F-01" in caplog.text


async def test_refused_stations_and_cards_are_counted() -> None:
    specs = [
        replace(spec(), id="F-01"),
        replace(spec("1.6", "DC50", habits=charging(first_visit_s=5.0)), id="F-02"),
    ]
    cards = set(specs[1].tokens)
    async with (
        Central(unknown={"F-01"}, refused_cards=cards) as central,
        Fleet(central.url, specs, speed=100.0, backoff=FAST) as fleet,
    ):
        await central.until(lambda: bool(fleet.tally().cards_refused))
        assert fleet.tally().refusals == (("F-01", "HTTP 404"),)
        assert set(fleet.tally().cards_refused) <= cards


def test_two_stations_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two stations are called T-01"):
        Fleet("ws://127.0.0.1:1", [spec(), spec()])


async def test_a_fleet_runs_once() -> None:
    async with Central() as central, Fleet(central.url, [spec()]) as fleet:
        with pytest.raises(RuntimeError, match="runs already"):
            fleet.start()
