"""`controlroom`: what the window opens, and the central system that it starts where none serves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from controlroom.app.attached import attached, open_session_file
from controlroom.app.command_check import judge
from controlroom.app.month_process import BillingAside
from controlroom.app.own_server import ServingHere
from controlroom.app.windows import Windows
from controlroom.app.worker import stop_process
from controlroom.desktop.bridge import Pulse
from controlroom.desktop.desk.services import Services
from controlroom.desktop.shell.application import Opening, Report
from controlroom.domain.billing.session_price import running_price
from controlroom.operations.charging.listening import Listening, Serving
from controlroom.operations.charging.reachability import Reached
from controlroom.operations.tasks import spawn
from controlroom.settings import Settings
from controlroom.store import Store, open_store, readable, served_by, serves

STARTING = QT_TRANSLATE_NOOP("opening", "Starting the central system")
OPENING = QT_TRANSLATE_NOOP("opening", "Opening the database")


def words(source: object) -> str:
    """What is being done while the window opens, in the language of the screen."""
    return QCoreApplication.translate("opening", str(source))


def services(store: Store, settings: Settings, serving: Serving | None = None) -> Services:
    """What the window may ask, and nothing else."""
    room = attached(store, settings.database)
    return Services(
        feed=store.feed,
        charge_points=store.charge_points,
        alarms=store.alarms,
        sessions=store.sessions,
        session_search=store.session_search,
        tariffs=store.tariffs,
        commands=store.commands,
        customers=store.customers,
        invoices=store.invoices,
        users=store.users,
        pictures=store.pictures,
        messages=store.messages,
        facts=store.facts,
        reports=store.reports,
        control=room.control,
        acknowledgements=room.acknowledgements,
        billing=BillingAside(settings.database, room.billing),
        reviews=room.reviews,
        sites=room.sites,
        enrolment=room.enrolment,
        company=room.company,
        price_list=room.price_list,
        staff=room.staff,
        accounts=room.accounts,
        rights=room.rights,
        clock=room.clock,
        render=room.render,
        judge=judge,
        open_session_file=open_session_file,
        running_price=running_price,
        database=readable(settings.database),
        data_folder=settings.data_folder,
        listen=str(settings.listen),
        tls=settings.tls_certificate is not None,
        settings=settings,
        reach=_reach,
        listening=None if serving is None else Listening(serving, room.rights),
        pulse=pulse(store, settings.database),
    )


def pulse(store: Store, database: str) -> Pulse:
    """The server's time, for as long as one serves.

    That one fell, its process tells at once; its beats would tell seconds later.
    """

    async def heard() -> datetime | None:
        return await store.servers.heard() if serves(database) else None

    return heard


@asynccontextmanager
async def central_system(settings: Settings, report: Report) -> AsyncIterator[ServingHere | None]:
    """See that something serves an embedded database for as long as a window is open.

    A worker that an earlier window left behind is found, not doubled. The last window that is
    closed stops it, unless the settings say that it goes on. PostgreSQL has servers of its own.
    """
    if not settings.database.startswith("sqlite"):
        yield None
        return
    windows = Windows(settings.database)
    try:
        with windows.one_more():
            serving = ServingHere(settings, windows)
            if served_by(settings.database) is None:
                report(words(STARTING), None)
                await serving.begin()
            watching = spawn(serving.watch(), "watch the central system")
            try:
                yield serving
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)
    finally:
        pid = windows.started()
        if pid is not None and not settings.keep_serving and not windows.any_open():
            await stop_process(pid)
            windows.forget()


def desktop_opening(settings: Settings) -> Opening:
    """What the window opens: the user's own database, served."""

    @asynccontextmanager
    async def opening(report: Report) -> AsyncIterator[Services]:
        async with central_system(settings, report) as serving:
            report(words(OPENING), None)
            store = await open_store(settings.database, upgrade=False)
            try:
                yield services(store, settings, serving)
            finally:
                await store.close()

    return opening


async def _reach(host: str, port: int, *, tls: bool) -> Reached:
    # The central system's libraries load only where somebody looks for one.
    from controlroom.central_system.reachability import reach

    return await reach(host, port, tls=tls)
