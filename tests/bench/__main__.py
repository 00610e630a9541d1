"""How fast the central system is: figures, each beside a plain server's in the same run.

    python -m tests.bench wire        a message's cost without a store
    python -m tests.bench durable     answered after the commit, on SQLite and on PostgreSQL
    python -m tests.bench latency     p50 and p99 at 300 and at 1,000 messages a second
    python -m tests.bench memory      memory a connection, with 2,000 of them
    python -m tests.bench ramp        5,000 stations connected and booted
    python -m tests.bench processes   one process and several on one PostgreSQL
    python -m tests.bench map         a frame of the map: pan, zoom, 300 changes (a minute; alone)
    python -m tests.bench live        the window with 10,000 charge points that change (two minutes)
    python -m tests.bench soak        its memory over an hour of full load (some minutes)
    python -m tests.bench graphs      a year of one site: read, and on the screen (some minutes)
    python -m tests.bench commands    CPU of a call of the command line (half a minute)
    python -m tests.bench all         every server figure, one after the other (about ten minutes)

Run it in the checkout, with the Python of its virtual environment (.venv/bin/python). A measurement
takes 10 to 30 s, most of it --seconds; connecting is given up after a minute, and registering
5,000 charge points beforehand takes another. The load is a process of its own; give it a core, and
leave the machine alone meanwhile.

The yardstick A is a server of websockets, asyncio and json.loads that always answers the same.
Rates wander by 15 % and more; CPU a message wanders less, and its ratio to A least of all. Where
the database is a server (PostgreSQL), its processes' CPU is counted in.

Every run also holds what must hold whatever the speed: each message is answered, none with an
error, no connection is lost, and the database has at least as many messages as were answered.
Exit status 1 where that is not so.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path

from tests.bench import report
from tests.bench import runs as under
from tests.bench.databases import Database, database, fill, name_of
from tests.bench.generator import Load
from tests.bench.runs import Run
from tests.bench.servers import serve

KINDS = ("sqlite", "postgresql")
_RATES = (300.0, 1000.0)
_KEY = "bench-0123456789abcdef"
_FIRST = 100
"""Connections before memory is looked at first: what every process needs once is there by then."""


def wire(options: argparse.Namespace) -> list[Run]:
    load = Load(url="", stations=options.stations or 50, seconds=options.seconds)
    runs = [under.yardstick(load), under.wire(load)]
    report.throughput(f"Wire: {_closed(load)}", runs)
    return runs


def durable(options: argparse.Namespace) -> list[Run]:
    load = Load(
        url="",
        stations=options.stations or 500,
        seconds=options.seconds,
        version=options.version,
    )
    runs = [under.yardstick(replace(load, version="1.6"))]
    for kind in options.database:
        runs.append(_served(kind, load, options.folder))
        if options.basic:
            runs.append(_served(kind, replace(load, key=_KEY), options.folder, ", HTTP Basic"))
    report.throughput(f"Durable: {_closed(load)}, answered after the commit", runs)
    return runs


def latency(options: argparse.Namespace) -> list[Run]:
    runs = []
    for rate in options.rate or _RATES:
        load = Load(
            url="",
            stations=options.stations or 500,
            seconds=options.seconds,
            loop="open",
            rate=rate,
        )
        runs.append(under.yardstick(load))
        runs.extend(_served(kind, load, options.folder) for kind in options.database)
    title = f"Latency from the intended time: {load.stations} stations, open loop, durable"
    report.latency(title, runs)
    return runs


def processes(options: argparse.Namespace) -> list[Run]:
    load = Load(url="", stations=options.stations or 500, seconds=options.seconds)
    runs = [
        _served("postgresql", load, options.folder, f", {many} process(es)", processes=many)
        for many in (1, options.processes)
    ]
    report.together(f"Processes on one database: {_closed(load)}", runs)
    return runs


def memory(options: argparse.Namespace) -> list[Run]:
    load = Load(url="", stations=options.stations or 2000, loop="hold", before=_FIRST)
    runs = _connected(load, options)
    report.memory(f"Memory: {load.stations} stations, {_booted(options)}", runs)
    return runs


def ramp(options: argparse.Namespace) -> list[Run]:
    load = Load(url="", stations=options.stations or 5000, loop="hold")
    runs = _connected(load, options)
    report.ramp(f"Ramp: {load.stations} stations, {_booted(options)}", runs)
    return runs


def _connected(load: Load, options: argparse.Namespace) -> list[Run]:
    """Every server with its stations at rest."""
    tls = options.tls
    runs = [under.yardstick(load, tls=tls), under.wire(load, tls=tls)]
    runs += [_served(kind, load, options.folder, tls=tls) for kind in options.database]
    return runs


def _booted(options: argparse.Namespace) -> str:
    return f"connected and booted, {'TLS' if options.tls else 'plain'}"


def everything(options: argparse.Namespace) -> list[Run]:
    return [found for mode in (wire, durable, latency, memory, ramp) for found in mode(options)]


MODES = {
    "wire": wire,
    "durable": durable,
    "latency": latency,
    "memory": memory,
    "ramp": ramp,
    "processes": processes,
    "all": everything,
}


def _closed(load: Load) -> str:
    return f"{load.stations} stations, one CALL outstanding each, {load.seconds:g} s"


def _served(
    kind: str,
    load: Load,
    folder: Path | None,
    also: str = "",
    *,
    tls: bool = False,
    processes: int = 1,
) -> Run:
    with _filled(kind, load, folder) as ready:
        promise = f" ({ready.settings})" if ready.settings else ""
        sys.stderr.write(f"{name_of(ready.url)}{promise}: serving {load.stations} stations\n")
        name = f"serve: {name_of(ready.url)}{also}"
        return under.run(name, serve(ready.url, tls=tls, processes=processes), load, ready)


@contextmanager
def _filled(kind: str, load: Load, folder: Path | None) -> Iterator[Database]:
    with (
        tempfile.TemporaryDirectory(prefix="controlroom-bench-", dir=folder) as name,
        database(kind, Path(name)) as ready,
    ):
        sys.stderr.write(f"{name_of(ready.url)}: registering {load.stations} charge points\n")
        asyncio.run(fill(ready.url, load.stations, load.key, tokens=load.loop != "hold"))
        yield ready


def parser() -> argparse.ArgumentParser:
    described = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    described.add_argument("mode", choices=(*MODES, "map", "live", "soak", "graphs", "commands"))
    described.add_argument(
        "--database",
        choices=KINDS,
        action="append",
        help="one kind only; both without it (not for wire)",
    )
    described.add_argument("--seconds", type=float, default=10.0, help="of one window (10)")
    described.add_argument("--stations", type=int, metavar="N", help="in place of the mode's own")
    described.add_argument(
        "--rate", type=float, action="append", metavar="R", help="messages/s offered (latency)"
    )
    described.add_argument(
        "--processes", type=int, default=2, metavar="N", help="listeners (processes; 2)"
    )
    described.add_argument(
        "--basic", action="store_true", help="durable: also once with HTTP Basic at every door"
    )
    described.add_argument(
        "--version", choices=("1.6", "2.0.1"), default="1.6", help="durable: of OCPP (1.6)"
    )
    described.add_argument("--tls", action="store_true", help="memory and ramp over TLS")
    described.add_argument(
        "--folder", type=Path, help="where databases are made; its disk is what is measured"
    )
    described.add_argument("--json", action="store_true", help="everything measured, as JSON")
    return described


def painted(*, as_json: bool) -> int:
    """The map's figures, which no server takes part in."""
    from tests.bench import map_frames

    costs = map_frames.measure()
    print(json.dumps(map_frames.as_json(costs), indent=1) if as_json else map_frames.table(costs))
    return 1 if any(cost.broken for cost in costs) else 0


