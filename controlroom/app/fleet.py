"""The demonstration's fleet, in a process of its own: it needs neither window nor database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from math import inf
from pathlib import Path

import msgspec

from controlroom import private_files
from controlroom.app.exercise import PLANTED, written
from controlroom.domain.alarms.catalogue import CATALOGUE
from controlroom.domain.quarter_hours import begin_of
from controlroom.operations.alarms.exercise import Planted
from controlroom.operations.stopping import stopping
from controlroom.simulator.charge_point import ChargePoint
from controlroom.simulator.customers import DemoCustomer, demo_customers
from controlroom.simulator.demand import SATURDAY
from controlroom.simulator.demonstration import demo_scenario, demo_stations, wakes
from controlroom.simulator.exercise import calm, faults
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.profile import StationSpec
from controlroom.simulator.resuming import Interrupted, take_up
from controlroom.simulator.scenario import Event
from controlroom.simulator.scenario_player import Played, Tell
from controlroom.simulator.sites import DemoSite, demo_sites
from controlroom.simulator.wire_quirks import Manner

SEED = 1
LIVED = timedelta(minutes=90)
"""The fleet has lived this long when it connects: sessions are under way."""
ATTEMPTS = 6
"""So many days are looked at for an ordinary one; each takes half a second."""
CONNECTED_S = 6.0
"""After the start: every station has connected by then."""
_DAY = 96
_NEAR = 2
_ENOUGH = 20
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
    usual_w: tuple[float, float] | None = None
    """Least and most of what the whole network usually draws at this time of day."""


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
    lived = max(timedelta(), min(LIVED, now - left.since))
    events = demo_scenario(stations).events
    record: Tell | None = None
    if left.exercise is not None:
        stations = calm(stations)
        events = faults(stations, *left.exercise, CATALOGUE)
        record = recorder(file.with_name(PLANTED), events, stations)
    with stopping(asked_to_stop, tied=tied):
        fleet = _ordinary(
            # A kept network goes on; with the seed of last time its transactions would have the
            # same ids.
            (f"{SEED}/{now:%Y-%m-%dT%H:%M:%S}/{attempt}" for attempt in range(ATTEMPTS)),
            lambda seed: _begun(
                Fleet(url, stations, seed=seed, warm_up=lived, events=events, tell=record),
                seed,
                left.interrupted,
            ),
            # Who has not lived for long begins as after a power cut: whoever was there comes again.
            left.usual_w if lived == LIVED else None,
        )
        async with fleet:
            await asked_to_stop.wait()


def _begun(fleet: Fleet, seed: str, interrupted: Sequence[Interrupted]) -> Fleet:
    """A fleet that has lived until now, and says what it measures as soon as it is connected."""
    begin = fleet.clock.begin
    points = [station.point for station in fleet.stations]
    take_up(points, interrupted, seed, start=begin, usual_s=BEFORE.total_seconds())
    for point in points:
        point.advance(begin)
        # Else each of them says that it is free before it says that its charge is over, and is
        # asked what became of it.
        point.manners.begin(Manner.REPLAY_FIRST)
        point.agenda.plan(begin + CONNECTED_S, partial(_measure, point))
    return fleet


def _measure(point: ChargePoint, at: float) -> None:
    """Say what flows: the first minute is not to look as if nothing did."""
    point.manners.end(Manner.REPLAY_FIRST)
    for outlet in point.outlets:
        if outlet.transaction is not None:
            outlet.sample_now(at)


def _ordinary(
    seeds: Iterable[str], begun: Callable[[str], Fleet], usual_w: tuple[float, float] | None
) -> Fleet:
    """The first of some fleets whose power is a usual one, else the one that comes closest.

    Each is a day that might have been, and few fast chargers make it a quiet or a busy one; who
    opens the demonstration is to see an ordinary one.
    """
    least, most = usual_w or (0.0, inf)
    if usual_w is not None:
        # In its middle: some more come in the first minutes.
        wide = most - least
        least, most = least + wide / 6, most - wide / 3
    closest: tuple[float, Fleet] | None = None
    for seed in seeds:
        fleet = begun(seed)
        power = fleet.tally().power_w
        off = max(least - power, power - most, 0.0)
        if closest is None or off < closest[0]:
            closest = off, fleet
        if not off:
            break
    if closest is None:
        raise ValueError("no seed to begin with")
    return closest[1]


def usual_power(sums: Iterable[tuple[int, int]], quarter: int) -> tuple[float, float] | None:
    """What a quarter-hour's power usually is at that time of that kind of day, in W.

    `sums`: (quarter-hour since 1970, Wh). All but the lowest and the highest tenth of what was
    within half an hour of it; None where too little is known.
    """
    weekend = _weekend(quarter)
    near = sorted(
        wh * 4.0
        for at, wh in sums
        if at < quarter
        and abs((at - quarter + _DAY // 2) % _DAY - _DAY // 2) <= _NEAR
        and _weekend(at) == weekend
    )
    if len(near) < _ENOUGH:
        return None
    return near[len(near) // 10], near[-1 - len(near) // 10]


def _weekend(quarter: int) -> bool:
    return begin_of(quarter).weekday() >= SATURDAY


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
