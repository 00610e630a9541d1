"""`controlroom demo`: a made-up Swedish network that lives, and the window on it."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP

from controlroom.app.desk import STARTING, Opening, ended_by_signals, services, show, words
from controlroom.app.past import Past, network
from controlroom.app.seed import SEED, Planted, Step, plant
from controlroom.app.serving import stopping
from controlroom.app.worker import Worker
from controlroom.desktop.application import Report
from controlroom.desktop.services import Services
from controlroom.domain.user import Role, User
from controlroom.settings import Address, Settings
from controlroom.simulator.demonstration import demo_stations, wakes
from controlroom.simulator.fleet import Fleet
from controlroom.store import open_store

LIVED = timedelta(minutes=90)
"""The fleet has lived this long when it connects: sessions are under way."""
WHO = User("Demo", Role.ADMINISTRATOR)
DATABASE = "demo.db"
_BAR = 40
_STEPS = {
    Step.NETWORK: QT_TRANSLATE_NOOP("opening", "Sites, charge points and customers"),
    Step.PAST: QT_TRANSLATE_NOOP("opening", "90 days of charging sessions"),
    Step.METERS: QT_TRANSLATE_NOOP("opening", "Meter values of the last 24 hours"),
    Step.DONE: QT_TRANSLATE_NOOP("opening", "The network is ready"),
}


def run_demo(settings: Settings, *, keep: bool, view: str | None) -> int:
    """Seed where it is new, start the central system and the fleet, open the window."""
    with ExitStack() as stack:
        if keep:
            folder = settings.data_folder / "demo"
            folder.mkdir(parents=True, exist_ok=True)
        else:
            folder = Path(tempfile.mkdtemp(prefix="controlroom-demo-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        settings = replace(
            settings,
            database=f"sqlite:///{(folder / DATABASE).as_posix()}",
            data_folder=folder,
            listen=Address("127.0.0.1", 0),
            tls_certificate=None,
            tls_key=None,
            keep_serving=False,
        )
        return show(settings, _opening(settings, folder / "fleet.json"), view=view, user=WHO)


def _opening(settings: Settings, file: Path) -> Opening:
    @asynccontextmanager
    async def opening(report: Report) -> AsyncIterator[Services]:
        async with ended_by_signals():
            if not await asyncio.to_thread(file.exists):
                await _plant(settings, file, report)
            async with _living(settings, file, report):
                store = await open_store(settings.database, upgrade=False)
                try:
                    yield services(store, settings)
                finally:
                    await store.close()

    return opening


@asynccontextmanager
async def _living(settings: Settings, file: Path, report: Report) -> AsyncIterator[None]:
    """The central system, and the fleet on it."""
    folder = settings.data_folder
    report(words(STARTING), None)
    workers = [
        Worker.start(
            folder / "serve.log",
            *("serve", "--listen", str(settings.listen), "--database", settings.database),
            tied=True,
        )
    ]
    try:
        url = (await workers[0].first_line()).removeprefix("listening on ")
        fleet = ("simulate", "--url", url, "--demo", str(file))
        workers.append(Worker.start(folder / "fleet.log", *fleet, tied=True))
        yield
    finally:
        # The fleet first: what its stations would say of a lost central system helps nobody.
        for worker in reversed(workers):
            await worker.stop()


async def _plant(settings: Settings, file: Path, report: Report) -> None:
    """A network, its keys and its meters; told on the window and on the terminal."""

    def progress(share: float, step: Step) -> None:
        report(words(_STEPS[step]), share)
        _tell(share, str(_STEPS[step]))

    # One that was begun and not finished is begun again: the file is written last.
    for left in (settings.data_folder / f"{DATABASE}{end}" for end in ("", "-wal", "-shm")):
        left.unlink(missing_ok=True)
    store = await open_store(settings.database, upgrade=True)
    try:
        planted = await plant(store, Past(SEED, datetime.now(UTC) - LIVED), progress)
    finally:
        await store.close()
    await asyncio.to_thread(_keep, file, json.dumps(asdict(planted)))


def _tell(share: float, doing: str) -> None:
    """A bar on the terminal, where there is one."""
    if sys.stderr is None:  # a program without a console on Windows
        return
    done = round(share * _BAR)
    bar = "█" * done + "░" * (_BAR - done)
    sys.stderr.write(f"\r{bar} {share:4.0%}  {doing:<36}{'' if share < 1 else chr(10)}")
    sys.stderr.flush()


def _keep(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")


async def run_demo_fleet(url: str, file: Path, *, tied: bool = False) -> None:
    """The fleet, in a process of its own, until it is stopped."""
    body = json.loads(await asyncio.to_thread(file.read_text, encoding="utf-8"))
    planted = Planted(body["keys"], {k: tuple(v) for k, v in body["registers"].items()})
    sites, customers = network(SEED)
    stations = demo_stations(
        sites,
        customers,
        keys=planted.keys,
        registers=planted.registers,
        ahead_s=wakes(datetime.now(UTC)),
    )
    asked_to_stop = asyncio.Event()
    with stopping(asked_to_stop, tied=tied):
        async with Fleet(url, stations, seed=SEED, warm_up=LIVED):
            await asked_to_stop.wait()
