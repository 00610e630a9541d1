"""A control room in small: a real store, the real spine, and a window in memory."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from tempfile import mkdtemp

from shiboken6 import delete

from controlroom.app.attached import attached
from controlroom.app.desk import services
from controlroom.desktop.bridge import Bridge
from controlroom.desktop.desk.desk import Desk
from controlroom.desktop.kit.background_query import settle
from controlroom.desktop.kit.preferences import Preferences
from controlroom.desktop.shell.main_window import MainWindow
from controlroom.domain.alarms.alarm import Alarm, AlarmState
from controlroom.domain.alarms.events import AcknowledgementRequested, AlarmChanged
from controlroom.domain.billing.tariff import Tariff
from controlroom.domain.charging.charge_point import ConnectorStatus, Registration, Site
from controlroom.domain.charging.events import (
    Booted,
    MeterSampled,
    StatusChanged,
    TransactionStarted,
)
from controlroom.domain.charging.metering import POWER, REGISTER, Sample
from controlroom.domain.event import Event
from controlroom.domain.people.actor import Actor
from controlroom.domain.people.authorisation import Authorisation, AuthorisationStatus, Token
from controlroom.domain.people.customer import Customer
from controlroom.domain.people.user import Role, User
from controlroom.operations.billing.month_run import Billing, Month, Outcome, Outlook, Progress
from controlroom.operations.ingest import Ingest
from controlroom.settings import Settings
from controlroom.store import Store, open_store

SHIFT = User("Operator 1", Role.ADMINISTRATOR)
SETTINGS = Settings(database="sqlite:///room.db", data_folder=Path("/data"))
HOSTILE = "<b>Bold</b>\u202e\x07 \ud800 1\x00 " + "x" * 10_000


class BillingHere:
    """Billing as the window asks for it, without the process of its own that the program has."""

    def __init__(self, billing: Billing) -> None:
        self.billing = billing
        self.stopped = False
        self.asked = 0
        """How often somebody wanted to know what a month owes."""
        self.held_up = asyncio.Event()
        self.held_up.set()
        """Cleared by a test that wants to look at the window while something is under way."""

    async def outlook(self, month: Month) -> Outlook:
        self.asked += 1
        await self.held_up.wait()
        return await self.billing.outlook(month)

    async def close(
        self, actor: Actor, month: Month, progress: Progress | None = None
    ) -> Outcome | None:
        self.stopped = False
        await self.held_up.wait()
        return await self.billing.close(actor, month, progress, lambda: self.stopped)

    def stop(self) -> None:
        self.stopped = True
        self.held_up.set()


class Room:
    """Events go in by the spine, and come out on the screen."""

    def __init__(self, store: Store) -> None:
        self.store = store
        # Another one than the program's: what a month owes is asked here, and not in a process.
        self.billing = BillingHere(attached(store, SETTINGS.database).billing)
        self.services = replace(services(store, SETTINGS), billing=self.billing, pulse=None)
        self.clock = self.services.clock
        self.ingest = Ingest(store.journal, self.clock)
        self.window: MainWindow | None = None
        self.bridge: Bridge | None = None

    @classmethod
    async def open(cls, folder: Path) -> Room:
        template = Path(os.environ["XDG_CACHE_HOME"]) / "room"
        if not template.is_dir():
            building = Path(mkdtemp(dir=template.parent))
            await _build(building)
            # Another worker may have been quicker, with the same network.
            with suppress(OSError):
                await asyncio.to_thread(building.rename, template)
        await asyncio.to_thread(shutil.copytree, template, folder, dirs_exist_ok=True)
        return cls(await open_store(f"sqlite:///{folder.as_posix()}/room.db", upgrade=False))

    async def close(self) -> None:
        if self.window is not None:
            self.window.leave()
            self.window.close()
        if self.bridge is not None:
            await self.bridge.stop()
        await settle()
        if self.window is not None:
            delete(self.window)
        await self.store.close()

    # The window

    async def show(self, user: User = SHIFT, view: str | None = None) -> MainWindow:
        """Open the window and wait until it has loaded."""
        self.bridge = Bridge(self.services.feed)
        desk = Desk(self.services, user, self.bridge, Preferences("en", "dark"))
        self.window = MainWindow(desk, view)
        desk.setParent(self.window)
        self.window.resize(1920, 1080)
        self.window.show()
        self.window.activateWindow()
        self.bridge.start()
        await until(lambda: self.bridge is not None and self.bridge.loaded)
        await asyncio.sleep(0.05)
        return self.window

    # Facts

    async def connect(self, identity: str) -> None:
        await self.ingest.opened(identity, "1.6", "127.0.0.1")
        now = self.clock.now()
        await self.tell(Booted(charge_point=identity, at=now, received=now, vendor="V", model="M"))
        await self.status(identity, 1, ConnectorStatus.AVAILABLE)

    async def tell(self, event: Event) -> None:
        await self.ingest.ingest(event)

    async def status(self, identity: str, connector: int, status: ConnectorStatus) -> None:
        now = self.clock.now()
        await self.tell(
            StatusChanged(
                charge_point=identity,
                at=now,
                received=now,
                evse=connector,
                connector=connector,
                status=status,
            )
        )

    async def charge(self, identity: str, *, power_w: float = 22_000.0) -> None:
        """A session begins and is measured once."""
        await self.status(identity, 1, ConnectorStatus.CHARGING)
        customers = await self.store.customers.customers()
        start = self.clock.now() - timedelta(minutes=10)
        accepted = Authorisation(AuthorisationStatus.ACCEPTED, customers[0].number)
        answer = await self.ingest.ingest(
            TransactionStarted(
                charge_point=identity,
                at=start,
                received=start,
                evse=1,
                connector=1,
                token="04AABB4471",
                authorisation=accepted,
                meter_start=1000,
                stamp=start.isoformat(),
            )
        )
        await self.measure(identity, answer.transaction, power_w, 6000)

    async def measure(
        self,
        identity: str,
        transaction: str,
        power_w: float,
        wh: int,
        *,
        slow: timedelta = timedelta(0),
    ) -> None:
        """A reading now; `slow`: how far the station's clock is behind."""
        now = self.clock.now()
        stamp = now - slow
        samples = (Sample(stamp, POWER, power_w, "W"), Sample(stamp, REGISTER, wh, "Wh"))
        await self.tell(
            MeterSampled(
                charge_point=identity,
                at=stamp,
                received=now,
                evse=1,
                connector=1,
                transaction=transaction,
                samples=samples,
            )
        )

    async def alarm(
        self,
        number: int,
        identity: str,
        code: str = "CON-FAULT",
        priority: int = 3,
        state: AlarmState = AlarmState.UNACKNOWLEDGED,
        **more: object,
    ) -> Alarm:
        """As the alarm engine writes one: the event, and its row."""
        now = self.clock.now()
        site = "Hyllie" if identity.startswith("HYL") else "Slussen P-hus"
        alarm = Alarm(number, code, priority, state, identity, 1, 1, site, now, now)
        for name, value in more.items():
            object.__setattr__(alarm, name, value)
        changed = AlarmChanged(charge_point=identity, at=now, received=now, alarm=alarm)
        await self.store.journal.record([changed], [alarm])
        return alarm

    async def acknowledgements(self) -> list[AcknowledgementRequested]:
        """What people asked of the alarm engine, newest first."""
        page = await self.store.facts.newest((AcknowledgementRequested,))
        events = (entry.event for entry in page.entries)
        return [event for event in events if isinstance(event, AcknowledgementRequested)]


