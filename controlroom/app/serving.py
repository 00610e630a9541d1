"""`controlroom serve`: the central system, the consumers, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator

from controlroom.app.attached import SystemClock, parts
from controlroom.operations.ingest import Ingest
from controlroom.operations.service import Service
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
            clock = SystemClock()
            ingest = Ingest(store.journal, clock)
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
            service = Service(parts(store), ingest, central_system, clock)
            await service.start()
            try:
                host, port = await central_system.start()
                scheme = "wss" if tls else "ws"
                ready(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}")
                await asked_to_stop.wait()
            finally:
                await central_system.stop()
                await service.stop()
        finally:
            await store.close()


def _await_parent(loop: asyncio.AbstractEventLoop, asked: asyncio.Event) -> None:
    # Past Python's own buffer, whose lock a thread that waits in it would hold at the exit.
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    with contextlib.suppress(RuntimeError):  # the loop may have ended before
        loop.call_soon_threadsafe(asked.set)


@contextlib.contextmanager
def stopping(asked: asyncio.Event, *, tied: bool = False) -> Iterator[None]:
    """SIGTERM and SIGINT ask the loop to stop, wherever the system lets a loop hear them.

    `tied`: so does the end of standard input, which a parent leaves behind however it dies.
    """
    loop = asyncio.get_running_loop()
    if tied:
        threading.Thread(target=_await_parent, args=(loop, asked), daemon=True).start()
    names = [signal.SIGTERM, signal.SIGINT]
    before = {}
    for name in names:
        try:
            loop.add_signal_handler(name, asked.set)
        except NotImplementedError:  # Windows
            before[name] = signal.signal(name, lambda *_: loop.call_soon_threadsafe(asked.set))
    try:
        yield
    finally:
        for name in names:
            if name in before:
                signal.signal(name, before[name])
            else:
                loop.remove_signal_handler(name)
