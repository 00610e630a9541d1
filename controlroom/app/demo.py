"""`controlroom demo`: a made-up Swedish network that lives, and the window on it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP

from controlroom.app.demo_past import Past
from controlroom.app.demo_seed import Making, Step, plant
from controlroom.app.desk import STARTING, services, words
from controlroom.app.exercise import PLANTED, Exercise, assess
from controlroom.app.fleet import LIVED, SEED, LeftOff, read, usual_power, write
from controlroom.app.worker import Worker
from controlroom.desktop.desk.services import Services
from controlroom.desktop.shell.application import Opening, Report
from controlroom.domain.charging.session import ChargingSession
from controlroom.domain.quarter_hours import quarter_of
from controlroom.settings import Address, Settings, parse_address
from controlroom.simulator.demonstration import wakes
from controlroom.simulator.resuming import Interrupted
from controlroom.store import Store, open_store, serving_lock

DATABASE = "demo.db"
FLEET = "fleet.json"
COMPARED = timedelta(days=28)
"""As far back as the screens compare."""
SILENT = timedelta(minutes=15)
"""A charge that is under way tells its meter at least this often, with a link or without."""
_BAR = 40
_STEPS = {
    Step.NETWORK: QT_TRANSLATE_NOOP("opening", "Sites, charge points and customers"),
    Step.PAST: QT_TRANSLATE_NOOP("opening", "90 days of charging sessions"),
    Step.METERS: QT_TRANSLATE_NOOP("opening", "Meter values of the last 24 hours"),
    Step.DONE: QT_TRANSLATE_NOOP("opening", "The network is ready"),
}


def demo_opening(
    settings: Settings,
    folder: Path,
    sites: int | None = None,
    exercise: Exercise | None = None,
) -> Opening:
    """What the window opens: a network that lives in a folder.

    `exercise`: with the faults of one; when the window closes it has its report.
    """
    settings = replace(
        settings,
        database=f"sqlite:///{(folder / DATABASE).as_posix()}",
        data_folder=folder,
        listen=Address("127.0.0.1", 0),
        tls_certificate=None,
        tls_key=None,
        keep_serving=False,
    )

    @asynccontextmanager
    async def opening(report: Report) -> AsyncIterator[Services]:
        await _prepare(settings, report, sites, exercise)
        async with _living(settings, report) as address:
            store = await open_store(settings.database, upgrade=False)
            try:
                async with _assessed(store, folder, exercise):
                    yield services(store, replace(settings, listen=address))
            finally:
                await store.close()

    return opening


@asynccontextmanager
async def _assessed(store: Store, folder: Path, exercise: Exercise | None) -> AsyncIterator[None]:
    """What happens meanwhile is what an exercise is judged by."""
    if exercise is None:
        yield
        return
    began, head = datetime.now(UTC), (await store.feed.snapshot()).head
    exercise.judge = partial(assess, store.feed, head, folder / PLANTED, began)
    try:
        yield
    finally:
        if exercise.report is None:
            exercise.report = await exercise.judge()


@asynccontextmanager
async def _living(settings: Settings, report: Report) -> AsyncIterator[Address]:
    """The central system, and the fleet on it. Returns where it listens: any port was free."""
    folder = settings.data_folder
    report(words(STARTING), None)
    serve = ("serve", "--listen", str(settings.listen), "--database", settings.database)
    workers = [Worker.start(folder / "serve.log", *serve, tied=True)]
    try:
        url = (await workers[0].first_line()).removeprefix("listening on ")
        fleet = ("simulate", "--url", url, "--demo", str(folder / FLEET))
        workers.append(Worker.start(folder / "fleet.log", *fleet, tied=True))
        yield parse_address(url.rpartition("/")[2])
    finally:
        # The fleet first: what its stations would say of a lost central system helps nobody.
        for worker in reversed(workers):
            await worker.stop()


async def _prepare(
    settings: Settings, report: Report, sites: int | None, exercise: Exercise | None
) -> None:
    """A network is made, or one that was kept goes on where it was left."""
    file = settings.data_folder / FLEET
    with serving_lock(settings.database):
        left = await asyncio.to_thread(read, file)
        if left is None:
            left = await _plant(settings, report, sites)
        store = await open_store(settings.database, upgrade=True)
        try:
            left = await _moved_on(store, left)
            usual = await _usual(store)
        finally:
            await store.close()
        drawn = None if exercise is None else (exercise.seed, exercise.length)
        await asyncio.to_thread(write, file, replace(left, exercise=drawn, usual_w=usual))


async def _usual(store: Store) -> tuple[float, float] | None:
    """What the network usually draws at this time of day."""
    now = datetime.now(UTC)
    sums = await store.reports.energy(now - COMPARED, now)
    return usual_power(sums, quarter_of(now))


async def _plant(settings: Settings, report: Report, sites: int | None) -> LeftOff:
    """A network, its keys and its meters; told on the window and on the terminal."""

    def progress(share: float, step: Step) -> None:
        report(words(_STEPS[step]), share)
        _tell(share, str(_STEPS[step]))

    # One that was begun and not finished is begun again: the fleet's file is written last.
    for end in ("", "-wal", "-shm"):
        (settings.data_folder / f"{DATABASE}{end}").unlink(missing_ok=True)
    now = datetime.now(UTC)
    past = Past(SEED, now - LIVED, ahead_s=wakes(now), sites=sites)
    async with Making(past, "sqlite") as making:
        store = await open_store(settings.database, upgrade=True)
        try:
            planted = await plant(store, making, progress)
        finally:
            await store.close()
    return LeftOff(planted.keys, planted.registers, past.until, sites)


async def _moved_on(store: Store, left: LeftOff) -> LeftOff:
    """Meters stand where they were read last, nothing happens twice, and what began will end.

    The database knows, however the fleet ended: it may not have had the time to write.
    """
    snapshot = await store.feed.snapshot()
    registers = {name: list(meters) for name, meters in left.registers.items()}
    for connector in snapshot.connectors:
        meters = registers.get(connector.charge_point, [])
        outlet = connector.evse - 1
        if connector.energy_wh is not None and 0 <= outlet < len(meters):
            meters[outlet] = max(meters[outlet], connector.energy_wh)
    seen = {p.id: p.last_seen for p in snapshot.charge_points if p.last_seen is not None}
    interrupted = tuple(cut_off(one, seen.get(one.charge_point)) for one in snapshot.sessions)
    for one in interrupted:
        meters = registers.get(one.charge_point, [])
        if 0 < one.outlet <= len(meters):
            meters[one.outlet - 1] = max(meters[one.outlet - 1], one.register)
    return replace(
        left,
        registers={name: tuple(meters) for name, meters in registers.items()},
        since=max(left.since, *seen.values()) if seen else left.since,
        interrupted=interrupted,
    )


def cut_off(session: ChargingSession, seen: datetime | None) -> Interrupted:
    """A session that was under way when the fleet ended; `seen`: its charge point, last.

    One that had told nothing for long before that was forgotten by its station, and ended there.
    """
    told = max(session.started, session.register_at or session.started)
    evidence = session.evidence
    numbers = [number for _at, number, _state in evidence.states]
    start = session.meter_start or 0
    return Interrupted(
        charge_point=session.charge_point,
        outlet=session.evse,
        transaction=session.transaction,
        token=session.token,
        started=session.started,
        meter_start=start,
        register=max(start, session.register_wh or 0),
        at=max(told, min(seen or told, told + SILENT)),
        # Those between were meter values, each with a register.
        sequence=max([len(evidence.registers), *(number + 1 for number in numbers)]),
    )


def _tell(share: float, doing: str) -> None:
    """A bar on the terminal, where there is one."""
    if sys.stderr is None:  # a program without a console on Windows
        return
    full, empty = ("█", "░") if "utf" in (sys.stderr.encoding or "").lower() else ("#", "-")
    done = round(share * _BAR)
    bar = full * done + empty * (_BAR - done)
    sys.stderr.write(f"\r{bar} {share:4.0%}  {doing:<36}{'' if share < 1 else chr(10)}")
    sys.stderr.flush()
