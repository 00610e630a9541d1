"""Many stations against one central system, one task each."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ssl import SSLContext
from types import TracebackType
from typing import Self

from controlroom.simulator.clock import Clock
from controlroom.simulator.phase import Phase
from controlroom.simulator.profile import Seed, StationSpec
from controlroom.simulator.scenario import Event
from controlroom.simulator.scenario_player import Tell, plan
from controlroom.simulator.station import Backoff, LinkState, Station

RAMP = 60.0
"""Stations that begin to connect in a second."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a fleet is doing."""

    stations: int
    online: int
    refused: int
    broken: int
    charging: int
    faulted: int
    waiting: int
    """Messages that are not delivered yet."""
    sent: int
    received: int
    power_w: float
    refusals: tuple[tuple[str, str], ...] = ()
    """Station and reason, for those that are not let in."""
    cards_refused: tuple[str, ...] = ()
    """Cards that the central system does not accept."""


class Fleet:
    """Simulated stations, reproducible by `seed`.

    `begin` is the simulated moment at which they begin (default: now; a fleet that is
    faster than life begins in the past, see `Clock`). They have lived `warm_up` before
    that without a link, and deliver what happened then when they connect. `events` are
    what happens to them; `tell` hears of each that has begun.
    """

    def __init__(
        self,
        url: str,
        stations: Sequence[StationSpec],
        *,
        seed: Seed = 1,
        speed: float = 1.0,
        begin: datetime | None = None,
        warm_up: timedelta = timedelta(),
        ramp: float = RAMP,
        backoff: Backoff | None = None,
        tls: SSLContext | None = None,
        events: Sequence[Event] = (),
        tell: Tell | None = None,
    ) -> None:
        ids = Counter(spec.id for spec in stations)
        twice = [name for name, count in ids.items() if count > 1]
        if twice:
            raise ValueError(f"two stations are called {twice[0]}")
        self.clock = Clock(speed, None if begin is None else begin.timestamp())
        since = self.clock.begin - warm_up.total_seconds()
        self.stations = tuple(
            Station(
                spec, url, self.clock, seed=seed, begin=since, backoff=backoff, tls=tls,
            )
            for spec in stations
        )  # fmt: skip
        self._ramp = ramp
        self._seed = seed
        self._tell = tell or (lambda _played: None)
        points = [station.point for station in self.stations]
        plan(events, points, self.clock.begin, seed, self._tell)
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Let the stations connect, one after the other, in the running loop."""
        if self._tasks:
            raise RuntimeError("the fleet runs already")
        for number, station in enumerate(self.stations):
            name = f"station {station.point.spec.id}"
            self._tasks.append(asyncio.create_task(self._live(station, number), name=name))

    async def _live(self, station: Station, number: int) -> None:
        await asyncio.sleep(number / self._ramp)
        try:
            await station.run()
        except Exception:
            # One broken station must not take the others with it, nor vanish unseen.
            station.state = LinkState.BROKEN
            logger.exception("%s: the simulation of this station failed", station.point.spec.id)

    async def stop(self) -> None:
        """Close every link and end."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def run(self) -> None:
        """Live until cancelled, then stop."""
        self.start()
        try:
            await asyncio.gather(*self._tasks)
        finally:
            await self.stop()

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()

    def play(self, event: Event) -> None:
        """Have something happen while the fleet lives; `event.at` counts from now."""
        now = self.clock.now()
        points = [station.point for station in self.stations]
        plan([event], points, now, f"{self._seed}/{now}", self._tell)
        for station in self.stations:
            station.wake()

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return datetime.fromtimestamp(self.clock.now(), UTC)

    def tally(self) -> Tally:
        """Count everything there is to count."""
        states = Counter(station.state for station in self.stations)
        outlets = [outlet for station in self.stations for outlet in station.point.outlets]
        return Tally(
            stations=len(self.stations),
            online=states[LinkState.ONLINE],
            refused=states[LinkState.REFUSED],
            broken=states[LinkState.BROKEN],
            charging=sum(outlet.phase is Phase.CHARGING for outlet in outlets),
            faulted=sum(outlet.fault is not None for outlet in outlets),
            waiting=sum(len(station.point.outbox) for station in self.stations),
            sent=sum(station.sent for station in self.stations),
            received=sum(station.received for station in self.stations),
            power_w=sum(outlet.meter.power_w for outlet in outlets),
            refusals=tuple(
                (station.point.spec.id, station.refusal)
                for station in self.stations
                if station.state is LinkState.REFUSED
            ),
            cards_refused=tuple(
                sorted({card for station in self.stations for card in station.point.cards_refused})
            ),
        )
