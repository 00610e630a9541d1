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

from controlroom.app.desk import Opening, services, show
from controlroom.app.seed import SEED, Planted, plant
from controlroom.app.serving import stopping
from controlroom.app.worker import Worker
from controlroom.desktop.application import Report
from controlroom.desktop.services import Services
from controlroom.domain.user import Role, User
from controlroom.settings import Address, Settings
from controlroom.simulator.customers import demo_customers
from controlroom.simulator.demonstration import demo_stations
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.sites import demo_sites
from controlroom.store import Store, open_store

LIVED = timedelta(minutes=90)
"""The fleet has lived this long when it connects: sessions are under way."""
WHO = User("Demo", Role.ADMINISTRATOR)
_BAR = 40


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
            database=f"sqlite:///{(folder / 'demo.db').as_posix()}",
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
        store = await open_store(settings.database, upgrade=True)
        try:
            if not file.exists():
                await _plant(store, file, report)
        finally:
            await store.close()
        folder = settings.data_folder
        server = Worker.start(
            folder / "serve.log",
            *("serve", "--listen", str(settings.listen), "--database", settings.database),
            tied=True,
        )
        fleet: Worker | None = None
        try:
            report("Starting the central system", None)
            url = (await server.first_line()).removeprefix("listening on ")
            fleet = Worker.start(
                folder / "fleet.log", *("simulate", "--url", url, "--demo", str(file)), tied=True
            )
            store = await open_store(settings.database, upgrade=False)
            try:
                yield services(store, settings)
            finally:
                await store.close()
        finally:
            if fleet is not None:
                fleet.stop()
            server.stop()

    return opening


async def _plant(store: Store, file: Path, report: Report) -> None:
    """A network, its keys and its meters; told on the window and on the terminal."""

    def progress(share: float, doing: str) -> None:
        report(doing, share)
        done = round(share * _BAR)
        bar = "█" * done + "░" * (_BAR - done)
        sys.stderr.write(f"\r{bar} {share:4.0%}  {doing:<24}")
        sys.stderr.flush()

    planted = await plant(store, datetime.now(UTC) - LIVED, progress)
    sys.stderr.write("\n")
    await asyncio.to_thread(_keep, file, json.dumps(asdict(planted)))


def _keep(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")


async def run_demo_fleet(url: str, file: Path, *, tied: bool = False) -> None:
    """The fleet, in a process of its own, until it is stopped."""
    body = json.loads(await asyncio.to_thread(file.read_text, encoding="utf-8"))
    planted = Planted(body["keys"], {k: tuple(v) for k, v in body["registers"].items()})
    sites = demo_sites(SEED)
    stations = demo_stations(
        sites, demo_customers(SEED, sites), keys=planted.keys, registers=planted.registers
    )
    asked_to_stop = asyncio.Event()
    with stopping(asked_to_stop, tied=tied):
        async with Fleet(url, stations, seed=SEED, warm_up=LIVED):
            await asked_to_stop.wait()
