"""`controlroom demo`: a made-up Swedish network that lives, and the window on it."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from controlroom.app.desk import open_desk
from controlroom.app.seed import SEED, Planted, plant
from controlroom.app.serving import stopping
from controlroom.app.worker import Worker
from controlroom.domain.user import Role, User
from controlroom.settings import Settings
from controlroom.simulator.customers import demo_customers
from controlroom.simulator.demonstration import demo_stations
from controlroom.simulator.fleet import Fleet
from controlroom.simulator.sites import demo_sites
from controlroom.store import open_store

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
            tls_certificate=None,
            tls_key=None,
        )
        planted = asyncio.run(_seeded(settings, folder / "fleet.json"))
        server = Worker.start(
            folder / "serve.log",
            *("serve", "--listen", "127.0.0.1:0", "--database", settings.database),
        )
        stack.callback(server.stop)
        url = asyncio.run(server.first_line()).removeprefix("listening on ")
        fleet = Worker.start(folder / "fleet.log", "simulate", "--url", url, "--demo", str(planted))
        stack.callback(fleet.stop)
        return open_desk(settings, view=view, user=WHO)


async def _seeded(settings: Settings, file: Path) -> Path:
    """The file of keys and meters; with a network planted where there was none."""
    store = await open_store(settings.database, upgrade=True)
    try:
        if not file.exists():
            planted = await plant(store, datetime.now(UTC) - LIVED, _progress)
            file.write_text(json.dumps(asdict(planted)), encoding="utf-8")
            file.chmod(0o600)
            sys.stderr.write("\n")
    finally:
        await store.close()
    return file


def _progress(share: float, doing: str) -> None:
    done = round(share * _BAR)
    bar = "█" * done + "░" * (_BAR - done)
    sys.stderr.write(f"\r{bar} {share:4.0%}  {doing:<24}")
    sys.stderr.flush()


async def run_demo_fleet(url: str, file: Path) -> None:
    """The fleet, in a process of its own, until it is stopped."""
    body = json.loads(file.read_text(encoding="utf-8"))
    planted = Planted(body["keys"], {k: tuple(v) for k, v in body["registers"].items()})
    sites = demo_sites(SEED)
    stations = demo_stations(
        sites, demo_customers(SEED, sites), keys=planted.keys, registers=planted.registers
    )
    asked_to_stop = asyncio.Event()
    with stopping(asked_to_stop):
        async with Fleet(url, stations, seed=SEED, warm_up=LIVED):
            await asked_to_stop.wait()
