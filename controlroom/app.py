"""The composition root: everything is built and joined here, and nowhere else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from controlroom.domain.commands import Command
from controlroom.domain.invoice import Invoice
from controlroom.operations.alarms import NAME as ALARMS
from controlroom.operations.billing import Billing
from controlroom.operations.control import Control
from controlroom.operations.ingest import Ingest
from controlroom.operations.service import Parts, Service, bring_up
from controlroom.settings import Settings
from controlroom.store import Store, open_store, serving_lock

if TYPE_CHECKING:
    from controlroom.operations.ports.link import Clock

_log = logging.getLogger(__name__)


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Attached:
    """A database, and what a command or a window does on it."""

    store: Store
    control: Control
    billing: Billing
    clock: Clock

    async def acknowledged(self, asked: Command) -> Command:
        """Wait for the alarm engine's answer; where nothing serves, run the engine here."""
        await bring_up(parts(self.store), self.clock, [ALARMS])
        return await self.store.commands.command(asked.id) or asked


def parts(store: Store) -> Parts:
    """The store as operations wants it."""
    return Parts(
        journal=store.journal,
        feed=store.feed,
        consumers=store.consumers,
        servers=store.servers,
        charge_points=store.charge_points,
        commands=store.commands,
        alarms=store.alarms,
        sessions=store.sessions,
        tariffs=store.tariffs,
    )


def _render(invoice: Invoice) -> bytes:
    # reportlab is slow to import and only a month close needs it.
    from controlroom.documents.invoice_pdf import render_invoice

    return render_invoice(invoice)


def attached(store: Store) -> Attached:
    clock = SystemClock()
    return Attached(
        store=store,
        control=Control(store.commands, store.journal, store.feed, clock),
        billing=Billing(parts(store), store.invoices, store.customers, _render, clock),
        clock=clock,
    )


@asynccontextmanager
async def attach(settings: Settings) -> AsyncIterator[Attached]:
    """Open the database as a guest: it is created when it is empty, never upgraded."""
    store = await open_store(settings.database, upgrade=False)
    try:
        yield attached(store)
    finally:
        await store.close()


async def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """The central system and the consumers, until SIGTERM or SIGINT.

    `ready` is called with the address, as ws://HOST:PORT, once charge points may
    connect.
    """
    # ocpp's schemas and websockets load only where a central system runs.
    from controlroom.central_system import CentralSystem

    asked_to_stop = asyncio.Event()
    with serving_lock(settings.database), _stopping(asked_to_stop):
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


@contextlib.contextmanager
def _stopping(asked: asyncio.Event) -> contextlib.AbstractContextManager[None]:
    """SIGTERM and SIGINT ask the loop to stop, wherever the system lets a loop hear them."""
    loop = asyncio.get_running_loop()
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
