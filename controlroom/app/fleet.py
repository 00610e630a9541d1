"""The demonstration's fleet, in a process of its own: it needs neither window nor database."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from controlroom import private_files
from controlroom.app.exercise import PLANTED, written
from controlroom.domain.alarm import CATALOGUE
from controlroom.operations.stopping import stopping
from controlroom.operations.training import Planted
from controlroom.simulator.customers import DemoCustomer, demo_customers
from controlroom.simulator.demonstration import demo_scenario, demo_stations, wakes
from controlroom.simulator.exercise import calm, faults
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.interrupted import Interrupted, take_up
from controlroom.simulator.playing import Played, Tell
from controlroom.simulator.profile import StationSpec
from controlroom.simulator.scenario import Event
from controlroom.simulator.sites import DemoSite, demo_sites

SEED = 1
LIVED = timedelta(minutes=90)
"""The fleet has lived this long when it connects: sessions are under way."""
BEFORE = timedelta(hours=6)
"""Who came this long before that may still be there: the longest usual stay of those by day."""


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Where the network stands: what the fleet has to know to go on from there."""

    keys: dict[str, str]
    """By charge point."""
    registers: dict[str, tuple[int, ...]]
    """Wh on the meter of each outlet, by charge point."""
    since: datetime
    """What happened until then is known."""
    sites: int | None = None
    """Only the first so many; None are all."""
    interrupted: tuple[Interrupted, ...] = ()
    """Charges that were under way until then."""
    exercise: tuple[int, float] | None = None
    """Seed and minutes of an exercise: its faults instead of what else happens."""


def network(
    seed: int, sites: int | None = None
) -> tuple[tuple[DemoSite, ...], tuple[DemoCustomer, ...]]:
    """The first so many sites (None: all), and who charges there."""
    found = demo_sites(seed)[:sites]
    return found, demo_customers(seed, found)


def read(file: Path) -> LeftOff | None:
    """None where nothing was kept, or what was kept cannot be read."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=LeftOff)
    except (OSError, ValueError):
        return None


def write(file: Path, left: LeftOff) -> None:
    """A whole file or none; it holds keys, so that only its owner may read it."""
    part = file.with_name(f"{file.name}.part")
    private_files.make_anew(part)
    part.write_bytes(msgspec.json.encode(left))
    part.replace(file)


async def run_demo_fleet(url: str, file: Path, *, tied: bool = False) -> None:
    """The fleet, in a process of its own, until it is stopped."""
    body = await asyncio.to_thread(file.read_bytes)
    left = msgspec.json.decode(body, type=LeftOff)
    now = datetime.now(UTC)
    sites, customers = network(SEED, left.sites)
    stations = demo_stations(
        sites, customers, keys=left.keys, registers=left.registers, ahead_s=wakes(now)
    )
    asked_to_stop = asyncio.Event()
    # A kept network goes on; with the seed of last time its transactions would have the same ids.
    seed = f"{SEED}/{now:%Y-%m-%dT%H:%M:%S}"
    lived = max(timedelta(), min(LIVED, now - left.since))
    events = demo_scenario(stations).events
    record: Tell | None = None
    if left.exercise is not None:
        stations = calm(stations)
        events = faults(stations, *left.exercise, CATALOGUE)
        record = recorder(file.with_name(PLANTED), events, stations)
    with stopping(asked_to_stop, tied=tied):
        fleet = Fleet(url, stations, seed=seed, warm_up=lived, events=events, tell=record)
        take_up(
            [station.point for station in fleet.stations],
            left.interrupted,
            seed,
            start=fleet.clock.begin,
            usual_s=BEFORE.total_seconds(),
        )
        async with fleet:
            await asked_to_stop.wait()


def recorder(file: Path, events: Sequence[Event], stations: Sequence[StationSpec]) -> Tell:
    """Writes down each fault when it is planted."""
    sites = {spec.id: spec.site for spec in stations}
    file.write_bytes(b"")

    def record(played: Played) -> None:
        event = played.event
        fault = Planted(
            number=events.index(event) + 1,
            name=event.behaviour.name,
            says=event.behaviour.says,
            at=datetime.fromtimestamp(played.at, UTC),
            charge_points=played.charge_points,
            codes=event.behaviour.alarms,
            site=sites[played.charge_points[0]],
            whole_site=bool(event.site),
        )
        with file.open("ab") as lines:
            lines.write(written(fault))

    return record
