"""Watching the other central systems: one that is gone is told of, and its links are closed.

Whether one lives is seen by its beats coming, not by comparing clocks; and nobody is judged for
the time in which this process did not look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from controlroom.domain.server_events import ServerFound, ServerLost
from controlroom.operations.ingest import Ingest
from controlroom.operations.listening_time import ListeningTime
from controlroom.operations.ports.journal import Journal, ServerBeat, Servers
from controlroom.operations.ports.link import Clock

_log = logging.getLogger(__name__)

BEAT_S: Final = 2.5
LOOK_S: Final = 1.0
LATE_S: Final = 1.0
SILENT_S: Final = 6.0
"""More than two beats: so it is told, and an alarm, within ten seconds of its end."""
AT_ONCE: Final = 100
"""Links that are closed together."""


@dataclass(slots=True)
class _Known:
    beat: datetime
    heard: float
    """By listening time."""


class ServerWatch:
    """Of the process that is called `writer`."""

    def __init__(
        self, servers: Servers, journal: Journal, ingest: Ingest, clock: Clock, writer: str
    ) -> None:
        self._servers = servers
        self._journal = journal
        self._ingest = ingest
        self._clock = clock
        self._writer = writer
        self._time = ListeningTime(clock, LOOK_S + LATE_S)
        self._known: dict[str, _Known] = {}

    async def begin(self) -> None:
        """Close what processes that are gone have left open."""
        others, now = await self._servers.others(self._writer)
        living = [o.name for o in others if self._lives(o, now, self._time.listened_s)]
        for other in others:
            if other.name not in living:
                # When it ended nobody looked: that is no news.
                await self._servers.bury(other.name)
        await self._close_orphans(living)

    async def look(self) -> None:
        """Called every `LOOK_S`."""
        others, now = await self._servers.others(self._writer)
        self._time.look()
        listened = self._time.listened_s
        gone = [other for other in others if not self._lives(other, now, listened)]
        for name in self._known.keys() - {other.name for other in others}:
            del self._known[name]  # it ended in order, or somebody else found it gone
        for other in gone:
            await self._tell(other)
        if gone:
            await self._close_orphans([other.name for other in others if other not in gone])

    def _lives(self, other: ServerBeat, now: datetime, listened: float) -> bool:
        known = self._known.get(other.name)
        if known is None:
            # The only time that clocks are compared: by one that was set it lives for now.
            age = (now - other.beat).total_seconds()
            self._known[other.name] = _Known(other.beat, listened - max(0.0, age))
        elif known.beat != other.beat:
            self._known[other.name] = _Known(other.beat, listened)
        return listened - self._known[other.name].heard < SILENT_S

    async def _tell(self, other: ServerBeat) -> None:
        """Write its end down. Of several that find it gone one does."""
        if await self._servers.bury(other.name):
            now = self._clock.now()
            _log.warning("the central system %s on %s is gone", other.pid, other.host)
            lost = ServerLost(charge_point="", at=now, received=now, host=other.host, pid=other.pid)
            await self._journal.record([lost])

    async def _close_orphans(self, living: Sequence[str]) -> None:
        """Close the links of processes that are not among the living."""
        orphans = await self._servers.orphaned_links(self._writer, living)
        for begin in range(0, len(orphans), AT_ONCE):
            part = orphans[begin : begin + AT_ONCE]
            await asyncio.gather(*(self._ingest.disown(point, epoch) for point, epoch in part))
        await self._servers.settle()

    async def found(self, host: str, pid: int) -> None:
        """Tell that this process serves, where one of this machine was told to be gone."""
        now = self._clock.now()
        await self._journal.record(
            [ServerFound(charge_point="", at=now, received=now, host=host, pid=pid)]
        )
