"""`controlroom`: the window, and the central system that it starts where none serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QApplication

from controlroom.app.aside import BillingAside
from controlroom.app.attached import attached, render
from controlroom.app.worker import Worker, stop_process
from controlroom.desktop.application import Report, run
from controlroom.desktop.services import Services
from controlroom.domain.user import User
from controlroom.operations.pricing import running_price
from controlroom.operations.stopping import stopping
from controlroom.operations.tasks import spawn, stop
from controlroom.settings import Settings
from controlroom.store import Store, open_store, readable, served_by

Opening = Callable[[Report], AbstractAsyncContextManager[Services]]

STARTING = QT_TRANSLATE_NOOP("opening", "Starting the central system")
OPENING = QT_TRANSLATE_NOOP("opening", "Opening the database")


def words(source: object) -> str:
    """What is being done while the window opens, in the language of the screen."""
    return QCoreApplication.translate("opening", str(source))


@asynccontextmanager
async def ended_by_signals() -> AsyncIterator[None]:
    """SIGTERM and SIGINT close the window, so that what it started ends as after a click."""
    asked = asyncio.Event()

    async def close() -> None:
        await asked.wait()
        QApplication.closeAllWindows()

    with stopping(asked):
        closing = spawn(close(), "close the window on a signal")
        try:
            yield
        finally:
            await stop(closing)


def services(store: Store, settings: Settings) -> Services:
    """What the window may ask, and nothing else."""
    room = attached(store, settings.database)
    return Services(
        feed=store.feed,
        sessions=store.sessions,
        tariffs=store.tariffs,
        commands=store.commands,
        customers=store.customers,
        invoices=store.invoices,
        users=store.users,
        messages=store.messages,
        control=room.control,
        billing=BillingAside(settings.database),
        clock=room.clock,
        render=render,
        running_price=running_price,
        database=readable(settings.database),
        pulse=store.servers.alive,
    )


@asynccontextmanager
async def central_system(settings: Settings, report: Report) -> AsyncIterator[None]:
    """See that something serves an embedded database for as long as the window is open.

    A worker that an earlier window left behind is found, not doubled. A normal end
    stops it, unless the settings say that it goes on. PostgreSQL has servers of its own.
    """
    if not settings.database.startswith("sqlite"):
        yield
        return
    if served_by(settings.database) is None:
        report(words(STARTING), None)
        worker = Worker.start(
            settings.data_folder / "serve.log",
            *("serve", "--listen", str(settings.listen), "--database", settings.database),
            *_tls(settings),
        )
        try:
            await worker.first_line()
        except asyncio.CancelledError:
            # The window was closed before anything was served.
            await worker.stop()
            raise
        # It outlives a crash of this window; whoever closes the last one ends it.
        worker.release()
    try:
        yield
    finally:
        pid = served_by(settings.database)
        if pid is not None and not settings.keep_serving:
            await stop_process(pid)


def _tls(settings: Settings) -> tuple[str, ...]:
    if settings.tls_certificate is None or settings.tls_key is None:
        return ()
    certificate, key = str(settings.tls_certificate), str(settings.tls_key)
    return ("--tls-certificate", certificate, "--tls-key", key)


def run_desktop(settings: Settings, *, view: str | None) -> int:
    """The window on the user's own database."""

    @asynccontextmanager
    async def opening(report: Report) -> AsyncIterator[Services]:
        async with ended_by_signals(), central_system(settings, report):
            report(words(OPENING), None)
            store = await open_store(settings.database, upgrade=False)
            try:
                yield services(store, settings)
            finally:
                await store.close()

    return show(settings, opening, view=view)


def show(
    settings: Settings, opening: Opening, *, view: str | None, user: User | None = None
) -> int:
    """Run the window until it is closed."""
    return run(
        opening,
        language=settings.language.value,
        theme_name=settings.theme.value,
        file=Path(settings.data_folder) / "desktop.ini",
        user=user,
        view=view,
    )
