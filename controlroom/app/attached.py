"""A database, and what commands and windows do on it, joined."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from controlroom.app.clock import SystemClock
from controlroom.app.command_check import judge
from controlroom.app.consumers import consumers
from controlroom.domain.alarms.alarm import Alarm
from controlroom.domain.billing.invoice import Invoice
from controlroom.domain.people.actor import Actor
from controlroom.operations.alarms.acknowledgements import Acknowledgements
from controlroom.operations.alarms.engine import NAME as ALARMS
from controlroom.operations.billing.company import Company
from controlroom.operations.billing.month_run import Billing
from controlroom.operations.billing.pricing import NAME as PRICING
from controlroom.operations.billing.reviews import Reviews
from controlroom.operations.billing.session_export import SessionFile
from controlroom.operations.billing.tariffs import PriceList
from controlroom.operations.charging.enrolment import Enrolment
from controlroom.operations.charging.sites import Sites
from controlroom.operations.consumers import catch_up
from controlroom.operations.control import Control
from controlroom.operations.people.accounts import Accounts
from controlroom.operations.people.rights import Rights
from controlroom.operations.people.staff import Staff
from controlroom.operations.ports.billing import PictureQueries, SessionRecord
from controlroom.operations.ports.link import Clock
from controlroom.operations.ports.parts import Parts
from controlroom.operations.ports.queries import Queries
from controlroom.settings import Settings
from controlroom.store import Store, open_store, served_by


@dataclass(frozen=True, slots=True)
class Attached:
    """A database, and what a command or a window does on it."""

    _store: Store
    control: Control
    acknowledgements: Acknowledgements
    billing: Billing
    reviews: Reviews
    sites: Sites
    enrolment: Enrolment
    company: Company
    price_list: PriceList
    staff: Staff
    accounts: Accounts
    rights: Rights
    clock: Clock
    render: Paper
    database: str

    @property
    def store(self) -> Queries:
        """What may be read."""
        return self._store

    async def served(self) -> bool:
        """Whether a process that serves charge points is alive."""
        if self.database.startswith("sqlite"):
            # The lock tells at once; a beat would for ten seconds after it stopped.
            return served_by(self.database) is not None
        return await self._store.servers.alive()

    async def acknowledge(self, actor: Actor, alarm: int) -> Alarm | None:
        """Have an alarm acknowledged; where nothing serves, the alarm engine runs here."""
        await self.acknowledgements.request(actor, (alarm,))
        await self._catch_up(ALARMS)
        return await self.store.alarms.alarm(alarm)

    async def priced(self, session: str) -> SessionRecord | None:
        """A session by the newest price that it has; where nothing serves, it is priced here."""
        await self._catch_up(PRICING)
        return await self.store.sessions.session(session)

    async def _catch_up(self, name: str) -> None:
        here = parts(self._store)
        await catch_up(here, self.clock, consumers(here, name))


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


class Paper:
    """Invoices as PDF, each with the logo that it was issued with.

    Made on the loop of the store, called in a thread: reportlab is slow.
    """

    def __init__(self, pictures: PictureQueries) -> None:
        self._pictures = pictures
        self._loop = asyncio.get_running_loop()
        self._known: dict[str, bytes | None] = {}

    def __call__(self, invoice: Invoice) -> bytes:
        # reportlab is slow to import, too, and only a month close needs it.
        from controlroom.documents.invoice_pdf import render_invoice

        return render_invoice(invoice, logo=self._logo(invoice.seller.logo))

    def unprintable(self, text: str) -> str:
        """The letters of a text that no invoice can print."""
        from controlroom.documents.fitting import unprintable

        return unprintable(text)

    def _logo(self, digest: str) -> bytes | None:
        if not digest:
            return None
        if digest not in self._known:
            asking = self._pictures.picture(digest)
            found = asyncio.run_coroutine_threadsafe(asking, self._loop).result()
            self._known[digest] = found
        return self._known[digest]


def open_session_file(file: Path, language: str, *, whole_tokens: bool) -> SessionFile:
    """A CSV or XLSX file of sessions."""
    from controlroom.documents.session_table import SessionTable

    return SessionTable(file, language, whole_tokens=whole_tokens)


def attached(store: Store, database: str) -> Attached:
    clock = SystemClock()
    paper = Paper(store.pictures)
    rights = Rights(clock, store.users)
    control = Control(store.commands, store.journal, clock, judge, rights)
    return Attached(
        _store=store,
        control=control,
        acknowledgements=Acknowledgements(store.alarms, rights),
        billing=Billing(
            parts(store),
            store.invoices,
            store.customers,
            paper,
            clock,
            rights,
            unprintable=paper.unprintable,
        ),
        reviews=Reviews(store.sessions, store.tariffs, clock, rights),
        sites=Sites(store.charge_points, rights),
        enrolment=Enrolment(store.charge_points, store.commands, control, rights),
        company=Company(store.invoices, store.pictures, rights),
        price_list=PriceList(store.tariffs, clock, rights),
        staff=Staff(store.users, rights),
        accounts=Accounts(store.customers, rights),
        rights=rights,
        clock=clock,
        render=paper,
        database=database,
    )


@asynccontextmanager
async def attach(settings: Settings) -> AsyncIterator[Attached]:
    """Open the database as a guest: it is created when it is empty, never upgraded."""
    store = await open_store(settings.database, upgrade=False)
    try:
        yield attached(store, settings.database)
    finally:
        await store.close()
