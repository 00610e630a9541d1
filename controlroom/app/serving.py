"""`controlroom serve`: the central system, the consumers, and an orderly end."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from controlroom.app.attached import parts
from controlroom.app.clock import SystemClock, since_boot
from controlroom.app.command_check import judge
from controlroom.app.consumers import consumers
from controlroom.domain.charging.events import MeterSampled
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.consumers import Runners
from controlroom.operations.ingest import Ingest
from controlroom.operations.retention import Keeper, Terms
from controlroom.operations.service import Service
from controlroom.operations.stopping import stopping
from controlroom.operations.tasks import spawn, stop
from controlroom.settings import Settings
from controlroom.store import Store, open_store, serving_lock
from controlroom.words import log_record


async def serve(settings: Settings, ready: Callable[[str], None], *, tied: bool = False) -> None:
    """The central system and the consumers, until SIGTERM or SIGINT.

    `ready` is called with the address, as ws://HOST:PORT, once charge points may
    connect.
    """
    asked_to_stop = asyncio.Event()
    with serving_lock(settings.database), stopping(asked_to_stop, tied=tied):
        async with (
            opened(settings) as store,
            consuming(store, settings),
            listening(store, settings) as (host, port),
        ):
            keep_for_good()
            ready(address(settings, host, port))
            await asked_to_stop.wait()


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Store]:
    """The database, upgraded where it is older."""
    store = await open_store(settings.database, upgrade=True)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def consuming(store: Store, settings: Settings) -> AsyncIterator[None]:
    """The consumers, and the keeper of what is kept for a time only."""
    clock, here = SystemClock(), parts(store)
    every = consumers(here)
    runners = Runners(here, every, clock)
    keeper = Keeper(
        store.retention,
        store.messages,
        store.consumers,
        clock,
        holder=f"{store.writer} serving",
        terms=Terms(settings.meter_values_months, settings.message_log_hours),
        read_by=tuple(one.name for one in every if MeterSampled in one.events),
        elapsed=since_boot,
    )
    runners.start()
    keeping = spawn(keeper.run(), "let go of what is old")
    try:
        yield
    finally:
        await stop(keeping)
        await runners.stop()


@asynccontextmanager
async def listening(
    store: Store, settings: Settings, at: socket.socket | None = None
) -> AsyncIterator[tuple[str, int]]:
    """The central system, at a socket that listens already or at one of its own; host and port."""
    # ocpp's schemas and websockets load only where a central system runs.
    from controlroom.central_system import CentralSystem

    await store.warm()
    clock = SystemClock()
    ingest = Ingest(store.journal, clock, costs=RunningCosts(store.tariffs))
    tls = None
    if settings.tls_certificate is not None and settings.tls_key is not None:
        tls = (settings.tls_certificate, settings.tls_key)
    central_system = CentralSystem(
        spine=ingest,
        charge_points=store.charge_points,
        messages=store.messages,
        clock=clock,
        listen=(settings.listen.host, settings.listen.port),
        tls=tls,
    )
    service = Service(parts(store), ingest, central_system, clock, judge, elapsed=since_boot)
    await service.start()
    try:
        yield await central_system.start(at)
    finally:
        await central_system.stop()
        await service.stop()


def address(settings: Settings, host: str, port: int) -> str:
    """Where charge points connect, as ws://HOST:PORT."""
    scheme = "ws" if settings.tls_certificate is None else "wss"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def write_log() -> None:
    """What goes wrong is written to standard error, in English."""
    log_record.install()
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s"
    )


def keep_for_good() -> None:
    """Tell the garbage collector that what was loaded until now is no garbage.

    It would look at all of it again and again: a tenth of the time of a busy server. Frames
    and events hold no cycles, so it need not look often either.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
