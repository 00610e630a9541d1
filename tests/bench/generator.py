"""The load, in a process of its own: ``python -m tests.bench.generator '{"url": …}'``.

Reads a Load as JSON from its command line and prints what it measured as one line of JSON.

* closed loop: every station sends its next message when the last one is answered;
* open loop: `rate` messages a second in all, each due at a moment of its own, whatever became of
  those before it. Latency counts from that moment, so that a server that stalls cannot hide it;
* neither: the stations connect, boot and stay, and it is looked at what that takes.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import ssl
import sys
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlsplit

from tests.bench.machine import allow_many_files, cpu_of_each, cpu_seconds, resident_bytes
from tests.bench.station import Station, Tally

_WARM_UP_S = 2.0
_DRAIN_S = 10.0
_SETTLE_S = 2.0
_REST_S = 4.0
_RAMP_S = 60.0
_IN_FLIGHT = 64


@dataclass(frozen=True, kw_only=True)
class Load:
    """What to do. `processes` are the server's, whose CPU and memory are looked at."""

    url: str
    stations: int
    seconds: float = 10.0
    loop: str = "closed"
    """"closed", "open", or "hold"."""
    rate: float = 0.0
    """Messages a second over all stations, for the open loop."""
    key: str | None = None
    """Password of every station; None: no HTTP Basic."""
    version: str = "1.6"
    """Of OCPP."""
    before: int = 0
    """Stations that are connected before memory is looked at first."""
    processes: tuple[int, ...] = ()
    database: int | None = None
    """The PostgreSQL server's first process."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was seen: up to `ramp_s` in the whole run, from `seconds` on in the window."""

    connected: int
    booted: int
    acknowledged: int
    unanswered: int
    asked: int
    errors: int
    lost: int
    examples: list[str] = field(default_factory=list)
    ramp_s: float
    """Seconds until all stations were connected and their boot answered."""
    seconds: float
    answered: int
    server_cpu_s: float
    busiest_cpu_s: float
    """Of that process of the server which used most."""
    database_cpu_s: float
    load_cpu_s: float
    """Of this process: near `seconds`, it is the load that is measured, not the server."""
    p50_ms: float
    p99_ms: float
    lag_p99_ms: float
    """How late the load itself was in sending: below the latency's own resolution, or beware."""
    resident_before: int
    """Bytes."""
    resident_after: int


class _Run:
    def __init__(self, load: Load) -> None:
        url = urlsplit(load.url)
        self.load = load
        self.host, self.port = url.hostname or "127.0.0.1", url.port or 80
        self.tls = _trusting() if url.scheme == "wss" else None
        self.tally = Tally()
        self.stations: list[Station] = []

    async def connect(self, upto: int) -> float:
        """Seconds that it took until there are `upto` stations, booted; or until it was given up.

        Those that did not come in time are told by the number that booted.
        """
        begin = perf_counter()
        numbers = iter(range(len(self.stations), upto))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_RAMP_S):
                await asyncio.gather(*(self._connect_each(numbers) for _ in range(_IN_FLIGHT)))
        return perf_counter() - begin

    async def _connect_each(self, numbers: Iterator[int]) -> None:
        for number in numbers:
            await self._connect_one(number)

    async def _connect_one(self, number: int) -> None:
        station = Station(
            self.tally, number, self.host, self.port, self.load.key, self.load.version
        )
        self.stations.append(station)
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: station, self.host, self.port, ssl=self.tls)
        except OSError as error:
            self.tally.lost += 1
            self.tally.complain(str(error))
            return
        await station.booted

    async def closed(self) -> None:
        for station in self.stations:
            station.run()

    async def offer(self) -> None:
        """The open loop, until it is cancelled."""
        interval = 1 / self.load.rate
        due = perf_counter()
        while True:
            for station in self.stations:
                # The loop wakes up to a millisecond early; then what is left is waited for again.
                while (ahead := due - perf_counter()) > 0:  # noqa: ASYNC110 - a time, not an event
                    await asyncio.sleep(ahead)
                station.offer(due)
                due += interval

    async def begin_transactions(self) -> None:
        """Status and Start, at half the stations some MeterValues, before anything is measured."""
        for _ in range(3):
            for station in self.stations:
                station.offer(perf_counter())
            await self.drain(_DRAIN_S)

    async def drain(self, seconds: float) -> None:
        end = perf_counter() + seconds
        # Polled, because an event would cost every single answer something.
        while perf_counter() < end and any(s.owed for s in self.stations):  # noqa: ASYNC110
            await asyncio.sleep(0.005)

    def cpu(self) -> tuple[float, float, float]:
        """Seconds that the server, its database and the load have used."""
        load = self.load
        database = () if load.database is None else (load.database,)
        return cpu_seconds(load.processes), cpu_seconds(database), process_time()