async def _build(folder: Path) -> None:
    """The network that every room begins with."""
    store = await open_store(f"sqlite:///{folder.as_posix()}/room.db", upgrade=True)
    points = store.charge_points
    await points.set_site(Site("Hyllie", place="Malmö", fuse_w=450_000), "test")
    await points.set_site(Site("Slussen P-hus", place="Stockholm"), "test")
    for identity, site in (
        ("HYL-01", "Hyllie"),
        ("SLU-01", "Slussen P-hus"),
        ("SLU-02", "Slussen P-hus"),
    ):
        made = Registration(identity, site, security_profile=0, rated_w=150_000)
        await points.register(made, None, "test")
    customer = await store.customers.set_customer(Customer(0, "Björkdalens Åkeri AB"), "test")
    await store.customers.set_token(Token("04AABB4471", customer.number), "test", new=True)
    tariff = Tariff(energy=Decimal("4.00"), start=Decimal("5.00"))
    await store.tariffs.set_tariff("Hyllie", tariff, None, "test")
    await store.close()


Test = Callable[..., Awaitable[None]]


def in_room(test: Test) -> Test:
    """Give a test its room, opened and closed on the test's own loop.

    A fixture would be torn down after pytest-qt has let Qt run without the loop, which breaks
    whatever is still under way.
    """

    wanted = signature(test)

    @wraps(test)
    async def opened(*, tmp_path: Path, **given: object) -> None:
        room = await Room.open(tmp_path)
        if "tmp_path" in wanted.parameters:
            given["tmp_path"] = tmp_path
        try:
            await test(room=room, **given)
        finally:
            await room.close()

    folder = Parameter("tmp_path", Parameter.KEYWORD_ONLY)
    others = [
        parameter.replace(kind=Parameter.KEYWORD_ONLY)
        for name, parameter in wanted.parameters.items()
        if name not in ("room", "tmp_path")
    ]
    opened.__signature__ = wanted.replace(  # type: ignore[attr-defined]  # what inspect reads
        parameters=[folder, *others]
    )
    return opened


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something holds on the screen."""
    loop = asyncio.get_running_loop()
    last = loop.time() + seconds
    while not true():
        if loop.time() > last:
            raise AssertionError("it did not come true")
        await asyncio.sleep(0.01)
