"""`controlroom serve`: the central system, the consumers, and an orderly end."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

from controlroom.app.attached import parts
from controlroom.app.clock import SystemClock, since_boot
from controlroom.app.command_check import judge
from controlroom.app.consumers import consumers
from controlroom.operations.billing.running_costs import RunningCosts
from controlroom.operations.consumers import Runners
from controlroom.operations.ingest import Ingest
from controlroom.operations.reports.quarter_hours import NAME as ROLLUP
from controlroom.operations.retention import Keeper, Terms
from controlroom.operations.service import Service
from controlroom.operations.stopping import stopping
from controlroom.operations.tasks import spawn, stop
from controlroom.settings import Settings
from controlroom.store import open_store, serving_lock


async def serve(settings: Settings, ready: Callable[[str], None], *, tied: bool = False) -> None:
    """The central system and the consumers, until SIGTERM or SIGINT.

    `ready` is called with the address, as ws://HOST:PORT, once charge points may
    connect.
    """
    # ocpp's schemas and websockets load only where a central system runs.
    from controlroom.central_system import CentralSystem

    asked_to_stop = asyncio.Event()
    with serving_lock(settings.database), stopping(asked_to_stop, tied=tied):
        store = await open_store(settings.database, upgrade=True)
        try:
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
            here = parts(store)
            service = Service(here, ingest, central_system, clock, judge, elapsed=since_boot)
            runners = Runners(here, consumers(here), clock)
            await service.start()
            runners.start()
            keeper = Keeper(
                store.retention,
                store.messages,
                store.consumers,
                clock,
                holder=f"{store.writer} serving",
                terms=Terms(settings.meter_values_months, settings.message_log_hours),
                read_by=(ROLLUP,),
                elapsed=since_boot,
            )
            keeping = spawn(keeper.run(), "let go of what is old")
            try:
                host, port = await central_system.start()
                scheme = "wss" if tls else "ws"
                _keep_for_good()
                ready(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}")
                await asked_to_stop.wait()
            finally:
                await stop(keeping)
                await central_system.stop()
                await runners.stop()
                await service.stop()
        finally:
            await store.close()


def _keep_for_good() -> None:
    """Tell the garbage collector that what was loaded until now is no garbage.

    It would look at all of it again and again: a tenth of the time of a busy server. Frames
    and events hold no cycles, so it need not look often either.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
