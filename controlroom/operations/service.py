"""What runs for as long as a process serves charge points: the watches around the spine."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
from collections.abc import Awaitable, Callable

from controlroom.domain.charging.wishes import Wish
from controlroom.domain.errors import StoreUnavailable
from controlroom.domain.event_kinds import FACTS
from controlroom.domain.server_events import WritingFailed
from controlroom.operations.charging.inquiries import Inquirer
from controlroom.operations.clock_watch import ClockWatch
from controlroom.operations.control import Control, Dispatcher
from controlroom.operations.follow import Follow
from controlroom.operations.ingest import SILENCE_S, Ingest
from controlroom.operations.people.rights import Rights
from controlroom.operations.ports.journal import Entry, Snapshot
from controlroom.operations.ports.link import Clock, Links
from controlroom.operations.ports.parts import Parts
from controlroom.operations.server_watch import BEAT_S, LOOK_S, ServerWatch
from controlroom.operations.tasks import spawn, stop
from controlroom.sealing import Seal

_log = logging.getLogger(__name__)

HEARD_S = 10.0
OUTAGE_S = 1.0
REMIND_S = 1.0
PACE_S = 0.05
"""Shortest time between two readings of the journal: what comes meanwhile is read together."""


class Service:
    """Starts before the first charge point may connect; stops after the last has gone."""

    def __init__(
        self,
        parts: Parts,
        ingest: Ingest,
        links: Links,
        clock: Clock,
        judge: Callable[[str, Wish], None],
        *,
        elapsed: Callable[[], float] | None = None,
    ) -> None:
        """`judge`: see `Control`; `elapsed`: see `ClockWatch`."""
        self._parts = parts
        self._ingest = ingest
        self._links = links
        self._clock = clock
        self._elapsed = elapsed or clock.monotonic
        self._host, self._pid = platform.node(), os.getpid()
        self._writer = parts.journal.writer
        self._servers = ServerWatch(parts.servers, parts.journal, ingest, clock, self._writer)
        self._clock_watch: ClockWatch | None = None
        registered = ingest.network.registrations.get
        self._seal = Seal()
        self._dispatcher = Dispatcher(
            parts.commands, parts.charge_points, links, clock, registered, self._seal
        )
        control = Control(parts.commands, parts.journal, clock, judge, Rights(clock))
        self._inquirer = Inquirer(control, ingest.network, clock, self._writer, ingest.ingest)
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Take over what a process that died has left."""
        await self._parts.servers.begin(self._writer, self._host, self._pid, self._seal.public)
        await self._servers.begin()
        await self._ingest.load()
        snapshot = await self._parts.feed.snapshot()
        await self._take_over_alarms(snapshot)
        for command in snapshot.commands:
            self._dispatcher.resume(command)
        self._tasks = [
            spawn(self._follow(snapshot.head), "follow the feed"),
            spawn(self._every(BEAT_S, self._beat), "server heartbeat"),
            spawn(self._every(LOOK_S, self._servers.look), "watch the other servers"),
            spawn(self._every(SILENCE_S, self._ingest.watch_silence), "watch for silence"),
            spawn(self._every(HEARD_S, self._ingest.remember_heard), "remember who was heard"),
            spawn(self._every(HEARD_S, self._dispatcher.expire), "expire commands"),
            spawn(self._every(OUTAGE_S, self._tell_outage), "tell what could not be told"),
            spawn(self._every(REMIND_S, self._inquirer.remind), "ask again"),
        ]

    async def stop(self) -> None:
        """Nothing new is begun; the server's own row is given back."""
        await stop(*self._tasks)
        await self._ingest.settle()
        try:
            await self._tell_outage()
            await self._ingest.remember_heard()
            await self._parts.servers.end(self._writer)
        except StoreUnavailable as away:
            _log.warning("this process will be found gone: %s", away)

    async def _tell_outage(self) -> None:
        """While the journal cannot be written nothing can be told: so it is as soon as it can."""
        journal = self._parts.journal
        if (outage := journal.outage()) is None:
            return
        failed = WritingFailed(
            charge_point="",
            at=outage.since,
            received=self._clock.now(),
            host=self._host,
            why=outage.why,
        )
        await journal.record([failed])
        journal.outage_told()

    async def _take_over_alarms(self, snapshot: Snapshot) -> None:
        """What was told of this machine's central system before is judged again."""
        standing = {alarm.code for alarm in snapshot.alarms if alarm.standing}
        if "SYS-DOWN" in standing:
            await self._servers.found(self._host, self._pid)
        self._clock_watch = ClockWatch(
            self._parts.journal,
            self._clock,
            self._host,
            elapsed=self._elapsed,
            told="SYS-CLOCK" in standing,
        )

    async def _beat(self) -> None:
        began = self._clock.monotonic()
        now, taken_for_gone = await self._parts.servers.beat(self._writer)
        if taken_for_gone:
            await self._servers.found(self._host, self._pid)
        if self._clock_watch is not None:
            # A time that was long under way says nothing of ours.
            quick = self._clock.monotonic() - began < BEAT_S
            await self._clock_watch.look(now if quick else None)

    async def _follow(self, position: int) -> None:
        readings = Follow(self._parts.feed, position, events=FACTS, pace_s=PACE_S)
        while True:
            try:
                async for reading in readings:
                    for entry in reading.entries:
                        self._tell(entry)
                    if not reading.more:
                        self._dispatcher.caught_up()
            except StoreUnavailable as away:
                _log.warning("the feed waits for the database: %s", away)
                await asyncio.sleep(1.0)

    def _tell(self, entry: Entry) -> None:
        try:
            self._ingest.follow(entry)
            # First, so that no command is carried out on a link that is not the newest.
            self._links.follow(entry.event)
            self._dispatcher.follow(entry.event)
            self._inquirer.follow(entry)
        except Exception:  # noqa: BLE001 - one entry must not stop all that come after it
            _log.exception("entry %d cannot be followed", entry.position)

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except StoreUnavailable as away:
                _log.warning("%s waits for the database: %s", getattr(work, "__name__", ""), away)
            except Exception:  # noqa: BLE001 - a watch that ends watches nothing any more
                _log.exception("%s failed", getattr(work, "__name__", ""))