def _trusting() -> ssl.SSLContext:
    """The certificate of a test is nobody's; what it costs the server is the same."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def _measure(load: Load) -> Measured:
    run = _Run(load)
    tally = run.tally
    resident_before = 0
    if load.before:
        await run.connect(load.before)
        await asyncio.sleep(_SETTLE_S)
        resident_before = resident_bytes(load.processes)
    ramp = await run.connect(load.stations)
    gc.freeze()
    gc.disable()
    work: asyncio.Task[None] | None = None
    if load.loop == "hold":
        await asyncio.sleep(_SETTLE_S)
    else:
        if load.loop == "open":
            await run.begin_transactions()
        work = asyncio.create_task(run.offer() if load.loop == "open" else run.closed())
        await asyncio.sleep(min(_WARM_UP_S, load.seconds))
    each = cpu_of_each(load.processes)
    cpu, begin, before = run.cpu(), perf_counter(), tally.acknowledged + tally.errors
    tally.measuring = True
    await asyncio.sleep(_REST_S if work is None else load.seconds)
    tally.measuring = load.loop == "open"
    seconds, answered = perf_counter() - begin, tally.acknowledged + tally.errors - before
    server, database, own = (now - then for now, then in zip(run.cpu(), cpu, strict=True))
    now = cpu_of_each(load.processes)
    busiest = max((seconds - each.get(pid, 0.0) for pid, seconds in now.items()), default=0.0)
    resident_after = resident_bytes(load.processes)
    if work is not None:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
    unanswered = await _stop(run)
    return Measured(
        connected=tally.connected,
        booted=tally.booted,
        acknowledged=tally.acknowledged,
        unanswered=unanswered,
        asked=tally.asked,
        errors=tally.errors,
        lost=tally.lost,
        examples=tally.examples,
        ramp_s=ramp,
        seconds=seconds,
        answered=answered,
        server_cpu_s=server,
        busiest_cpu_s=busiest,
        database_cpu_s=database,
        load_cpu_s=own,
        p50_ms=_percentile(tally.latencies, 50),
        p99_ms=_percentile(tally.latencies, 99),
        lag_p99_ms=_percentile(tally.lags, 99),
        resident_before=resident_before,
        resident_after=resident_after,
    )


async def _stop(run: _Run) -> int:
    """Let what is owed be answered, within reason; how many messages were not."""
    if run.load.loop == "closed":
        for station in run.stations:
            station.pause()
    await run.drain(_DRAIN_S)
    unanswered = sum(station.owed for station in run.stations)
    run.tally.closing = True
    for station in run.stations:
        station.close()
    await asyncio.sleep(0.1)
    return unanswered


def _percentile(seconds: Sequence[float], percent: int) -> float:
    """In milliseconds; 0 of nothing."""
    if not seconds:
        return 0.0
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000


def _on_a_fast_loop(main: Coroutine[Any, Any, Measured]) -> Measured:
    if sys.platform == "win32":
        return asyncio.run(main)
    import uvloop

    return uvloop.run(main)


def main() -> None:
    load = Load(**json.loads(sys.argv[1]))
    allow_many_files()
    print(json.dumps(asdict(_on_a_fast_loop(_measure(load)))))


if __name__ == "__main__":
    main()
