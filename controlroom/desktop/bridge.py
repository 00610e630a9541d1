"""The one crossing from the feed to Qt.

Its contract, in five sentences. It loads a snapshot into a Network of its own and follows the
feed from there, so that `network` is always a state that the journal has had. What changed is
told by one `changed` signal at most every 100 ms, and never from within another call. After the
store was away it loads anew and says `reloaded`; whoever kept something beside the network asks
again. `ticked` says the server's time once a second while the feed can be read and a server is
alive, and at no other time. Views and models read the network and never write it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms.active import ActiveAlarms
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.billing.events import (
    CompanyChanged,
    InvoiceIssued,
    SessionPriced,
    SessionReviewed,
    TariffChanged,
)
from controlroom.domain.charging.commands import OPEN_STATES, Command
from controlroom.domain.charging.events import (
    CommandChanged,
    RegistrationChanged,
    SessionEnded,
    SiteChanged,
)
from controlroom.domain.charging.network import Changes, Network
from controlroom.domain.errors import ControlroomError
from controlroom.domain.event import Event
from controlroom.domain.people.events import CustomerChanged, TokenChanged
from controlroom.operations.ports.journal import Entry, Feed, Snapshot
from controlroom.operations.tasks import spawn

_log = logging.getLogger(__name__)

TELL_MS = 100
TICK_S = 1.0
RETRY_S = 1.0
AT_ONCE = 500
"""Entries read together."""
SPARE_S = 0.002
"""How long they are applied before the window gets its turn."""
KEPT_COMMANDS = 200

Pulse = Callable[[], Awaitable[datetime | None]]
"""The database's time where a server is alive, else None; raises StoreUnavailable."""


@dataclass(slots=True)
class Batch:
    """What changed since the last time anybody was told."""

    charge_points: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    """Sites and registrations that people changed."""
    alarms: set[int] = field(default_factory=set)
    commands: set[int] = field(default_factory=set)
    sessions: set[str] = field(default_factory=set)
    priced: set[str] = field(default_factory=set)
    """Those of the sessions that were priced."""
    reviewed: set[str] = field(default_factory=set)
    """Those that a person decided on."""
    tariffs: bool = False
    billing: bool = False
    customers: bool = False
    """Customers, or their tokens."""
    registered: bool = False
    """The list of charge points itself changed."""
    received: datetime | None = None
    """Arrival of the oldest event in it: how late the screen is, is measured from here."""

    def note(self, changes: Changes) -> None:
        """Take down what an event changed."""
        event = changes.event
        if self.received is None:
            self.received = event.received
        if event.charge_point:
            self.charge_points.add(event.charge_point)
        self.sessions.update(session.id for session in changes.sessions)
        match event:
            case AlarmChanged():
                self.alarms.add(event.alarm.id)
            case CommandChanged():
                self.commands.add(event.command.id)
            case SessionPriced():
                self.sessions.add(event.session)
                self.priced.add(event.session)
            case SessionEnded():
                self.sessions.add(event.session)
            case SessionReviewed():
                self.sessions.add(event.session)
                self.reviewed.add(event.session)
            case SiteChanged():
                self.sites.add(event.site.name)
                self.registered = True
            case RegistrationChanged():
                self.sites.add(event.registration.site)
                self.registered = True
            case _:
                self._note_books(event)

    def _note_books(self, event: Event) -> None:
        match event:
            case TariffChanged():
                self.tariffs = True
            case InvoiceIssued() | CompanyChanged():
                self.billing = True
            case CustomerChanged() | TokenChanged():
                self.customers = True


