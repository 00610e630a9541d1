"""What a call of the command line costs, in CPU, beside `import sqlalchemy` in the same run.

    python -m tests.bench commands

An embedded database with a hundred charge points and a thousand sessions, a central system that
serves it, and a charge point that answers. Every command is called some times in turn with the
yardstick, and the cheapest call of each is what counts: what else the machine does only adds.

The goals are those of the machine on which `import sqlalchemy` took 0.33 s: 0.45 s for what
scripts call often, 0.15 s for what only prints.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from controlroom.domain.charging.network import Changes
from controlroom.store import open_store
from tests.bench import servers
from tests.bench.databases import fill
from tests.bench.live_desk import Figure, Found
from tests.flow.raw import RawChargePoint
from tests.store.facts import at, said, session

POINTS, SESSIONS, TIMES = 100, 1_000, 7
KEY = "bench-0123456789abcdef"
YARDSTICK = "import sqlalchemy"
OFTEN, PRINTS = 0.45 / 0.33, 0.15 / 0.33


def measure() -> Found:
    """The cost of each command, and its ratio to the yardstick's."""
    with tempfile.TemporaryDirectory(prefix="controlroom-bench-") as name:
        url = f"sqlite:///{(Path(name) / 'controlroom.db').as_posix()}"
        point = asyncio.run(_filled(url))
        with servers.started(servers.serve(url, tls=False)) as server:
            return asyncio.run(_measured(url, server.url, point, Path(name)))


async def _filled(url: str) -> str:
    """A network, and the id of one of its charge points."""
    await fill(url, POINTS, KEY, tokens=False)
    store = await open_store(url, upgrade=False)
    registered = [known.id for known in await store.charge_points.registrations()]
    for number in range(SESSIONS):
        point = registered[number % len(registered)]
        ended = session(point, str(number), ended=at(60 * number), energy_wh=1000)
        event = said("a session", point)
        await store.journal.append(event, Changes(event=event, sessions=(ended,)))
    await store.close()
    return registered[0]


async def _measured(url: str, served: str, point: str, folder: Path) -> Found:
    found = Found()
    program = ["-m", "controlroom"]
    database = ["--database", url]
    calls = {
        YARDSTICK: ["-c", YARDSTICK],
        "--version": [*program, "--version"],
        "--help": [*program, "--help"],
        "status": [*program, "status", "--json", *database],
        "session list": [*program, "session", "list", "--charge-point", point, *database],
        "send": [*program, "send", point, "ClearCache", *database],
    }
    goals = {"--version": PRINTS, "--help": PRINTS}
    costs: dict[str, list[float]] = {name: [] for name in calls}
    endings: dict[str, set[int]] = {name: set() for name in calls}
    async with RawChargePoint(served, point, KEY, "ocpp1.6") as station:
        boot = {"chargePointVendor": "Bench", "chargePointModel": "1"}
        await station.call("BootNotification", boot)
        answering = asyncio.create_task(_answer(station))
        # The first round compiles what Python keeps, and is not counted.
        for turn in range(TIMES + 1):
            for name, words in calls.items():
                status, cost = await _called(words, folder)
                endings[name].add(status)
                if turn:
                    costs[name].append(cost)
        answering.cancel()
    least = min(costs[YARDSTICK])
    for name in calls:
        ratio = min(costs[name]) / least
        goal = None if name == YARDSTICK else goals.get(name, OFTEN)
        note = f"{1000 * min(costs[name]):.0f} ms CPU"
        found.figures.append(Figure(name, ratio, "x A", goal, note))
        found.hold(f"{name} ended with status 0", true=endings[name] == {0})
    return found


async def _answer(station: RawChargePoint) -> None:
    while True:
        await station.answer({"status": "Accepted"})


async def _called(words: Sequence[str], folder: Path) -> tuple[int, float]:
    """Exit status, and the CPU that it took in all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=servers.ROOT,
        env=os.environ | servers.environment(folder),
        stdout=asyncio.subprocess.DEVNULL,
    )
    status = await process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return status, spent
