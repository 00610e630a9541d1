"""The demonstration's fleet, in a process of its own: it needs neither window nor database."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from controlroom.operations.stopping import stopping
from controlroom.simulator.customers import DemoCustomer, demo_customers
from controlroom.simulator.demonstration import demo_scenario, demo_stations, wakes
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.sites import DemoSite, demo_sites

SEED = 1
LIVED = timedelta(minutes=90)
"""The fleet has lived this long when it connects: sessions are under way."""


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
    part.touch(mode=0o600)
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
    with stopping(asked_to_stop, tied=tied):
        async with Fleet(url, stations, seed=seed, warm_up=lived, events=events):
            await asked_to_stop.wait()