def felt(points: int | None, seconds: float, *, as_json: bool) -> int:
    """How the window feels with a large network."""
    from tests.bench import live_desk

    found = live_desk.measure(points or live_desk.POINTS, seconds=seconds)
    print(json.dumps(live_desk.as_json(found), indent=1) if as_json else live_desk.table(found))
    return 1 if found.broken else 0


def soaked(points: int | None, *, as_json: bool) -> int:
    """What an hour does to the window's memory."""
    from tests.bench import live_desk, soak

    found = soak.measure(points or live_desk.POINTS)
    shown = live_desk.table(found, "An hour of full load, in memory")
    print(json.dumps(live_desk.as_json(found), indent=1) if as_json else shown)
    return 1 if found.broken else 0


def drawn(kinds: Sequence[str], *, as_json: bool) -> int:
    """How long a year of one site takes."""
    from tests.bench import graph_year, live_desk

    found = graph_year.measure(kinds)
    shown = live_desk.table(found, "A year of one site")
    print(json.dumps(live_desk.as_json(found), indent=1) if as_json else shown)
    return 1 if found.broken else 0


def called(*, as_json: bool) -> int:
    """What a call of the command line costs."""
    from tests.bench import command_line, live_desk

    found = command_line.measure()
    shown = live_desk.table(found, f"A call of the command line; A is {command_line.YARDSTICK}")
    print(json.dumps(live_desk.as_json(found), indent=1) if as_json else shown)
    return 1 if found.broken else 0


def main(words: Sequence[str] | None = None) -> int:
    options = parser().parse_args(words)
    if options.mode == "live":
        return felt(options.stations, options.seconds, as_json=options.json)
    if options.mode == "soak":
        return soaked(options.stations, as_json=options.json)
    if options.mode == "commands":
        return called(as_json=options.json)
    if options.mode == "map":
        return painted(as_json=options.json)
    options.database = options.database or KINDS
    if options.mode == "graphs":
        return drawn(options.database, as_json=options.json)
    with redirect_stdout(sys.stderr) if options.json else redirect_stdout(sys.stdout):
        runs = MODES[options.mode](options)
    if options.json:
        print(json.dumps(report.as_json(runs), indent=1))
    return 1 if any(found.broken for found in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