class Bridge(QObject):
    """Follows a feed on the running asyncio loop."""

    changed = Signal(object)
    """A `Batch`."""
    reloaded = Signal()
    ticked = Signal(object)
    """The server's time."""
    lost = Signal(str)
    """Why the feed cannot be read."""

    def __init__(
        self, feed: Feed, pulse: Pulse | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.network = Network()
        self.alarms = ActiveAlarms()
        self.commands: dict[int, Command] = {}
        self.loaded = False
        self.position = 0
        """How far in the journal the network is."""
        self._feed = feed
        self._pulse = pulse
        self._batch = Batch()
        self._task: asyncio.Task[None] | None = None
        self._ended = False
        self._waiting = False
        self._server = (datetime.fromtimestamp(0, UTC), 0.0)
        self._ticked = 0.0
        self._timer = later(self, TELL_MS, self._tell)

    def start(self) -> None:
        """Begin to follow. Needs the loop to run."""
        if self._task is None:
            self._ended = False
            self._task = spawn(self._run(), "bridge")

    async def stop(self) -> None:
        """End; nothing is emitted afterwards."""
        # A query that is cancelled loses its connection, so only waiting is cut short; and a
        # cancelled wait_for of Python 3.11 may return as if nothing had happened.
        self._ended = True
        if self._task is not None:
            if self._waiting:
                self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._task = None
        self._timer.stop()

    @property
    def server_time(self) -> datetime:
        """The database's time now, as far as this process knows. Meaningful once loaded."""
        as_of, then = self._server
        return as_of + timedelta(seconds=monotonic() - then)

    async def _run(self) -> None:
        while not self._ended:
            try:
                await self._follow(await self._load())
            except ControlroomError as away:
                self.lost.emit(away.key)
                await self._wait(asyncio.sleep(RETRY_S))
            except Exception:  # noqa: BLE001 - a picture that stands still is worse than any of them
                _log.exception("the feed could not be followed; loading anew")
                await self._wait(asyncio.sleep(RETRY_S))

    async def _wait(self, waiting: Awaitable[None]) -> None:
        self._waiting = True
        try:
            await waiting
        finally:
            self._waiting = False

    async def _load(self) -> int:
        asked = monotonic()
        snapshot = await self._feed.snapshot()
        self.position = snapshot.head
        self._take(snapshot, asked)
        return snapshot.head

    def _take(self, snapshot: Snapshot, asked: float) -> None:
        network = Network()
        network.load(
            sites=snapshot.sites,
            registrations=snapshot.registrations,
            charge_points=snapshot.charge_points,
            connectors=snapshot.connectors,
            sessions=snapshot.sessions,
        )
        self.network = network
        self.alarms = ActiveAlarms()
        self.alarms.load(snapshot.alarms)
        self.commands = {command.id: command for command in snapshot.commands}
        self._batch = Batch()
        self._timer.stop()
        # The time is read first; a large network takes seconds more.
        self._server = (snapshot.as_of, asked)
        self.loaded = True
        self.reloaded.emit()

    async def _follow(self, position: int) -> None:
        while not self._ended:
            entries = await self._feed.read(position, AT_ONCE)
            until = monotonic() + SPARE_S
            for entry in entries:
                self._apply(entry)
                self.position = position = entry.position
                if monotonic() > until:
                    await asyncio.sleep(0)
                    until = monotonic() + SPARE_S
            await self._tick()
            if entries:
                await asyncio.sleep(0)
            else:
                await self._wait(self._feed.wait(position, TICK_S))

    def _apply(self, entry: Entry) -> None:
        event: Event = entry.event
        changes = self.network.decide(event)
        self.network.apply(changes)
        if isinstance(event, AlarmChanged):
            self.alarms.apply(event)
        elif isinstance(event, CommandChanged):
            self._keep(event.command)
        self._batch.note(changes)
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self, command: Command) -> None:
        self.commands.pop(command.id, None)
        self.commands[command.id] = command
        if len(self.commands) > KEPT_COMMANDS:
            over = next(
                (i for i, known in self.commands.items() if known.state not in OPEN_STATES), None
            )
            if over is not None:
                del self.commands[over]

    async def _tick(self) -> None:
        now = monotonic()
        if now - self._ticked < TICK_S * 0.9:
            return
        if self._pulse is not None:
            server = await self._pulse()
            if server is None:
                return
            # Somebody may have set the clock since it was last asked.
            self._server = (server, monotonic())
        self._ticked = now
        self.ticked.emit(self.server_time)

    def _tell(self) -> None:
        batch, self._batch = self._batch, Batch()
        self.changed.emit(batch)
