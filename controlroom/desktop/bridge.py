"""The one crossing from the feed to Qt.

Its contract, in five sentences. It loads a snapshot into a Network of its own and follows the
feed from there, so that `network` is always a state that the journal has had. What changed is
told by one `changed` signal at most every 100 ms, and never from within another call. After the
store was away it loads again and says `reloaded`; whoever kept something beside the network asks
again. `ticked` says the server's time once a second while the feed can be read and a server is
alive, and at no other time. Views and models read the network and never write it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from controlroom.desktop.kit.timers import later
from controlroom.domain.alarms.active import ActiveAlarms
from controlroom.domain.alarms.events import AlarmChanged
from controlroom.domain.charging.commands import OPEN_STATES, Command, CommandChanged
from controlroom.domain.charging.network import Changes, Network
from controlroom.domain.errors import ControlroomError
from controlroom.domain.event import Event
from controlroom.operations.follow import Follow
from controlroom.operations.ports.journal import Entry, Feed, Snapshot
from controlroom.operations.tasks import completed, spawn, stop

_log = logging.getLogger(__name__)

TELL_MS = 100
TICK_S = 1.0
RETRY_S = 1.0
AT_ONCE = 500
"""Entries read together."""
SPARE_S = 0.002
"""How long they are applied before the window gets its turn."""
KEPT_COMMANDS = 200

E = TypeVar("E", bound=Event)

Pulse = Callable[[], Coroutine[Any, Any, datetime | None]]
"""The database's time where a server is alive, else None; raises StoreUnavailable."""


class Batch:
    """What came since the last time anybody was told: events by their class."""

    def __init__(self) -> None:
        self.charge_points: set[str] = set()
        """Those that an event is about."""
        self.sessions: set[str] = set()
        """Those that changed in the network."""
        self.received: datetime | None = None
        """Arrival of the oldest event in it: how late the screen is, is measured from here."""
        self._events: dict[type[Event], list[Any]] = {}

    def of(self, kind: type[E]) -> Sequence[E]:
        """The events of a class, oldest first."""
        return self._events.get(kind, ())

    def has(self, *kinds: type[Event]) -> bool:
        """Whether there is an event of one of the classes."""
        return not self._events.keys().isdisjoint(kinds)

    def note(self, changes: Changes) -> None:
        """Add an event and what it changed."""
        event = changes.event
        if self.received is None:
            self.received = event.received
        if event.charge_point:
            self.charge_points.add(event.charge_point)
        self.sessions.update(session.id for session in changes.sessions)
        self._events.setdefault(type(event), []).append(event)


class Bridge(QObject):
    """Follows a feed on the running asyncio loop."""

    changed = Signal(object)
    """A `Batch`."""
    reloaded = Signal()
    ticked = Signal(object)
    """The server's time."""
    lost = Signal(str)
    """Why the feed cannot be read."""

    def __init__(self, feed: Feed, pulse: Pulse | None = None) -> None:
        super().__init__()
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
        # A cancelled wait_for of Python 3.11 may return as if nothing had happened.
        self._ended = True
        await stop(self._task)
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
                await asyncio.sleep(RETRY_S)
            except Exception:  # noqa: BLE001 - a picture that stands still is worse than any of them
                _log.exception("the feed could not be followed; loading anew")
                await asyncio.sleep(RETRY_S)

    async def _load(self) -> int:
        asked = monotonic()
        snapshot = await completed(self._feed.snapshot())
        self.position = snapshot.head
        self._take(snapshot, asked)
        return snapshot.head

    def _take(self, snapshot: Snapshot, asked: float) -> None:
        self.network = snapshot.network()
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
        async for reading in Follow(self._feed, position, limit=AT_ONCE, wait_s=TICK_S):
            until = monotonic() + SPARE_S
            for entry in reading.entries:
                self._apply(entry)
                self.position = entry.position
                if monotonic() > until:
                    await asyncio.sleep(0)
                    until = monotonic() + SPARE_S
            await self._tick()
            await asyncio.sleep(0)
            if self._ended:
                return

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
            server = await completed(self._pulse())
            if server is None:
                return
            # Somebody may have set the clock since it was last asked.
            self._server = (server, monotonic())
        self._ticked = now
        self.ticked.emit(self.server_time)

    def _tell(self) -> None:
        batch, self._batch = self._batch, Batch()
        self.changed.emit(batch)
